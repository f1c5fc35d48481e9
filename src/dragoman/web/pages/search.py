"""The search page: passages that hold some words, and the events they tell."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from dragoman.views.search import search as find
from dragoman.web.api.search import MOST_PASSAGES
from dragoman.web.asking import ListQuery, asked
from dragoman.web.links import filter_query, href
from dragoman.web.page import Page, render, room_of

router = APIRouter(include_in_schema=False)


@router.get("/search")
def search(request: Request, query: Annotated[ListQuery, Depends(asked)]) -> Response:
    """What the reports hold of some words."""
    words = request.query_params.get("q", "").strip()[:500]
    found = find(room_of(request).ledger, words, query.filter(), limit=min(query.limit, 20), offset=query.offset)
    page = Page("Search", section="search")
    if words:
        page = replace(page, title=f"Search: {words}", downloads=_downloads(words, query))
    return render(request, "search.html", page, words=words, found=found)


def _downloads(words: str, query: ListQuery) -> tuple[tuple[str, str], ...]:
    fields = filter_query(query.filter(), q=words, limit=MOST_PASSAGES)
    return tuple(
        (form.upper(), href("api", "v1", "search", query=[*fields, ("format", form)])) for form in ("csv", "json")
    )
