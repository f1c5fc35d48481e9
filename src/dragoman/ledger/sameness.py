"""Sameness: may two claims tell one occurrence, and how sure is it; a pure function of the two tellings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dragoman.model.event import Event
from dragoman.model.occurrence import Telling

SAME: Final = 0.5
"""From this score on two claims are linked; chosen on corpus/merges (decision 9)."""

_BUCKET_DAYS: Final = 7
_LOOK_BACK_DAYS: Final = 10
"""An undated event of a report is looked for this many days before its publication."""
_WORD: Final = re.compile(r"[a-z]{3,}|\d[\d,.]*")


@dataclass(frozen=True, slots=True)
class Sameness:
    """How sure it is that two claims tell one occurrence.

    Attributes:
        score: From 0 to 1.
        reason: What speaks for it, in words for the user.
    """

    score: float
    reason: str


def keys(telling: Telling) -> frozenset[str]:
    """Keys that two claims share if they may be one: type, a party's country or id, and the time in spans of a week."""
    event = telling.event
    spans = _buckets(telling)
    return frozenset(f"{event.type}|{party}|{span}" for party in parties(event) for span in spans)


def parties(event: Event) -> frozenset[str]:
    """Who has a part, by country where they have one: "Ankara" and "the Turkish foreign minister" are one party."""
    return frozenset(party.entity.country or party.id for party in (*event.actor, *event.recipient))


def interval(telling: Telling) -> tuple[date, date] | None:
    """The days in which the telling puts the event; None when neither words nor publication date it.

    An event that only its day of publication dates happened on that day or in the days before it.
    """
    when, published = telling.event.when, telling.document.published_on
    if when.start and when.basis != "publication":
        return when.start, when.end or when.start
    day = when.start or published
    return (day - timedelta(days=_LOOK_BACK_DAYS), day + timedelta(days=1)) if day else None


def compatible(one: Telling, other: Telling) -> bool:
    """Whether the two may be one occurrence at all: type, time, parties and status don't exclude it."""
    a, b = one.event, other.event
    return (
        a.type == b.type
        and not (a.mode and b.mode and a.mode != b.mode)
        and _status(a) == _status(b)
        and _meet_in_time(one, other)
        and _meet_in_parties(a, b)
    )


def sameness(one: Telling, other: Telling) -> Sameness | None:
    """How sure it is that the two are one occurrence; None when they can't be."""
    if not compatible(one, other):
        return None
    a, b = one.event, other.event
    shared_parties = _overlap(parties(a), parties(b))
    words = _overlap(_words(a), _words(b))
    dated = _explicit(one) and _explicit(other)
    score = 0.45 * shared_parties + 0.35 * min(1.0, 2 * words) + 0.2 * dated
    reasons = [f"both {a.type}", "same parties" if shared_parties == 1 else "parties in common"]
    if dated:
        reasons.append("same day" if one.event.when.start == other.event.when.start else "dates overlap")
    reasons.append(f"{words:.0%} of the words shared")
    return Sameness(round(score, 4), ", ".join(reasons))


def _status(event: Event) -> str:
    return "actual" if event.status == "historical" else event.status


def _meet_in_time(one: Telling, other: Telling) -> bool:
    a, b = interval(one), interval(other)
    if a is None or b is None:
        return True
    return a[0] <= b[1] and b[0] <= a[1]


def _meet_in_parties(a: Event, b: Event) -> bool:
    mine, theirs = parties(a), parties(b)
    return bool(mine & theirs) and (mine <= theirs or theirs <= mine or len(mine & theirs) > 1)


def _explicit(one: Telling) -> bool:
    return one.event.when.start is not None and one.event.when.basis != "publication"


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / max(1, min(len(a), len(b)))


def _words(event: Event) -> frozenset[str]:
    return frozenset(_WORD.findall(" ".join(evidence.quote for evidence in event.evidence).lower()))


def _buckets(telling: Telling) -> Iterator[int]:
    found = interval(telling)
    if found is None:
        return iter((-1,))
    first, last = (day.toordinal() // _BUCKET_DAYS for day in found)
    # A year-long interval is no help in finding its like: the ends stand for it.
    return iter(range(first, last + 1)) if last - first < 6 else iter((first, last))
