from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.lines import paragraphs

PARAGRAPHS = (
    "The foreign minister said on Tuesday that the two states had settled their dispute over the "
    "strait, and that a joint "
    "commission would meet in spring to draw the line on the charts.",
    (
        "“We have kept our word,” he told reporters after the talks, which were held behind closed doors "
        "in the old customs house."
    ),
    "His counterpart gave no date for the commission, but said that the coastguards of both "
    "countries had been told to hold "
    "their fire until it had met, and that fishermen would be let through with a pass.",
    "Neither side would say who had written the draft that the two ministers signed.",
)


def read_paragraphs(text: str) -> list[str]:
    return [" ".join(text[stretch.start : stretch.end].split()) for stretch in paragraphs(text)]


@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n", "\r\n\r\n", "\n \n\t\n", "\f", "\u2029", "\r"])
def test_one_paragraph_a_line_is_kept_apart(between: str) -> None:
    assert read_paragraphs(between.join(PARAGRAPHS)) == list(PARAGRAPHS)


@pytest.mark.parametrize("width", [40, 60, 72, 80, 100])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_wrapped_lines_make_one_paragraph_between_blank_lines(width: int, newline: str) -> None:
    text = (newline * 2).join(newline.join(textwrap.wrap(paragraph, width)) for paragraph in PARAGRAPHS)
    assert read_paragraphs(text) == list(PARAGRAPHS)


@pytest.mark.parametrize("width", [60, 72, 80])
def test_wrapped_paragraphs_told_only_by_their_indent_are_kept_apart(width: int) -> None:
    text = "\n".join(textwrap.fill(paragraph, width, initial_indent="    ") for paragraph in PARAGRAPHS)
    assert read_paragraphs(text) == list(PARAGRAPHS)


def test_a_short_last_line_ends_a_wrapped_paragraph() -> None:
    text = "\n".join(textwrap.fill(paragraph, 72) for paragraph in PARAGRAPHS)
    assert read_paragraphs(text) == list(PARAGRAPHS)


def test_a_headline_and_a_subhead_do_not_run_into_wrapped_text() -> None:
    wrapped = [textwrap.fill(paragraph, 72) for paragraph in PARAGRAPHS]
    text = "\n".join(["Ministers settle strait dispute", *wrapped[:2], "Guns to fall silent", *wrapped[2:]])
    expected = ["Ministers settle strait dispute", *PARAGRAPHS[:2], "Guns to fall silent", *PARAGRAPHS[2:]]
    assert read_paragraphs(text) == expected


def test_a_byline_and_a_date_do_not_run_into_each_other() -> None:
    lines = ["Ministers settle strait dispute", "By Our Correspondent", "3 November 2025"]
    text = "\n".join([*lines, *(textwrap.fill(paragraph, 72) for paragraph in PARAGRAPHS)])
    assert read_paragraphs(text) == [*lines, *PARAGRAPHS]


def test_a_list_of_headlines_stays_a_list() -> None:
    headlines = [
        "Ministers settle strait dispute after a year of talks",
        "Coastguards told to hold their fire",
        "Fishermen to cross the strait with a pass from spring",
        "Opposition calls the accord a sell-out",
        "Envoys fly home with the charts under seal",
    ]
    assert read_paragraphs("\n".join(headlines)) == headlines


def test_items_of_a_list_are_kept_apart() -> None:
    text = "The ministers agreed:\n- to hold fire\n- to meet in spring\n1. to mark the line\n"
    assert read_paragraphs(text) == [
        "The ministers agreed:",
        "- to hold fire",
        "- to meet in spring",
        "1. to mark the line",
    ]


def test_a_sentence_broken_once_is_put_together() -> None:
    text = "The two ministers are to meet in the old customs house\nbefore the end of the year."
    assert read_paragraphs(text) == [
        "The two ministers are to meet in the old customs house before the end of the year."
    ]


def test_a_line_that_breaks_off_goes_on() -> None:
    text = "The two ministers are to meet in the\nOld Customs House in spring."
    assert read_paragraphs(text) == ["The two ministers are to meet in the Old Customs House in spring."]


def test_a_first_line_that_has_lost_its_indent_is_measured_like_the_others() -> None:
    wrapped = [textwrap.wrap(f"{paragraph} Tunisia was told.", 68) for paragraph in PARAGRAPHS]
    text = "\n".join(" " * 12 + line for lines in wrapped for line in ["", *lines])
    assert read_paragraphs(text.strip()) == [f"{paragraph} Tunisia was told." for paragraph in PARAGRAPHS]


def test_a_long_address_does_not_widen_the_page() -> None:
    lines = textwrap.wrap(PARAGRAPHS[2], 60)
    text = "\n".join([*lines, "https://example.org/" + "a" * 50, *lines, *lines])
    assert read_paragraphs(text)[0] == PARAGRAPHS[2]


def test_a_cable_in_capitals_is_unwrapped() -> None:
    text = "\n\n".join(textwrap.fill(paragraph.upper(), 69) for paragraph in PARAGRAPHS)
    assert read_paragraphs(text) == [paragraph.upper() for paragraph in PARAGRAPHS]


def test_rules_and_stars_belong_to_no_paragraph() -> None:
    assert read_paragraphs("Before it.\n* * *\nAfter it.\n————\n") == ["Before it.", "After it."]


@given(st.text(st.sampled_from("aB. \n\r\t\f\v\x85\u2028\u2029\xa0-“"), max_size=200))
def test_stretches_are_in_order_trimmed_and_hold_every_letter(text: str) -> None:
    at = 0
    covered = 0
    for stretch in paragraphs(text):
        words = text[stretch.start : stretch.end]
        assert at <= stretch.start < stretch.end <= len(text)
        assert words == words.strip()
        assert "\f" not in words
        covered += sum(letter.isalnum() for letter in words)
        at = stretch.end
    assert covered == sum(letter.isalnum() for letter in text)
