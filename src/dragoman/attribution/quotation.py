"""Quotation marks: the quoted stretches of a document, matched once over each block in linear time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.model import Document, Span

_OPEN = {"“": "”", "„": "”", "«": "»", "‟": "”"}
_CLOSE = frozenset("”»")
_STRAIGHT = '"'
_DOUBLED = ("''", "``", "‘‘", "’’")
_SINGLE = {"‘": "’", "'": "'"}


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


@dataclass(frozen=True, slots=True)
class _Mark:
    """A quotation mark as it stands: where, how long, and what closes it."""

    at: int
    size: int
    closing: str


def find_quotations(document: Document) -> tuple[Quotation, ...]:
    """Every quotation, in order, the outermost where they nest.

    An unclosed one ends with its block, so that it can't swallow the report; one in single marks must be closed.
    """
    return tuple(
        quotation for block in document.blocks for quotation in _in_block(document.text, block.start, block.end)
    )


def _in_block(text: str, start: int, end: int) -> Iterator[Quotation]:
    closers = _single_closers(text, start, end)
    opened: _Mark | None = None
    at = start
    while at < end:
        size = 1
        if opened is None:
            opened = _opening(text, at, start, closers)
            size = opened.size if opened else 1
        elif _closes(text, at, opened):
            inside = opened.at + opened.size
            size = opened.size
            if inside < at:
                yield Quotation(inside, at)
            opened = None
        at += size
    if opened is not None and opened.closing not in _SINGLE.values() and opened.at + opened.size < end:
        yield Quotation(opened.at + opened.size, end, closed=False)


def _opening(text: str, at: int, start: int, last_closer: int) -> _Mark | None:
    """The mark that opens a quotation here, or None."""
    char = text[at]
    if char in _OPEN:
        return _Mark(at, 1, _OPEN[char])
    if char == "”" and _opens(text, at, start):
        return _Mark(at, 1, "”")
    if text[at : at + 2] in _DOUBLED and _opens(text, at, start):
        return _Mark(at, 2, "''")
    if char == _STRAIGHT and _opens(text, at, start):
        return _Mark(at, 1, _STRAIGHT)
    if char in _SINGLE and at < last_closer and text[at + 1].isalpha() and _opens(text, at, start):
        return _Mark(at, 1, _SINGLE[char])
    return None


def _closes(text: str, at: int, opened: _Mark) -> bool:
    """Whether the mark here closes an open quotation; typists mix curly and straight marks."""
    if opened.closing in _SINGLE.values():
        return text[at] in _SINGLE.values() and _ends_word(text, at)
    if opened.closing == "''":
        return text[at : at + 2] in _DOUBLED
    if text[at] in _CLOSE:
        return text[at] == opened.closing or opened.closing != _STRAIGHT or _after_word(text, at)
    if text[at] == _STRAIGHT:
        return opened.closing == _STRAIGHT or _after_word(text, at)
    return text[at] == "“" and _after_word(text, at)


def _after_word(text: str, at: int) -> bool:
    """Whether a mark stands at the end of a word or after a point, with no word after it."""
    return not text[at - 1].isspace() and not text[at + 1 : at + 2].isalnum()


def _opens(text: str, at: int, start: int) -> bool:
    """A straight mark opens at a block's start and after white space, a bracket or a dash."""
    return at == start or text[at - 1].isspace() or text[at - 1] in "([—–-―'‘"


def _ends_word(text: str, at: int) -> bool:
    """Whether a single mark may close a quotation: after a word or a point, and not inside a word or after a plural."""
    follows = text[at + 1 : at + 2]
    return not text[at - 1].isspace() and not follows.isalnum() and not (text[at - 1] == "s" and follows == " ")


def _single_closers(text: str, start: int, end: int) -> int:
    """Where the last single mark stands that could close a quotation of the block; -1 for none."""
    for at in range(end - 1, start, -1):
        if text[at] in _SINGLE.values() and _ends_word(text, at):
            return at
    return -1
