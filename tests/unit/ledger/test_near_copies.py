"""Which reports are one text but for small edits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ledger.tellings.near_copies import COPY, SHARED_BANDS, bands, similarity

DISPATCH = (
    "The four powers agreed to hold a conference of their foreign ministers in the old town hall. Delegates had talked "
    "about the canal tolls since February, and a draft went back and forth between the capitals for weeks. The first "
    "session opens on the last Monday of the month, with the question of the locks at the head of the list."
)
texts = st.text(alphabet="ab cdé\n.", max_size=300)


def are_candidates(one: str, other: str) -> bool:
    return len(set(bands(one)) & set(bands(other))) >= SHARED_BANDS


@pytest.mark.parametrize(
    "copy",
    [
        "PARIS (North Sea Wire) - " + DISPATCH,
        DISPATCH.replace("agreed to hold", "have agreed on"),
        DISPATCH[: DISPATCH.index("The first")],
        DISPATCH + " " + "Nobody at the ministry would say who is to lead the delegation.",
    ],
)
def test_a_copy_with_a_credit_an_edit_a_cut_or_an_addition_is_near(copy: str) -> None:
    assert similarity(DISPATCH, copy) >= COPY
    assert are_candidates(DISPATCH, copy)


def test_another_account_of_the_same_is_no_copy() -> None:
    other = (
        "Ministers of the four powers will confer about the tolls of the canal. The conference opens in the town hall "
        "on the last Monday of the month, after a draft had gone between the capitals since February."
    )
    assert similarity(DISPATCH, other) < COPY / 2


@given(texts, texts)
def test_similarity_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    assert similarity(one, other) == similarity(other, one)
    assert 0 <= similarity(one, other) <= 1


@given(texts)
def test_a_text_is_its_own_copy(text: str) -> None:
    assert similarity(text, text) == 1
    assert are_candidates(text, text)
