"""Reaffirmations: which later words repeat an earlier pledge, so that one pledge is followed and not five."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dragoman.ledger.boards.acts import Act
from dragoman.ledger.words.overlap import likeness, traces

REAFFIRMS: Final = 0.5
"""From this score on a later pledge counts as a reaffirmation. With the same parties on both sides it takes three
content words in seven shared; said to be a reaffirmation, one in three."""

_PARTIES: Final = 0.25
_WORDS: Final = 0.55
_SAID: Final = 0.15
_CLOSE: Final = 0.3
"""Likeness of words under which no agreement of parties makes two pledges one."""


@dataclass(frozen=True, slots=True)
class Reaffirmation:
    """A later pledge that repeats an earlier one.

    Attributes:
        earlier: The pledge.
        later: What repeats it.
        score: How sure, from 0 to 1.
        reason: What speaks for it, in words for the user.
    """

    earlier: Act
    later: Act
    score: float
    reason: str


def reaffirmation(earlier: Act, later: Act) -> Reaffirmation | None:
    """Whether a later pledge repeats an earlier one.

    They need a committer in common, whom they commit to must not differ, and the words must be alike; that the later
    one calls itself a reaffirmation adds to the score.
    """
    a, b = earlier.event.commitment, later.event.commitment
    if a is None or b is None or earlier.id == later.id or not _in_order(earlier, later):
        return None
    if not earlier.actors & later.actors or not _same_counterparts(earlier, later):
        return None
    words = likeness(earlier.gist, later.gist)
    if words < _CLOSE or (a.amount and b.amount and a.amount != b.amount):
        return None
    parties = len(earlier.parties & later.parties) / len(earlier.parties | later.parties)
    said = b.force == "reaffirmation"
    score = _PARTIES * parties + _WORDS * words + _SAID * said + (0.05 if words == 1 else 0.0)
    if score < REAFFIRMS:
        return None
    reason = "same parties" if parties == 1 else "committer in common"
    again = ", says that it was promised before" if said else ""
    return Reaffirmation(earlier, later, round(score, 4), f"{reason}, {words:.0%} of the words alike{again}")


def may_repeat(pledge: Act) -> frozenset[str]:
    """Strings of which the passage of a pledge has at least one, in lower case, if the two may be one promise."""
    return traces(pledge.gist, share=_CLOSE / 2)


def threads(pledges: Iterable[Act]) -> tuple[tuple[Act, tuple[Reaffirmation, ...]], ...]:
    """Pledges with what repeats each: every pledge stands in one thread, under the earliest that it repeats.

    The order of the input doesn't matter.

    Returns:
        The first pledge of each thread with its reaffirmations, both by the day they were made.
    """
    heads: list[tuple[Act, list[Reaffirmation]]] = []
    for pledge in in_time(pledges):
        found = [(link, under) for head, under in heads if (link := _to_thread(head, under, pledge))]
        if found:
            link, under = max(found, key=lambda pair: pair[0].score)
            under.append(link)
        else:
            heads.append((pledge, []))
    return tuple((head, tuple(under)) for head, under in heads)


def in_time(acts: Iterable[Act]) -> Sequence[Act]:
    """Acts by the day they were said, the undated last, then by id."""
    return sorted(acts, key=lambda act: (act.said_on or date.max, act.id))


def _to_thread(head: Act, under: Sequence[Reaffirmation], pledge: Act) -> Reaffirmation | None:
    """How a pledge repeats the head of a thread, directly or by way of what repeated it."""
    known = (head, *(link.later for link in under))
    links = [link for one in known if (link := reaffirmation(one, pledge))]
    best = max(links, key=lambda link: link.score, default=None)
    return best and Reaffirmation(head, pledge, best.score, best.reason)


def _in_order(earlier: Act, later: Act) -> bool:
    a, b = earlier.said_on, later.said_on
    return a is None or b is None or a <= b


def _same_counterparts(earlier: Act, later: Act) -> bool:
    shared = earlier.actors & later.actors
    mine, theirs = earlier.parties - shared, later.parties - shared
    return not mine or not theirs or bool(mine & theirs) or len(shared) > 1
