"""Position pages: holders and issues as a matrix or line by line, and what somebody was expected to say."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.views.expectations import Expectation, expectations
from dragoman.views.pages import Page as Part
from dragoman.views.position_matrix import matrix
from dragoman.views.positions import Lines
from dragoman.views.positions import positions as find
from dragoman.web.api.answers import tagged
from dragoman.web.asking import read_query
from dragoman.web.board_queries import MOST_ON_A_BOARD, PositionsQuery
from dragoman.web.charts.position_matrix import position_matrix
from dragoman.web.charts.svg import picture
from dragoman.web.links import filter_query, href
from dragoman.web.page import Page, render, room_of
from dragoman.web.room import Room

router = APIRouter(include_in_schema=False)

SHOWS = (("matrix", "Matrix"), ("lines", "Line by line"), ("expected", "Expected words"))
"""How the page can show what is asked for."""


@router.get("/positions")
def positions(request: Request) -> Response:
    """Where actors stand on issues, or what they were to say."""
    query = read_query(request, PositionsQuery)
    room = room_of(request)
    page = Page("Positions", section="positions", wide=True, downloads=_downloads(query))
    if query.show == "expected":
        limit = query.limit if "limit" in query.model_fields_set else 10
        found = found_expectations(room, query.model_copy(update={"limit": limit}))
        return render(request, "expectations.html", page, found=found, query=query, shows=SHOWS)
    lines = found_lines(room, query)
    return render(request, "positions.html", page, lines=lines, matrix=matrix(lines.lines), query=query, shows=SHOWS)


@router.get("/positions/chart.svg")
def chart(request: Request) -> Response:
    """The matrix as a picture."""
    lines = found_lines(room_of(request), read_query(request, PositionsQuery))
    svg = position_matrix(
        matrix(lines.lines),
        label="Positions by issue and holder",
        link=lambda line: href("events", line.latest.act.id),
    )
    headers = {"Content-Disposition": 'attachment; filename="positions.svg"'}
    return tagged(request, picture(svg).encode(), "image/svg+xml", headers=headers)


def found_lines(room: Room, query: PositionsQuery) -> Lines:
    """The lines that an address asks for."""
    return room.memory.recall(find, *_key(query), make=lambda: find(room.ledger, **_asked(query)))


def found_expectations(room: Room, query: PositionsQuery) -> Part[Expectation]:
    """The announced words that an address asks for."""
    return room.memory.recall(expectations, *_key(query), make=lambda: expectations(room.ledger, **_asked(query)))


def _asked(query: PositionsQuery) -> dict[str, Any]:
    return {"wanted": query.filter(), "on": query.on, "limit": query.limit, "offset": query.offset}


def _key(query: PositionsQuery) -> tuple[Hashable, ...]:
    return tuple(_asked(query).values())


def _downloads(query: PositionsQuery) -> tuple[tuple[str, str], ...]:
    what = "expectations" if query.show == "expected" else "positions"
    fields = filter_query(query.filter(), on=query.on, limit=MOST_ON_A_BOARD)
    files = [(form.upper(), href("api", "v1", what, query=[*fields, ("format", form)])) for form in ("csv", "json")]
    if query.show == "matrix":
        shown = filter_query(query.filter(), on=query.on, limit=query.limit, offset=query.offset or None)
        files.append(("Picture", href("positions", "chart.svg", query=shown)))
    return tuple(files)
