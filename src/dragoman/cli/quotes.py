"""`dragoman quotes`: what reports quote people as saying."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from dragoman.cli import wiring
from dragoman.cli.guard import FAILED, complain
from dragoman.cli.options import Model, Paths, PublishedOn, present


def run(
    paths: Paths,
    by: Annotated[
        str | None, typer.Option(metavar="ENTITY", help="Only what they say: a name, an id, a country's id (TUR).")
    ] = None,
    about: Annotated[
        str | None, typer.Option(metavar="ENTITY", help="Only words that name them: a name, an id, a country's id.")
    ] = None,
    published_on: PublishedOn = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object a quotation, one a line.")] = False,
    model: Model = None,
) -> None:
    """Print quotations: the exact words, who said them in which office, to whom and where."""
    reports = wiring.open_sources(present(paths), fields=[], published_on=published_on, media_type=None)
    found, failed = wiring.find_quotes(reports, by=by, about=about, model=model)
    if as_json:
        for value in wiring.quotes_as_json(found):
            typer.echo(json.dumps(value, ensure_ascii=False))
    else:
        # Rich is imported only where something is laid out.
        from dragoman.cli.quote_table import show_quotes
        from dragoman.cli.render import console_for

        show_quotes(found, console_for(sys.stdout))
    for name, reason in failed:
        complain(f"{name}: {reason}")
    if failed:
        raise typer.Exit(FAILED)
