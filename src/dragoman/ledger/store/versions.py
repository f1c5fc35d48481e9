"""Versions: occurrences written as rows that hold from one revision until another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, func, insert, select, update

from dragoman.ledger.store import schema
from dragoman.ledger.store.loading import batches
from dragoman.ledger.store.rows import Values, occurrence_rows
from dragoman.model.occurrence import Occurrence


def write_versions(connection: Connection, settled: Sequence[tuple[Occurrence, Sequence[int]]], revision: int) -> None:
    """Write occurrences that hold from this revision on.

    Args:
        connection: A transaction that writes; no other does meanwhile, so the numbers that follow are ours.
        settled: Each occurrence with the numbers of the claims that tell it.
        revision: The change that this belongs to.
    """
    if not settled:
        return
    first = (connection.scalar(select(func.max(schema.occurrence.c.number))) or 0) + 1
    rows: dict[str, list[Values]] = defaultdict(list)
    for number, (occurrence, claims) in enumerate(settled, start=first):
        made = occurrence_rows(occurrence)
        rows["occurrence"].append({"number": number, **made.occurrence, "from_revision": revision})
        rows["occurrence_claim"].extend({"occurrence": number, "claim": claim} for claim in claims)
        for table, values in made.under.items():
            rows[table].extend({"occurrence": number, **row} for row in values)
    for table, values in rows.items():
        if values:
            connection.execute(insert(schema.metadata.tables[table]), values)


def close_versions(connection: Connection, numbers: Iterable[int], revision: int) -> None:
    """Let versions of occurrences, by number, hold no longer from this revision on."""
    occurrence = schema.occurrence
    for batch in batches(numbers):
        connection.execute(update(occurrence).where(occurrence.c.number.in_(batch)).values(until_revision=revision))
