"""Positions: where somebody stands on an issue, from the first time to the last, and what changed on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, Select, select

from dragoman.gazetteer import gazetteer
from dragoman.ledger import Ledger
from dragoman.ledger.boards.acts import Act, key_of
from dragoman.ledger.boards.novelty import Stage, issues, may_be_same_issue
from dragoman.ledger.store import schema
from dragoman.ledger.store.loading import holds_still
from dragoman.model.entity import Entity
from dragoman.views.acts import Acts
from dragoman.views.dealings import named
from dragoman.views.filters import EVERYTHING, Filter, conditions
from dragoman.views.pages import in_order

LINES: Final = 10
"""How many lines a page holds unless the caller says otherwise."""
HISTORY: Final = 40
"""How many positions of one line are read at most: the first and the latest."""

_AT_ONCE: Final = 10
"""How many positions are read at once to fill a page of which some belong to lines that it has."""
_HELD: Final = ("actual", "historical", "negated")


@dataclass(frozen=True, slots=True)
class Line:
    """What one holder says on one issue over time.

    Attributes:
        holder: Who: the state of an official, else who says it.
        issue: The issue, in the words of one of the positions.
        stages: The positions with what is new in each, by day; at least one.
        left_out: How many positions between the first and the second of these were not read.
    """

    holder: Entity
    issue: str
    stages: tuple[Stage, ...]
    left_out: int = 0

    @property
    def latest(self) -> Stage:
        """Where the holder stands now."""
        return self.stages[-1]


@dataclass(frozen=True, slots=True)
class Lines:
    """A page of lines.

    Attributes:
        lines: Those with the latest position first.
        matching: How many positions the filter finds, before they are put together to lines.
        next_offset: Where the next page begins, which may turn out empty; None where this is the last.
    """

    lines: tuple[Line, ...]
    matching: int
    next_offset: int | None = None


def positions(
    ledger: Ledger, wanted: Filter = EVERYTHING, *, on: str = "", limit: int = LINES, offset: int = 0
) -> Lines:
    """The lines to which the positions that a filter finds belong, each with its whole history.

    Args:
        ledger: The ledger.
        wanted: Which positions; `who` are the holders, `whom` those addressed.
        on: Words that stand in the passage, as `Filter.text` takes them.
        limit: How many lines at most.
        offset: A page's `next_offset`.

    Raises:
        LedgerError: The ledger can't be read.
    """
    wanted = on_issue(wanted, on)
    with ledger.reading() as connection:
        revision = ledger.revision(connection, wanted.as_of)
        row, position = schema.occurrence, schema.position
        query: Select[Any] = in_order(select(row.c.number)).join(position, position.c.occurrence == row.c.number)
        query = query.where(row.c.status.in_(_HELD), *conditions(wanted, revision=revision))
        found = list(connection.scalars(query))
        page = list(islice(_Reader(connection, revision).lines(found, offset), limit))
    after = page[-1][0] + 1 if len(page) == limit and page else len(found)
    return Lines(tuple(line for _, line in page), len(found), after if after < len(found) else None)


def on_issue(wanted: Filter, on: str) -> Filter:
    """A filter narrowed to the passages that hold some words."""
    return replace(wanted, text=f"{wanted.text} {on}".strip())


class _Reader:
    """Makes lines of positions within one transaction; what one holder holds is listed once."""

    def __init__(self, connection: Connection, revision: int | None) -> None:
        self._connection = connection
        self._revision = revision
        self._held: dict[str, list[tuple[int, str]]] = {}
        self._acts = Acts(connection, revision, "position")

    def lines(self, found: Sequence[int], offset: int) -> Iterator[tuple[int, Line]]:
        """The place in `found` and the line, of each line that no earlier place has given."""
        places = {number: at for at, number in enumerate(found)}
        given: set[tuple[str, int]] = set()
        for at in range(offset, len(found)):
            if (at - offset) % _AT_ONCE == 0:
                self._acts.load(found[at : at + _AT_ONCE])
            (act,) = self._acts.load([found[at]])
            for holder in sorted(act.actors):
                if (holder, act.number) in given:
                    continue
                line, members = self._line(act, holder)
                given.update((holder, number) for number in members)
                # A line stands where its latest position does: what is found of it further up has given it before.
                if min(places.get(number, at) for number in members) == at:
                    yield at, line

    def _line(self, act: Act, holder: str) -> tuple[Line, list[int]]:
        traces = may_be_same_issue(act)
        near = [number for number, words in self._of(holder) if any(trace in words for trace in traces)]
        read = near if len(near) <= HISTORY else [near[0], *near[1 - HISTORY :]]
        acts = {one.number: one for one in (act, *self._acts.load(read))}
        issue = next(one for one in issues(acts.values()) if any(other is acts[act.number] for other in one.acts))
        members = [one.number for one in issue.acts]
        left_out = len(near) - len(read) if near and near[0] in members else 0
        return Line(_entity(act, holder), issue.label, issue.stages, left_out), members

    def _of(self, holder: str) -> list[tuple[int, str]]:
        """Row and object, in lower case, of all that somebody holds, by day."""
        if holder not in self._held:
            row, position, party = schema.occurrence, schema.position, schema.occurrence_party
            theirs = select(party.c.occurrence).where(named(party, {holder}), party.c.role == "actor")
            query = select(position.c.occurrence, position.c.object).where(position.c.occurrence.in_(theirs))
            query = query.join(row, row.c.number == position.c.occurrence).order_by(row.c.day, row.c.id)
            self._held[holder] = [
                (number, words.lower())
                for number, words in self._connection.execute(
                    query.where(holds_still(schema.occurrence, self._revision), row.c.status.in_(_HELD))
                )
            ]
        return self._held[holder]


def _entity(act: Act, holder: str) -> Entity:
    """Who a holder is: the state for whom somebody speaks, under its code where the passage names only a person."""
    parties = [party.entity for party in act.event.actor if key_of(party) == holder]
    if any(one.kind == "person" for one in parties) and parties[0].country:
        return gazetteer().entity(holder) if holder in gazetteer() else parties[0]
    return parties[0]


def last_said_on(line: Line) -> date | None:
    """The day on which a holder last spoke on an issue."""
    return line.latest.act.said_on
