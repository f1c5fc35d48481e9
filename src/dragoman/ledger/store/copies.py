"""Copies: which reports of the ledger are near copies of one another, and which agency they credit."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, func, select

from dragoman.ledger.store import schema
from dragoman.ledger.store.loading import batches
from dragoman.ledger.tellings.credits import HEAD, credit


def load_copies(connection: Connection, documents: Iterable[str] | None = None) -> frozenset[tuple[str, str]]:
    """Pairs of document ids of near copies, the smaller id first.

    Args:
        connection: A transaction.
        documents: Only pairs of which one is among these; None is all there are.
    """
    report, pair = schema.report, schema.report_link
    a, b = report.alias(), report.alias()
    query = select(a.c.id, b.c.id).select_from(pair.join(a, pair.c.a == a.c.number).join(b, pair.c.b == b.c.number))
    if documents is None:
        return frozenset(_ordered(row[0], row[1]) for row in connection.execute(query))
    found: set[tuple[str, str]] = set()
    for batch in batches(documents):
        for side in (a, b):
            found |= {_ordered(row[0], row[1]) for row in connection.execute(query.where(side.c.id.in_(batch)))}
    return frozenset(found)


def load_credits(connection: Connection, documents: Iterable[str]) -> dict[str, str]:
    """The agency that each of these documents credits, by the document's id; those that credit none are left out."""
    report = schema.report
    found: dict[str, str] = {}
    for batch in batches(documents):
        query = select(report.c.id, func.substr(report.c.text, 1, HEAD)).where(report.c.id.in_(batch))
        found |= {id: name for id, head in connection.execute(query) if (name := credit(head))}
    return found


def _ordered(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
