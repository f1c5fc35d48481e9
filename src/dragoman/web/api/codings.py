"""Codings over the API: have reports coded, watch how far it is, keep what came of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import date
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response, StreamingResponse

from dragoman.model.report import MediaType
from dragoman.web.api.answers import json_answer
from dragoman.web.api.documented import CODED, JSON, PROBLEMS
from dragoman.web.api.values import coding_value, outcome_value
from dragoman.web.desk import Coding
from dragoman.web.faults import Problem, not_found
from dragoman.web.intake import pasted_report
from dragoman.web.links import href
from dragoman.web.page import room_of, visitor_of
from dragoman.web.security.audit import write_audit

router = APIRouter(prefix="/api/v1", tags=["codings"])

WAIT_SECONDS: Final = 30.0
"""How long a call waits for its reports before it is told to ask again."""
_LOOK_SECONDS: Final = 0.25
_ALIVE_SECONDS: Final = 15.0

Id = Annotated[str, Path(max_length=100)]
_TYPES: Final[dict[str, MediaType]] = {"text": "text/plain", "markdown": "text/markdown", "html": "text/html"}


class PostedReport(BaseModel):
    """A report to code."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "text": "Pakistan and Türkiye signed a trade agreement in Islamabad on Monday.",
                    "published_on": "2025-11-03",
                    "publisher": "An outlet",
                }
            ]
        }
    )

    text: str = Field(description="The report.")
    form: Literal["text", "markdown", "html"] = Field(default="text", description="How to read the text.")
    title: str = Field(default="", max_length=2_000, description="The headline, where the text doesn't hold it.")
    publisher: str = Field(default="", max_length=2_000)
    url: str = Field(default="", max_length=2_000)
    published_on: date | None = Field(default=None, description="Decides who held which office.")


class PostedReports(BaseModel):
    """Reports to code."""

    reports: list[PostedReport] = Field(min_length=1, max_length=200)


@router.post("/codings", summary="Code reports", status_code=201, responses={**CODED, **PROBLEMS})
def code(request: Request, posted: PostedReports) -> Response:
    """Code reports; nothing is stored. What came of it can be had again for a while, and kept."""
    room = room_of(request)
    reports = [
        pasted_report(
            one.text,
            title=one.title,
            publisher=one.publisher,
            url=one.url,
            published_on=one.published_on,
            media_type=_TYPES[one.form],
        )
        for one in posted.reports
    ]
    coding = room.desk.take(reports, owner=visitor_of(request).name)
    done = coding.done.wait(WAIT_SECONDS)
    headers = {"Location": href("api", "v1", "codings", coding.id)}
    return json_answer(request, coding_value(coding), status=201 if done else 202, headers=headers)


@router.get("/codings/{id}", summary="How far a coding is", responses={**JSON, **PROBLEMS})
def coding(request: Request, id: Id) -> Response:
    """What has been made of the reports so far."""
    return json_answer(request, coding_value(_found(request, id)))


@router.get(
    "/codings/{id}/events",
    summary="Watch a coding",
    responses={200: {"description": "Server-sent events", "content": {"text/event-stream": {}}}, **PROBLEMS},
)
async def watch(request: Request, id: Id) -> Response:
    """Server-sent events: `report` for each that is done (its number is the event's id), then `done`."""
    found = _found(request, id)
    last = request.headers.get("last-event-id", "")
    after = min(int(last), len(found.reports)) if last.isdecimal() else 0
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_events(request, found, after), media_type="text/event-stream", headers=headers)


@router.post("/codings/{id}/keep", summary="Keep what was coded", responses={**JSON, **PROBLEMS})
def keep(request: Request, id: Id) -> Response:
    """Put the reports of a coding and their events into the ledger; those that it holds already change nothing."""
    room, found = room_of(request), _found(request, id)
    if not found.done.wait(WAIT_SECONDS):
        raise Problem(409, "it is still being coded", "Ask again when it is done.")
    added = room.ledger.add(found.records, coder=room.desk.version, by=visitor_of(request).name)
    found.kept.update(one.document_id for one in added)
    for one in added:
        write_audit(request, "keep", one.document_id)
    kept = [{"document": one.document_id, "new": one.new, "events": one.events} for one in added]
    return json_answer(request, {"kept": kept})


async def _events(request: Request, coding: Coding, after: int) -> AsyncIterator[str]:
    sent, silent = after, 0.0
    while not await request.is_disconnected():
        # Looked at first: what is added between the two looks is sent in the next round.
        done = coding.done.is_set()
        for outcome in coding.outcomes[sent:]:
            sent, silent = sent + 1, 0.0
            value = outcome_value(outcome)
            events = len(value["record"]["events"]) if value["record"] else None
            told = {"done": sent, "of": len(coding.reports), "name": value["name"], "events": events}
            yield f"id: {sent}\nevent: report\ndata: {json.dumps({**told, 'reason': value['reason']})}\n\n"
        if done:
            yield f"event: done\ndata: {json.dumps({'of': len(coding.reports)})}\n\n"
            return
        await asyncio.sleep(_LOOK_SECONDS)
        silent += _LOOK_SECONDS
        if silent >= _ALIVE_SECONDS:
            silent = 0.0
            yield ": still here\n\n"


def _found(request: Request, id: str) -> Coding:
    found = room_of(request).desk.find(id, owner=visitor_of(request).name)
    if found is None:
        raise not_found("such coding", "What is not kept is forgotten after a while, and when the server stops.")
    return found
