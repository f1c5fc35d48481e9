"""Voices: who speaks at a place of a document, found without looking through all that anybody says."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from dragoman.coding.arguments import Voice
from dragoman.model import Attribution, Party, Span


class Voices:
    """The voices of a document.

    Args:
        attributions: Who says what.
        issuer: Who "we" is outside any quotation.
    """

    def __init__(self, attributions: Sequence[Attribution], issuer: Party | None = None) -> None:
        self._attributions = attributions
        self._issuer = issuer
        said = ((span, at) for at, one in enumerate(attributions) if one.voiced for span in one.content)
        self._said = sorted(said, key=lambda pair: pair[0].start)
        self._starts = [span.start for span, _ in self._said]
        # How far whatever begins up to here reaches: where that is short of a place, nothing before holds it.
        self._reach = list(accumulate((span.end for span, _ in self._said), max))

    def at(self, place: Span) -> Voice:
        """Who speaks there: the attributions whose content holds the place, the widest first."""
        around = sorted(set(self._holding(place)))
        found = [self._attributions[at] for at in around]
        return Voice(tuple(sorted(found, key=_length, reverse=True)), self._issuer)

    def _holding(self, place: Span) -> list[int]:
        found = []
        at = bisect_right(self._starts, place.start) - 1
        while at >= 0 and self._reach[at] >= place.end:
            span, attribution = self._said[at]
            if span.contains(place):
                found.append(attribution)
            at -= 1
        return found


def _length(attribution: Attribution) -> int:
    return sum(span.end - span.start for span in attribution.content)
