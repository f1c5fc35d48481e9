"""The query service's answers, as it gave them on one day, cut to a few rows (Wikidata, CC0)."""

import json
from datetime import date

import pytest

from dragoman.errors import GazetteerError
from dragoman.gazetteer.wikidata import QUERY, USER_AGENT, current_holders


def binding(person: str, name: str, iso3: str, post: str, start: str) -> dict[str, dict[str, str]]:
    return {
        "person": {"type": "uri", "value": f"http://www.wikidata.org/entity/{person}"},
        "personLabel": {"type": "literal", "xml:lang": "en", "value": name},
        "iso3": {"type": "literal", "value": iso3},
        "post": {"type": "literal", "value": post},
        "start": {"type": "literal", "datatype": "xsd:dateTime", "value": start},
    }


ANSWER = json.dumps(
    {
        "head": {"vars": ["person", "personLabel", "iso3", "post", "start"]},
        "results": {
            "bindings": [
                binding("Q39259", "Recep Tayyip Erdoğan", "TUR", "head_of_state", "2014-08-28T00:00:00Z"),
                binding("Q57256", "Emmanuel Macron", "FRA", "head_of_state", "2017-05-14T00:00:00Z"),
                binding("Q57256", "Emmanuel Macron", "FRA", "head_of_state", "2017-05-14T00:00:00Z"),
                binding("Q999999999", "Q999999999", "FRA", "foreign_minister", "2025-01-01T00:00:00Z"),
            ]
        },
    }
).encode()


def test_an_answer_becomes_rows_once_each_without_the_unnamed() -> None:
    rows = current_holders(lambda _: ANSWER, asked_on=date(2025, 11, 3))
    assert [(row.id, row.country, row.post, str(row.start)) for row in rows] == [
        ("Q57256", "FRA", "head_of_state", "2017-05-14"),
        ("Q39259", "TUR", "head_of_state", "2014-08-28"),
    ]
    assert rows[0].source == "Wikidata (CC0), asked 2025-11-03"


@pytest.mark.parametrize("answer", [b"<html>busy</html>", b"{}", b'{"results": {"bindings": [{}]}}'])
def test_an_answer_of_another_form_is_an_error_in_words(answer: bytes) -> None:
    with pytest.raises(GazetteerError, match="SPARQL JSON"):
        current_holders(lambda _: answer, asked_on=date(2025, 11, 3))


def test_the_query_asks_only_for_offices_still_held() -> None:
    asked: list[str] = []

    def record(query: str) -> bytes:
        asked.append(query)
        return ANSWER

    current_holders(record, asked_on=date(2025, 11, 3))
    assert asked == [QUERY]
    assert "pq:P582" in QUERY
    assert "dragoman/" in USER_AGENT
