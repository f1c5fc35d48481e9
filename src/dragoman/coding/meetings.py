"""Meetings beside meetings: a bilateral "on the sidelines" is tied to the larger meeting that the same report tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.model import Event


def with_parents(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events, with `parent_id` set where a meeting's parent is among them.

    The parent is the meeting of several parties at the same place and time; where several are, none is chosen.
    """
    return tuple(_with_parent(event, events) for event in events)


def _with_parent(event: Event, events: Sequence[Event]) -> Event:
    if event.meeting is None or event.meeting.parent is None:
        return event
    larger = [
        other
        for other in events
        if other is not event
        and other.meeting is not None
        and other.meeting.format == "multilateral"
        and len(other.meeting.attendees) > len(event.meeting.attendees)
        and other.meeting.venue.name is not None
        and other.meeting.venue.name == event.meeting.venue.name
        and other.when.start == event.when.start
    ]
    if len(larger) != 1:
        return event
    return replace(event, meeting=replace(event.meeting, parent_id=larger[0].id))
