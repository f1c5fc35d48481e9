"""iCalendar, as a calendar reads it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date
from typing import Any

import icalendar
import pytest

from dragoman.exports import occurrences_as
from dragoman.model import Commitment, Occurrence, When

Make = Callable[..., Occurrence]


def entries(*found: Occurrence) -> list[Any]:
    text = "".join(piece for piece in occurrences_as("ics", found) if isinstance(piece, str))
    return list(icalendar.Calendar.from_ical(text).events)


def test_a_meeting_stands_on_its_day_at_its_place(meeting: Make) -> None:
    entry = entries(meeting())[0]
    assert str(entry["summary"]) == "Istanbul meeting: Pakistan, Türkiye, Hakan Fidan"
    assert (entry.decoded("dtstart"), entry.decoded("dtend")) == (date(2025, 11, 3), date(2025, 11, 4))
    assert str(entry["location"]) == "Istanbul, Türkiye"
    assert str(entry["status"]) == "CONFIRMED"
    assert "Attendees: Hakan Fidan (TUR); Foreign Office (PAK, expected)" in str(entry["description"])
    assert "Told by 2 reports" in str(entry["description"])


def test_a_meeting_to_come_is_tentative(meeting: Make) -> None:
    assert str(entries(meeting(status="future"))[0]["status"]) == "TENTATIVE"


def test_what_is_denied_or_is_no_meeting_is_no_entry(meeting: Make, demand: Make) -> None:
    assert entries(meeting(status="negated"), meeting(status="hypothetical"), demand()) == []


def test_a_deadline_falls_on_its_last_day(demand: Make) -> None:
    deadline = When(date(2025, 11, 3), date(2026, 2, 3), "month", "within three months", "relative")
    pledge = Commitment("pledge", joint=False, action="rebuild two ports", deadline=deadline)
    entry = entries(demand(type="AGREE", commitment=pledge))[0]
    assert str(entry["summary"]) == "Due: Pakistan: rebuild two ports"
    assert entry.decoded("dtstart") == date(2026, 2, 3)
    assert "Dated to the month only" in str(entry["description"])


def test_an_undated_meeting_is_left_out_and_counted(meeting: Make, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert entries(meeting(when=When())) == []
    assert "left out 1 without a date" in caplog.text


def test_the_last_day_of_the_calendar_has_no_day_after(meeting: Make) -> None:
    entry = entries(meeting(when=When(date.max, date.max, "day", None, "explicit")))[0]
    assert entry.decoded("dtstart") == date.max
