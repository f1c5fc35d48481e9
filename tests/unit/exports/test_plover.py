"""PLOVER JSON records."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests.strategies import TEXT
from tests.unit.exports.parties import FIDAN, party

from dragoman.exports import occurrences_as
from dragoman.model import Occurrence

Make = Callable[..., Occurrence]

KEYS = """
    id date enddate actor recipient event mode context quad_code event_scale event_loc event_text text text_info
    cite_info coder coded_date comment
""".split()


def record(occurrence: Occurrence) -> Any:
    return json.loads("".join(piece for piece in occurrences_as("plover", [occurrence]) if isinstance(piece, str)))


def test_a_record_has_the_keys_of_the_manual(demand: Make) -> None:
    found = record(demand())
    assert list(found) == KEYS
    assert list(found["cite_info"]) == ["title", "url", "publication", "language", "coder", "codebook", "version"]
    assert TEXT[found["text_info"]["start"] : found["text_info"]["end"]] == found["text"]


def test_an_entity_tells_country_sector_and_office(demand: Make) -> None:
    un = party("Q1065", "United Nations", kind="organisation", sector="UNO")
    found = record(demand(actor=(FIDAN,), recipient=(un,)))
    assert found["actor"] == [
        {
            "code": "TUR",
            "sector": "GOV",
            "entity_text": "Hakan",
            "identifier_id": "Q6037",
            "identifier_text": "Hakan Fidan",
            "office": "foreign_minister; party_member",
        }
    ]
    assert (found["recipient"][0]["code"], found["recipient"][0]["sector"]) == ("UNO", None)


def test_a_status_is_an_auxiliary_mode(demand: Make) -> None:
    assert record(demand(status="historical"))["mode"] == ["yield", "historical"]
    assert record(demand(status="actual"))["mode"] == ["yield"]
