"""`dragoman evidence`: the words that an event rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import wiring
from dragoman.cli.ledger_options import AsJson, AsOf, LedgerAddress, answer, no_such_event

if TYPE_CHECKING:
    from rich.console import Console


def run(
    id: Annotated[str, typer.Argument(metavar="ID", help="An event's id, or its beginning, as `timeline` shows it.")],
    as_of: AsOf = None,
    ledger: LedgerAddress = None,
    as_json: AsJson = False,
) -> None:
    """Print the passages that an event rests on, in every report that tells it, with what stands around them."""
    from dragoman.views.evidence import evidence

    with wiring.open_ledger(ledger) as book:
        found = evidence(book, id, as_of=as_of)
    if found is None:
        raise no_such_event(id)

    def show(console: Console) -> None:
        from dragoman.cli.evidence_table import show_grounds

        show_grounds(found, console)

    answer(found, as_json, show)
