"""Quote: words of somebody in quotation marks, with who said them, to whom and where."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model.entity import Entity, Party, Where
from dragoman.model.event import QuoteKind, SourceClass
from dragoman.model.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words that a report puts into somebody's mouth.

    Attributes:
        words: What stands in quotation marks, without them, in the order of the text; at least one piece.
        kind: `direct` when the whole statement is quoted, `partial` for quoted phrases in the reporter's sentence.
        cue: The words that attribute.
        speaker: Who says it, with the posts held on the report's date; empty when the words leave it open or nobody
            is known by the name; several for joint speakers.
        named: The words that name the speaker; None for nobody.
        source_class: What kind of source it is.
        via: Who passes the words on, from the outlet inwards ("according to Reuters"); empty for the reporter alone.
        audience: The words that name to whom it was said; None where the text doesn't say.
        venue: The words that say where or in what it was said ("in an interview with the BBC"); None likewise.
        where: The place in the venue, where one is known.
        about: Who the words name, each once, in the order of the text, without the speaker.
    """

    words: tuple[Evidence, ...]
    kind: QuoteKind
    cue: Evidence
    speaker: tuple[Party, ...]
    named: Evidence | None
    source_class: SourceClass
    via: tuple[Party, ...] = ()
    audience: Evidence | None = None
    venue: Evidence | None = None
    where: Where = Where()
    about: tuple[Entity, ...] = ()

    def is_by(self, wanted: str) -> bool:
        """Whether the speaker is, or speaks for, what these words or this id name."""
        return any(names(party.entity, wanted) for party in self.speaker)

    def is_about(self, wanted: str) -> bool:
        """Whether the words name what these words or this id name."""
        return any(names(entity, wanted) for entity in self.about)


def names(entity: Entity, wanted: str) -> bool:
    """Whether an id, a name or a last name means this entity; a country's id means all who belong to it.

    >>> names(Entity("Q1", "Ayşe Kaya", "person", country="TUR"), "kaya")
    True
    """
    asked = wanted.strip().casefold()
    name = entity.name.casefold()
    known = {entity.id.casefold(), name, name.rpartition(" ")[2], (entity.country or "").casefold()}
    return bool(asked) and asked in known
