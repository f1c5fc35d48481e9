"""`dragoman actors`: the gazetteer's entries, and the user's own beside them."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli import wiring
from dragoman.cli.guard import complain
from dragoman.cli.options import day

app = typer.Typer(help="Look up actors, and keep your own beside ours.", no_args_is_help=True, rich_markup_mode=None)

Target = Annotated[
    Path | None, typer.Option("--to", metavar="FILE", help="Overlay to write; else DRAGOMAN_ACTORS or the one here.")
]


@app.callback()
def options() -> None:
    """Look up actors, and keep your own beside ours."""


@app.command("show", no_args_is_help=True)
def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="An entity's id: PAK, Q458, dragoman:hamas.")],
    on: Annotated[date | None, typer.Option("--on", metavar="DAY", parser=day, help="Standing on this day.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
) -> None:
    """Print what is known of an entity: names, offices with their dates, and the sources."""
    found = wiring.describe_actor(id, on=on)
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    # Rich is imported only where something is laid out.
    from dragoman.cli.actor_pages import show_actor
    from dragoman.cli.render import console_for

    show_actor(found, console_for(sys.stdout))


@app.command("add", no_args_is_help=True)
def add(
    file: Annotated[
        Path, typer.Option("--file", exists=True, dir_okay=False, metavar="FILE", help="Your actors, as a TSV.")
    ],
    to: Target = None,
) -> None:
    """Check your own actors and add them to the overlay, which goes before our tables."""
    path, count, conflicts = wiring.add_actors(file, to)
    for conflict in conflicts:
        complain(conflict)
    typer.echo(f"{count} rows in {path}; {len(conflicts)} go before an entry of ours")


@app.command("refresh")
def refresh(to: Target = None) -> None:
    """Fetch today's office holders from Wikidata and add them to the overlay. The only verb that asks a service."""
    path, count, conflicts = wiring.refresh_actors(to)
    typer.echo(f"{count} rows in {path}; {len(conflicts)} go before an entry of ours")
