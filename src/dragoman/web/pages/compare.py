"""Compare pages: two days, two actors or two sources side by side: how much of what kind, and what each has alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Annotated, Any, Final, Literal, get_args

from fastapi import APIRouter, Query, Request
from markupsafe import Markup
from pydantic import BeforeValidator, Field
from starlette.responses import Response

from dragoman.codebook import QUADS
from dragoman.views.comparison import LISTED, Comparison, Tally, compare
from dragoman.views.filters import Filter
from dragoman.web.api.answers import tagged
from dragoman.web.asking import FilterQuery
from dragoman.web.charts.comparison import comparison
from dragoman.web.charts.svg import picture
from dragoman.web.faults import Problem, not_found
from dragoman.web.links import filter_query, href
from dragoman.web.naming import name_of_party
from dragoman.web.page import Page, render, room_of
from dragoman.web.room import Room
from dragoman.web.templating import day, words

router = APIRouter(include_in_schema=False)

What = Literal["days", "actors", "sources"]
WHAT: Final[tuple[What, ...]] = get_args(What)
SHOWN: Final = 10
"""Values of one field on the page and in its picture; a file has all."""
FIELDS: Final = {"quad": "Class", "type": "Type", "status": "Status", "context": "Context"}
"""What is counted, and how the page calls it."""

Stripped = BeforeValidator(lambda value: value.strip() if isinstance(value, str) else value)


class CompareQuery(FilterQuery):
    """Which two of a kind, and what has to hold of the events of both."""

    what: Literal["days", "actors", "sources"] = Field(default="days", description="What a and b are.")
    a: Annotated[str, Stripped] = Field(default="", max_length=200, description="The one.")
    b: Annotated[str, Stripped] = Field(default="", max_length=200, description="The other.")


@dataclass(frozen=True, slots=True)
class Compared:
    """Two of a kind, by name.

    Attributes:
        names: What the two are called.
        found: What was found.
    """

    names: tuple[str, str]
    found: Comparison


@router.get("/compare")
def compare_page(request: Request, query: Annotated[CompareQuery, Query()]) -> Response:
    """Two of a kind, as the address asks for; without them the form."""
    page = Page("Compare", section="compare", wide=True, lead="Two days, two actors or two sources side by side.")
    values: dict[str, Any] = {"query": query, "all_what": WHAT}
    if not (query.a and query.b):
        return render(request, "compare.html", page, compared=None, **values)
    compared = found_comparison(room_of(request), query)
    page = replace(page, title=" and ".join(compared.names), downloads=_downloads(query))
    tallies = [(field, list(rows)) for field, rows in groupby(compared.found.tallies, key=lambda one: one.field)]
    return render(
        request, "compare.html", page, compared=compared, tallies=tallies, fields=FIELDS, shown=SHOWN, **values
    )


@router.get("/compare/chart.svg")
def chart(request: Request, query: Annotated[CompareQuery, Query()]) -> Response:
    """The counts as a picture.

    Raises:
        Problem: 404 where the address doesn't name two.
    """
    if not (query.a and query.b):
        raise not_found("such picture", "Name the two to compare, as a and b.")
    svg = picture(_chart(found_comparison(room_of(request), query)))
    headers = {"Content-Disposition": 'attachment; filename="compare.svg"'}
    return tagged(request, svg.encode(), "image/svg+xml", headers=headers)


def found_comparison(room: Room, query: CompareQuery, *, limit: int = LISTED) -> Compared:
    """The two that an address names.

    Raises:
        Problem: 422 where one should be a day and isn't.
    """
    one, other = (_meant(query, given) for given in (query.a, query.b))
    found = room.memory.recall(
        compare, one, other, limit, make=lambda: compare(room.ledger, one[1], other[1], limit=limit)
    )
    return Compared((one[0], other[0]), found)


def _meant(query: CompareQuery, given: str) -> tuple[str, Filter]:
    """What somebody named is called, and the filter that finds its events."""
    wanted = query.filter()
    if query.what == "days":
        on = _day(given)
        return day(on), replace(wanted, since=on, until=on)
    if query.what == "actors":
        return name_of_party(given), replace(wanted, either=(given,))
    return given, replace(wanted, publisher=(given,))


def _day(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise Problem(422, "that is no day", f"Write {given!r} like 2025-11-03.") from None


def _downloads(query: CompareQuery) -> tuple[tuple[str, str], ...]:
    asked = [("what", query.what), ("a", query.a), ("b", query.b), *filter_query(query.filter())]
    return (
        ("CSV", href("api", "v1", "compare", query=[*asked, ("format", "csv")])),
        ("JSON", href("api", "v1", "compare", query=asked)),
        ("Picture", href("compare", "chart.svg", query=asked)),
    )


def _chart(compared: Compared) -> Markup:
    groups = [
        (FIELDS[field], [(_value(one), one.one, one.other) for one in list(rows)[:SHOWN]])
        for field, rows in groupby(compared.found.tallies, key=lambda one: one.field)
    ]
    return comparison(groups, names=compared.names, label=f"Events of {' and '.join(compared.names)} by kind")


def _value(one: Tally) -> str:
    """A value as the page words it."""
    return QUADS[int(one.value)] if one.field == "quad" else words(one.value).lower()
