"""ICEWS rows."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO

import pandas
from tests.unit.exports.parties import OFFICE

from dragoman.exports import occurrences_as
from dragoman.model import Occurrence


def test_a_row_tells_countries_and_sectors_in_words(demand: Callable[..., Occurrence]) -> None:
    text = "".join(occurrences_as("icews", [demand(actor=(OFFICE,)), demand(status="hypothetical")]))
    found = pandas.read_csv(StringIO(text), sep="\t", dtype={"cameo_code": str}, parse_dates=["event_date"])
    assert len(found) == 1
    row = found.iloc[0]
    assert row["event_date"].date().isoformat() == "2025-11-03"
    assert (row["source_name"], row["source_sectors"], row["source_country"]) == (
        "Foreign Office",
        "Government",
        "Pakistan",
    )
    assert row["target_country"] == "Israel"
    assert row["event_text"] == "Demand de-escalation of military engagement"
    assert (row["cameo_code"], row["intensity"]) == ("1056", -5.0)
    assert (row["city"], row["country"], row["latitude"]) == ("Istanbul", "Türkiye", 41.01)
    assert row["publisher"] == "The Gazette"
