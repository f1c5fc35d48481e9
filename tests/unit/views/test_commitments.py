"""The board of commitments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from dragoman.ledger import Ledger, decisions, same_question
from dragoman.model import CoderVersion, Commitment, Record, When
from dragoman.model.event import Force
from dragoman.views import Filter
from dragoman.views.commitments import Pledge, Wanted, commitment, commitments

CODER = CoderVersion("frames", "1")
MADE = date(1978, 9, 17)
TODAY = date(1978, 12, 16)
Make = Callable[..., Record]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.db") as opened:
        yield opened


def pledge(make: Make, action: str = "pay for the new harbour", *, force: Force = "pledge", **given: Any) -> Record:
    deadline = given.pop("deadline", None)
    cameo = given.pop("cameo", "0331")
    given = {"actors": ("NOR",), "recipients": ("KEN",), "day": MADE, "type": "AGREE", **given}
    record = make(f"pledged to {action} of", **given)
    event = record.events[0]
    by = When(deadline, deadline, "day") if deadline else When()
    facet = Commitment(force, len(event.actor) > 1, action, event.recipient, deadline=by)
    return replace(record, events=(replace(event, cameo=cameo, commitment=facet, id=""),))


def paid(make: Make, **given: Any) -> Record:
    given = {"actors": ("NOR",), "recipients": ("KEN",), "day": MADE + timedelta(days=60), "type": "AID", **given}
    return make("sent money for the new harbour of", **given)


def add(ledger: Ledger, *records: Record) -> list[str]:
    """The ids of the first events of reports that are added."""
    ledger.add(records, coder=CODER)
    return [record.events[0].id for record in records]


def only(ledger: Ledger, **which: Any) -> Pledge:
    (found,) = commitments(ledger, which=Wanted(**which), today=TODAY).pledges
    return found


def test_an_empty_ledger_has_an_empty_board(ledger: Ledger) -> None:
    board = commitments(ledger, today=TODAY)
    assert (board.pledges, board.matching, board.next_offset) == ((), 0, None)


def test_silence_is_counted_from_the_last_time_anything_was_told(ledger: Ledger, make_record: Make) -> None:
    add(ledger, pledge(make_record))
    assert only(ledger).silent_days == 90
    add(ledger, pledge(make_record, force="reaffirmation", day=MADE + timedelta(days=30)))
    assert only(ledger).silent_days == 60
    add(ledger, paid(make_record))
    assert only(ledger).silent_days == 30


def test_a_pledge_stands_once_with_what_repeats_it(ledger: Ledger, make_record: Make) -> None:
    first, second, _ = add(
        ledger,
        pledge(make_record),
        pledge(make_record, force="reaffirmation", day=MADE + timedelta(days=30)),
        pledge(make_record, "train forty pilots", day=MADE + timedelta(days=3)),
    )
    board = commitments(ledger, today=TODAY)
    assert board.matching == 3
    assert len(board.pledges) == 2
    (harbour,) = [one for one in board.pledges if one.reaffirmations]
    assert harbour.occurrence.id == first
    assert [one.later.id for one in harbour.reaffirmations] == [second]


def test_it_is_found_by_what_repeats_it(ledger: Ledger, make_record: Make) -> None:
    first, second = add(
        ledger, pledge(make_record), pledge(make_record, force="reaffirmation", day=MADE + timedelta(days=30))
    )
    (found,) = commitments(ledger, Filter(since=MADE + timedelta(days=10)), today=TODAY).pledges
    assert found.occurrence.id == first
    by_id = commitment(ledger, second[:12], today=TODAY)
    assert by_id is not None
    assert by_id.occurrence.id == first


def test_what_may_keep_it_is_proposed_and_changes_nothing(ledger: Ledger, make_record: Make) -> None:
    _, payment = add(ledger, pledge(make_record), paid(make_record))
    found = only(ledger)
    assert [(one.link.relation, one.link.act.id) for one in found.follow_ups] == [("fulfilment", payment)]
    assert not found.follow_ups[0].accepted
    assert found.status == "open"


def test_a_person_changes_the_status_and_every_change_is_kept(ledger: Ledger, make_record: Make) -> None:
    promised, payment = add(ledger, pledge(make_record), paid(make_record))
    ledger.judge(f"commitment:{promised}", {"status": "in_progress", "evidence": []}, by="Ada")
    ledger.judge(f"commitment:{promised}", {"status": "kept", "evidence": [payment]}, by="Ada", reason="paid in full")
    found = only(ledger)
    assert found.status == "kept"
    assert [one.answer["status"] for one in found.history] == ["in_progress", "kept"]  # type: ignore[index]
    assert not commitments(ledger, which=Wanted(status=frozenset({"open"})), today=TODAY).pledges
    assert only(ledger, status=frozenset({"kept"})).occurrence.id == promised


def test_a_machine_changes_no_status(ledger: Ledger, make_record: Make) -> None:
    (promised,) = add(ledger, pledge(make_record))
    ledger.judge(f"commitment:{promised}", {"status": "broken", "evidence": []}, by="model 1", machine=True)
    assert only(ledger).status == "open"


def test_a_judgement_that_is_withdrawn_opens_it_again(ledger: Ledger, make_record: Make) -> None:
    (promised,) = add(ledger, pledge(make_record))
    ledger.judge(f"commitment:{promised}", {"status": "broken", "evidence": []}, by="Ada")
    ledger.judge(f"commitment:{promised}", None, by="Ada", reason="a mistake")
    assert only(ledger).status == "open"


def test_as_of_an_earlier_moment_the_earlier_status_holds(ledger: Ledger, make_record: Make) -> None:
    (promised,) = add(ledger, pledge(make_record))
    first = ledger.judge(f"commitment:{promised}", {"status": "in_progress", "evidence": []}, by="Ada")
    later = ledger.judge(f"commitment:{promised}", {"status": "kept", "evidence": []}, by="Ada")
    assert first.at < later.at
    (then,) = commitments(ledger, Filter(as_of=later.at), today=TODAY).pledges
    assert then.status == "in_progress"


def test_accepted_follow_ups_are_marked_and_rejected_ones_are_gone(ledger: Ledger, make_record: Make) -> None:
    promised, payment = add(ledger, pledge(make_record), paid(make_record))
    ledger.judge(f"follows:{promised}:{payment}", {"relation": "fulfilment", "score": 0.9}, by="Ada")
    assert only(ledger).follow_ups[0].accepted
    ledger.judge(f"follows:{promised}:{payment}", False, by="Ada", reason="another harbour")
    assert only(ledger).follow_ups == ()


def test_a_judgement_of_a_repetition_is_one_of_the_pledge(ledger: Ledger, make_record: Make) -> None:
    _, second = add(
        ledger, pledge(make_record), pledge(make_record, force="reaffirmation", day=MADE + timedelta(days=30))
    )
    ledger.judge(f"commitment:{second}", {"status": "kept", "evidence": []}, by="Ada")
    assert only(ledger).status == "kept"


def regroup(ledger: Ledger, id: str, tell: Callable[..., Record]) -> str:
    """Let a report join the occurrence of an id so that it is named after that one; its new id."""
    stands = ledger.occurrence(id)
    assert stands is not None
    again = (tell(publisher=f"Gazette {at}", day=MADE - timedelta(days=1)) for at in range(500))
    earlier = (one for one in again if one.events[0].id < id and one.document.id < stands.first.document.id)
    (new,) = add(ledger, next(earlier))
    ledger.judge(same_question(id, new), True, by="Ada")
    found = ledger.occurrence(id)
    assert found is not None
    assert (found.id, found.first.event.id) == (new, new)
    return new


@pytest.mark.parametrize("accepted", [True, False])
def test_a_judged_follow_up_stays_judged_when_reports_join_the_pledge_and_the_event(
    ledger: Ledger, make_record: Make, accepted: bool
) -> None:
    promised, payment = add(ledger, pledge(make_record), paid(make_record))
    link = only(ledger).follow_ups[0].link
    decide = decisions.follow(link, status="kept") if accepted else decisions.unrelated(link)
    ledger.judge_all(decide, by="Ada")
    regroup(ledger, promised, lambda **given: pledge(make_record, **given))
    # The new report of the payment is of the day of payment: it still comes after the pledge.
    regroup(ledger, payment, lambda **given: paid(make_record, **{**given, "day": MADE + timedelta(days=60)}))
    found = only(ledger)
    assert found.status == ("kept" if accepted else "open")
    assert [one.accepted for one in found.follow_ups] == [True] * accepted


def test_a_judged_follow_up_stays_judged_when_an_earlier_pledge_is_found(ledger: Ledger, make_record: Make) -> None:
    again = pledge(make_record, force="reaffirmation", day=MADE + timedelta(days=30))
    promised, _ = add(ledger, again, paid(make_record))
    ledger.judge_all(decisions.unrelated(only(ledger).follow_ups[0].link), by="Ada")
    (first,) = add(ledger, pledge(make_record))
    found = only(ledger)
    assert (found.occurrence.id, [one.later.id for one in found.reaffirmations]) == (first, [promised])
    assert found.follow_ups == ()


def test_what_is_taken_back_leaves_the_word_to_a_judgement_of_a_repetition(ledger: Ledger, make_record: Make) -> None:
    first, second = add(
        ledger, pledge(make_record), pledge(make_record, force="reaffirmation", day=MADE + timedelta(days=30))
    )
    ledger.judge(f"commitment:{second}", {"status": "kept", "evidence": []}, by="Ada")
    assert only(ledger).question == f"commitment:{second}"
    made = ledger.judge(f"commitment:{first}", {"status": "broken", "evidence": []}, by="Ada")
    assert only(ledger).status == "broken"
    decisions.undo(ledger, [made], by="Ada")
    assert only(ledger).status == "kept"


@pytest.mark.parametrize(
    ("deadline", "overdue", "due_in"),
    [(date(1978, 12, 6), 10, None), (date(1978, 12, 26), 0, 10), (TODAY, 0, 0), (None, 0, None)],
)
def test_deadlines_are_counted_and_not_stored(
    ledger: Ledger, make_record: Make, deadline: date | None, overdue: int, due_in: int | None
) -> None:
    (promised,) = add(ledger, pledge(make_record, deadline=deadline))
    found = only(ledger)
    assert (found.overdue_days, found.due_in_days) == (overdue, due_in)
    assert len(commitments(ledger, which=Wanted(overdue=True), today=TODAY).pledges) == (overdue > 0)
    assert len(commitments(ledger, which=Wanted(due_within_days=10), today=TODAY).pledges) == (due_in is not None)
    ledger.judge(f"commitment:{promised}", {"status": "kept", "evidence": []}, by="Ada")
    assert not commitments(ledger, which=Wanted(overdue=True), today=TODAY).pledges


def test_only_what_has_been_silent_for_so_long_is_found(ledger: Ledger, make_record: Make) -> None:
    add(ledger, pledge(make_record))
    assert commitments(ledger, which=Wanted(silent_days=90), today=TODAY).pledges
    assert not commitments(ledger, which=Wanted(silent_days=91), today=TODAY).pledges


def test_what_was_not_pledged_is_not_on_the_board(ledger: Ledger, make_record: Make) -> None:
    add(ledger, pledge(make_record, status="future"), pledge(make_record, status="negated", publisher="Coast Daily"))
    assert not commitments(ledger, today=TODAY).pledges


def test_a_promised_visit_is_due_on_its_day(ledger: Ledger, make_record: Make) -> None:
    record = pledge(make_record, "visit the capital", cameo="036")
    visit_on = date(1979, 1, 5)
    event = replace(record.events[0], when=When(visit_on, visit_on, "day", "on 5 January", "explicit"), id="")
    add(ledger, replace(record, events=(event,)))
    found = only(ledger)
    assert (found.made_on, found.deadline, found.due_in_days) == (MADE, visit_on, 20)


def promise_to_meet(make: Make, **given: Any) -> Record:
    return pledge(make, "meet in Geneva on the fishing rights", cameo="036", **given)


def met(make: Make, words: str = "met in Geneva on the fishing rights", **given: Any) -> Record:
    return make(words, **{"actors": ("NOR", "KEN"), "day": MADE + timedelta(days=40), **given})


def test_a_promise_to_meet_that_had_its_meeting_is_open_no_more_and_nobody_said_that_it_was_kept(
    ledger: Ledger, make_record: Make
) -> None:
    add(ledger, promise_to_meet(make_record, deadline=date(1978, 11, 1)))
    assert only(ledger, status=frozenset({"open"})).overdue_days == 45
    (meeting,) = add(ledger, met(make_record))
    found = only(ledger)
    assert found.meeting is not None
    assert found.meeting.act.id == meeting
    assert (found.status, found.history, found.is_open, found.overdue_days) == ("open", (), False, 0)
    assert not commitments(ledger, which=Wanted(status=frozenset({"open"})), today=TODAY).pledges
    assert not commitments(ledger, which=Wanted(overdue=True), today=TODAY).pledges


@pytest.mark.parametrize(
    "later",
    [
        {"words": "held talks in Cairo"},
        {"actors": ("NOR", "USA")},
        {"day": date(1978, 12, 1)},
        {"status": "future"},
        {"mode": "phone"},
    ],
    ids=["elsewhere", "with another", "too late", "only announced", "by telephone"],
)
def test_a_promise_to_meet_stays_open_until_that_meeting_took_place(
    ledger: Ledger, make_record: Make, later: dict[str, Any]
) -> None:
    given = {name: value for name, value in later.items() if name != "mode"}
    record = met(make_record, **given)
    event = replace(record.events[0], mode=later.get("mode"), id="")
    add(ledger, promise_to_meet(make_record, deadline=date(1978, 11, 1)), replace(record, events=(event,)))
    assert only(ledger, status=frozenset({"open"})).meeting is None


def test_a_person_has_the_last_word_on_a_promise_to_meet(ledger: Ledger, make_record: Make) -> None:
    promised, meeting = add(ledger, promise_to_meet(make_record), met(make_record))
    ledger.judge(f"commitment:{promised}", {"status": "in_progress", "evidence": [meeting]}, by="Ada")
    assert only(ledger, status=frozenset({"in_progress"})).is_open


def test_pages_follow_one_another_without_gap_or_repetition(ledger: Ledger, make_record: Make) -> None:
    actions = ["build a railway", "train forty pilots", "drain the marshes", "print schoolbooks", "plant cedars"]
    ids = add(ledger, *(pledge(make_record, one, day=MADE + timedelta(days=20 * at)) for at, one in enumerate(actions)))
    seen: list[str] = []
    offset: int | None = 0
    while offset is not None:
        board = commitments(ledger, today=date(1979, 6, 1), limit=2, offset=offset)
        seen += [one.occurrence.id for one in board.pledges]
        offset = board.next_offset
    assert seen == list(reversed(ids))


def test_an_id_of_something_else_is_no_commitment(ledger: Ledger, make_record: Make) -> None:
    (meeting,) = add(ledger, make_record())
    assert commitment(ledger, meeting) is None
    assert commitment(ledger, "0" * 12) is None
