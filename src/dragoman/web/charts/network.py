"""The chart of a network: who deals with whom, laid out so that those who deal much stand near one another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from math import cos, log, pi, sin, sqrt
from typing import Final

import numpy as np
import numpy.typing as npt
from markupsafe import Markup

from dragoman.views.network import Edge
from dragoman.web.charts.svg import INK, TONES, drawing, element

WIDTH: Final = 960
HEIGHT: Final = 640
_MARGIN_X, _MARGIN_Y = 90, 40
_STEPS: Final = 150
_PULL: Final = 0.12
"""How strongly ties pull, beside how strongly all push one another away."""
_GRAVITY: Final = 1.6
"""How strongly everybody is pulled to the middle, which keeps those together whom nothing ties."""

Point = tuple[float, float]


def network(
    edges: Sequence[Edge], *, label: str, actor: Callable[[str], str], pair: Callable[[str, str], str]
) -> Markup:
    """The chart of some edges.

    A line is as thick as there are events between two parties, green where they cooperate in the mean and red where
    they don't; a circle is as large as all that its party has a part in.

    Args:
        edges: The edges; those between the same two parties are drawn as one line.
        label: What the chart is called.
        actor: The address of a party's page.
        pair: The address of the page of two parties.
    """
    ties = _ties(edges)
    names = {id: name for edge in edges for id, name in _ends(edge)}
    places = layout(list(names), {ends: count for ends, (count, _) in ties.items()})
    busiest = max((count for count, _ in ties.values()), default=1)
    weights = {id: sum(count for ends, (count, _) in ties.items() if id in ends) for id in names}
    lines = [
        _line(ends, places, count, busiest, mean, names, pair(*ends)) for ends, (count, mean) in sorted(ties.items())
    ]
    heaviest = max(weights.values(), default=1)
    order = sorted(names, key=lambda id: (weights[id], id))
    parties = [_party(names[id], places[id], weights[id], heaviest, actor(id)) for id in order]
    return drawing([*lines, *parties], width=WIDTH, height=HEIGHT, label=label)


def layout(ids: Sequence[str], ties: dict[tuple[str, str], int]) -> dict[str, Point]:
    """Where each party stands, by springs (Fruchterman and Reingold 1991); the same input gives the same picture."""
    return dict(_layout(tuple(sorted(ids)), tuple(sorted(ties.items())))) if ids else {}


@lru_cache(maxsize=128)
def _layout(ids: tuple[str, ...], ties: tuple[tuple[tuple[str, str], int], ...]) -> tuple[tuple[str, Point], ...]:
    # Remembered: the picture of a ledger is asked for more often than it changes, and takes a tenth of a second.
    at = {id: number for number, id in enumerate(ids)}
    many = len(ids)
    # A circle whose radius varies has no symmetry in which the springs could be caught.
    spots = np.array(
        [
            ((0.7 + 0.3 * (n % 3) / 2) * cos(2 * pi * n / many), (0.7 + 0.3 * (n % 5) / 4) * sin(2 * pi * n / many))
            for n in range(many)
        ]
    )
    pull = np.zeros((many, many))
    for (one, other), count in ties:
        pull[at[one], at[other]] = pull[at[other], at[one]] = 1 + log(count) / 2
    far = 1.6 / sqrt(many)
    for step in range(_STEPS):
        spots = spots + _moves(spots, pull, far, heat=0.2 * (1 - step / _STEPS))
    return tuple((id, _on_page(spots, at[id])) for id in ids)


def _moves(
    spots: npt.NDArray[np.float64], pull: npt.NDArray[np.float64], far: float, *, heat: float
) -> npt.NDArray[np.float64]:
    apart = spots[:, None, :] - spots[None, :, :]
    distance = np.maximum(np.linalg.norm(apart, axis=2), 1e-3)
    force = far**2 / distance**2 - pull * distance / far * _PULL
    np.fill_diagonal(force, 0.0)
    move = (apart * force[:, :, None]).sum(axis=1) - _GRAVITY * spots
    length = np.maximum(np.linalg.norm(move, axis=1, keepdims=True), 1e-9)
    limited: npt.NDArray[np.float64] = move / length * np.minimum(length, heat)
    return limited


def _on_page(spots: npt.NDArray[np.float64], number: int) -> Point:
    low, high = spots.min(axis=0), spots.max(axis=0)
    x, y = (spots[number] - low) / np.maximum(high - low, 1e-9)
    return _MARGIN_X + float(x) * (WIDTH - 2 * _MARGIN_X), _MARGIN_Y + float(y) * (HEIGHT - 2 * _MARGIN_Y)


def _ties(edges: Sequence[Edge]) -> dict[tuple[str, str], tuple[int, float]]:
    """Pairs of ids, the smaller first → how many events, and the mean of their scores."""
    found: dict[tuple[str, str], tuple[int, float]] = {}
    for edge in edges:
        ends = (min(edge.source, edge.target), max(edge.source, edge.target))
        count, mean = found.get(ends, (0, 0.0))
        total = count + edge.count
        found[ends] = (total, (count * mean + edge.count * edge.goldstein) / total)
    return found


def _ends(edge: Edge) -> tuple[tuple[str, str], tuple[str, str]]:
    return (edge.source, edge.source_name), (edge.target, edge.target_name)


def _line(
    ends: tuple[str, str],
    places: dict[str, Point],
    count: int,
    busiest: int,
    mean: float,
    names: dict[str, str],
    address: str,
) -> Markup:
    (x1, y1), (x2, y2) = places[ends[0]], places[ends[1]]
    quad = 2 if mean >= 0 else 4
    events = f"{count:,} event{'s' * (count != 1)}"
    title = f"{names[ends[0]]} and {names[ends[1]]}: {events}, mean Goldstein score {mean:+.1f}".replace("-", "−")
    width = 1.2 + 5 * sqrt(count / busiest)
    stroke = {"stroke": TONES[quad], "stroke_width": width, "stroke_opacity": 0.55, "class_": "line"}
    shape = element("line", x1=x1, y1=y1, x2=x2, y2=y2, **stroke)
    return element("a", element("title", title), shape, href=address, class_=f"q{quad}", aria_label=title)


def _party(name: str, place: Point, weight: int, heaviest: int, address: str) -> Markup:
    x, y = place
    size = 4 + 10 * sqrt(weight / heaviest)
    circle = element("circle", cx=x, cy=y, r=size, fill=INK, class_="node")
    words = element("text", name, x=x, y=y - size - 4, text_anchor="middle", fill=INK, class_="name")
    return element("a", circle, words, href=address)
