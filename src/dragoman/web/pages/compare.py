"""Compare pages: two days, two actors or two sources side by side: how much of what kind, and what each has alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any, Final, Literal, get_args

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from dragoman.ledger import Ledger
from dragoman.model import Occurrence
from dragoman.views.facets import Counts, Facets, facets
from dragoman.views.filters import Filter
from dragoman.views.timeline import timeline
from dragoman.web.api.answers import csv_answer, table
from dragoman.web.asking import ListQuery, asked
from dragoman.web.faults import Problem
from dragoman.web.links import changed, events_href
from dragoman.web.naming import name_of_party
from dragoman.web.page import Page, render, room_of
from dragoman.web.templating import day

router = APIRouter(include_in_schema=False)

What = Literal["days", "actors", "sources"]
WHAT: Final[tuple[What, ...]] = get_args(What)
LISTED: Final = 15
"""Events listed on each side."""
_KINDS: Final = (
    ("Class", "quad", "quads"),
    ("Type", "type", "types"),
    ("Status", "status", "statuses"),
    ("Context", "context", "contexts"),
)
"""What is counted: title, field of the filter, field of the counts."""
_READ: Final = 200
"""Events of each side that are held against the other's."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two things compared.

    Attributes:
        name: What it is called.
        wanted: The filter that finds its events.
        counted: Its counts.
        items: Its events, the latest first.
        total: How many there are in all.
    """

    name: str
    wanted: Filter
    counted: Facets
    items: tuple[Occurrence, ...]
    total: int

    @property
    def href(self) -> str:
        """The address of its events."""
        return events_href(self.wanted)


@router.get("/compare")
def compare(
    request: Request,
    query: Annotated[ListQuery, Depends(asked)],
    what: str = "days",
    a: str = "",
    b: str = "",
    format: str = "",
) -> Response:
    """Two of a kind, as the address asks for; without them the form."""
    page = Page("Compare", section="compare", wide=True, lead="Two days, two actors or two sources side by side.")
    kind: What = next((one for one in WHAT if one == what), "days")
    a, b = a.strip()[:200], b.strip()[:200]
    values: dict[str, Any] = {"what": kind, "all_what": WHAT, "a": a, "b": b, "query": query}
    if not (a and b):
        return render(request, "compare.html", page, sides=None, **values)
    ledger = room_of(request).ledger
    sides = tuple(_side(ledger, query.filter(), kind, given) for given in (a, b))
    shared = {one.id for one in sides[0].items} & {one.id for one in sides[1].items}
    rows = [(title, name, _paired(*(getattr(side.counted, field) for side in sides))) for title, name, field in _KINDS]
    if format == "csv":
        counts = ((title.lower(), *count) for title, _, counted in rows for count in counted)
        return csv_answer(request, table(("field", "value", sides[0].name, sides[1].name), counts), name="compare")
    downloads = (("CSV", changed(request, format="csv")),)
    return render(
        request,
        "compare.html",
        replace(page, downloads=downloads, title=f"{sides[0].name} and {sides[1].name}"),
        sides=sides,
        rows=rows,
        shared=[one for one in sides[0].items if one.id in shared],
        alone=[[one for one in side.items if one.id not in shared][:LISTED] for side in sides],
        **values,
    )


def _side(ledger: Ledger, wanted: Filter, what: What, given: str) -> Side:
    if what == "days":
        on = _day(given)
        name, found = day(on), replace(wanted, since=on, until=on)
    elif what == "actors":
        name, found = name_of_party(given), replace(wanted, either=(given,))
    else:
        name, found = given, replace(wanted, publisher=(given,))
    listed = timeline(ledger, found, limit=_READ)
    return Side(name, found, facets(ledger, found), listed.items, listed.total)


def _paired(one: Counts, other: Counts) -> list[tuple[str, int, int]]:
    """Value, count of one and count of the other, the most frequent first."""
    first, second = dict(one), dict(other)
    values = sorted({*first, *second}, key=lambda value: (-first.get(value, 0) - second.get(value, 0), value))
    return [(value, first.get(value, 0), second.get(value, 0)) for value in values]


def _day(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise Problem(422, "that is no day", f"Write {given!r} like 2025-11-03.") from None
