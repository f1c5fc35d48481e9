"""Standing: what people have judged of commitments and of what followed them.

A question names events, and an occurrence's id changes when a report joins it. So a judgement holds of whichever
occurrence the events that it names tell now, and of a commitment whichever pledge of its thread they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from dragoman.ledger.store import schema
from dragoman.ledger.store.judging import load_judgements
from dragoman.ledger.store.loading import batches, holds_still
from dragoman.model.occurrence import Judgement


@dataclass(frozen=True, slots=True)
class Judged:
    """The persons' judgements that boards show; a machine's never changes how a commitment stands.

    Attributes:
        commitments: Event id → judgements of that commitment, in the order they were made.
        follow_ups: Pledge's event id → follow-up's event id → the judgement that holds.
        revision: As of which they were read; None is now.
    """

    commitments: dict[str, tuple[Judgement, ...]]
    follow_ups: dict[str, dict[str, Judgement]]
    revision: int | None = None

    def of_any(self, connection: Connection) -> frozenset[int]:
        """The rows of all occurrences, of whatever version, that tell a commitment which somebody judged."""
        member, claim = schema.occurrence_claim, schema.claim
        told = select(member.c.occurrence).join(claim, member.c.claim == claim.c.number)
        return frozenset(
            number
            for batch in batches(self.commitments)
            for number in connection.scalars(told.where(claim.c.id.in_(batch)))
        )

    def of_commitment(self, connection: Connection, numbers: Iterable[int]) -> tuple[Judgement, ...]:
        """The judgements of a commitment whose tellings belong to these occurrences, in the order they were made."""
        if not self.commitments:
            return ()
        found = (one for id in _events(connection, numbers) for one in self.commitments.get(id, ()))
        return tuple(sorted(found, key=lambda one: one.number))

    def of_follow_ups(self, connection: Connection, numbers: Iterable[int]) -> dict[int, Judgement]:
        """What people hold of later events as follow-ups of the commitment that these occurrences are.

        Returns:
            The newest judgement by the row of the later event's occurrence.
        """
        if not self.follow_ups:
            return {}
        held = [pair for id in _events(connection, numbers) for pair in self.follow_ups.get(id, {}).items()]
        rows = rows_of(connection, {later for later, _ in held}, revision=self.revision)
        return {rows[later]: one for later, one in sorted(held, key=lambda pair: pair[1].number) if later in rows}


def judged(connection: Connection, revision: int | None) -> Judged:
    """The persons' judgements of commitments and follow-ups, as of a revision."""
    commitments: dict[str, list[Judgement]] = defaultdict(list)
    for one in load_judgements(connection, prefix="commitment:", as_of=revision):
        if not one.machine:
            commitments[one.question.removeprefix("commitment:")].append(one)
    follow_ups: dict[str, dict[str, Judgement]] = defaultdict(dict)
    for one in load_judgements(connection, prefix="follows:", as_of=revision):
        pledge, _, later = one.question.removeprefix("follows:").partition(":")
        if one.machine:
            continue
        if one.answer is None:
            follow_ups[pledge].pop(later, None)
        else:
            follow_ups[pledge][later] = one
    return Judged({id: tuple(found) for id, found in commitments.items()}, dict(follow_ups), revision)


def rows_of(connection: Connection, ids: Iterable[str], *, revision: int | None) -> dict[str, int]:
    """The row of the occurrence that each of these events tells as of a revision; an event that tells none is left out.

    Args:
        connection: A transaction.
        ids: Of events, each once.
        revision: As of which; None is now.
    """
    member, claim, row = schema.occurrence_claim, schema.claim, schema.occurrence
    query = (
        select(claim.c.id, member.c.occurrence)
        .join(member, member.c.claim == claim.c.number)
        .join(row, row.c.number == member.c.occurrence)
    )
    return {
        id: number
        for batch in batches(ids)
        for id, number in connection.execute(query.where(claim.c.id.in_(batch), holds_still(row, revision)))
    }


def _events(connection: Connection, numbers: Iterable[int]) -> list[str]:
    """The ids of the events that tell these occurrences."""
    member, claim = schema.occurrence_claim, schema.claim
    ids = select(claim.c.id).join(member, member.c.claim == claim.c.number)
    return [id for batch in batches(numbers) for id in connection.scalars(ids.where(member.c.occurrence.in_(batch)))]
