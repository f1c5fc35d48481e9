"""Pledging: the history of a pledge in steps, and what a reviewer decides of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from dragoman.errors import JudgedMeanwhileError
from dragoman.ledger import Ledger, decisions
from dragoman.ledger.decisions import Answers
from dragoman.model import Judgement
from dragoman.model.occurrence import CommitmentStatus
from dragoman.views.commitments import Pledge, Proposal
from dragoman.web.faults import Problem, not_found
from dragoman.web.links import href

RELATIONS: Final = {
    "fulfilment": "keeps the pledge",
    "progress": "advances the pledge",
    "breach": "breaks the pledge",
    "allegation": "somebody’s word that it was broken",
}
"""What a later event does to a pledge, in words."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened to a pledge.

    Attributes:
        day: When; None when undated.
        what: What happened, in a word or two.
        words: In which words, or by whom; "" without any.
        address: Where it can be looked at; "" where there is no page.
    """

    day: date | None
    what: str
    words: str = ""
    address: str = ""

    def __iter__(self) -> Iterator[object]:
        """The four fields, as a template takes them."""
        return iter((self.day, self.what, self.words, self.address))


def steps_of(pledge: Pledge) -> list[Step]:
    """All that happened to a pledge, by day, the undated last."""
    made = pledge.occurrence
    found = [Step(pledge.made_on, "Made", made.first.event.evidence[0].quote, href("events", made.id))]
    found += [
        Step(one.later.said_on, "Repeated", one.later.event.evidence[0].quote, href("events", one.later.id))
        for one in pledge.reaffirmations
    ]
    found += [_follow_up(one) for one in pledge.follow_ups]
    found += [_judged(one) for one in pledge.history]
    if pledge.deadline:
        found.append(Step(pledge.deadline, "Deadline"))
    return sorted(found, key=lambda step: step.day or date.max)


def set_status(
    ledger: Ledger,
    pledge: Pledge,
    status: CommitmentStatus | None,
    *,
    by: str,
    reason: str,
    seen: int | None = None,
) -> list[Judgement]:
    """Keep what somebody holds of a pledge; None withdraws what was held.

    Args:
        ledger: The ledger.
        pledge: As it was read.
        status: How it stands.
        by: Who says so.
        reason: Why.
        seen: Number of the newest judgement when they looked; None asks nothing.

    Raises:
        Problem: 409 where somebody else has judged it since.
        LedgerError: The ledger can't be written.
    """
    answer: Answers | None = None if status is None else {"status": status, "evidence": []}
    return keep(ledger, {pledge.question: answer}, by=by, reason=reason, seen=seen)


def judge_follow_up(
    ledger: Ledger, pledge: Pledge, later: str, *, follows: bool, by: str, reason: str, seen: int | None = None
) -> list[Judgement]:
    """Keep whether a later event that is proposed follows on a pledge; if it does, the status becomes what it implies.

    Raises:
        Problem: 404 where it isn't proposed; 409 where somebody else has judged it since.
        LedgerError: The ledger can't be written.
    """
    found = proposal_of(pledge, later)
    if found is None:
        raise not_found("such later event", "It may have been judged, merged or rejected since.")
    after = decisions.status_after(found.link.relation)
    answers = (
        decisions.follow(found.link, status=after, question=pledge.question)
        if follows
        else decisions.unrelated(found.link)
    )
    return keep(ledger, answers, by=by, reason=reason, seen=seen)


def proposal_of(pledge: Pledge, later: str) -> Proposal | None:
    """The proposal of a later event, by the event's id; None where it isn't proposed."""
    return next((one for one in pledge.follow_ups if one.link.act.id == later), None)


def keep(ledger: Ledger, answers: Answers, *, by: str, reason: str, seen: int | None = None) -> list[Judgement]:
    """Keep judgements; whoever was quicker is named.

    Raises:
        Problem: 409 where somebody else has judged one of the questions since.
        LedgerError: The ledger can't be written.
    """
    try:
        return ledger.judge_all(answers, by=by, reason=reason, seen=seen)
    except JudgedMeanwhileError as error:
        raise Problem(409, f"{error.by} has judged the same meanwhile", "Look again and decide anew.") from error


def _follow_up(one: Proposal) -> Step:
    act = one.link.act
    taken = "Accepted" if one.accepted else "Proposed"
    what = f"{taken}: {RELATIONS[one.link.relation]}"
    return Step(act.day or act.said_on, what, act.event.evidence[0].quote, href("events", act.id))


def _judged(one: Judgement) -> Step:
    status = one.answer.get("status", "") if isinstance(one.answer, dict) else "withdrawn"
    reason = f"by {one.by}: {one.reason}" if one.reason else f"by {one.by}"
    return Step(one.at.date(), str(status).replace("_", " ").capitalize(), reason)
