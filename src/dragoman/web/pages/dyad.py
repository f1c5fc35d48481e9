"""Dyad pages: what two parties do to one another, month by month, words apart from deeds."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Request
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from dragoman.views.dyad import KINDS, Dyad, Series
from dragoman.views.dyad import dyad as find
from dragoman.web.api.answers import tagged
from dragoman.web.asking import ListQuery, asked
from dragoman.web.charts.relation import relation
from dragoman.web.charts.svg import picture
from dragoman.web.links import events_href, filter_query, href
from dragoman.web.naming import name_of_party
from dragoman.web.page import Page, render, room_of

router = APIRouter(include_in_schema=False)

Direction = Literal["a_to_b", "b_to_a", "together"]
DIRECTIONS: Final[tuple[Direction, ...]] = ("a_to_b", "b_to_a", "together")


@router.get("/dyads")
def choose(request: Request) -> Response:
    """The form that asks for two parties; answered with their page."""
    a, b = (request.query_params.get(name, "").strip()[:200] for name in ("a", "b"))
    if a and b:
        return RedirectResponse(href("dyads", a, b), 303)
    page = Page("Dyads", section="dyads", lead="What two parties say and do to one another, month by month.")
    return render(request, "dyads.html", page, a=a, b=b)


@router.get("/dyads/{a}/{b}")
def dyad(request: Request, a: str, b: str, query: Annotated[ListQuery, Depends(asked)]) -> Response:
    """Two parties: a chart for each direction and for what they do together."""
    found = find(room_of(request).ledger, a, b, query.filter())
    names = {"a": name_of_party(a), "b": name_of_party(b)}
    wanted = filter_query(query.filter())
    page = Page(
        f"{names['a']} and {names['b']}",
        section="dyads",
        wide=True,
        downloads=tuple(
            (form.upper(), href("api", "v1", "dyads", a, b, query=[*wanted, ("format", form)]))
            for form in ("csv", "json")
        ),
    )
    charts = {direction: _chart(found, direction, names) for direction in DIRECTIONS}
    pictures = {one: href("dyads", a, b, "chart.svg", query=[*wanted, ("direction", one)]) for one in DIRECTIONS}
    return render(
        request,
        "dyad.html",
        page,
        found=found,
        names=names,
        query=query,
        directions=[(one, _title(one, names), _series(found, one)) for one in DIRECTIONS],
        charts=charts,
        pictures=pictures,
        kinds=KINDS,
    )


@router.get("/dyads/{a}/{b}/chart.svg")
def chart(
    request: Request, a: str, b: str, query: Annotated[ListQuery, Depends(asked)], direction: Direction = "a_to_b"
) -> Response:
    """One chart as a picture."""
    found = find(room_of(request).ledger, a, b, query.filter())
    names = {"a": name_of_party(a), "b": name_of_party(b)}
    svg = picture(_chart(found, direction, names))
    headers = {"Content-Disposition": f'attachment; filename="dyad-{direction}.svg"'}
    return tagged(request, svg.encode(), "image/svg+xml", headers=headers)


def _chart(found: Dyad, direction: Direction, names: dict[str, str]) -> Markup:
    series = _series(found, direction)
    title = f"{_title(direction, names)}: mean Goldstein score by month"
    return relation(series, list(found.months()), label=title, link=lambda point: events_href(series.behind(point)))


def _series(found: Dyad, direction: Direction) -> Series:
    series: Series = getattr(found, direction)
    return series


def _title(direction: Direction, names: dict[str, str]) -> str:
    if direction == "together":
        return f"{names['a']} and {names['b']} together"
    first, second = ("a", "b") if direction == "a_to_b" else ("b", "a")
    return f"{names[first]} → {names[second]}"
