"""Commitment pages and their API: the board, one pledge, and the judgements that a reviewer makes."""

from __future__ import annotations

import re

import pytest
from tests.unit.web.servers import Browser, Server
from tests.unit.web.test_pages import _elements

COUNTED = "today=2006-03-01"


def _pledges(browser: Browser, query: str = "") -> list[dict]:  # type: ignore[type-arg]
    found: list[dict] = browser.get(f"/api/v1/commitments?limit=50&{query}").json()["items"]  # type: ignore[type-arg]
    return found


def _followed(browser: Browser) -> dict:  # type: ignore[type-arg]
    return next(
        one for one in _pledges(browser) if any(later["relation"] == "fulfilment" for later in one["follow_ups"])
    )


def test_the_board_holds_every_pledge_with_its_silence(shared_board_server: Server) -> None:
    browser = shared_board_server.browser()
    answer = browser.get(f"/commitments?limit=50&{COUNTED}")
    _elements(answer)
    for one in _pledges(browser, COUNTED):
        assert f'href="/commitments/{one["pledge"]["id"]}"' in answer.text
    assert re.search(r"silent for \d+ days", answer.text)
    assert "<h2" in answer.text
    assert "Open" in answer.text


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("overdue=1", lambda one: one["overdue_days"] > 0),
        ("silent=90", lambda one: one["silent_days"] >= 90),
        ("due=30000", lambda one: one["due_in_days"] is not None),
        ("standing=open", lambda one: one["status"] == "open"),
        (
            "who=IDN",
            lambda one: any(party["country"] == "IDN" or party["id"] == "IDN" for party in one["pledge"]["actor"]),
        ),
    ],
)
def test_a_lens_shows_just_those_pledges(shared_board_server: Server, query: str, holds) -> None:  # type: ignore[no-untyped-def]
    browser = shared_board_server.browser()
    everything = {one["pledge"]["id"] for one in _pledges(browser, COUNTED) if holds(one)}
    found = {one["pledge"]["id"] for one in _pledges(browser, f"{COUNTED}&{query}")}
    assert found == everything
    text = browser.get(f"/commitments?{query}&{COUNTED}&limit=50").text
    assert set(re.findall(r'href="/commitments/([0-9a-f]{64})"', text)) == found


def test_the_lens_in_use_is_marked(shared_board_server: Server) -> None:
    text = shared_board_server.browser().get("/commitments?overdue=1").text
    assert re.findall(r'aria-current="page">([^<]+)</a></li>', text)[-1:] == ["Overdue"]


def test_a_column_stands_for_each_status_that_somebody_gave(board_server: Server) -> None:
    browser = board_server.browser()
    id = _pledges(browser)[0]["pledge"]["id"]
    browser.submit(f"/commitments/{id}/status", {"status": "broken", "reason": "seen"}, shown_at=f"/commitments/{id}")
    text = browser.get("/commitments").text
    assert 'id="c-open"' in text
    assert 'id="c-broken"' in text
    assert 'id="c-kept"' not in text


def test_an_empty_board_says_so(empty_server: Server) -> None:
    answer = empty_server.browser().get("/commitments")
    _elements(answer)
    assert "The record holds no such commitment" in answer.text


def test_a_pledge_shows_what_came_later_with_its_words(shared_board_server: Server) -> None:
    browser = shared_board_server.browser()
    one = _followed(browser)
    answer = browser.get(f"/commitments/{one['pledge']['id']}")
    _elements(answer)
    assert "keeps the pledge" in answer.text
    for later in one["follow_ups"]:
        assert later["quotes"][0] in answer.text
        assert f'href="/events/{later["id"]}"' in answer.text


def test_a_reviewer_sets_a_status_and_withdraws_it_and_both_stand_in_the_history(guarded_board_server: Server) -> None:
    browser = guarded_board_server.browser("vera")
    id = _pledges(browser)[0]["pledge"]["id"]
    page = f"/commitments/{id}"
    answer = browser.submit(f"{page}/status", {"status": "kept", "reason": "all of it"}, shown_at=page)
    assert (answer.status_code, answer.headers["location"]) == (303, page)
    (judged,) = guarded_board_server.room.ledger.judgements(question=f"commitment:{id}")
    assert (judged.by, judged.answer, judged.reason) == ("vera", {"status": "kept", "evidence": []}, "all of it")
    text = browser.get(page).text
    assert "Kept</b> by vera: all of it" in text
    browser.submit(f"{page}/status", {"status": ""}, shown_at=page)
    assert browser.get(f"/api/v1/commitments/{id}").json()["status"] == "open"
    assert len(guarded_board_server.room.ledger.judgements(question=f"commitment:{id}")) == 2


def test_a_reader_is_shown_no_form_to_judge_with(guarded_board_server: Server) -> None:
    browser = guarded_board_server.browser("rhea")
    id = _followed(browser)["pledge"]["id"]
    text = browser.get(f"/commitments/{id}").text
    assert "Set the status" not in text
    assert "It follows on the pledge" not in text


def test_a_follow_up_that_is_accepted_keeps_the_pledge_and_one_that_is_not_goes(board_server: Server) -> None:
    browser = board_server.browser()
    one = _followed(browser)
    page, (first, *rest) = f"/commitments/{one['pledge']['id']}", [later["id"] for later in one["follow_ups"]]
    for later in rest:
        browser.submit(f"{page}/follow-ups", {"later": later, "follows": "no"}, shown_at=page)
    browser.submit(f"{page}/follow-ups", {"later": first, "follows": "yes"}, shown_at=page)
    after = browser.get(f"/api/v1{page}").json()
    assert after["status"] == "kept"
    assert [later["id"] for later in after["follow_ups"]] == [first]
    assert "accepted by local" in browser.get(page).text


@pytest.mark.parametrize(
    ("action", "fields", "status"),
    [("status", {"status": "splendid"}, 422), ("follow-ups", {"later": "nothing", "follows": "yes"}, 404)],
)
def test_what_cannot_be_judged_is_told_above_the_pledge(
    board_server: Server, action: str, fields: dict[str, str], status: int
) -> None:
    browser = board_server.browser()
    page = f"/commitments/{_pledges(browser)[0]['pledge']['id']}"
    answer = browser.submit(f"{page}/{action}", fields, shown_at=page)
    assert answer.status_code == status
    assert 'role="alert"' in answer.text
    assert not board_server.room.ledger.judgements(prefix="commitment:")


def test_who_judges_without_having_seen_another_s_judgement_is_asked_to_look_again(board_server: Server) -> None:
    browser, ledger = board_server.browser(), board_server.room.ledger
    id = _pledges(browser)[0]["pledge"]["id"]
    seen = re.findall(r'name="seen" value="(\d+)"', browser.get(f"/commitments/{id}").text)[0]
    ledger.judge(f"commitment:{id}", {"status": "broken", "evidence": []}, by="somebody else")
    fields = {"status": "kept", "seen": seen}
    answer = browser.submit(f"/commitments/{id}/status", fields, shown_at=f"/commitments/{id}")
    assert answer.status_code == 409
    assert "somebody else has judged the same meanwhile" in answer.text.lower()
    assert browser.get(f"/api/v1/commitments/{id}").json()["status"] == "broken"


def test_the_api_judges_too_and_tells_what_became_of_the_pledge(board_server: Server) -> None:
    client = board_server.browser().client
    id = _pledges(board_server.browser())[0]["pledge"]["id"]
    answer = client.post(f"/api/v1/commitments/{id}/status", json={"status": "in_progress", "reason": "half"})
    assert answer.json()["status"] == "in_progress"
    assert [one["reason"] for one in answer.json()["history"]] == ["half"]
    wrong = client.post(f"/api/v1/commitments/{id}/status", json={"status": "splendid"})
    assert wrong.status_code == 422
    assert wrong.headers["content-type"] == "application/problem+json"


def test_the_board_is_a_table_page_by_page(shared_board_server: Server) -> None:
    browser = shared_board_server.browser()
    table = browser.get("/api/v1/commitments?format=csv&limit=50").text
    assert table.startswith("id,status,made_on,")
    assert table.count("\r\n") == 1 + len(_pledges(browser))
    ids, address = [], "/api/v1/commitments?limit=2"
    while address:
        page = browser.get(address).json()
        ids += [one["pledge"]["id"] for one in page["items"]]
        address = page["next"]
    assert ids == [one["pledge"]["id"] for one in _pledges(browser)]


@pytest.mark.parametrize("query", ["due=soon", "standing=splendid", "limit=0", "limit=1000", "today=x", "silent=-1"])
def test_a_question_that_cannot_be_understood_is_told(shared_board_server: Server, query: str) -> None:
    browser = shared_board_server.browser()
    assert browser.get(f"/commitments?{query}").status_code == 422
    assert browser.get(f"/api/v1/commitments?{query}").status_code == 422
