from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import ReadingError
from dragoman.model import Document, Report
from dragoman.reading import read
from dragoman.reading import reader as reading_reader

STORY = (
    "The foreign ministers of the two coastal states signed an accord on fishing rights on Monday, "
    "ending a year of talks.\n"
    "“We have kept our word,” one of them said; the other didn’t name a date.\n"
)
LINES = st.sampled_from(
    [
        "Coastal states sign accord",
        "By Our Correspondent",
        "2025-11-03",
        "POLITICS",
        "Quotas for Both Fleets",
        "The ministers said that they had signed.",
        "  which was left open until the end of the year, and",
        "“It is over.”",
        "* * *",
        "",
        "\t",
    ]
)
BREAKS = st.sampled_from(["\n", "\r\n", "\n\n", "\r", "\f", "\x85", "\u2028", "\v", " "])


def accepted(report: Report) -> Document | None:
    try:
        return read(report)
    except ReadingError:
        return None


def check_blocks(document: Document) -> None:
    at = 0
    for block in document.blocks:
        words = document.text[block.start : block.end]
        assert at <= block.start
        assert words
        assert words == words.strip()
        at = block.end


@given(st.text(max_size=300))
def test_any_plain_text_that_is_read_is_stored_to_the_code_point(text: str) -> None:
    document = accepted(Report(content=text))
    if document is not None:
        assert document.text == text.removeprefix("\ufeff")
        check_blocks(document)


@given(st.lists(st.tuples(LINES, BREAKS), max_size=30).map(lambda pairs: "".join(map("".join, pairs))))
def test_any_report_keeps_its_text_and_loses_no_word(text: str) -> None:
    document = accepted(Report(content=text))
    if document is not None:
        assert document.text == text
        check_blocks(document)
        inside = "".join(text[block.start : block.end] for block in document.blocks)
        assert [letter for letter in inside if letter.isalnum()] == [letter for letter in text if letter.isalnum()]


@given(st.lists(st.tuples(LINES, BREAKS), min_size=1, max_size=12), st.sampled_from(["text/markdown", "text/html"]))
def test_any_rendered_report_is_its_blocks(pairs: list[tuple[str, str]], media_type: str) -> None:
    document = accepted(Report(content="".join(map("".join, pairs)), media_type=media_type))  # type: ignore[arg-type]
    if document is not None:
        check_blocks(document)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_bytes_of_any_encoding_give_the_same_document(encoding: str) -> None:
    assert read(Report(STORY.encode(encoding))) == read(Report(STORY))


def test_latin_1_gives_the_same_document() -> None:
    text = STORY.replace("“", "«").replace("”", "»").replace("’", "'") + "The minister of Türkiye was in São Tomé.\n"
    assert read(Report(text.encode("latin-1"))) == read(Report(text))


def test_offsets_point_into_the_user_s_file_behind_its_byte_order_mark() -> None:
    text = "\r\n \t" + STORY.replace("\n", "\r\n")
    document = read(Report(b"\xef\xbb\xbf" + text.encode()))
    assert document.text == text
    assert document.evidence(document.blocks[0].start, document.blocks[0].end).quote == STORY.split("\n")[0]


def test_what_the_report_says_goes_before_what_its_text_says() -> None:
    text = f"Coastal states sign accord\n3 November 2025\n{STORY}"
    assert (read(Report(text)).title, read(Report(text)).published_on) == (
        "Coastal states sign accord",
        date(2025, 11, 3),
    )
    said = read(
        Report(
            text,
            title="Accord",
            published_on=date(2025, 11, 4),
            url="https://a.example/",
            publisher="Courier",
            name="a:1",
        )
    )
    assert (said.title, said.published_on, said.url, said.publisher, said.name) == (
        "Accord",
        date(2025, 11, 4),
        "https://a.example/",
        "Courier",
        "a:1",
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        ("", "is empty"),
        (" \n\t\u3000\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        ("12:30 * * * 14:00", "has no words"),
        (b"%PDF-1.7", "looks like a PDF, not text"),
        ("a\0b", "zero characters"),
        ("half \ud83d of it", "lone surrogate"),
        (
            "Les deux ministres ont dit que la commission se réunirait avant la fin de l'année dans la capitale.",
            r"French \(fr\)",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_name_and_reason(content: str | bytes, reason: str) -> None:
    with pytest.raises(ReadingError, match=reason) as caught:
        read(Report(content, name="bad.txt"))
    assert caught.value.name == "bad.txt"


def test_a_report_its_source_calls_french_is_refused() -> None:
    with pytest.raises(ReadingError, match=r"is in French \(fr\), as its source says"):
        read(Report(STORY, language="fr"))
    assert read(Report(STORY, language="en-GB")).text == STORY


def test_only_a_text_beyond_the_limit_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_reader, "MAX_CHARACTERS", len(STORY))
    assert read(Report(STORY)).text == STORY
    with pytest.raises(ReadingError, match=r"is longer than \d+ characters"):
        read(Report(STORY + " "))


def test_the_same_report_has_the_same_id() -> None:
    assert read(Report(STORY)).id == read(Report(STORY.encode())).id != read(Report(STORY + "\n")).id
