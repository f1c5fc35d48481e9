"""Meetings beside meetings: how many a predicate tells of, and which larger one a bilateral was held beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.coding.matching import Predicate
from dragoman.model import Event, Party, Sentence

_APART = frozenset({"separate", "separately", "individually"})


def met_apart(sentence: Sentence, predicate: Predicate, met: Sequence[Party]) -> list[tuple[Party, ...]]:
    """Those who were met, by meeting: all at once, or one by one where the words say so: "held separate talks with"."""
    if predicate.frame.type != "CONSULT" or len(met) < 2:
        return [tuple(met)]
    told = (predicate.head, predicate.carrier, *sentence.children(predicate.carrier.index, "dobj"))
    apart = any(word.text.lower() in _APART for one in told for word in sentence.children(one.index))
    return [(party,) for party in met] if apart else [tuple(met)]


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
