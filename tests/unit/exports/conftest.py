"""Occurrences with known parties, places and days, for the tests of single formats."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.strategies import DOCUMENT, plain_occurrence
from tests.unit.exports.parties import COPY, FIDAN, ISRAEL, ISTANBUL, MONDAY, OFFICE, PAKISTAN, TURKEY

from dragoman.model import Attendee, Meeting, Occurrence


@pytest.fixture
def demand() -> Callable[..., Occurrence]:
    """Pakistan's demand on Israel, actual, told by two reports; fields may be given anew."""

    def make(**changes: Any) -> Occurrence:
        plain: dict[str, Any] = {
            "actor": (PAKISTAN,),
            "recipient": (ISRAEL,),
            "status": "actual",
            "when": MONDAY,
            "where": ISTANBUL,
            "documents": (DOCUMENT.header, COPY),
        }
        return plain_occurrence(**(plain | changes))

    return make


@pytest.fixture
def meeting(demand: Callable[..., Occurrence]) -> Callable[..., Occurrence]:
    """A meeting of Pakistan, Türkiye and a minister, without a recipient; fields may be given anew."""

    def make(**changes: Any) -> Occurrence:
        facet = Meeting(
            "multilateral",
            name="Istanbul meeting",
            venue=ISTANBUL,
            attendees=(Attendee(FIDAN, "TUR"), Attendee(OFFICE, "PAK", "expected")),
            host=TURKEY,
        )
        plain: dict[str, Any] = {
            "type": "CONSULT",
            "mode": "multilateral",
            "cameo": "040",
            "quad": 1,
            "plover_score": 4.0,
            "goldstein": 1.0,
            "actor": (PAKISTAN, TURKEY, FIDAN),
            "recipient": (),
            "position": None,
            "meeting": facet,
        }
        return demand(**(plain | changes))

    return make
