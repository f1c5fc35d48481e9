"""`dragoman codebook`: what a code means."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dragoman.cli.guard import FAILED, MISUSED, complain
from dragoman.errors import CodebookError


def run(
    code: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="CODE", help="Any code: REQUEST, request yield, 1056, military, future, GOV. None: a list."
        ),
    ] = None,
    search: Annotated[
        str | None, typer.Option("--search", "-s", metavar="WORDS", help="Entries with all of these words.")
    ] = None,
) -> None:
    """Look up a code, search the codebook, or list its types and contexts.

    Definitions, examples, what a type is not, scores, and the codes below.
    """
    # The codebook's tables and Rich are loaded here, so that help answers at once.
    from dragoman.cli.entries import show_entry, show_list
    from dragoman.cli.render import console_for
    from dragoman.codebook import entries

    if code and search:
        raise typer.BadParameter("give a code or --search, not both")
    console = console_for(sys.stdout)
    if code:
        try:
            show_entry(entries.entry(" ".join(code)), console)
        except CodebookError as error:
            complain(str(error))
            raise typer.Exit(MISUSED) from error
        return
    found = [one for one in entries.entries() if one.kind in {"type", "context"}]
    if search is not None:
        found = list(entries.search(search))
        if not found:
            complain(f"no entry has all of the words {search!r} in its title or definition")
            raise typer.Exit(FAILED)
    show_list(found, console)
