"""`dragoman resolve`: who or what some words mean on a day."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated

import typer

from dragoman.cli import wiring
from dragoman.cli.guard import FAILED, complain
from dragoman.cli.options import Model, day


def run(
    words: Annotated[str, typer.Argument(metavar="WORDS", help='A name or description: "Turkish FM", "the FO".')],
    on: Annotated[
        date | None, typer.Option("--on", metavar="DAY", parser=day, help="The day, such as 2025-11-03.")
    ] = None,
    within: Annotated[
        str | None, typer.Option("--in", metavar="COUNTRY", help="Country whose report it stands in: pakistan, PAK.")
    ] = None,
    model: Model = None,
) -> None:
    """Say who some words mean, with all candidates and the reason, as JSON."""
    answer = wiring.resolve(words, on=on, within=within, model=model)
    typer.echo(json.dumps(answer, ensure_ascii=False, indent=1))
    if not answer["candidates"]:
        complain(f"nobody known by {words!r}")
        raise typer.Exit(FAILED)
