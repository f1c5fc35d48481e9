"""What is new in a position beside the holder's earlier ones."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from dragoman.ledger.boards.acts import Act, act_of_tellings
from dragoman.ledger.boards.novelty import issues, may_be_same_issue
from dragoman.model import Position, Record, Telling
from dragoman.model.event import Stance

Make = Callable[..., Record]
APPEAL, DEMAND = "023", "105"


def position(
    make: Make, stance: Stance, object: str, *, days: int = 0, cameo: str = APPEAL, verb: str = "raised", **given: Any
) -> Act:
    day = date(1978, 9, 17) + timedelta(days=days)
    record = make(f"{verb} {object} before", day=day, type="REQUEST", actors=("NOR",), recipients=("KEN",), **given)
    event = replace(record.events[0], cameo=cameo, position=Position(stance, object), id="")
    return act_of_tellings(event.id, [Telling(event, record.document.header)])


def labels(*positions: Act) -> list[str]:
    (issue,) = issues(positions)
    return [stage.label for stage in issue.stages]


LIFT = "the lifting of the fish import ban"


@pytest.mark.parametrize(
    ("earlier", "later", "label"),
    [
        (("demand", APPEAL), ("demand", APPEAL), "reiterated"),
        (("demand", APPEAL), ("demand", DEMAND), "hardened"),
        (("demand", DEMAND), ("demand", APPEAL), "softened"),
        (("support", "051"), ("demand", APPEAL), "hardened"),
        (("concern", "0141"), ("oppose", "012"), "hardened"),
        (("reject", "120"), ("concern", "0141"), "softened"),
        (("support", "051"), ("reject", "120"), "hardened"),
        (("reject", "120"), ("support", "051"), "softened"),
    ],
)
def test_a_position_is_labelled_by_side_and_force(
    make_record: Make, earlier: tuple[Stance, str], later: tuple[Stance, str], label: str
) -> None:
    first = position(make_record, earlier[0], LIFT, cameo=earlier[1])
    second = position(make_record, later[0], LIFT, cameo=later[1], days=30)
    assert labels(second, first) == ["new", label]


def test_a_demand_that_is_no_longer_made_is_dropped(make_record: Make) -> None:
    first = position(make_record, "demand", LIFT)
    gone = position(make_record, "demand", LIFT, days=30, verb="no longer demands")
    anchor = replace(gone.event.anchor, start=gone.event.anchor.start + 10, end=gone.event.anchor.end + 10)
    gone = replace(gone, event=replace(gone.event, anchor=anchor))
    assert labels(first, gone) == ["new", "dropped"]


def test_a_position_said_not_to_be_held_is_dropped(make_record: Make) -> None:
    assert labels(
        position(make_record, "reject", LIFT), position(make_record, "reject", LIFT, days=9, status="negated")
    ) == [
        "new",
        "dropped",
    ]


def test_the_first_that_calls_itself_old_is_not_new(make_record: Make) -> None:
    old = position(make_record, "demand", LIFT)
    assert old.event.position is not None
    old = replace(old, event=replace(old.event, position=replace(old.event.position, novelty="reiterated")))
    assert labels(old) == ["reiterated"]


def test_other_matters_are_other_issues(make_record: Make) -> None:
    found = issues(
        [position(make_record, "demand", LIFT), position(make_record, "demand", "the release of the crew", days=5)]
    )
    assert [issue.label for issue in found] == [LIFT, "the release of the crew"]


def test_the_order_of_the_input_does_not_matter(make_record: Make) -> None:
    objects = [LIFT, "the release of the crew", "lifting the ban on fish", "the crew's release"]
    positions = [position(make_record, "demand", object, days=at) for at, object in enumerate(objects)]
    assert issues(positions) == issues(random.Random(1).sample(positions, 4))
    assert len(issues(positions)) == 2


def test_positions_on_one_issue_share_a_trace(make_record: Make) -> None:
    assert any(trace in "lifting the ban on fish" for trace in may_be_same_issue(position(make_record, "demand", LIFT)))
