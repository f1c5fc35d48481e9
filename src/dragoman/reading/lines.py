"""Paragraphs of plain text: which lines run on into the next, and which end there.

Text comes hard-wrapped at some column or one paragraph a line, with or without blank lines between paragraphs. A line
of wrapped text runs on because the next word had no room on it; that room is what is measured here, over the whole
document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from dragoman.reading.furniture import ends_sentence, is_furniture
from dragoman.reading.rendered import Stretch

_BREAKS = "\\n\\r\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029"
_LINE = re.compile(rf"\S(?:[^{_BREAKS}]*\S)?")
_BREAK = re.compile(rf"\r\n|[{_BREAKS}]")
_PARAGRAPH_MARK = re.compile(r"[\v\f\x1c-\x1e\u2029]")
_WORDS = re.compile(r"[^\W_]")
_FIRST_WORD = re.compile(r"\S+")
_BREAKS_OFF = re.compile(r"\s(?:the|an?|of|to|and|or|its|their|that|from|with)\Z")
_BULLET = re.compile(r"(?:[-*•‣▪–—]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")

WIDEST_WRAP = 130
"""Columns; mail and terminals wrap at 60 to 100, some sites at 120. Longer lines are paragraphs of their own."""

NARROWEST_WRAP = 30
"""Columns; a newspaper column set narrower than this isn't told from a list."""

WRAPPED_SHARE = 0.25
"""Share of the line ends without a final stop at which the line is full and the sentence goes on in small letters. 91
news texts wrapped at 40 to 120 columns measured a median of 0.88 and 0.70 at the fifth percentile; the same texts with
one sentence or one headline a line never passed 0.14."""


ENDS_MEASURED = 20_000
"""Line ends that the wrapping is told from: enough for any report, and no cost in a file of a million lines."""


class Line(NamedTuple):
    """One line that has a letter or figure in it, without the white space around it.

    Attributes:
        start: First code point.
        end: One past the last.
        indent: Columns of white space before it.
        opens: Whether a blank line, a page break or the start of the text stands before it.
    """

    start: int
    end: int
    indent: int
    opens: bool


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a document's lines are broken.

    Attributes:
        width: The column its lines are filled to; 0 where they aren't wrapped.
        indent: The commonest indent of its lines.
    """

    width: int
    indent: int


def paragraphs(text: str) -> tuple[Stretch, ...]:
    """The paragraphs and single lines of a plain text, in order; lines without a letter or figure belong to none."""
    lines = list(_lines(text))
    wrapping = _wrapping(text, lines)
    return tuple(_joined_lines(text, lines, wrapping))


def _lines(text: str) -> Iterator[Line]:
    """The lines with words, in one pass."""
    at, opens = 0, True
    for match in _LINE.finditer(text):
        start, end = match.span()
        gap = text[at:start]
        if gap == "\n":
            indent = 0
        else:
            breaks = [found.end() for found in _BREAK.finditer(gap)]
            opens = opens or len(breaks) > 1 or _PARAGRAPH_MARK.search(gap) is not None
            indent = len(gap) - (breaks[-1] if breaks else 0)
        at = end
        if _WORDS.search(text, start, end):
            yield Line(start, end, indent, opens)
            opens = False
        else:
            opens = True


def _wrapping(text: str, lines: list[Line]) -> Wrapping:
    """Tell the width that a document's lines are wrapped at from the line ends that have no blank line after them."""
    following = zip(lines, islice(lines, 1, None), strict=False)
    pairs = list(islice(((line, after) for line, after in following if not after.opens), ENDS_MEASURED))
    if not pairs:
        return Wrapping(0, 0)
    columns = sorted(line.indent + line.end - line.start for pair in pairs for line in pair)
    usual = columns[len(columns) * 9 // 10]
    width = max(column for column in columns if column <= 1.1 * usual)  # a long address may stand out
    indent = Counter(after.indent for _, after in pairs).most_common(1)[0][0]
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return Wrapping(0, indent)
    wrapping = Wrapping(width, indent)
    open_ends = [(line, after) for line, after in pairs if not _ends(text, line)]
    run_on = sum(
        _is_full(text, line, after, wrapping) and (_goes_on(text, line, after) or text[line.start : line.end].isupper())
        for line, after in open_ends  # in a cable all in capitals the next line's case tells nothing
    )
    return wrapping if run_on > 1 and run_on >= WRAPPED_SHARE * len(open_ends) else Wrapping(0, indent)


def _joined_lines(text: str, lines: list[Line], wrapping: Wrapping) -> Iterator[Stretch]:
    """Stretches of lines that run on into each other."""
    first: Line | None = None
    last: Line | None = None
    for line in lines:
        if first is not None and last is not None and not _runs_on(text, last, line, wrapping):
            yield Stretch(first.start, last.end)
            first = None
        first = first or line
        last = line
    if first is not None and last is not None:
        yield Stretch(first.start, last.end)


def _runs_on(text: str, line: Line, after: Line, wrapping: Wrapping) -> bool:
    """Whether the sentence or paragraph of `line` goes on in `after`."""
    if after.opens or _BULLET.match(text, after.start, after.end):
        return False
    ends, goes_on, columns = _ends(text, line), _goes_on(text, line, after), _columns(line, wrapping)
    if not wrapping.width:
        run_on = not ends and goes_on and NARROWEST_WRAP <= columns <= WIDEST_WRAP
        return run_on and not is_furniture(text[line.start : line.end])
    if after.indent > wrapping.indent and not goes_on:
        return False
    full = _is_full(text, line, after, wrapping)
    if ends:
        return full and not is_furniture(text[after.start : after.end])
    if full or goes_on:
        return not is_furniture(text[line.start : line.end])
    roomy = columns < 0.8 * wrapping.width
    return not roomy and not any(is_furniture(text[one.start : one.end]) for one in (line, after))


def _columns(line: Line, wrapping: Wrapping) -> int:
    """The column that a line ends in; a text's first line has often lost its indent."""
    return max(line.indent, wrapping.indent if line.start == 0 else 0) + line.end - line.start


def _is_full(text: str, line: Line, after: Line, wrapping: Wrapping) -> bool:
    """Whether the first word of the next line would have had no room on this one."""
    word = _FIRST_WORD.match(text, after.start, after.end)
    length = word.end() - word.start() if word else 0
    return _columns(line, wrapping) + 1 + length > wrapping.width


def _goes_on(text: str, line: Line, after: Line) -> bool:
    """Whether the next line opens with a small letter, or this one breaks off after a word that nothing ends in."""
    return text[after.start].islower() or _BREAKS_OFF.search(text, line.start, line.end) is not None


def _ends(text: str, line: Line) -> bool:
    """Whether a line ends in a mark that ends sentences."""
    return not text[line.end - 1].isalnum() and ends_sentence(text[max(line.start, line.end - 8) : line.end])
