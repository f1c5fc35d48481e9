"""Announced words in the ledger, and what was then said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from dragoman.ledger import Ledger
from dragoman.model import CoderVersion, Position, Record
from dragoman.views import Filter
from dragoman.views.expectations import expectations

CODER = CoderVersion("frames", "1")
ANNOUNCED = date(1978, 9, 17)
Make = Callable[..., Record]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.db") as opened:
        yield opened


def words(make: Make, object: str, *, days: int = 0, **given: Any) -> Record:
    given = {
        "actors": ("NOR",),
        "recipients": ("KEN",),
        "type": "REQUEST",
        "day": ANNOUNCED + timedelta(days=days),
        **given,
    }
    record = make(f"speak of {object} to", **given)
    return replace(record, events=(replace(record.events[0], position=Position("demand", object), id=""),))


def test_an_empty_ledger_expects_nothing(ledger: Ledger) -> None:
    assert expectations(ledger).items == ()


def test_an_expectation_waits_until_it_is_heard(ledger: Ledger, make_record: Make) -> None:
    ledger.add([words(make_record, "the release of the fishing crew", status="future")], coder=CODER)
    (waiting,) = expectations(ledger).items
    assert waiting.answer.outcome == "not_yet"
    assert waiting.announced_on == ANNOUNCED
    assert waiting.awaited_until == ANNOUNCED + timedelta(days=60)
    heard = words(make_record, "the release of the crew", days=4, publisher="Coast Daily")
    ledger.add([heard], coder=CODER)
    (met,) = expectations(ledger).items
    assert met.answer.outcome == "met"
    assert met.answer.act is not None
    assert met.answer.act.id == heard.events[0].id


def test_words_on_another_matter_do_not_meet_it(ledger: Ledger, make_record: Make) -> None:
    ledger.add(
        [
            words(make_record, "the release of the fishing crew", status="future"),
            words(make_record, "the price of wheat", days=4, publisher="Coast Daily"),
        ],
        coder=CODER,
    )
    (waiting,) = expectations(ledger).items
    assert waiting.answer.outcome == "not_yet"


def test_they_are_filtered_by_speaker_and_issue(ledger: Ledger, make_record: Make) -> None:
    ledger.add(
        [
            words(make_record, "the release of the fishing crew", status="future"),
            words(make_record, "the price of wheat", status="future", actors=("SWE",)),
        ],
        coder=CODER,
    )
    assert [one.occurrence.actor[0].id for one in expectations(ledger, Filter(who=("SWE",))).items] == ["SWE"]
    assert [one.occurrence.actor[0].id for one in expectations(ledger, on="crew").items] == ["NOR"]
    assert expectations(ledger, limit=1).total == 2
