"""Overlap: how much two gists share, a rare word weighing more than a common one (`wording.rarity`).

Pledges and demands are compared word by word, not passage by passage: where nothing is shared the answer is 0.
"""

from __future__ import annotations

import math
from collections.abc import Set

from dragoman.ledger.words.gist import forms
from dragoman.ledger.words.wording import weight


def likeness(one: Set[str], other: Set[str]) -> float:
    """How alike two gists are, from 0 to 1: the cosine of the two sets, rare words weighing more; 0 for none shared."""
    if not one & other:
        return 0.0
    return weight(one & other) / math.sqrt(weight(one) * weight(other))


def coverage(wanted: Set[str], given: Set[str]) -> float:
    """How much of the wanted gist another holds, from 0 to 1, a rare word weighing more; 0 where nothing is wanted."""
    return weight(wanted & given) / weight(wanted) if wanted else 0.0


def traces(wanted: Set[str], *, share: float) -> frozenset[str]:
    """Strings of which a passage in lower case has at least one, if it covers a gist by more than a share.

    They let a store leave out most passages before any is taken apart.

    >>> sorted(traces(frozenset(["withdra", "troop"]), share=0.0))
    ['pullout', 'troop', 'withdra', 'withdrawn', 'withdrew']
    """
    left = sorted(wanted, key=lambda one: (weight({one}), one))
    spare = share * weight(wanted)
    while left and weight({left[0]}) <= spare:
        spare -= weight({left.pop(0)})
    return frozenset(form for one in left for form in forms(one))
