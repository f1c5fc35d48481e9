"""Actors over the API: who somebody is, with whom they deal, what was last told of them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from pydantic import Field
from starlette.responses import Response

from dragoman.errors import GazetteerError
from dragoman.views.actor import actor as find
from dragoman.web.api.answers import json_answer
from dragoman.web.api.documented import JSON, PROBLEMS
from dragoman.web.api.values import occurrence_value
from dragoman.web.asking import FilterQuery
from dragoman.web.faults import not_found
from dragoman.web.page import room_of

router = APIRouter(prefix="/api/v1", tags=["actors"])


class ActorQuery(FilterQuery):
    """What else has to hold, and the day of the offices."""

    on: date | None = Field(default=None, description="The day of the offices; today without one.")


@router.get("/actors/{id}", summary="One actor", responses={**JSON, **PROBLEMS})
def actor(
    request: Request,
    id: Annotated[str, Path(max_length=200, examples=["PAK"])],
    query: Annotated[ActorQuery, Query()],
) -> Response:
    """Somebody by id or name: posts, counterparts, kinds of events, the latest of them."""
    on = query.on or datetime.now(UTC).date()
    try:
        found = find(room_of(request).ledger, id, query.filter(), on=on)
    except GazetteerError as error:
        raise not_found("such actor", f"{error}.") from error
    counterparts = [
        {"id": one.id, "name": one.name, "events": one.count, "last": one.last and one.last.isoformat()}
        for one in found.counterparts
    ]
    value = {
        "name": found.name,
        "on": on.isoformat(),
        "entities": [
            {
                "id": one.id,
                "name": one.name,
                "kind": one.kind,
                "country": one.country,
                "sector": one.sector,
                "posts": list(one.posts),
            }
            for one in found.entities
        ],
        "events": found.total,
        "statements": found.statements,
        "types": dict(found.types),
        "counterparts": counterparts,
        "recent": [occurrence_value(one) for one in found.recent],
    }
    return json_answer(request, value)
