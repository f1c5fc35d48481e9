"""The chart of a relation: mean scores month by month, words and deeds apart, each point a way to its events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from math import sqrt
from typing import Final

from markupsafe import Markup

from dragoman.views.dyad import Point, Series
from dragoman.web.charts.svg import TONES, drawing, element, line, text

WIDTH: Final = 560
HEIGHT: Final = 260
_LEFT, _RIGHT, _TOP, _BOTTOM, _INSET = 44, 12, 16, 28, 12
_MOST_LABELS: Final = 8
_SHOWN: Final = ("said", "done")
_LARGEST: Final = 9.0
_SMALLEST: Final = 3.5


def relation(series: Series, months: Sequence[date], *, label: str, link: Callable[[Point], str]) -> Markup:
    """The chart of one series.

    Words are circles and deeds squares; the larger, the more events; above the middle line they cooperate.

    Args:
        series: What one does to the other.
        months: The months to show, without a gap; the same for charts that stand side by side.
        label: What the chart is called.
        link: The address of a point's events.
    """
    points = [point for point in series.points if point.month is not None and point.kind in _SHOWN]
    most = max((point.count for point in points), default=1)
    places = [_point(point, _x(point.month, months), most, link(point)) for point in points if point.month]
    return drawing([*_frame(months), *places], width=WIDTH, height=HEIGHT, label=label)


def point_title(point: Point) -> str:
    """A point in words."""
    month = f"{point.month:%B %Y}" if point.month else "undated"
    events = f"{point.count:,} event{'s' * (point.count != 1)}"
    return f"{month}, {point.kind}: {events}, mean Goldstein score {point.goldstein:+.1f}".replace("-", "−")


def _frame(months: Sequence[date]) -> list[Markup]:
    parts = []
    for score in (10, 5, 0, -5, -10):
        y = _y(score)
        parts.append(line(_LEFT, y, WIDTH - _RIGHT, y, tag="axis" if score == 0 else "grid"))
        parts.append(text(f"{score:+}".replace("-", "−") if score else "0", _LEFT - 8, y + 4, anchor="end"))
    parts += [text(words, _x(month, months), HEIGHT - 8, anchor="middle") for month, words in ticks(months)]
    return parts


def ticks(months: Sequence[date]) -> list[tuple[date, str]]:
    """The months to label, and how: each, or every second, …; over more than two years the Januaries by their year.

    >>> ticks([date(2025, month, 1) for month in (10, 11, 12)])[0]
    (datetime.date(2025, 10, 1), 'Oct 2025')
    """
    if len(months) <= 24:
        every = -(-len(months) // _MOST_LABELS) or 1
        return [(month, f"{month:%b %Y}") for month in months[::every]]
    years = [month for month in months if month.month == 1]
    every = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if len(years) <= step * _MOST_LABELS)
    return [(month, f"{month.year}") for month in years if month.year % every == 0]


def _point(point: Point, x: float, most: int, address: str) -> Markup:
    y = _y(point.goldstein)
    size = _SMALLEST + (_LARGEST - _SMALLEST) * sqrt(point.count / most)
    quad = (1 if point.goldstein >= 0 else 3) + (point.kind == "done")
    shared = {"fill": TONES[quad], "fill_opacity": 0.85, "class_": "dot"}
    # Words and deeds of one month stand side by side, so that neither hides the other.
    if point.kind == "said":
        shape = element("circle", cx=x - 4, cy=y, r=size, **shared)
    else:
        shape = element("rect", x=x + 4 - size, y=y - size, width=2 * size, height=2 * size, rx=1, **shared)
    title = point_title(point)
    return element("a", element("title", title), shape, href=address, class_=f"q{quad}", aria_label=title)


def _x(month: date, months: Sequence[date]) -> float:
    room = WIDTH - _LEFT - _RIGHT - 2 * _INSET
    at = (month.year - months[0].year) * 12 + month.month - months[0].month
    return _LEFT + _INSET + room * (at + 0.5) / len(months)


def _y(score: float) -> float:
    room = HEIGHT - _TOP - _BOTTOM
    return _TOP + room * (10 - max(-10.0, min(10.0, score))) / 20
