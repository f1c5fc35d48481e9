"""Positions by holder and issue, over time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from dragoman.ledger import Ledger, same_question
from dragoman.model import CoderVersion, Commitment, Position, Record
from dragoman.model.event import Stance
from dragoman.views import Filter
from dragoman.views.positions import positions

CODER = CoderVersion("frames", "1")
FIRST = date(1978, 9, 17)
Make = Callable[..., Record]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.db") as opened:
        yield opened


def position(
    make: Make, object: str, *, days: int = 0, stance: Stance = "demand", cameo: str = "023", **given: Any
) -> Record:
    given = {
        "actors": ("NOR",),
        "recipients": ("KEN",),
        "type": "REQUEST",
        "day": FIRST + timedelta(days=days),
        **given,
    }
    record = make(f"spoke of {object} to", **given)
    event = replace(record.events[0], cameo=cameo, position=Position(stance, object), id="")
    return replace(record, events=(event,))


def test_an_empty_ledger_has_no_positions(ledger: Ledger) -> None:
    assert positions(ledger).lines == ()


def test_a_line_runs_from_the_first_time_to_the_last(ledger: Ledger, make_record: Make) -> None:
    ledger.add(
        [
            position(make_record, "the lifting of the fish ban"),
            position(make_record, "lifting the ban on fish", days=30, cameo="105"),
            position(make_record, "a ban on fish", days=60, stance="support", type="SUPPORT", cameo="051"),
        ],
        coder=CODER,
    )
    (line,) = positions(ledger).lines
    assert line.holder.id == "NOR"
    assert [stage.label for stage in line.stages] == ["new", "hardened", "softened"]


def test_what_was_held_before_the_days_asked_for_still_counts(ledger: Ledger, make_record: Make) -> None:
    ledger.add(
        [position(make_record, "the lifting of the fish ban"), position(make_record, "lifting the fish ban", days=90)],
        coder=CODER,
    )
    (line,) = positions(ledger, Filter(since=FIRST + timedelta(days=60))).lines
    assert [stage.label for stage in line.stages] == ["new", "reiterated"]


@pytest.mark.parametrize("first", [None, Commitment("pledge", False, "lift the fish ban")])
def test_a_position_that_only_a_later_telling_has_is_on_the_board(
    ledger: Ledger, make_record: Make, first: Commitment | None
) -> None:
    earlier = position(make_record, "the lifting of the fish ban", type="SUPPORT")
    (event,) = earlier.events
    silent = replace(event, type="AGREE" if first else "SUPPORT", position=None, commitment=first, id="")
    later = position(make_record, "lifting the fish ban", days=1, type="SUPPORT", publisher="Coast Daily")
    ledger.add([replace(earlier, events=(silent,)), later], coder=CODER)
    ledger.judge(same_question(silent.id, later.events[0].id), True, by="Ada")
    (line,) = positions(ledger).lines
    assert line.issue == "lifting the fish ban"
    assert line.latest.act.first_told == FIRST
    assert line.latest.act.last_told == FIRST + timedelta(days=1)


def test_every_holder_has_a_line_of_their_own(ledger: Ledger, make_record: Make) -> None:
    ledger.add(
        [
            position(make_record, "the lifting of the fish ban"),
            position(make_record, "the lifting of the fish ban", actors=("SWE",), days=30),
        ],
        coder=CODER,
    )
    assert {line.holder.id for line in positions(ledger).lines} == {"NOR", "SWE"}
    (line,) = positions(ledger, Filter(who=("SWE",))).lines
    assert line.holder.id == "SWE"


def test_an_issue_is_found_by_the_words_of_the_passage(ledger: Ledger, make_record: Make) -> None:
    ledger.add(
        [
            position(make_record, "the lifting of the fish ban"),
            position(make_record, "the release of the crew", days=30),
        ],
        coder=CODER,
    )
    (line,) = positions(ledger, on="fish ban").lines
    assert line.issue == "the lifting of the fish ban"
    assert positions(ledger, on="wheat").matching == 0


def test_what_is_only_announced_is_no_position_yet(ledger: Ledger, make_record: Make) -> None:
    ledger.add([position(make_record, "the lifting of the fish ban", status="future")], coder=CODER)
    assert positions(ledger).lines == ()


def test_a_long_line_shows_its_first_and_its_latest(ledger: Ledger, make_record: Make) -> None:
    ledger.add([position(make_record, "the lifting of the fish ban", days=15 * at) for at in range(45)], coder=CODER)
    (line,) = positions(ledger).lines
    assert len(line.stages) == 40
    assert line.left_out == 5
    assert line.stages[0].act.said_on == FIRST
    assert line.latest.act.said_on == FIRST + timedelta(days=15 * 44)


def test_pages_give_every_line_once(ledger: Ledger, make_record: Make) -> None:
    objects = ["the lifting of the fish ban", "the release of the crew", "a new railway", "cheaper wheat"]
    ledger.add(
        [
            position(make_record, object, days=20 * at + 90 * round)
            for round in range(2)
            for at, object in enumerate(objects)
        ],
        coder=CODER,
    )
    seen: list[str] = []
    offset: int | None = 0
    while offset is not None:
        page = positions(ledger, limit=2, offset=offset)
        seen += [line.issue for line in page.lines]
        offset = page.next_offset
    assert sorted(seen) == sorted(objects)
