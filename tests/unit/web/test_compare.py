"""Comparing two days, two actors or two sources."""

from __future__ import annotations

import csv
import io
import re
from xml.etree import ElementTree

import pytest
from tests.unit.web.servers import Server
from tests.unit.web.test_pages import _elements


def test_two_actors_stand_side_by_side(open_server: Server) -> None:
    page = open_server.browser().get("/compare?what=actors&a=NOR&b=PER").text
    assert "Norway and Peru" in page
    assert "In both" in page, "they met"
    assert re.search(r"Norway alone", page)


def test_two_days_stand_side_by_side(open_server: Server) -> None:
    page = open_server.browser().get("/compare?what=days&a=1978-09-17&b=1978-09-18").text
    assert "17 September 1978 and 18 September 1978" in page


def test_what_both_sources_tell_is_told_apart_from_what_one_has_alone(open_server: Server) -> None:
    browser = open_server.browser()
    page = browser.get("/compare?what=sources&a=Harbour+Wire&b=Lantern+Post").text
    counts = [int(many) for many in re.findall(r"All (\d+) events?", page)]
    for publisher, count in zip(("Harbour Wire", "Lantern Post"), counts, strict=True):
        assert browser.get("/api/v1/events", params={"publisher": publisher}).json()["total"] == count


def test_the_counts_of_the_page_come_as_csv_and_as_a_picture(open_server: Server) -> None:
    browser = open_server.browser()
    page = _elements(browser.get("/compare?what=actors&a=NOR&b=PER&since=1978-01-01"))
    files = [str(attributes["href"]) for tag, attributes in page.found if tag == "a" and "download" in attributes]
    table, values, picture = (browser.get(address) for address in files)
    rows = list(csv.DictReader(io.StringIO(table.text)))
    assert {row["a_name"] for row in rows} == {"Norway"}
    assert ("type", "CONSULT") in {(row["field"], row["value"]) for row in rows}
    counts = [(one["field"], one["value"], one["a"], one["b"]) for one in values.json()["counts"]]
    assert [(row["field"], row["value"], int(row["a"]), int(row["b"])) for row in rows] == counts
    drawn = {text.text for text in ElementTree.fromstring(picture.content).iter("{http://www.w3.org/2000/svg}text")}
    assert {"Norway", "Peru", "consult"} <= drawn


def test_the_api_parts_what_both_have_from_what_each_has_alone(open_server: Server) -> None:
    found = open_server.browser().get("/api/v1/compare?what=actors&a=NOR&b=PER").json()
    for side in (found["a"], found["b"]):
        assert side["events"] == found["both"]["total"] + side["alone"]["total"]
    assert found["both"]["total"] > 0, "they met"
    both = {one["id"] for one in found["both"]["items"]}
    assert not both & {one["id"] for side in (found["a"], found["b"]) for one in side["alone"]["items"]}
    counted = sum(one["a"] for one in found["counts"] if one["field"] == "type")
    assert counted == found["a"]["events"]


def test_the_api_compares_days_and_sources_too(open_server: Server) -> None:
    browser = open_server.browser()
    days = browser.get("/api/v1/compare?what=days&a=1978-09-17&b=1978-09-18").json()
    for side in (days["a"], days["b"]):
        on = {"since": side["given"], "until": side["given"]}
        assert side["events"] == browser.get("/api/v1/events", params=on).json()["total"]
    sources = browser.get("/api/v1/compare?what=sources&a=Harbour+Wire&b=Lantern+Post").json()
    assert [sources[side]["name"] for side in "ab"] == ["Harbour Wire", "Lantern Post"]
    assert sources["both"]["total"] > 0, "both told of the meeting in Geneva"


def test_what_else_has_to_hold_holds_of_both(open_server: Server) -> None:
    query = "what=actors&a=NOR&b=KEN&type=ACCUSE"
    found = open_server.browser().get(f"/api/v1/compare?{query}").json()
    assert {one["value"] for one in found["counts"] if one["field"] == "type"} == {"ACCUSE"}


def test_the_lists_are_as_long_as_was_asked(open_server: Server) -> None:
    found = open_server.browser().get("/api/v1/compare?what=actors&a=NOR&b=PER&limit=1").json()
    assert len(found["a"]["alone"]["items"]) == 1 < found["a"]["alone"]["total"]


@pytest.mark.parametrize(
    "query",
    ["", "what=actors&a=NOR", "what=actors&a=+&b=KEN", "what=nonsense&a=1&b=2", "a=NOR&b=KEN", "a=1&b=2&limit=0"],
)
def test_the_api_says_what_it_cannot_understand(open_server: Server, query: str) -> None:
    answer = open_server.browser().get(f"/api/v1/compare?{query}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


def test_there_is_no_picture_of_one_alone(open_server: Server) -> None:
    assert open_server.browser().get("/compare/chart.svg?what=actors&a=NOR").status_code == 404


@pytest.mark.parametrize(
    "query", ["what=days&a=soon&b=later", "what=days&a=1978-09-17&b=1978-13-01", "what=nonsense", f"a={201 * 'x'}&b=y"]
)
def test_what_cannot_be_compared_is_told(open_server: Server, query: str) -> None:
    assert open_server.browser().get(f"/compare?{query}").status_code == 422


@pytest.mark.parametrize("query", ["", "a=NOR", "what=actors&a=%3Cb%3E&b=nobody", "what=actors&a=&b=&since=&until="])
def test_the_form_is_always_there(open_server: Server, query: str) -> None:
    answer = open_server.browser().get(f"/compare?{query}")
    assert answer.status_code == 200
    assert 'name="what"' in answer.text
