"""Acts out of the ledger: the candidates that a board sets beside a pledge, a position or a meeting.

A board that shows twenty rows compares each with what its parties did later (`dealings` finds it). Passages without a
word in common are left out as text, and only the rest is read in full.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sqlalchemy import Connection, select

from dragoman.ledger import schema
from dragoman.ledger.acts import Act, act_of_tellings
from dragoman.ledger.loading import batches, load_claims
from dragoman.model.occurrence import Telling
from dragoman.views.dealings import Dealing

_EVIDENCE: Final = '"evidence":'
"""From here on a wire line holds the passages; before it stand codes, names and the report's title."""

Traces = Mapping[str, frozenset[str]]
"""Event type → strings of which a passage of such an event has at least one, in lower case; empty for any passage."""


def load_acts(connection: Connection, numbers: Iterable[int], *, revision: int | None) -> list[Act]:
    """Acts by the row numbers of their occurrences, in the order of the numbers and the words of the first report.

    Args:
        connection: A transaction.
        numbers: Of versions of occurrences.
        revision: As of which they are read; None is now.
    """
    numbers = list(numbers)
    known = _first_tellings(connection, numbers)
    loaded = load_claims(connection, (one.claim for one in known.values()), as_of=revision)
    tellings = {claim.number: claim.telling for claim in loaded}
    return [known[number].act(number, tellings[known[number].claim]) for number in numbers if number in known]


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
class _First:
    """The first telling of an occurrence, before it is read.

    Attributes:
        id: Of the occurrence.
        claim: Number of the telling.
        first_told, last_told: Days of publication, in ISO 8601; None when unknown.
    """

    id: str
    claim: int
    first_told: str | None
    last_told: str | None

    def act(self, number: int, telling: Telling) -> Act:
        """The act that the telling tells."""
        return replace(
            act_of_tellings(self.id, [telling], number=number),
            first_told=date.fromisoformat(self.first_told) if self.first_told else None,
            last_told=date.fromisoformat(self.last_told) if self.last_told else None,
        )


def _first_tellings(connection: Connection, numbers: Iterable[int]) -> dict[int, _First]:
    """The first telling of each occurrence, by day of publication and then by document; by row number."""
    member, occurrence, claim, report = schema.occurrence_claim, schema.occurrence, schema.claim, schema.report
    found: dict[int, _First] = {}
    for batch in batches(numbers):
        query = (
            select(member.c.occurrence, occurrence.c.id, member.c.claim, report.c.published_on)
            .join(occurrence, occurrence.c.number == member.c.occurrence)
            .join(claim, claim.c.number == member.c.claim)
            .join(report, report.c.number == claim.c.report)
            .where(member.c.occurrence.in_(batch))
            .order_by(member.c.occurrence, report.c.published_on.asc().nulls_last(), report.c.id, claim.c.start)
        )
        for number, id, claim_number, day in connection.execute(query):
            known = found.get(number)
            if known is None:
                found[number] = _First(id, claim_number, day, day)
            elif day:
                found[number] = replace(known, last_told=day)
    return found
