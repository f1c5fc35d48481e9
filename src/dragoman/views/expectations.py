"""Expectations: what somebody was to say, and what they then said."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Select, func, select

from dragoman.ledger import Ledger
from dragoman.ledger.boards.acts import Act, act_of
from dragoman.ledger.boards.expectations import SPEAKING, Answer, answer, last_day, may_answer
from dragoman.ledger.store import schema
from dragoman.ledger.store.loading import holds_still, load_occurrences
from dragoman.model.occurrence import Occurrence
from dragoman.views.acts import load_acts, passages
from dragoman.views.dealings import named
from dragoman.views.filters import EVERYTHING, Filter, conditions
from dragoman.views.pages import Page, in_order
from dragoman.views.positions import on_issue

EXPECTATIONS: Final = 10
"""How many expectations a page holds unless the caller says otherwise."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """Words that were announced.

    Attributes:
        occurrence: What was announced.
        answer: What became of it.
    """

    occurrence: Occurrence
    answer: Answer

    @property
    def announced_on(self) -> date | None:
        """The day it was announced."""
        return act_of(self.occurrence).said_on

    @property
    def awaited_until(self) -> date | None:
        """The last day on which it may still be met."""
        announced = self.announced_on
        return last_day(announced) if announced else None


def expectations(
    ledger: Ledger, wanted: Filter = EVERYTHING, *, on: str = "", limit: int = EXPECTATIONS, offset: int = 0
) -> Page[Expectation]:
    """The announced words that a filter finds, the latest first, each with what was then said.

    Args:
        ledger: The ledger.
        wanted: Which occurrences; `who` are the speakers, `whom` those addressed.
        on: Words that stand in the passage, as `Filter.text` takes them.
        limit: How many at most.
        offset: How many to pass over.

    Raises:
        LedgerError: The ledger can't be read.
    """
    wanted = on_issue(wanted, on)
    with ledger.reading() as connection:
        revision = ledger.revision(connection, wanted.as_of)
        row = schema.occurrence.c
        meant = (row.status == "future", row.type.in_(SPEAKING), *conditions(wanted, revision=revision))
        query: Select[Any] = in_order(select(row.number)).where(*meant)
        numbers = list(connection.scalars(query.limit(limit).offset(offset or None)))
        total = connection.scalar(select(func.count()).select_from(schema.occurrence).where(*meant)) or 0
        acts = load_acts(connection, numbers, revision=revision)
        said = _said_later(connection, acts, revision)
        occurrences = load_occurrences(connection, numbers, as_of=revision)
    items = (Expectation(one, answer(act, said[act.number])) for one, act in zip(occurrences, acts, strict=True))
    return Page(items=tuple(items), total=total, limit=limit, offset=offset)


def _said_later(connection: Connection, expected: Sequence[Act], revision: int | None) -> dict[int, list[Act]]:
    """For each expectation what may answer it, by its row."""
    everybody = {act.actors for act in expected}
    spoken = {speakers: _words_of(connection, speakers, expected, revision) for speakers in everybody}
    found = {act.number: list(_in_time(spoken[act.actors], act)) for act in expected}
    told = passages(connection, (number for numbers in found.values() for number in numbers))
    likely = {
        act.number: [
            number
            for number in found[act.number]
            if number != act.number and any(trace in told.get(number, "") for trace in may_answer(act))
        ]
        for act in expected
    }
    read = load_acts(connection, {number for numbers in likely.values() for number in numbers}, revision=revision)
    acts = {act.number: act for act in read}
    return {number: [acts[one] for one in numbers] for number, numbers in likely.items()}


def _words_of(
    connection: Connection, speakers: frozenset[str], expected: Iterable[Act], revision: int | None
) -> list[tuple[str, int]]:
    """Day and row of what some speakers said in the days in which one of their expectations could be met, by day."""
    row, party = schema.occurrence.c, schema.occurrence_party
    days = [act.said_on for act in expected if act.actors == speakers and act.said_on]
    if not days:
        return []
    theirs = select(party.c.occurrence).where(named(party, speakers), party.c.role == "actor")
    query = select(row.day, row.number).where(
        row.number.in_(theirs),
        holds_still(schema.occurrence, revision),
        row.type.in_(SPEAKING),
        row.status != "future",
        row.day.between(min(days).isoformat(), last_day(max(days)).isoformat()),
    )
    return sorted((day, number) for day, number in connection.execute(query))


def _in_time(spoken: Sequence[tuple[str, int]], expected: Act) -> Iterator[int]:
    """Rows of what was said while the expectation could be met, by day."""
    announced = expected.said_on
    if announced is not None:
        first = bisect_left(spoken, (announced.isoformat(), 0))
        last = bisect_left(spoken, ((last_day(announced) + timedelta(days=1)).isoformat(), 0))
        yield from (number for _, number in spoken[first:last])
