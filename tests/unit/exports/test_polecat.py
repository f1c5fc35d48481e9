"""POLECAT rows."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from typing import Any

import pandas

from dragoman.exports import occurrences_as
from dragoman.model import Occurrence

Make = Callable[..., Occurrence]


def row(occurrence: Occurrence) -> Any:
    text = "".join(occurrences_as("polecat", [occurrence]))
    return pandas.read_csv(StringIO(text), sep="\t", dtype=str, keep_default_na=False).iloc[0]


def test_a_row_tells_who_what_and_where(demand: Make) -> None:
    found = row(demand())
    assert found["Event Date"] == "2025-11-03"
    assert (found["Event Type"], found["Event Mode"], found["Intensity"]) == ("REQUEST", "yield", "-1.0")
    assert found["Quad Code"] == "VERBAL CONFLICT"
    assert found["Contexts"] == "military;territory"
    assert (found["Actor Name"], found["Actor Country"], found["Actor COW"]) == ("Pakistan", "PAK", "770")
    assert (found["Recipient Country"], found["Recipient COW"]) == ("ISR", "666")
    assert (found["Placename"], found["Country"], found["GeoNames ID"]) == ("Istanbul", "TUR", "745044")
    assert found["Source"] == "The Gazette;The Copyist"
    assert found["Publication Date"] == "2025-11-03"


def test_the_values_of_several_actors_keep_their_places(meeting: Make) -> None:
    found = row(meeting())
    assert found["Actor Name"] == "Pakistan;Türkiye;Hakan Fidan"
    assert found["Actor Country"] == "PAK;TUR;TUR"
    assert found["Primary Actor Sector"] == "None;None;GOV"
    assert found["Actor Title"] == "None;None;foreign minister, party member"
    assert found["Wikipedia Actor ID"] == "PAK;TUR;Q6037"
    assert found["Recipient Name"] == "None"
    assert found["Story People"] == "Hakan Fidan"


def test_what_did_not_happen_is_told_by_an_auxiliary_mode(demand: Make) -> None:
    assert row(demand(status="negated"))["Event Mode"] == "yield;negation"
    assert row(demand(status="future", mode=None))["Event Mode"] == "future"
