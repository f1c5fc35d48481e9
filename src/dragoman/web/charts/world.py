"""The chart of the world: where events happened, over a land made of the gazetteer's own places.

A dot for every cell of the globe in which the gazetteer knows a place draws the land well enough to find one's way, and
needs no map of anybody else's. `land.txt` holds these cells: a line for each row of them from north to south, with runs
`first+many`, counted from the date line eastwards; `scripts/build_land.py` makes it. The projection is equirectangular.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from math import sqrt
from typing import Final

from markupsafe import Markup

from dragoman.views.located import Located, Spot
from dragoman.web.charts.svg import LAND, TONES, drawing, element

WIDTH: Final = 960
HEIGHT: Final = 368
"""As high as it must be for a degree to be as long either way."""
NORTH: Final = 80.0
SOUTH: Final = -58.0
"""Nothing that diplomacy reports of happens nearer to a pole."""
_CELL_PX: Final = 4.0
"""A cell of `land.txt` is 1.5 degrees either way."""
_LABELLED: Final = 12


def world(found: Located, *, label: str, link: Callable[[Spot], str]) -> Markup:
    """The chart of some places: the larger, the more events; red where most are of conflict, blue elsewhere.

    Args:
        found: The places.
        label: What the chart is called.
        link: The address of a place's events.
    """
    most = max((spot.count for spot in found.spots), default=1)
    seen = [spot for spot in found.spots if SOUTH <= spot.lat <= NORTH]
    # The largest lie beneath, so that none hides a smaller one.
    spots = [_spot(spot, most, link(spot)) for spot in sorted(seen, key=lambda spot: (-spot.count, spot.name))]
    names = [_name(spot, most) for spot in _labelled(seen)]
    return drawing([_land(), *spots, *names], width=WIDTH, height=HEIGHT, label=label)


@cache
def _land() -> Markup:
    """The land, as one path of dotted runs; made once."""
    rows = files("dragoman.web.charts").joinpath("land.txt").read_text("utf-8").splitlines()
    runs = "".join(
        f"M{(int(first) + 0.5) * _CELL_PX:g} {(row + 0.5) * _CELL_PX:g}h{(int(many) - 1) * _CELL_PX + 0.1:g}"
        for row, line in enumerate(rows)
        for first, many in (run.split("+") for run in line.split())
    )
    dots = {"stroke_width": 2.8, "stroke_linecap": "round", "stroke_dasharray": f"0 {_CELL_PX:g}"}
    return element("path", d=runs, class_="land", aria_hidden="true", stroke=LAND, fill="none", **dots)


def _labelled(spots: list[Spot]) -> list[Spot]:
    """The largest places whose names don't run into one another's."""
    chosen: list[Spot] = []
    for spot in spots[: 4 * _LABELLED]:
        x, y = _x(spot.lon), _y(spot.lat)
        if all(abs(y - _y(one.lat)) > 13 or abs(x - _x(one.lon)) > 90 for one in chosen):
            chosen.append(spot)
    return chosen[:_LABELLED]


def _spot(spot: Spot, most: int, address: str) -> Markup:
    quad = 4 if 2 * spot.conflicts > spot.count else 1
    events = f"{spot.count:,} event{'s' * (spot.count != 1)}"
    place = f"{spot.name}, {spot.country}" if spot.country else spot.name
    title = f"{place}: {events}, {spot.conflicts:,} of conflict"
    shared = {"fill": TONES[quad], "fill_opacity": 0.7, "class_": "dot"}
    circle = element("circle", cx=_x(spot.lon), cy=_y(spot.lat), r=_radius(spot, most), **shared)
    return element("a", element("title", title), circle, href=address, class_=f"q{quad}", aria_label=title)


def _name(spot: Spot, most: int) -> Markup:
    x = _x(spot.lon) + _radius(spot, most) + 3
    return element("text", spot.name, x=x, y=_y(spot.lat) + 4, class_="name", font_size=11, aria_hidden="true")


def _radius(spot: Spot, most: int) -> float:
    return 3 + 11 * sqrt(spot.count / most)


def _x(lon: float) -> float:
    return (lon + 180) / 360 * WIDTH


def _y(lat: float) -> float:
    return (NORTH - lat) / (NORTH - SOUTH) * HEIGHT
