"""Wording: how much of what two passages say is the same, a rare word weighing more than a common one.

The weight of a stem is its inverse document frequency (Spärck Jones 1972) in the sentences of corpus/sentences, frozen
in `stems.tsv`: weights that grew with the ledger would make its answers depend on the order of arrival.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Set
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from dragoman.ledger.words.gist import stem

_PRIOR: Final = 0.25
"""What two passages share before a word of theirs is compared; short passages stay close to it."""
_PRIOR_WEIGHT: Final = 6.0
"""About the weight of one word of middling rarity."""

_NUMERALS: Final = {
    word: str(at)
    for at, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"dozen": "12", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "ninety": "90", "hundred": "100"}
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")


def meanings(stems: Set[str]) -> frozenset[str]:
    """The stems with every synonym put by one of its group.

    >>> from dragoman.ledger.words.gist import gist
    >>> meanings(gist("an armistice")) == meanings(gist("the ceasefire"))
    True
    """
    groups = _synonyms()
    return frozenset(groups.get(one, one) for one in stems)


def likeness(one: Set[str], other: Set[str]) -> float:
    """How much two passages say the same, from 0 to 1: weighted cosine of their stems, drawn towards a prior.

    A passage without content words of its own speaks neither for nor against anything.
    """
    a, b = weight(one), weight(other)
    shared = weight(one & other)
    return (shared + _PRIOR * _PRIOR_WEIGHT) / (math.sqrt(a * b) + _PRIOR_WEIGHT)


@lru_cache(maxsize=65_536)
def rarity(one: str) -> float:
    """The weight of a stem: the logarithm of how seldom it stands in a sentence."""
    counts, sentences = _counts()
    return math.log(sentences / (1 + counts.get(one, 0)))


def rarest(stems: Set[str], most: int) -> tuple[str, ...]:
    """The rarest of some stems, the rarest first and on a tie in alphabetical order."""
    return tuple(sorted(stems, key=lambda one: (-rarity(one), one))[:most])


def numbers(words: str) -> frozenset[str]:
    """The numbers that a passage gives, in digits without thousands separators; the word "one" counts for none.

    >>> sorted(numbers("Six officials left, one of 1,200."))
    ['1200', '6']
    """
    told = {match[0].replace(",", "").rstrip(".") for match in _NUMBER.finditer(words)}
    spelled = {_NUMERALS[word] for word in re.findall(r"[a-z]+", words.lower()) if word in _NUMERALS and word != "one"}
    return frozenset(told | spelled)


def weight(stems: Set[str]) -> float:
    """How much some stems weigh together."""
    return _weight(frozenset(stems))


@lru_cache(maxsize=65_536)
def _weight(stems: frozenset[str]) -> float:
    return math.fsum(map(rarity, stems))


@cache
def _synonyms() -> dict[str, str]:
    """Stem → the first stem of its group in alphabetical order."""
    lines = files("dragoman.ledger.words").joinpath("synonyms.txt").read_text("utf-8").splitlines()
    groups = [{stem(word) for word in line.split()} for line in lines if not line.startswith("#")]
    return {one: min(group) for group in groups for one in group}


@cache
def _counts() -> tuple[Mapping[str, int], int]:
    """In how many sentences each stem stands, a group of synonyms as one, and how many sentences there are."""
    lines = files("dragoman.ledger.words").joinpath("stems.tsv").read_text("utf-8").splitlines()
    rows = [(name, count) for name, count in (line.split("\t") for line in lines if not line.startswith("#"))]
    sentences = int(dict(rows)["*"])
    groups, counts = _synonyms(), Counter[str]()
    for one, count in rows:
        counts[groups.get(one, one)] += int(count)
    return counts, sentences
