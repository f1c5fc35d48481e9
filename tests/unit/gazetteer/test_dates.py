from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import GazetteerError
from dragoman.gazetteer import PartialDate


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31), "year"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2024-02-05", date(2024, 2, 5), date(2024, 2, 5), "day"),
    ],
)
def test_a_date_spans_all_days_it_may_mean(text: str, first: date, last: date, precision: str) -> None:
    parsed = PartialDate.parse(text)
    assert (parsed.first, parsed.last, parsed.precision) == (first, last, precision)


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from([4, 7, 10]))
def test_a_date_is_written_as_it_was_read(day: date, length: int) -> None:
    text = day.isoformat()[:length]
    assert str(PartialDate.parse(text)) == text


@pytest.mark.parametrize("text", ["", "May 2024", "2024-13", "2024-02-30", "2024-02-05-01"])
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(GazetteerError, match="no date"):
        PartialDate.parse(text)
