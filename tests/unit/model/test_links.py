"""What the words of a document stand for, asked by where they stand."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Links, When
from dragoman.model.links import Dated

DAY = When(date(2025, 11, 3), date(2025, 11, 3), "day", "3 November", "explicit")


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20))), st.integers(0, 60), st.integers(0, 30))
def test_dates_in_an_interval_are_those_that_stand_inside_it(
    found: list[tuple[int, int]], start: int, length: int
) -> None:
    dates = tuple(sorted((Dated(at, at + size, DAY) for at, size in found), key=lambda one: one.start))
    inside = [one for one in dates if start <= one.start and one.end <= start + length]
    assert list(Links({}, dates).dates_in(start, start + length)) == inside
