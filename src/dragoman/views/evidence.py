"""Evidence: the passages that an occurrence rests on, with what stands around them and on whose word they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from dragoman.ledger import Ledger
from dragoman.model.event import Attribution
from dragoman.model.evidence import Evidence, Span
from dragoman.model.occurrence import Occurrence, Telling
from dragoman.model.report import Block, Document

SENTENCES: Final = 2
"""How many sentences of context stand on either side."""

OWN_VOICE: Final = "in the report's own voice"

# A full stop, perhaps a closing mark, a space and a capital: close enough to show context by.
_BOUNDARY: Final = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][”\"’')\]]))\s+(?=[“\"‘'(\[]?[A-Z0-9])")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that an event rests on, and what stands around them.

    Attributes:
        before: Up to two sentences that stand before them, of the paragraph before where they open theirs; with the
            space at its end, so that the three read as the text does.
        quote: The words.
        after: Up to two sentences that follow, with the space or the stop that it begins with.
        start: First code point of the quote in the report's text.
        end: One past the last.
        anchor: Where in the quote the deciding words stand, from its beginning; None where they stand elsewhere.
    """

    before: str
    quote: str
    after: str
    start: int
    end: int
    anchor: Span | None


@dataclass(frozen=True, slots=True)
class Account:
    """What one report has of an occurrence.

    Attributes:
        telling: The event as the report tells it, and the report's head.
        passages: In the order of the text, at least one.
        said_by: On whose word, in words for the user.
    """

    telling: Telling
    passages: tuple[Passage, ...]
    said_by: str


@dataclass(frozen=True, slots=True)
class Grounds:
    """What an occurrence rests on.

    Attributes:
        occurrence: The occurrence.
        accounts: One a telling, in the order of its tellings.
    """

    occurrence: Occurrence
    accounts: tuple[Account, ...]


def evidence(ledger: Ledger, id: str, *, as_of: date | datetime | None = None) -> Grounds | None:
    """What the occurrence of an id rests on; None when there is none, or several begin so.

    Args:
        ledger: The ledger.
        id: The id of an occurrence or of any of its tellings, or the beginning of one that no other begins with.
        as_of: What was believed then.

    Raises:
        LedgerError: The ledger can't be read.
    """
    found = ledger.occurrence(id, as_of=as_of)
    if found is None:
        return None
    ids = {telling.document.id for telling in found.tellings}
    documents = {id: document for id in ids if (document := ledger.document(id))}
    return Grounds(found, tuple(_account(telling, documents[telling.document.id]) for telling in found.tellings))


def said_by(chain: Sequence[Attribution]) -> str:
    """A chain of attribution in words, from whoever says it to the outlet that passes it on.

    >>> said_by(())
    "in the report's own voice"
    """
    if not chain:
        return OWN_VOICE
    first, *carriers = [link.source.entity.name if link.source else "a source unnamed" for link in reversed(chain)]
    return f"on the word of {first}" + "".join(f", as told by {carrier}" for carrier in carriers)


def _account(telling: Telling, document: Document) -> Account:
    event = telling.event
    passages = tuple(_passage(words, event.anchor, document) for words in event.evidence)
    return Account(telling, passages, said_by(event.attribution))


def _passage(words: Evidence, anchor: Evidence, document: Document) -> Passage:
    return Passage(
        before=_before(words, document),
        quote=words.quote,
        after=_after(words, document),
        start=words.start,
        end=words.end,
        anchor=_anchor(words, anchor),
    )


def _before(words: Evidence, document: Document) -> str:
    starts = (block.start for block in reversed(_blocks(words, document)) if block.start < words.start)
    pieces = (document.text[start : words.start] for start in starts)
    nearest = next((piece for piece in pieces if piece.strip()), "")
    sentences = [0, *(at.end() for at in _BOUNDARY.finditer(nearest.rstrip()))]
    context = nearest[sentences[-SENTENCES:][0] :].strip()
    return context and context + _space(document.text[words.start - 1 :])


def _after(words: Evidence, document: Document) -> str:
    ends = (block.end for block in _blocks(words, document) if block.end > words.end)
    pieces = (document.text[words.end : end] for end in ends)
    nearest = next((piece for piece in pieces if piece.strip()), "")
    sentences = [*(at.start() for at in _BOUNDARY.finditer(nearest.lstrip())), len(nearest)]
    context = nearest.lstrip()[: sentences[:SENTENCES][-1]].strip()
    return context and _space(nearest) + context


def _blocks(words: Evidence, document: Document) -> list[Block]:
    """The blocks that hold the words, and all paragraphs: a headline is no context of a paragraph."""
    return [block for block in document.blocks if block.kind == "paragraph" or block.span.overlaps(words.span)]


def _space(text: str) -> str:
    return " " if text[:1].isspace() else ""


def _anchor(words: Evidence, anchor: Evidence) -> Span | None:
    if not words.span.contains(anchor.span):
        return None
    return Span(anchor.start - words.start, anchor.end - words.start)
