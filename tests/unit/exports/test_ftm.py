"""FollowTheMoney entities."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests.unit.exports.parties import OFFICE

from dragoman.exports import occurrences_as
from dragoman.model import Occurrence

Make = Callable[..., Occurrence]


def entities(*found: Occurrence) -> dict[str, Any]:
    text = "".join(piece for piece in occurrences_as("ftm", found) if isinstance(piece, str))
    made = [json.loads(line) for line in text.splitlines()]
    assert len({one["id"] for one in made}) == len(made)
    return {one["id"]: one for one in made}


def test_each_party_stands_once_under_its_schema(meeting: Make, demand: Make) -> None:
    found = entities(meeting(), demand(), meeting(status="future"))
    assert {id: one["schema"] for id, one in found.items() if one["schema"] != "Event"} == {
        "PAK": "PublicBody",
        "TUR": "PublicBody",
        "ISR": "PublicBody",
        "Q6037": "Person",
    }
    assert found["Q6037"]["properties"] == {
        "name": ["Hakan Fidan"],
        "country": ["tr"],
        "wikidataId": ["Q6037"],
        "keywords": ["sector:GOV"],
        "position": ["foreign minister", "party member"],
    }


def test_an_event_names_those_involved_and_its_host(meeting: Make) -> None:
    occurrence = meeting()
    properties = entities(occurrence)[occurrence.id]["properties"]
    assert properties["involved"] == ["PAK", "TUR", "Q6037"]
    assert properties["organizer"] == ["TUR"]
    assert properties["startDate"] == ["2025-11-03"]
    assert properties["publisher"] == ["The Gazette", "The Copyist"]
    assert "status:actual" in properties["keywords"]


def test_an_id_is_written_in_letters_that_are_allowed(demand: Make) -> None:
    assert "dragoman-foreign-office" in entities(demand(actor=(OFFICE,)))
