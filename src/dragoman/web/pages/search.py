"""The search page: passages that hold some words, and the events they tell."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from dragoman.views.search import search as find
from dragoman.web.asking import ListQuery, asked
from dragoman.web.links import filter_query, href
from dragoman.web.page import Page, render, room_of

router = APIRouter(include_in_schema=False)


@router.get("/search")
def search(request: Request, query: Annotated[ListQuery, Depends(asked)]) -> Response:
    """What the reports hold of some words."""
    words = request.query_params.get("q", "").strip()[:500]
    found = find(room_of(request).ledger, words, query.filter(), limit=min(query.limit, 20), offset=query.offset)
    downloads = (("JSON", href("api", "v1", "search", query=filter_query(query.filter(), q=words))),) if words else ()
    page = Page(f"Search: {words}" if words else "Search", section="search", downloads=downloads)
    return render(request, "search.html", page, words=words, found=found)
