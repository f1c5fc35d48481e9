"""Rows: an occurrence as rows of the ledger's tables, which are the index that questions are asked over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from dragoman.model.entity import Entity, Party
from dragoman.model.occurrence import Occurrence

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class OccurrenceRows:
    """An occurrence as rows.

    Attributes:
        occurrence: The row of the table `occurrence`, without its number and revisions.
        under: Table → rows that belong to it, without its number.
    """

    occurrence: Values
    under: dict[str, list[Values]]


def occurrence_rows(one: Occurrence) -> OccurrenceRows:
    """The rows that stand for an occurrence."""
    return OccurrenceRows(
        _occurrence(one),
        {
            "occurrence_party": list(_parties(one)),
            "occurrence_context": [{"context": context} for context in one.contexts],
            "meeting": [_meeting(one)] if one.meeting else [],
            "commitment": [_commitment(one)] if one.commitment else [],
            "position": [_position(one)] if one.position else [],
        },
    )


def day_of(one: Occurrence) -> date | None:
    """Where an occurrence stands in time: its first day, else the first day of publication."""
    published = (telling.document.published_on for telling in one.tellings)
    return one.when.start or min((day for day in published if day), default=None)


def _occurrence(one: Occurrence) -> Values:
    return {
        "id": one.id,
        "type": one.type,
        "mode": one.mode,
        "status": one.status,
        "cameo": one.cameo,
        "quad": one.quad,
        "plover_score": one.plover_score,
        "goldstein": one.goldstein,
        "start": _day(one.when.start),
        "end": _day(one.when.end),
        "precision": one.when.precision,
        "basis": one.when.basis,
        "day": _day(day_of(one)),
        "place": one.where.name,
        "country": one.where.country,
        "lat": one.where.lat,
        "lon": one.where.lon,
        "geonames_id": one.where.geonames_id,
        "actors": ";".join(entity.id for entity in one.actor),
        "recipients": ";".join(entity.id for entity in one.recipient),
        "contexts": ";".join(one.contexts),
        "tellings": len(one.tellings),
        "reports": one.reports,
        "independent_sources": one.independent_sources,
        "confidence": one.confidence,
        "reason": one.reason,
        "conflicts": len(one.conflicts),
    }


def _parties(one: Occurrence) -> Iterator[Values]:
    roles: dict[str, list[Entity]] = {
        "actor": list(one.actor),
        "recipient": list(one.recipient),
        "about": list(one.about),
        "mediator": list(one.mediator),
        "attendee": [attendee.party.entity for attendee in one.meeting.attendees] if one.meeting else [],
        "source": list(_sources(one).values()),
    }
    for role, entities in roles.items():
        for position, entity in enumerate(entities):
            yield {
                "role": role,
                "position": position,
                "entity": entity.id,
                "name": entity.name,
                "kind": entity.kind,
                "country": entity.country or (entity.id if entity.kind == "country" else None),
                "sector": entity.sector,
                "posts": "; ".join(entity.posts) or None,
            }


def _sources(one: Occurrence) -> dict[str, Entity]:
    links = (link for telling in one.tellings for link in telling.event.attribution)
    return {link.source.id: link.source.entity for link in links if link.source}


def _meeting(one: Occurrence) -> Values:
    assert one.meeting is not None
    meeting = one.meeting
    return {
        "format": meeting.format,
        "name": meeting.name,
        "venue": meeting.venue.name,
        "venue_country": meeting.venue.country,
        "level": meeting.level,
        "host": meeting.host and meeting.host.id,
        "agenda": meeting.agenda,
        "parent": meeting.parent,
        "parent_claim": meeting.parent_id,
    }


def _commitment(one: Occurrence) -> Values:
    assert one.commitment is not None
    commitment = one.commitment
    return {
        "force": commitment.force,
        "joint": commitment.joint,
        "action": commitment.action,
        "beneficiary": _ids(commitment.beneficiary),
        "amount": commitment.amount,
        "deadline_start": _day(commitment.deadline.start),
        "deadline_end": _day(commitment.deadline.end),
        "conditions": commitment.conditions,
    }


def _position(one: Occurrence) -> Values:
    assert one.position is not None
    position = one.position
    return {
        "stance": position.stance,
        "object": position.object,
        "addressee": _ids(position.addressee),
        "novelty": position.novelty,
    }


def _ids(parties: tuple[Party, ...]) -> str | None:
    return ";".join(party.id for party in parties) or None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
