"""The content words that pledges and demands are compared by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ledger.words.gist import forms, gist, stem
from dragoman.ledger.words.overlap import coverage, likeness, traces

WORDS = st.text(alphabet="abcdefghilnorstuwy ", max_size=60)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("withdrew its forces", "the withdrawal of forces"),
        ("a cease-fire", "the ceasefire"),
        ("a cease fire", "the truce"),
        ("deepening bonds", "deepen the bond"),
        ("aid by 31 December 2025", "aid"),
        ("aid on Nov. 3", "aid on Monday"),
    ],
)
def test_other_forms_of_the_same_words_have_one_gist(one: str, other: str) -> None:
    assert gist(one) == gist(other)


def test_words_without_content_have_an_empty_gist() -> None:
    assert gist("") == gist("it is what it is, and so on") == frozenset()


@given(WORDS, WORDS)
def test_likeness_is_symmetric_and_between_0_and_1(one: str, other: str) -> None:
    a, b = gist(one), gist(other)
    assert likeness(a, b) == pytest.approx(likeness(b, a))
    assert 0 <= likeness(a, b) <= 1 + 1e-9
    assert likeness(a, a) == pytest.approx(1.0 if a else 0.0)


@given(WORDS, WORDS, st.floats(min_value=0, max_value=0.9))
def test_a_passage_that_covers_more_than_the_share_has_a_trace(wanted: str, passage: str, share: float) -> None:
    if coverage(gist(wanted), gist(passage)) > share:
        assert any(trace in passage for trace in traces(gist(wanted), share=share))


def test_irregular_forms_are_traced() -> None:
    assert "withdrew" in forms(stem("withdraw"))
    assert "cease-fire" in forms(stem("truce"))
