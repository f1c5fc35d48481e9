from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.gazetteer.spelling import fold, name_key, personal_key, split


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Erdoğan", "ERDOGAN"),
        ("Türkiye", "Turkiye"),
        ("İstanbul", "Istanbul"),
        ("Straße", "Strasse"),
        ("Sana’a", "Sanaa"),
        ("Da'esh", "Daesh"),
        ("U.S.", "US"),
        ("Þórdís", "Thordis"),
        ("Aliyev", "Əliyev"),
        ("Organisation", "Organization"),
    ],
)
def test_spellings_of_one_word_have_one_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_a_decomposed_letter_has_the_key_of_the_composed_one() -> None:
    assert [word.key for word in split("E\u0301lyse\u0301e")] == [word.key for word in split("Élysée")] == ["elysee"]


@pytest.mark.parametrize("spelling", ["al-Jaafari", "al- Jaafari", "Al Jaafari", "el-Jaafari", "al‑Jaafari", "Jaafari"])
def test_the_arabic_article_may_be_written_anyhow_or_left_out(spelling: str) -> None:
    assert personal_key(f"Ibrahim {spelling}") == "ibrahim jaafari"


@pytest.mark.parametrize("spelling", ["Abdel Fattah", "Abd al-Fattah", "Abdelfattah", "Abdul-Fattah", "Abd el Fattah"])
def test_names_of_abd_are_one_name(spelling: str) -> None:
    assert personal_key(f"{spelling} el-Sisi") == "abdulfattah sisi"


def test_an_assimilated_article_needs_its_hyphen() -> None:
    assert personal_key("Ahmed ash-Sharaa") == "ahmed sharaa"
    assert [word.key for word in split("such as Sharaa")] == ["such", "as", "sharaa"]


def test_what_ends_a_sentence_ends_a_name() -> None:
    ties = {word.text: word.tie for word in split("They flew to South. Africa was next; St. Lucia, too.")}
    assert ties["Africa"] == ""
    assert ties["Lucia"] == " "
    assert ties["too"] == ", "


def test_a_possessive_belongs_to_no_word() -> None:
    words = split("Türkiye’s stance, the Houthis' reply, THE UN'S view and Sana'a's")
    assert [word.text for word in words] == [
        *("Türkiye", "stance", "the", "Houthis", "reply", "THE", "UN", "view", "and", "Sana'a"),
    ]


def test_initials_are_one_word_however_they_are_spaced() -> None:
    assert {name_key(form) for form in ("J. D. Vance", "J.D. Vance", "JD Vance")} == {"jd vance"}


@given(st.text())
def test_words_stand_where_they_say(text: str) -> None:
    end = 0
    for word in split(text):
        assert end <= word.start < word.end
        assert text[word.start : word.end] == word.text
        end = word.end
