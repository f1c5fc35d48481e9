"""Grounds: what speaks for and against two tellings being one occurrence; the same whichever comes first."""

from __future__ import annotations

from collections.abc import Set
from typing import Final

from dragoman.ledger.tellings.parties import alike, contradict
from dragoman.ledger.tellings.sketch import Sketch
from dragoman.ledger.words.wording import likeness, weight

RETOLD: Final = 0.6
"""A passage of a near copy that shares this much of its stems is that passage again."""
_RUN_DAYS: Final = 3
"""A dispatch is printed by others within these days; the same words later are of something else."""
_OPEN_DAYS: Final = 62
"""What is dated no finer than by a season is as good as undated."""
_FINE_DAYS: Final = 10
"""What is dated to within these days is dated well enough to speak for itself."""
_FINE_DIGITS: Final = 4
"""Digits of the finest CAMEO codes."""
_SPOKEN: Final = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN"})
"""Types of which the same two parties say many within days, each about something else."""
_SAME: Final = 0.9
"""From this likeness on, actors are the same."""
_SAME_SIDE: Final = 0.8
"""From this likeness on, they are of one state at least."""
_OTHER: Final = 0.3
"""Below this likeness, actors are others."""
_STRONG: Final = 0.5
"""From this likeness on, the words of two passages make up for neighbouring days."""
_CONFUSABLE: Final = frozenset(map(frozenset, (("AGREE", "CONCEDE"), ("AGREE", "SUPPORT"), ("COERCE", "SANCTION"))))
"""Types under which two wordings of one act come: a promise to yield, the signing of a pact, a ban."""
_PHYSICAL: Final = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})
"""Types of which one actor does many in a day, each in a place of its own."""
_TELLING_WEIGHT: Final = 4.0
"""Shared stems of this weight say something: one that stands in fewer than one of fifty sentences."""
_ADJACENT: Final = 5
"""Code points between a sentence and the next, or, with its "and", between a clause and the next."""
RECIPROCAL: Final = frozenset({"CONSULT", "AGREE", "CONCEDE", "SUPPORT", "COOPERATE", "RETREAT"})
"""Types whose parties may act together, so that one report's recipient is another's second actor."""

NAMES: Final = (
    "constant other_type same_code same_day undated actor more_actors recipient words same_place same_number "
    "other_number retold"
).split()
"""What the grounds are, in the order in which `grounds` gives them."""


def excluded(a: Sketch, b: Sketch, *, copies: bool) -> bool:
    """Whether the two can't be one occurrence: type, status, time or parties forbid it.

    Args:
        a: A telling.
        b: Another one.
        copies: Whether their reports are near copies: then a passage told again within days is the same, whatever day
            its "next week" was taken for.
    """
    if a.status != b.status or not _types_meet(a, b):
        return True
    if a.document == b.document and not _is_told_on(a, b):
        # The coder has merged what a report sums up and then details; what it left apart are several events.
        return True
    if copies and is_retold(a, b) and _in_one_run(a, b):
        return False
    return not _times_meet(a, b) or not _parties_meet(a, b) or not _places_meet(a, b)


def is_retold(a: Sketch, b: Sketch) -> bool:
    """Whether the two passages are one but for small edits."""
    if a.type != b.type:
        return False
    return len(a.passage & b.passage) >= RETOLD * len(a.passage | b.passage)


def _in_one_run(a: Sketch, b: Sketch) -> bool:
    """Whether two copies are of the same days, as those of one dispatch are, and don't spell out other dates."""
    if a.published is None or b.published is None or abs(a.published - b.published) > _RUN_DAYS:
        return False
    return not (a.span.explicit and b.span.explicit and a.span.gap(b.span) > 0)


def grounds(a: Sketch, b: Sketch, *, copies: bool) -> tuple[float, ...]:
    """What speaks for and against, each from 0 to 1, in the order of `NAMES`; only for those not `excluded`."""
    actor, recipient = _parties(a, b)
    fewer, more = sorted((len(a.actor), len(b.actor)))
    days = max(a.span.days, b.span.days)
    return (
        1.0,
        float(a.type != b.type),
        float(a.cameo == b.cameo),
        float(days == 1 and a.span.told and a.span == b.span),
        float(days > _OPEN_DAYS),
        actor,
        (more - fewer) / more if fewer else 0.0,
        recipient or 0.0,
        likeness(a.words, b.words),
        float(a.place is not None and a.place == b.place),
        float(bool(a.numbers & b.numbers)),
        float(bool(a.numbers and b.numbers and not a.numbers & b.numbers)),
        float(copies and is_retold(a, b)),
    )


def corroborated(a: Sketch, b: Sketch, *, copies: bool) -> bool:
    """Whether more than type, parties and a week speaks for the two being one.

    In a ledger of many years the same two parties accuse one another every week, so that a link takes a day, a place,
    a number, words or two persons that both tell; a day alone isn't enough of what is done many times a day. An undated
    telling takes the same side and words that say more than what was done. What one report goes on about needs no more.
    """
    if a.document == b.document or (copies and is_retold(a, b)):
        return True
    days = max(a.span.days, b.span.days)
    if days > _OPEN_DAYS:
        return _parties(a, b)[0] > _SAME_SIDE and _says_something((a.words & b.words) - (a.verb & b.verb))
    if _says_something(a.words & b.words) or a.numbers & b.numbers or (a.place and a.place == b.place):
        return True
    if a.type in _PHYSICAL:
        return False
    if a.span.told and b.span.told:
        return days <= (1 if a.type in _SPOKEN else _FINE_DAYS) or _same_act(a, b)
    return _same_persons(a, b) or _is_done_once(a, b)


def _is_done_once(a: Sketch, b: Sketch) -> bool:
    """Whether it is a step back of the finest CAMEO codes, such as "0831", resigning, of the same side."""
    fine = a.type == b.type == "RETREAT" and len(a.cameo) == _FINE_DIGITS and a.cameo == b.cameo
    return fine and alike(a.actor, b.actor) > _SAME_SIDE


def _says_something(shared: Set[str]) -> bool:
    """Whether the words that two passages share are rare enough."""
    return weight(shared) >= _TELLING_WEIGHT


def _same_act(a: Sketch, b: Sketch) -> bool:
    """Whether the same party does to the same one what has a CAMEO code of its own, no "not specified below"."""
    if a.type in _SPOKEN:
        return False
    actor, recipient = _parties(a, b)
    specific = a.cameo == b.cameo and not a.cameo.endswith("0")
    return specific and actor > _SAME_SIDE and (recipient is None or recipient > _SAME_SIDE)


def _same_persons(a: Sketch, b: Sketch) -> bool:
    """Whether two persons meet in both."""
    persons = [[one for one in (*side.actor, *side.recipient) if one.kind == "person"] for side in (a, b)]
    return min(map(len, persons)) > 1 and alike(*persons) > _SAME


def _is_told_on(a: Sketch, b: Sketch) -> bool:
    """Whether a report goes on about one act: "They spoke for hours", of those who met; the dead of an attack."""
    same = len(a.actor) == len(b.actor) > 1 and alike(a.actor, b.actor) > _SAME
    return _is_outcome(a, b) or (a.type == b.type == "CONSULT" and same)


def _is_outcome(a: Sketch, b: Sketch) -> bool:
    """Whether the words beside it tell what an act led to: "… bombed the ship. A man was killed."."""
    if a.type not in _PHYSICAL or a.type != b.type or max(a.start, b.start) - min(a.end, b.end) > _ADJACENT:
        return False
    if bool(a.actor) != bool(b.actor):
        return not (a.span.told and b.span.told) or a.span == b.span
    return a.span.told and a.span == b.span and a.span.days == 1 and alike(a.actor, b.actor) > _SAME


def _types_meet(a: Sketch, b: Sketch) -> bool:
    if a.type == b.type:
        return True
    # Another type needs the same hands and words for the date.
    return frozenset((a.type, b.type)) in _CONFUSABLE and a.document != b.document and _parties(a, b)[0] > _STRONG


def _times_meet(a: Sketch, b: Sketch) -> bool:
    gap = a.span.gap(b.span)
    if gap <= 0:
        return True
    if gap > 1 or not (a.span.told and b.span.told) or (a.span.explicit and b.span.explicit):
        return False
    # Around midnight one day's papers put an event on two days, and talks in one place go on overnight.
    shared = (a.words & b.words) - (a.verb & b.verb)
    return (a.published == b.published and _says_something(shared) and likeness(a.words, b.words) > _STRONG) or (
        a.type == "CONSULT" and a.place is not None and a.place == b.place and _parties(a, b)[0] > _SAME
    )


def _places_meet(a: Sketch, b: Sketch) -> bool:
    if a.type not in _PHYSICAL or not a.place or not b.place:
        return True
    return a.place in b.place or b.place in a.place or likeness(a.words, b.words) > _STRONG


def _parties_meet(a: Sketch, b: Sketch) -> bool:
    if _parties(a, b)[0] < _OTHER:
        return False
    if _act_together(a, b):
        return not contradict((*a.actor, *a.recipient), (*b.actor, *b.recipient))
    return not contradict(a.actor, b.actor) and not contradict(a.recipient, b.recipient)


def _parties(a: Sketch, b: Sketch) -> tuple[float, float | None]:
    """How alike the actors are, and the recipients; None where one telling leaves them out."""
    actor = alike(a.actor, b.actor)
    if _act_together(a, b):
        together = alike((*a.actor, *a.recipient), (*b.actor, *b.recipient))
        if together > actor:
            return together, None
    return actor, alike(a.recipient, b.recipient) if a.recipient and b.recipient else None


def _act_together(a: Sketch, b: Sketch) -> bool:
    """Whether one telling's recipient may be the other's second actor."""
    if not {a.type, b.type} <= RECIPROCAL:
        return False
    return a.type == "CONSULT" or any(len(one.actor) > 1 and not one.recipient for one in (a, b))
