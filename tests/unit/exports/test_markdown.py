"""The report in Markdown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.strategies import DOCUMENT, plain_occurrence
from tests.unit.exports.parties import party

from dragoman.exports import occurrences_as
from dragoman.model import DocumentHeader, Occurrence

Make = Callable[..., Occurrence]


def text_of(*found: Occurrence) -> str:
    return "".join(piece for piece in occurrences_as("markdown", found) if isinstance(piece, str))


def test_every_telling_is_quoted_with_its_source(demand: Make) -> None:
    text = text_of(demand())
    assert "## 3 November 2025\n\n### Pakistan → Israel: REQUEST yield\n" in text
    assert text.count("> “Ankara’s envoy said”") == 2
    assert "> — Türkiye, The Gazette, [Envoys talk](<https://example.org/a?b=ü>), 3 November 2025" in text
    assert "Told by 2 reports, 1 independent source" in text


def test_a_day_is_a_heading_once(demand: Make) -> None:
    assert text_of(demand(), demand(quad=4)).count("## 3 November 2025") == 1


def test_an_address_that_is_no_web_address_is_no_link(demand: Make) -> None:
    script = replace(DOCUMENT.header, url="javascript:alert(1)")
    assert "javascript" not in text_of(demand(documents=(script,)))


@given(st.text(alphabet=st.sampled_from("<>[]()*_`#&|~!\\ab/=\"'-+.1 \n")))
def test_words_of_the_news_do_nothing(words: str) -> None:
    name, document = f"x{words}x", DocumentHeader("d" * 64, publisher=words, title=words)
    text = text_of(plain_occurrence(actor=(party("Q1", name, kind="person"),), documents=(document,)))
    html = MarkdownIt("commonmark", {"html": True}).render(text)
    tags = {part.split(">")[0].split(" ")[0] for part in html.split("<")[1:]}
    assert {tag.strip("/") for tag in tags} <= {"h1", "h2", "h3", "p", "ul", "li", "blockquote"}
    assert html.count("<h3>") == 1
