"""Search over the API: passages by their words."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from dragoman.views.search import Hit
from dragoman.views.search import search as find
from dragoman.web.api.answers import page_answer
from dragoman.web.api.documented import PAGE, PROBLEMS
from dragoman.web.api.values import occurrence_value
from dragoman.web.asking import FilterQuery
from dragoman.web.page import room_of
from dragoman.wire import Json, header_to_wire

router = APIRouter(prefix="/api/v1", tags=["search"])


class SearchQuery(FilterQuery):
    """Words, a filter, and a part of what they find."""

    q: str = Field(max_length=500, description="Words; in quotation marks, words side by side.", examples=["ceasefire"])
    limit: int = Field(default=20, ge=1, le=100)
    offset: int = Field(default=0, ge=0, le=10_000_000)


@router.get("/search", summary="Passages by their words", responses={**PAGE, **PROBLEMS})
def search(request: Request, query: Annotated[SearchQuery, Query()]) -> Response:
    """The passages that hold all the words, the best first, with the events that they tell."""
    found = find(room_of(request).ledger, query.q, query.filter(), limit=query.limit, offset=query.offset)
    return page_answer(request, found, _value)


def _value(hit: Hit) -> Json:
    return {
        "document": header_to_wire(hit.document),
        "kind": hit.kind,
        "start": hit.start,
        "text": hit.text,
        "marks": [{"start": span.start, "end": span.end} for span in hit.marks],
        "events": [occurrence_value(one) for one in hit.occurrences],
    }
