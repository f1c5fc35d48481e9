"""Decisions: what a person decides of an event, a merge or a follow-up, as answers to the ledger's questions.

A decision may answer several questions at once; `Ledger.judge_all` keeps them together, and `undo` takes them back
together by superseding them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from dragoman.errors import JudgedMeanwhileError
from dragoman.ledger.boards.follow_ups import FollowUp, Relation
from dragoman.ledger.ledger import Ledger
from dragoman.ledger.store.judging import same_question
from dragoman.model.occurrence import CommitmentStatus, Judgement
from dragoman.wire import Json

Answers = Mapping[str, Any]
"""Question → answer."""

_STATUS_AFTER: Final[Mapping[Relation, CommitmentStatus]] = {
    "fulfilment": "kept",
    "progress": "in_progress",
    "breach": "broken",
}
"""What a pledge becomes by a follow-up; that somebody alleges a breach changes nothing."""


def accept(event: str) -> Answers:
    """The event, by id, is right as it is coded."""
    return {f"review:{event}": {"verdict": "accepted"}}


def correct(event: str, changed: Json) -> Answers:
    """The event is right with these wire fields (`corrections.correction`) in place of the coder's."""
    return {f"review:{event}": {"verdict": "corrected", "event": changed}}


def reject(event: str) -> Answers:
    """The passage doesn't tell of that event."""
    return {f"review:{event}": {"verdict": "rejected"}}


def join(event: str, other: str) -> Answers:
    """Two events, by id, are one occurrence."""
    return {same_question(event, other): True}


def part(some: Iterable[str], others: Iterable[str]) -> Answers:
    """None of some events is one occurrence with any of the others."""
    others = list(others)
    return {same_question(one, other): False for one in some for other in others}


def status_after(relation: Relation) -> CommitmentStatus | None:
    """What a pledge becomes when a person accepts such a follow-up; None where its status stays."""
    return _STATUS_AFTER.get(relation)


def follow(link: FollowUp, *, status: CommitmentStatus | None, question: str | None = None) -> Answers:
    """An event follows on a pledge.

    Args:
        link: The follow-up.
        status: What the pledge has from now on; None leaves it as it is.
        question: On which the pledge was judged before, perhaps by the id of what repeats it, so that the new
            judgement supersedes that one; None for the pledge's own.
    """
    pledge, later = link.pledge.id, link.act.id
    answers: dict[str, Any] = {f"follows:{pledge}:{later}": {"relation": link.relation, "score": link.score}}
    if status is not None:
        answers[question or f"commitment:{pledge}"] = {"status": status, "evidence": [later]}
    return answers


def unrelated(link: FollowUp) -> Answers:
    """An event that was proposed as a follow-up has nothing to do with the pledge."""
    return {f"follows:{link.pledge.id}:{link.act.id}": False}


def put_off(ids: Iterable[str]) -> Answers:
    """What these events are about is to be looked at later, after all else."""
    return {":".join(["skip", *ids]): True}


def undo(ledger: Ledger, judgements: Sequence[Judgement], *, by: str) -> list[Judgement]:
    """Take judgements back: what held before them holds again, and nothing is erased.

    Args:
        ledger: The ledger.
        judgements: Judgements that `by` made, of one decision.
        by: Who takes them back.

    Returns:
        The judgements that supersede them, in their order.

    Raises:
        JudgedMeanwhileError: Somebody else has judged one of the questions since; nothing is taken back.
        LedgerError: The ledger can't be written.
    """
    questions = [one.question for one in judgements]
    histories = {question: ledger.judgements(question=question) for question in questions}
    for question, history in histories.items():
        persons = [one for one in history if not one.machine]
        if persons[-1].by != by:
            raise JudgedMeanwhileError(ledger.address, question, persons[-1].by, persons[-1].at.isoformat())
    before = {one.number: one for history in histories.values() for one in history}
    answers = {one.question: before[one.supersedes].answer if one.supersedes else None for one in judgements}
    numbers = ", ".join(str(one.number) for one in judgements)
    return ledger.judge_all(answers, by=by, reason=f"took back {numbers}", seen=max(before, default=0))
