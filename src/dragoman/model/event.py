"""Attribution and Event: who says so, and what a passage records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from dragoman.model.entity import Party, When, Where
from dragoman.model.evidence import Evidence, Span
from dragoman.model.report import digest

Status = Literal["actual", "historical", "future", "hypothetical", "negated"]
SourceClass = Literal[
    "named_official", "institution", "anonymous_official", "news_agency", "outlet", "document", "other"
]
QuoteKind = Literal["direct", "indirect", "partial"]
MeetingFormat = Literal["bilateral", "multilateral", "phone", "visit"]
Presence = Literal["present", "expected", "represented"]
Force = Literal["agreement", "pledge", "intent", "reaffirmation"]
Stance = Literal["demand", "support", "oppose", "reject", "concern"]
Novelty = Literal["new", "reiterated"]
Stage = Literal["proposed", "negotiated", "signed", "ratified", "in_force", "suspended", "violated", "ended"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says something, by which words, and what is said.

    Attributes:
        source: Who says it; None when the words leave it open ("it is understood").
        source_class: What kind of source it is.
        cue: The words that attribute ("said", "according to").
        content: What is said, as intervals of the document's text in order.
        kind: `direct` in quotation marks, `indirect`, or `partial` for a quoted phrase in the reporter's sentence.
        source_span: The words that name the source, whether or not they were linked; None when there are none.
        voiced: Whether the source speaks for what happens in the content, so that an event there has it in its chain;
            False of wishes, feelings and stances, where the reporter tells what goes on in somebody else's mind.

    The last two help to read the report and stay out of the wire format and of comparisons.
    """

    source: Party | None
    source_class: SourceClass
    cue: Evidence
    content: tuple[Span, ...]
    kind: QuoteKind = "indirect"
    source_span: Span | None = field(default=None, compare=False)
    voiced: bool = field(default=True, compare=False)


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody at a meeting.

    Attributes:
        party: Who.
        delegation: ISO alpha-3 or entity id of whom they speak for; None when unknown.
        presence: Whether they were there, are expected, or sent somebody.
    """

    party: Party
    delegation: str | None = None
    presence: Presence = "present"


@dataclass(frozen=True, slots=True)
class Meeting:
    """The meeting that a CONSULT event tells of.

    Attributes:
        format: How the parties met.
        name: The meeting's proper name; None when it has none.
        venue: Where.
        attendees: Who was there, in the order of the text.
        level: Rank of those who met, such as "foreign minister".
        host: Who received the others; None when nobody did.
        agenda: What was discussed, in the words of the text.
        parent: Words that name the larger meeting it was held beside.
        parent_id: Id of the event of that larger meeting, where the same report tells it.
    """

    format: MeetingFormat
    name: str | None = None
    venue: Where = Where()
    attendees: tuple[Attendee, ...] = ()
    level: str | None = None
    host: Party | None = None
    agenda: str | None = None
    parent: str | None = None
    parent_id: str | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """What an AGREE event binds its actor to.

    Attributes:
        force: How binding the words are.
        joint: Whether several parties commit together.
        action: What is to be done, in the words of the text.
        beneficiary: For whom.
        amount: Money or quantity, in the words of the text.
        deadline: By when.
        conditions: On what it depends, in the words of the text.
    """

    force: Force
    joint: bool
    action: str
    beneficiary: tuple[Party, ...] = ()
    amount: str | None = None
    deadline: When = When()
    conditions: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """Where an actor stands on something.

    Attributes:
        stance: For, against, or asking for it.
        object: What it is about, in the words of the text.
        addressee: Whom it is addressed to.
        novelty: Whether the words say that it was held before.
    """

    stance: Stance
    object: str
    addressee: tuple[Party, ...] = ()
    novelty: Novelty = "new"


@dataclass(frozen=True, slots=True)
class Agreement:
    """An instrument that an event makes, moves or breaks.

    Attributes:
        instrument: What it is, in the words of the text.
        stage: Where it stands after this event.
        parties: Who is bound.
        mediators: Who brokered it.
    """

    instrument: str
    stage: Stage
    parties: tuple[Party, ...] = ()
    mediators: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True)
class CoderVersion:
    """The coder that made an event: the same coder, version and input give the same events."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Event:
    """What one passage of one report says happened, was said or is to come.

    Attributes:
        document_id: The document it was read in.
        type: PLOVER event type, such as CONSULT.
        mode: PLOVER mode; None where the type has none or the words don't tell.
        contexts: PLOVER contexts, alphabetical.
        cameo: CAMEO code, as fine as the words allow; codes are strings ("042").
        quad: PLOVER quad class, 1 to 4.
        plover_score: PLOVER intensity of the mode, or of the type without one.
        goldstein: Goldstein score of the CAMEO code.
        status: Whether it happened, is to come, might, or did not.
        actor: Who acts; compound actors and all parties to a reciprocal act stand here.
        recipient: Whom the act is directed at.
        about: Whom or what it concerns, without being directed at them.
        mediator: Who brokered it.
        when: When the act takes place.
        where: Where the act takes place.
        attribution: Chain of sources from the outlet inwards; empty is the reporter's own voice.
        evidence: The passages it rests on, at least one, in order of the text.
        anchor: The deciding words.
        confidence: From 0 to 1.
        why: The frame or rule that decided, in words for the user.
        coder: Who coded it.
        meeting, commitment, position, agreement: Facets; None where the event has none.
        id: SHA-256 (hex) over document, coder, anchor, type, status and parties.
    """

    document_id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str
    quad: int
    plover_score: float
    goldstein: float
    status: Status
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    evidence: tuple[Evidence, ...]
    anchor: Evidence
    confidence: float
    why: str
    coder: CoderVersion
    about: tuple[Party, ...] = ()
    mediator: tuple[Party, ...] = ()
    when: When = When()
    where: Where = Where()
    attribution: tuple[Attribution, ...] = ()
    meeting: Meeting | None = None
    commitment: Commitment | None = None
    position: Position | None = None
    agreement: Agreement | None = None
    id: str = field(default="")

    def __post_init__(self) -> None:
        """Refuse an event without evidence, and set the id."""
        if not self.evidence:
            raise ValueError(f"a {self.type} event needs evidence")
        if not self.id:
            parties = [party.id for party in (*self.actor, None, *self.recipient) if party]
            parts = (self.document_id, self.coder.name, self.coder.version, self.anchor.start, self.anchor.end)
            object.__setattr__(self, "id", digest("event", *parts, self.type, self.status, len(self.actor), *parties))
