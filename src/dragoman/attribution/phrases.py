"""Stretches of a sentence: the words of a phrase as intervals of the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.model import Sentence, Span, Token

_POINTS = ("PUNCT", "SPACE")


def pieces(sentence: Sentence, places: Iterable[int]) -> tuple[Span, ...]:
    """The words at these places as intervals, in order: joined over points, cut where other words stand between."""
    runs: list[list[int]] = []
    tokens = sentence.tokens
    for at in sorted(set(places)):
        if tokens[at].pos in _POINTS:
            continue
        if runs and all(tokens[between].pos in _POINTS for between in range(runs[-1][1] + 1, at)):
            runs[-1][1] = at
        else:
            runs.append([at, at])
    return tuple(Span(tokens[first].start, tokens[last].end) for first, last in runs)


def noun_phrase(sentence: Sentence, head: Token, without: Token | None = None) -> Span:
    """The whole phrase of a noun: what hangs on it, around it without a break, short of the token `without`."""
    places = set(sentence.subtree(head.index))
    if without is not None:
        beyond = range(without.index + 1) if without.index < head.index else range(without.index, len(sentence.tokens))
        places -= set(beyond)
    first = last = head.index
    while first - 1 in places:
        first -= 1
    while last + 1 in places:
        last += 1
    return pieces(sentence, range(first, last + 1))[0] if sentence.tokens[head.index].pos not in _POINTS else _of(head)


def rest(sentence: Sentence, phrase: set[int]) -> tuple[Span, ...]:
    """All of a sentence outside a phrase, in one or two pieces: a piece of one or two words is left out of two."""
    found = pieces(sentence, set(range(len(sentence.tokens))) - phrase)
    long = tuple(span for span in found if span.end - span.start > _SHORT)
    return (long or found)[:2]


_SHORT = 12
"""Code points of a piece that is more likely a linking word ("But, according to …") than content."""


def without(spans: Sequence[Span], cut: Span) -> tuple[Span, ...]:
    """The intervals less what they share with another."""
    found: list[Span] = []
    for span in spans:
        if not span.overlaps(cut):
            found.append(span)
            continue
        found.extend(Span(*ends) for ends in ((span.start, cut.start), (cut.end, span.end)) if ends[0] < ends[1])
    return tuple(found)


def within(spans: Sequence[Span], hold: Span | None) -> tuple[Span, ...]:
    """What of the intervals lies in another; all of them where it is None."""
    if hold is None:
        return tuple(spans)
    cut = [(max(span.start, hold.start), min(span.end, hold.end)) for span in spans]
    return tuple(Span(start, end) for start, end in cut if start < end)


def _of(token: Token) -> Span:
    return Span(token.start, token.end)
