"""Commitments over the API: the board, one pledge, and what a reviewer judges of it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from dragoman.model.occurrence import CommitmentStatus
from dragoman.views.as_json import to_json
from dragoman.views.board_json import pledge_values
from dragoman.views.commitments import Pledge
from dragoman.web.api.answers import Form, csv_answer, json_answer, part_answer, table
from dragoman.web.api.documented import CSV_OR_JSON, JSON, PROBLEMS
from dragoman.web.board_queries import PledgesQuery
from dragoman.web.page import room_of, visitor_of
from dragoman.web.pages.commitments import found_board, found_pledge
from dragoman.web.pledging import judge_follow_up, set_status
from dragoman.web.security.audit import write_audit

router = APIRouter(prefix="/api/v1", tags=["commitments"])

Id = Annotated[
    str, Path(max_length=200, description="Of any telling, or how it begins.", examples=["09e154527e2b46be"])
]
_COLUMNS = (
    "id", "status", "made_on", "committers", "beneficiaries", "force", "joint", "action", "amount", "deadline",
    "overdue_days", "due_in_days", "last_heard_on", "silent_days", "judgements", "repeated", "follow_ups", "quote",
)  # fmt: skip


class PledgesAnswer(PledgesQuery):
    """Which pledges, and the form to give them in."""

    format: Form = "json"


class StatusJudgement(BaseModel):
    """How a pledge stands."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"status": "kept", "reason": "The troops left."}]})

    status: CommitmentStatus | None = Field(description="Null withdraws what was judged.")
    reason: str = Field(default="", max_length=2_000)


class FollowUpJudgement(BaseModel):
    """Whether a later event that is proposed follows on a pledge."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"later": "09e154527e2b46be", "follows": True}]})

    later: str = Field(max_length=200, description="Id of the later event.")
    follows: bool
    reason: str = Field(default="", max_length=2_000)


@router.get("/commitments", summary="Commitments", responses={**CSV_OR_JSON, **PROBLEMS})
def commitments(request: Request, query: Annotated[PledgesAnswer, Query()]) -> Response:
    """The pledges that a filter finds, each once, with what repeated it and what is proposed as its follow-up.

    `total` counts commitments before those that repeat one another are put together; go on with `next`.
    """
    board = found_board(room_of(request), query)
    if query.format == "csv":
        return csv_answer(request, table(_COLUMNS, map(_row, board.pledges)), name="commitments")
    items = [to_json(pledge_values(one)) for one in board.pledges]
    return part_answer(
        request, items, total=board.matching, limit=query.limit, offset=query.offset, following=board.next_offset
    )


@router.get("/commitments/{id}", summary="One commitment", responses={**JSON, **PROBLEMS})
def commitment(request: Request, id: Id) -> Response:
    """One pledge with its history."""
    return json_answer(request, _value(request, id))


@router.post("/commitments/{id}/status", summary="Judge how a commitment stands", responses={**JSON, **PROBLEMS})
def judge(request: Request, id: Id, given: StatusJudgement) -> Response:
    """Keep a judgement; the answer is the pledge as it stands then."""
    ledger = room_of(request).ledger
    found = found_pledge(ledger, id)
    set_status(ledger, found, given.status, by=visitor_of(request).name, reason=given.reason)
    write_audit(request, "judge", f"commitment:{found.occurrence.id}")
    return json_answer(request, _value(request, id))


@router.post("/commitments/{id}/follow-ups", summary="Judge a proposed follow-up", responses={**JSON, **PROBLEMS})
def judge_later(request: Request, id: Id, given: FollowUpJudgement) -> Response:
    """Keep a judgement, and the status that the follow-up implies; the answer is the pledge as it stands then."""
    ledger, by = room_of(request).ledger, visitor_of(request).name
    judge_follow_up(ledger, found_pledge(ledger, id), given.later, follows=given.follows, by=by, reason=given.reason)
    write_audit(request, "judge", f"follows:{id}:{given.later}")
    return json_answer(request, _value(request, id))


def _value(request: Request, id: str) -> object:
    return to_json(pledge_values(found_pledge(room_of(request).ledger, id)))


def _row(pledge: Pledge) -> tuple[object, ...]:
    one, made = pledge.occurrence, pledge.occurrence.commitment
    assert made is not None
    return (
        one.id,
        pledge.status,
        pledge.made_on,
        "; ".join(entity.name for entity in one.actor),
        "; ".join(party.entity.name for party in made.beneficiary),
        made.force,
        made.joint,
        made.action,
        made.amount,
        pledge.deadline,
        pledge.overdue_days,
        pledge.due_in_days,
        pledge.last_heard_on,
        pledge.silent_days,
        len(pledge.history),
        len(pledge.reaffirmations),
        len(pledge.follow_ups),
        one.first.event.evidence[0].quote,
    )
