"""What people judged goes along when a newer version of the coder reads a report again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dragoman.ledger import Ledger, decisions, same_question
from dragoman.model import CoderVersion, Event, Record

OLD, NEW, NEWEST = (CoderVersion("frames", version) for version in "123")
Make = Callable[..., Record]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.db") as opened:
        yield opened


def read_again(record: Record, coder: CoderVersion, **changes: Any) -> Record:
    """The same report as another version of the coder reads it."""
    return Record(record.document, tuple(replace(event, coder=coder, id="", **changes) for event in record.events))


def verdict(ledger: Ledger, event: Event) -> str | None:
    found = ledger.occurrence(event.id)
    return None if found is None else next(one.verdict for one in found.tellings if one.event.id == event.id)


def test_an_accepted_event_that_is_read_the_same_again_stays_accepted(ledger: Ledger, make_record: Make) -> None:
    old = make_record()
    new = read_again(old, NEW, confidence=0.3, why="another rule")
    ledger.add([old], coder=OLD)
    ledger.judge(f"review:{old.events[0].id}", {"verdict": "accepted"}, by="Ada", reason="the minutes say so")
    ledger.add([new], coder=NEW)
    assert verdict(ledger, new.events[0]) == "accepted"
    carried = ledger.judgements(question=f"review:{new.events[0].id}")
    assert [(one.by, one.machine) for one in carried] == [("Ada", False)]
    assert carried[0].reason == f"carried over from {old.events[0].id[:12]}: the minutes say so"


def test_what_a_person_accepted_outlasts_a_newer_coders_opinion(ledger: Ledger, make_record: Make) -> None:
    old = make_record()
    new = read_again(old, NEW, status="negated", actor=old.events[0].actor[:1])
    ledger.add([old], coder=OLD)
    ledger.judge(f"review:{old.events[0].id}", {"verdict": "accepted"}, by="Ada")
    ledger.add([new], coder=NEW)
    found = ledger.occurrence(new.events[0].id)
    assert found is not None
    assert found.first.verdict == "corrected"
    assert (found.status, [one.id for one in found.actor]) == ("actual", ["NOR", "KEN"])


def test_a_correction_that_the_newer_coder_comes_to_by_itself_is_an_acceptance(
    ledger: Ledger, make_record: Make
) -> None:
    old = make_record()
    corrected = {"type": "AGREE", "cameo": "030", "goldstein": 4.0}
    ledger.add([old], coder=OLD)
    ledger.judge(f"review:{old.events[0].id}", {"verdict": "corrected", "event": corrected}, by="Ada")
    new = read_again(old, NEW, **corrected)
    ledger.add([new], coder=NEW)
    assert verdict(ledger, new.events[0]) == "accepted"
    found = ledger.occurrence(new.events[0].id)
    assert found is not None
    assert found.type == "AGREE"


def test_a_rejection_goes_along_to_the_same_type_only(ledger: Ledger, make_record: Make) -> None:
    same, other = make_record("met in Geneva"), make_record("met in Cairo", day=date(1990, 1, 1))
    ledger.add([same, other], coder=OLD)
    for record in (same, other):
        ledger.judge(f"review:{record.events[0].id}", {"verdict": "rejected"}, by="Ada")
    kept, gone = read_again(other, NEW, type="AGREE"), read_again(same, NEW)
    ledger.add([gone, kept], coder=NEW)
    assert ledger.occurrence(gone.events[0].id) is None
    assert verdict(ledger, kept.events[0]) is None


def test_another_act_in_the_same_words_inherits_nothing(ledger: Ledger, make_record: Make) -> None:
    old = make_record()
    ledger.add([old], coder=OLD)
    ledger.judge(f"review:{old.events[0].id}", {"verdict": "accepted"}, by="Ada")
    new = read_again(old, NEW, type="ASSAULT", quad=4)
    ledger.add([new], coder=NEW)
    assert verdict(ledger, new.events[0]) is None


def test_words_elsewhere_in_the_report_inherit_nothing(ledger: Ledger, make_record: Make) -> None:
    old = make_record("met in Geneva and met again")
    again = old.document.text.rindex("met")
    new = read_again(old, NEW, anchor=old.document.evidence(again, again + 3))
    ledger.add([old], coder=OLD)
    ledger.judge(f"review:{old.events[0].id}", {"verdict": "rejected"}, by="Ada")
    ledger.add([new], coder=NEW)
    assert ledger.occurrence(new.events[0].id) is not None


def test_of_two_events_in_the_same_words_the_likest_inherits(ledger: Ledger, make_record: Make) -> None:
    old = make_record()
    (event,) = old.events
    alone = replace(event, coder=NEW, id="", actor=event.actor[1:])
    both = replace(event, coder=NEW, id="")
    ledger.add([old], coder=OLD)
    ledger.judge(f"review:{event.id}", {"verdict": "rejected"}, by="Ada")
    ledger.add([Record(old.document, (alone, both))], coder=NEW)
    assert ledger.occurrence(both.id) is None
    assert ledger.occurrence(alone.id) is not None


def test_accounts_held_apart_stay_apart_though_both_are_read_again(ledger: Ledger, make_record: Make) -> None:
    records = [make_record("met in Geneva"), make_record("held talks in Geneva", publisher="Coast Daily")]
    ledger.add(records, coder=OLD)
    ledger.judge(same_question(*(one.events[0].id for one in records)), False, by="Ada")
    again = [read_again(one, NEW) for one in records]
    ledger.add(again[:1], coder=NEW)
    ledger.add(again[1:], coder=NEW)
    found = [ledger.occurrence(one.events[0].id) for one in again]
    assert [one and one.reports for one in found] == [1, 1]


def test_a_pledge_keeps_the_status_that_a_person_gave_it_with_its_evidence(ledger: Ledger, make_record: Make) -> None:
    pledge, later = make_record("agreed"), make_record("met in Geneva", day=date(1979, 1, 1))
    ids = [one.events[0].id for one in (pledge, later)]
    ledger.add([pledge, later], coder=OLD)
    ledger.judge(f"commitment:{ids[0]}", {"status": "kept", "evidence": [ids[1]]}, by="Ada")
    ledger.judge(f"follows:{ids[0]}:{ids[1]}", {"relation": "fulfilment"}, by="Ada")
    again = [read_again(one, NEW) for one in (pledge, later)]
    ledger.add(again, coder=NEW)
    new = [one.events[0].id for one in again]
    (status,) = ledger.judgements(question=f"commitment:{new[0]}")
    assert status.answer == {"status": "kept", "evidence": [new[1]]}
    assert [one.answer for one in ledger.judgements(question=f"follows:{new[0]}:{new[1]}")] == [
        {"relation": "fulfilment"}
    ]


def test_what_was_put_off_stays_so(ledger: Ledger, make_record: Make) -> None:
    records = [make_record("agreed"), make_record("met in Geneva", day=date(1979, 1, 1))]
    ids = [one.events[0].id for one in records]
    ledger.add(records, coder=OLD)
    ledger.judge_all(decisions.put_off(ids[:1]) | decisions.put_off(ids), by="Ada")  # type: ignore[operator]
    again = [read_again(one, NEW) for one in records]
    for one in again:
        ledger.add([one], coder=NEW)
    new = [one.events[0].id for one in again]
    assert [one.answer for one in ledger.judgements(question=f"skip:{new[0]}")] == [True]
    assert [one.answer for one in ledger.judgements(question=f"skip:{new[0]}:{new[1]}")] == [True]


def test_a_review_is_carried_from_version_to_version_and_says_where_from_once(
    ledger: Ledger, make_record: Make
) -> None:
    first = make_record()
    second, third = read_again(first, NEW), read_again(first, NEWEST)
    ledger.add([first], coder=OLD)
    ledger.judge(f"review:{first.events[0].id}", {"verdict": "accepted"}, by="Ada", reason="seen")
    ledger.add([second], coder=NEW)
    ledger.add([third], coder=NEWEST)
    (carried,) = ledger.judgements(question=f"review:{third.events[0].id}")
    assert carried.reason == f"carried over from {second.events[0].id[:12]}: seen"


def test_a_withdrawn_review_and_a_machines_are_not_carried(ledger: Ledger, make_record: Make) -> None:
    old = make_record()
    question = f"review:{old.events[0].id}"
    ledger.add([old], coder=OLD)
    ledger.judge(question, {"verdict": "rejected"}, by="checker", machine=True)
    ledger.judge(question, {"verdict": "accepted"}, by="Ada")
    ledger.judge(question, None, by="Ada")
    new = read_again(old, NEW)
    ledger.add([new], coder=NEW)
    assert ledger.judgements(question=f"review:{new.events[0].id}") == []
