"""Correction meetings: how the parties met, where and who was there, as a person types it and as it becomes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, get_args

from dragoman.errors import CorrectionError
from dragoman.ledger.corrections.codes import meeting_of
from dragoman.ledger.corrections.parties import is_called, parties, parties_as_typed
from dragoman.ledger.corrections.values import (
    NOTHING,
    SEPARATOR,
    Typed,
    one_of,
    parts_of,
    quoted,
    where,
    where_as_typed,
)
from dragoman.model.entity import Party
from dragoman.model.event import Attendee, Event, Meeting, MeetingFormat, Presence
from dragoman.model.report import Document

_PRESENCES: Final[tuple[Presence, ...]] = get_args(Presence)
_WITH_PRESENCE: Final = re.compile(rf"(?P<who>.*\S)\s*\((?P<presence>{'|'.join(_PRESENCES)})\)", re.IGNORECASE)


def with_meeting(event: Event, document: Document, own: Mapping[str, Typed], known: Sequence[Party]) -> Event:
    """The event with another meeting.

    Args:
        event: An event that has a meeting or may have one.
        document: Its report.
        own: New values by the meeting's own keys, such as "venue"; those left out stay.
        known: Parties of other events of the report.

    Raises:
        CorrectionError: A value isn't valid.
    """
    found = event.meeting or meeting_of(event)
    made: dict[str, Callable[[str, Typed], Any]] = {
        "format": lambda name, value: one_of(name, value, get_args(MeetingFormat)),
        "name": lambda name, value: quoted(name, value, document),
        "venue": where,
        "attendees": lambda name, value: tuple(_attendees(name, value, found, event, document, known)),
        "host": lambda name, value: _host(name, parties(name, value, event, document, _there(found, known))),
        "agenda": lambda name, value: quoted(name, value, document),
    }
    changed = {key: made[key](f"meeting.{key}", value) for key, value in own.items()}
    return replace(event, meeting=replace(found, **changed))


def meeting_as_typed(found: Meeting | None) -> dict[str, str]:
    """The fields of a meeting as they are typed."""
    return {
        "meeting.format": found.format if found else NOTHING,
        "meeting.name": (found and found.name) or NOTHING,
        "meeting.venue": where_as_typed(found.venue) if found else NOTHING,
        "meeting.attendees": SEPARATOR.join(map(_as_typed, found.attendees)) or NOTHING if found else NOTHING,
        "meeting.host": parties_as_typed([found.host] if found and found.host else []),
        "meeting.agenda": (found and found.agenda) or NOTHING,
    }


def _attendees(
    field: str, value: Typed, met: Meeting, event: Event, document: Document, known: Sequence[Party]
) -> Iterator[Attendee]:
    """Those who were there: who stays keeps the delegation, and the presence where none is given."""
    seen: set[str] = set()
    for part in parts_of(value):
        told = _WITH_PRESENCE.fullmatch(part)
        who = told["who"] if told else part
        stands = next((one for one in met.attendees if is_called(one.party.entity, who)), None)
        if stands is None:
            (party,) = parties(field, [who], event, document, known)
            stands = Attendee(party, party.entity.country)
        if told:
            stands = replace(stands, presence=one_of(field, told["presence"], _PRESENCES))
        if stands.party.id not in seen:
            seen.add(stands.party.id)
            yield stands


def _as_typed(one: Attendee) -> str:
    return one.party.id if one.presence == "present" else f"{one.party.id} ({one.presence})"


def _host(field: str, found: tuple[Party, ...]) -> Party | None:
    if len(found) > 1:
        raise CorrectionError(field, f"takes one host, not {len(found)}")
    return found[0] if found else None


def _there(met: Meeting, known: Sequence[Party]) -> list[Party]:
    """Who may be meant by name: those who were there, then the others of the report."""
    return [*(one.party for one in met.attendees), *known]
