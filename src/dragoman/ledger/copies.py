"""Copies: which reports of the ledger are near copies of one another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, select

from dragoman.ledger import schema

_PER_QUERY: Final = 500


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
        return frozenset(_ordered(*row._tuple()) for row in connection.execute(query))
    found: set[tuple[str, str]] = set()
    ids = sorted(documents)
    for at in range(0, len(ids), _PER_QUERY):
        batch = ids[at : at + _PER_QUERY]
        for side in (a, b):
            found |= {_ordered(*row._tuple()) for row in connection.execute(query.where(side.c.id.in_(batch)))}
    return frozenset(found)


def _ordered(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
