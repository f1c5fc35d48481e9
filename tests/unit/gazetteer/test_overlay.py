from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dragoman.errors import GazetteerError
from dragoman.gazetteer.actors import Gazetteer
from dragoman.gazetteer.answers import extend
from dragoman.gazetteer.overlay import COLUMNS, overlay_path, read_overlay, write_overlay

Write = Callable[..., Path]
UNION = (
    "mine:harbour-union",
    "Harbour Union",
    "organisation",
    "NOR",
    "LAB",
    "",
    "",
    "",
    "HUN;Dockers of Bergen",
    "own",
)
MINISTER = (
    *("mine:new-minister", "Kari Solheim Testesen", "person", "NOR", "GOV", "foreign_minister"),
    *("2025-10-01", "", "Solheim Testesen", "own"),
)


@pytest.fixture
def overlay(tmp_path: Path) -> Write:
    def write(*rows: tuple[str, ...], name: str = "mine.tsv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join("\t".join(cells) for cells in (COLUMNS, *rows)) + "\n", encoding="utf-8")
        return path

    return write


def test_a_users_organisation_is_found_by_name_and_alias(overlay: Write) -> None:
    names = Gazetteer(read_overlay(overlay(UNION)))
    found = names.find("The Harbour Union and the Dockers of Bergen met the UN.")
    assert [(match.text, match.ids) for match in found] == [
        ("Harbour Union", ("mine:harbour-union",)),
        ("Dockers of Bergen", ("mine:harbour-union",)),
        ("UN", ("Q1065",)),
    ]
    assert names.entity("mine:harbour-union").sector == "LAB"


def test_a_users_office_holder_goes_before_ours(overlay: Write) -> None:
    names = Gazetteer(read_overlay(overlay(MINISTER)))
    before = names.holders("NOR", "foreign_minister", date(2025, 9, 1))
    after = names.holders("NOR", "foreign_minister", date(2025, 11, 3))
    assert [holding.entity.id for holding in after] == ["mine:new-minister"]
    assert before
    assert before[0].entity.id != "mine:new-minister"
    assert "foreign_minister" not in names.standing(before[0].entity.id, date(2025, 11, 3)).posts


def test_a_users_person_is_found_by_family_name(overlay: Write) -> None:
    names = Gazetteer(read_overlay(overlay(MINISTER)))
    assert [entity.id for entity in names.people("Testesen", country="NOR", on=date(2025, 11, 3))] == [
        "mine:new-minister"
    ]


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("id", "union", "neither a Wikidata id"),
        ("kind", "country", "none of"),
        ("sector", "XYZ", "XYZ"),
        ("post", "grand_vizier", "grand_vizier"),
        ("start", "last year", "YYYY"),
        ("name", "", "no name"),
    ],
)
def test_a_wrong_row_is_named_with_its_line(overlay: Write, column: str, value: str, message: str) -> None:
    row = list(MINISTER)
    row[COLUMNS.index(column)] = value
    with pytest.raises(GazetteerError, match=message) as caught:
        read_overlay(overlay(UNION, tuple(row)))
    if column != "start":
        assert "mine.tsv:3" in str(caught.value)


def test_a_tenure_that_ends_before_it_starts_is_refused(overlay: Write) -> None:
    row = list(MINISTER)
    row[COLUMNS.index("end")] = "2020"
    with pytest.raises(GazetteerError, match="ends before it starts"):
        read_overlay(overlay(tuple(row)))


def test_an_overlay_survives_writing_and_reading(overlay: Write, tmp_path: Path) -> None:
    rows = read_overlay(overlay(UNION, MINISTER)).rows
    again = tmp_path / "again.tsv"
    write_overlay(again, rows)
    assert read_overlay(again).rows == rows


def test_adding_twice_adds_nothing_and_conflicts_are_named(overlay: Write, tmp_path: Path) -> None:
    rows = read_overlay(overlay(UNION, MINISTER)).rows
    target = tmp_path / "dragoman-actors.tsv"
    path, count, conflicts = extend(rows, target)
    assert (path, count) == (target, 2)
    assert any("foreign minister of NOR" in conflict for conflict in conflicts)
    assert extend(rows, target)[1] == 2


def test_the_variable_must_name_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DRAGOMAN_ACTORS", str(tmp_path / "nowhere.tsv"))
    with pytest.raises(GazetteerError, match="isn't there"):
        overlay_path()
