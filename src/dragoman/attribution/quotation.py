"""Quotation marks: the quoted stretches of a document, matched once over each block in linear time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.model import Document, Span

_OPEN = {"“": "”", "„": "”", "«": "»", "‟": "”"}
_CLOSE = frozenset("”»")
_STRAIGHT = '"'


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks.

    Attributes:
        start: First code point inside the marks.
        end: One past the last code point inside the marks.
        closed: Whether the closing mark stands; a speech over several paragraphs is closed in its last one only.
    """

    start: int
    end: int
    closed: bool = True

    @property
    def span(self) -> Span:
        """The interval without the marks."""
        return Span(self.start, self.end)


def find_quotations(document: Document) -> tuple[Quotation, ...]:
    """Every quotation, in order. An unclosed one ends with its block, so that it can't swallow the report."""
    return tuple(
        quotation for block in document.blocks for quotation in _in_block(document.text, block.start, block.end)
    )


def _in_block(text: str, start: int, end: int) -> Iterator[Quotation]:
    opened: int | None = None
    mark = ""
    for at in range(start, end):
        char = text[at]
        if opened is None:
            if char in _OPEN or (char == _STRAIGHT and _opens(text, at, start)):
                opened, mark = at + 1, _OPEN.get(char, _STRAIGHT)
        elif char == mark or (char in _CLOSE and mark != _STRAIGHT):
            if opened < at:
                yield Quotation(opened, at)
            opened = None
    if opened is not None and opened < end:
        yield Quotation(opened, end, closed=False)


def _opens(text: str, at: int, start: int) -> bool:
    """A straight mark opens at a block's start and after white space, a bracket or a dash."""
    return at == start or text[at - 1].isspace() or text[at - 1] in "([—–-'‘"
