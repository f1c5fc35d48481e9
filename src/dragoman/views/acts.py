"""Acts out of the ledger: the candidates that a board sets beside a pledge, a position or a meeting.

A board that shows twenty rows compares each with what its parties did later (`dealings` finds it). Passages without a
word in common are left out as text, and only the rest is read in full.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Final, Literal

from sqlalchemy import Connection, select

from dragoman.ledger.boards.acts import Act, act_of_tellings
from dragoman.ledger.store import schema
from dragoman.ledger.store.loading import batches, load_claims
from dragoman.model.occurrence import Telling
from dragoman.views.dealings import Dealing

Facet = Literal["commitment", "position"]
"""What an act is read for."""

_TABLES: Final = {"commitment": schema.commitment, "position": schema.position}
_EVIDENCE: Final = '"evidence":'
"""From here on a wire line holds the passages; before it stand codes, names and the report's title."""

Traces = Mapping[str, frozenset[str]]
"""Event type → strings of which a passage of such an event has at least one, in lower case; empty for any passage."""


def load_acts(
    connection: Connection,
    numbers: Iterable[int],
    *,
    revision: int | None,
    facets: Sequence[Facet] = ("commitment", "position"),
) -> list[Act]:
    """Acts by the row numbers of their occurrences, in the order of the numbers.

    Each is in the words of the first telling with a facet of these, else of the first.

    Args:
        connection: A transaction.
        numbers: Of versions of occurrences.
        revision: As of which they are read; None is now.
        facets: What they are read for: an occurrence that has one gives an act that has one.
    """
    numbers = list(numbers)
    known = _told(connection, numbers)
    tellings = _tellings(connection, (one.claims[0] for one in known.values()), revision)
    # Most first tellings have what their occurrence has; only of the others more than one is read.
    silent = [number for number, one in known.items() if one.claims[1:] and not _has(tellings[one.claims[0]], facets)]
    further = [claim for number in _having(connection, silent, facets) for claim in known[number].claims[1:]]
    tellings |= _tellings(connection, further, revision)
    return [known[number].act(number, _lead(known[number], tellings, facets)) for number in numbers if number in known]


class Acts:
    """Acts that are read for one facet, each once however often it is asked for."""

    def __init__(self, connection: Connection, revision: int | None, facet: Facet) -> None:
        self._connection = connection
        self._revision = revision
        self._facet = facet
        self._known: dict[int, Act] = {}

    def load(self, numbers: Collection[int]) -> list[Act]:
        """Acts by the row numbers of their occurrences, in the order of the numbers."""
        missing = [number for number in numbers if number not in self._known]
        read = load_acts(self._connection, missing, revision=self._revision, facets=(self._facet,))
        self._known.update((act.number, act) for act in read)
        return [self._known[number] for number in numbers]


def passages(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    """The passages that tell some occurrences, in lower case, by row number."""
    member, claim = schema.occurrence_claim, schema.claim
    found: dict[int, str] = {}
    for batch in batches(set(numbers)):
        query = select(member.c.occurrence, claim.c.wire).join(claim, claim.c.number == member.c.claim)
        for number, wire in connection.execute(query.where(member.c.occurrence.in_(batch))):
            found[number] = found.get(number, "") + wire[wire.find(_EVIDENCE) :].lower()
    return found


def with_traces(found: Iterable[Dealing], wanted: Traces, told: Mapping[int, str]) -> list[int]:
    """The occurrences whose passages have a trace of what is looked for, in the order given.

    Args:
        found: The occurrences.
        wanted: Event type → strings, any of which will do; an empty set for any passage.
        told: Their `passages`.
    """
    return [
        one.number
        for one in found
        if not wanted[one.type] or any(trace in told.get(one.number, "") for trace in wanted[one.type])
    ]


@dataclass(frozen=True, slots=True)
class _Told:
    """By what an occurrence is told, before it is read.

    Attributes:
        id: Of the occurrence.
        claims: Numbers of its tellings, in the order of an occurrence's; at least one.
        first_told, last_told: Days of publication, in ISO 8601; None when unknown.
    """

    id: str
    claims: tuple[int, ...]
    first_told: str | None
    last_told: str | None

    def act(self, number: int, telling: Telling) -> Act:
        """The act in the words of one of the tellings."""
        return replace(
            act_of_tellings(self.id, [telling], number=number),
            first_told=date.fromisoformat(self.first_told) if self.first_told else None,
            last_told=date.fromisoformat(self.last_told) if self.last_told else None,
        )


def _told(connection: Connection, numbers: Iterable[int]) -> dict[int, _Told]:
    """By what each occurrence is told, the tellings by day of publication and then by document; by row number."""
    member, occurrence, claim, report = schema.occurrence_claim, schema.occurrence, schema.claim, schema.report
    found: dict[int, _Told] = {}
    for batch in batches(numbers):
        query = (
            select(member.c.occurrence, occurrence.c.id, member.c.claim, report.c.published_on)
            .join(occurrence, occurrence.c.number == member.c.occurrence)
            .join(claim, claim.c.number == member.c.claim)
            .join(report, report.c.number == claim.c.report)
            .where(member.c.occurrence.in_(batch))
            .order_by(member.c.occurrence, report.c.published_on.asc().nulls_last(), report.c.id, claim.c.start)
        )
        for number, rows in groupby(connection.execute(query), attrgetter("occurrence")):
            told = list(rows)
            days = [row.published_on for row in told if row.published_on]
            claims = tuple(row.claim for row in told)
            found[number] = _Told(told[0].id, claims, min(days, default=None), max(days, default=None))
    return found


def _tellings(connection: Connection, claims: Iterable[int], revision: int | None) -> dict[int, Telling]:
    return {claim.number: claim.telling for claim in load_claims(connection, claims, as_of=revision)}


def _has(telling: Telling, facets: Sequence[Facet]) -> bool:
    return any(getattr(telling.event, facet) for facet in facets)


def _having(connection: Connection, numbers: Iterable[int], facets: Sequence[Facet]) -> set[int]:
    """Those of some occurrences that have a facet."""
    tables = [_TABLES[facet] for facet in facets]
    return {
        number
        for batch in batches(numbers)
        for table in tables
        for number in connection.scalars(select(table.c.occurrence).where(table.c.occurrence.in_(batch)))
    }


def _lead(told: _Told, tellings: Mapping[int, Telling], facets: Sequence[Facet]) -> Telling:
    """The first telling with a facet of those that were read, else the first."""
    read = [tellings[claim] for claim in told.claims if claim in tellings]
    return next((telling for telling in read if _has(telling, facets)), read[0])
