"""Search over the API: passages by their words."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from dragoman.views.search import Hit
from dragoman.views.search import search as find
from dragoman.web.api.answers import Form, csv_answer, page_answer, table
from dragoman.web.api.documented import CSV_OR_JSON, PROBLEMS
from dragoman.web.api.values import occurrence_value
from dragoman.web.asking import FilterQuery
from dragoman.web.page import room_of
from dragoman.wire import Json, header_to_wire

router = APIRouter(prefix="/api/v1", tags=["search"])

MOST_PASSAGES: Final = 100
"""Passages in one answer at most."""
_COLUMNS = ("document", "published_on", "publisher", "title", "kind", "start", "text", "events")


class SearchQuery(FilterQuery):
    """Words, a filter, and a part of what they find."""

    q: str = Field(max_length=500, description="Words; in quotation marks, words side by side.", examples=["ceasefire"])
    limit: int = Field(default=20, ge=1, le=MOST_PASSAGES)
    offset: int = Field(default=0, ge=0, le=10_000_000)
    format: Form = "json"


@router.get("/search", summary="Passages by their words", responses={**CSV_OR_JSON, **PROBLEMS})
def search(request: Request, query: Annotated[SearchQuery, Query()]) -> Response:
    """The passages that hold all the words, the best first, with the events that they tell."""
    found = find(room_of(request).ledger, query.q, query.filter(), limit=query.limit, offset=query.offset)
    if query.format == "csv":
        return csv_answer(request, table(_COLUMNS, map(_row, found.items)), name="search")
    return page_answer(request, found, _value)


def _row(hit: Hit) -> tuple[object, ...]:
    head = hit.document
    events = ";".join(one.id for one in hit.occurrences)
    return (head.id, head.published_on, head.publisher, head.title, hit.kind, hit.start, hit.text, events)


def _value(hit: Hit) -> Json:
    return {
        "document": header_to_wire(hit.document),
        "kind": hit.kind,
        "start": hit.start,
        "text": hit.text,
        "marks": [{"start": span.start, "end": span.end} for span in hit.marks],
        "events": [occurrence_value(one) for one in hit.occurrences],
    }
