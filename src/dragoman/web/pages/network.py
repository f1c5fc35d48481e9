"""Network and map: who deals with whom in a period, and where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Request
from markupsafe import Markup
from starlette.responses import Response

from dragoman.views.located import Located, Spot, located
from dragoman.views.network import Edge, actors_network
from dragoman.web.api.answers import tagged
from dragoman.web.asking import ListQuery, asked
from dragoman.web.charts.network import network as draw_network
from dragoman.web.charts.svg import picture
from dragoman.web.charts.world import world
from dragoman.web.links import events_href, filter_query, href
from dragoman.web.page import Page, render, room_of

router = APIRouter(include_in_schema=False)

By = Literal["entity", "country"]
DRAWN: Final = 60
"""Edges in the picture: more can't be told apart."""

Asked = Annotated[ListQuery, Depends(asked)]


@router.get("/network")
def network(request: Request, query: Asked, by: By = "country") -> Response:
    """Who deals with whom in what a filter finds."""
    edges = actors_network(room_of(request).ledger, query.filter(), by=by, limit=DRAWN)
    wanted = [*filter_query(query.filter()), ("by", by)]
    page = Page(
        "Network",
        section="network",
        wide=True,
        lead="Who deals with whom: thicker lines are more events, green where they cooperate in the mean, else red.",
        downloads=(
            ("CSV", href("api", "v1", "network", query=[*wanted, ("format", "csv")])),
            ("JSON", href("api", "v1", "network", query=wanted)),
            ("Picture", href("network", "chart.svg", query=wanted)),
        ),
    )
    return render(request, "network.html", page, edges=edges, by=by, query=query, chart=_network(edges))


@router.get("/network/chart.svg")
def network_chart(request: Request, query: Asked, by: By = "country") -> Response:
    """The picture by itself."""
    edges = actors_network(room_of(request).ledger, query.filter(), by=by, limit=DRAWN)
    return _picture(request, _network(edges), "network")


@router.get("/map")
def world_map(request: Request, query: Asked) -> Response:
    """Where what a filter finds happened."""
    found = located(room_of(request).ledger, query.filter())
    wanted = filter_query(query.filter())
    page = Page(
        "Map",
        section="map",
        wide=True,
        lead="Where events happened: the larger, the more; red where most are of conflict. Each leads to its events.",
        downloads=(
            ("CSV", href("api", "v1", "places", query=[*wanted, ("format", "csv")])),
            ("JSON", href("api", "v1", "places", query=wanted)),
            ("Picture", href("map", "chart.svg", query=wanted)),
        ),
    )
    return render(
        request, "map.html", page, found=found, query=query, chart=_world(query, found), link=_place_link(query)
    )


@router.get("/map/chart.svg")
def map_chart(request: Request, query: Asked) -> Response:
    """The picture by itself."""
    return _picture(request, _world(query, located(room_of(request).ledger, query.filter())), "map")


def _place_link(query: ListQuery) -> Callable[[Spot], str]:
    """Gives the address of what a filter finds at a place."""
    wanted = query.filter()
    return lambda spot: events_href(replace(wanted, place=(spot.name,)))


def _network(edges: tuple[Edge, ...]) -> Markup:
    return draw_network(
        edges,
        label="Network of actors",
        actor=lambda id: href("actors", id),
        pair=lambda one, other: href("dyads", one, other),
    )


def _world(query: ListQuery, found: Located) -> Markup:
    return world(found, label="Map of located events", link=_place_link(query))


def _picture(request: Request, svg: Markup, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}.svg"'}
    return tagged(request, picture(svg).encode(), "image/svg+xml", headers=headers)
