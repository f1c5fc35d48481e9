"""Dyads over the API: what two parties do to one another, month by month."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from dragoman.views.dyad import Dyad, Point, Series, dyad
from dragoman.web.api.answers import Form, csv_answer, json_answer, table
from dragoman.web.api.documented import CSV_OR_JSON, JSON, PROBLEMS
from dragoman.web.asking import FilterQuery
from dragoman.web.page import room_of
from dragoman.wire import Json

router = APIRouter(prefix="/api/v1", tags=["dyads"])

_COLUMNS = ("direction", "month", "kind", "events", "goldstein", "plover_score")
Words = Annotated[str, Path(max_length=200, description="An id, a state's code or a name.", examples=["PAK"])]


class DyadQuery(FilterQuery):
    """What else has to hold, and the form to give it in."""

    format: Form = "json"


@router.get("/dyads/{a}/{b}", summary="Two parties", responses={**JSON, 200: CSV_OR_JSON[200], **PROBLEMS})
def dyads(request: Request, a: Words, b: Words, query: Annotated[DyadQuery, Query()]) -> Response:
    """What each does to the other and what they do together: events and mean scores by month and kind."""
    found = dyad(room_of(request).ledger, a, b, query.filter())
    if query.format == "csv":
        rows = ((one["direction"], *(one[name] for name in _COLUMNS[1:])) for one in _rows(found))
        return csv_answer(request, table(_COLUMNS, rows), name="dyad")
    return json_answer(request, {"a": found.a, "b": found.b, "points": list(_rows(found))})


def _rows(found: Dyad) -> list[Json]:
    directions: tuple[tuple[str, Series], ...] = (
        ("a_to_b", found.a_to_b),
        ("b_to_a", found.b_to_a),
        ("together", found.together),
    )
    return [{"direction": name, **_value(point)} for name, series in directions for point in series.points]


def _value(point: Point) -> Json:
    return {
        "month": point.month.isoformat()[:7] if point.month else None,
        "kind": point.kind,
        "events": point.count,
        "goldstein": round(point.goldstein, 4),
        "plover_score": round(point.plover_score, 4),
    }
