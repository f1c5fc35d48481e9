from __future__ import annotations

import pytest

from dragoman.reading.furniture import ends_sentence, is_byline, is_label


@pytest.mark.parametrize(
    "line",
    [
        "By Our Correspondent",
        "By Jane Roe and John Doe",
        "By Jane Roe in Ankara | Diplomatic Correspondent",
        "WASHINGTON (Reuters)",
        "(AFP)",
        "Reuters, AP and AFP",
        "Agencies",
        "Web Desk",
        "(Reporting by Jane Roe in Ankara; Editing by John Doe)",
        "Additional reporting by Jane Roe; Editing by John Doe",
        "With inputs from agencies in Doha".replace("agencies", "Agencies"),
    ],
)
def test_bylines_agencies_and_credits_are_labels(line: str) -> None:
    assert is_label(line)
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "World news",
        "PRESS RELEASE",
        "For immediate release",
        "Home > World > Asia",
        "Advertisement",
        "Read more: Talks resume",
        "5 min read",
        "https://example.org/news?id=1",
    ],
)
def test_section_names_and_the_page_s_own_words_are_labels_but_no_bylines(line: str) -> None:
    assert is_label(line)
    assert not is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "By signing the accord, the two states ended a year of talks.",
        "By Monday the talks had failed",
        "With input from the embassy, the ministry rejected the demand.",
        "Reporting by the commission shows that the truce holds.",
        "Source close to the talks denies it",
        "The statement was read out in Ankara",
        "Ministers meet in Ankara",
        "Live fire was heard across the strait.",
        "x" * 10_000,
    ],
)
def test_a_sentence_that_opens_like_furniture_is_none(line: str) -> None:
    assert not is_label(line)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("It is over.", True),
        ("“It is over.”", True),
        ("He said:", True),
        ("Is it (over?)", True),
        ("It is", False),
        ("", False),
    ],
)
def test_a_sentence_s_end_is_seen_behind_quotation_marks(text: str, ends: bool) -> None:
    assert ends_sentence(text) is ends
