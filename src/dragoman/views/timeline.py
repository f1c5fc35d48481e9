"""Timeline: what happened, day by day."""

from __future__ import annotations

from dragoman.ledger import Ledger
from dragoman.ledger.store.loading import load_occurrences
from dragoman.model.occurrence import Occurrence
from dragoman.views.filters import EVERYTHING, Filter
from dragoman.views.pages import PAGE, Page, count, numbers


def timeline(
    ledger: Ledger, wanted: Filter = EVERYTHING, *, limit: int = PAGE, offset: int = 0, oldest_first: bool = False
) -> Page[Occurrence]:
    """The occurrences of a filter in order of time: the latest first, or the earliest; the undated last.

    Raises:
        LedgerError: The ledger can't be read.
    """
    with ledger.reading() as connection:
        revision = ledger.revision(connection, wanted.as_of)
        found = numbers(connection, wanted, revision=revision, limit=limit, offset=offset, oldest_first=oldest_first)
        return Page(
            items=tuple(load_occurrences(connection, found, as_of=revision)),
            total=count(connection, wanted, revision=revision),
            limit=limit,
            offset=offset,
        )
