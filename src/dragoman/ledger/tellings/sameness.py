"""Sameness: may two tellings be of one occurrence, and how sure is it; a pure function of the two.

What excludes it comes first (`grounds.excluded`), then whether more than type, parties and a week speaks for it
(`grounds.corroborated`); of the rest, a logistic regression over what speaks for and against (`grounds.grounds`) tells
how sure it is. Its weights are fitted on corpus/merges by `scripts/fit_merging.py`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from dragoman.ledger.tellings.grounds import NAMES, corroborated, excluded, grounds
from dragoman.ledger.tellings.sketch import Sketch

SAME: Final = 0.3
"""From this score on two claims are linked, if something corroborates it; chosen on corpus/merges (decision 9)."""

WEIGHTS: Final = (-0.91, -0.44, 1.61, 0.76, -2.65, 1.42, -0.95, 1.03, 1.63, 0.48, 0.54, -0.18, 0.70)
"""Of each of the grounds, in the order of their names."""


@dataclass(frozen=True, slots=True)
class Sameness:
    """How sure it is that two claims tell one occurrence.

    Attributes:
        score: From 0 to 1.
        reason: What speaks for it, in words for the user.
    """

    score: float
    reason: str


def compatible(one: Sketch, other: Sketch, *, copies: bool = False) -> bool:
    """Whether the two may be one occurrence at all: type, status, time and parties don't exclude it.

    Args:
        one: A telling.
        other: Another one.
        copies: Whether their reports are near copies.
    """
    return not excluded(one, other, copies=copies)


def sameness(one: Sketch, other: Sketch, *, copies: bool = False) -> Sameness | None:
    """How sure it is that the two are one occurrence; None when they can't be.

    Args:
        one: A telling.
        other: Another one.
        copies: Whether their reports are near copies.
    """
    if excluded(one, other, copies=copies) or not corroborated(one, other, copies=copies):
        return None
    found = grounds(one, other, copies=copies)
    score = 1 / (1 + math.exp(-math.fsum(weight * ground for weight, ground in zip(WEIGHTS, found, strict=True))))
    return Sameness(round(score, 4), _reason(one, other, dict(zip(NAMES, found, strict=True))))


def _reason(one: Sketch, other: Sketch, found: dict[str, float]) -> str:
    type_ = one.type if one.type == other.type else " and ".join(sorted((one.type, other.type)))
    told = [words for name, words in _WORDS.items() if found[name]]
    if found["actor"] > _SAME_PARTIES:
        told.insert(0, "same parties")
    return ", ".join((f"both {type_}" if one.type == other.type else type_, *told, f"words {found['words']:.0%} alike"))


_SAME_PARTIES: Final = 0.8
_WORDS: Final = {
    "retold": "a near copy's passage",
    "same_day": "same day",
    "same_place": "same place",
    "same_number": "same numbers",
}
