"""Correction codes: when a person changes an event's type, mode or CAMEO code, what hangs on it follows.

Quad class and scores come from the codebook, a CAMEO code that belongs to another type gives way to the type's own,
and a facet that the new type doesn't have goes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from dragoman.codebook import codebook
from dragoman.codebook.definitions import CameoCode
from dragoman.errors import CodebookError, CorrectionError
from dragoman.ledger.corrections.values import Typed, one_of, text_of
from dragoman.model.entity import Party
from dragoman.model.event import Attendee, Commitment, Event, Meeting, MeetingFormat, Position, Presence, Stance

COMMITTING: Final = frozenset({"AGREE", "CONCEDE"})
"""Types of events that may bind their actors to something."""
TAKING_POSITION: Final = frozenset({"REQUEST", "SUPPORT", "REJECT", "ACCUSE"})
"""Types of events that may tell where their actors stand."""
MEETING: Final = frozenset({"CONSULT"})
"""Types of events that tell of a meeting."""

_YIELDING: Final = frozenset({"CONCEDE", "RETREAT"})
"""To say that one will yield and to do so: CAMEO's codes for the two overlap."""
_STANCES: Final[Mapping[str, Stance]] = {
    "REQUEST": "demand",
    "SUPPORT": "support",
    "REJECT": "reject",
    "ACCUSE": "concern",
}
_FORMATS: Final[Mapping[str | None, MeetingFormat]] = {
    "phone": "phone",
    "visit": "visit",
    "multilateral": "multilateral",
}
_TO_COME: Final = ("future", "hypothetical")


def recoded(event: Event, given: Mapping[str, Typed]) -> Event:
    """The event with another type, mode or CAMEO code, and with the quad class and scores that go with them.

    Args:
        event: The event.
        given: New values under "type", "mode" and "cameo"; those left out follow.

    Raises:
        CorrectionError: The codebook has no such code; the mode isn't one of the type's; the code is another type's.
    """
    if not given.keys() & {"type", "mode", "cameo"}:
        return event
    book = codebook()
    type_ = one_of("type", given["type"], book.types) if "type" in given else event.type
    mode = _mode(type_, event, given)
    cameo = _given_cameo(type_, given["cameo"]) if "cameo" in given else _cameo(type_, mode, event)
    return replace(
        event,
        type=type_,
        mode=mode,
        cameo=cameo,
        quad=book.quad(type_),
        plover_score=book.score(type_, mode),
        goldstein=book.cameo(cameo).goldstein,
    )


def refaceted(event: Event, *, before: Event) -> Event:
    """The event with the facets that its type and parties ask for, where these were changed.

    A meeting's attendees, a pledge's beneficiaries and a position's addressees follow the parties; a facet that the
    type doesn't have goes, and one that it has by nature (the meeting of CONSULT, the commitment of AGREE) is made.
    """
    return replace(
        event,
        meeting=_meeting(event, before) if event.type in MEETING | {before.type} else None,
        commitment=_commitment(event, before) if event.type in COMMITTING | {before.type} else None,
        position=_position(event, before) if event.type in TAKING_POSITION | {before.type} else None,
    )


def meeting_of(event: Event) -> Meeting:
    """The meeting of an event that has none yet: of its parties, at its place."""
    parties = (*event.actor, *event.recipient)
    format_ = _FORMATS.get(event.mode, "multilateral" if len(parties) > 2 else "bilateral")
    attendees = tuple(Attendee(party, party.entity.country, _presence(event)) for party in parties)
    return Meeting(format=format_, venue=event.where, attendees=attendees)


def stance_of(type_: str) -> Stance:
    """The stance that an event of this type takes unless its words tell another."""
    return _STANCES[type_]


def _mode(type_: str, event: Event, given: Mapping[str, Typed]) -> str | None:
    modes = [mode.code for mode in codebook().type(type_).modes]
    if "mode" not in given:
        return event.mode if event.mode in modes else None
    typed = text_of("mode", given["mode"])
    if typed is None:
        return None
    if not modes:
        raise CorrectionError("mode", f"{type_} has no modes; leave it out")
    return one_of("mode", typed, modes)


def _given_cameo(type_: str, value: Typed) -> str:
    typed = text_of("cameo", value)
    if typed is None:
        return codebook().default_cameo(type_)
    try:
        code = codebook().cameo(typed)
    except CodebookError as error:
        raise CorrectionError("cameo", str(error)) from error
    if not _belongs(code, type_):
        meant = code.plover or "no event"
        raise CorrectionError(
            "cameo", f"{typed} ({code.label}) stands for {meant}, not for {type_}; change the type too, or the code"
        )
    return typed


def _cameo(type_: str, mode: str | None, event: Event) -> str:
    """The code that the event has, as long as it tells of this type and mode."""
    if (type_, mode) == (event.type, event.mode):
        return event.cameo
    code = codebook().cameo_codes.get(event.cameo)
    fits = code is not None and _belongs(code, type_) and code.mode == mode
    return event.cameo if fits else codebook().default_cameo(type_, mode)


def _belongs(code: CameoCode, type_: str) -> bool:
    return code.plover in (None, type_) or {code.plover, type_} <= _YIELDING


def _meeting(event: Event, before: Event) -> Meeting | None:
    if event.meeting is None:
        return None if event.type == before.type else meeting_of(event)
    met = event.meeting
    same_parties = _ids(event) == _ids(before)
    return replace(
        met,
        level=met.level if same_parties else None,
        format=_FORMATS.get(event.mode, met.format) if event.mode != before.mode else met.format,
        venue=event.where if met.venue == before.where else met.venue,
        attendees=_attendees(met, event, before, _presence(event)),
        host=met.host if met.host is None or _still_there(event, before)(met.host) else None,
    )


def _presence(event: Event) -> Presence:
    return "expected" if event.status in _TO_COME else "present"


def _attendees(met: Meeting, event: Event, before: Event, presence: Presence) -> tuple[Attendee, ...]:
    """Those who were there but the parties that a correction took away, then the parties that it added."""
    stays = _still_there(event, before)
    kept = tuple(one for one in met.attendees if stays(one.party))
    if (event.status in _TO_COME) != (before.status in _TO_COME):
        kept = tuple(replace(one, presence=presence) for one in kept)
    known = {one.party.id for one in kept} | _ids(before)
    added = (party for party in (*event.actor, *event.recipient) if party.id not in known)
    return kept + tuple(Attendee(party, party.entity.country, presence) for party in added)


def _still_there(event: Event, before: Event) -> Callable[[Party], bool]:
    gone = _ids(before) - _ids(event)
    return lambda party: party.id not in gone


def _ids(event: Event) -> set[str]:
    return {party.id for party in (*event.actor, *event.recipient)}


def _commitment(event: Event, before: Event) -> Commitment | None:
    if event.commitment is None:
        if event.type != "AGREE" or before.type == "AGREE":
            return None
        action = event.position.object if event.position else event.anchor.quote
        joint = len(event.actor) > 1
        return Commitment("agreement" if joint else "pledge", joint, action, beneficiary=event.recipient)
    same = event.commitment.beneficiary == before.recipient
    return replace(event.commitment, beneficiary=event.recipient) if same else event.commitment


def _position(event: Event, before: Event) -> Position | None:
    if event.position is None:
        if event.commitment is None or before.type == event.type:
            return None
        return Position(stance_of(event.type), event.commitment.action, addressee=event.recipient)
    stance = stance_of(event.type) if event.type != before.type else event.position.stance
    same = event.position.addressee == before.recipient
    addressee = event.recipient if same else event.position.addressee
    return replace(event.position, stance=stance, addressee=addressee)
