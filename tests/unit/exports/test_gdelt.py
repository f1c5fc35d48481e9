"""GDELT rows, as pandas reads them with GDELT's own types."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date
from io import StringIO
from typing import Any

import pandas
import pytest
from tests.strategies import DOCUMENT
from tests.unit.exports.parties import FIDAN, OFFICE, party

from dragoman.codebook.datasets import GDELT_COLUMNS
from dragoman.exports import occurrences_as
from dragoman.model import DocumentHeader, Occurrence, When, Where

Make = Callable[..., Occurrence]

WHOLE = (
    "GLOBALEVENTID SQLDATE MonthYear Year IsRootEvent QuadClass NumMentions NumSources NumArticles DATEADDED".split()
)
TYPES: dict[str, Any] = dict.fromkeys(GDELT_COLUMNS, "str")
TYPES |= dict.fromkeys(WHOLE, "int64")
TYPES |= dict.fromkeys("FractionDate GoldsteinScale AvgTone ActionGeo_Lat ActionGeo_Long".split(), "float64")


def table(*found: Occurrence) -> pandas.DataFrame:
    text = "".join(occurrences_as("gdelt", found))
    return pandas.read_csv(StringIO(text), sep="\t", header=None, names=list(GDELT_COLUMNS), dtype=TYPES)


def test_a_row_counts_tellings_sources_and_reports(demand: Make) -> None:
    row = table(demand()).iloc[0]
    assert (row["NumMentions"], row["NumSources"], row["NumArticles"]) == (2, 1, 2)
    assert (row["SQLDATE"], row["MonthYear"], row["Year"]) == (20251103, 202511, 2025)
    assert row["FractionDate"] == pytest.approx(2025 + 303 / 365, abs=1e-4)
    assert row["DATEADDED"] == 20251103000000
    assert row["SOURCEURL"] == "https://example.org/a?b=ü"


def test_codes_are_those_of_cameo_and_fips(demand: Make) -> None:
    row = table(demand(actor=(OFFICE,), cameo="1056")).iloc[0]
    assert (row["Actor1Code"], row["Actor1CountryCode"], row["Actor1Type1Code"]) == ("PAKGOV", "PAK", "GOV")
    assert (row["EventCode"], row["EventBaseCode"], row["EventRootCode"], row["QuadClass"]) == ("1056", "105", "10", 3)
    assert (row["ActionGeo_Type"], row["ActionGeo_CountryCode"]) == ("4", "TU")
    assert row["ActionGeo_FullName"] == "Istanbul, Türkiye"
    assert (row["ActionGeo_Lat"], row["ActionGeo_Long"]) == (41.01, 28.95)


def test_an_appeal_is_verbal_cooperation_as_its_code_is_in_gdelt(demand: Make) -> None:
    assert table(demand(cameo="020", quad=3)).iloc[0]["QuadClass"] == 1


def test_romania_and_the_united_nations_have_the_codes_that_gdelt_users_look_for(demand: Make) -> None:
    un = party("Q1065", "United Nations", kind="organisation", sector="UNO")
    row = table(demand(actor=(party("ROU", "Romania"),), recipient=(un,))).iloc[0]
    assert row["Actor1Code"] == row["Actor1CountryCode"] == "ROM"
    assert (row["Actor2Code"], row["Actor2KnownGroupCode"], row["Actor2Type1Code"]) == ("UNO", "UNO", "IGO")


def test_a_meeting_joins_its_first_two_parties_in_one_row(meeting: Make) -> None:
    found = table(meeting())
    assert list(zip(found["Actor1Code"], found["Actor2Code"], strict=True)) == [("PAK", "TUR")]


def test_a_country_as_a_place_gets_no_coordinates(demand: Make) -> None:
    row = table(demand(where=Where("Türkiye", "TUR"))).iloc[0]
    assert (row["ActionGeo_Type"], row["ActionGeo_CountryCode"], row["ActionGeo_FullName"]) == ("1", "TU", "Türkiye")
    assert pandas.isna(row["ActionGeo_Lat"])


def test_gaza_and_the_west_bank_have_codes_of_their_own(demand: Make) -> None:
    places = [Where("Gaza", "PSE", 31.5, 34.47), Where("Ramallah", "PSE", 31.9, 35.2)]
    assert list(table(*(demand(where=where) for where in places))["ActionGeo_CountryCode"]) == ["GZ", "WE"]


def test_what_did_not_happen_has_no_row_and_is_counted(demand: Make, caplog: pytest.LogCaptureFixture) -> None:
    undated = DocumentHeader("c" * 64)
    found = [
        demand(status="negated"),
        demand(status="future"),
        demand(when=When(), documents=(undated,)),
        demand(),
    ]
    with caplog.at_level(logging.WARNING):
        assert len(table(*found)) == 1
    assert "left out 3 of 4: 2 that didn't happen or are yet to come, 1 without a date" in caplog.text


def test_the_day_of_the_report_dates_what_happens_now_and_never_what_is_looked_back_on(demand: Make) -> None:
    assert list(table(demand(when=When()))["SQLDATE"]) == [20251103]
    assert table(demand(when=When(), status="historical")).empty
    published = When(date(2025, 11, 3), date(2025, 11, 3), "day", None, "publication")
    assert table(demand(when=published, status="historical")).empty
    assert (
        len(table(demand(when=When(date(1998, 4, 10), None, "day", "in 1998", "explicit"), status="historical"))) == 1
    )


def test_the_number_of_an_event_is_stable_and_fits_a_double(demand: Make) -> None:
    one, two = table(demand())["GLOBALEVENTID"][0], table(demand())["GLOBALEVENTID"][0]
    assert one == two == int(float(one))
    assert one != table(demand(actor=(FIDAN,)))["GLOBALEVENTID"][0]
    assert DOCUMENT.id not in str(one)
