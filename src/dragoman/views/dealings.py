"""Dealings: what some parties had to do with one another, found once for all rows of a board.

A board compares each of its rows with what the same parties did at other times. Which occurrences these are is asked of
the index on parties, beginning with the party that has the fewest; what two rows of a board share is read once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Select, and_, exists, false, func, or_, select, union

from dragoman.ledger import schema
from dragoman.ledger.acts import Act, is_state

NEAREST: Final = 100
"""How many occurrences are compared with one row of a board at most, the nearest in time first."""

_ROLES: Final = ("actor", "recipient", "about")


@dataclass(frozen=True, slots=True, order=True)
class Dealing:
    """An occurrence, before its words are read.

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
        self._frequencies: dict[str, int] = {}
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
        if len(parties) < 2:
            return ()
        if parties not in self._found:
            most = max(sorted(parties), key=self._frequency)
            pairs = (_together(one, parties - {one}) for one in sorted(parties - {most}))
            self._found[parties] = self._dealings(union(*pairs))
        return self._found[parties]

    def alone(self, actors: frozenset[str]) -> Sequence[Dealing]:
        """What one of some actors did without another state being named: "Kenya withdrew its troops"."""
        if actors not in self._alone:
            row, party = schema.occurrence.c, schema.occurrence_party
            theirs = select(party.c.occurrence).where(named(party, actors), party.c.role == "actor")
            nobody = or_(row.recipients == "", row.recipients.like("dragoman:%"))
            self._alone[actors] = self._dealings(theirs, nobody, row.actors.not_like("%;%"))
        return self._alone[actors]

    def _dealings(self, numbers: Select[Any] | CompoundSelect[Any], *conditions: ColumnElement[bool]) -> list[Dealing]:
        row = schema.occurrence.c
        query = select(row.day, row.id, row.number, row.type)
        found = self._connection.execute(query.where(row.number.in_(numbers), holds_among(self._revision), *conditions))
        return sorted(Dealing(day or "", id, number, type_) for day, id, number, type_ in found)

    def _frequency(self, key: str) -> int:
        """In how many occurrences a party acts."""
        if key not in self._frequencies:
            party = schema.occurrence_party
            query = select(func.count()).select_from(party).where(named(party, {key}), party.c.role == "actor")
            self._frequencies[key] = self._connection.scalar(query) or 0
        return self._frequencies[key]


def _together(one: str, others: frozenset[str]) -> Select[Any]:
    """Numbers of the occurrences in which somebody and one of the others have a part; their indices answer it alone."""
    party, other = schema.occurrence_party, schema.occurrence_party.alias("other")
    beside = exists().where(other.c.occurrence == party.c.occurrence, other.c.role.in_(_ROLES), named(other, others))
    return select(party.c.occurrence).where(named(party, {one}), party.c.role.in_(_ROLES), beside)


def named(party: Any, keys: Iterable[str]) -> ColumnElement[bool]:
    """The rows of `occurrence_party`, or of an alias of it, that are about these countries or entities."""
    states = sorted(key for key in keys if is_state(key))
    others = sorted(key for key in keys if not is_state(key))
    columns = ((party.c.country, states), (party.c.entity, others))
    conditions = [column.in_(values) for column, values in columns if values]
    return or_(*conditions) if conditions else false()


def holds_among(revision: int | None) -> ColumnElement[bool]:
    """The rows of `occurrence` that hold as of a revision, for a query that has a few rows to look through.

    It says the same as `loading.holds` in a form that no index serves: without statistics SQLite would take the index
    on what holds, which is all of the ledger, before that on row numbers.
    """
    row = schema.occurrence.c
    if revision is None:
        return func.coalesce(row.until_revision, 0) == 0
    return and_(row.from_revision + 0 <= revision, func.coalesce(row.until_revision, revision + 1) > revision)


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
