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


#: Type of what somebody says they won't do → mode and CAMEO code of the refusal.
_REFUSED = {
    "CONSULT": ("meet", "124"),
    "SUPPORT": (None, "120"),
    "COOPERATE": ("assist", "121"),
    "AID": ("assist", "122"),
    "RETREAT": ("yield", "125"),
    "CONCEDE": ("yield", "125"),
}


def refused(ruling: Ruling) -> Ruling:
    """What comes of an act that its author says won't be: "will not recognise the regime" is a refusal, made now.

    >>> refused(Ruling("AID", None, "073", "negated", None)).type
    'REJECT'
    """
    if ruling.type not in _REFUSED:
        return ruling
    mode, cameo = _REFUSED[ruling.type]
    return Ruling("REJECT", mode, cameo, "actual", f"a {ruling.type} that its author rules out is REJECT")


def broken_down(ruling: Ruling) -> Ruling:
    """What comes of talks whose parties fail to agree: CAMEO files it as refusing to reach an agreement.

    >>> broken_down(Ruling("SUPPORT", None, "057", "negated", None))[:4]
    ('REJECT', None, '1213', 'actual')
    """
    if ruling.cameo != "057":
        return ruling
    return Ruling("REJECT", None, "1213", "actual", "failing to reach an agreement is REJECT")


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
