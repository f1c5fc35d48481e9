"""The questions that the ledger's benchmark asks: each view, for those who are in much of the news and in little."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dragoman.ledger import Ledger
from dragoman.ledger.fulltext import find_passages


def questions(ledger: Ledger) -> Iterator[tuple[str, Callable[[], object]]]:
    """Name and question, in the order of the command line's help."""
    yield "search, a frequent word", lambda: _search(ledger, "grain")
    yield "search, a phrase", lambda: _search(ledger, '"prisoner exchange" Geneva')


def _search(ledger: Ledger, query: str) -> object:
    with ledger.reading() as connection:
        return find_passages(connection, query, limit=20)
