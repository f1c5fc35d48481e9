"""Clusters: claims linked pair by pair become groups that tell one occurrence; a pure function of the links."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tie:
    """Two claims that are held to tell one occurrence.

    Attributes:
        a, b: Event ids, `a < b`.
        score: How sure, from 0 to 1; a person's word is above every machine's.
        reason: Why, in words for the user.
        by_hand: Whether a person said so.
    """

    a: str
    b: str
    score: float
    reason: str = ""
    by_hand: bool = False


def clusters(
    members: Iterable[str],
    ties: Iterable[Tie],
    *,
    compatible: Callable[[str, str], bool],
    apart: frozenset[tuple[str, str]] = frozenset(),
) -> tuple[frozenset[str], ...]:
    """Group the members: the surest ties first, and never two into one group that can't be one occurrence.

    Every pair across two groups must be compatible before the groups become one, so a chain of likenesses doesn't
    lead from Monday's meeting to Friday's. The order of the input doesn't matter.

    Args:
        members: Event ids.
        ties: Pairs that are held to be one; those of others than the members are passed over.
        compatible: Whether two claims may tell one occurrence at all; asked with the smaller id first.
        apart: Pairs that a person holds to be different, the smaller id first.

    Returns:
        The groups, by their smallest member.
    """
    group = {member: frozenset([member]) for member in members}
    for tie in sorted(ties, key=lambda tie: (not tie.by_hand, -tie.score, tie.a, tie.b)):
        if tie.a not in group or tie.b not in group or group[tie.a] == group[tie.b]:
            continue
        pairs = {(min(x, y), max(x, y)) for x in group[tie.a] for y in group[tie.b]}
        if pairs & apart or not (tie.by_hand or all(compatible(x, y) for x, y in pairs)):
            continue
        merged = group[tie.a] | group[tie.b]
        group.update(dict.fromkeys(merged, merged))
    return tuple(sorted(set(group.values()), key=min))
