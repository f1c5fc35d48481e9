"""Quotations laid out: who and in which office on the left, the words with their circumstances on the right."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from dragoman.cli.render import put
from dragoman.cli.words import ELLIPSIS, name, names, number, place, printable
from dragoman.model.entity import Party
from dragoman.model.quote import Quote
from dragoman.model.report import Document

_LEFT = 30


def show_quotes(found: Sequence[tuple[Document, Quote]], console: Console) -> None:
    """Write the quotations, under the title of each report."""
    at: str | None = None
    for document, quote in found:
        if document.id != at:
            at = document.id
            day = f" · {document.published_on}" if document.published_on else ""
            put(console, Text(f"{printable(document.title or document.name).strip()}{day}", style="bold"))
        put(console, _entry(quote))
        put(console, Text())
    put(console, Text(number(len(found), "quotation"), style="bold"))


def _entry(quote: Quote) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=_LEFT)
    grid.add_column()
    grid.add_row(_speaker(quote), Group(_words(quote), *_circumstances(quote)))
    return grid


def _speaker(quote: Quote) -> Group:
    known = [Text(line) for party in quote.speaker for line in _with_office(party)]
    named = printable(quote.named.quote).strip() if quote.named else "nobody named"
    return Group(*(known or [Text(named)]), Text(quote.kind, style="dim"))


def _with_office(party: Party) -> list[str]:
    posts = ", ".join(post.replace("_", " ") for post in party.entity.posts)
    return [name(party), *([posts] if posts else [])]


def _words(quote: Quote) -> Text:
    return Text(f"“{f' {ELLIPSIS} '.join(printable(piece.quote).strip() for piece in quote.words)}”")


def _circumstances(quote: Quote) -> list[Text]:
    facts = {
        "via": names(quote.via),
        "to": printable(quote.audience.quote) if quote.audience else "",
        "where": printable(quote.venue.quote) if quote.venue else "",
        "place": place(quote.where) if quote.where.name else "",
        "about": ", ".join(entity.name for entity in quote.about),
    }
    return [Text.assemble((f"{fact}: ", "dim"), words) for fact, words in facts.items() if words]
