"""Actor pages: who somebody is and was, with whom they deal, what they pledged, hold and said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from dragoman.errors import GazetteerError
from dragoman.gazetteer import Tenure, gazetteer
from dragoman.ledger import Ledger
from dragoman.model import Entity
from dragoman.views.actor import Actor
from dragoman.views.actor import actor as find
from dragoman.views.commitments import commitments
from dragoman.views.filters import Filter
from dragoman.views.parties import Sought, likest, seek
from dragoman.views.positions import positions
from dragoman.views.quotations import quotations
from dragoman.views.timeline import timeline
from dragoman.web.api.answers import tagged
from dragoman.web.asking import read_query
from dragoman.web.board_queries import ActorQuery, today_or
from dragoman.web.charts.svg import picture
from dragoman.web.charts.tenures import is_open, tenures
from dragoman.web.faults import not_found
from dragoman.web.links import filter_query, href
from dragoman.web.naming import name_of_party
from dragoman.web.page import Page, render, room_of
from dragoman.web.pledging import steps_of

router = APIRouter(include_in_schema=False)

SHOWS: Final = (
    ("overview", "Overview"),
    ("commitments", "Commitments"),
    ("positions", "Positions"),
    ("quotations", "Own words"),
)
"""The parts of the page; each is read only when it is shown."""
BOARD: Final = 5
"""Pledges and positions at once."""
_LATEST: Final = 80
"""How many of the latest events say who is in the news."""
_LISTED: Final = 24


@router.get("/actors")
def actors(request: Request) -> Response:
    """The form that asks for somebody, and who is in the latest events; answered with their page."""
    who = request.query_params.get("who", "").strip()[:200]
    if who:
        return RedirectResponse(href("actors", who), 303)
    page = Page(
        "Actors", section="actors", lead="States, bodies and people: who they are, and what the record has of them."
    )
    room = room_of(request)
    ranked = room.memory.recall(_in_the_news, make=lambda: _in_the_news(room.ledger))
    return render(request, "actors.html", page, ranked=ranked)


@router.get("/actors/{id}")
def actor(request: Request, id: str) -> Response:
    """Somebody by id or name."""
    query = read_query(request, ActorQuery)
    room, wanted = room_of(request), query.filter()
    on = query.on or query.until or today_or(None, query.as_of)
    sought = seek(id)
    entities = known_entities(sought, on)
    part = _SHOWN[query.show]
    shown = room.memory.recall(
        part,
        *(id, wanted, on, query.limit, query.offset),
        make=lambda: part(room.ledger, id, wanted, on, query),
    )
    name = entities[0].name if len(entities) == 1 else name_of_party(id)
    spells = spells_of(entities)
    return render(
        request,
        "actor.html",
        Page(name, section="actors", wide=True, downloads=_downloads(id, query)),
        id=id,
        on=on,
        query=query,
        shows=SHOWS,
        entities=entities,
        spells=spells,
        chart=_chart(spells, name, on) if query.show == "overview" else None,
        offices_picture=href("actors", id, "offices.svg", query={"on": query.on}),
        name_of=name_of_party,
        is_open=is_open,
        theirs=Filter(either=(id,)),
        words=Filter(source=(id,)),
        steps_of=steps_of,
        **shown,
    )


@router.get("/actors/{id}/offices.svg")
def offices(request: Request, id: str) -> Response:
    """A person's offices as a picture.

    Raises:
        Problem: 404 where none are known.
    """
    query = read_query(request, ActorQuery)
    on = query.on or today_or(None)
    entities = known_entities(seek(id), on)
    chart = _chart(spells_of(entities), name_of_party(id), on)
    if chart is None:
        raise not_found("such picture", "No offices of theirs are known.")
    headers = {"Content-Disposition": 'attachment; filename="offices.svg"'}
    return tagged(request, picture(chart).encode(), "image/svg+xml", headers=headers)


def found_actor(ledger: Ledger, id: str, wanted: Filter, on: date) -> Actor:
    """Somebody, and what the ledger has of them.

    Raises:
        Problem: 404 where neither the gazetteer nor the ledger knows them.
    """
    try:
        return find(ledger, id, wanted, on=on)
    except GazetteerError as error:
        close = likest(id)
        hint = f"Did you mean {close}?" if close else "Ask by a name, a state's code, or an id."
        raise not_found("such actor", hint) from error


def known_entities(sought: Sought, on: date) -> tuple[Entity, ...]:
    """Whom the words mean, with the posts of a day; empty for who isn't in the gazetteer."""
    book = gazetteer()
    return tuple(book.entity_on(id, on) for id in (*sought.countries, *sought.ids) if id in book)


def spells_of(entities: tuple[Entity, ...]) -> tuple[Tenure, ...]:
    """The offices of a person over time; empty of all others, and where several persons are meant."""
    people = [one for one in entities if one.kind == "person"]
    return gazetteer().tenures(people[0].id) if len(people) == 1 else ()


def _overview(ledger: Ledger, id: str, wanted: Filter, on: date, _query: ActorQuery) -> Mapping[str, Any]:
    return {"found": found_actor(ledger, id, wanted, on)}


def _commitments(ledger: Ledger, id: str, wanted: Filter, on: date, query: ActorQuery) -> Mapping[str, Any]:
    theirs = replace(wanted, who=(id,))
    found = commitments(ledger, theirs, today=on, limit=min(query.limit, BOARD), offset=query.offset)
    return {"pledges": found.pledges, "after": found.next_offset}


def _positions(ledger: Ledger, id: str, wanted: Filter, _on: date, query: ActorQuery) -> Mapping[str, Any]:
    sought = seek(id)
    found = positions(ledger, replace(wanted, who=(id,)), limit=min(query.limit, BOARD), offset=query.offset)
    # With a joint statement come the lines of the others who made it.
    lines = [line for line in found.lines if sought.is_meant(line.holder)]
    return {"lines": lines, "after": found.next_offset}


def _quotations(ledger: Ledger, id: str, wanted: Filter, _on: date, query: ActorQuery) -> Mapping[str, Any]:
    found = quotations(ledger, id, wanted, offset=query.offset)
    return {"quoted": found, "after": found.next_offset}


_SHOWN: Final = {
    "overview": _overview,
    "commitments": _commitments,
    "positions": _positions,
    "quotations": _quotations,
}


def _in_the_news(ledger: Ledger) -> list[tuple[str, str, str, int]]:
    """Those who act or are addressed in the latest events: id, name, kind and how often, the most frequent first."""
    latest = timeline(ledger, Filter(status=("actual",)), limit=_LATEST).items
    parties = [
        entity for one in latest for entity in {party.id: party for party in (*one.actor, *one.recipient)}.values()
    ]
    entities = {one.id: one for one in parties}
    ranked = Counter(one.id for one in parties).most_common(_LISTED)
    return [(id, entities[id].name, entities[id].kind, many) for id, many in ranked]


def _chart(spells: tuple[Tenure, ...], name: str, on: date) -> Markup | None:
    return tenures(spells, on=on, label=f"Offices of {name} over time", of=name_of_party) if spells else None


def _downloads(id: str, query: ActorQuery) -> tuple[tuple[str, str], ...]:
    fields = filter_query(query.filter(), on=query.on)
    if query.show in {"commitments", "positions"}:
        address = href("api", "v1", query.show, query=[*filter_query(query.filter()), ("who", id)])
        return ((f"{query.show.capitalize()} as CSV", f"{address}&format=csv"), ("JSON", address))
    parts = ("api", "v1", "actors", id, *(["quotations"] if query.show == "quotations" else []))
    tables = ["counterparts", "offices"] if query.show == "overview" else [""]
    csv = [
        (
            f"{name.capitalize()} as CSV" if name else "CSV",
            href(*parts, query=[*fields, ("table", name), ("format", "csv")]),
        )
        for name in tables
    ]
    return (*csv, ("JSON", href(*parts, query=fields)))
