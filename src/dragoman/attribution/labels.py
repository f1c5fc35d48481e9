"""Speakers that a label names: "MODERATOR: …" of a transcript, "Mayor: …" of a headline, a name after a dash."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.attribution.sources import parties_of
from dragoman.attribution.statement import Found, Source
from dragoman.model import Block, Document, Links, Sentence, Span

_WORD = r"[^\W\d_][\w.'’-]*"
_CAPITALS = re.compile(r"[\s\"“]*((?:[A-Z][A-Z.'’-]*\s?){1,5}(?:\([^)\n]{1,30}\))?)(:)\s+(?=\S)")
_NAME = re.compile(rf"\s*({_WORD}(?: {_WORD}){{0,5}})(:)\s+(?=\S)")
_SIGNED = re.compile(rf"[\"”’'.!?]\s*(―|—|–|--)\s*({_WORD}(?:[ ,]+{_WORD}){{0,7}})\s*$")
_FEWEST = 2
"""Blocks with a name and a colon from which a report is taken for a transcript."""


@dataclass(frozen=True, slots=True)
class Label:
    """A speaker's name with its mark, and what it governs.

    Attributes:
        name: The words that name the speaker.
        mark: The colon or the dash.
        content: What is said.
    """

    name: Span
    mark: Span
    content: Span


def by_labels(document: Document, sentences: Sequence[Sentence], links: Links) -> Iterator[Found]:
    """The statements of speakers whom a label names, a block each."""
    starting = {sentence.block_index: sentence for sentence in reversed(sentences)}
    ending = {sentence.block_index: sentence for sentence in sentences}
    for at, label in find_labels(document):
        named = starting.get(at) if label.name < label.content else ending.get(at)
        yield Found(
            _source(named, label.name, links), document.evidence(label.mark.start, label.mark.end), (label.content,)
        )


def find_labels(document: Document) -> Iterator[tuple[int, Label]]:
    """Each block's position and label, for the blocks that have one."""
    text, blocks = document.text, document.blocks
    named = {at: found for at, block in enumerate(blocks) if (found := _NAME.match(text, block.start, block.end))}
    spoken = {at: found for at, block in enumerate(blocks) if (found := _CAPITALS.match(text, block.start, block.end))}
    for at, block in enumerate(blocks):
        found = spoken.get(at)
        if found is None and at in named and _is_speaker(named[at], block, len(named)):
            found = named[at]
        if found is not None:
            yield at, Label(_span(found, 1), _span(found, 2), Span(found.end(), block.end))
        elif signed := _SIGNED.search(text, max(block.start, block.end - 120), block.end):
            yield at, Label(_span(signed, 2), _span(signed, 1), Span(block.start, signed.start() + 1))


def _is_speaker(found: re.Match[str], block: Block, count: int) -> bool:
    words = found[1].split()
    named = all(word[0].isupper() for word in words)
    return named and len(words) <= 4 and (block.kind in ("headline", "deck", "subhead") or count >= _FEWEST)


def _span(found: re.Match[str], group: int) -> Span:
    start, end = found.span(group)
    return Span(start, start + len(found.string[start:end].rstrip()))


def _source(sentence: Sentence | None, name: Span, links: Links) -> Source:
    tokens = [token for token in sentence.tokens if name.start <= token.start < name.end] if sentence else []
    if sentence is None or not tokens:
        return Source(None, name)
    head = next((token for token in reversed(tokens) if sentence.mention_at(token.index)), tokens[-1])
    return Source(head, name, parties_of(sentence, head, links))
