"""Event pages: the list of occurrences with its filter, and one occurrence with its evidence."""

from __future__ import annotations

from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from dragoman.views.evidence import evidence
from dragoman.views.facets import facets
from dragoman.views.judgements import reviews
from dragoman.views.timeline import timeline
from dragoman.web.asking import MOST, ListQuery, asked
from dragoman.web.faults import not_found
from dragoman.web.links import filter_query, href
from dragoman.web.page import Page, render, room_of
from dragoman.web.wordings import day_of, name_of

router = APIRouter(include_in_schema=False)


@router.get("/events")
def events(request: Request, query: Annotated[ListQuery, Depends(asked)]) -> Response:
    """What happened, was said or is to come, as the address asks for."""
    ledger, wanted = room_of(request).ledger, query.filter()
    found = timeline(ledger, wanted, limit=query.limit, offset=query.offset, oldest_first=query.order == "earliest")
    page = Page(
        "Events",
        section="events",
        wide=True,
        downloads=tuple(
            (form.upper(), href("api", "v1", "events", query=filter_query(wanted, format=form, limit=MOST)))
            for form in ("csv", "json")
        ),
    )
    days = [(day, list(items)) for day, items in groupby(found.items, key=day_of)]
    return render(request, "events.html", page, found=found, days=days, counted=facets(ledger, wanted), query=query)


@router.get("/events/{id}")
def occurrence(request: Request, id: str) -> Response:
    """One event in the world, and every passage that tells of it."""
    ledger = room_of(request).ledger
    grounds = evidence(ledger, id)
    if grounds is None:
        raise not_found("such event", "It may have been merged into another, or rejected.")
    found = grounds.occurrence
    page = Page(
        name_of(found),
        section="events",
        downloads=(("JSON", href("api", "v1", "events", found.id)),),
    )
    return render(request, "occurrence.html", page, one=found, grounds=grounds, reviews=reviews(ledger, found))
