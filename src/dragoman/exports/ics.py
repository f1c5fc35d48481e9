"""iCalendar (RFC 5545): meetings held and to come, and the deadlines of commitments, as entries of whole days.

An entry needs a day: an undated meeting is left out, and how many were is logged as a warning. What is denied or merely
supposed is no entry. A meeting that is to come is tentative; one dated to a month or a year spans it, and says so. No
entry blocks time. The time stamp is the day of the earliest report, so that the same occurrences give the same file.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import icalendar

from dragoman.exports.cells import plain
from dragoman.exports.wording import counts, first_address, names, place, said_by
from dragoman.model.entity import When, Where
from dragoman.model.event import Attendee, Commitment
from dragoman.model.occurrence import Occurrence

_LOG = logging.getLogger(__name__)
_HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//dragoman//the diplomatic record//EN\r\nCALSCALE:GREGORIAN\r\n"
_TAIL = "END:VCALENDAR\r\n"
_KINDS = {"bilateral": "Meeting", "multilateral": "Conference", "phone": "Call", "visit": "Visit"}


def export(occurrences: Iterable[Occurrence]) -> Iterator[str]:
    """The head of the calendar, an entry each, the tail; lines end as the standard asks."""
    yield _HEAD
    undated = 0
    for occurrence in occurrences:
        if occurrence.status in ("negated", "hypothetical"):
            continue
        if occurrence.type == "CONSULT" or occurrence.meeting:
            if occurrence.when.start:
                yield _text(_meeting(occurrence))
            else:
                undated += 1
        if occurrence.commitment and occurrence.commitment.deadline.start:
            yield _text(_deadline(occurrence, occurrence.commitment))
    yield _TAIL
    if undated:
        _LOG.warning("ics: left out %d without a date", undated)


def _meeting(occurrence: Occurrence) -> icalendar.Event:
    meeting, when = occurrence.meeting, occurrence.when
    kind = _KINDS[meeting.format] if meeting else _KINDS.get(occurrence.mode or "", "Meeting")
    who = " → ".join(names(side) for side in (occurrence.actor, occurrence.recipient) if side) or "somebody"
    title = plain(meeting.name or "") if meeting else ""
    entry = _entry(occurrence, f"{title}: {who}" if title else f"{kind}: {who}", when, uid=occurrence.id)
    entry.add("status", "TENTATIVE" if occurrence.is_to_come else "CONFIRMED")
    entry.add("categories", [occurrence.type, *occurrence.contexts])
    where = meeting.venue if meeting and meeting.venue != Where() else occurrence.where
    if place(where):
        entry.add("location", place(where))
    if where.lat is not None and where.lon is not None:
        entry.add("geo", (where.lat, where.lon))
    attendees = [_attendee(one) for one in meeting.attendees] if meeting else []
    entry.add("description", "\n".join([*_present(attendees), *_dating(when), *_sources(occurrence)]))
    return entry


def _deadline(occurrence: Occurrence, commitment: Commitment) -> icalendar.Event:
    summary = f"Due: {names(occurrence.actor) or 'somebody'}: {plain(commitment.action)}"
    deadline = commitment.deadline
    last = replace(deadline, start=deadline.end or deadline.start)  # "within three months" falls due at their end
    entry = _entry(occurrence, summary, last, uid=f"{occurrence.id}-deadline")
    entry.add("status", "TENTATIVE")
    entry.add("categories", ["COMMITMENT"])
    entry.add("description", "\n".join([*_dating(deadline), *_sources(occurrence)]))
    return entry


def _entry(occurrence: Occurrence, summary: str, when: When, *, uid: str) -> icalendar.Event:
    """An entry with what all have; `when` has a first day."""
    entry = icalendar.Event()
    entry.add("uid", f"{plain(uid)}@dragoman")
    start = when.start or date.min
    end = max(when.end or start, start)
    published = [one.document.published_on for one in occurrence.tellings if one.document.published_on]
    entry.add("dtstamp", datetime.combine(min(published, default=start), time(), UTC))
    entry.add("summary", summary)
    entry.add("dtstart", start)
    if end < date.max:  # the end of an entry of whole days is the day after its last one
        entry.add("dtend", end + timedelta(days=1))
    entry.add("transp", "TRANSPARENT")
    if address := first_address(occurrence.tellings):
        entry.add("url", address)
    return entry


def _attendee(attendee: Attendee) -> str:
    notes = [attendee.delegation or "", "" if attendee.presence == "present" else attendee.presence]
    noted = ", ".join(filter(None, notes))
    return names([attendee.party.entity]) + (f" ({noted})" if noted else "")


def _present(attendees: list[str]) -> Iterator[str]:
    if attendees:
        yield f"Attendees: {'; '.join(attendees)}"


def _dating(when: When) -> Iterator[str]:
    if when.precision not in (None, "day"):
        yield f"Dated to the {when.precision} only"
    if when.basis == "publication":
        yield "Dated by the day of the report"


def _sources(occurrence: Occurrence) -> Iterator[str]:
    """The first quotation with its source, and how many tell it."""
    telling = occurrence.first
    source = ", ".join(filter(None, (said_by(telling.event.attribution), plain(telling.document.publisher or ""))))
    yield f"“{plain(telling.event.evidence[0].quote)}”" + (f" ({source})" if source else "")
    yield f"Told by {counts(occurrence)}"


def _text(entry: icalendar.Event) -> str:
    lines: bytes = entry.to_ical()
    return lines.decode()
