"""Which quotations of a sentence a cue introduces, by what stands between the two."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.attribution.quotation import Quotation
from dragoman.model import Sentence, Span, Token

_MARKS = "\"“”„«»'‘’` "
_POINT = re.compile(r"[,?!….;—–-]")
_OPENS = re.compile(r"[,:.—–-]\s*[\"“„«'‘`]*\s*$")
_ADVERB = 24
"""Code points that may stand between a quotation and the phrase of its cue: an adverb, a day."""
_LONGEST = 90
"""Code points between a cue and the comma before its quotation: "told reporters in the capital on Sunday, "…"."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """The quotations that bear on one cue.

    Attributes:
        own: Those that it introduces.
        inside: Those that share words with its sentence, in order.
    """

    own: tuple[Span, ...]
    inside: Sequence[Quotation]

    def holding(self, token: Token) -> Span | None:
        """The quotation that a word stands in; None outside any."""
        return next((one.span for one in self.inside if one.start <= token.start < one.end), None)


def introduced(
    text: str, sentence: Sentence, verbs: Sequence[Token], inside: Sequence[Quotation]
) -> Mapping[int, tuple[Span, ...]]:
    """The quotations that each cue of a sentence introduces, by the cue's place; each has one cue at most.

    Args:
        text: The document's text.
        sentence: The sentence of the cues.
        verbs: Cues that can introduce direct speech, in order.
        inside: The quotations that share words with the sentence, in order.
    """
    found: dict[int, tuple[Span, ...]] = {}
    if not inside:
        return found
    phrases = [(verb, *_phrase(sentence, verb, inside)) for verb in verbs if not in_quotation(verb, inside)]
    taken = 0
    for verb, left, right in phrases:
        free = [one for one in inside if one.start >= taken]
        before = _before(text, [one for one in free if one.end <= left], left)
        earlier = bool(before) and before[-1].end <= sentence.start
        if before and (earlier or _is_title(text, before)) and _complemented(sentence, verb):
            before = []
        after = next((one for one in free if one.start >= right), None)
        nearer = after is not None and any(right <= other.start < after.start for other, *_ in phrases)
        own = before + ([] if nearer else _after(text, after, right, going_on=bool(before)))
        if own:
            found[verb.index] = tuple(one.span for one in own)
            taken = own[-1].end
    return found


def in_quotation(token: Token, inside: Sequence[Quotation]) -> bool:
    """Whether a word stands within quotation marks."""
    return any(one.start <= token.start < one.end for one in inside)


def _phrase(sentence: Sentence, verb: Token, inside: Sequence[Quotation]) -> tuple[int, int]:
    """First and last code point of a cue with its subject and what else of it isn't said."""
    start, end = verb.start, verb.end
    for child in sentence.children(verb.index, "nsubj", "aux", "advmod", "neg", "npadvmod"):
        words = [sentence.tokens[at] for at in sentence.subtree(child.index)]
        if in_quotation(child, inside):
            continue
        if child.index < verb.index:
            start = min(start, *(word.start for word in words))
        elif child.dep == "nsubj":
            end = max(end, *(word.end for word in words))
    return start, end


def _is_title(text: str, before: Sequence[Quotation]) -> bool:
    """Whether what stands before a cue may be the name of a broadcast or a book rather than speech."""
    return len(text[before[-1].start : before[-1].end].split()) <= _TITLE and len(before) == 1


def _complemented(sentence: Sentence, verb: Token) -> bool:
    """Whether a cue has a content of its own after it."""
    return any(child.index > verb.index for child in sentence.children(verb.index, "dobj", "xcomp", "ccomp"))


_TITLE = 6
"""Words of the longest title in quotation marks that is told from speech."""


def _before(text: str, before: Sequence[Quotation], left: int) -> list[Quotation]:
    """ "…," she said: the last quotation before the cue, and those that end where it begins."""
    if not before or not _adjoins(text, before[-1].end, left) or _goes_on(text, before[-1]):
        return []
    found = [before[-1]]
    for one in reversed(before[:-1]):
        if found[0].start - one.end > 4:
            break
        found.insert(0, one)
    return found


def _goes_on(text: str, quotation: Quotation) -> bool:
    """Whether a quotation goes on a phrase of the reporter's: the end of 'called it "a farce," she said'."""
    before = text[max(0, quotation.start - 12) : quotation.start].rstrip(_MARKS)
    return before[-1:].isalnum()


def _adjoins(text: str, end: int, left: int) -> bool:
    """Whether a quotation that ends in a point or a comma stands just before a cue's phrase."""
    if left - end > 2 * _ADVERB:
        return False
    between = text[end:left].strip(_MARKS)
    return len(between) <= _ADVERB and ":" not in between and bool(_POINT.search(text[max(0, end - 2) : end + 3]))


def _after(text: str, after: Quotation | None, right: int, *, going_on: bool) -> list[Quotation]:
    """She said: "…" — the first quotation after the cue where a comma, a colon or nothing parts them."""
    if after is None or after.start - right > _LONGEST:
        return []
    between = text[right : after.start]
    alone = not between.strip(_MARKS + ",:—–-")
    return [after] if alone or going_on or _OPENS.search(between) else []
