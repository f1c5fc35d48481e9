"""How sure an event is: the chance that a careful reader finds an event of that type in those words.

A logistic curve over what the reading rests on, fitted on the annotated reports of the corpus by `scripts/calibrate.py`
(Platt 1999), which also tells the calibration error on reports that it was not fitted on.
"""

from __future__ import annotations

import math
from typing import NamedTuple


class Grounds(NamedTuple):
    """What a reading rests on.

    Attributes:
        share: How sure frame and model together are of the type, 0 to 1; 0.85 where only a frame spoke.
        unframed: Whether no frame knows the verb.
        nominal: Whether a noun that no verb carries calls up the frame.
        weak: Whether the frame is one of the noisy ones.
        headline: Whether it stands in a headline, deck or subhead.
        lone: Whether there is one party only.
    """

    share: float = 0.85
    unframed: bool = False
    nominal: bool = False
    weak: bool = False
    headline: bool = False
    lone: bool = False


#: Weight of each of the grounds, the share as its log-odds, and the constant before them.
BIAS = 1.02
WEIGHTS = (0.42, -1.62, -1.87, -1.89, -2.42, -0.11)


def features(grounds: Grounds) -> tuple[float, ...]:
    """The grounds as numbers, in the order of `WEIGHTS`."""
    share = min(max(grounds.share, 0.01), 0.995)
    return (math.log(share / (1 - share)), *(float(ground) for ground in grounds[1:]))


def confidence(grounds: Grounds) -> float:
    """The confidence of an event, two digits, from 0 to 1.

    >>> confidence(Grounds(0.95)) > confidence(Grounds(0.6))
    True
    """
    told = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, features(grounds), strict=True))
    return round(1 / (1 + math.exp(-told)), 2)
