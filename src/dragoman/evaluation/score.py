"""What scores of events are told in: shares, single checks, a coded event in brief, quotations checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.errors import EvidenceError
from dragoman.model.entity import EntityKind, Party
from dragoman.model.event import Event
from dragoman.model.evidence import Evidence
from dragoman.model.record import Record

NONE = "none"


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    right: int
    of: int

    def __str__(self) -> str:
        """In words, such as "3 of 4"."""
        return f"{self.right} of {self.of}"

    @property
    def rate(self) -> float | None:
        """The share from 0 to 1; None of nothing."""
        return self.right / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Check:
    """One thing compared between an entry and a coded event.

    Attributes:
        what: What was compared, such as `recipient`.
        right: Whether they agree.
        expected: What the gold file says, in words.
        got: What was coded, in words.
    """

    what: str
    right: bool
    expected: str
    got: str

    def __str__(self) -> str:
        """The difference in a phrase."""
        return f"{self.what} ok" if self.right else f"{self.what}: expected {self.expected}, got {self.got}"


@dataclass(frozen=True, slots=True)
class Coded:
    """A coded event, as far as a score tells of it.

    Attributes:
        number: Its place in the record, from 1.
        id: Its id.
        type, mode, status: As coded.
        actor, recipient: The parties' ids.
        who: Actors and recipients by name, for people.
        day: Its first day in ISO 8601.
        anchor: Its deciding words.
        start, end: Where they stand.
        why: What decided.
    """

    number: int
    id: str
    type: str
    mode: str | None
    status: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    who: str
    day: str | None
    anchor: str
    start: int
    end: int
    why: str


def share(right: Sequence[bool]) -> Share:
    """How many of these came out right."""
    return Share(sum(right), len(right))


def describe(number: int, event: Event) -> Coded:
    """A coded event as a score tells of it; `number` is its place in the record, from 1."""
    whom = f" → {names(event.recipient)}" if event.recipient else ""
    return Coded(
        number=number,
        id=event.id,
        type=event.type,
        mode=event.mode,
        status=event.status,
        actor=tuple(party.id for party in event.actor),
        recipient=tuple(party.id for party in event.recipient),
        who=f"{names(event.actor)}{whom}",
        day=event.when.start.isoformat() if event.when.start else None,
        anchor=event.anchor.quote,
        start=event.anchor.start,
        end=event.anchor.end,
        why=event.why,
    )


def check_quotations(record: Record) -> tuple[str, ...]:
    """A message for every quotation of the record that isn't what the document says there."""
    wrong = []
    for evidence in quotations(record):
        try:
            evidence.check(record.document.text)
        except EvidenceError as error:
            wrong.append(str(error))
            continue
        if evidence.document_id != record.document.id:
            wrong.append(f"[{evidence.start}, {evidence.end}) cites another document, {evidence.document_id}")
    return tuple(wrong)


def quotations(record: Record) -> list[Evidence]:
    """Every quotation of a record: evidence, anchors and the cues of sources."""
    found = [evidence for event in record.events for evidence in (event.anchor, *event.evidence)]
    found.extend(link.cue for event in record.events for link in event.attribution)
    return found


def names(parties: Sequence[Party]) -> str:
    """The parties in brief, or "none": a country by its code, others as `Name (PAK)`."""
    entities = [party.entity for party in parties]
    return ", ".join(label(entity.name, entity.country, entity.id, entity.kind) for entity in entities) or NONE


def label(name: str, country: str | None, entity_id: str, kind: EntityKind) -> str:
    """An entity in brief.

    >>> label("Foreign Office", "PAK", "dragoman:fo", "organisation"), label("Pakistan", "PAK", "PAK", "country")
    ('Foreign Office (PAK)', 'PAK')
    """
    if kind == "country":
        return entity_id
    return f"{name} ({country})" if country else name
