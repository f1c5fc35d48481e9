"""Facets: how many occurrences of a filter there are of each type, status, context and so on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select

from dragoman.ledger import Ledger
from dragoman.ledger.store import schema
from dragoman.views.filters import EVERYTHING, Filter, conditions

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts of occurrences, in each field the most frequent value first, on a tie by the alphabet.

    Attributes:
        total: All of them.
        types: By PLOVER event type.
        statuses: By status.
        quads: By PLOVER quad class, "1" to "4".
        contexts: By PLOVER context; an occurrence may have several, or none.
        countries: By the state where it happened (ISO 3166 alpha-3); the unlocated are left out.
    """

    total: int
    types: Counts
    statuses: Counts
    quads: Counts
    contexts: Counts
    countries: Counts


def facets(ledger: Ledger, wanted: Filter = EVERYTHING) -> Facets:
    """Count the occurrences of a filter, field by field.

    Raises:
        LedgerError: The ledger can't be read.
    """
    row = schema.occurrence.c
    with ledger.reading() as connection:
        meant = conditions(wanted, revision=ledger.revision(connection, wanted.as_of))
        # One walk over the rows for four fields: there are few combinations.
        fields = (row.type, row.status, row.quad, row.country)
        query = select(*fields, func.count()).where(*meant).group_by(*fields)
        found = list(connection.execute(query))
        contexts = select(row.contexts, func.count()).where(*meant).group_by(row.contexts)
        by_contexts = list(connection.execute(contexts))
        return Facets(
            total=sum(many for *_, many in found),
            types=_ranked((type, many) for type, _, _, _, many in found),
            statuses=_ranked((status, many) for _, status, _, _, many in found),
            quads=_ranked((str(quad), many) for _, _, quad, _, many in found),
            contexts=_ranked(
                (context, many) for joined, many in by_contexts for context in joined.split(";") if context
            ),
            countries=_ranked((country, many) for _, _, _, country, many in found if country),
        )


def _ranked(counted: Iterable[tuple[str, int]]) -> Counts:
    totals: Counter[str] = Counter()
    for value, many in counted:
        totals[value] += many
    return tuple(sorted(totals.items(), key=lambda pair: (-pair[1], pair[0])))
