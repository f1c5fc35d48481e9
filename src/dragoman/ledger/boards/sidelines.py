"""Sidelines: which larger meeting a meeting was held beside, also where another report tells of that one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from dragoman.ledger.boards.attendance import delegations
from dragoman.ledger.words.gist import gist, stem
from dragoman.ledger.words.overlap import coverage
from dragoman.model.occurrence import Occurrence

BESIDE: Final = 0.5
"""From this score on a meeting is taken for the larger one."""
AROUND_DAYS: Final = 3
"""A meeting beside another is held at most this many days before or after it."""

_DAY: Final = 0.3
_PLACE: Final = 0.25
_WORDS: Final = 0.35
_DELEGATIONS: Final = 0.1
_EVERY_MEETING: Final = frozenset(
    stem(word) for word in "meeting summit conference session talks foreign minister".split()
)
"""Stems that tell no meeting from another."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A larger meeting that a meeting was held beside.

    Attributes:
        larger: That meeting.
        score: How sure, from 0 to 1; 1 where one report tells both and says so.
        reason: What speaks for it, in words for the user.
    """

    larger: Occurrence
    score: float
    reason: str


def larger_meeting(meeting: Occurrence, candidates: Iterable[Occurrence]) -> Beside | None:
    """The meeting that another was held beside; None when its reports name none, none is likely, or two are equally so.

    A candidate has more delegations, one of them in common, and is dated within `AROUND_DAYS`; then place, day and the
    words that name it count. The order of the candidates doesn't matter.
    """
    if meeting.meeting is None or not parent_words(meeting):
        return None
    found = sorted(
        (link for one in candidates if (link := _beside(meeting, one)) and link.score >= BESIDE),
        key=lambda link: (-link.score, link.larger.id),
    )
    if len(found) > 1 and found[0].score == found[1].score:
        return None
    return found[0] if found else None


def parent_words(meeting: Occurrence) -> tuple[str, ...]:
    """The words by which its tellings name the larger meeting, each once."""
    facets = (one.event.meeting for one in meeting.tellings)
    return tuple(dict.fromkeys(facet.parent for facet in facets if facet and facet.parent))


def _beside(meeting: Occurrence, larger: Occurrence) -> Beside | None:
    if meeting.id == larger.id or meeting.meeting is None or larger.meeting is None:
        return None
    named = {one.event.meeting.parent_id for one in meeting.tellings if one.event.meeting}
    if named & {one.event.id for one in larger.tellings}:
        return Beside(larger, 1.0, "one report tells both")
    mine = {one.of for one in delegations(meeting.meeting)}
    theirs = {one.of for one in delegations(larger.meeting)}
    if len(theirs) <= len(mine) or not mine & theirs or not _near(meeting, larger) or not _one_place(meeting, larger):
        return None
    words = coverage(_gist(parent_words(meeting)), _gist(_told(larger)))
    same_day = meeting.when.start == larger.when.start
    same_place = bool(_place(meeting) and _place(larger))
    score = _DAY * same_day + _PLACE * same_place + _WORDS * words + _DELEGATIONS * (len(mine & theirs) / len(mine))
    parts = ["same day"] * same_day + ["same place"] * same_place + [f"{words:.0%} of the words that name it"]
    return Beside(larger, round(score, 4), ", ".join(parts))


def _near(meeting: Occurrence, larger: Occurrence) -> bool:
    """Whether both are dated, and close; an undated meeting may lie years back."""
    first, last = larger.when.start, larger.when.end or larger.when.start
    at = meeting.when.start
    around = timedelta(days=AROUND_DAYS)
    return at is not None and first is not None and last is not None and first - around <= at <= last + around


def _one_place(meeting: Occurrence, larger: Occurrence) -> bool:
    mine, theirs = _place(meeting), _place(larger)
    return not mine or not theirs or mine == theirs


def _place(meeting: Occurrence) -> str | None:
    venue = meeting.meeting.venue if meeting.meeting else meeting.where
    return venue.name or meeting.where.name


def _told(larger: Occurrence) -> Iterable[str]:
    for one in larger.tellings:
        yield from (evidence.quote for evidence in one.event.evidence)
        facet = one.event.meeting
        if facet:
            yield from (words for words in (facet.name, facet.agenda, facet.venue.name) if words)
        yield one.document.title or ""


def _gist(words: Iterable[str]) -> frozenset[str]:
    return gist(" ".join(words), without=_EVERY_MEETING)
