"""Novelty: a holder's positions grouped by issue, and what each says beside the one before it.

The labels rest on two orders. Stances stand on a side: who supports or demands something wants it, who voices concern,
opposes or rejects it doesn't. On a side words have force: support, appeal (CAMEO root 02), demand (root 10); concern,
opposition, rejection. CAMEO's roots rise in that order from appeal to demand and from disapproval to rejection
(Schrodt, CAMEO manual 1.1b3), and their Goldstein scores fall with it. More force is *hardened*, less is *softened*;
turning against what was wanted is hardened, turning towards what was refused is softened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from dragoman.ledger.boards.acts import Act
from dragoman.ledger.boards.reaffirmations import in_time
from dragoman.ledger.words.overlap import likeness, traces

Label = Literal["new", "reiterated", "hardened", "softened", "dropped"]

SAME_ISSUE: Final = 0.4
"""From this likeness on, two of a holder's positions are on one issue; contexts in common count a fifth of it."""

_FEWEST_WORDS: Final = 0.05
"""Less than this share of a position's words is never enough for `SAME_ISSUE`: with all contexts shared the words have
to be alike by 0.25, and the cosine is at most the root of the share."""
_DEMANDING: Final = "10"
_FORCE: Final = {"support": 1, "demand": 2, "concern": 1, "oppose": 2, "reject": 3}
_FOR: Final = frozenset({"support", "demand"})
_NO_LONGER: Final = re.compile(
    r"\b(?:no longer|not any longer|not any more|(?:has|have|had) (?:ceased|stopped))\b", re.I
)


@dataclass(frozen=True, slots=True)
class Stage:
    """A position beside the holder's earlier ones on the issue.

    Attributes:
        act: The position.
        label: `new`, `reiterated`, `hardened`, `softened`, or `dropped` where the words say that it is held no more.
        reason: Why, in words for the user.
    """

    act: Act
    label: Label
    reason: str


@dataclass(frozen=True)
class Issue:
    """What one holder says on one issue over time; label and stages are worked out when they are asked for.

    Attributes:
        acts: The positions, by the day they were said; at least one.
    """

    acts: tuple[Act, ...]

    @cached_property
    def label(self) -> str:
        """The words of the position that is most like the others; of several the shortest."""
        return min(self.acts, key=self._unlikeness).words

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """Each position beside the one before it."""
        return _stages(self.acts)

    def _unlikeness(self, act: Act) -> tuple[float, int, str]:
        near = sum(likeness(act.gist, other.gist) for other in self.acts)
        return (-round(near, 6), len(act.words), act.id)


def issues(positions: Iterable[Act]) -> tuple[Issue, ...]:
    """One holder's positions, by issue; the order of the input doesn't matter.

    Returns:
        The issues by the day they were first spoken of.
    """
    groups: list[list[Act]] = []
    for act in in_time(act for act in positions if act.event.position):
        scored = [(max(_same_issue(one, act) for one in group), -at) for at, group in enumerate(groups)]
        score, at = max(scored, default=(0.0, 0))
        if score >= SAME_ISSUE:
            groups[-at].append(act)
        else:
            groups.append([act])
    return tuple(Issue(tuple(group)) for group in groups)


def may_be_same_issue(act: Act) -> frozenset[str]:
    """Strings of which a position has at least one, in lower case, if it and another may be on one issue."""
    return traces(act.gist, share=_FEWEST_WORDS)


def side(act: Act) -> int:
    """1 of who wants the object of a position, -1 of who doesn't, 0 of an act without a position."""
    position = act.event.position
    return 0 if position is None else 1 if position.stance in _FOR else -1


def force(act: Act) -> int:
    """How strongly the position is put, from 1 to 3, to be compared on one side only."""
    assert act.event.position is not None
    demanding = act.event.position.stance == "demand" and act.event.cameo.startswith(_DEMANDING)
    return _FORCE[act.event.position.stance] + demanding


def _stages(group: Sequence[Act]) -> tuple[Stage, ...]:
    stages: list[Stage] = []
    for at, act in enumerate(group):
        before = group[at - 1] if at else None
        if before and before.header.id == act.header.id and side(before) == side(act) and force(before) == force(act):
            stages.append(Stage(act, stages[-1].label, "in the same report as the one before it"))
        else:
            stages.append(_stage(act, before))
    return tuple(stages)


def _stage(act: Act, before: Act | None) -> Stage:
    position = act.event.position
    assert position is not None
    if act.status == "negated" or _NO_LONGER.search(_clause(act)):
        return Stage(act, "dropped", "the words say that it is not held, or no longer")
    if before is None:
        again = position.novelty == "reiterated"
        known = "says that it was held before; the ledger has nothing earlier"
        return Stage(act, "reiterated", known) if again else Stage(act, "new", "the first on this issue")
    return _beside(act, before)


def _beside(act: Act, before: Act) -> Stage:
    a, b = before.event.position, act.event.position
    assert a is not None
    assert b is not None
    earlier = f" on {before.said_on}" if before.said_on else ""
    if side(before) != side(act):
        turned: Label = "hardened" if side(act) < 0 else "softened"
        return Stage(act, turned, f"{b.stance}, after {a.stance}{earlier}")
    if force(act) == force(before):
        return Stage(act, "reiterated", f"{_put(act)}, as{earlier or ' before'}")
    moved: Label = "hardened" if force(act) > force(before) else "softened"
    return Stage(act, moved, f"{_put(act)}, after {_put(before)}{earlier}")


def _put(act: Act) -> str:
    assert act.event.position is not None
    stance = act.event.position.stance
    return "appeal" if stance == "demand" and not act.event.cameo.startswith(_DEMANDING) else stance


def _clause(act: Act) -> str:
    """The passage up to the deciding words, where a word such as "no longer" stands."""
    anchor = act.event.anchor
    return " ".join(
        one.quote[: anchor.start - one.start] if one.start < anchor.start < one.end else ""
        for one in act.event.evidence
    )


def _same_issue(one: Act, other: Act) -> float:
    words = likeness(one.gist, other.gist)
    if not words:
        return 0.0
    a, b = set(one.event.contexts), set(other.event.contexts)
    contexts = len(a & b) / len(a | b) if a | b else 0.0
    return 0.8 * words + 0.2 * contexts
