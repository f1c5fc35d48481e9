"""Reading, the first step of the walk: a Report becomes a Document, one text whose offsets never change, in blocks."""

from __future__ import annotations

import re

from dragoman.errors import ReadingError
from dragoman.model.report import Document, Report
from dragoman.reading.encoding import MAX_CHARACTERS, decode
from dragoman.reading.english import require_english
from dragoman.reading.formats import renderer
from dragoman.reading.segments import segment

_LETTER = re.compile(r"[^\W\d_]")
_HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")


def read(report: Report) -> Document:
    """Decode a report, render it, check that dragoman can code it, and tell its blocks apart.

    Plain text is stored to the code point, but for a byte order mark at its start: offsets point into the user's own
    file. HTML and Markdown are stored as rendered. What the report says of itself (title, date, …) goes before what the
    text says.

    Raises:
        ReadingError: It is empty, no text, damaged, too long, without words or an article, or not in English.
    """
    name = report.name
    text = _decoded(report)
    _require_text(text, name)
    rendered = renderer(report.media_type)(text, name=name)
    if not _LETTER.search(rendered.text):
        raise ReadingError(name, "has no words in it")
    require_english(rendered.text, name=name, declared=report.language)
    title = _said(report.title) or rendered.title
    segments = segment(rendered.text, rendered.stretches, title=title)
    return Document(
        text=rendered.text,
        blocks=segments.blocks,
        name=name,
        title=title or segments.headline,
        url=_said(report.url) or rendered.url,
        publisher=_said(report.publisher) or rendered.publisher,
        published_on=report.published_on or rendered.published_on or segments.published_on,
    )


def _decoded(report: Report) -> str:
    """The report's text as it arrived, without a byte order mark."""
    if isinstance(report.content, str):
        return report.content.removeprefix("\ufeff")
    return decode(report.content, name=report.name, markup=report.media_type == "text/html").removeprefix("\ufeff")


def _require_text(text: str, name: str) -> None:
    """Refuse what is no text that can be worked on."""
    if not text or text.isspace():
        raise ReadingError(name, "is empty")
    if len(text) > MAX_CHARACTERS:
        raise ReadingError(name, f"is longer than {MAX_CHARACTERS:,} characters; split it, or turn it into JSON lines")
    if "\0" in text:
        raise ReadingError(name, "looks like binary data, not text: it holds zero characters")
    if _HALF_CHARACTER.search(text):
        raise ReadingError(name, "holds half of a character (a lone surrogate); it was damaged where it was written")


def _said(words: str | None) -> str | None:
    """Metadata that says something."""
    return words.strip() or None if words else None
