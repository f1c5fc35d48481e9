"""Credits: the agency whose account a report says it prints, in brackets behind the dateline."""

from __future__ import annotations

import re
from typing import Final

from dragoman.ledger.tellings.parties import fold

HEAD: Final = 1500
"""Code points at the head of a report among which its dateline stands."""
_CREDIT: Final = re.compile(r"^[^()\n]{2,60}\(([^\W\d_][^(),;\n]{0,40})(?:[,;][^()\n]{0,40})?\)\s*[-–—:]", re.MULTILINE)


def credit(text: str) -> str | None:
    """The agency that a report credits; None when it credits none.

    >>> credit("PARIS, May 6 (Transatlantic Press) - The four powers agreed …")
    'Transatlantic Press'
    """
    match = _CREDIT.search(text[:HEAD])
    return match[1].strip() if match else None


def is_one_name(one: str, other: str) -> bool:
    """Whether two names of outlets may be one: alike, cut short, or by initials.

    >>> is_one_name("Atlantic", "Atlantic News Service"), is_one_name("ANS", "Atlantic News Service")
    (True, True)
    """
    a, b = (fold(name).removeprefix("the ").split() for name in (one, other))
    if not a or not b:
        return False
    shorter, longer = sorted((a, b), key=len)
    return longer[: len(shorter)] == shorter or shorter == ["".join(word[0] for word in longer)]
