"""The contract of every export, and the way back: what must hold for any occurrences, in the eyes of who loads them."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO, StringIO
from pathlib import Path

import followthemoney
import followthemoney.types
import icalendar
import networkx
import pandas
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.strategies import DOCUMENT, events, occurrences, plain_event, plain_occurrence, records

from dragoman.codebook.datasets import GDELT_COLUMNS, ICEWS_COLUMNS, POLECAT_COLUMNS
from dragoman.errors import MissingExtraError
from dragoman.exports import FORMATS, occurrences_as, records_as
from dragoman.exports.cells import plain
from dragoman.exports.csv import COLUMNS
from dragoman.exports.dyads import dyads, stable_number
from dragoman.imports import read_foreign
from dragoman.model import Event, Occurrence, Record
from dragoman.model.foreign import BrokenRow, Dataset, ForeignEvent, ForeignParty
from dragoman.wire import event_from_wire, header_to_wire, read_lines

OF_OCCURRENCES = [name for name, form in FORMATS.items() if "occurrence" in form.units]
WITHOUT_STREAM = {"gexf", "parquet"}
"""A graph is known at its end only; rows go by groups."""

many = st.lists(occurrences, max_size=3)
relaxed = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def file_of(name: str, found: Iterable[Occurrence]) -> bytes:
    return b"".join(
        piece if isinstance(piece, bytes) else piece.encode("utf-8") for piece in occurrences_as(name, found)
    )


def tsv(data: bytes, columns: Iterable[str]) -> pandas.DataFrame:
    """A table as pandas reads it with its defaults: no word about quotation marks."""
    return pandas.read_csv(BytesIO(data), sep="\t", header=None, names=list(columns), dtype=str, keep_default_na=False)


def with_heads(data: bytes) -> pandas.DataFrame:
    return pandas.read_csv(BytesIO(data), sep="\t", dtype=str, keep_default_na=False)


def happened(found: Iterable[Occurrence]) -> list[str]:
    return [str(stable_number(dyad.occurrence.id)) for dyad in dyads(found, form="test")]


# What each form's users see of the occurrences: their ids, as far as the form tells them.
def seen_jsonl(data: bytes) -> list[str]:
    return [event.id for event, _ in read_lines(data.splitlines())]


def seen_csv(data: bytes) -> list[str]:
    table = pandas.read_csv(BytesIO(data), dtype=str, keep_default_na=False)
    assert tuple(table.columns) == COLUMNS
    return list(table["id"])


def seen_parquet(data: bytes) -> list[str]:
    return list(pandas.read_parquet(BytesIO(data))["id"])


def seen_plover(data: bytes) -> list[str]:
    return [json.loads(line)["id"] for line in data.splitlines()]


def seen_polecat(data: bytes) -> list[str]:
    table = with_heads(data)
    assert tuple(table.columns) == POLECAT_COLUMNS
    return list(table["Event ID"])


def seen_gdelt(data: bytes) -> list[str]:
    return list(tsv(data, GDELT_COLUMNS)["GLOBALEVENTID"])


def seen_icews(data: bytes) -> list[str]:
    table = with_heads(data)
    assert tuple(table.columns) == ICEWS_COLUMNS
    return list(table["event_id"])


def seen_geojson(data: bytes) -> list[str]:
    collection = json.loads(data)
    assert collection["type"] == "FeatureCollection"
    return [feature["id"] for feature in collection["features"]]


def seen_gexf(data: bytes) -> list[str]:
    networkx.read_gexf(BytesIO(data))
    return []


def seen_ics(data: bytes) -> list[str]:
    calendar = icalendar.Calendar.from_ical(data.decode())
    assert all(not event.errors for event in calendar.events)
    return [str(event["uid"]).removesuffix("@dragoman") for event in calendar.events]


def seen_ftm(data: bytes) -> list[str]:
    entities = [json.loads(line) for line in data.splitlines()]
    proxies = [followthemoney.model.get_proxy(entity) for entity in entities]
    for entity, proxy in zip(entities, proxies, strict=True):
        assert followthemoney.types.registry.entity.validate(entity["id"])
        proxy.schema.validate(entity)
        # Read with every check on, no value may be dropped or changed, but for the punctuation of a place.
        checked = followthemoney.model.get_proxy(entity, cleaned=False).to_dict()["properties"]
        assert checked.keys() == entity["properties"].keys()
        assert all(
            set(checked[key]) == set(values) for key, values in entity["properties"].items() if key != "location"
        )
    written = {entity["id"] for entity in entities}
    assert {
        id for proxy in proxies for prop in ("involved", "organizer") for id in proxy.get(prop, quiet=True)
    } <= written
    return [proxy.first("recordId") for proxy in proxies if proxy.schema.name == "Event"]


def seen_markdown(data: bytes) -> list[str]:
    assert "<script" not in MarkdownIt("commonmark", {"html": True}).render(data.decode())
    return []


SEEN: dict[str, Callable[[bytes], list[str]]] = {name: globals()[f"seen_{name}"] for name in OF_OCCURRENCES}


def expected(name: str, found: list[Occurrence]) -> list[str]:
    if name == "jsonl":
        return [telling.event.id for occurrence in found for telling in occurrence.tellings]
    return happened(found) if name in ("gdelt", "icews") else [occurrence.id for occurrence in found]


@pytest.mark.parametrize("name", OF_OCCURRENCES)
@relaxed
@given(found=many)
def test_whatever_the_words_users_find_every_occurrence_in_its_place(name: str, found: list[Occurrence]) -> None:
    seen = SEEN[name](file_of(name, found))
    if name == "ics":
        assert set(seen) <= {id for one in found for id in (one.id, f"{one.id}-deadline")}
    elif name not in ("gexf", "markdown"):
        assert seen == expected(name, found)


@pytest.mark.parametrize("name", OF_OCCURRENCES)
def test_no_occurrences_make_a_valid_empty_file(name: str) -> None:
    assert SEEN[name](file_of(name, [])) == []


@pytest.mark.parametrize("name", OF_OCCURRENCES)
@settings(max_examples=10, deadline=None)
@given(found=many)
def test_the_same_occurrences_give_the_same_bytes(name: str, found: list[Occurrence]) -> None:
    assert file_of(name, found) == file_of(name, iter(found))


@pytest.mark.parametrize("name", [name for name in OF_OCCURRENCES if name not in WITHOUT_STREAM])
def test_an_export_takes_occurrences_as_it_goes_and_ends_its_last_line(name: str) -> None:
    taken: list[int] = []

    def arriving() -> Iterator[Occurrence]:
        for index in range(5):
            taken.append(index)
            yield plain_occurrence(status="actual", type="CONSULT")

    pieces = occurrences_as(name, arriving())
    while not taken:
        next(pieces)
    assert taken == [0]
    assert "".join(pieces).endswith("\n")
    assert taken == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("name", FORMATS)
def test_every_form_can_be_made_of_the_records_of_reports(name: str) -> None:
    record = Record(DOCUMENT, (plain_event(), plain_event(status="actual")))
    pieces = list(records_as(name, [record]))
    assert pieces
    assert all(isinstance(piece, bytes if FORMATS[name].binary else str) for piece in pieces)
    assert pieces == list(records_as(name, iter([record])))


@given(st.lists(records, max_size=3))
@relaxed
def test_each_event_of_a_report_stands_for_itself(found: list[Record]) -> None:
    lines = "".join(records_as("plover", found)).splitlines()
    assert [json.loads(line)["id"] for line in lines] == [event.id for record in found for event in record]


@relaxed
@given(st.lists(records, max_size=3))
def test_json_lines_hold_every_event_in_order(found: list[Record]) -> None:
    text = "".join(records_as("jsonl", found))
    assert [event for event, _ in read_lines(text.splitlines())] == [event for record in found for event in record]


@relaxed
@given(st.lists(records, max_size=3))
def test_json_holds_every_report_also_those_without_events(found: list[Record]) -> None:
    reports = json.loads("".join(records_as("json", found)))["reports"]
    assert [[event_from_wire(event)[0] for event in report["events"]] for report in reports] == [
        list(record) for record in found
    ]
    assert [report["document"] for report in reports] == [header_to_wire(DOCUMENT)] * len(found)


@pytest.mark.parametrize("name", ["jsonl", "json"])
def test_the_wire_format_takes_records_as_it_goes(name: str) -> None:
    taken: list[int] = []

    def arriving() -> Iterator[Record]:
        for index in range(3):
            taken.append(index)
            yield Record(DOCUMENT, (plain_event(),))

    pieces = records_as(name, arriving())
    while not taken:
        next(pieces)
    assert taken == [0]
    assert "".join(pieces).endswith("\n")


def test_there_is_no_form_of_an_unknown_name() -> None:
    with pytest.raises(KeyError):
        records_as("wire", [])
    with pytest.raises(KeyError):
        occurrences_as("json", [])


@pytest.mark.parametrize(("name", "library"), [("parquet", "pyarrow"), ("gexf", "networkx"), ("ics", "icalendar")])
def test_a_missing_library_names_the_extra_that_brings_it(
    name: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, f"dragoman.exports.{name}", raising=False)
    for module in [one for one in sys.modules if one.partition(".")[0] == library]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtraError, match=r"pip install 'dragoman\[exports\]'") as caught:
        occurrences_as(name, [])
    assert caught.value.library == library


# The way back


def read_back(tmp_path: Path, name: Dataset, found: list[Occurrence]) -> list[ForeignEvent]:
    path = tmp_path / name
    path.write_bytes(file_of(name, found))
    events_read = list(read_foreign(path, name))
    assert not [one for one in events_read if isinstance(one, BrokenRow)]
    return [one for one in events_read if isinstance(one, ForeignEvent)]


def said(text: str | None) -> str | None:
    """A name as a cell of POLECAT can tell it."""
    found = plain(text or "").replace(";", ",").replace('"', "'")
    return found if found not in ("", "None", "nan", "NULL") else None


def names(parties: Iterable[ForeignParty]) -> list[str | None]:
    return [party.name or None for party in parties]


@relaxed
@given(found=many)
def test_plover_json_comes_back(found: list[Occurrence], tmp_path_factory: pytest.TempPathFactory) -> None:
    back = read_back(tmp_path_factory.mktemp("back"), "plover", found)
    assert [(one.id, one.start, one.end, one.type, one.status, one.quad, one.score) for one in back] == [
        (one.id, one.when.start, one.when.end, one.type, one.status, one.quad, one.plover_score) for one in found
    ]
    assert [one.contexts for one in back] == [one.contexts for one in found]
    assert [one.where.geonames_id for one in back] == [one.where.geonames_id for one in found]
    for there, here in zip(back, found, strict=True):
        assert [party.country for party in there.actor if party.sectors != ("IGO",)] == [
            entity.country for entity in here.actor if entity.sector != "IGO"
        ]


@relaxed
@given(found=many)
def test_polecat_comes_back(found: list[Occurrence], tmp_path_factory: pytest.TempPathFactory) -> None:
    back = read_back(tmp_path_factory.mktemp("back"), "polecat", found)
    assert [(one.id, one.start, one.type, one.status, one.quad, one.score, one.contexts) for one in back] == [
        (one.id, one.when.start, one.type, one.status, one.quad, one.plover_score, one.contexts) for one in found
    ]
    for there, here in zip(back, found, strict=True):
        for parties, entities in ((there.actor, here.actor), (there.recipient, here.recipient)):
            assert len(parties) in (0, len(entities))
            if parties:
                assert names(parties) == [said(entity.name) for entity in entities]
                assert [party.country for party in parties] == [entity.country for entity in entities]
        if here.where.lat is not None and here.where.lon is not None:
            assert (there.where.lat, there.where.lon) == (here.where.lat, here.where.lon)
        assert there.where.country == here.where.country


@relaxed
@given(found=many)
def test_gdelt_comes_back(found: list[Occurrence], tmp_path_factory: pytest.TempPathFactory) -> None:
    back = read_back(tmp_path_factory.mktemp("back"), "gdelt", found)
    rows = list(dyads(found, form="test"))
    assert [(one.id, one.start, one.cameo, one.score) for one in back] == [
        (str(stable_number(row.occurrence.id)), row.day, row.occurrence.cameo, row.occurrence.goldstein) for row in rows
    ]
    assert [(one.mentions, one.sources, one.articles) for one in back] == [
        (len(row.occurrence.tellings), row.occurrence.independent_sources, row.occurrence.reports) for row in rows
    ]
    for there, row in zip(back, rows, strict=True):
        assert there.where.country == row.occurrence.where.country
        for parties, entity in ((there.actor, row.source), (there.recipient, row.target)):
            assert [party.country for party in parties] in ([entity.country] if entity else [], [])


@relaxed
@given(st.lists(events, min_size=1, max_size=3), st.data())
def test_no_cell_of_a_table_breaks_its_line(found: list[Event], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["polecat", "gdelt", "icews", "csv"]))
    text = "".join(records_as(name, [Record(DOCUMENT, tuple(found))]))
    if name == "csv":
        assert {len(row) for row in csv.reader(StringIO(text))} == {len(COLUMNS)}
    else:
        assert {line.count("\t") for line in text.splitlines()} <= {39, 60, 19}
    assert len(text.splitlines()) == text.count("\n")
