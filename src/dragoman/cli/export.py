"""`dragoman export`: the record in the forms that other programs read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import wiring
from dragoman.cli.ledger_options import LedgerAddress, filtered
from dragoman.cli.options import one_of
from dragoman.cli.output import TABLE, destination, put
from dragoman.exports import FORMATS

if TYPE_CHECKING:
    from dragoman.views import Filter

_CHOICES = tuple(name for name, form in FORMATS.items() if "occurrence" in form.units)


@filtered
def run(
    wanted: Filter,
    form: Annotated[
        str | None,
        typer.Option("--format", "-f", metavar="|".join(_CHOICES), parser=one_of(_CHOICES), help="The form."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="File to write; its ending tells the form.")
    ] = None,
    ledger: LedgerAddress = None,
) -> None:
    """Write the record of a ledger, or what a filter leaves of it, the earliest first."""
    if form is None and out is None:
        raise typer.BadParameter(f"name a form: {', '.join(_CHOICES)}", param_hint="'--format'")
    where = destination(form, out, sources=[])
    if where.form == TABLE or where.form not in _CHOICES:
        raise typer.BadParameter(f"{where.form!r} is none of {', '.join(_CHOICES)}", param_hint="'--format'")
    from dragoman.exports import occurrences_as
    from dragoman.views.pages import each

    with wiring.open_ledger(ledger) as book, where.open() as file:
        for piece in occurrences_as(where.form, each(book, wanted)):
            put(file, piece)
