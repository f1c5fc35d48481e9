"""Kinds of block: which stretch of a report is its label, headline, deck, dateline, subhead or paragraph.

The end of the reading step. A wrong headline costs an event, so a stretch is a paragraph until something certain says
otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.model.report import Block, BlockKind
from dragoman.reading.dates import date_line, opening_day
from dragoman.reading.furniture import LONGEST_LABEL, ends_sentence, is_byline, is_label
from dragoman.reading.rendered import Stretch

LONGEST_HEADLINE_WORDS = 20
LONGEST_SUBHEAD_WORDS = 12
LONGEST_DECK_WORDS = 60
LONGEST_DECK_ALONE_WORDS = 40
SHORTEST_DECK_WORDS = 6
LONGEST_PLAIN_SUBHEAD_WORDS = 8
LONGEST_SECTION_WORDS = 6
FRONT_STRETCHES = 8
"""A story's front matter (label, headline, deck, byline, date) is looked for in so many of its first stretches."""

_LONGEST_FURNITURE = 400
"""Code points; longer stretches are paragraphs and are never looked into."""

_CLOSING = "\"'”’»)] "
_STOP = re.compile(rf"(?:[^.]\.|[,:])[{re.escape(_CLOSING)}]*$")
_OPENING_QUOTES = ('"', "“", "‘", "«")
_REGION = r"(?:,\s[\w. ]{2,25})?"
_CITY_OPENING = re.compile(
    rf"(?:[A-Z][A-Z.'’/-]{{2,}}(?: [A-Z.'’/-]{{2,}}){{0,3}}{_REGION}(?:\s*\([^()]{{2,40}}\))?"
    rf"|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){{0,2}}{_REGION}\s*\([A-Z][^()]{{1,40}}\))\s*(?:[—―]|\s[–-]{{1,2}}\s|--)"
)
_SMALL = (
    "a an and as at but by for from in into near nor of off on onto or over per than the to up via vs with after amid"
)
_SMALL_WORDS = frozenset(_SMALL.split())
_BREAKING_OFF = frozenset({"the", "a", "an", "of", "to", "and", "or", "its", "their", "that", "from", "with"})
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Segments:
    """The blocks of a text and what they say of the report.

    Attributes:
        blocks: In order, without overlap.
        headline: Words of the first headline, white space collapsed; None where there is none.
        published_on: Day of a date line, or of an opening such as "ANKARA, Nov. 3, 2025 —"; None without one.
    """

    blocks: tuple[Block, ...]
    headline: str | None
    published_on: date | None


@dataclass(frozen=True, slots=True)
class _Reader:
    """A text with its stretches; answers what can be asked of one stretch."""

    text: str
    stretches: Sequence[Stretch]

    def words(self, index: int) -> str:
        """The stretch's words, white space collapsed."""
        start, end, _ = self.stretches[index]
        return " ".join(self.text[start:end].split())

    def length(self, index: int) -> int:
        """Code points."""
        return self.stretches[index].end - self.stretches[index].start

    def count(self, index: int) -> int:
        """Words; long stretches are counted by their first 400 code points only."""
        start, end, _ = self.stretches[index]
        return len(self.text[start : min(end, start + _LONGEST_FURNITURE)].split())

    def stops(self, index: int) -> bool:
        """Whether the stretch ends like a sentence, or like words that lead to what follows."""
        start, end, _ = self.stretches[index]
        return _STOP.search(self.text, max(start, end - 8), end) is not None

    def is_story(self, index: int) -> bool:
        """Whether the stretch reads as a paragraph: it ends as sentences do, or is as long as one."""
        start, end, _ = self.stretches[index]
        return self.count(index) >= 25 or ends_sentence(self.text[max(start, end - 8) : end])


def segment(text: str, stretches: Iterable[Stretch], *, title: str | None = None) -> Segments:
    """Tell the blocks of a rendered text apart.

    Args:
        text: The text as it will be stored.
        stretches: Its paragraphs and single lines in order; a kind that the markup gave is kept.
        title: The headline, where the source gives it apart from the text; a stretch that repeats it is a headline.
    """
    reader = _Reader(text, tuple(stretches))
    kinds = _marked_kinds(reader)
    _find_headline(reader, kinds, title)
    _find_decks(reader, kinds)
    _find_subheads(reader, kinds)
    blocks = tuple(
        Block(kind or "paragraph", stretch.start, stretch.end)
        for kind, stretch in zip(kinds, reader.stretches, strict=True)
    )
    headline = next((reader.words(index) for index, kind in enumerate(kinds) if kind == "headline"), None)
    return Segments(blocks, headline, _published_on(reader, kinds))


def _marked_kinds(reader: _Reader) -> list[BlockKind | None]:
    """What markup says, and the lines of furniture that are certain from their own words."""
    kinds: list[BlockKind | None] = []
    for index, stretch in enumerate(reader.stretches):
        kind = stretch.kind
        if kind is None and reader.length(index) <= LONGEST_LABEL:
            words = reader.words(index)
            kind = "dateline" if date_line(words) else "label" if is_label(words) else None
        kinds.append(kind)
    return kinds


def _find_headline(reader: _Reader, kinds: list[BlockKind | None], title: str | None) -> None:
    """Mark the headline and every repetition of it."""
    known = _key(title) if title else ""
    if "headline" not in kinds:
        first = _first_open(kinds, 0)
        if first is not None and _is_section(reader, kinds, first, known):
            kinds[first] = "label"
            first = _first_open(kinds, first + 1)
        if first is not None and _is_headline(reader, kinds, first, known):
            kinds[first] = "headline"
    keys = {_key(reader.words(index)) for index, kind in enumerate(kinds) if kind == "headline"} | {known}
    longest = max(map(len, keys)) * 2 + 20
    for index, kind in enumerate(kinds):
        if kind in (None, "subhead") and reader.length(index) <= longest and _key(reader.words(index)) in keys - {""}:
            kinds[index] = "headline"


def _first_open(kinds: list[BlockKind | None], start: int) -> int | None:
    """The first stretch of the front matter from `start` on that is no furniture."""
    front = range(start, min(len(kinds), FRONT_STRETCHES))
    return next((index for index in front if kinds[index] in (None, "subhead")), None)


def _is_section(reader: _Reader, kinds: list[BlockKind | None], index: int, known: str) -> bool:
    """Whether a first line is a section's name: one word, or a few in capitals before the headline."""
    if kinds[index] is not None or reader.length(index) > LONGEST_LABEL or reader.stops(index):
        return False
    words = reader.words(index)
    count = len(words.split())
    after = _first_open(kinds, index + 1)
    if _key(words) == known or after is None or count > LONGEST_SECTION_WORDS:
        return False
    return count == 1 or (words.isupper() and _is_headline(reader, kinds, after, known))


def _is_headline(reader: _Reader, kinds: list[BlockKind | None], index: int, known: str) -> bool:
    """Whether a line is the known title, a heading, or a short line without a final stop that heads longer text."""
    if reader.length(index) > _LONGEST_FURNITURE:
        return False
    words = reader.words(index)
    if kinds[index] == "subhead" or _key(words) == known:
        return True
    if not 1 < len(words.split()) <= LONGEST_HEADLINE_WORDS or (
        reader.stops(index) and not _is_title_case(words, share=1.0)
    ):
        return False
    if words.endswith((",", ":")) or words.split()[-1] in _BREAKING_OFF or _CITY_OPENING.match(words):
        return False
    rest = range(index + 1, min(len(kinds), index + 1 + FRONT_STRETCHES))
    return any(kinds[at] is None and reader.is_story(at) and reader.length(at) > reader.length(index) for at in rest)


def _find_decks(reader: _Reader, kinds: list[BlockKind | None]) -> None:
    """Mark the lines between the headline and the story.

    A line with a final stop is a deck only where a byline, a date or the headline again follows, or a story that opens
    with its city: without such a sign it may be the story's first paragraph.
    """
    if "headline" not in kinds:
        return
    head = kinds.index("headline")
    front = range(head + 1, min(len(kinds), head + FRONT_STRETCHES))
    marks = [at for at in front if _closes_front(reader, kinds, at) and _only_decks(reader, kinds, range(head + 1, at))]
    last = max(marks, default=head)
    for at in range(head + 1, last):
        if kinds[at] is None:
            kinds[at] = "deck"
    after = last + 1
    if after + 1 < len(kinds) and kinds[after] is None and kinds[after + 1] is None and _is_lone_deck(reader, after):
        kinds[after] = "deck"


def _closes_front(reader: _Reader, kinds: list[BlockKind | None], index: int) -> bool:
    """Whether a stretch is a byline, a date or the headline again, and the story follows it."""
    kind = kinds[index]
    if kind not in ("dateline", "headline") and not (kind == "label" and is_byline(reader.words(index))):
        return False
    return any(kinds[at] is None and reader.is_story(at) for at in range(index + 1, min(len(kinds), index + 4)))


def _only_decks(reader: _Reader, kinds: list[BlockKind | None], between: range) -> bool:
    """Whether what stands before a mark of the front matter can be decks: two at most, one with a final stop."""
    decks = [at for at in between if kinds[at] not in ("dateline", "label", "headline")]
    short = all(kinds[at] is None and reader.count(at) <= LONGEST_DECK_WORDS for at in decks)
    return short and len(decks) <= 2 and sum(reader.stops(at) for at in decks) <= 1


def _is_lone_deck(reader: _Reader, index: int) -> bool:
    """Whether a line right before the story is a deck: it has no final stop, or the story opens with its city."""
    if reader.length(index) > _LONGEST_FURNITURE or not reader.is_story(index + 1):
        return False
    words = reader.words(index)
    count = len(words.split())
    if count > LONGEST_DECK_ALONE_WORDS or words.endswith((":", ",")) or _CITY_OPENING.match(words):
        return False
    if _CITY_OPENING.match(reader.words(index + 1)):
        return True
    return count >= SHORTEST_DECK_WORDS and not words.startswith(_OPENING_QUOTES) and not ends_sentence(words)


def _find_subheads(reader: _Reader, kinds: list[BlockKind | None]) -> None:
    """Mark the short headings that stand between paragraphs."""
    for index in range(1, len(kinds) - 1):
        if kinds[index] is None and reader.length(index) <= LONGEST_LABEL and _is_subhead(reader, kinds, index):
            kinds[index] = "subhead"


def _is_subhead(reader: _Reader, kinds: list[BlockKind | None], index: int) -> bool:
    """Whether a short line without a final stop stands alone between story text, not among other short lines."""
    start, end, _ = reader.stretches[index]
    if reader.stops(index) and not reader.text[start:end].isupper():
        return False
    words = reader.words(index)
    count = len(words.split())
    if count > LONGEST_SUBHEAD_WORDS or _CITY_OPENING.match(words) or kinds[index + 1] not in (None, "paragraph"):
        return False
    if words.endswith((",", ":")):
        return False
    if words.rstrip(_CLOSING).endswith("!") or (words.startswith(_OPENING_QUOTES) and not _is_quotation(words)):
        return False
    if count > LONGEST_PLAIN_SUBHEAD_WORDS and not _is_title_case(words):
        return False
    alone = kinds[index - 1] not in (None, "paragraph") or reader.is_story(index - 1)
    return alone and reader.is_story(index + 1)


def _published_on(reader: _Reader, kinds: list[BlockKind | None]) -> date | None:
    """The day of the first date line, publication before update; else of the story's opening."""
    lines = [date_line(reader.words(index)) for index, kind in enumerate(kinds) if kind == "dateline"]
    dated = [line for line in lines if line is not None and line.day is not None]
    if dated:
        return min(dated, key=lambda line: line.updated).day
    story = next((index for index, kind in enumerate(kinds) if kind in (None, "paragraph")), None)
    if story is None:
        return None
    start = reader.stretches[story].start
    return opening_day(reader.text[start : start + LONGEST_LABEL])


def _is_quotation(words: str) -> bool:
    """Whether words that open with a quotation mark are all inside it, and no whole sentence."""
    return words[-1] in _CLOSING and not ends_sentence(words)


def _is_title_case(words: str, *, share: float = 0.75) -> bool:
    """Whether a share of the words that titles capitalise are capitalised; at least two must be."""
    told: list[str] = [word for word in _WORD.findall(words) if word.lower() not in _SMALL_WORDS]
    capitals = sum(word[0].isupper() for word in told)
    return capitals >= 2 and capitals >= share * len(told)


def _key(words: str) -> str:
    """What two copies of a headline have in common."""
    return _NOT_WORD.sub(" ", words.casefold()).strip()
