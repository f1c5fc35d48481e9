"""`dragoman dyad`: what two parties do to and with one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import wiring
from dragoman.cli.ledger_options import AsJson, LedgerAddress, answer, filtered, warn_of_unknown

if TYPE_CHECKING:
    from rich.console import Console

    from dragoman.views import Filter


@filtered
def run(
    wanted: Filter,
    a: Annotated[str, typer.Argument(metavar="A", help="One party: PAK, Pakistan, Fidan, Q458.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other.")],
    months: Annotated[int, typer.Option("--months", min=1, metavar="N", help="Months listed, the latest.")] = 12,
    ledger: LedgerAddress = None,
    as_json: AsJson = False,
) -> None:
    """Print what two parties do to one another, month by month: words apart from deeds, with mean scores."""
    from dragoman.views.dyad import dyad

    with wiring.open_ledger(ledger) as book:
        found = dyad(book, a, b, wanted)
    if not any(True for _ in found.months()):
        warn_of_unknown(found.a_to_b.wanted)

    def show(console: Console) -> None:
        from dragoman.cli.dyad_table import show_dyad

        show_dyad(found, console, months=months)

    answer(found, as_json, show)
