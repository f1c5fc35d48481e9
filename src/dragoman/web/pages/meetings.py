"""Meeting pages: the list, one meeting with its accounts side by side, its calendar entry, and who came to two."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import groupby

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from dragoman.exports import occurrences_as
from dragoman.ledger import Ledger
from dragoman.ledger.boards.readouts import PRESS
from dragoman.views.meetings import MeetingEntry, MeetingPage, attendance
from dragoman.views.meetings import meeting as find
from dragoman.views.meetings import meetings as find_all
from dragoman.views.pages import Page as Part
from dragoman.web.api.answers import tagged
from dragoman.web.asking import read_query
from dragoman.web.board_queries import MOST_ON_A_BOARD, MeetingsQuery
from dragoman.web.faults import not_found
from dragoman.web.links import filter_query, href
from dragoman.web.naming import namer
from dragoman.web.page import Page, render, room_of
from dragoman.web.room import Room
from dragoman.web.wordings import day_of, names_of

router = APIRouter(include_in_schema=False)

COMPARED = 6
"""How many other meetings of the first party are offered to compare with."""


@router.get("/meetings")
def meetings(request: Request) -> Response:
    """Who met whom, the latest first."""
    query = read_query(request, MeetingsQuery)
    wanted = query.filter()
    found = found_meetings(room_of(request), query)
    address = href("api", "v1", "meetings", query=filter_query(wanted, limit=MOST_ON_A_BOARD))
    page = Page("Meetings", section="meetings", wide=True, downloads=_downloads(address))
    months = [(month, list(entries)) for month, entries in groupby(found.items, key=_month)]
    return render(
        request,
        "meetings.html",
        page,
        found=found,
        months=months,
        query=query,
        after=_after(found),
        name_of=namer(one.occurrence for one in found.items),
        title_of=title_of,
    )


@router.get("/meetings/{id}")
def meeting(request: Request, id: str) -> Response:
    """One meeting: who came, what was voiced there, and each side's account."""
    room = room_of(request)
    found = found_meeting(room.ledger, id)
    occurrence = found.entry.occurrence
    page = Page(
        title_of(found.entry),
        section="meetings",
        wide=True,
        downloads=(
            ("Calendar (.ics)", href("meetings", occurrence.id, "meeting.ics")),
            ("CSV", href("api", "v1", "meetings", occurrence.id, query={"format": "csv"})),
            ("JSON", href("api", "v1", "meetings", occurrence.id)),
        ),
    )
    return render(
        request,
        "meeting.html",
        page,
        found=found,
        one=occurrence,
        others=_others(room, found.entry),
        name_of=namer([occurrence]),
        title_of=title_of,
        press=PRESS,
    )


@router.get("/meetings/{id}/meeting.ics")
def calendar(request: Request, id: str) -> Response:
    """A meeting as an entry of a calendar.

    Raises:
        MissingExtraError: The library that writes calendars isn't installed.
    """
    occurrence = found_meeting(room_of(request).ledger, id).entry.occurrence
    # A deadline that was agreed there is another entry, and not asked for.
    body = "".join(map(str, occurrences_as("ics", [replace(occurrence, commitment=None)])))
    headers = {"Content-Disposition": f'attachment; filename="meeting-{occurrence.id[:12]}.ics"'}
    return tagged(request, body.encode(), "text/calendar; charset=utf-8", headers=headers)


@router.get("/meetings/{id}/attendance")
def differences(request: Request, id: str) -> Response:
    """Who came to this meeting and not to an earlier one, and the other way round."""
    than = request.query_params.get("than", "").strip()[:200]
    if not than:
        return RedirectResponse(href("meetings", id), 303)
    ledger = room_of(request).ledger
    pair = [found_meeting(ledger, one).entry for one in (id, than)]
    earlier, later = sorted(pair, key=lambda one: day_of(one.occurrence) or date.max)
    page = Page(
        "Who came",
        section="meetings",
        downloads=_downloads(href("api", "v1", "meetings", id, "attendance", query={"than": than})),
    )
    return render(
        request,
        "attendance.html",
        page,
        earlier=earlier,
        later=later,
        found=attendance(ledger, earlier.occurrence.id, later.occurrence.id),
        name_of=namer([earlier.occurrence, later.occurrence]),
        title_of=title_of,
    )


def found_meetings(room: Room, query: MeetingsQuery) -> Part[MeetingEntry]:
    """The meetings that an address asks for."""
    wanted, limit, offset = query.filter(), query.limit, query.offset
    return room.memory.recall(
        find_all, wanted, limit, offset, make=lambda: find_all(room.ledger, wanted, limit=limit, offset=offset)
    )


def found_meeting(ledger: Ledger, id: str) -> MeetingPage:
    """A meeting by its id.

    Raises:
        Problem: 404 where there is none.
    """
    found = find(ledger, id)
    if found is None:
        raise not_found("such meeting", "It may have been merged into another, or rejected.")
    return found


def title_of(entry: MeetingEntry) -> str:
    """A meeting's name, else who met."""
    name_of = namer([entry.occurrence])
    if entry.name:
        return entry.name[:1].upper() + entry.name[1:]
    parties = [name_of(one.of) for one in entry.delegations] or [names_of(entry.occurrence.actor)]
    shown = parties if len(parties) <= 4 else [*parties[:3], f"{len(parties) - 3} more"]
    return " and ".join(part for part in (", ".join(shown[:-1]), shown[-1]) if part) or "A meeting"


def _others(room: Room, entry: MeetingEntry) -> list[MeetingEntry]:
    """Other meetings of the party that is named first, the latest first."""
    if not entry.delegations:
        return []
    query = MeetingsQuery(either=[entry.delegations[0].of], limit=COMPARED + 1)
    found = found_meetings(room, query)
    return [one for one in found.items if one.occurrence.id != entry.occurrence.id][:COMPARED]


def _month(entry: MeetingEntry) -> str:
    day = day_of(entry.occurrence)
    return f"{day:%B %Y}" if day else "Undated"


def _after(found: Part[MeetingEntry]) -> int | None:
    """Where the next page begins: what was announced and then held takes a place without being shown."""
    end = found.offset + found.limit
    return end if end < found.total else None


def _downloads(address: str) -> tuple[tuple[str, str], ...]:
    sign = "&" if "?" in address else "?"
    return (("CSV", f"{address}{sign}format=csv"), ("JSON", address))
