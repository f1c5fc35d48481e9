"""`dragoman positions`: where somebody stands, what changed, and what they were expected to say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import wiring
from dragoman.cli.ledger_options import AsJson, LedgerAddress, Offset, answer, filtered, warn_of_unknown

if TYPE_CHECKING:
    from rich.console import Console

    from dragoman.views import Filter


@filtered
def run(
    wanted: Filter,
    on: Annotated[str, typer.Option(metavar="WORDS", help="The issue: words that stand in the passage.")] = "",
    expected: Annotated[bool, typer.Option("--expected", help="Only what was announced.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=1_000, metavar="N", help="How many of each at most.")] = 10,
    offset: Offset = 0,
    ledger: LedgerAddress = None,
    as_json: AsJson = False,
) -> None:
    """Print positions by holder and issue, what is new in each, and announced words with what was then said."""
    from dragoman.views.board_json import lines_values
    from dragoman.views.expectations import expectations
    from dragoman.views.positions import positions

    with wiring.open_ledger(ledger) as book:
        lines = None if expected else positions(book, wanted, on=on, limit=limit, offset=offset)
        awaited = expectations(book, wanted, on=on, limit=limit, offset=offset)
    if not awaited.total and not (lines and lines.matching):
        warn_of_unknown(wanted)

    def show(console: Console) -> None:
        from dragoman.cli.position_lines import show_expectations, show_lines

        if lines is not None:
            show_lines(lines, console)
        show_expectations(awaited, console)

    answer(lines_values(lines, awaited), as_json, show)
