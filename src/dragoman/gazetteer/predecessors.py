"""States that are no more: whom a seat of government stood for on a day."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files


def state_seated(iso3: str, on: date | None) -> str:
    """The id of the state whose government sat in what is now a state's capital; today's where no day is known.

    >>> state_seated("RUS", date(1987, 12, 8)), state_seated("RUS", None)
    ('dragoman:soviet-union', 'RUS')
    """
    predecessor, until = _predecessors().get(iso3, ("", date.min))
    return predecessor if on is not None and on < until else iso3


@cache
def _predecessors() -> dict[str, tuple[str, date]]:
    lines = files("dragoman.gazetteer").joinpath("predecessors.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {state: (predecessor, date.fromisoformat(until)) for state, predecessor, until in rows}
