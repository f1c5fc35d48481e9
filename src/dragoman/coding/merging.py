"""One event, several passages: a headline or a deck that sums up what the body tells is evidence, not another event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.model import Event, Party
from dragoman.model.report import BlockKind

_SUMMARIES = frozenset({"label", "headline", "deck", "subhead"})


def merge_summaries(events: Sequence[Event], blocks: Mapping[str, BlockKind]) -> tuple[Event, ...]:
    """Fold the events of headlines and decks into those of the body.

    Args:
        events: The events of one document, in the order of the text.
        blocks: Kind of the block that each event's anchor stands in, by event id.

    A summary belongs to the body event of the same type and status that shares its actors, or all of them but those the
    headline leaves out; among several, to the one that shares most of its words. A summary without such an event stands
    for itself, once.
    """
    body = [event for event in events if blocks[event.id] not in _SUMMARIES]
    kept = list(body)
    for summary in (event for event in events if blocks[event.id] in _SUMMARIES):
        index = _best(summary, kept)
        if index is None:
            kept.append(summary)
        else:
            kept[index] = _joined(kept[index], summary)
    return tuple(sorted(kept, key=lambda event: event.anchor.start))


def _best(summary: Event, kept: Sequence[Event]) -> int | None:
    scored = [(_likeness(summary, event), -index) for index, event in enumerate(kept) if _same(summary, event)]
    return -max(scored)[1] if scored else None


def _same(summary: Event, event: Event) -> bool:
    actors, recipients = _ids(summary.actor), _ids(summary.recipient)
    same_act = summary.type == event.type and summary.status == event.status
    if not same_act or not actors:
        return same_act and bool(recipients) and recipients == _ids(event.recipient)
    everyone = _ids(event.actor) | _ids(event.recipient)
    return actors & _ids(event.actor) != set() and actors | recipients <= everyone | _states(event)


def _ids(parties: Sequence[Party]) -> set[str]:
    return {party.id for party in parties}


def _states(event: Event) -> set[str]:
    """The countries of the people in an event: a headline may name the state for its minister."""
    return {party.entity.country for party in (*event.actor, *event.recipient) if party.entity.country}


def _likeness(summary: Event, event: Event) -> float:
    mine, theirs = _words(summary), _words(event)
    return len(mine & theirs) / (len(mine | theirs) or 1)


def _words(event: Event) -> set[str]:
    return {word[:6] for evidence in event.evidence for word in evidence.quote.casefold().split() if len(word) > 3}


def _joined(event: Event, summary: Event) -> Event:
    evidence = tuple(sorted({*event.evidence, *summary.evidence}))
    return replace(event, evidence=evidence, confidence=min(0.99, event.confidence + 0.03))
