"""Comparing over the API: two days, two actors or two sources side by side."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from dragoman.views.comparison import LISTED, Side, Some
from dragoman.web.api.answers import Form, csv_answer, json_answer, table
from dragoman.web.api.documented import CSV_OR_JSON, JSON, PROBLEMS
from dragoman.web.api.values import occurrence_value
from dragoman.web.page import room_of
from dragoman.web.pages.compare import CompareQuery, Stripped, found_comparison
from dragoman.wire import Json

router = APIRouter(prefix="/api/v1", tags=["compare"])

_COLUMNS = ("field", "value", "a", "b", "a_name", "b_name")
_ANSWER = {**JSON, 200: CSV_OR_JSON[200], **PROBLEMS}

Named = Annotated[str, Stripped]


class CompareAnswer(CompareQuery):
    """Which two of a kind, what has to hold of the events of both, and the form to give the answer in."""

    a: Named = Field(
        min_length=1,
        max_length=200,
        description="The one: a day, an actor by id, state's code or name, or a publisher.",
        examples=["2025-11-03"],
    )
    b: Named = Field(min_length=1, max_length=200, description="The other.", examples=["2025-11-04"])
    limit: int = Field(default=LISTED, ge=1, le=100, description="How many events of each list at most.")
    format: Form = "json"


@router.get("/compare", summary="Two of a kind side by side", responses=_ANSWER)
def compare(request: Request, query: Annotated[CompareAnswer, Query()]) -> Response:
    """How many events of each kind either has, the latest that both have, and the latest that each has alone.

    As CSV the counts.
    """
    compared = found_comparison(room_of(request), query, limit=query.limit)
    found, (one, other) = compared.found, compared.names
    if query.format == "csv":
        rows = ((tally.field, tally.value, tally.one, tally.other, one, other) for tally in found.tallies)
        return csv_answer(request, table(_COLUMNS, rows), name="compare")
    value = {
        "what": query.what,
        "a": _side(found.one, query.a, one),
        "b": _side(found.other, query.b, other),
        "both": _some(found.both),
        "counts": [
            {"field": tally.field, "value": tally.value, "a": tally.one, "b": tally.other} for tally in found.tallies
        ],
    }
    return json_answer(request, value)


def _side(side: Side, given: str, name: str) -> Json:
    return {"given": given, "name": name, "events": side.total, "alone": _some(side.alone)}


def _some(some: Some) -> Json:
    return {"total": some.total, "items": [occurrence_value(one) for one in some.items]}
