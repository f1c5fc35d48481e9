"""Judging: what somebody held of something here; a newer judgement supersedes the live one and never erases it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, or_, select

from dragoman.errors import JudgedMeanwhileError, LedgerError
from dragoman.ledger.store import schema
from dragoman.ledger.store.loading import batches
from dragoman.ledger.store.merging import link, regroup
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
    judgement = schema.judgement
    query = _all()
    if question is not None:
        query = query.where(judgement.c.question == question)
    if prefix is not None:
        # "\uffff" sorts behind all that a question may hold, so that the index on questions serves.
        query = query.where(judgement.c.question >= prefix, judgement.c.question < prefix + "\uffff")
    if as_of is not None:
        query = query.where(judgement.c.revision <= as_of)
    return [_judgement(row) for row in connection.execute(query.order_by(judgement.c.number))]


def load_on(connection: Connection, questions: Sequence[str]) -> list[Judgement]:
    """Judgements on any of these questions, in the order they were made, the superseded among them."""
    judgement = schema.judgement
    found = [
        _judgement(row)
        for at in range(0, len(questions), PER_QUERY)
        for row in connection.execute(_all().where(judgement.c.question.in_(questions[at : at + PER_QUERY])))
    ]
    return sorted(found, key=lambda one: one.number)


def load_by_number(connection: Connection, numbers: Sequence[int]) -> list[Judgement]:
    """Judgements by number, in the order given; unknown numbers are left out."""
    found = {
        row.number: _judgement(row)
        for batch in batches(numbers)
        for row in connection.execute(_all().where(schema.judgement.c.number.in_(batch)))
    }
    return [found[number] for number in numbers if number in found]


def write_judgements(
    connection: Connection, answers: Mapping[str, Any], *, by: str, reason: str, machine: bool, revision: int
) -> list[int]:
    """Write judgements, and bring up to date the occurrences that they touch.

    Args:
        connection: A transaction that writes.
        answers: Question → answer.
        by: Who judges.
        reason: Why.
        machine: Whether the machine judges.
        revision: The change that they belong to.

    Returns:
        Their numbers.

    Raises:
        LedgerError: A question is of an unknown kind, or names an event that the ledger doesn't hold.
    """
    numbers: list[int] = []
    claims: dict[str, set[int]] = {"review": set(), "same": set()}
    for question, answer in answers.items():
        number, named = record_judgement(
            connection, question, answer, by=by, reason=reason, machine=machine, revision=revision
        )
        numbers.append(number)
        claims.setdefault(question.partition(":")[0], set()).update(named)
    _unlink(connection, claims["review"])
    link(connection, claims["review"])
    if touched := claims["review"] | claims["same"]:
        regroup(connection, touched, revision)
    return numbers


def record_judgement(
    connection: Connection, question: str, answer: Any, *, by: str, reason: str, machine: bool, revision: int
) -> tuple[int, list[int]]:
    """Write a judgement and nothing that follows from it, which `regroup` has to bring about.

    Returns:
        Its number, and those of the claims that it names.

    Raises:
        LedgerError: The question is of an unknown kind, or names an event that the ledger doesn't hold.
    """
    kind, _, rest = question.partition(":")
    if kind not in _SUBJECTS:
        raise LedgerError("judgement", f"{question!r} is no question: it begins with one of {', '.join(_SUBJECTS)}")
    claims = _claims(connection, rest.split(":"))
    if kind == "same":
        _pair(connection, question, claims)
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
    return written[0], claims


def refuse_overtaken(connection: Connection, questions: Iterable[str], *, by: str, seen: int, address: str) -> None:
    """Make sure that nobody else has answered the questions since somebody looked.

    Args:
        connection: The transaction that is to write.
        questions: What is to be judged.
        by: Who judges; their own judgements are no news to them.
        seen: Number of the newest judgement when they looked.
        address: The ledger, for the message.

    Raises:
        JudgedMeanwhileError: Somebody has.
    """
    judgement, revision = schema.judgement, schema.revision
    news = (
        select(judgement.c.question, judgement.c.by, revision.c.at)
        .join(revision, judgement.c.revision == revision.c.number)
        .where(judgement.c.number > seen, judgement.c.by != by, judgement.c.machine.is_(False))
        .order_by(judgement.c.number.desc())
    )
    asked = frozenset(questions)
    for row in connection.execute(news):
        if row.question in asked:
            raise JudgedMeanwhileError(address, row.question, row.by, row.at)


PER_QUERY = 500
"""Questions in one query."""

_SUBJECTS = ("review", "same", "commitment", "follows", "skip")
"""Kinds of questions: is this event right; are these two one; how does a commitment stand; does this follow on that;
has somebody put this off."""


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


def _unlink(connection: Connection, claims: Iterable[int]) -> None:
    key, pair = schema.claim_key, schema.claim_link
    for batch in batches(claims):
        connection.execute(delete(key).where(key.c.claim.in_(batch)))
        connection.execute(delete(pair).where(or_(pair.c.a.in_(batch), pair.c.b.in_(batch))))


def _pair(connection: Connection, question: str, claims: Sequence[int]) -> None:
    if len(claims) != 2 or question != same_question(*question.split(":")[1:]):
        raise LedgerError("judgement", f"{question!r} must name two different events, the smaller id first")
    pair = schema.claim_pair
    a, b = claims
    if connection.execute(select(pair).where(pair.c.a == a, pair.c.b == b)).first() is None:
        connection.execute(insert(pair).values(a=a, b=b))


def _all() -> Select[tuple[Any, ...]]:
    judgement, revision = schema.judgement, schema.revision
    return select(judgement, revision.c.at).join(revision, judgement.c.revision == revision.c.number)


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
