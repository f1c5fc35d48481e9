"""The chart of a comparison: how many events of each kind two sides have, as bars beside one another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from dragoman.web.charts.svg import INK, TONES, drawing, element, line, text

Group = tuple[str, Sequence[tuple[str, int, int]]]
"""What is counted, and for each value how often either side has it."""

WIDTH: Final = 760
_LABELS: Final = 190
_NUMBER: Final = 56
"""Room behind a bar for its number."""
_ROW, _TITLE, _HEAD, _GAP = 20, 26, 30, 24
_BAR: Final = (WIDTH - _LABELS - _GAP) / 2 - _NUMBER
_NAME: Final = 40
"""Characters of a side's name that fit over its bars."""


def comparison(groups: Sequence[Group], *, names: tuple[str, str], label: str) -> Markup:
    """The chart of some counts; the bars of one group share a scale.

    Args:
        groups: The groups from top to bottom.
        names: What the two sides are called.
        label: What the chart is called.
    """
    parts = [_head(name, side) for side, name in enumerate(names)]
    y = float(_HEAD)
    for title, rows in groups:
        parts += [text(title, 0, y + 16, tag="name"), line(0, y + 21, WIDTH, y + 21)]
        y += _TITLE
        most = max((count for _, *counts in rows for count in counts), default=0) or 1
        for words, *counts in rows:
            parts.append(text(words, _LABELS - 10, y + 13, anchor="end"))
            parts += [bar for side, count in enumerate(counts) for bar in _bar(count, most, side, y)]
            y += _ROW
    return drawing(parts, width=WIDTH, height=int(y) + 8, label=label)


def _head(name: str, side: int) -> Markup:
    short = name if len(name) <= _NAME else f"{name[: _NAME - 2]} …"
    return element("text", short, x=_left(side), y=18, fill=INK, font_weight="bold", class_="name")


def _bar(count: int, most: int, side: int, y: float) -> tuple[Markup, Markup]:
    long = _BAR * count / most
    shape = element("rect", x=_left(side), y=y + 4, width=long, height=11, rx=2, fill=TONES[1], class_="dot")
    return shape, text(f"{count:,}", _left(side) + long + 6, y + 13)


def _left(side: int) -> float:
    return _LABELS + side * (_BAR + _NUMBER + _GAP)
