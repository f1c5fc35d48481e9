"""Passages found by their words laid out: the report's head, the passage with the words set off, the events in it."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from dragoman.cli.occurrence_table import heading, page_line, short_id
from dragoman.cli.render import is_plain, put
from dragoman.cli.words import printable
from dragoman.model.evidence import Span
from dragoman.model.report import DocumentHeader
from dragoman.views.pages import Page
from dragoman.views.search import Hit


def show_hits(page: Page[Hit], console: Console) -> None:
    """Write the passages of a page, and below them how many there are."""
    for hit in page.items:
        put(console, Text(headline(hit.document), style="bold"))
        put(console, Padding(marked(hit.text, hit.marks, plain=is_plain(console)), (0, 0, 0, 2)))
        for one in hit.occurrences:
            put(console, Padding(heading(one).append(f"  {short_id(one)}", style="not bold dim"), (0, 0, 0, 4)))
        put(console, Text())
    put(console, Text(page_line(page, "passage"), style="bold"))


def headline(document: DocumentHeader) -> str:
    """A report's title, who published it and when."""
    facts = (document.title or "Untitled report", document.publisher, document.published_on)
    return " · ".join(printable(str(fact)).strip() for fact in facts if fact)


def marked(text: str, marks: Iterable[Span], *, plain: bool) -> Text:
    """A passage with some of its words set off: by weight, or between « and » in plain text."""
    shown, at = Text(), 0
    for mark in marks:
        shown.append(printable(text[at : mark.start]))
        words = printable(text[mark.start : mark.end])
        shown.append(f"«{words}»" if plain else words, style="bold underline")
        at = mark.end
    return shown.append(printable(text[at:]))
