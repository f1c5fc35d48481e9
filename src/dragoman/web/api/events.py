"""Events over the API: the occurrences that a filter finds, and one with all that reports say of it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from dragoman.exports import occurrences_as
from dragoman.views.as_json import to_json
from dragoman.views.timeline import timeline
from dragoman.web.api.answers import Form, csv_answer, json_answer, page_answer
from dragoman.web.api.documented import CSV_OR_JSON, JSON, PROBLEMS
from dragoman.web.api.values import occurrence_value
from dragoman.web.asking import ListQuery
from dragoman.web.faults import not_found
from dragoman.web.page import room_of

router = APIRouter(prefix="/api/v1", tags=["events"])


class EventsQuery(ListQuery):
    """A filter, a part of what it finds, and the form to give it in."""

    format: Form = "json"


@router.get("/events", summary="Events in the world", responses={**CSV_OR_JSON, **PROBLEMS})
def events(request: Request, query: Annotated[EventsQuery, Query()]) -> Response:
    """The events that a filter finds, the latest first; each counted once, however many reports tell it."""
    found = timeline(
        room_of(request).ledger,
        query.filter(),
        limit=query.limit,
        offset=query.offset,
        oldest_first=query.order == "earliest",
    )
    if query.format == "csv":
        return csv_answer(request, map(str, occurrences_as("csv", found.items)), name="events")
    return page_answer(request, found, occurrence_value)


@router.get("/events/{id}", summary="One event", responses={**JSON, **PROBLEMS})
def event(request: Request, id: Annotated[str, Path(max_length=200, examples=["09e154527e2b46be"])]) -> Response:
    """One event by its id, by that of any of its tellings, or by the beginning of one, with every passage."""
    found = room_of(request).ledger.occurrence(id)
    if found is None:
        raise not_found("such event", "It may have been merged into another, or rejected.")
    return json_answer(request, to_json(found))
