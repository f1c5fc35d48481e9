"""`dragoman search`: passages by their words, and the events in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import wiring
from dragoman.cli.ledger_options import AsJson, LedgerAddress, Limit, Offset, answer, filtered, warn_of_unknown

if TYPE_CHECKING:
    from rich.console import Console

    from dragoman.views import Filter


@filtered
def run(
    wanted: Filter,
    query: Annotated[
        str, typer.Argument(metavar="WORDS", help='Words that a passage holds; "side by side" in quotation marks.')
    ],
    limit: Limit = 20,
    offset: Offset = 0,
    ledger: LedgerAddress = None,
    as_json: AsJson = False,
) -> None:
    """Print the passages that hold all these words, the best first, and the events that they tell.

    --since and --until are days of publication; with any other filter a passage has to tell such an event.
    """
    from dragoman.views.search import search

    with wiring.open_ledger(ledger) as book:
        page = search(book, query, wanted, limit=limit, offset=offset)
    if not page.total:
        warn_of_unknown(wanted)

    def show(console: Console) -> None:
        from dragoman.cli.hit_table import show_hits

        show_hits(page, console)

    answer(page, as_json, show)
