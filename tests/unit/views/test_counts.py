"""Facets, networks and maps count what the timeline lists."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest

from dragoman.ledger import Ledger
from dragoman.views import Filter
from dragoman.views.facets import facets
from dragoman.views.located import located
from dragoman.views.network import actors_network
from dragoman.views.pages import each

QUESTIONS = [Filter(), Filter(either=("USA",)), Filter(text="ceasefire")]


@pytest.mark.parametrize("wanted", QUESTIONS)
def test_facets_count_each_field(book: Ledger, wanted: Filter) -> None:
    found = facets(book, wanted)
    listed = list(each(book, wanted))
    assert found.total == len(listed) > 0
    assert dict(found.types) == Counter(one.type for one in listed)
    assert dict(found.statuses) == Counter(one.status for one in listed)
    assert dict(found.quads) == Counter(str(one.quad) for one in listed)
    assert dict(found.contexts) == Counter(context for one in listed for context in one.contexts)
    assert dict(found.countries) == Counter(one.where.country for one in listed if one.where.country)
    assert [count for _, count in found.types] == sorted((count for _, count in found.types), reverse=True)


@pytest.mark.parametrize("wanted", QUESTIONS)
def test_a_network_has_an_edge_for_each_who_to_whom(book: Ledger, wanted: Filter) -> None:
    expected: Counter[tuple[str, str, bool]] = Counter()
    scores: Counter[tuple[str, str, bool]] = Counter()
    for one in each(book, wanted):
        ids = [entity.id for entity in one.actor]
        pairs = [(a, b.id, False) for a in ids for b in one.recipient if a != b.id]
        pairs += [(a, b, True) for a, b in combinations(sorted(set(ids)), 2)]
        for pair in pairs:
            expected[pair] += 1
            scores[pair] += one.goldstein
    edges = actors_network(book, wanted, limit=10_000)
    assert {(edge.source, edge.target, edge.joint): edge.count for edge in edges} == expected
    for edge in edges:
        pair = (edge.source, edge.target, edge.joint)
        assert edge.goldstein == pytest.approx(scores[pair] / expected[pair])
    assert len(actors_network(book, wanted, limit=3)) == 3


def test_a_network_of_states_takes_officials_with_their_state(book: Ledger) -> None:
    edges = actors_network(book, by="country")
    ends = {end for edge in edges for end in (edge.source, edge.target)}
    assert {"EGY", "ISR", "IRN", "IRQ"} <= ends
    assert all(len(end) == 3 for end in ends)
    assert next(edge.source_name for edge in edges if edge.source == "EGY") == "Egypt"


def test_a_map_shows_places_with_coordinates_and_counts_the_rest(book: Ledger) -> None:
    listed = list(each(book, Filter()))
    found = located(book)
    on_map = [one for one in listed if one.where.lat is not None]
    assert {(spot.name, spot.count) for spot in found.spots} == set(Counter(o.where.name for o in on_map).items())
    assert found.unlocated == len(listed) - len(on_map)
    assert sum(spot.conflicts for spot in found.spots) == sum(one.quad > 2 for one in on_map)
