"""What was announced, and whether it was then said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dragoman.ledger.boards.acts import Act, act_of_tellings
from dragoman.ledger.boards.expectations import answer, is_expectation
from dragoman.model import Position, Record, Telling
from dragoman.model.event import Stance

Make = Callable[..., Record]
ANNOUNCED = date(1978, 9, 17)


def said(make: Make, object: str, *, stance: Stance = "demand", **given: Any) -> Act:
    given = {"type": "REQUEST", "day": ANNOUNCED, "actors": ("NOR",), "recipients": ("KEN",), **given}
    record = make(f"speak of {object} to", **given)
    event = replace(record.events[0], position=Position(stance, object), id="")
    return act_of_tellings(event.id, [Telling(event, record.document.header)])


@pytest.fixture
def expected(make_record: Make) -> Act:
    return said(make_record, "the release of the fishing crew", status="future")


def test_words_that_are_announced_are_an_expectation(make_record: Make, expected: Act) -> None:
    assert is_expectation(expected)
    assert not is_expectation(said(make_record, "the release of the fishing crew"))


@pytest.mark.parametrize(
    ("later", "outcome"),
    [
        ({"object": "the prompt release of the crew"}, "met"),
        ({"object": "the release of the crew", "stance": "reject", "type": "REJECT"}, "otherwise"),
        ({"object": "the release of the fishing crew", "status": "negated"}, "otherwise"),
        ({"object": "the price of wheat"}, "not_yet"),
        ({"object": "the release of the crew", "actors": ("SWE",)}, "not_yet"),
        ({"object": "the release of the crew", "day": date(1978, 9, 1)}, "not_yet"),
        ({"object": "the release of the crew", "day": date(1979, 9, 1)}, "not_yet"),
        ({"object": "the release of the crew", "status": "future"}, "not_yet"),
    ],
)
def test_it_is_met_by_what_the_speaker_then_says(
    make_record: Make, expected: Act, later: dict[str, Any], outcome: str
) -> None:
    heard = said(make_record, later.pop("object"), **{"publisher": "Coast Daily", "day": date(1978, 9, 20), **later})
    assert answer(expected, [heard]).outcome == outcome


def test_the_same_report_does_not_meet_its_own_announcement(make_record: Make, expected: Act) -> None:
    same = replace(said(make_record, "the release of the fishing crew", day=date(1978, 9, 20)), header=expected.header)
    assert answer(expected, [same]).outcome == "not_yet"


def test_hearing_it_outweighs_hearing_the_opposite(make_record: Make, expected: Act) -> None:
    day = date(1978, 9, 20)
    against = said(make_record, "the release of the fishing crew", stance="reject", type="REJECT", day=day)
    heard = said(make_record, "the release of the crew", day=day)
    assert answer(expected, [against, heard]).act == heard
    assert answer(expected, [heard, against]).act == heard
