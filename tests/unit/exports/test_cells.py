"""What text becomes in a cell."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from dragoman.exports.cells import joined, json_line, plain, tsv_row

any_text = st.text(alphabet=st.characters(codec=None, exclude_categories=()))


@given(any_text)
def test_plain_text_is_one_line_that_any_encoder_takes(text: str) -> None:
    found = plain(text)
    found.encode()
    assert len(found.splitlines()) <= 1
    assert plain(found) == found


@given(st.lists(any_text, min_size=1))
def test_joined_values_can_be_told_apart_again(values: list[str]) -> None:
    assert joined(values).split(";") == [plain(value).replace(";", ",") for value in values]


@given(st.lists(any_text | st.none() | st.integers() | st.floats(allow_nan=False), min_size=1))
def test_a_row_has_a_tab_between_two_cells_and_none_inside(cells: list[str | int | float | None]) -> None:
    row = tsv_row(cells)
    assert row.endswith("\n")
    assert row.count("\t") == len(cells) - 1
    assert row.count("\n") == len(row.splitlines()) == 1


@given(st.dictionaries(any_text, any_text))
def test_json_stays_on_its_line_and_can_be_encoded(value: dict[str, str]) -> None:
    line = json_line(value)
    line.encode()
    assert len(line.splitlines()) == 1
    json.loads(line)


def test_a_number_keeps_its_digits_and_its_point() -> None:
    assert tsv_row([1056, -2.5, 41.00824, 1e-7]) == "1056\t-2.5\t41.00824\t1e-07\n"
