"""Position pages: holders and issues as a matrix or line by line, and what somebody was expected to say."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.ledger import Ledger
from dragoman.views.expectations import expectations
from dragoman.views.positions import Lines
from dragoman.views.positions import positions as find
from dragoman.web.asking import read_query
from dragoman.web.board_queries import MOST_ON_A_BOARD, PositionsQuery
from dragoman.web.links import filter_query, href
from dragoman.web.page import Page, render, room_of
from dragoman.web.position_matrix import matrix

router = APIRouter(include_in_schema=False)

SHOWS = (("matrix", "Matrix"), ("lines", "Line by line"), ("expected", "Expected words"))
"""How the page can show what is asked for."""


@router.get("/positions")
def positions(request: Request) -> Response:
    """Where actors stand on issues, or what they were to say."""
    query = read_query(request, PositionsQuery)
    ledger = room_of(request).ledger
    page = Page("Positions", section="positions", wide=True, downloads=_downloads(query))
    if query.show == "expected":
        limit = query.limit if "limit" in query.model_fields_set else 10
        found = expectations(ledger, query.filter(), on=query.on, limit=limit, offset=query.offset)
        return render(request, "expectations.html", page, found=found, query=query, shows=SHOWS)
    lines = found_lines(ledger, query)
    return render(request, "positions.html", page, lines=lines, matrix=matrix(lines.lines), query=query, shows=SHOWS)


def found_lines(ledger: Ledger, query: PositionsQuery) -> Lines:
    """The lines that an address asks for."""
    return find(ledger, query.filter(), on=query.on, limit=query.limit, offset=query.offset)


def _downloads(query: PositionsQuery) -> tuple[tuple[str, str], ...]:
    what = "expectations" if query.show == "expected" else "positions"
    fields = filter_query(query.filter(), on=query.on, limit=MOST_ON_A_BOARD)
    return tuple((form.upper(), href("api", "v1", what, query=[*fields, ("format", form)])) for form in ("csv", "json"))
