"""Comparison: two filters side by side, such as two days or two parties: what both find, and what each finds alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Select, select

from dragoman.ledger import Ledger
from dragoman.ledger.store import schema
from dragoman.ledger.store.loading import load_occurrences
from dragoman.model.occurrence import Occurrence
from dragoman.views.filters import Filter, conditions
from dragoman.views.pages import in_order

LISTED: Final = 15
"""How many occurrences of each list are read unless the caller says otherwise."""
FIELDS: Final = ("quad", "type", "status", "context")
"""What is tallied, as a `Filter` calls it."""


@dataclass(frozen=True, slots=True)
class Some:
    """The latest of some occurrences, and how many they are.

    Attributes:
        items: The latest first, the undated last.
        total: How many there are in all.
    """

    items: tuple[Occurrence, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Side:
    """What one of the two filters finds.

    Attributes:
        wanted: The filter.
        total: How many it finds, those that the other finds too included.
        alone: Those that the other doesn't find.
    """

    wanted: Filter
    total: int
    alone: Some


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a value of a field stands on either side.

    Attributes:
        field: One of `FIELDS`.
        value: The value, as a `Filter` takes it; a quad class as "1" to "4".
        one: How often on the first side.
        other: How often on the second.
    """

    field: str
    value: str
    one: int
    other: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides.

    Attributes:
        one: The first.
        other: The second.
        both: What both filters find.
        tallies: The counts of both, field by field; in each the value most frequent on both together comes first. An
            occurrence may have several contexts, or none.
    """

    one: Side
    other: Side
    both: Some
    tallies: tuple[Tally, ...]


class _Found(NamedTuple):
    """An occurrence as far as it is counted; contexts are joined by `;`."""

    number: int
    id: str
    quad: int
    type: str
    status: str
    contexts: str


def compare(ledger: Ledger, one: Filter, other: Filter, *, limit: int = LISTED) -> Comparison:
    """Set what two filters find side by side.

    Args:
        ledger: The ledger.
        one: The first filter.
        other: The second; each is asked as of its own day.
        limit: How many occurrences of each list are read at most.

    Raises:
        LedgerError: The ledger can't be read.
    """
    with ledger.reading() as connection:
        revisions = [ledger.revision(connection, wanted.as_of) for wanted in (one, other)]
        first, second = (_find(connection, *asked) for asked in zip((one, other), revisions, strict=True))
        in_first, in_second = {found.id for found in first}, {found.id for found in second}

        def some(found: Sequence[_Found], revision: int | None) -> Some:
            numbers = [occurrence.number for occurrence in found[:limit]]
            return Some(tuple(load_occurrences(connection, numbers, as_of=revision)), len(found))

        return Comparison(
            one=Side(one, len(first), some([found for found in first if found.id not in in_second], revisions[0])),
            other=Side(other, len(second), some([found for found in second if found.id not in in_first], revisions[1])),
            both=some([found for found in first if found.id in in_second], revisions[0]),
            tallies=tuple(_tallied(first, second)),
        )


def _find(connection: Connection, wanted: Filter, revision: int | None) -> list[_Found]:
    """All that a filter finds, in the order of the record; counting it here is faster than asking for each count."""
    row = schema.occurrence.c
    query: Select[Any] = in_order(select(row.number)).where(*conditions(wanted, revision=revision))
    query = query.add_columns(row.id, row.quad, row.type, row.status, row.contexts)
    return [_Found(*found) for found in connection.execute(query)]


def _tallied(one: Sequence[_Found], other: Sequence[_Found]) -> Iterator[Tally]:
    first, second = _counted(one), _counted(other)
    for field in FIELDS:
        values = {value for named, value in {**first, **second} if named == field}
        tallies = [Tally(field, value, first[field, value], second[field, value]) for value in values]
        yield from sorted(tallies, key=lambda tally: (-tally.one - tally.other, tally.value))


def _counted(found: Sequence[_Found]) -> Counter[tuple[str, str]]:
    """Field and value → how many have it. There are few combinations, so that these are counted first."""
    counts: Counter[tuple[str, str]] = Counter()
    for (quad, type, status, contexts), many in Counter(one[2:] for one in found).items():
        named = [("quad", str(quad)), ("type", type), ("status", status)]
        for value in [*named, *(("context", context) for context in contexts.split(";") if context)]:
            counts[value] += many
    return counts
