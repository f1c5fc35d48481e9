"""Meetings in the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import LedgerError
from dragoman.ledger import Ledger, same_question
from dragoman.model import Attendee, CoderVersion, Commitment, Meeting, Record, Where
from dragoman.model.event import MeetingFormat, Presence
from dragoman.views import Filter
from dragoman.views.meetings import attendance, meeting, meetings

CODER = CoderVersion("frames", "1")
Make = Callable[..., Record]
THREE = ("EGY", "ISR", "USA")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.db") as opened:
        yield opened


def held(
    make: Make,
    words: str = "met in Geneva",
    *,
    format: MeetingFormat = "bilateral",
    parent: str | None = None,
    presence: Presence = "present",
    **given: Any,
) -> Record:
    record = make(words, **given)
    event = record.events[0]
    attendees = tuple(Attendee(party, party.entity.country, presence) for party in event.actor)
    venue = Where("Geneva", "CHE")
    facet = Meeting(format, venue=venue, attendees=attendees, parent=parent)
    return replace(record, events=(replace(event, where=venue, meeting=facet, id=""),))


def conference(make: Make, **given: Any) -> Record:
    return held(make, "held a peace conference in Geneva", format="multilateral", **{"actors": THREE, **given})


def test_an_empty_ledger_has_no_meetings(ledger: Ledger) -> None:
    assert meetings(ledger).items == ()


def test_what_two_reports_tell_is_one_meeting(ledger: Ledger, make_record: Make) -> None:
    ledger.add([held(make_record), held(make_record, "held talks in Geneva", publisher="Coast Daily")], coder=CODER)
    (entry,) = meetings(ledger).items
    assert entry.occurrence.reports == 2
    assert [one.of for one in entry.delegations] == ["NOR", "KEN"]


def test_a_meeting_is_tied_to_the_larger_one_that_another_report_tells(ledger: Ledger, make_record: Make) -> None:
    larger = conference(make_record)
    beside = held(make_record, actors=("EGY", "ISR"), parent="the Geneva Peace Conference", publisher="Coast Daily")
    ledger.add([larger, beside], coder=CODER)
    # Whether the machine tells the two apart is another test's matter.
    ledger.judge(same_question(larger.events[0].id, beside.events[0].id), False, by="Ada")
    found = {entry.occurrence.id: entry for entry in meetings(ledger).items}
    parent, child = found[larger.events[0].id], found[beside.events[0].id]
    assert child.beside is not None
    assert child.beside.larger.id == parent.occurrence.id
    assert [one.id for one in parent.children] == [child.occurrence.id]
    assert parent.name == "Geneva Peace Conference"


def test_a_meeting_that_was_announced_stands_once_as_held(ledger: Ledger, make_record: Make) -> None:
    ledger.add([held(make_record, "will meet in Geneva", status="future")], coder=CODER)
    (scheduled,) = meetings(ledger).items
    assert scheduled.occurrence.status == "future"
    ledger.add([held(make_record, publisher="Coast Daily")], coder=CODER)
    (entry,) = meetings(ledger).items
    assert entry.occurrence.status == "actual"
    assert [one.id for one in entry.announced] == [scheduled.occurrence.id]


def test_an_agreement_to_meet_stands_once_as_held(ledger: Ledger, make_record: Make) -> None:
    ledger.add([held(make_record, "will meet in Geneva", type="AGREE", presence="expected")], coder=CODER)
    (scheduled,) = meetings(ledger).items
    assert scheduled.occurrence.is_to_come
    ledger.add([held(make_record, publisher="Coast Daily")], coder=CODER)
    (entry,) = meetings(ledger).items
    assert (entry.occurrence.type, entry.occurrence.is_to_come) == ("CONSULT", False)
    assert [one.id for one in entry.announced] == [scheduled.occurrence.id]


def test_a_meeting_that_did_not_take_place_is_not_listed(ledger: Ledger, make_record: Make) -> None:
    ledger.add([held(make_record, "did not meet in Geneva", status="negated")], coder=CODER)
    assert meetings(ledger).items == ()


def test_one_meeting_shows_what_was_voiced_there(ledger: Ledger, make_record: Make) -> None:
    record = held(make_record, "met in Geneva and pledged to end the war")
    event = record.events[0]
    at = record.document.text.index("pledged")
    pledge = replace(
        event,
        type="AGREE",
        meeting=None,
        anchor=record.document.evidence(at, at + 7),
        commitment=Commitment("agreement", True, "end the war"),
        id="",
    )
    ledger.add([replace(record, events=(event, pledge))], coder=CODER)
    page = meeting(ledger, event.id[:12])
    assert page is not None
    assert [one.id for one in page.outcomes] == [pledge.id]
    assert page.expected == ()
    assert [point.words for point in page.readouts.points if point.kind == "commitment"] == ["end the war"]


def test_what_is_no_meeting_has_no_page(ledger: Ledger, make_record: Make) -> None:
    record = make_record("praised", type="SUPPORT")
    ledger.add([record], coder=CODER)
    assert meeting(ledger, record.events[0].id) is None
    assert meeting(ledger, "0" * 12) is None


def test_attendance_is_compared_over_the_ledger(ledger: Ledger, make_record: Make) -> None:
    earlier = conference(make_record)
    later = conference(make_record, actors=("EGY", "ISR", "JOR"), day=date(1979, 3, 1))
    ledger.add([earlier, later], coder=CODER)
    changes = attendance(ledger, earlier.events[0].id, later.events[0].id)
    assert ([one.of for one in changes.joined], [one.of for one in changes.left]) == (["JOR"], ["USA"])
    with pytest.raises(LedgerError, match="holds no meeting 000"):
        attendance(ledger, earlier.events[0].id, "000")


def test_pages_count_all_meetings(ledger: Ledger, make_record: Make) -> None:
    ledger.add([held(make_record, day=date(1978, month, 1)) for month in (3, 6, 9)], coder=CODER)
    page = meetings(ledger, limit=2)
    assert (len(page.items), page.total, page.next_offset) == (2, 3, 2)
    assert [one.occurrence.when.start for one in meetings(ledger, Filter(until=date(1978, 4, 1))).items] == [
        date(1978, 3, 1)
    ]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    told=st.lists(st.sampled_from(["announced", "held", "announced and held"]), min_size=1, max_size=8),
    limit=st.integers(1, 4),
)
def test_pages_put_together_give_each_meeting_once(make_record: Make, told: list[str], limit: int) -> None:
    with Ledger(":memory:") as ledger:
        for month, how in enumerate(told, start=1):
            day = date(1978, month, 1)
            if "announced" in how:
                ledger.add([held(make_record, "will meet in Geneva", status="future", day=day)], coder=CODER)
            if "held" in how:
                ledger.add([held(make_record, publisher="Coast Daily", day=day)], coder=CODER)
        pages, offset = [meetings(ledger, limit=limit)], 0
        while (following := pages[-1].next_offset) is not None:
            assert following > offset
            offset = following
            pages.append(meetings(ledger, limit=limit, offset=offset))
        days = [entry.occurrence.when.start for page in pages for entry in page.items]
        assert days == [date(1978, month, 1) for month in range(len(told), 0, -1)]
        assert all(page.total == len(days) + told.count("announced and held") for page in pages)
