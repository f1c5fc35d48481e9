"""Network and places over the API: who deals with whom, and where events happened."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from dragoman.views.as_json import to_json
from dragoman.views.located import SPOTS, located
from dragoman.views.network import EDGES, actors_network
from dragoman.web.api.answers import Form, csv_answer, json_answer, table
from dragoman.web.api.documented import CSV_OR_JSON, JSON, PROBLEMS
from dragoman.web.asking import FilterQuery
from dragoman.web.page import room_of

router = APIRouter(prefix="/api/v1", tags=["network"])

_TABLE = {**JSON, 200: CSV_OR_JSON[200], **PROBLEMS}
_EDGE = ("source", "source_name", "target", "target_name", "joint", "count", "goldstein")
_SPOT = ("name", "country", "lat", "lon", "count", "conflicts", "goldstein")


class NetworkQuery(FilterQuery):
    """What has to hold, whom to take as one, and the form to give it in."""

    by: Literal["entity", "country"] = Field(default="entity", description="Take a state's people and bodies as one.")
    limit: int = Field(default=EDGES, ge=1, le=1_000)
    format: Form = "json"


class PlacesQuery(FilterQuery):
    """What has to hold, and the form to give it in."""

    limit: int = Field(default=SPOTS, ge=1, le=5_000)
    format: Form = "json"


@router.get("/network", summary="Who deals with whom", responses=_TABLE)
def network(request: Request, query: Annotated[NetworkQuery, Query()]) -> Response:
    """Who acts towards whom, and who acts together, those with most events first."""
    edges = actors_network(room_of(request).ledger, query.filter(), by=query.by, limit=query.limit)
    if query.format == "csv":
        rows = ([getattr(edge, name) for name in _EDGE] for edge in edges)
        return csv_answer(request, table(_EDGE, rows), name="network")
    return json_answer(request, {"edges": to_json(edges)})


@router.get("/places", summary="Where events happened", responses=_TABLE)
def places(request: Request, query: Annotated[PlacesQuery, Query()]) -> Response:
    """The places of the events that a filter finds, those with most events first."""
    found = located(room_of(request).ledger, query.filter(), limit=query.limit)
    if query.format == "csv":
        rows = ([getattr(spot, name) for name in _SPOT] for spot in found.spots)
        return csv_answer(request, table(_SPOT, rows), name="places")
    return json_answer(request, to_json(found))
