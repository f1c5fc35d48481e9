"""GEXF, as networkx reads it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import networkx

from dragoman.exports import occurrences_as
from dragoman.model import Occurrence

Make = Callable[..., Occurrence]


def text_of(*found: Occurrence) -> str:
    return "".join(piece for piece in occurrences_as("gexf", found) if isinstance(piece, str))


def edges(*found: Occurrence) -> set[tuple[str, str, int, int, bool]]:
    graph: Any = networkx.read_gexf(BytesIO(text_of(*found).encode()))
    return {
        (source, target, data["quad"], int(data["weight"]), data["mutual"])
        for source, target, data in graph.edges(data=True)
    }


def test_an_edge_weighs_the_occurrences_of_its_quad_class(demand: Make) -> None:
    found = [demand(), demand(), demand(quad=4)]
    assert edges(*found) == {("PAK", "ISR", 3, 2, False), ("PAK", "ISR", 4, 1, False)}


def test_parties_that_act_together_are_joined_in_pairs(meeting: Make) -> None:
    assert edges(meeting()) == {("PAK", "TUR", 1, 1, True), ("PAK", "Q6037", 1, 1, True), ("Q6037", "TUR", 1, 1, True)}


def test_what_did_not_happen_is_no_edge(demand: Make) -> None:
    assert edges(demand(status="negated"), demand(status="future"), demand(status="hypothetical")) == set()


def test_a_node_tells_who_it_is(meeting: Make) -> None:
    graph: Any = networkx.read_gexf(BytesIO(text_of(meeting()).encode()))
    assert graph.nodes["Q6037"] == {"label": "Hakan Fidan", "kind": "person", "country": "TUR", "sector": "GOV"}


def test_the_file_bears_no_date_of_its_making(demand: Make) -> None:
    assert "lastmodified" not in text_of(demand())
