"""Meetings over the API: the list, one meeting with its accounts, and what differs in attendance between two."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from dragoman.ledger.boards.attendance import Attendance, Delegation
from dragoman.views.as_json import to_json
from dragoman.views.board_json import entry_values, meeting_values
from dragoman.views.meetings import MeetingEntry, MeetingPage, attendance
from dragoman.web.api.answers import Form, csv_answer, json_answer, page_answer, table
from dragoman.web.api.documented import CSV_OR_JSON, JSON, PROBLEMS
from dragoman.web.board_queries import MeetingsQuery
from dragoman.web.page import room_of
from dragoman.web.pages.meetings import found_meeting, found_meetings, title_of

router = APIRouter(prefix="/api/v1", tags=["meetings"])

Id = Annotated[str, Path(max_length=200, description="Of any telling, or how it begins.", examples=["2e26b7da"])]
_LIST = ("id", "start", "end", "format", "status", "name", "place", "country", "delegations", "agenda", "reports")
_READOUTS = ("kind", "point", "account", "quote", "document", "start", "end")
_ATTENDANCE = ("delegation", "difference", "earlier", "earlier_people", "later", "later_people")


class MeetingsAnswer(MeetingsQuery):
    """Which meetings, and the form to give them in."""

    format: Form = "json"


@router.get("/meetings", summary="Meetings", responses={**CSV_OR_JSON, **PROBLEMS})
def meetings(request: Request, query: Annotated[MeetingsAnswer, Query()]) -> Response:
    """The meetings that a filter finds, the latest first; one that was announced and then held stands once.

    `total` counts the announcements too, so that a page may hold fewer than `limit`.
    """
    found = found_meetings(room_of(request), query)
    if query.format == "csv":
        return csv_answer(request, table(_LIST, map(_row, found.items)), name="meetings")
    return page_answer(request, found, lambda entry: to_json(entry_values(entry)))


@router.get("/meetings/{id}", summary="One meeting", responses={**JSON, 200: CSV_OR_JSON[200], **PROBLEMS})
def meeting(request: Request, id: Id, format: Form = "json") -> Response:
    """One meeting with its delegations, outcomes and accounts; as CSV its points, one a line and account."""
    found = found_meeting(room_of(request).ledger, id)
    if format == "csv":
        return csv_answer(request, table(_READOUTS, _points(found)), name="meeting")
    return json_answer(request, to_json(meeting_values(found)))


@router.get(
    "/meetings/{id}/attendance",
    summary="Attendance of two meetings",
    responses={**JSON, 200: CSV_OR_JSON[200], **PROBLEMS},
)
def differences(
    request: Request,
    id: Id,
    than: Annotated[str, Query(max_length=200, description="The earlier meeting.", examples=["5b0c2d11"])],
    format: Form = "json",
) -> Response:
    """Who came to this meeting and not to the earlier one, who stayed away, and who came in another way."""
    ledger = room_of(request).ledger
    later, earlier = (found_meeting(ledger, one).entry.occurrence.id for one in (id, than))
    found = attendance(ledger, earlier, later)
    if format == "csv":
        return csv_answer(request, table(_ATTENDANCE, _differences(found)), name="attendance")
    return json_answer(request, to_json(found))


def _row(entry: MeetingEntry) -> tuple[object, ...]:
    one, meeting = entry.occurrence, entry.occurrence.meeting
    assert meeting is not None
    where = meeting.venue if meeting.venue.name else one.where
    delegations = "; ".join(party.of for party in entry.delegations)
    return (
        one.id,
        one.when.start,
        one.when.end,
        meeting.format,
        one.status,
        title_of(entry),
        where.name,
        where.country,
        delegations,
        meeting.agenda,
        one.reports,
    )


def _points(found: MeetingPage) -> Iterator[tuple[object, ...]]:
    for point in found.readouts.points:
        for one in point.voiced:
            words = one.evidence
            yield point.kind, point.words, one.account, words.quote, one.telling.document.id, words.start, words.end


def _differences(found: Attendance) -> Iterator[tuple[object, ...]]:
    def line(difference: str, earlier: Delegation | None, later: Delegation | None) -> tuple[object, ...]:
        of = next(one.of for one in (earlier, later) if one)
        return (of, difference, *_side(earlier), *_side(later))

    yield from (line("joined", None, one) for one in found.joined)
    yield from (line("left", one, None) for one in found.left)
    yield from (line("changed", one.earlier, one.later) for one in found.changed)
    yield from (line("both", one, one) for one in found.both)


def _side(one: Delegation | None) -> tuple[object, object]:
    return (one.presence, "; ".join(member.name for member in one.members)) if one else (None, None)
