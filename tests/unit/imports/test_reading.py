"""Reading events of other data sets."""

from __future__ import annotations

import gzip
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.codebook.datasets import GDELT_COLUMNS, POLECAT_COLUMNS
from dragoman.errors import ReadingError
from dragoman.imports import DATASETS, gdelt, read_foreign
from dragoman.imports.lines import Line
from dragoman.imports.rows import Row, RowError
from dragoman.model.foreign import BrokenRow, Dataset, ForeignEvent, ForeignParty

GDELT = {
    "GLOBALEVENTID": "1000000001",
    "SQLDATE": "20190904",
    "Actor1Code": "ROMGOV",
    "Actor1Name": "ROMANIA",
    "Actor1CountryCode": "ROM",
    "Actor1Type1Code": "GOV",
    "Actor2Code": "EUR",
    "Actor2Name": "EUROPE",
    "Actor2CountryCode": "EUR",
    "EventCode": "042",
    "QuadClass": "1",
    "GoldsteinScale": "1.9",
    "NumMentions": "10",
    "NumSources": "2",
    "NumArticles": "10",
    "ActionGeo_Type": "4",
    "ActionGeo_FullName": "Belgrade, Serbia (general), Serbia",
    "ActionGeo_CountryCode": "RB",
    "ActionGeo_Lat": "44.8186",
    "ActionGeo_Long": "20.4681",
    "SOURCEURL": "https://example.org/story",
}
POLECAT = {
    "Event ID": "20230103-1",
    "Event Date": "2023-01-03",
    "Event Type": "CONSULT",
    "Event Mode": "visit",
    "Event Intensity": "4.0",
    "Quad Code": "VERBAL COOPERATION",
    "Contexts": "diplomatic;military",
    "Actor Name": "Norway; Sweden",
    "Actor Country": "NOR; SWE",
    "Primary Actor Sector": "GOV; None",
    "Recipient Name": "None",
    "GeoNames ID": "3143244",
    "Latitude": "59.91",
    "Longitude": "10.74",
}
PLOVER = {"id": 7, "date": "2024-05-01", "event": "AID", "mode": ["future"], "quad_code": 2, "actor": [{"code": "IGO"}]}


def gdelt_line(**changes: str) -> str:
    return "\t".join((GDELT | changes).get(column, "") for column in GDELT_COLUMNS)


def read(path: Path, dataset: Dataset) -> list[ForeignEvent | BrokenRow]:
    return list(read_foreign(path, dataset))


def only(path: Path, dataset: Dataset) -> ForeignEvent:
    (found,) = read(path, dataset)
    assert isinstance(found, ForeignEvent), found
    return found


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "rows"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_gdelt_row_is_told_in_iso_codes(tmp_path: Path) -> None:
    found = only(written(tmp_path, gdelt_line() + "\n"), "gdelt")
    assert (found.id, str(found.start), found.cameo, found.type) == ("1000000001", "2019-09-04", "042", "CONSULT")
    assert found.actor == (ForeignParty("ROMGOV", "ROMANIA", "ROU", ("GOV",)),)
    assert found.recipient == (ForeignParty("EUR", "EUROPE"),)
    assert (found.where.country, found.where.lat) == ("SRB", 44.8186)
    assert (found.mentions, found.sources, found.articles) == (10, 2, 10)
    assert found.place.endswith("rows:1")
    assert found.row == gdelt_line()


def test_a_polecat_row_is_read_by_the_names_of_its_columns(tmp_path: Path) -> None:
    heads = ["#!" + next(iter(POLECAT)), *list(POLECAT)[1:], "Headline"]
    found = only(
        written(tmp_path, "\t".join(heads) + "\n" + "\t".join([*POLECAT.values(), '"A ""new"" era"'])), "polecat"
    )
    assert (found.type, found.modes, found.score, found.quad) == ("CONSULT", ("visit",), 4.0, 1)
    assert found.contexts == ("diplomatic", "military")
    assert found.actor == (ForeignParty("", "Norway", "NOR", ("GOV",)), ForeignParty("", "Sweden", "SWE"))
    assert found.recipient == ()
    assert found.where.geonames_id == 3143244


def test_plover_json_is_read_a_line_or_as_an_array(tmp_path: Path) -> None:
    line = only(written(tmp_path, "\n" + json.dumps(PLOVER)), "plover")
    assert (line.id, line.type, line.status, line.modes) == ("7", "AID", "future", ())
    assert line.actor == (ForeignParty("IGO", "", None, ("IGO",)),)
    array = read(written(tmp_path, json.dumps([PLOVER, {"id": 8}, 9], indent=1)), "plover")
    assert [type(one) for one in array] == [ForeignEvent, BrokenRow, BrokenRow]
    assert array[1] == BrokenRow(f"{tmp_path / 'rows'}[2]", "event is missing")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"SQLDATE": "20191332"}, "SQLDATE must be a day such as 2025-11-03, not '20191332'"),
        ({"NumMentions": "ten"}, "NumMentions must be a number, not 'ten'"),
        ({"NumMentions": "-1"}, "NumMentions must be a whole number from 0, not '-1'"),
        ({"QuadClass": "5"}, "QuadClass must be a whole number from 1 to 4, not '5'"),
        ({"GoldsteinScale": "inf"}, "GoldsteinScale must be a finite number, not 'inf'"),
        ({"ActionGeo_Lat": "444"}, "latitude 444 and longitude 20.4681 lie on no globe"),
        ({"GLOBALEVENTID": ""}, "GLOBALEVENTID is empty"),
        ({"SOURCEURL": "a\tb"}, "has 62 columns, and GDELT 2.0 has 61"),
    ],
)
def test_a_broken_row_is_named_and_the_others_are_read(changes: dict[str, str], said: str, tmp_path: Path) -> None:
    path = written(tmp_path, "\n".join([gdelt_line(), gdelt_line(**changes), gdelt_line()]))
    assert [one for one in read(path, "gdelt") if isinstance(one, BrokenRow)] == [BrokenRow(f"{path}:2", said)]
    assert sum(isinstance(one, ForeignEvent) for one in read(path, "gdelt")) == 2


def test_the_first_version_of_gdelt_is_told_by_its_columns(tmp_path: Path) -> None:
    (found,) = read(written(tmp_path, "\t".join(["1"] * 58)), "gdelt")
    assert isinstance(found, BrokenRow)
    assert "looks like GDELT 1.0" in found.reason


def test_packed_files_are_read_as_they_are(tmp_path: Path) -> None:
    packed, archive = tmp_path / "rows.gz", tmp_path / "rows.zip"
    packed.write_bytes(gzip.compress(gdelt_line().encode()))
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("a.csv", gdelt_line() + "\n")
        made.writestr("b.csv", gdelt_line(SQLDATE="x"))
    assert only(packed, "gdelt").id == "1000000001"
    first, second = read(archive, "gdelt")
    assert isinstance(first, ForeignEvent)
    assert isinstance(second, BrokenRow)
    assert second.place == f"{archive}/b.csv:1"


@pytest.mark.parametrize("dataset", DATASETS)
def test_an_empty_file_holds_no_events(dataset: Dataset, tmp_path: Path) -> None:
    assert read(written(tmp_path, ""), dataset) == []
    assert read(written(tmp_path, "\n \n"), dataset) == []


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="absent: can't be opened"):
        read(tmp_path / "absent", "gdelt")
    damaged = tmp_path / "damaged.gz"
    damaged.write_bytes(gzip.compress(gdelt_line().encode() * 9)[:-20])
    with pytest.raises(ReadingError, match="damaged"):
        read(damaged, "gdelt")
    (tmp_path / "not.zip").write_bytes(b"PK\x03\x04 no archive")
    with pytest.raises(ReadingError, match="damaged"):
        read(tmp_path / "not.zip", "gdelt")
    with pytest.raises(ReadingError, match="names no column Event ID"):
        read(written(tmp_path, gdelt_line()), "polecat")
    with pytest.raises(ReadingError, match="begins as a JSON array"):
        read(written(tmp_path, "[{}, "), "plover")
    with pytest.raises(KeyError):
        list(read_foreign(tmp_path, "icews"))  # type: ignore[arg-type]


def test_bytes_that_are_no_text_cost_letters_and_no_row(tmp_path: Path) -> None:
    path = tmp_path / "rows"
    path.write_bytes(gdelt_line(Actor1Name="BRASÍLIA").encode("latin-1"))
    assert only(path, "gdelt").actor[0].name == "BRAS\ufffdLIA"


def test_lines_are_taken_as_they_come() -> None:
    taken: list[int] = []

    def arriving() -> Iterator[Line]:
        for number in range(1, 4):
            taken.append(number)
            yield Line("f", number, gdelt_line())

    next(gdelt.read(arriving()))
    assert taken == [1]


@given(st.dictionaries(st.sampled_from(POLECAT_COLUMNS), st.text()), st.sampled_from(POLECAT_COLUMNS))
def test_no_cell_breaks_a_row_but_by_its_own_fault(cells: dict[str, str], column: str) -> None:
    row, faults = Row(cells), []
    for ask in (row.number, row.whole, row.day, row.required):
        try:
            ask(column)
        except RowError as error:
            faults.append(str(error))
    assert all(fault.startswith(column) for fault in faults)


@pytest.mark.parametrize("dataset", DATASETS)
@given(data=st.binary(max_size=200))
def test_no_bytes_break_a_reader(dataset: Dataset, data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("any") / "rows"
    path.write_bytes(data)
    try:
        found = read(path, dataset)
    except ReadingError:
        return
    assert all(isinstance(one, ForeignEvent | BrokenRow) for one in found)
