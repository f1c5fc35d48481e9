"""The review: what waits, decisions by page and API, and taking them back."""

from __future__ import annotations

import re

import pytest
from tests.unit.web.servers import Browser, Server
from tests.unit.web.test_pages import _elements


def _waiting(browser: Browser, kind: str = "") -> list[dict]:  # type: ignore[type-arg]
    query = f"?kind={kind}" if kind else ""
    found: list[dict] = browser.get(f"/api/v1/review{query}").json()["items"]  # type: ignore[type-arg]
    return found


def _first(browser: Browser, kind: str) -> str:
    return str(_waiting(browser, kind)[0]["id"])


def _decide(browser: Browser, matter: str, decision: str, **fields: str):  # type: ignore[no-untyped-def]
    shown_at = f"/review?matter={matter}"
    seen = re.findall(r'name="seen" value="(\d+)"', browser.get(shown_at).text)[0]
    return browser.submit(
        "/review", {"matter": matter, "decision": decision, "seen": seen, **fields}, shown_at=shown_at
    )


def _undo(browser: Browser, location: str):  # type: ignore[no-untyped-def]
    page = browser.get(location).text
    judged = re.findall(r'name="judged" value="(\d+)"', page)
    was = re.findall(r'name="was" value="([^"]*)"', page)[0]
    return browser.submit("/review/undo", {"judged": judged, "was": was}, shown_at=location)  # type: ignore[dict-item]


@pytest.mark.parametrize("kind", ["event", "merge", "commitment"])
def test_every_kind_of_matter_is_shown_with_its_words_and_its_keys(shared_board_server: Server, kind: str) -> None:
    browser = shared_board_server.browser()
    matter = _first(browser, kind)
    answer = browser.get(f"/review?kind={kind}")
    _elements(answer)
    assert f'name="matter" value="{matter}"' in answer.text
    assert 'class="passage-quote"' in answer.text
    for key in "ark":
        assert f'data-key="{key}"' in answer.text


def test_nothing_waits_in_an_empty_ledger(empty_server: Server) -> None:
    answer = empty_server.browser().get("/review")
    _elements(answer)
    assert "Nothing waits for you" in answer.text


@pytest.mark.parametrize("kind", ["event", "merge", "commitment"])
@pytest.mark.parametrize("decision", ["accept", "reject", "skip"])
def test_a_decision_is_kept_and_undone(board_server: Server, kind: str, decision: str) -> None:
    browser, ledger = board_server.browser(), board_server.room.ledger
    before = [one["id"] for one in _waiting(browser, kind)]
    matter = before[0]
    answer = _decide(browser, matter, decision, reason="seen")
    assert answer.status_code == 303
    made = [one for one in ledger.judgements() if one.by == "local"]
    assert made
    assert {one.reason for one in made} == {"seen"}
    if decision != "skip":
        assert matter not in [one["id"] for one in _waiting(browser, kind)]
    undone = _undo(browser, answer.headers["location"])
    assert undone.status_code == 303
    assert "Taken back" in browser.get(undone.headers["location"]).text
    assert [one["id"] for one in _waiting(browser, kind)] == before


def test_what_was_put_off_comes_last(board_server: Server) -> None:
    browser = board_server.browser()
    before = [one["id"] for one in _waiting(browser, "event")]
    _decide(browser, before[0], "skip")
    after = _waiting(browser, "event")
    assert [one["id"] for one in after] == [*before[1:], before[0]]
    assert after[-1]["put_off"]


def test_a_correction_changes_the_event(board_server: Server) -> None:
    browser = board_server.browser()
    matter = _first(browser, "event")
    id = matter.partition(":")[2]
    answer = _decide(browser, matter, "correct", **{"field.status": "negated", "field.actor": "Norway"})
    assert answer.status_code == 303
    event = browser.get(f"/api/v1/events/{id}").json()
    assert event["status"] == "negated"
    assert [party["id"] for party in event["actor"]] == ["NOR"]
    _undo(browser, answer.headers["location"])
    assert browser.get(f"/api/v1/events/{id}").json()["status"] != "negated"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"field.type": "PARTY"}, "PARTY"),
        ({"field.when": "yesterday"}, "is no day"),
        ({"field.evidence": "words that it doesn't hold"}, "the report doesn&#39;t say"),
        ({}, "Nothing was changed"),
    ],
)
def test_a_correction_that_cannot_be_kept_is_told_with_what_was_typed(
    board_server: Server, fields: dict[str, str], reason: str
) -> None:
    browser = board_server.browser()
    answer = _decide(browser, _first(browser, "event"), "correct", **fields)
    assert answer.status_code == 422
    _elements(answer)
    assert reason in answer.text
    for typed in fields.values():
        assert typed.replace("'", "&#39;") in answer.text
    assert not [one for one in board_server.room.ledger.judgements() if not one.machine]


def test_tellings_that_are_split_off_tell_another_event(board_server: Server) -> None:
    browser = board_server.browser()
    several = [one for one in browser.get("/api/v1/events?limit=100").json()["items"] if len(one["tellings"]) > 1]
    event = several[0]
    matter = f"event:{event['id']}"
    answer = _decide(browser, matter, "split", apart=event["tellings"][0])
    assert answer.status_code == 303
    found = {browser.get(f"/api/v1/events/{id}").json()["id"] for id in event["tellings"]}
    assert len(found) == 2
    _undo(browser, answer.headers["location"])
    assert {browser.get(f"/api/v1/events/{id}").json()["id"] for id in event["tellings"]} == {event["id"]}


def test_all_tellings_cannot_be_split_off(board_server: Server) -> None:
    browser = board_server.browser()
    event = next(one for one in browser.get("/api/v1/events?limit=100").json()["items"] if len(one["tellings"]) > 1)
    answer = _decide(browser, f"event:{event['id']}", "split", apart=event["tellings"])  # type: ignore[arg-type]
    assert answer.status_code == 422


def test_an_event_is_merged_with_another(board_server: Server) -> None:
    browser = board_server.browser()
    matter = _first(browser, "event")
    id = matter.partition(":")[2]
    shown = browser.get(f"/review?matter={matter}&near=1")
    _elements(shown)
    other = next(one["id"] for one in browser.get("/api/v1/events").json()["items"] if one["id"] != id)
    answer = _decide(browser, matter, "merge", other_id=other)
    assert answer.status_code == 303
    assert browser.get(f"/api/v1/events/{id}").json()["id"] == browser.get(f"/api/v1/events/{other}").json()["id"]


@pytest.mark.parametrize("other", ["", "nothing", "itself"])
def test_an_event_cannot_be_merged_with_nothing_or_itself(board_server: Server, other: str) -> None:
    browser = board_server.browser()
    matter = _first(browser, "event")
    given = matter.partition(":")[2] if other == "itself" else other
    assert _decide(browser, matter, "merge", other_id=given).status_code == 422


def test_a_follow_up_may_be_accepted_under_another_status(board_server: Server) -> None:
    browser = board_server.browser()
    matter = _first(browser, "commitment")
    pledge = matter.split(":")[1]
    assert _decide(browser, matter, "status", status="partly_kept").status_code == 303
    assert browser.get(f"/api/v1/commitments/{pledge}").json()["status"] == "partly_kept"


def test_who_is_overtaken_by_another_is_told_and_nothing_is_kept(board_server: Server) -> None:
    browser, ledger = board_server.browser(), board_server.room.ledger
    matter = _first(browser, "event")
    seen = re.findall(r'name="seen" value="(\d+)"', browser.get(f"/review?matter={matter}").text)[0]
    question = f"review:{matter.partition(':')[2]}"
    ledger.judge(question, {"verdict": "accepted"}, by="somebody else")
    ledger.judge(question, None, by="somebody else")
    fields = {"matter": matter, "decision": "reject", "seen": seen}
    answer = browser.submit("/review", fields, shown_at="/review")
    assert answer.status_code == 409
    assert not [one for one in ledger.judgements() if one.by == "local"]


def test_nobody_takes_back_what_another_judged(guarded_board_server: Server) -> None:
    vera, adam = (guarded_board_server.browser(name) for name in ("vera", "adam"))
    answer = _decide(vera, _first(vera, "event"), "accept")
    numbers = re.findall(r"judged=(\d+)", answer.headers["location"])
    refused = adam.submit("/review/undo", {"judged": numbers}, shown_at="/review")  # type: ignore[dict-item]
    assert refused.status_code == 409


def test_a_settled_matter_is_told_to_be_settled(board_server: Server) -> None:
    browser = board_server.browser()
    matter = _first(browser, "event")
    _decide(browser, matter, "reject")
    assert "That is settled, or gone by now" in browser.get(f"/review?matter={matter}").text
    again = browser.submit("/review", {"matter": matter, "decision": "reject"}, shown_at="/add")
    assert again.status_code == 409


@pytest.mark.parametrize("matter", ["nothing", "event:", "event:a:b", "merge:a", "x:a"])
def test_what_is_no_matter_is_not_found(shared_board_server: Server, matter: str) -> None:
    browser = shared_board_server.browser()
    assert browser.get(f"/review?matter={matter}").status_code == 404
    assert browser.get(f"/api/v1/review/{matter}").status_code == 404


def test_the_filter_and_the_kind_go_on_after_a_decision(board_server: Server) -> None:
    browser = board_server.browser()
    matter = _first(browser, "event")
    shown_at = f"/review?kind=event&matter={matter}"
    action = re.findall(r'<form method="post" action="(/review[^"]*)" class="decide"', browser.get(shown_at).text)[0]
    answer = browser.submit(action.replace("&amp;", "&"), {"matter": matter, "decision": "accept"}, shown_at=shown_at)
    assert "kind=event" in answer.headers["location"]


def test_the_api_decides_and_takes_back(board_server: Server) -> None:
    client, browser = board_server.browser().client, board_server.browser()
    matter = _first(browser, "event")
    read = client.get(f"/api/v1/review/{matter}").json()
    assert {"accept", "reject", "skip", "correct", "merge"} <= set(read["may"])
    assert read["fields"]["type"]
    answer = client.post(f"/api/v1/review/{matter}", json={"decision": "reject", "seen": read["seen"]})
    numbers = [one["number"] for one in answer.json()["judgements"]]
    assert client.get(f"/api/v1/review/{matter}").status_code == 409
    assert client.post("/api/v1/judgements/undo", json={"judgements": numbers}).status_code == 200
    assert client.get(f"/api/v1/review/{matter}").status_code == 200
    assert client.post(f"/api/v1/review/{matter}", json={"decision": "status"}).status_code == 422


def test_what_waits_is_a_table(shared_board_server: Server) -> None:
    browser = shared_board_server.browser()
    table = browser.get("/api/v1/review?format=csv").text
    assert table.startswith("id,kind,doubt,put_off,reasons\r\n")
    assert table.count("\r\n") == 1 + len(_waiting(browser))


def test_pages_of_what_waits_give_each_matter_once(shared_board_server: Server) -> None:
    browser = shared_board_server.browser()
    found, address = [], "/api/v1/review?limit=2"
    while address:
        page = browser.get(address).json()
        found += [one["id"] for one in page["items"]]
        address = page["next"]
    assert len(found) == len(set(found))
    assert set(found) >= {one["id"] for one in _waiting(browser)}
    assert {id.partition(":")[0] for id in found} == {"event", "merge", "commitment"}
