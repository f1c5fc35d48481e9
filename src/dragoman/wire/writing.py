"""The wire format, version 1: an event as a JSON object, and back.

Every consumer may rely on it; a change of meaning is a new version. Reading ignores keys that it doesn't know, takes a
missing key for null where null is allowed, and refuses another version. An event survives the way there and back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from dragoman.errors import WireFormatError
from dragoman.model.entity import Party, When, Where
from dragoman.model.event import Agreement, Attribution, Commitment, Event, Meeting, Position
from dragoman.model.evidence import Evidence
from dragoman.model.record import Record
from dragoman.model.report import Document, DocumentHeader
from dragoman.wire.fields import Fields
from dragoman.wire.reading import read_event

VERSION: Final = 1
"""The version of the wire format that this module writes and reads."""

Json = dict[str, Any]

# JSON lets these stand as they are, but readers that split lines by Unicode's rules would break an event at the first
# three, and no encoder can write a lone surrogate.
_UNSAFE = re.compile("[\x85\u2028\u2029\ud800-\udfff]")


def to_line(event: Event, document: Document | DocumentHeader) -> str:
    """An event as one line of JSON, without the line break.

    Raises:
        WireFormatError: The event or its evidence belongs to another document.
    """
    return compact(event_to_wire(event, document))


def from_line(line: str | bytes) -> tuple[Event, DocumentHeader]:
    """The event that a line of JSON holds, and the head of its document.

    Raises:
        WireFormatError: The line isn't JSON, or not an event of this version; the message names the place.
    """
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise WireFormatError(f"the line is not JSON: {error}") from None
    return event_from_wire(found)


def read_lines(lines: Iterable[str | bytes]) -> Iterator[tuple[Event, DocumentHeader]]:
    """The events of a JSON Lines file, one at a time; blank lines are passed over.

    Raises:
        WireFormatError: A line can't be read; the message names it by its number, from 1.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield from_line(line)
        except WireFormatError as error:
            raise WireFormatError(f"line {number}: {error}") from error


def compact(wire: Json) -> str:
    """A wire object as JSON on one line: keys in their order, no spaces, letters of every script as they are."""
    line = json.dumps(wire, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def event_to_wire(event: Event, document: Document | DocumentHeader) -> Json:
    """An event as an object of the wire format, its keys in the order of the format.

    Raises:
        WireFormatError: The event or its evidence belongs to another document.
    """
    _check_document(event, document.id)
    return {
        "dragoman": VERSION,
        "id": event.id,
        "document": header_to_wire(document),
        "type": event.type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "cameo": event.cameo,
        "quad": event.quad,
        "plover_score": event.plover_score,
        "goldstein": event.goldstein,
        "status": event.status,
        "actor": _parties_to_wire(event.actor),
        "recipient": _parties_to_wire(event.recipient),
        "about": _parties_to_wire(event.about),
        "mediator": _parties_to_wire(event.mediator),
        "when": _when_to_wire(event.when),
        "where": _where_to_wire(event.where),
        "attribution": [attribution_to_wire(link) for link in event.attribution],
        "meeting": event.meeting and _meeting_to_wire(event.meeting),
        "commitment": event.commitment and _commitment_to_wire(event.commitment),
        "position": event.position and _position_to_wire(event.position),
        "agreement": event.agreement and _agreement_to_wire(event.agreement),
        "evidence": [_evidence_to_wire(evidence) for evidence in event.evidence],
        "anchor": _evidence_to_wire(event.anchor),
        "confidence": event.confidence,
        "why": event.why,
        "coder": {"name": event.coder.name, "version": event.coder.version},
    }


def report_to_wire(record: Record) -> Json:
    """All that one report says, as an object: its head, its events, and who says what in it."""
    return {
        "document": header_to_wire(record.document),
        "events": [event_to_wire(event, record.document) for event in record.events],
        "attributions": [attribution_to_wire(link) for link in record.attributions],
    }


def header_to_wire(document: Document | DocumentHeader) -> Json:
    """The head of a document: all of it but the text."""
    return {
        "id": document.id,
        "url": document.url,
        "publisher": document.publisher,
        "published_on": _day_to_wire(document.published_on),
        "title": document.title,
    }


def attribution_to_wire(link: Attribution) -> Json:
    """One link of a chain: who says it, by which words (`start` and `end` are theirs), and what is said."""
    return {
        "source": link.source and party_to_wire(link.source),
        "class": link.source_class,
        "cue": link.cue.quote,
        "start": link.cue.start,
        "end": link.cue.end,
        "kind": link.kind,
        "content": [{"start": span.start, "end": span.end} for span in link.content],
    }


def event_from_wire(wire: object) -> tuple[Event, DocumentHeader]:
    """The event that an object of the wire format holds, and the head of its document.

    Raises:
        WireFormatError: It isn't an event of this version; the message names the place and what is wrong there.
    """
    if not isinstance(wire, dict):
        raise WireFormatError(f"an event is a JSON object, not {type(wire).__name__}")
    line = Fields(wire)
    if wire.get("dragoman") != VERSION or isinstance(wire["dragoman"], bool):
        raise line.fault("dragoman", f"must be {VERSION}, the version of the wire format", wire.get("dragoman"))
    document = line.nested("document")
    header = DocumentHeader(
        id=document.text("id"),
        url=document.text_or_none("url"),
        publisher=document.text_or_none("publisher"),
        published_on=document.day_or_none("published_on"),
        title=document.text_or_none("title"),
    )
    return read_event(line, header.id), header


def _check_document(event: Event, document_id: str) -> None:
    cited = {event.document_id, event.anchor.document_id}
    cited.update(evidence.document_id for evidence in event.evidence)
    cited.update(link.cue.document_id for link in event.attribution)
    if cited != {document_id}:
        others = ", ".join(sorted(cited - {document_id}))
        raise WireFormatError(
            f"event {event.id} rests on document {others}, not on {document_id}: write it with that one"
        )


def _day_to_wire(day: date | None) -> str | None:
    return day.isoformat() if day else None


def party_to_wire(party: Party) -> Json:
    """Somebody as one passage names them."""
    entity = party.entity
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind,
        "country": entity.country,
        "sector": entity.sector,
        "post": "; ".join(entity.posts) or None,
        "posts": list(entity.posts),
        "text": party.text,
        "start": party.start,
        "end": party.end,
    }


def _parties_to_wire(parties: tuple[Party, ...]) -> list[Json]:
    return [party_to_wire(party) for party in parties]


def _when_to_wire(when: When) -> Json:
    return {
        "start": _day_to_wire(when.start),
        "end": _day_to_wire(when.end),
        "precision": when.precision,
        "expression": when.expression,
        "basis": when.basis,
    }


def _where_to_wire(where: Where) -> Json:
    return {
        "name": where.name,
        "country": where.country,
        "lat": where.lat,
        "lon": where.lon,
        "geonames_id": where.geonames_id,
    }


def _evidence_to_wire(evidence: Evidence) -> Json:
    return {"start": evidence.start, "end": evidence.end, "quote": evidence.quote}


def _meeting_to_wire(meeting: Meeting) -> Json:
    return {
        "format": meeting.format,
        "name": meeting.name,
        "venue": _where_to_wire(meeting.venue),
        "attendees": [
            {**party_to_wire(attendee.party), "delegation": attendee.delegation, "presence": attendee.presence}
            for attendee in meeting.attendees
        ],
        "level": meeting.level,
        "host": meeting.host and party_to_wire(meeting.host),
        "agenda": meeting.agenda,
        "parent": meeting.parent,
        "parent_id": meeting.parent_id,
    }


def _commitment_to_wire(commitment: Commitment) -> Json:
    return {
        "force": commitment.force,
        "joint": commitment.joint,
        "action": commitment.action,
        "beneficiary": _parties_to_wire(commitment.beneficiary),
        "amount": commitment.amount,
        "deadline": _when_to_wire(commitment.deadline),
        "conditions": commitment.conditions,
    }


def _position_to_wire(position: Position) -> Json:
    return {
        "stance": position.stance,
        "object": position.object,
        "addressee": _parties_to_wire(position.addressee),
        "novelty": position.novelty,
    }


def _agreement_to_wire(agreement: Agreement) -> Json:
    return {
        "instrument": agreement.instrument,
        "stage": agreement.stage,
        "parties": _parties_to_wire(agreement.parties),
        "mediators": _parties_to_wire(agreement.mediators),
    }
