"""`dragoman actor`: who somebody is, and what the ledger has of them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import wiring
from dragoman.cli.ledger_options import AsJson, LedgerAddress, answer, filtered
from dragoman.cli.options import day

if TYPE_CHECKING:
    from rich.console import Console

    from dragoman.views import Filter


@filtered
def run(
    wanted: Filter,
    id: Annotated[str, typer.Argument(metavar="ID", help="Who: PAK, Q458, dragoman:hamas, or a name.")],
    on: Annotated[
        date | None, typer.Option("--on", metavar="DAY", parser=day, help="The day of the offices; today.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=0, metavar="N", help="Latest events listed.")] = 10,
    ledger: LedgerAddress = None,
    as_json: AsJson = False,
) -> None:
    """Print who somebody is, with whom they deal, and the latest that is told of them."""
    from dragoman.views.actor import actor

    on = on or wanted.until or datetime.now(UTC).date()
    with wiring.open_ledger(ledger) as book:
        found = actor(book, id, wanted, on=on, recent=limit)

    def show(console: Console) -> None:
        from dragoman.cli.actor_table import show_actor

        show_actor(found, console)

    answer(found, as_json, show)
