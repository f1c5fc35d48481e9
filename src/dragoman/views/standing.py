"""Standing: what people have judged of commitments and of what followed them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from dragoman.ledger import schema
from dragoman.ledger.judging import load_judgements
from dragoman.model.occurrence import Judgement, Occurrence

_PER_QUERY = 500


@dataclass(frozen=True, slots=True)
class Judged:
    """The persons' judgements that boards show; a machine's never changes how a commitment stands.

    Attributes:
        commitments: Event id → judgements of that commitment, in the order they were made.
        follow_ups: Pledge's event id and follow-up's event id → the judgement that holds.
    """

    commitments: dict[str, tuple[Judgement, ...]]
    follow_ups: dict[tuple[str, str], Judgement]

    def of_any(self, connection: Connection) -> frozenset[int]:
        """The rows of all occurrences, of whatever version, that tell a commitment which somebody judged."""
        member, claim = schema.occurrence_claim, schema.claim
        told = select(member.c.occurrence).join(claim, member.c.claim == claim.c.number)
        return frozenset(
            number
            for at in range(0, len(self.commitments), _PER_QUERY)
            for number in connection.scalars(told.where(claim.c.id.in_(list(self.commitments)[at : at + _PER_QUERY])))
        )

    def of_commitment(self, connection: Connection, numbers: Iterable[int]) -> tuple[Judgement, ...]:
        """The judgements of a commitment whose tellings belong to these occurrences, in the order they were made."""
        if not self.commitments:
            return ()
        member, claim = schema.occurrence_claim, schema.claim
        ids = select(claim.c.id).join(member, member.c.claim == claim.c.number)
        told = connection.scalars(ids.where(member.c.occurrence.in_(list(numbers))))
        found = (one for id in told for one in self.commitments.get(id, ()))
        return tuple(sorted(found, key=lambda one: one.number))

    def of_follow_up(self, pledge: Occurrence, follow_up: Iterable[str]) -> Judgement | None:
        """What a person held of a follow-up, given by its ids, whichever telling of the pledge the question named."""
        if not self.follow_ups:
            return None
        found = (self.follow_ups.get((one.event.id, id)) for one in pledge.tellings for id in follow_up)
        return max((one for one in found if one), key=lambda one: one.number, default=None)


def judged(connection: Connection, revision: int | None) -> Judged:
    """The persons' judgements of commitments and follow-ups, as of a revision."""
    commitments: dict[str, list[Judgement]] = defaultdict(list)
    for one in load_judgements(connection, prefix="commitment:", as_of=revision):
        if not one.machine:
            commitments[one.question.removeprefix("commitment:")].append(one)
    follow_ups = {}
    for one in load_judgements(connection, prefix="follows:", as_of=revision):
        if not one.machine:
            pledge, _, later = one.question.removeprefix("follows:").partition(":")
            follow_ups[pledge, later] = one
    held = {pair: one for pair, one in follow_ups.items() if one.answer is not None}
    return Judged({id: tuple(found) for id, found in commitments.items()}, held)
