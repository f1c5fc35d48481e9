"""What flows through the walk: frozen, slotted values, standard library only.

Report → Document → Sentences → Links → Attributions → Events → Record. Each step makes new values and changes none.
"""

from dragoman.model.entity import Entity, Link, Party, When, Where
from dragoman.model.event import (
    Agreement,
    Attendee,
    Attribution,
    CoderVersion,
    Commitment,
    Event,
    Meeting,
    Position,
)
from dragoman.model.evidence import Evidence, Span
from dragoman.model.foreign import BrokenRow, ForeignEvent, ForeignParty
from dragoman.model.links import Dated, Links, Located
from dragoman.model.lists import list_with, lists_in
from dragoman.model.occurrence import Conflict, Judgement, Occurrence, Telling
from dragoman.model.quote import Quote
from dragoman.model.record import Record
from dragoman.model.report import Block, Document, DocumentHeader, Report
from dragoman.model.sentence import Mention, Sentence, Token

__all__ = [
    "Agreement",
    "Attendee",
    "Attribution",
    "Block",
    "BrokenRow",
    "CoderVersion",
    "Commitment",
    "Conflict",
    "Dated",
    "Document",
    "DocumentHeader",
    "Entity",
    "Event",
    "Evidence",
    "ForeignEvent",
    "ForeignParty",
    "Judgement",
    "Link",
    "Links",
    "Located",
    "Meeting",
    "Mention",
    "Occurrence",
    "Party",
    "Position",
    "Quote",
    "Record",
    "Report",
    "Sentence",
    "Span",
    "Telling",
    "Token",
    "When",
    "Where",
    "list_with",
    "lists_in",
]
