"""Position pages and their API: the matrix, line by line, and expected words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from tests.unit.web.servers import Server
from tests.unit.web.test_pages import _elements

from dragoman.model import CoderVersion, Position, Record
from dragoman.model.event import Stance


def _voiced(record: Record, stance: Stance, object: str) -> Record:
    (event,) = record.events
    return replace(record, events=(replace(event, position=Position(stance, object)),))


@pytest.fixture
def speaking_server(empty_server: Server, make_record: Callable[..., Record]) -> Server:
    """Norway and Kenya on one matter in one year, Peru on it thirty years later, Norway on another."""
    said = [
        ("NOR", "urged", date(1978, 9, 17), "demand", "the return of the fishing boats"),
        ("NOR", "pressed", date(1978, 10, 2), "demand", "the return of the fishing boats"),
        ("KEN", "rejected", date(1978, 9, 20), "reject", "a return of the fishing boats"),
        ("PER", "urged", date(2008, 9, 20), "demand", "the return of the fishing boats"),
        ("NOR", "backed", date(1978, 11, 2), "support", "a tax on timber"),
    ]
    records = [
        _voiced(make_record(words=f"{verb} {what}", actors=(who,), type="REQUEST", day=day), stance, what)
        for who, verb, day, stance, what in said
    ]
    records.append(
        make_record(
            words="will urge the return of boats",
            actors=("NOR",),
            type="REQUEST",
            status="future",
            day=date(1978, 9, 1),
        )
    )
    empty_server.room.ledger.add(records, coder=CoderVersion("frames", "1"))
    return empty_server


def test_each_cell_opens_its_words(speaking_server: Server) -> None:
    browser = speaking_server.browser()
    answer = browser.get("/positions?limit=50")
    _elements(answer)
    lines = browser.get("/api/v1/positions?limit=50").json()["items"]
    assert answer.text.count('<details class="cell') == len(lines)
    for line in lines:
        for stage in line["stages"]:
            assert stage["quotes"][0] in answer.text
            assert f'href="/events/{stage["id"]}"' in answer.text


def test_the_matrix_is_a_picture_too(speaking_server: Server) -> None:
    browser = speaking_server.browser()
    page = _elements(browser.get("/positions?limit=50"))
    addresses = [str(attributes["href"]) for tag, attributes in page.found if tag == "a" and "download" in attributes]
    answer = browser.get(next(one for one in addresses if "chart.svg" in one))
    assert answer.headers["content-type"].startswith("image/svg+xml")
    drawn = ElementTree.fromstring(answer.content)
    words = {text.text for text in drawn.iter("{http://www.w3.org/2000/svg}text")}
    assert {"Nor", "Ken", "Per", "demand", "reject", "support", "reiterated, 2×"} <= words
    lines = browser.get("/api/v1/positions?limit=50").json()["items"]
    links = [link.get("href") for link in drawn.iter("{http://www.w3.org/2000/svg}a")]
    assert sorted(map(str, links)) == sorted(f"/events/{line['stages'][-1]['id']}" for line in lines)


def test_a_picture_of_no_positions_is_still_a_picture(empty_server: Server) -> None:
    ElementTree.fromstring(empty_server.browser().get("/positions/chart.svg").content)


def test_the_same_stands_line_by_line(speaking_server: Server) -> None:
    answer = speaking_server.browser().get("/positions?show=lines&who=NOR")
    _elements(answer)
    assert "reiterated</b>: demand" in answer.text
    assert "a return of the fishing boats" not in answer.text


def test_the_words_of_an_issue_narrow_the_page(speaking_server: Server) -> None:
    browser = speaking_server.browser()
    narrowed = browser.get("/api/v1/positions?on=timber").json()
    assert [line["issue"] for line in narrowed["items"]] == ["a tax on timber"]
    assert "fishing boats" not in browser.get("/positions?on=timber").text


def test_expected_words_are_told_with_what_was_then_said(speaking_server: Server) -> None:
    answer = speaking_server.browser().get("/positions?show=expected")
    _elements(answer)
    (found,) = speaking_server.browser().get("/api/v1/expectations").json()["items"]
    words = {"met": "met", "otherwise": "said otherwise", "not_yet": "not yet"}[found["outcome"]]
    assert f">{words}</span>" in answer.text
    assert "1 September 1978" in answer.text


def test_nothing_is_said_of_an_empty_ledger(empty_server: Server) -> None:
    browser = empty_server.browser()
    assert "The record holds no such position" in browser.get("/positions").text
    assert "Nobody was expected" in browser.get("/positions?show=expected").text


def test_positions_and_expectations_are_tables(speaking_server: Server) -> None:
    browser = speaking_server.browser()
    lines = browser.get("/api/v1/positions?limit=50").json()["items"]
    table = browser.get("/api/v1/positions?limit=50&format=csv").text
    assert table.count("\r\n") == 1 + sum(len(line["stages"]) for line in lines)
    assert browser.get("/api/v1/expectations?format=csv").text.count("\r\n") == 2


def test_pages_of_lines_give_each_line_once(speaking_server: Server) -> None:
    browser = speaking_server.browser()
    found, address = [], "/api/v1/positions?limit=1"
    while address:
        page = browser.get(address).json()
        found += [(line["holder"]["id"], line["issue"]) for line in page["items"]]
        address = page["next"]
    everything = browser.get("/api/v1/positions?limit=50").json()["items"]
    assert found == [(line["holder"]["id"], line["issue"]) for line in everything]


@pytest.mark.parametrize("query", ["show=tree", "limit=0", "context=splendid"])
def test_a_question_that_cannot_be_understood_is_told(speaking_server: Server, query: str) -> None:
    assert speaking_server.browser().get(f"/positions?{query}").status_code == 422


@pytest.mark.parametrize(
    "address",
    ["/positions", "/positions?show=lines", "/positions/chart.svg", "/actors/NOR?show=positions", "/review"],
)
def test_hostile_words_render_harmless(empty_server: Server, make_record: Callable[..., Record], address: str) -> None:
    words = "<script>alert(1)</script> \u202ethe return of </td></details> boats {{ 7 * 7 }}"
    record = _voiced(make_record(words=f"urged {words}", actors=("NOR",), type="REQUEST"), "demand", words)
    empty_server.room.ledger.add([record], coder=CoderVersion("frames", "1"))
    answer = empty_server.browser().get(address)
    assert answer.status_code == 200
    _elements(answer)
    assert "\u202e" not in answer.text
    assert "<script>alert" not in answer.text
    table = empty_server.browser().get("/api/v1/positions?format=csv").text
    assert not any(cell.startswith(("=", "+", "@")) for line in table.splitlines() for cell in line.split(","))
