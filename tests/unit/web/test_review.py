"""Reviewing in the browser: decided, corrected, put off, taken back, and kept with its author."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.unit.web.servers import Browser, Server

from dragoman.ledger import Ledger
from dragoman.model import CoderVersion, Record


@pytest.fixture
def unsure(open_server: Server, make_record: Callable[..., Record]) -> str:
    """An event of which the coder isn't sure; its id."""
    record = make_record(words="praised", actors=("PER",), recipients=("KEN",), type="SUPPORT")
    record = replace(record, events=(replace(record.events[0], confidence=0.3),))
    open_server.room.ledger.add([record], coder=CoderVersion("frames", "1"))
    return record.events[0].id


def _decide(browser: Browser, id: str, decision: str, **fields: str):  # type: ignore[no-untyped-def]
    address = f"/review?matter=event:{id}"
    seen = re.findall(r'name="seen" value="(\d+)"', browser.get(address).text)
    sent = {"matter": f"event:{id}", "decision": decision, "seen": seen[0] if seen else "0", **fields}
    return browser.submit("/review", sent, shown_at=address)


def _undo(browser: Browser, answer):  # type: ignore[no-untyped-def]
    page = browser.get(answer.headers["location"])
    (judged,) = re.findall(r'name="judged" value="(\d+)"', page.text)
    return browser.submit("/review/undo", {"judged": judged}, shown_at=answer.headers["location"])


def _verdict(server: Server, id: str) -> str | None:
    found = server.room.ledger.occurrence(id)
    return next(one.verdict for one in found.tellings if one.event.id == id) if found else "gone"


def test_the_most_doubtful_comes_first(open_server: Server, unsure: str) -> None:
    page = open_server.browser().get("/review").text
    assert f'value="event:{unsure}"' in page
    assert "Is this event right?" in page


def test_what_is_accepted_says_who_accepted_it(open_server: Server, unsure: str) -> None:
    browser = open_server.browser()
    answer = _decide(browser, unsure, "accept", reason="it says so")
    assert answer.status_code == 303
    assert "Accepted." in browser.get(answer.headers["location"]).text
    assert "accepted by local" in browser.get(f"/events/{unsure}").text
    assert "it says so" in browser.get(f"/events/{unsure}").text
    assert f'value="event:{unsure}"' not in browser.get("/review").text


@pytest.mark.parametrize(("decision", "verdict"), [("accept", "accepted"), ("reject", "gone")])
def test_a_decision_is_taken_back_and_nothing_is_erased(
    open_server: Server, unsure: str, decision: str, verdict: str
) -> None:
    browser = open_server.browser()
    answer = _decide(browser, unsure, decision)
    assert _verdict(open_server, unsure) == verdict
    undone = _undo(browser, answer)
    assert undone.status_code == 303
    assert "Taken back." in browser.get(undone.headers["location"]).text
    assert _verdict(open_server, unsure) is None
    assert len(open_server.room.ledger.judgements(question=f"review:{unsure}")) == 2


def test_a_correction_changes_the_record(open_server: Server, unsure: str) -> None:
    browser = open_server.browser()
    assert _decide(browser, unsure, "correct", **{"field.type": "ACCUSE", "field.mode": "none"}).status_code == 303
    found = open_server.room.ledger.occurrence(unsure)
    assert found is not None
    assert (found.type, found.quad) == ("ACCUSE", 3)
    assert "corrected" in browser.get(f"/events/{unsure}").text


def test_a_correction_that_cannot_be_kept_comes_back_with_what_was_typed(open_server: Server, unsure: str) -> None:
    answer = _decide(open_server.browser(), unsure, "correct", **{"field.mode": "nonsense"})
    assert answer.status_code == 422
    assert 'value="nonsense"' in answer.text
    assert _verdict(open_server, unsure) is None


def test_what_is_put_off_comes_back_last(open_server: Server, unsure: str) -> None:
    browser = open_server.browser()
    _decide(browser, unsure, "skip")
    assert _verdict(open_server, unsure) is None
    assert "put off" in browser.get("/review").text


def test_two_who_judge_at_once_hear_of_one_another(
    open_server: Server, unsure: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = open_server.browser()
    judge = Ledger.judge_all

    def meanwhile(ledger, answers, **options):  # type: ignore[no-untyped-def]
        judge(ledger, {f"review:{unsure}": {"verdict": "rejected"}}, by="ana")
        return judge(ledger, answers, **options)

    monkeypatch.setattr(Ledger, "judge_all", meanwhile)
    answer = _decide(browser, unsure, "accept")
    assert answer.status_code == 409
    assert "Ana has judged the same meanwhile" in answer.text


def test_what_somebody_else_decided_cannot_be_taken_back(open_server: Server, unsure: str) -> None:
    made = open_server.room.ledger.judge(f"review:{unsure}", {"verdict": "accepted"}, by="ana")
    answer = open_server.browser().submit("/review/undo", {"judged": str(made.number)}, shown_at="/add")
    assert answer.status_code == 409


@pytest.mark.parametrize("matter", ["", "event:", "event:a:b", "merge:a", "nonsense:a", "event:nothing", "follows:a:b"])
def test_a_matter_that_there_is_not_is_told(open_server: Server, matter: str) -> None:
    answer = open_server.browser().submit("/review", {"matter": matter, "decision": "accept"}, shown_at="/add")
    assert answer.status_code in {404, 409}


def test_a_decision_that_there_is_not_is_refused(open_server: Server, unsure: str) -> None:
    assert _decide(open_server.browser(), unsure, "guess").status_code == 422


def test_a_reader_sees_no_way_to_review(guarded_server: Server) -> None:
    browser = guarded_server.browser("rhea")
    id = browser.get("/api/v1/events").json()["items"][0]["id"]
    assert "Review this event" not in browser.get(f"/events/{id}").text
    assert 'href="/review"' not in browser.get("/events").text
    assert 'href="/review"' in guarded_server.browser("vera").get("/events").text


def test_nothing_waits_in_an_empty_ledger(empty_server: Server) -> None:
    assert "Nothing waits for you" in empty_server.browser().get("/review").text
