"""Amounts: the numbers that a passage gives, each with what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dragoman.ledger.words.gist import gist
from dragoman.ledger.words.wording import meanings

_SMALL: Final = {
    word: at
    for at, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS: Final = {
    word: 10 * at for at, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_SCALES: Final = {"dozen": 12, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_WORDS: Final = "|".join((*_SMALL, *_TENS))
_NUMBER: Final = re.compile(
    rf"(?<![\w.,])(?P<told>(?:about|around|some|nearly|almost|over|more than|at least|up to)\s)?"
    rf"(?:(?:US)?[$€£¥]\s?)?(?P<digits>\d[\d,]*(?:\.\d+)?)?(?P<spelled>\b(?:{_WORDS})(?:-(?:{_WORDS}))?\b|\ba(?=\s(?:{'|'.join(_SCALES)})))?"
    rf"(?P<scales>(?:[\s-](?:{'|'.join(_SCALES)})\b)*)(?P<half>\sand\sa\shalf\b)?",
    re.IGNORECASE,
)
_ANY_NUMBER: Final = re.compile(rf"\d|\b(?:{_WORDS}|{'|'.join(_SCALES)})", re.IGNORECASE)
"""Finds a number's beginning in any passage that has one; most have none, and are not looked through for more."""
_NEXT: Final = re.compile(r"\s+([^\W\d_][\w’'-]*)")
_REACH: Final = 3
"""Words behind a number among which what it counts is sought: "25 Soviet diplomats", "840 of their weapons"."""
_MONTHS: Final = frozenset(
    "january february march april may june july august september october november december".split()
)
_TIMES: Final = frozenset("day days week weeks month months year years hour hours minute minutes o'clock".split())
_YEARS: Final = range(1500, 2200)
_PEOPLE: Final = frozenset("men man women people persons person soldiers troops prisoners captives civilians".split())


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that a passage gives.

    Attributes:
        value: The number; of "about 500" 500.
        counted: Meanings of the words behind it, what it counts among them.
        words: As the passage tells it, with the word behind it.
    """

    value: float
    counted: frozenset[str]
    words: str


def amounts(passage: str) -> tuple[Amount, ...]:
    """The amounts of a passage in its order; days, years and lengths of time are none, and nor is the word "one".

    >>> [(one.value, one.words) for one in amounts("Since 1978 more than a million and a half tons, and 25 envoys.")]
    [(1500000.0, 'more than a million and a half tons'), (25.0, '25 envoys')]
    """
    return tuple(_amounts(passage)) if _ANY_NUMBER.search(passage) else ()


def _amounts(passage: str) -> Iterator[Amount]:
    for match in _NUMBER.finditer(passage):
        value = _value(match)
        if value is None:
            continue
        following = _following(passage, match.end())
        first = following[0].lower() if following else ""
        bare_year = match["digits"] and "," not in match["digits"] and value in _YEARS and not match["scales"]
        if first in _MONTHS | _TIMES or (bare_year and not match["told"]) or _is_day(passage, match):
            continue
        words = " ".join((match[0].strip(), *following[:1]))
        yield Amount(value, _counted(following), words)


def _value(match: re.Match[str]) -> float | None:
    if match["digits"]:
        value = float(match["digits"].replace(",", ""))
    elif match["spelled"] and (match["spelled"].lower() != "one" or match["scales"]):
        value = sum(_SMALL.get(part, _TENS.get(part, 0)) for part in match["spelled"].lower().split("-")) or 1
    else:
        return None
    scale = 1.0
    for word in re.split(r"[\s-]+", match["scales"].lower().strip()):
        scale *= _SCALES.get(word, 1)
    return (value + (0.5 if match["half"] else 0)) * scale


def _is_day(passage: str, match: re.Match[str]) -> bool:
    """Whether it is the day of a date: "May 12"."""
    before = passage[: match.start()].split()
    return bool(before) and before[-1].lower() in _MONTHS


def _following(passage: str, at: int) -> list[str]:
    found: list[str] = []
    while len(found) < _REACH and (match := _NEXT.match(passage, at)):
        found.append(match[1])
        at = match.end()
    return found


def _counted(words: list[str]) -> frozenset[str]:
    people = {"people"} if any(word.lower() in _PEOPLE for word in words) else set()
    return meanings(gist(" ".join(words))) | people
