"""Singletons: each event of a report as an occurrence of one telling, where no ledger has merged reports.

With one telling there is nothing to settle: what the event tells is what the occurrence holds. The ledger comes to the
same; it isn't asked, because it brings a database along.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.model.entity import Entity
from dragoman.model.event import Event
from dragoman.model.occurrence import Occurrence, Telling
from dragoman.model.record import Record
from dragoman.model.report import DocumentHeader


def singletons(records: Iterable[Record]) -> Iterator[Occurrence]:
    """The events of all records, in order; each record is taken only when the one before is used up."""
    for record in records:
        header = record.document.header
        for event in record.events:
            yield singleton(event, header)


def singleton(event: Event, document: DocumentHeader) -> Occurrence:
    """An event as an occurrence that one report tells."""
    actor = _once(party.entity for party in event.actor)
    acting = {entity.id for entity in actor}
    recipient = _once(party.entity for party in event.recipient)
    return Occurrence(
        id=event.id,
        type=event.type,
        mode=event.mode or None,
        contexts=tuple(sorted(set(event.contexts))),
        cameo=event.cameo,
        quad=event.quad,
        plover_score=event.plover_score,
        goldstein=event.goldstein,
        status=event.status,
        actor=actor,
        # Whoever acts isn't told as recipient too, unless nobody else is.
        recipient=tuple(entity for entity in recipient if entity.id not in acting) or recipient,
        tellings=(Telling(event, document),),
        about=_once(party.entity for party in event.about),
        mediator=_once(party.entity for party in event.mediator),
        when=event.when,
        where=event.where,
        meeting=event.meeting,
        commitment=event.commitment,
        position=event.position,
        agreement=event.agreement,
        confidence=event.confidence,
    )


def _once(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Each entity once, as it is first told."""
    found: dict[str, Entity] = {}
    for entity in entities:
        found.setdefault(entity.id, entity)
    return tuple(found.values())
