"""`dragoman timeline`: what happened, day by day."""

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
    oldest_first: Annotated[bool, typer.Option("--oldest-first", help="Begin with the earliest.")] = False,
    limit: Limit = 50,
    offset: Offset = 0,
    ledger: LedgerAddress = None,
    as_json: AsJson = False,
) -> None:
    """Print what happened, the latest first: each event once, however many reports tell it."""
    from dragoman.views.timeline import timeline

    with wiring.open_ledger(ledger) as book:
        page = timeline(book, wanted, limit=limit, offset=offset, oldest_first=oldest_first)
    if not page.total:
        warn_of_unknown(wanted)

    def show(console: Console) -> None:
        from dragoman.cli.occurrence_table import show_page

        show_page(page, console)

    answer(page, as_json, show)
