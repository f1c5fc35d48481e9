"""Corrections: what a person changes of an event, checked and completed before it is judged.

A correction is given as text, field by field, as a terminal or a form takes it; what comes out are wire fields for
`Ledger.judge`. What hangs on a changed field follows: scores on the type, addressees on the recipients, and so on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final, get_args

from dragoman.codebook.ontology import near
from dragoman.errors import CorrectionError
from dragoman.ledger.corrections import values
from dragoman.ledger.corrections.codes import COMMITTING, MEETING, TAKING_POSITION, recoded, refaceted, stance_of
from dragoman.ledger.corrections.meetings import meeting_as_typed, with_meeting
from dragoman.ledger.corrections.parties import parties, parties_as_typed
from dragoman.ledger.corrections.sources import class_as_typed, sources, sources_as_typed, with_class
from dragoman.ledger.corrections.values import NOTHING, SEPARATOR, Typed
from dragoman.model.entity import Party
from dragoman.model.event import (
    Commitment,
    Event,
    Force,
    MeetingFormat,
    Novelty,
    Position,
    SourceClass,
    Stance,
    Status,
)
from dragoman.model.report import Document
from dragoman.wire import Json, event_to_wire

_DAYS: Final = "days: 2025-11-03, 2025-11, 2025, 2025-11-03..2025-11-05, or none"
_WHOM: Final = "ids or names, joined by ;"
_WORDS: Final = "words as the report has them"
_PLACE: Final = "place, such as Istanbul or Paris, USA; or none"

FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "type": "PLOVER type, such as REQUEST",
        "mode": "mode of the type, or none",
        "cameo": "CAMEO code, such as 1056; none takes the type's own",
        "status": ", ".join(get_args(Status)),
        "actor": _WHOM,
        "recipient": _WHOM,
        "about": _WHOM,
        "mediator": _WHOM,
        "when": _DAYS,
        "where": _PLACE,
        "contexts": "PLOVER contexts, joined by ;",
        "evidence": "the passage's words, or its offsets: 120-180",
        "anchor": "the deciding words, or their offsets",
        "source": f"who says it, then who passes it on: {_WHOM}; none: the report itself",
        "source_class": ", ".join(get_args(SourceClass)),
        "meeting.format": ", ".join(get_args(MeetingFormat)),
        "meeting.name": f"{_WORDS}, or none",
        "meeting.venue": _PLACE,
        "meeting.attendees": f"{_WHOM}; (expected) or (represented) behind who wasn't there",
        "meeting.host": "an id or name, or none",
        "meeting.agenda": f"{_WORDS}, or none",
        "commitment.force": ", ".join(get_args(Force)),
        "commitment.joint": "yes or no",
        "commitment.action": _WORDS,
        "commitment.beneficiary": _WHOM,
        "commitment.amount": f"{_WORDS}, or none",
        "commitment.deadline": _DAYS,
        "commitment.conditions": f"{_WORDS}, or none",
        "position.stance": ", ".join(get_args(Stance)),
        "position.object": _WORDS,
        "position.addressee": _WHOM,
        "position.novelty": ", ".join(get_args(Novelty)),
    }
)
"""The fields that a person may change, in the order in which they are offered, and what is typed for each."""


def fields_of(event: Event) -> dict[str, str]:
    """The fields that may be changed of an event, each with its value as it is typed.

    Those of a facet are offered where the event has it or its type may.
    """
    shown = dict(_plain(event))
    if event.meeting or event.type in MEETING:
        shown |= meeting_as_typed(event.meeting)
    if event.commitment or event.type in COMMITTING:
        shown |= _of_commitment(event.commitment)
    if event.position or event.type in TAKING_POSITION:
        shown |= _of_position(event.position)
    return {name: shown[name] for name in FIELDS if name in shown}


def correction(event: Event, document: Document, changes: Mapping[str, Typed], *, known: Sequence[Party] = ()) -> Json:
    """The wire fields that a correction changes: what `{"verdict": "corrected", "event": …}` takes.

    Args:
        event: The event as it stands, corrected before or not.
        document: Its report.
        changes: Field → new value; see `FIELDS`. What is given as it stands changes nothing.
        known: Parties of other events of the report, who may be meant by name.

    Returns:
        Whole wire fields; empty when nothing changes.

    Raises:
        CorrectionError: A field or a value isn't valid; the message says what to give instead.
    """
    before = event_to_wire(event, document)
    after = event_to_wire(corrected(event, document, changes, known=known), document)
    return {name: value for name, value in after.items() if before[name] != value}


def corrected(event: Event, document: Document, changes: Mapping[str, Typed], *, known: Sequence[Party] = ()) -> Event:
    """The event as corrected, under the id that it has; arguments and errors as of `correction`."""
    for name in changes:
        if name not in FIELDS:
            raise CorrectionError(name, f"is no field that can be changed{near(name, FIELDS)}")
    stands = fields_of(event)
    given = {name: value for name, value in changes.items() if not _as_it_stands(stands.get(name), value)}
    if not given:
        return event
    found = _with_passages(recoded(event, given), document, given)
    found = replace(found, **_settings(found, document, given, known))
    found = _with_sources(found, document, given, known)
    found = refaceted(found, before=event)
    if of_meeting := _own("meeting", found, given, MEETING):
        found = with_meeting(found, document, of_meeting, known)
    return _with_position(_with_commitment(found, document, given, known), document, given, known)


def _as_it_stands(stands: str | None, value: Typed) -> bool:
    return isinstance(value, str) and stands is not None and value.strip() == stands.strip()


def _plain(event: Event) -> Iterable[tuple[str, str]]:
    yield "type", event.type
    yield "mode", event.mode or NOTHING
    yield "cameo", event.cameo
    yield "status", event.status
    for name in _PARTIES:
        yield name, parties_as_typed(getattr(event, name))
    yield "when", values.when_as_typed(event.when)
    yield "where", values.where_as_typed(event.where)
    yield "contexts", SEPARATOR.join(event.contexts) or NOTHING
    yield "evidence", values.passages_as_typed(event.evidence)
    yield "anchor", values.passages_as_typed([event.anchor])
    yield "source", sources_as_typed(event.attribution)
    yield "source_class", class_as_typed(event.attribution)


def _of_commitment(found: Commitment | None) -> dict[str, str]:
    return {
        "commitment.force": found.force if found else NOTHING,
        "commitment.joint": "yes" if found and found.joint else "no",
        "commitment.action": (found and found.action) or NOTHING,
        "commitment.beneficiary": parties_as_typed(found.beneficiary) if found else NOTHING,
        "commitment.amount": (found and found.amount) or NOTHING,
        "commitment.deadline": values.when_as_typed(found.deadline) if found else NOTHING,
        "commitment.conditions": (found and found.conditions) or NOTHING,
    }


def _of_position(found: Position | None) -> dict[str, str]:
    return {
        "position.stance": found.stance if found else NOTHING,
        "position.object": (found and found.object) or NOTHING,
        "position.addressee": parties_as_typed(found.addressee) if found else NOTHING,
        "position.novelty": found.novelty if found else NOTHING,
    }


_PARTIES: Final = ("actor", "recipient", "about", "mediator")


def _with_passages(event: Event, document: Document, given: Mapping[str, Typed]) -> Event:
    """The event with other passages, one of which holds the deciding words."""
    evidence, anchor = event.evidence, event.anchor
    if "anchor" in given:
        anchor = values.passages("anchor", given["anchor"], document)[0]
    if "evidence" in given:
        evidence = values.passages("evidence", given["evidence"], document)
    if (evidence, anchor) == (event.evidence, event.anchor):
        return event
    if not any(one.span.contains(anchor.span) for one in evidence):
        field = "evidence" if "evidence" in given else "anchor"
        raise CorrectionError(
            field, f"no passage holds the deciding words {anchor.quote!r}; give evidence and anchor together"
        )
    return replace(event, evidence=evidence, anchor=anchor)


def _settings(event: Event, document: Document, given: Mapping[str, Typed], known: Sequence[Party]) -> dict[str, Any]:
    """Status, parties, days, place and contexts, those that are given."""
    made: dict[str, Callable[[Typed], Any]] = {
        "status": lambda value: values.one_of("status", value, get_args(Status)),
        "when": lambda value: values.when("when", value, before=event.when),
        "where": lambda value: values.where("where", value),
        "contexts": lambda value: values.contexts("contexts", value),
    }
    changed = {name: make(given[name]) for name, make in made.items() if name in given}
    for name in _PARTIES:
        if name in given:
            changed[name] = parties(name, given[name], event, document, known)
    return changed


def _with_sources(event: Event, document: Document, given: Mapping[str, Typed], known: Sequence[Party]) -> Event:
    chain = event.attribution
    if "source" in given:
        chain = sources("source", given["source"], event, document, known)
    if "source_class" in given:
        chain = with_class("source_class", given["source_class"], chain)
    return replace(event, attribution=chain)


def _with_commitment(event: Event, document: Document, given: Mapping[str, Typed], known: Sequence[Party]) -> Event:
    own = _own("commitment", event, given, COMMITTING)
    if not own:
        return event
    joint = len(event.actor) > 1
    found = event.commitment or Commitment("pledge", joint, event.anchor.quote, beneficiary=event.recipient)
    made: dict[str, Callable[[str, Typed], Any]] = {
        "force": lambda name, value: values.one_of(name, value, get_args(Force)),
        "joint": lambda name, value: values.one_of(name, value, ("yes", "no")) == "yes",
        "action": lambda name, value: _required(name, values.quoted(name, value, document)),
        "beneficiary": lambda name, value: parties(name, value, event, document, known),
        "amount": lambda name, value: values.quoted(name, value, document),
        "deadline": lambda name, value: values.when(name, value, before=found.deadline),
        "conditions": lambda name, value: values.quoted(name, value, document),
    }
    changed = {key: made[key](f"commitment.{key}", value) for key, value in own.items()}
    return replace(event, commitment=replace(found, **changed))


def _with_position(event: Event, document: Document, given: Mapping[str, Typed], known: Sequence[Party]) -> Event:
    own = _own("position", event, given, TAKING_POSITION)
    if not own:
        return event
    if event.position is None and "object" not in own:
        raise CorrectionError("position.object", "say what the position is about, in the words of the report")
    found = event.position or Position(stance_of(event.type), "", addressee=event.recipient)
    made: dict[str, Callable[[str, Typed], Any]] = {
        "stance": lambda name, value: values.one_of(name, value, get_args(Stance)),
        "object": lambda name, value: _required(name, values.quoted(name, value, document)),
        "addressee": lambda name, value: parties(name, value, event, document, known),
        "novelty": lambda name, value: values.one_of(name, value, get_args(Novelty)),
    }
    changed = {key: made[key](f"position.{key}", value) for key, value in own.items()}
    return replace(event, position=replace(found, **changed))


def _own(facet: str, event: Event, given: Mapping[str, Typed], types: frozenset[str]) -> dict[str, Typed]:
    """What is given for a facet, by the facet's own keys.

    Raises:
        CorrectionError: The event neither has the facet nor can have it.
    """
    own = {name.partition(".")[2]: value for name, value in given.items() if name.startswith(f"{facet}.")}
    if own and getattr(event, facet) is None and event.type not in types:
        raise CorrectionError(f"{facet}.{next(iter(own))}", f"{event.type} has no {facet}; change the type first")
    return own


def _required(name: str, words: str | None) -> str:
    if words is None:
        raise CorrectionError(name, "can't be empty; change the type if the event is something else")
    return words
