"""Actor pages: who somebody is, their offices over time, pledges, positions and own words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from tests.unit.web.servers import Server
from tests.unit.web.test_pages import _elements

from dragoman.gazetteer import Tenure
from dragoman.gazetteer.dates import PartialDate
from dragoman.views.filters import Filter
from dragoman.views.quotations import quotations
from dragoman.web.charts.tenures import tenures


def _spell(start: str | None, end: str | None, seen: date | None = None) -> Tenure:
    return Tenure(
        entity_id="Q1",
        name="Somebody",
        country="NOR",
        post="foreign_minister",
        title="Minister of Foreign Affairs",
        start=PartialDate.parse(start) if start else None,
        end=PartialDate.parse(end) if end else None,
        last_seen=seen,
        superseded_on=None,
        sources=("hand",),
    )


@pytest.mark.parametrize("show", ["overview", "commitments", "positions", "quotations"])
@pytest.mark.parametrize("who", ["IDN", "USA", "Ronald Reagan", "dragoman:nobody-at-all", "SUN"])
def test_every_part_of_every_kind_of_actor_is_a_page(shared_board_server: Server, who: str, show: str) -> None:
    answer = shared_board_server.browser().get(f"/actors/{who}?show={show}")
    assert answer.status_code in {200, 404}
    _elements(answer)
    if answer.status_code == 200:
        assert 'aria-current="page"' in answer.text


def test_a_state_shows_its_officers_on_the_day_and_whom_it_deals_with(shared_board_server: Server) -> None:
    text = shared_board_server.browser().get("/actors/USA?on=1986-10-12").text
    assert "In office on 12 October 1986" in text
    assert "Ronald Reagan" in text
    assert text.count(">Ronald Reagan") <= text.count("Ronald Reagan")
    assert 'href="/dyads/USA/' in text


def test_a_person_s_offices_are_drawn_and_can_be_had_as_a_picture(shared_board_server: Server) -> None:
    browser = shared_board_server.browser()
    page = browser.get("/actors/Henry Kissinger")
    assert "Offices over time" in page.text
    answer = browser.get("/actors/Henry Kissinger/offices.svg")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    ElementTree.fromstring(answer.content)
    assert "Secretary of State" in answer.text


def test_there_is_no_picture_of_offices_that_nobody_knows(shared_board_server: Server) -> None:
    assert shared_board_server.browser().get("/actors/USA/offices.svg").status_code == 404


def test_who_nobody_knows_is_not_found_and_the_likest_name_is_offered(shared_board_server: Server) -> None:
    answer = shared_board_server.browser().get("/actors/Pakistann")
    assert answer.status_code == 404
    assert "Did you mean Pakistan?" in answer.text


def test_a_spell_without_a_first_day_is_not_drawn() -> None:
    assert tenures([_spell(None, "1990")], on=date(2000, 1, 1), label="x", of=str) is None


def test_an_office_that_holds_two_posts_is_drawn_once() -> None:
    spell = _spell("1981", "1989")
    both = (spell, replace(spell, post="head_of_state"), _spell("1990", "1991"))
    drawn = ElementTree.fromstring(str(tenures(both, on=date(2000, 1, 1), label="x", of=str)))
    assert len(drawn.findall(".//{*}rect")) == 2


def test_an_open_spell_ends_where_it_was_last_seen() -> None:
    drawn = [
        ElementTree.fromstring(str(tenures([_spell("1980", None, seen)], on=date(2000, 1, 1), label="x", of=str)))
        for seen in (date(1985, 1, 1), date(1999, 1, 1))
    ]
    assert all(svg.findall(".//{*}rect") for svg in drawn)
    labels = [{text.text for text in svg.findall(".//{*}text")} for svg in drawn]
    assert "1985" in labels[0]
    assert "1998" not in labels[0]
    assert labels[1] != labels[0]


@pytest.mark.parametrize("spells", [[("0001", "0002")], [("1980", "1980")], [("1980", "1981"), ("1700", "2020")]])
def test_any_spell_can_be_drawn(spells: list[tuple[str, str]]) -> None:
    svg = tenures([_spell(a, b) for a, b in spells], on=date(2000, 1, 1), label="<x>", of=lambda _: "<b>")
    ElementTree.fromstring(str(svg))


def test_own_words_stand_in_the_report_in_quotation_marks(shared_board_server: Server) -> None:
    ledger = shared_board_server.room.ledger
    found = [one for who in ("USA", "IDN", "dragoman:soviet-union") for one in quotations(ledger, who, Filter()).items]
    for one in found:
        document = ledger.document(one.document.id)
        assert document is not None
        assert all(part in document.text for part in one.words.split(" … "))
    assert len({one.words for one in found}) == len(found)


def test_the_form_leads_to_the_actor_and_the_list_names_who_is_in_the_news(shared_board_server: Server) -> None:
    browser = shared_board_server.browser()
    assert browser.get("/actors?who=Indonesia").headers["location"] == "/actors/Indonesia"
    text = browser.get("/actors").text
    assert 'href="/actors/IDN"' in text


def test_the_api_tells_what_the_page_shows(shared_board_server: Server) -> None:
    browser = shared_board_server.browser()
    found = browser.get("/api/v1/actors/USA?on=1986-10-12").json()
    assert "Ronald Reagan" in {one["name"] for one in found["offices"]}
    counterparts = browser.get("/api/v1/actors/USA?format=csv").text
    assert counterparts.count("\r\n") == 1 + len(found["counterparts"])
    offices = browser.get("/api/v1/actors/Henry Kissinger?format=csv&table=offices").text
    assert "Secretary of State" in offices
    assert browser.get("/api/v1/actors/nobody-at-all").status_code == 404


@pytest.mark.parametrize("show", ["overview", "commitments", "positions", "quotations"])
def test_every_part_can_be_taken_away(shared_board_server: Server, show: str) -> None:
    browser = shared_board_server.browser()
    page = _elements(browser.get(f"/actors/USA?show={show}"))
    addresses = [attributes["href"] for tag, attributes in page.found if tag == "a" and "download" in attributes]
    assert addresses
    for address in addresses:
        assert browser.get(address).status_code == 200


def test_words_are_told_once_with_their_report(shared_board_server: Server) -> None:
    browser = shared_board_server.browser()
    found = browser.get("/api/v1/actors/USA/quotations").json()["items"]
    text = browser.get("/actors/USA?show=quotations").text
    for one in found:
        assert f'href="/reports/{one["document"]["id"]}"' in text
