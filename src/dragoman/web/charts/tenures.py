"""The chart of a person's offices: a bar for each spell, open ones fading where nothing is known any more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from markupsafe import Markup

from dragoman.gazetteer import Tenure
from dragoman.web.charts.svg import TONES, drawing, element, line, text

WIDTH: Final = 720
_ROW, _TOP, _BOTTOM, _LEFT, _RIGHT = 44, 8, 26, 8, 12
_LEAST: Final = 4.0
_MOST_TICKS: Final = 10


def tenures(spells: Sequence[Tenure], *, on: date, label: str, of: Callable[[str], str]) -> Markup | None:
    """The chart, or None where no spell has a first day.

    Args:
        spells: The spells; those without a first day are left out.
        on: No bar goes beyond this day.
        label: What the chart is called.
        of: Names the state or the body of a post by its id.
    """
    # One office may hold two posts, as a president who is head of state and of government; it is drawn once.
    dated = list({_office(spell): spell for spell in spells if spell.start is not None}.values())
    if not dated:
        return None
    first = min(_first(spell) for spell in dated).replace(month=1, day=1)
    last = max(_last(spell, on) for spell in dated)
    height = _TOP + _ROW * len(dated) + _BOTTOM

    def x(day: date) -> float:
        return _LEFT + (WIDTH - _LEFT - _RIGHT) * (day - first).days / max(1, (last - first).days)

    parts = _years(first, last, x, height)
    for at, spell in enumerate(dated):
        parts += _bar(spell, _TOP + _ROW * at, x, on, of)
    return drawing(parts, width=WIDTH, height=height, label=label)


def is_open(spell: Tenure) -> bool:
    """Whether nobody is known to have ended it."""
    return spell.end is None and spell.superseded_on is None


def _office(spell: Tenure) -> tuple[object, ...]:
    return (spell.title or spell.post, spell.country, spell.start, spell.end, spell.superseded_on)


def _bar(spell: Tenure, y: float, x: Callable[[date], float], on: date, of: Callable[[str], str]) -> list[Markup]:
    start, end = x(_first(spell)), x(_last(spell, on))
    words = f"{spell.title or spell.post.replace('_', ' ')}, {of(spell.country)}"
    title = f"{words}: {spell.start} to {spell.end or (spell.superseded_on or 'open')}"
    bar = element(
        "rect",
        element("title", title),
        x=start,
        y=y + 22,
        width=max(_LEAST, end - start),
        height=12,
        rx=2,
        fill=TONES[1],
        fill_opacity=0.55 if is_open(spell) else 0.9,
        class_="bar",
    )
    room = WIDTH - _RIGHT - start
    # Words that would run out of the picture end at the bar's own end.
    name = text(words, start, y + 16) if len(words) * 6.2 < room else text(words, WIDTH - _RIGHT, y + 16, anchor="end")
    return [element("g", name, bar, class_="q1")]


def _years(first: date, last: date, x: Callable[[date], float], height: float) -> list[Markup]:
    years = range(first.year, last.year + 1)
    every = next(step for step in (1, 2, 5, 10, 20, 50, 100) if len(years) <= step * _MOST_TICKS)
    parts: list[Markup] = []
    for year in years:
        if year % every == 0:
            at = x(max(first, date(year, 1, 1)))
            parts.append(line(at, _TOP, at, height - _BOTTOM))
            parts.append(text(str(year), at, height - 8, anchor="middle" if at > _LEFT + 14 else "start"))
    return parts


def _first(spell: Tenure) -> date:
    assert spell.start is not None
    return spell.start.first


def _last(spell: Tenure, on: date) -> date:
    if spell.end is not None:
        return spell.end.last
    seen = [day for day in (spell.superseded_on, spell.last_seen) if day]
    return max(_first(spell), min([on, *seen]))
