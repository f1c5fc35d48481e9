"""Follow-ups: later events that may keep, advance or break a pledge, proposed with a score and the evidence.

The machine proposes and never decides: a pledge changes its status by a person's judgement only. The score weighs what
the two events share, with figures set by hand on the cases of `tests/unit/ledger/test_follow_ups.py`; it ranks, and is
no probability.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from dragoman.ledger.boards.acts import Act, is_state
from dragoman.ledger.boards.pledge_kinds import PledgeKind, kind_of
from dragoman.ledger.words.gist import forms, stem
from dragoman.ledger.words.overlap import coverage, traces

Relation = Literal["progress", "fulfilment", "breach", "allegation"]

PROPOSED: Final = 0.5
"""From this score on an event is proposed."""

_BY_TYPE: Final[dict[Relation, float]] = {"fulfilment": 0.35, "breach": 0.35, "progress": 0.25, "allegation": 0.3}
_COUNTERPART: Final = 0.25
_NOBODY_NAMED: Final = 0.4
"""What it counts, of a full counterpart, that pledge or event name none."""
_WORDS: Final = 0.35
_ENOUGH: Final = 0.6
"""A passage that holds this share of the pledge's words holds as good as all: reports seldom repeat every word."""
FEWEST_WORDS: Final = 0.1
"""The share of the pledge's words that an event has at least; a word of its kind, such as "send", stands for as much
where the parties are the same and the type is the one that keeps or breaks such a pledge."""
_BY_KIND: Final = frozenset({"fulfilment", "breach"})
_CONTEXTS: Final = 0.05
_PLAIN_BREACH: Final = frozenset({"ceasefire", "refrain"})
"""Pledges that a hostile act breaks whatever words tell it."""
_ENDED: Final = frozenset({"suspended", "violated", "ended"})
_BREAKING: Final = frozenset(
    stem(word)
    for word in "break broke broken breach violate violation renege fail failure betray dishonour promise pledge vow "
    "commitment word undertaking agreement deal obligation".split()
)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A later event that bears on a pledge.

    Attributes:
        pledge: The pledge.
        act: What came later.
        relation: `fulfilment`, `progress`, `breach`, or `allegation`: somebody says that it was broken, which is
            evidence and no breach by itself.
        score: How much speaks for it, from 0 to 1.
        reason: What does, in words for the user.
    """

    pledge: Act
    act: Act
    relation: Relation
    score: float
    reason: str


def follow_ups(pledge: Act, later: Iterable[Act]) -> tuple[FollowUp, ...]:
    """The events that bear on a pledge, by day; the order of the input doesn't matter."""
    found = (link for act in later if (link := follow_up(pledge, act)))
    return tuple(sorted(found, key=lambda link: (link.act.day or date.max, link.act.id)))


def follow_up(pledge: Act, act: Act) -> FollowUp | None:
    """How one event bears on a pledge; None when it doesn't, or when too little speaks for it.

    It has to come after the pledge, by who pledged (of an accusation: against them), and with the pledge's counterpart
    where both name one.
    """
    kind = kind_of(pledge)
    relation = _relation(pledge, kind, act)
    if relation is None or not _after(pledge, act):
        return None
    counterpart = _counterpart(pledge, act)
    words = coverage(pledge.gist, act.passage_gist)
    if counterpart == 1 and relation in _BY_KIND and kind.words & act.passage_gist:
        words = max(words, FEWEST_WORDS)
    plain = relation == "breach" and kind.name in _PLAIN_BREACH and counterpart == 1
    if counterpart == 0 or (words < FEWEST_WORDS and not plain):
        return None
    contexts = bool(set(pledge.event.contexts) & set(act.event.contexts))
    score = _BY_TYPE[relation] + _COUNTERPART * counterpart + _WORDS * min(1.0, words / _ENOUGH) + _CONTEXTS * contexts
    if plain:
        score = max(score, PROPOSED)
    if score < PROPOSED:
        return None
    return FollowUp(pledge, act, relation, round(score, 4), _reason(pledge, kind, act, counterpart, words))


def may_bear_on(pledge: Act) -> dict[str, frozenset[str]]:
    """What to look for: event type → strings of which its passage, in lower case, has at least one; empty for all.

    What this leaves out, `follow_up` would too.
    """
    kind = kind_of(pledge)
    words = traces(pledge.gist, share=FEWEST_WORDS)
    of_kind = words | {form for one in kind.words for form in forms(one)}
    found = {"ACCUSE": words}
    for type_ in kind.types:
        effects = {effect for one, effect in kind.effects.items() if one.partition("/")[0] == type_}
        plain = "breach" in effects and kind.name in _PLAIN_BREACH
        found[type_] = frozenset() if plain else of_kind if effects & _BY_KIND else words
    return found


def _relation(pledge: Act, kind: PledgeKind, act: Act) -> Relation | None:
    event = act.event
    if event.type == "ACCUSE":
        blamed = pledge.actors & act.others
        return "allegation" if blamed and act.passage_gist & _BREAKING and act.status != "negated" else None
    if not pledge.actors & (act.parties if event.type == "CONSULT" else act.actors):
        return None
    if event.agreement and event.agreement.stage in _ENDED and act.status in ("actual", "historical"):
        return "breach"
    return _by_status(kind, act)


def _by_status(kind: PledgeKind, act: Act) -> Relation | None:
    """What the type does to the pledge, seen with the event's status."""
    effect = kind.effect(act.event)
    if act.status in ("actual", "historical"):
        return effect
    if act.status == "future":
        # What is announced is on its way; a breach that is only announced is none yet.
        return "progress" if effect in ("fulfilment", "progress") else None
    if act.status == "negated":
        return "breach" if effect == "fulfilment" else None
    return None


def _after(pledge: Act, act: Act) -> bool:
    made, came = pledge.said_on, act.said_on
    return pledge.id != act.id and made is not None and came is not None and came > made


def _counterpart(pledge: Act, act: Act) -> float:
    """How well the other parties fit, from 0, which excludes, to 1."""
    shared = pledge.actors & act.parties
    if len(shared) > 1:
        return 1.0
    mine, theirs = pledge.parties - shared, act.parties - shared
    if act.event.type == "ACCUSE":
        # Anybody may say that a promise was broken; the one it was made to says so with most weight.
        return 1.0 if act.actors & mine else _NOBODY_NAMED
    if mine & theirs:
        return 1.0
    # Another state excludes; "from the Sinai" and "the prisoners" don't say who the other side was.
    return 0.0 if _states(mine) and _states(theirs) else _NOBODY_NAMED


def _states(keys: frozenset[str]) -> set[str]:
    return {key for key in keys if is_state(key)}


def _reason(pledge: Act, kind: PledgeKind, act: Act, counterpart: float, words: float) -> str:
    mode = f" {act.event.mode}" if act.event.mode else ""
    parts = [f"{act.event.type}{mode} after a pledge of the kind “{kind.name}”"]
    if counterpart == 1:
        parts.append("same parties")
    parts.append(f"{words:.0%} of the pledge's words")
    deadline = pledge.event.commitment.deadline.end if pledge.event.commitment else None
    if deadline and act.day and act.day > deadline:
        parts.append("after the deadline")
    if act.status != "actual":
        parts.append(act.status)
    return ", ".join(parts)
