"""Actors over the API: who somebody is and was, with whom they deal, what was last told of them, their own words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request
from pydantic import Field
from starlette.responses import Response

from dragoman.gazetteer import Tenure
from dragoman.views.actor import Actor
from dragoman.views.as_json import to_json
from dragoman.views.quotations import LOOKED_THROUGH, quotations
from dragoman.web.api.answers import Form, csv_answer, json_answer, part_answer, table
from dragoman.web.api.documented import CSV_OR_JSON, JSON, PROBLEMS
from dragoman.web.api.values import occurrence_value
from dragoman.web.asking import FilterQuery
from dragoman.web.board_queries import today_or
from dragoman.web.page import room_of
from dragoman.web.pages.actor import found_actor
from dragoman.wire import Json, header_to_wire

router = APIRouter(prefix="/api/v1", tags=["actors"])

Id = Annotated[str, Path(max_length=200, description="An id, a state's code or a name.", examples=["PAK"])]
_OFFICES = ("person", "name", "post", "title", "of", "start", "end", "last_seen", "superseded_on", "sources")
_COUNTERPARTS = ("id", "name", "events", "last")


class ActorQuery(FilterQuery):
    """What else has to hold, the day of the offices, and the form to give the answer in."""

    on: date | None = Field(default=None, description="The day of the offices; today without one.")
    table: Literal["counterparts", "offices"] = Field(default="counterparts", description="What a CSV holds.")
    format: Form = "json"


class QuotationsQuery(FilterQuery):
    """What else has to hold of the events, and from which on."""

    offset: int = Field(default=0, ge=0, le=10_000_000, description="How many events to pass over.")
    format: Form = "json"


@router.get("/actors/{id}", summary="One actor", responses={**JSON, 200: CSV_OR_JSON[200], **PROBLEMS})
def actor(request: Request, id: Id, query: Annotated[ActorQuery, Query()]) -> Response:
    """Somebody by id or name: posts, offices over time, counterparts, kinds of events, the latest of them."""
    on = today_or(query.on)
    found = found_actor(room_of(request).ledger, id, query.filter(), on)
    if query.format == "csv" and query.table == "offices":
        rows = ([row[name] for name in _OFFICES] for row in _offices(found))
        return csv_answer(request, table(_OFFICES, rows), name="offices")
    if query.format == "csv":
        rows = ([row[name] for name in _COUNTERPARTS] for row in _counterparts(found))
        return csv_answer(request, table(_COUNTERPARTS, rows), name="counterparts")
    value = {
        "name": found.name,
        "on": on.isoformat(),
        "entities": to_json(found.entities),
        "offices": _offices(found),
        "events": found.total,
        "statements": found.statements,
        "types": dict(found.types),
        "counterparts": _counterparts(found),
        "recent": [occurrence_value(one) for one in found.recent],
    }
    return json_answer(request, value)


@router.get("/actors/{id}/quotations", summary="Somebody's own words", responses={**CSV_OR_JSON, **PROBLEMS})
def own_words(request: Request, id: Id, query: Annotated[QuotationsQuery, Query()]) -> Response:
    """What reports of their latest events quote, each wording once; `total` counts the events on their word."""
    found = quotations(room_of(request).ledger, id, query.filter(), offset=query.offset)
    if query.format == "csv":
        columns = ("speaker", "name", "posts", "words", "document", "published_on")
        rows = (
            (one.speaker, one.name, "; ".join(one.posts), one.words, one.document.id, one.document.published_on)
            for one in found.items
        )
        return csv_answer(request, table(columns, rows), name="quotations")
    items = [
        {
            "speaker": one.speaker,
            "name": one.name,
            "posts": list(one.posts),
            "words": one.words,
            "document": header_to_wire(one.document),
        }
        for one in found.items
    ]
    return part_answer(
        request,
        items,
        total=found.statements,
        limit=LOOKED_THROUGH,
        offset=query.offset,
        following=found.next_offset,
    )


def _counterparts(found: Actor) -> list[Json]:
    return [
        {"id": one.id, "name": one.name, "events": one.count, "last": one.last and one.last.isoformat()}
        for one in found.counterparts
    ]


def _offices(found: Actor) -> list[Json]:
    """A person's offices over time; of a state who holds the first ones on the day."""
    spells: Sequence[Tenure] = found.tenures or [holding.tenure for holding in found.officers]
    return [
        {
            "person": one.entity_id,
            "name": one.name,
            "post": one.post,
            "title": one.title,
            "of": one.country,
            "start": str(one.start) if one.start else None,
            "end": str(one.end) if one.end else None,
            "last_seen": one.last_seen.isoformat() if one.last_seen else None,
            "superseded_on": one.superseded_on.isoformat() if one.superseded_on else None,
            "sources": ";".join(one.sources),
        }
        for one in spells
    ]
