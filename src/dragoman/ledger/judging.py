"""Judging: what somebody held of something here; a newer judgement supersedes the live one and never erases it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, or_, select

from dragoman.errors import LedgerError
from dragoman.ledger import schema
from dragoman.ledger.merging import link, regroup
from dragoman.model.occurrence import Judgement


def load_judgements(
    connection: Connection, *, question: str | None = None, prefix: str | None = None, as_of: int | None = None
) -> list[Judgement]:
    """Judgements in the order they were made, the superseded among them.

    Args:
        connection: A transaction.
        question: Only those on this question.
        prefix: Only those whose question begins so, such as "review:".
        as_of: Only those made up to this revision.
    """
    judgement, revision = schema.judgement, schema.revision
    query = select(judgement, revision.c.at).join(revision, judgement.c.revision == revision.c.number)
    if question is not None:
        query = query.where(judgement.c.question == question)
    if prefix is not None:
        # "\uffff" sorts behind all that a question may hold, so that the index on questions serves.
        query = query.where(judgement.c.question >= prefix, judgement.c.question < prefix + "\uffff")
    if as_of is not None:
        query = query.where(judgement.c.revision <= as_of)
    return [_judgement(row) for row in connection.execute(query.order_by(judgement.c.number))]


def write_judgement(
    connection: Connection, question: str, answer: Any, *, by: str, reason: str, machine: bool, revision: int
) -> int:
    """Write a judgement, and bring up to date the occurrences that it touches.

    Returns:
        Its number.

    Raises:
        LedgerError: The question is of an unknown kind, or names an event that the ledger doesn't hold.
    """
    kind, _, rest = question.partition(":")
    if kind not in _SUBJECTS:
        raise LedgerError("judgement", f"{question!r} is no question: it begins with one of {', '.join(_SUBJECTS)}")
    claims = _claims(connection, rest.split(":"))
    judgement = schema.judgement
    live = connection.scalars(
        select(judgement.c.number)
        .where(judgement.c.question == question, judgement.c.machine == machine)
        .order_by(judgement.c.number.desc())
        .limit(1)
    ).first()
    written = connection.execute(
        insert(judgement).values(
            question=question,
            answer=json.dumps(answer, ensure_ascii=False, sort_keys=True),
            by=by,
            machine=machine,
            reason=reason,
            supersedes=live,
            revision=revision,
        )
    ).inserted_primary_key
    assert written is not None
    if kind == "review":
        _relink(connection, claims, revision)
    elif kind == "same":
        _pair(connection, claims)
        regroup(connection, claims, revision)
    number: int = written[0]
    return number


_SUBJECTS = ("review", "same", "commitment", "follows")
"""Kinds of questions: is this event right; are these two one; how does a commitment stand; does this follow on that."""


def same_question(a: str, b: str) -> str:
    """The question whether two events, by id, are one occurrence."""
    return f"same:{min(a, b)}:{max(a, b)}"


def _claims(connection: Connection, ids: Sequence[str]) -> list[int]:
    claim = schema.claim
    known = {
        row.id: row.number
        for row in connection.execute(select(claim.c.id, claim.c.number).where(claim.c.id.in_(list(ids))))
    }
    unknown = [one for one in ids if one not in known]
    if unknown:
        raise LedgerError("judgement", f"the ledger holds no event {', '.join(unknown)}")
    return sorted(known.values())


def _relink(connection: Connection, claims: Sequence[int], revision: int) -> None:
    key, pair = schema.claim_key, schema.claim_link
    connection.execute(delete(key).where(key.c.claim.in_(claims)))
    connection.execute(delete(pair).where(or_(pair.c.a.in_(claims), pair.c.b.in_(claims))))
    link(connection, claims)
    regroup(connection, claims, revision)


def _pair(connection: Connection, claims: Sequence[int]) -> None:
    pair = schema.claim_pair
    a, b = claims
    if connection.execute(select(pair).where(pair.c.a == a, pair.c.b == b)).first() is None:
        connection.execute(insert(pair).values(a=a, b=b))


def _judgement(row: Row[*tuple[Any, ...]]) -> Judgement:
    return Judgement(
        number=row.number,
        question=row.question,
        answer=json.loads(row.answer),
        by=row.by,
        at=datetime.fromisoformat(row.at),
        reason=row.reason,
        machine=row.machine,
        supersedes=row.supersedes,
    )
