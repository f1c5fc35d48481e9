"""Occurrence: one event in the world, told by one or many reports; and the judgements that shape the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dragoman.model.entity import Entity, When, Where
from dragoman.model.event import Agreement, Commitment, Event, Meeting, Position, Status
from dragoman.model.report import DocumentHeader

CommitmentStatus = Literal["open", "in_progress", "kept", "partly_kept", "broken", "withdrawn", "superseded", "expired"]
Verdict = Literal["accepted", "corrected", "rejected"]


@dataclass(frozen=True, slots=True)
class Telling:
    """One event as one report tells it.

    Attributes:
        event: The event, as the coder made it or as a person corrected it.
        document: The report's head.
        verdict: What a person found it to be; None when nobody has looked.
    """

    event: Event
    document: DocumentHeader
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """What the tellings of one occurrence disagree on; kept visible, never settled by the machine.

    Attributes:
        field: What they differ in: "when", "where", "amount", "status".
        values: Each account in words for the user, with the ids of the documents that give it; the most told first.
    """

    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One event in the world with all that reports say of it.

    What stands here is settled over the tellings: the most told, on a tie the earliest report's.

    Attributes:
        id: Id of its smallest telling, so that the order of arrival doesn't matter; the id of any telling finds it.
        type: PLOVER event type.
        mode: PLOVER mode; None where the type has none or no telling names it.
        contexts: PLOVER contexts of all tellings, alphabetical.
        cameo: CAMEO code, the finest told.
        quad: PLOVER quad class, 1 to 4.
        plover_score: PLOVER intensity.
        goldstein: Goldstein score of the CAMEO code.
        status: Whether it happened, is to come, might, or did not.
        actor, recipient, about, mediator: Who, in the order of the first telling that names them.
        when: The narrowest interval told; a day of publication only where no telling dates it.
        where: The finest place told.
        tellings: Earliest publication first, then by document id and place in the text; at least one.
        meeting, commitment, position, agreement: The facets, settled field by field; None where no telling has one.
        reports: How many reports tell it.
        independent_sources: How many of these don't copy one another or cite one origin.
        confidence: Of its surest telling, from 0 to 1.
        reason: Why the tellings were taken for one occurrence; empty when there is one.
        conflicts: What they disagree on.
    """

    id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str
    quad: int
    plover_score: float
    goldstein: float
    status: Status
    actor: tuple[Entity, ...]
    recipient: tuple[Entity, ...]
    tellings: tuple[Telling, ...]
    about: tuple[Entity, ...] = ()
    mediator: tuple[Entity, ...] = ()
    when: When = When()
    where: Where = Where()
    meeting: Meeting | None = None
    commitment: Commitment | None = None
    position: Position | None = None
    agreement: Agreement | None = None
    reports: int = 1
    independent_sources: int = 1
    confidence: float = 0.0
    reason: str = ""
    conflicts: tuple[Conflict, ...] = ()

    @property
    def is_to_come(self) -> bool:
        """Whether what it tells lies ahead: by its status, or as a meeting to which everybody is only expected."""
        attendees = self.meeting.attendees if self.meeting else ()
        expected = bool(attendees) and all(one.presence == "expected" for one in attendees)
        return expected or self.status == "future"

    @property
    def first(self) -> Telling:
        """The earliest telling, which names the occurrence in a list."""
        return self.tellings[0]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What somebody held of a thing in the ledger; a newer one on the same question supersedes it and erases nothing.

    Attributes:
        number: Its number in the ledger, rising with time.
        question: What it answers, such as `review:<event id>`, `same:<event id>:<event id>`, `commitment:<event id>`.
        answer: The finding: a JSON value whose form the kind of question tells.
        by: Who judged: a person's name, or the machine's part and version.
        at: When, UTC.
        reason: Why, in words for the user.
        machine: Whether the machine judged; a person's judgement always outranks it.
        supersedes: Number of the judgement it replaces; None for the first on its question.
    """

    number: int
    question: str
    answer: object
    by: str
    at: datetime
    reason: str = ""
    machine: bool = False
    supersedes: int | None = None
