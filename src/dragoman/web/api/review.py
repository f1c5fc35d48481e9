"""The review over the API: what waits for a person, one matter with all that is needed, decisions, and taking back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from dragoman.ledger.corrections import FIELDS, fields_of
from dragoman.model import Judgement
from dragoman.views.as_json import to_json
from dragoman.views.doubts import Matter
from dragoman.views.evidence import Account
from dragoman.views.review import Item
from dragoman.web.api.answers import Form, csv_answer, json_answer, part_answer, table
from dragoman.web.api.documented import CSV_OR_JSON, JSON, PROBLEMS
from dragoman.web.api.values import occurrence_value
from dragoman.web.board_queries import ReviewQuery
from dragoman.web.deciding import Decision, Verb, decide, item_of, take_back, verbs_for, waiting
from dragoman.web.page import room_of, visitor_of
from dragoman.web.security.audit import write_audit
from dragoman.wire import Json

router = APIRouter(prefix="/api/v1", tags=["review"])

Id = Annotated[str, Path(max_length=400, description="Kind and ids of a matter.", examples=["event:09e154527e2b46be"])]
_COLUMNS = ("id", "kind", "doubt", "put_off", "reasons")


class ReviewAnswer(ReviewQuery):
    """Which matters, and the form to give them in."""

    format: Form = "json"


class GivenDecision(BaseModel):
    """What is decided of a matter."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"decision": "correct", "fields": {"type": "REQUEST"}, "reason": "It asks."}]}
    )

    decision: Verb
    fields: dict[str, str] = Field(default={}, description=f"Of a correction: {', '.join(FIELDS)}.", max_length=50)
    apart: list[str] = Field(default=[], description="Of a split: ids of tellings of another event.", max_length=500)
    other: str = Field(default="", max_length=200, description="Of a merge: id of the other event.")
    status: str = Field(default="", max_length=50, description="Of `status`: how the pledge stands.")
    reason: str = Field(default="", max_length=2_000)
    seen: int | None = Field(default=None, ge=0, description="`seen` of the matter as it was read.")


class GivenJudgements(BaseModel):
    """Judgements that one made, by number."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"judgements": [12, 13]}]})

    judgements: list[Annotated[int, Field(ge=1, lt=2**63)]] = Field(min_length=1, max_length=500)


@router.get("/review", summary="What waits for a person", responses={**CSV_OR_JSON, **PROBLEMS})
def review(request: Request, query: Annotated[ReviewAnswer, Query()]) -> Response:
    """The matters in doubt, the most doubtful first. `total` counts events and merges; proposals come behind them."""
    found = waiting(room_of(request), query)
    if query.format == "csv":
        rows = ((one.id, one.kind, one.doubt, one.put_off, "; ".join(one.reasons)) for one in found.matters)
        return csv_answer(request, table(_COLUMNS, rows), name="review")
    return part_answer(
        request,
        [_matter(one) for one in found.matters],
        total=found.queue.events + found.queue.merges,
        limit=query.limit,
        offset=query.offset,
        following=found.after,
    )


@router.get("/review/{id}", summary="One matter", responses={**JSON, **PROBLEMS})
def matter(request: Request, id: Id) -> Response:
    """A matter with its accounts, what was judged of it before, and what may be decided."""
    return json_answer(request, _item(item_of(room_of(request).ledger, id)))


@router.post("/review/{id}", summary="Decide a matter", responses={**JSON, **PROBLEMS})
def decide_(request: Request, id: Id, given: GivenDecision) -> Response:
    """Keep a decision; the answer holds the judgements that were made of it, to take them back by."""
    ledger = room_of(request).ledger
    decision = Decision(given.decision, given.fields, given.apart, given.other, given.status)
    made = decide(
        ledger, item_of(ledger, id), decision, by=visitor_of(request).name, reason=given.reason, seen=given.seen
    )
    return _kept(request, given.decision, made)


@router.post("/judgements/undo", summary="Take judgements back", responses={**JSON, **PROBLEMS})
def undo(request: Request, given: GivenJudgements) -> Response:
    """Take one's own judgements back: what held before holds again, and nothing is erased."""
    return _kept(request, "undo", take_back(room_of(request).ledger, given.judgements, by=visitor_of(request).name))


def _kept(request: Request, verb: str, made: list[Judgement]) -> Response:
    for one in made:
        write_audit(request, "judge", f"{verb} {one.question}")
    return json_answer(request, {"judgements": to_json(made)})


def _matter(one: Matter) -> Json:
    return {**to_json(one), "id": one.id}


def _item(item: Item) -> Json:
    return {
        **_matter(item.matter),
        "seen": item.seen,
        "may": list(verbs_for(item)),
        "occurrences": [occurrence_value(one) for one in item.occurrences],
        "sides": [[_account(one) for one in side] for side in item.sides],
        "fields": fields_of(item.telling.event) if item.matter.kind == "event" else None,
        "history": to_json(item.history),
        "relation": item.proposal.link.relation if item.proposal else None,
    }


def _account(one: Account) -> Json:
    return {**to_json(one.telling), "said_by": one.said_by}
