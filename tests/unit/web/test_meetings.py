"""Meeting pages and their API: the list, one meeting, its calendar entry, and who came to two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import icalendar
import pytest
from tests.unit.web.servers import Server
from tests.unit.web.test_pages import _elements

from dragoman.model import CoderVersion, Meeting, Record
from dragoman.model.event import Attendee


def _meetings(server: Server) -> list[dict]:  # type: ignore[type-arg]
    found: list[dict] = server.browser().get("/api/v1/meetings").json()["items"]  # type: ignore[type-arg]
    return found


def test_the_list_leads_to_every_meeting_by_month(shared_board_server: Server) -> None:
    answer = shared_board_server.browser().get("/meetings")
    _elements(answer)
    for one in _meetings(shared_board_server):
        assert f'href="/meetings/{one["meeting"]["id"]}"' in answer.text
    assert "<h2>October 1986</h2>" in answer.text


def test_who_came_narrows_the_list(shared_board_server: Server) -> None:
    browser = shared_board_server.browser()
    narrowed = browser.get("/api/v1/meetings?either=FIN").json()
    assert 0 < narrowed["total"] < browser.get("/api/v1/meetings").json()["total"]
    assert "The record holds no such meeting" in browser.get("/meetings?either=PER").text


def test_a_page_of_meetings_begins_where_the_one_before_ended(shared_board_server: Server) -> None:
    browser = shared_board_server.browser()
    ids, address = [], "/api/v1/meetings?limit=2"
    while address:
        page = browser.get(address).json()
        ids += [one["meeting"]["id"] for one in page["items"]]
        address = page["next"]
    assert sorted(ids) == sorted(one["meeting"]["id"] for one in _meetings(shared_board_server))
    assert "Earlier →" in browser.get("/meetings?limit=2").text


def test_a_meeting_tells_its_delegations_and_leads_to_its_evidence(shared_board_server: Server) -> None:
    browser = shared_board_server.browser()
    for one in _meetings(shared_board_server):
        id = one["meeting"]["id"]
        answer = browser.get(f"/meetings/{id}")
        _elements(answer)
        assert f'href="/events/{id}"' in answer.text
        for party in one["delegations"]:
            assert f'href="/actors/{party["of"].replace(":", "%3A")}"' in answer.text
            for member in party["members"]:
                assert member["name"] in answer.text


def test_a_delegation_that_the_gazetteer_does_not_know_has_its_name_and_not_its_id(shared_board_server: Server) -> None:
    text = shared_board_server.browser().get("/meetings").text
    assert ">dragoman:" not in text


def _held(record: Record, agenda: str) -> Record:
    (event,) = record.events
    attendees = tuple(Attendee(party, party.id) for party in event.actor)
    return replace(record, events=(replace(event, meeting=Meeting("bilateral", attendees=attendees, agenda=agenda)),))


def test_accounts_stand_side_by_side_and_what_one_lacks_is_said(
    empty_server: Server, make_record: Callable[..., Record]
) -> None:
    told = [
        _held(make_record(words="met in Geneva on cod", day=date(1978, 9, 17), publisher=publisher), agenda)
        for publisher, agenda in (
            ("Ministry of Foreign Affairs of Norway", "the price of cod"),
            ("Harbour Wire", "landing rights for aircraft"),
        )
    ]
    empty_server.room.ledger.add(told, coder=CoderVersion("frames", "1"))
    browser = empty_server.browser()
    (one,) = browser.get("/api/v1/meetings").json()["items"]
    answer = browser.get(f"/meetings/{one['meeting']['id']}")
    _elements(answer)
    assert '<th scope="col">Norway</th><th scope="col">The press</th>' in answer.text
    assert answer.text.count('class="lacks"') == 2, "each account has a topic that the other lacks"


def test_a_meeting_is_an_entry_of_a_calendar(shared_board_server: Server) -> None:
    browser = shared_board_server.browser()
    one = next(one["meeting"] for one in _meetings(shared_board_server) if one["meeting"]["when"]["start"])
    answer = browser.get(f"/meetings/{one['id']}/meeting.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.headers["content-disposition"].endswith('.ics"')
    entries = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert [str(entry.decoded("dtstart"))[:10] for entry in entries] == [one["when"]["start"]]


def test_the_attendance_of_two_meetings_is_told_from_the_earlier_to_the_later(shared_board_server: Server) -> None:
    browser = shared_board_server.browser()
    found = [one for one in _meetings(shared_board_server) if one["meeting"]["when"]["start"]]
    later, earlier = found[0]["meeting"]["id"], found[-1]["meeting"]["id"]
    one_way, other_way = (
        browser.get(f"/meetings/{a}/attendance?than={b}") for a, b in ((later, earlier), (earlier, later))
    )
    _elements(one_way)
    assert (
        one_way.text.split("<main", 1)[1].split("Take this page")[0]
        == (other_way.text.split("<main", 1)[1].split("Take this page")[0])
    )
    changes = browser.get(f"/api/v1/meetings/{later}/attendance?than={earlier}").json()
    table = browser.get(f"/api/v1/meetings/{later}/attendance?than={earlier}&format=csv").text
    for one in changes["joined"]:
        assert f"{one['of']},joined," in table
    assert table.count("\n") == 1 + sum(len(changes[name]) for name in ("joined", "left", "changed", "both"))


def test_comparing_with_nothing_leads_back_to_the_meeting(shared_board_server: Server) -> None:
    id = _meetings(shared_board_server)[0]["meeting"]["id"]
    answer = shared_board_server.browser().get(f"/meetings/{id}/attendance")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/meetings/{id}")


@pytest.mark.parametrize("address", ["/meetings/nothing", "/meetings/nothing/meeting.ics", "/api/v1/meetings/nothing"])
def test_what_is_no_meeting_is_not_found(shared_board_server: Server, address: str) -> None:
    assert shared_board_server.browser().get(address).status_code == 404


def test_the_points_of_a_meeting_are_a_table(shared_board_server: Server) -> None:
    browser = shared_board_server.browser()
    id = _meetings(shared_board_server)[0]["meeting"]["id"]
    points = browser.get(f"/api/v1/meetings/{id}").json()["readouts"]["points"]
    table = browser.get(f"/api/v1/meetings/{id}?format=csv")
    assert table.text.startswith("kind,point,account,quote,document,start,end\r\n")
    assert table.text.count("\r\n") == 1 + sum(len(point["voiced"]) for point in points)
    assert (
        browser.get(f"/api/v1/meetings/{id}?format=csv", headers={"If-None-Match": table.headers["etag"]}).status_code
        == 304
    )
