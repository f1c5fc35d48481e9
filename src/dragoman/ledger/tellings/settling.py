"""Settling: what several tellings of one event amount to, field by field; a pure function of the tellings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from typing import Any, Final, TypeVar

from dragoman.ledger.tellings.conflicts import conflicts
from dragoman.model.entity import Entity, Party, When, Where
from dragoman.model.event import Agreement, Attendee, Commitment, Event, Meeting, Position, Presence
from dragoman.model.occurrence import Occurrence, Telling

Value = TypeVar("Value")

_LATEST: Final = date.max
_PRESENCES: Final[tuple[Presence, ...]] = ("present", "represented", "expected")
"""What is said of an attendee, the firmest first."""


def in_order(tellings: Iterable[Telling]) -> tuple[Telling, ...]:
    """Tellings by day of publication (the undated last), then by document id and place in the text."""
    return tuple(
        sorted(
            tellings,
            key=lambda one: (one.document.published_on or _LATEST, one.document.id, one.event.anchor, one.event.id),
        )
    )


def settle(tellings: Iterable[Telling], *, independent_sources: int = 1, reason: str = "") -> Occurrence:
    """One occurrence over its tellings; their order doesn't matter.

    Args:
        tellings: At least one.
        independent_sources: How many of their reports don't copy one another or cite one origin.
        reason: Why they were taken for one occurrence.

    Raises:
        ValueError: There is no telling.
    """
    told = in_order(tellings)
    if not told:
        raise ValueError("an occurrence has at least one telling")
    events = [one.event for one in told]
    type_ = most_told([event.type for event in events])
    # Codes and scores go together, so they come from one event: of the settled type, the finest code, the surest.
    lead = max((event for event in events if event.type == type_), key=_fineness)
    return Occurrence(
        id=min(event.id for event in events),
        type=type_,
        mode=most_told([event.mode for event in events if event.type == type_ and event.mode], default=None),
        contexts=tuple(sorted({context for event in events for context in event.contexts})),
        cameo=lead.cameo,
        quad=lead.quad,
        plover_score=lead.plover_score,
        goldstein=lead.goldstein,
        status=most_told([event.status for event in events]),
        actor=_entities(events, lambda event: event.actor),
        recipient=_entities(events, lambda event: event.recipient, without=lambda event: event.actor),
        tellings=told,
        about=_entities(events, lambda event: event.about),
        mediator=_entities(events, lambda event: event.mediator),
        when=settled_when([event.when for event in events]),
        where=settled_where([event.where for event in events]),
        meeting=_meeting([event.meeting for event in events if event.meeting]),
        commitment=_commitment([event.commitment for event in events if event.commitment]),
        position=_position([event.position for event in events if event.position]),
        agreement=_agreement([event.agreement for event in events if event.agreement]),
        reports=len({one.document.id for one in told}),
        independent_sources=independent_sources,
        confidence=max(event.confidence for event in events),
        reason=reason,
        conflicts=conflicts(told),
    )


def most_told(values: Sequence[Value], *, default: Any = None) -> Any:
    """The value that stands most often; on a tie the one that stands first."""
    if not values:
        return default
    counts = Counter(values)
    return max(counts, key=lambda value: (counts[value], -values.index(value)))


def settled_when(whens: Sequence[When]) -> When:
    """The narrowest interval told in words; a day of publication only where no telling has words for the date."""
    dated = [when for when in whens if when.start is not None]
    told = [when for when in dated if when.basis != "publication"] or dated
    if not told:
        return whens[0]
    # The most told among the narrowest: a wrong reading by one report doesn't outvote two right ones.
    narrowest = min(_days(when) for when in told)
    intervals = [(when.start, when.end) for when in told if _days(when) == narrowest]
    chosen = most_told(intervals)
    return next(when for when in told if (when.start, when.end) == chosen)


def settled_where(wheres: Sequence[Where]) -> Where:
    """The finest place told: with coordinates before a name alone, on a tie the most told."""
    pointed = [where for where in wheres if where.lat is not None]
    located = pointed or [where for where in wheres if where.name] or [where for where in wheres if where.country]
    settled: Where = most_told(located, default=Where())
    return settled


def _days(when: When) -> int:
    if when.start is None or when.end is None:
        return 1_000_000
    return (when.end - when.start).days


def _fineness(event: Event) -> tuple[int, int, float]:
    # CAMEO codes grow a digit with every finer distinction; a final 0 says "not specified below".
    return (event.mode is not None, len(event.cameo.rstrip("0")), event.confidence)


def _entities(
    events: Iterable[Event],
    parties: Callable[[Event], tuple[Party, ...]],
    *,
    without: Callable[[Event], tuple[Party, ...]] | None = None,
) -> tuple[Entity, ...]:
    events = list(events)
    left_out = {party.id for event in events for party in without(event)} if without else set()
    found = [party.entity for event in events for party in parties(event)]
    chosen = first_by((entity for entity in found if entity.id not in left_out), lambda entity: entity.id)
    # Somebody told as actor by one report and as recipient by another acts; alone on both sides they stay on both.
    return chosen or first_by(found, lambda entity: entity.id)


def first_by(values: Iterable[Value], key: Callable[[Value], Hashable]) -> tuple[Value, ...]:
    """The values without those whose key has been seen, in order."""
    seen: dict[Hashable, Value] = {}
    for value in values:
        seen.setdefault(key(value), value)
    return tuple(seen.values())


def _first(values: Iterable[Value | None]) -> Value | None:
    return next((value for value in values if value), None)


def _longest(values: Iterable[str | None]) -> str | None:
    return max((value for value in values if value), key=len, default=None)


def _meeting(told: Sequence[Meeting]) -> Meeting | None:
    if not told:
        return None
    attendees: dict[str, Attendee] = {}
    for attendee in (one for meeting in told for one in meeting.attendees):
        known = attendees.get(attendee.party.id)
        firmer = known is None or _PRESENCES.index(attendee.presence) < _PRESENCES.index(known.presence)
        if firmer:
            attendees[attendee.party.id] = attendee
    return Meeting(
        format=most_told([meeting.format for meeting in told]),
        name=_first(meeting.name for meeting in told),
        venue=settled_where([meeting.venue for meeting in told]),
        attendees=tuple(attendees.values()),
        level=_first(meeting.level for meeting in told),
        host=_first(meeting.host for meeting in told),
        agenda=_longest(meeting.agenda for meeting in told),
        parent=_first(meeting.parent for meeting in told),
        parent_id=_first(meeting.parent_id for meeting in told),
    )


def _commitment(told: Sequence[Commitment]) -> Commitment | None:
    if not told:
        return None
    return Commitment(
        force=most_told([one.force for one in told]),
        joint=most_told([one.joint for one in told]),
        action=_longest(one.action for one in told) or told[0].action,
        beneficiary=first_by((party for one in told for party in one.beneficiary), lambda party: party.id),
        amount=most_told([one.amount for one in told if one.amount]),
        deadline=settled_when([one.deadline for one in told]),
        conditions=_longest(one.conditions for one in told),
    )


def _position(told: Sequence[Position]) -> Position | None:
    if not told:
        return None
    return Position(
        stance=most_told([one.stance for one in told]),
        object=_longest(one.object for one in told) or told[0].object,
        addressee=first_by((party for one in told for party in one.addressee), lambda party: party.id),
        novelty=most_told([one.novelty for one in told]),
    )


def _agreement(told: Sequence[Agreement]) -> Agreement | None:
    if not told:
        return None
    return Agreement(
        instrument=_longest(one.instrument for one in told) or told[0].instrument,
        stage=most_told([one.stage for one in told]),
        parties=first_by((party for one in told for party in one.parties), lambda party: party.id),
        mediators=first_by((party for one in told for party in one.mediators), lambda party: party.id),
    )
