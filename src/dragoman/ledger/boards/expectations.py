"""Expectations: words that were announced ("will urge", "is expected to stress"), and what was then said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from dragoman.ledger.boards.acts import Act
from dragoman.ledger.boards.novelty import side
from dragoman.ledger.words.overlap import coverage, likeness, traces

Outcome = Literal["met", "otherwise", "not_yet"]

SPEAKING: Final = ("REQUEST", "SUPPORT", "REJECT", "ACCUSE", "THREATEN")
"""Types of events that are words on a matter, and so can be announced and then heard or not."""

HORIZON_DAYS: Final = 60
"""What is said later than this many days after the announcement is another occasion."""

_SAME: Final = 0.45
"""From this likeness on the words announced and the words said are on one matter."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an expectation.

    Attributes:
        outcome: `met`, `otherwise` where the opposite was said or it is told that it wasn't said, or `not_yet`.
        act: What was said; None for `not_yet`.
        score: How alike, from 0 to 1.
        reason: Why, in words for the user.
    """

    outcome: Outcome
    act: Act | None = None
    score: float = 0.0
    reason: str = "nothing of the kind has been said since"


def is_expectation(act: Act) -> bool:
    """Whether an act is words that are announced and not yet said."""
    return act.status == "future" and act.event.type in SPEAKING


def answer(expected: Act, later: Iterable[Act]) -> Answer:
    """What became of an expectation; the order of the later acts doesn't matter.

    What meets it was said by the announced speaker, or for the same country, on the day of the announcement or in the
    `HORIZON_DAYS` after it, on the same matter, and stands in another report.
    """
    found = [one for act in later if (one := _answer(expected, act))]
    return max(found, key=_rank, default=Answer("not_yet"))


def may_answer(expected: Act) -> frozenset[str]:
    """Strings of which the passage of an answer has at least one, in lower case."""
    return traces(expected.gist, share=_SAME * _SAME)


def _rank(one: Answer) -> tuple[bool, float, str]:
    assert one.act is not None
    return (one.outcome == "met", one.score, one.act.id)


def _answer(expected: Act, act: Act) -> Answer | None:
    if act.status not in ("actual", "historical", "negated") or act.event.type not in SPEAKING:
        return None
    if not expected.actors & act.actors or act.header.id == expected.header.id or not _in_time(expected, act):
        return None
    words = max(likeness(expected.gist, act.gist), 0.9 * coverage(expected.gist, act.passage_gist))
    if words < _SAME:
        return None
    who = "the same speaker" if _ids(expected) & _ids(act) else "the same country"
    alike = f"{who}, {words:.0%} of the words alike"
    if act.status == "negated":
        return Answer("otherwise", act, round(words, 4), f"told that it was not said; {alike}")
    if side(act) and side(expected) and side(act) != side(expected):
        return Answer("otherwise", act, round(words, 4), f"the opposite stance; {alike}")
    return Answer("met", act, round(words, 4), alike)


def _in_time(expected: Act, act: Act) -> bool:
    announced, said = expected.said_on, act.day
    return announced is None or said is None or announced <= said <= last_day(announced)


def last_day(announced: date) -> date:
    """The last day on which an expectation announced that day may still be met."""
    return announced + timedelta(days=HORIZON_DAYS)


def _ids(act: Act) -> set[str]:
    return {party.id for party in act.event.actor}
