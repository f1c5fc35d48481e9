"""GeoJSON for maps."""

from __future__ import annotations

import json
from collections.abc import Callable

from dragoman.exports import occurrences_as
from dragoman.model import Occurrence, Where


def test_longitude_comes_first_and_an_unlocated_occurrence_stays_off_the_map(demand: Callable[..., Occurrence]) -> None:
    found = [demand(), demand(where=Where("Türkiye", "TUR"))]
    features = json.loads("".join(occurrences_as("geojson", found)))["features"]
    assert features[0]["geometry"] == {"type": "Point", "coordinates": [28.95, 41.01]}
    assert features[1]["geometry"] is None
    assert features[1]["properties"]["country"] == "TUR"
    assert features[0]["properties"]["actor"] == ["Pakistan"]
