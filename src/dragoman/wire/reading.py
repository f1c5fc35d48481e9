"""The way back from the wire format: checked fields to the model's values."""

from __future__ import annotations

from typing import get_args

from dragoman.errors import EvidenceError, WireFormatError
from dragoman.model.entity import Basis, Entity, EntityKind, Party, Precision, When, Where
from dragoman.model.event import (
    Agreement,
    Attendee,
    Attribution,
    CoderVersion,
    Commitment,
    Event,
    Force,
    Meeting,
    MeetingFormat,
    Novelty,
    Position,
    Presence,
    QuoteKind,
    SourceClass,
    Stage,
    Stance,
    Status,
)
from dragoman.model.evidence import Evidence, Span
from dragoman.wire.fields import Fields

_BASES: tuple[Basis, ...] = get_args(Basis)
_FORCES: tuple[Force, ...] = get_args(Force)
_FORMATS: tuple[MeetingFormat, ...] = get_args(MeetingFormat)
_KINDS: tuple[EntityKind, ...] = get_args(EntityKind)
_NOVELTIES: tuple[Novelty, ...] = get_args(Novelty)
_PRECISIONS: tuple[Precision, ...] = get_args(Precision)
_PRESENCES: tuple[Presence, ...] = get_args(Presence)
_QUOTE_KINDS: tuple[QuoteKind, ...] = get_args(QuoteKind)
_SOURCE_CLASSES: tuple[SourceClass, ...] = get_args(SourceClass)
_STAGES: tuple[Stage, ...] = get_args(Stage)
_STANCES: tuple[Stance, ...] = get_args(Stance)
_STATUSES: tuple[Status, ...] = get_args(Status)


def read_event(line: Fields, document_id: str) -> Event:
    """The event that a wire object holds; its id is kept as it stands.

    Raises:
        WireFormatError: A key is missing or holds something else than it should; the message names the place.
    """
    evidence = tuple(_evidence(item, document_id) for item in line.each("evidence"))
    if not evidence:
        raise WireFormatError("evidence is empty: an event rests on at least one quotation")
    event_id = line.text("id")
    if not event_id:
        raise line.fault("id", "must name the event", event_id)
    meeting, commitment = line.nested_or_none("meeting"), line.nested_or_none("commitment")
    position, agreement = line.nested_or_none("position"), line.nested_or_none("agreement")
    coder = line.nested("coder")
    return Event(
        document_id=document_id,
        id=event_id,
        type=line.text("type"),
        mode=line.text_or_none("mode"),
        contexts=line.texts("contexts"),
        cameo=line.text("cameo"),
        quad=line.whole("quad"),
        plover_score=line.number("plover_score"),
        goldstein=line.number("goldstein"),
        status=line.one_of("status", _STATUSES),
        actor=_parties(line, "actor"),
        recipient=_parties(line, "recipient"),
        about=_parties(line, "about"),
        mediator=_parties(line, "mediator"),
        when=_when(line.nested("when")),
        where=_where(line.nested("where")),
        attribution=tuple(_attribution(link, document_id) for link in line.each("attribution")),
        meeting=_meeting(meeting) if meeting else None,
        commitment=_commitment(commitment) if commitment else None,
        position=_position(position) if position else None,
        agreement=_agreement(agreement) if agreement else None,
        evidence=evidence,
        anchor=_evidence(line.nested("anchor"), document_id),
        confidence=line.number("confidence"),
        why=line.text("why"),
        coder=CoderVersion(name=coder.text("name"), version=coder.text("version")),
    )


def _evidence(fields: Fields, document_id: str, *, quote: str = "quote") -> Evidence:
    try:
        return Evidence(
            start=fields.whole("start"), end=fields.whole("end"), quote=fields.text(quote), document_id=document_id
        )
    except EvidenceError as error:
        raise WireFormatError(f"{fields.path}: {error}") from error


def _span(fields: Fields) -> Span:
    try:
        return Span(fields.whole("start"), fields.whole("end"))
    except EvidenceError as error:
        raise WireFormatError(f"{fields.path}: {error}") from error


def _party(fields: Fields) -> Party:
    post = fields.text_or_none("post")
    # A writer that knows `post` alone joins posts as we do.
    posts = fields.texts("posts") or (tuple(post.split("; ")) if post else ())
    entity = Entity(
        id=fields.text("id"),
        name=fields.text("name"),
        kind=fields.one_of("kind", _KINDS),
        country=fields.text_or_none("country"),
        sector=fields.text_or_none("sector"),
        posts=posts,
    )
    return Party(entity=entity, text=fields.text("text"), start=fields.whole("start"), end=fields.whole("end"))


def _parties(fields: Fields, key: str) -> tuple[Party, ...]:
    return tuple(_party(item) for item in fields.each(key))


def _when(fields: Fields) -> When:
    return When(
        start=fields.day_or_none("start"),
        end=fields.day_or_none("end"),
        precision=fields.one_of_or_none("precision", _PRECISIONS),
        expression=fields.text_or_none("expression"),
        basis=fields.one_of_or_none("basis", _BASES),
    )


def _where(fields: Fields) -> Where:
    return Where(
        name=fields.text_or_none("name"),
        country=fields.text_or_none("country"),
        lat=fields.number_or_none("lat"),
        lon=fields.number_or_none("lon"),
        geonames_id=fields.whole_or_none("geonames_id"),
    )


def _attribution(fields: Fields, document_id: str) -> Attribution:
    source = fields.nested_or_none("source")
    return Attribution(
        source=_party(source) if source else None,
        source_class=fields.one_of("class", _SOURCE_CLASSES),
        cue=_evidence(fields, document_id, quote="cue"),
        content=tuple(_span(item) for item in fields.each("content")),
        kind=fields.one_of_or_none("kind", _QUOTE_KINDS) or "indirect",
    )


def _meeting(fields: Fields) -> Meeting:
    host = fields.nested_or_none("host")
    return Meeting(
        format=fields.one_of("format", _FORMATS),
        name=fields.text_or_none("name"),
        venue=_where(fields.nested("venue")),
        attendees=tuple(_attendee(item) for item in fields.each("attendees")),
        level=fields.text_or_none("level"),
        host=_party(host) if host else None,
        agenda=fields.text_or_none("agenda"),
        parent=fields.text_or_none("parent"),
        parent_id=fields.text_or_none("parent_id"),
    )


def _attendee(fields: Fields) -> Attendee:
    return Attendee(
        party=_party(fields),
        delegation=fields.text_or_none("delegation"),
        presence=fields.one_of("presence", _PRESENCES),
    )


def _commitment(fields: Fields) -> Commitment:
    return Commitment(
        force=fields.one_of("force", _FORCES),
        joint=fields.flag("joint"),
        action=fields.text("action"),
        beneficiary=_parties(fields, "beneficiary"),
        amount=fields.text_or_none("amount"),
        deadline=_when(fields.nested("deadline")),
        conditions=fields.text_or_none("conditions"),
    )


def _position(fields: Fields) -> Position:
    return Position(
        stance=fields.one_of("stance", _STANCES),
        object=fields.text("object"),
        addressee=_parties(fields, "addressee"),
        novelty=fields.one_of("novelty", _NOVELTIES),
    )


def _agreement(fields: Fields) -> Agreement:
    return Agreement(
        instrument=fields.text("instrument"),
        stage=fields.one_of("stage", _STAGES),
        parties=_parties(fields, "parties"),
        mediators=_parties(fields, "mediators"),
    )
