"""Which pledges repeat which."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from dragoman.ledger.boards.acts import Act, act_of_tellings
from dragoman.ledger.boards.reaffirmations import may_repeat, reaffirmation, threads
from dragoman.model import Commitment, Record, Telling
from dragoman.model.event import Force

Make = Callable[..., Record]
FIRST = date(1978, 9, 17)


def pledge(
    make: Make, action: str, *, days: int = 0, force: Force = "pledge", amount: str | None = None, **given: Any
) -> Act:
    given = {"actors": ("NOR",), "recipients": ("KEN",), **given}
    record = make(f"pledged to {action} with", day=FIRST + timedelta(days=days), type="AGREE", **given)
    event = record.events[0]
    event = replace(event, commitment=Commitment(force, False, action, event.recipient, amount), id="")
    return act_of_tellings(event.id, [Telling(event, record.document.header)])


def test_the_same_promise_in_other_words_is_a_reaffirmation(make_record: Make) -> None:
    first = pledge(make_record, "deepen cooperation on fisheries and trade")
    again = pledge(make_record, "further deepening cooperation in trade and fisheries", days=40, force="reaffirmation")
    found = reaffirmation(first, again)
    assert found is not None
    assert found.score > 0.8
    assert reaffirmation(again, first) is None


def test_another_promise_to_the_same_state_is_another_pledge(make_record: Make) -> None:
    first = pledge(make_record, "deepen cooperation on fisheries")
    assert reaffirmation(first, pledge(make_record, "build a railway to the coast", days=40)) is None


def test_the_same_promise_to_another_state_is_another_pledge(make_record: Make) -> None:
    first = pledge(make_record, "deepen cooperation on fisheries")
    assert (
        reaffirmation(first, pledge(make_record, "deepen cooperation on fisheries", days=40, recipients=("UGA",)))
        is None
    )


def test_a_joint_promise_repeats_what_one_of_the_two_promised_the_other(make_record: Make) -> None:
    alone = pledge(make_record, "deepen cooperation on fisheries")
    joint = pledge(make_record, "deepen cooperation on fisheries", days=3, actors=("NOR", "KEN"), recipients=())
    assert reaffirmation(alone, joint) is not None


def test_another_amount_is_another_pledge(make_record: Make) -> None:
    first = pledge(make_record, "pay for the new harbour", amount="5 million dollars")
    assert (
        reaffirmation(first, pledge(make_record, "pay for the new harbour", days=9, amount="9 million dollars")) is None
    )


def test_every_pledge_stands_in_one_thread_whatever_the_order(make_record: Make) -> None:
    actions = [
        "deepen cooperation on fisheries",
        "build a railway to the coast",
        "deepen cooperation on fisheries and trade",
    ]
    made = [pledge(make_record, action, days=7 * at) for at, action in enumerate(actions * 3)]
    shuffled = random.Random(3).sample(made, len(made))
    assert threads(made) == threads(shuffled)
    members = [act.id for head, links in threads(made) for act in (head, *(link.later for link in links))]
    assert sorted(members) == sorted(act.id for act in made)
    assert len(threads(made)) == 2


def test_what_repeats_a_pledge_has_a_trace_of_its_words(make_record: Make) -> None:
    first = pledge(make_record, "deepen cooperation on fisheries and trade")
    again = pledge(make_record, "deepening trade", days=40, force="reaffirmation")
    assert reaffirmation(first, again) is not None
    assert any(trace in "deepening trade" for trace in may_repeat(first))
