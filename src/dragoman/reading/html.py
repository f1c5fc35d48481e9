"""HTML: the article of a web page, stored as rendered text, headline and paragraphs joined by blank lines.

Menus, comments, tables and images are left out. trafilatura finds the article (Barbaresi 2021, "Trafilatura: A Web
Scraping Library and Command-Line Tool for Text Discovery and Extraction"); it is imported only here, and this file only
for HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import trafilatura

from dragoman.errors import ReadingError
from dragoman.model.report import BlockKind
from dragoman.reading.furniture import ends_sentence
from dragoman.reading.rendered import Rendered, joined

Part = tuple[str, BlockKind | None]

SHORTEST_SENTENCE_WORDS = 4
"""A page with no sentence of so many words has no article: only a menu, or a script that would have fetched one."""

# Fixed, so that the same page has the same date whenever it is read; the search through the page's own text is off
# because it finds the dates of other reports.
_DATES = {"original_date": True, "extensive_search": False, "min_date": "1900-01-01", "max_date": "2100-01-01"}
_DOCUMENT = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\f]+")
_RUN_ON = re.compile(r"\n(?=[a-z])")
_CONTAINERS = frozenset({"body", "div", "quote", "list", "item"})
_DROPPED = frozenset({"code", "graphic", "table", "comments"})
_WEB = ("http://", "https://")


def render(text: str, *, name: str) -> Rendered:
    """The article of a page or of a fragment of HTML.

    Raises:
        ReadingError: There is no article in it.
    """
    whole = _DOCUMENT.search(text) is not None
    page = text if whole else f"<html><body><article>{text}</article></body></html>"
    found = _extract(page, name, keep_links=not whole)  # without its links a fragment's text falls apart
    parts = list(_parts(found.body)) if found is not None and found.body is not None else []
    if not any(ends_sentence(part) and len(part.split()) >= SHORTEST_SENTENCE_WORDS for part, _ in parts):
        raise ReadingError(name, "holds no article in its HTML; save the article's text and read that")
    title = " ".join((found.title or "").split()) or None
    rendered, stretches = joined(_headed(title, parts))
    return Rendered(
        text=rendered,
        stretches=stretches,
        title=title,
        url=found.url if (found.url or "").startswith(_WEB) else None,
        publisher=found.sitename or None,
        published_on=date.fromisoformat(found.date) if found.date else None,
    )


def _extract(page: str, name: str, *, keep_links: bool) -> Any:  # a document with title, date, url, sitename, body
    """What trafilatura finds; None where it finds nothing."""
    try:
        return trafilatura.bare_extraction(
            page,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            include_links=keep_links,
            date_extraction_params=dict(_DATES),
        )
    except Exception as error:  # a page can trip the parser in ways that it doesn't name, and must not stop the run
        raise ReadingError(name, f"holds HTML that can't be read ({type(error).__name__}: {error})") from error


def _headed(title: str | None, parts: list[Part]) -> Iterator[Part]:
    """The parts under their headline, which stands once."""
    if title:
        yield title, "headline"
    for at, (text, kind) in enumerate(parts):
        if at or " ".join(text.split()) != title:
            yield text, kind


def _parts(element: Any, kind: BlockKind | None = None) -> Iterator[Part]:  # an lxml element of trafilatura's body
    """The headings, paragraphs and list items under an element."""
    inner: BlockKind | None = "paragraph" if element.tag in ("quote", "list") else kind
    yield from _lines(element.text or "", inner)
    for child in element:
        if child.tag in _CONTAINERS:
            yield from _parts(child, inner)
        elif child.tag not in _DROPPED:
            yield from _lines(_text(child), "subhead" if child.tag == "head" else inner)
        yield from _lines(child.tail or "", inner)


def _lines(text: str, kind: BlockKind | None) -> Iterator[Part]:
    """A paragraph, or several where only line breaks part them; a break within a sentence parts nothing."""
    for line in _RUN_ON.sub(" ", text).split("\n"):
        if line.strip():
            yield _SPACE.sub(" ", line), kind


def _text(element: Any) -> str:
    """The words of a paragraph or heading; a line break of the page is a line feed."""
    words = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            words.append("\n")
        elif child.tag not in _DROPPED:
            words.append(_text(child))
        words.append(child.tail or "")
    return "".join(words)
