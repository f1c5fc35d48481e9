from __future__ import annotations

from datetime import date

import pytest

from dragoman.reading.dates import DateLine, date_line, opening_day, parse_day

DAY = date(2025, 11, 3)


@pytest.mark.parametrize(
    "text",
    [
        "2025-11-03",
        "2025/11/03",
        "2025-11-03T23:59:59Z",
        "2025-11-03 14:05:00+05:00",
        "2025-11-03T14:05:00.123456+00:00",
        "20251103",
        "20251103T140500Z",
        "3 November 2025",
        "03 Nov 2025",
        "3rd of November, 2025",
        "03-Nov-2025",
        "November 3, 2025",
        "Nov. 3, 2025, 2:05 p.m.",
        "Mon, 03 Nov 2025 14:05:00 GMT",
        "Mon, 3 Nov 2025 23:30:00 -0500",
        " 2025-11-03 ",
    ],
)
def test_a_metadata_date_keeps_the_day_as_written(text: str) -> None:
    assert parse_day(text) == DAY


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2025", "November 2025", "03/11/2025", "31 June 2025", "2025-13-01", "1762178700"]
)
def test_an_uncertain_metadata_date_is_refused_with_the_expected_form(text: str) -> None:
    with pytest.raises(ValueError, match="expected a form like 2025-11-03"):
        parse_day(text)


def test_a_figure_above_twelve_settles_day_and_month() -> None:
    assert parse_day("23/11/2025") == parse_day("11/23/2025") == date(2025, 11, 23)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-11-03", DateLine(DAY)),
        ("Monday, 3 November 2025", DateLine(DAY)),
        ("November 3, 2025", DateLine(DAY)),
        ("Published: 3 November 2025", DateLine(DAY)),
        ("Posted on Nov 3, 2025 at 2:05 pm", DateLine(DAY)),
        ("Updated: Nov 3, 2025 14:05 GMT", DateLine(DAY, updated=True)),
        ("Last updated: 3 November 2025, 14:05", DateLine(DAY, updated=True)),
        ("Updated: 4 Nov 2025 | Published: 3 Nov 2025", DateLine(DAY)),
        ("Ankara, 3 November 2025", DateLine(DAY)),
        ("14:05 GMT, 3 November 2025", DateLine(DAY)),
        ("Monday, November 3", DateLine(None)),
        ("03/11/2025", DateLine(None)),
    ],
)
def test_a_date_alone_on_its_line_is_told(text: str, expected: DateLine) -> None:
    assert date_line(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The talks began on 3 November 2025",
        "3 November 2025 was the day of the accord",
        "Resolution 2803 (2025)",
        "May 2025 elections",
        "",
        "Published by the ministry",
        "3 ministers",
        "9" * 119,
    ],
)
def test_words_beside_a_date_make_no_date_line(text: str) -> None:
    assert date_line(text) is None


def test_an_opening_gives_a_day_only_with_its_year() -> None:
    assert opening_day("ANKARA, Nov. 3, 2025 (Agency) — The envoys met.") == DAY
    assert opening_day("ANKARA, 3 November 2025 - The envoys met.") == DAY
    assert opening_day("ANKARA, Nov. 3 (Agency) — The envoys met.") is None
    assert opening_day("ANKARA — The envoys met on 3 November 2025 — again.") is None
