"""Pages: the occurrences of a filter in order, a page at a time or all of them one after another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from sqlalchemy import Connection, Select, func, select

from dragoman.ledger import Ledger
from dragoman.ledger.store import schema
from dragoman.ledger.store.loading import load_occurrences
from dragoman.model.occurrence import Occurrence
from dragoman.views.filters import Filter, conditions

Item = TypeVar("Item", covariant=True)

PAGE: Final = 50
"""How many there are on a page unless the caller says otherwise."""

_BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some of what was found.

    Attributes:
        items: In order; empty past the end.
        total: How many there are on all pages.
        limit: How many a page holds at most.
        offset: How many stand before this page.
    """

    items: tuple[Item, ...]
    total: int
    limit: int
    offset: int = 0

    @property
    def next_offset(self) -> int | None:
        """The offset of the next page; None where this is the last."""
        end = self.offset + len(self.items)
        return end if self.items and end < self.total else None


def count(connection: Connection, wanted: Filter, *, revision: int | None) -> int:
    """How many occurrences a filter finds."""
    query = select(func.count()).select_from(schema.occurrence).where(*conditions(wanted, revision=revision))
    return connection.scalar(query) or 0


def numbers(
    connection: Connection,
    wanted: Filter,
    *,
    revision: int | None,
    limit: int | None = None,
    offset: int = 0,
    oldest_first: bool = False,
) -> list[int]:
    """Row numbers of the occurrences that a filter finds: the latest first, or the earliest; the undated always last.

    Those of one day stand by id, so that the order doesn't tell when their reports arrived.
    """
    query = in_order(select(schema.occurrence.c.number), oldest_first=oldest_first)
    return list(
        connection.scalars(query.where(*conditions(wanted, revision=revision)).limit(limit).offset(offset or None))
    )


def each(ledger: Ledger, wanted: Filter, *, oldest_first: bool = True) -> Iterator[Occurrence]:
    """All occurrences that a filter finds, from one state of the ledger, some hundreds in memory at a time."""
    with ledger.reading() as connection:
        revision = ledger.revision(connection, wanted.as_of)
        found = numbers(connection, wanted, revision=revision, oldest_first=oldest_first)
        for at in range(0, len(found), _BATCH):
            yield from load_occurrences(connection, found[at : at + _BATCH], as_of=revision)


def in_order(query: Select[tuple[int]], *, oldest_first: bool = False) -> Select[tuple[int]]:
    """A query over `occurrence`, put in the order of the record."""
    day = schema.occurrence.c.day
    return query.order_by((day.asc() if oldest_first else day.desc()).nulls_last(), schema.occurrence.c.id)
