"""Loading: what is asked of the store in several queries is as one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.ledger.store.loading import batches


@given(st.integers(min_value=0, max_value=2_000))
def test_batches_hold_every_value_once_in_rising_order(count: int) -> None:
    found = list(batches(range(count, 0, -1)))
    assert [number for batch in found for number in batch] == list(range(1, count + 1))
    assert all(0 < len(batch) <= 500 for batch in found)


@given(st.lists(st.text()))
def test_ids_come_in_batches_as_numbers_do(ids: list[str]) -> None:
    assert [id for batch in batches(ids) for id in batch] == sorted(ids)
