"""A comparison: what two filters both find and what each finds alone make up what each finds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman.ledger import Ledger
from dragoman.model import CoderVersion, Occurrence, Record
from dragoman.views import Filter
from dragoman.views.comparison import compare
from dragoman.views.facets import facets
from dragoman.views.pages import each

PAIRS = [
    (Filter(either=("EGY",)), Filter(either=("ISR",))),
    (Filter(publisher=("Harbour Wire",)), Filter(publisher=("Coast Daily",))),
    (Filter(since=date(1988, 8, 8), until=date(1988, 8, 8)), Filter(since=date(1988, 8, 9), until=date(1988, 8, 9))),
    (Filter(text="ceasefire"), Filter(either=("IRN",), type=("AGREE",))),
    (Filter(), Filter(either=("dragoman:nobody-at-all",))),
]
MANY = 10_000


def ids(ledger: Ledger, wanted: Filter) -> list[str]:
    return [one.id for one in each(ledger, wanted, oldest_first=False)]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_what_both_find_and_what_each_finds_alone_is_all_that_each_finds(
    book: Ledger, one: Filter, other: Filter
) -> None:
    found = compare(book, one, other, limit=MANY)
    first, second = ids(book, one), ids(book, other)
    assert [item.id for item in found.both.items] == [id for id in first if id in second]
    assert [item.id for item in found.one.alone.items] == [id for id in first if id not in second]
    assert [item.id for item in found.other.alone.items] == [id for id in second if id not in first]
    assert found.both.total + found.one.alone.total == found.one.total == len(first)
    assert found.both.total + found.other.alone.total == found.other.total == len(second)


def test_those_who_met_have_the_meeting_in_common(book: Ledger) -> None:
    found = compare(book, *PAIRS[0])
    assert found.both.total > 0
    assert all({"EGY", "ISR"} <= _parties(item) for item in found.both.items)


def _parties(item: Occurrence) -> set[str]:
    attendees = [one.party.entity for one in item.meeting.attendees] if item.meeting else []
    entities = [*item.actor, *item.recipient, *item.about, *item.mediator, *attendees]
    return {entity.country or entity.id for entity in entities}


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_a_value_is_tallied_on_either_side_as_its_facets_count_it(book: Ledger, one: Filter, other: Filter) -> None:
    tallies = compare(book, one, other).tallies
    for side, wanted in (("one", one), ("other", other)):
        counted = facets(book, wanted)
        for field, counts in (("type", counted.types), ("status", counted.statuses), ("quad", counted.quads)):
            told = {tally.value: getattr(tally, side) for tally in tallies if tally.field == field}
            assert {value: many for value, many in told.items() if many} == dict(counts)
    types = [tally.one + tally.other for tally in tallies if tally.field == "type"]
    assert types == sorted(types, reverse=True)


def test_of_many_the_latest_are_read_and_all_are_counted(book: Ledger) -> None:
    found = compare(book, Filter(), Filter(either=("EGY",)), limit=2)
    assert [item.id for item in found.one.alone.items] == [
        id for id in ids(book, Filter()) if id not in ids(book, Filter(either=("EGY",)))
    ][:2]
    assert found.one.alone.total > 2


def test_an_empty_ledger_has_nothing_to_compare(tmp_path: Path) -> None:
    with Ledger(tmp_path / "new.db") as ledger:
        found = compare(ledger, Filter(either=("EGY",)), Filter(either=("ISR",)))
    assert found.both.total == found.one.alone.total == found.other.total == 0
    assert found.tallies == ()


def test_both_sides_are_asked_as_of_their_day(tmp_path: Path, examples: list[Record]) -> None:
    with Ledger(tmp_path / "ledger.db") as ledger:
        ledger.add(examples, coder=CoderVersion("dragoman", "test"))
        before = Filter(either=("EGY",), as_of=date(2000, 1, 1))
        found = compare(ledger, before, Filter(either=("ISR",)))
    assert found.one.total == found.both.total == 0
    assert found.other.alone.total == found.other.total > 0
