"""Dealings: what some parties had to do with one another, found once for all rows of a board.

A board compares each of its rows with what the same parties did at other times. Which occurrences these are is asked of
the index on parties, once for each party of a board.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, String, cast, false, func, or_, select

from dragoman.ledger.boards.acts import Act, is_state
from dragoman.ledger.store import schema
from dragoman.ledger.store.loading import batches, holds_still

NEAREST: Final = 100
"""How many occurrences are compared with one row of a board at most, the nearest in time first."""

_ROLES: Final = ("actor", "recipient", "about")


class Dealing(NamedTuple):
    """An occurrence, before its words are read; in order of time.

    Attributes:
        day: Where it stands in time, in ISO 8601; empty when undated.
        id: Of the occurrence.
        number: Its row.
        type: PLOVER event type.
    """

    day: str
    id: str
    number: int
    type: str


class Dealings:
    """Finds what parties had to do with one another, within one transaction."""

    def __init__(self, connection: Connection, revision: int | None) -> None:
        self._connection = connection
        self._revision = revision
        self._having: dict[str, frozenset[int]] = {}
        self._of: dict[tuple[frozenset[str], frozenset[str]], list[Dealing]] = {}
        self._found: dict[frozenset[str], list[Dealing]] = {}
        self._alone: dict[frozenset[str], list[Dealing]] = {}

    def of(self, act: Act) -> Sequence[Dealing]:
        """What those who act did with the other parties of an act, or alone, by day; the undated first."""
        key = (act.parties, act.actors)
        if key not in self._of:
            self._of[key] = sorted({*self.between(act.parties), *self.alone(act.actors)})
        return self._of[key]

    def after(self, act: Act, *, types: Collection[str], last: date) -> list[Dealing]:
        """What they did from the day after an act until a last day, of these types: the `NEAREST` by day."""
        made = act.said_on
        return [] if made is None else list(_span(self.of(act), types, after=made, until=last))

    def between(self, parties: frozenset[str]) -> Sequence[Dealing]:
        """Occurrences in which at least two of the parties, given as `acts.key_of` names them, have a part."""
        if parties not in self._found:
            pairs = combinations(sorted(parties), 2)
            shared = {number for one, other in pairs for number in self._with(one) & self._with(other)}
            number = schema.occurrence.c.number
            self._found[parties] = sorted(one for batch in batches(shared) for one in self._dealings(number.in_(batch)))
        return self._found[parties]

    def alone(self, actors: frozenset[str]) -> Sequence[Dealing]:
        """What one of some actors did without another state being named: "Kenya withdrew its troops"."""
        if actors not in self._alone:
            row, party = schema.occurrence.c, schema.occurrence_party
            theirs = select(party.c.occurrence).where(named(party, actors), party.c.role == "actor")
            nobody = or_(row.recipients == "", row.recipients.like("dragoman:%"))
            found = self._dealings(row.number.in_(theirs), nobody, row.actors.not_like("%;%"))
            self._alone[actors] = sorted(found)
        return self._alone[actors]

    def _dealings(self, *conditions: ColumnElement[bool]) -> Iterator[Dealing]:
        row = schema.occurrence
        query = select(row.c.day, row.c.id, row.c.number, row.c.type)
        found = self._connection.execute(query.where(holds_still(row, self._revision), *conditions)).all()
        return (Dealing(day or "", id, number, type_) for day, id, number, type_ in found)

    def _with(self, key: str) -> frozenset[int]:
        """The occurrences, of whatever version, in which a party has a part; an index alone tells them."""
        if key not in self._having:
            party = schema.occurrence_party
            # In one string, since thousands of rows of one number each take three times as long.
            numbers = func.aggregate_strings(cast(party.c.occurrence, String), ",")
            told = self._connection.scalar(select(numbers).where(named(party, {key}), party.c.role.in_(_ROLES)))
            self._having[key] = frozenset(map(int, told.split(","))) if told else frozenset()
        return self._having[key]


def named(party: Any, keys: Iterable[str]) -> ColumnElement[bool]:
    """The rows of `occurrence_party`, or of an alias of it, that are about these countries or entities."""
    states = sorted(key for key in keys if is_state(key))
    others = sorted(key for key in keys if not is_state(key))
    columns = ((party.c.country, states), (party.c.entity, others))
    conditions = [column.in_(values) for column, values in columns if values]
    return or_(*conditions) if conditions else false()


def _span(found: Sequence[Dealing], types: Collection[str], *, after: date, until: date) -> Iterator[Dealing]:
    # "~" sorts behind every id, so that the day itself is left out.
    at = bisect_left(found, Dealing(after.isoformat(), "~", 0, ""))
    given = 0
    for one in found[at:]:
        if one.day > until.isoformat() or given == NEAREST:
            return
        if one.type in types:
            given += 1
            yield one
