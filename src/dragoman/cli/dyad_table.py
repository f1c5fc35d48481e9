"""A dyad laid out: for each direction a line of months drawn as bars, then the months in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.cli.render import put
from dragoman.cli.words import NOTHING, number
from dragoman.views.dyad import KINDS, Dyad, Kind, Series

_BARS: Final = "▁▂▃▄▅▆▇█"
_KEY: Final = (
    "Events, and the mean of their Goldstein scores: -10 to +10, the greater the friendlier. "
    "Each line of bars has its own scale."
)
_NONE: Final = " "
_LEFT: Final = 42
"""Columns that stand before the bars."""
_WORDS: Final[dict[Kind, str]] = {
    "said": "said",
    "done": "done",
    "future": "to come",
    "hypothetical": "hypothetical",
    "negated": "did not happen",
}


def show_dyad(found: Dyad, console: Console, *, months: int) -> None:
    """Write both directions and what is done together; `months` is how many are listed."""
    every = list(found.months())
    titles = (f"{found.a} → {found.b}", f"{found.b} → {found.a}", "together")
    series = (found.a_to_b, found.b_to_a, found.together)
    total = sum(one.total(kind) for one in series for kind in KINDS)
    span = f", {every[0]:%Y-%m} to {every[-1]:%Y-%m}" if every else ""
    put(console, Text(f"{found.a} and {found.b}: {number(total, 'event')}{span}", style="bold"))
    if not total:
        return
    put(console, Text())
    put(console, _bars(titles, series, every[-max(1, console.width - _LEFT) :]))
    put(console, Text())
    put(console, _months(titles, series, every, most=months))
    put(console, Text(_KEY, style="dim"))


def spark(counts: Sequence[int]) -> str:
    """Counts as a line of bars, the highest full; a month without any is blank.

    >>> spark([0, 1, 4, 8])
    ' ▁▄█'
    """
    most = max(counts, default=0)
    return "".join(_BARS[(count * len(_BARS) - 1) // most] if count else _NONE for count in counts)


def _bars(titles: Sequence[str], series: Sequence[Series], months: Sequence[date]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("")
    table.add_column("")
    table.add_column("events", justify="right")
    table.add_column("score", justify="right")
    table.add_column(f"{months[0]:%Y-%m} to {months[-1]:%Y-%m}" if months else "", no_wrap=True)
    for title, one in zip(titles, series, strict=True):
        kinds = [kind for kind in KINDS if one.total(kind)] or ["said"]
        for at, kind in enumerate(kinds):
            line = spark([_count(one, kind, month) for month in months])
            score = _score(one.mean_goldstein(kind))
            table.add_row("" if at else title, _WORDS[kind], f"{one.total(kind):,}", score, line.rstrip())
    return table


def _months(titles: Sequence[str], series: Sequence[Series], months: Sequence[date], *, most: int) -> Table:
    """A row a month that has something, the latest first; said and done of each direction, as count and mean score."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("month")
    for title in titles:
        table.add_column(f"{title}\nsaid", justify="right")
        table.add_column("\ndone", justify="right")
    rows = ((month, [_cell(one, kind, month) for one in series for kind in KINDS[:2]]) for month in reversed(months))
    for month, cells in islice(((month, cells) for month, cells in rows if any(cells)), most):
        table.add_row(f"{month:%Y-%m}", *(cell or NOTHING for cell in cells))
    return table


def _cell(series: Series, kind: Kind, month: date) -> str:
    found = next((one for one in series.points if one.kind == kind and one.month == month), None)
    return f"{found.count} {_score(found.goldstein)}" if found else ""


def _count(series: Series, kind: Kind, month: date) -> int:
    return sum(one.count for one in series.points if one.kind == kind and one.month == month)


def _score(mean: float | None) -> str:
    return NOTHING if mean is None else f"{mean:+.1f}"
