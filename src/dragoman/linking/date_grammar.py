"""A grammar of time expressions: rules over kinds of words, matched stage by stage, the longest first.

Part of the step `linking`. A rule's pattern is written in words:

```
the? day:DAYNUMBER|NTH of? month:FULLMONTH ( ,? year:YEAR )?
```

- `the`, `,` a word or mark; `FULLMONTH` a kind of `dragoman.linking.date_words`; `a|b` either; `?` may be missing
- `day:…` names what the rule's function asks for; `( … | … )` groups
- `TIME` is an expression that an earlier stage found: in "the end of last year" the second stage sees "the end of TIME"

Each stage reads the text once from left to right; where several rules match, the longest whose function accepts
it wins.
Patterns hold no loops, so the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from dragoman.linking.date_readings import Reading
from dragoman.linking.date_words import MARKS, REST, TIME, Lexicon, Words, number

Relation = Literal["at", "before", "after", "since", "until", "by", "for"]

NAME = re.compile(r"\(\?P<\w+>")
ITEM = re.compile(r"(?:(?P<name>[a-z0-9]+):)?(?P<choices>.+?)(?P<optional>\??)$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A time expression as the grammar found it.

    Attributes:
        first: Its first token.
        last: One past its last token.
        reading: What it means.
        relation: How what is told stands to it.
        told_from_event: Whether it is told from an event that the words don't date ("the following day").
        anchor: First and one past the last token of the words that name that event; None when none do.
        offset_days: Days from that event; None when the words don't say.
    """

    first: int
    last: int
    reading: Reading
    relation: Relation = "at"
    told_from_event: bool = False
    anchor: tuple[int, int] | None = None
    offset_days: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a pattern matched, for the rule's function to read.

    Attributes:
        words: The text.
        match: The match over the words' characters.
        pieces: What earlier stages found, by first token.
    """

    words: Words
    match: re.Match[str]
    pieces: Mapping[int, Piece]

    @property
    def first(self) -> int:
        """First token of the match."""
        return self.match.start()

    @property
    def last(self) -> int:
        """One past the last token of the match."""
        return self.match.end()

    def has(self, name: str) -> bool:
        """Whether the named part is there; a pattern without such a part lacks it."""
        return name in self.match.re.groupindex and self.match.start(name) >= 0

    def at(self, name: str) -> int:
        """The named part's first token; -1 when it is missing."""
        return self.match.start(name)

    def token(self, name: str) -> str:
        """The named part's first token in lower case; "" when it is missing."""
        return self.words.at(self.match.start(name)) if self.has(name) else ""

    def number(self, name: str) -> int:
        """The number that the named part's first token tells."""
        return number(self.token(name))

    def piece(self, name: str) -> Piece:
        """What an earlier stage found at the named part."""
        return self.pieces[self.match.start(name)]

    def reading(self, name: str) -> Reading:
        """What the named part means."""
        return self.piece(name).reading

    def made(self, reading: Reading, relation: Relation = "at") -> Piece:
        """The whole match as a piece."""
        return Piece(self.first, self.last, reading, relation)


Build = Callable[[Hit], Reading | Piece | None]


class Rule(NamedTuple):
    """A pattern and the function that makes a reading of what it matched, or None where it is no date after all."""

    pattern: str
    build: Build


class Compiled(NamedTuple):
    """A rule ready to run."""

    regex: re.Pattern[str]
    build: Build


class Entry(NamedTuple):
    """The rules that can begin with one character, and one expression that matches where any of them does."""

    gate: re.Pattern[str]
    rules: tuple[Compiled, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """The rules of one pass, by the character that they can begin with."""

    entries: Mapping[str, Entry]
    begin: re.Pattern[str]

    def scan(self, words: Words, codes: str, pieces: Mapping[int, Piece]) -> Iterator[Piece]:
        """What this stage finds in the codes, from left to right, without overlaps."""
        done = 0
        for begin in self.begin.finditer(codes):
            at = begin.start()
            if at < done or not self.entries[codes[at]].gate.match(codes, at):
                continue
            piece = self.longest(words, codes, pieces, at)
            if piece:
                done = piece.last
                yield piece

    def longest(self, words: Words, codes: str, pieces: Mapping[int, Piece], at: int) -> Piece | None:
        """The longest match at a token that its rule accepts; the earlier rule where two are as long."""
        found = [
            (-match.end(), order, match, rule.build)
            for order, rule in enumerate(self.entries[codes[at]].rules)
            if (match := rule.regex.match(codes, at))
        ]
        for _, _, match, build in sorted(found, key=lambda item: item[:2]):
            made = build(Hit(words, match, pieces))
            if made is not None:
                return made if isinstance(made, Piece) else Piece(match.start(), match.end(), made)
        return None


@dataclass(frozen=True, slots=True)
class Grammar:
    """A lexicon and the stages that read with it."""

    lexicon: Lexicon
    stages: tuple[Stage, ...]

    def parse(self, words: Words) -> list[Piece]:
        """All time expressions of a text, in order, none inside another."""
        pieces: dict[int, Piece] = {}
        codes = words.codes
        for stage in self.stages:
            found = list(stage.scan(words, codes, pieces))
            for piece in found:
                for index in range(piece.first + 1, piece.last):
                    pieces.pop(index, None)
                pieces[piece.first] = piece
            codes = folded(codes, found)
        return [trimmed(pieces[first], words) for first in sorted(pieces)]


def folded(codes: str, pieces: Sequence[Piece]) -> str:
    """The codes with each piece written as one TIME, as long as before."""
    parts, at = [], 0
    for piece in pieces:
        parts += [codes[at : piece.first], TIME, REST * (piece.last - piece.first - 1)]
        at = piece.last
    return "".join([*parts, codes[at:]])


def trimmed(piece: Piece, words: Words) -> Piece:
    """The piece without a full stop at its end, which may close the sentence."""
    return replace(piece, last=piece.last - 1) if words.at(piece.last - 1) == "." else piece


def grammar(stages: Sequence[Sequence[Rule]], make: Callable[[set[str]], Lexicon]) -> Grammar:
    """Compile rules, stage by stage, with the lexicon that `make` gives for the words they name."""
    literals = {
        word
        for rules in stages
        for rule in rules
        for item in rule.pattern.split()
        for word in choices(item)
        if word.islower()
    }
    lexicon = make(literals)
    return Grammar(lexicon, tuple(stage(rules, lexicon.codes) for rules in stages))


def choices(item: str) -> list[str]:
    """The words, marks and kinds that one item of a pattern allows; none for a bracket."""
    match = ITEM.match(item)
    if match is None or item[0] in "()|":
        return []
    return match["choices"].split("|")


def stage(rules: Sequence[Rule], codes: Mapping[str, str]) -> Stage:
    """Compile the rules of one stage."""
    table: dict[str, list[Compiled]] = {}
    for rule in rules:
        regex, firsts, _ = translated(iter(rule.pattern.split()), codes)
        compiled = Compiled(re.compile(regex), rule.build)
        for first in sorted(firsts):
            table.setdefault(first, []).append(compiled)
    begin = re.compile("[" + re.escape("".join(sorted(table))) + "]")
    return Stage({first: entry(found) for first, found in table.items()}, begin)


def entry(rules: Sequence[Compiled]) -> Entry:
    """Gather rules behind one gate; without their names they can stand in one expression."""
    gate = "|".join(NAME.sub("(?:", rule.regex.pattern) for rule in rules)
    return Entry(re.compile(gate), tuple(rules))


def translated(items: Iterator[str], codes: Mapping[str, str]) -> tuple[str, set[str], bool]:
    """A pattern, up to its closing bracket, as a regular expression over codes.

    Returns:
        The expression; the characters it can begin with; whether it can match nothing.
    """
    branches: list[str] = []
    firsts: set[str] = set()
    current, open_front, empty = "", True, False
    for item in items:
        if item in (")", ")?"):
            break
        if item == "|":
            branches.append(current)
            current, empty, open_front = "", empty or open_front, True
            continue
        regex, begins, skippable = one_item(item, items, codes)
        current += regex
        if open_front:
            firsts |= begins
        open_front = open_front and skippable
    else:
        item = ")"
    branches.append(current)
    joined = branches[0] if len(branches) == 1 else "|".join(branches)
    optional = item == ")?"
    return f"(?:{joined}){'?' if optional else ''}", firsts, empty or open_front or optional


def one_item(item: str, rest: Iterator[str], codes: Mapping[str, str]) -> tuple[str, set[str], bool]:
    """One item, or the group that it opens, like `translated`.

    Raises:
        KeyError: A kind that doesn't exist.
    """
    if item == "(":
        return translated(rest, codes)
    match = ITEM.match(item)
    if match is None:
        raise KeyError(item)
    options = match["choices"].split("|")
    if options == ["TIME"]:
        regex, begins = f"{TIME}{REST}*+", {TIME}
    else:
        begins = set("".join(MARKS.get(option) or codes[option] for option in options))
        regex = "[" + re.escape("".join(sorted(begins))) + "]"
    if match["name"]:
        regex = f"(?P<{match['name']}>{regex})"
    return (f"(?:{regex})?", begins, True) if match["optional"] else (regex, begins, False)
