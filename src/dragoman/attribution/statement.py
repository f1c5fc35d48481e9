"""What the parts of this step hand each other: a source and a statement, before they become an `Attribution`."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model import Evidence, Party, Span, Token
from dragoman.model.event import SourceClass


@dataclass(frozen=True, slots=True)
class Source:
    """The source of a statement.

    Attributes:
        head: The noun that names it; None where it has none in the parse.
        span: All the words that name it; None for nobody.
        parties: Who that is, as far as linked.
        source_class: Its class where no noun tells it.
    """

    head: Token | None = None
    span: Span | None = None
    parties: tuple[Party, ...] = ()
    source_class: SourceClass = "other"


NOBODY = Source()
"""The source of "it is understood"."""


@dataclass(frozen=True, slots=True)
class Found:
    """A statement.

    Attributes:
        source: Who.
        cue: By which words.
        content: What, as intervals in order; empty for an announcement whose speech is still to come.
        voiced: As in `Attribution`.
        speaks: Whether the cue can introduce direct speech, so that its source may have the floor.
    """

    source: Source
    cue: Evidence
    content: tuple[Span, ...]
    voiced: bool = True
    speaks: bool = True
