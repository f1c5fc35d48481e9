"""Comparing two days, two actors or two sources."""

from __future__ import annotations

import csv
import io
import re

import pytest
from tests.unit.web.servers import Server


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


def test_the_counts_come_as_csv(open_server: Server) -> None:
    answer = open_server.browser().get("/compare?what=actors&a=NOR&b=PER&format=csv")
    rows = list(csv.reader(io.StringIO(answer.text)))
    assert rows[0] == ["field", "value", "Norway", "Peru"]
    assert ["type", "CONSULT"] in [row[:2] for row in rows]


@pytest.mark.parametrize("query", ["what=days&a=soon&b=later", "what=days&a=1978-09-17&b=1978-13-01"])
def test_what_is_no_day_is_told(open_server: Server, query: str) -> None:
    assert open_server.browser().get(f"/compare?{query}").status_code == 422


@pytest.mark.parametrize("query", ["", "a=NOR", "what=nonsense", "what=actors&a=%3Cb%3E&b=nobody"])
def test_the_form_is_always_there(open_server: Server, query: str) -> None:
    answer = open_server.browser().get(f"/compare?{query}")
    assert answer.status_code == 200
    assert 'name="what"' in answer.text
