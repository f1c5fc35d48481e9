"""Who meets whom: the meeting of an event, held or to come, and what is none."""

import pytest

from dragoman import Coder
from dragoman.model import Event, Meeting


def coded(coder: Coder, text: str) -> list[Event]:
    return list(coder.code(text, published_on="2025-11-03"))


def meetings(coder: Coder, text: str) -> list[Meeting]:
    return [event.meeting for event in coded(coder, text) if event.meeting is not None]


def countries(meeting: Meeting) -> set[str | None]:
    return {one.party.entity.country for one in meeting.attendees}


@pytest.mark.parametrize(
    "text",
    [
        "The Kenyan president will meet the Ugandan president in Kampala on Friday to discuss trade.",
        "Kenya's foreign minister is to receive the Ugandan president in Nairobi on Friday.",
        "The Kenyan foreign minister will hold talks with his Ugandan counterpart on Friday.",
    ],
)
def test_a_meeting_to_come_says_who_is_expected(coder: Coder, text: str) -> None:
    (event,) = coded(coder, text)
    assert event.type == "AGREE"
    assert event.commitment is None
    assert event.meeting is not None
    assert event.meeting.format == "bilateral"
    assert countries(event.meeting) == {"KEN", "UGA"}
    assert {one.presence for one in event.meeting.attendees} == {"expected"}


@pytest.mark.parametrize(
    "text",
    [
        "The Kenyan president may meet the Ugandan president next month.",
        "Kenya wants to negotiate with Uganda.",
        "Kenya decided to open negotiations with Uganda.",
        "Kenya will send an envoy to Uganda.",
        "Kenya's president flew to Nairobi on Sunday.",
        "The Norwegian envoy mediated for three weeks.",
    ],
)
def test_what_is_wished_or_possible_or_only_a_way_home_is_no_meeting(coder: Coder, text: str) -> None:
    assert meetings(coder, text) == []


def test_a_visit_abroad_is_a_meeting_of_the_visitor_with_a_host(coder: Coder) -> None:
    (visit,) = meetings(coder, "Kenya's president flew to Kampala on Sunday.")
    assert visit.format == "visit"
    assert countries(visit) == {"KEN"}
    assert visit.host is not None
    assert visit.host.id == "UGA"


def test_separate_talks_are_separate_meetings(coder: Coder) -> None:
    apart = meetings(coder, "Kenya held separate talks with Uganda and Rwanda on Monday.")
    assert [countries(one) for one in apart] == [{"KEN", "UGA"}, {"KEN", "RWA"}]
    assert {one.format for one in apart} == {"bilateral"}
    (together,) = meetings(coder, "Kenya held talks with Uganda and Rwanda on Monday.")
    assert countries(together) == {"KEN", "UGA", "RWA"}
