"""CSV for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO

import pandas
import pytest
from tests.unit.exports.parties import party

from dragoman.exports import occurrences_as
from dragoman.model import Occurrence

Make = Callable[..., Occurrence]


def rows(*found: Occurrence) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO("".join(occurrences_as("csv", found)).removeprefix("\ufeff"))))


@pytest.mark.parametrize("name", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", " =1", "＝1", "\x00=1"])
def test_no_name_is_run_as_a_formula(name: str, demand: Make) -> None:
    found = rows(demand(actor=(party("Q1", name, kind="person"),)))[0]["actor_name"]
    assert found.startswith("'")


def test_numbers_stay_numbers(demand: Make) -> None:
    text = "".join(occurrences_as("csv", [demand(), demand(plover_score=-3.5)]))
    table = pandas.read_csv(StringIO(text), dtype={"cameo": str}, parse_dates=["start", "published_on"])
    assert list(table["plover_score"]) == [-1.0, -3.5]
    assert table["start"].dt.day.tolist() == [3, 3]
    assert table["tellings"].tolist() == [2, 2]
    assert table["cameo"].tolist() == ["1056", "1056"]


def test_a_spreadsheet_sees_that_it_is_unicode() -> None:
    assert "".join(occurrences_as("csv", [])).encode().startswith(b"\xef\xbb\xbfid,")


def test_a_row_holds_the_words_and_who_said_them(demand: Make) -> None:
    row = rows(demand())[0]
    assert row["quote"] == "Ankara’s envoy said"
    assert row["source"] == "Türkiye"
    assert row["position"] == "demand: barış"
    assert (row["actor"], row["recipient_name"]) == ("PAK", "Israel")
    assert row["publisher"] == "The Gazette"
