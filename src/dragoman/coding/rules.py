"""PLOVER's rules for hard cases, applied once type and status are known (codebook, `dragoman codebook AGREE`).

A future CONSULT, SUPPORT, COOPERATE or AID is a promise: AGREE, and the promising itself is actual. A future RETREAT is
CONCEDE. The CAMEO codes are those of intent (03).
"""

from __future__ import annotations

from typing import NamedTuple

from dragoman.model.event import Status


class Ruling(NamedTuple):
    """What a rule makes of an event.

    Attributes:
        type: PLOVER type.
        mode: PLOVER mode.
        cameo: CAMEO code.
        status: Status.
        why: The rule, for the user; None when nothing changed.
    """

    type: str
    mode: str | None
    cameo: str
    status: Status
    why: str | None


#: Type of a future act → type of the promise, and CAMEO's code for intending it.
_PROMISED = {
    "CONSULT": ("AGREE", "036"),
    "SUPPORT": ("AGREE", "032"),
    "COOPERATE": ("AGREE", "031"),
    "AID": ("AGREE", "033"),
    "RETREAT": ("CONCEDE", "035"),
}


def ruled(event_type: str, mode: str | None, cameo: str, status: Status) -> Ruling:
    """Apply the rules to one event.

    >>> ruled("AID", None, "073", "future").type
    'AGREE'
    """
    if status == "future" and event_type in _PROMISED:
        promise, code = _PROMISED[event_type]
        return Ruling(
            promise, None, code, "actual", f"a future {event_type} is {promise}: the promising is what happened"
        )
    return Ruling(event_type, mode, cameo, status, None)
