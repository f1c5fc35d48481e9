"""`dragoman brief`: what somebody should know who meets a counterpart."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import wiring
from dragoman.cli.ledger_options import AsJson, LedgerAddress, answer, filtered
from dragoman.cli.options import day
from dragoman.cli.output import Destination

if TYPE_CHECKING:
    from dragoman.views import Filter


@filtered
def run(
    wanted: Filter,
    about: Annotated[str, typer.Argument(metavar="PARTY", help="The counterpart: TUR, Türkiye, Fidan, Q458.")],
    reader: Annotated[str, typer.Option("--for", metavar="PARTY", help="Whom the brief is for: PAK.")],
    today: Annotated[
        date | None, typer.Option("--on", metavar="DAY", parser=day, help="The day it is for; today.")
    ] = None,
    entries: Annotated[int, typer.Option("--limit", min=1, max=100, metavar="N", help="Entries a section.")] = 8,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write to a file.")] = None,
    ledger: LedgerAddress = None,
    as_json: AsJson = False,
) -> None:
    """Write a brief in Markdown: touchpoints, open commitments both ways, positions, their words, with footnotes."""
    from dragoman.views.brief import brief
    from dragoman.views.brief_markdown import markdown

    today = today or wanted.as_of or datetime.now(UTC).date()
    with wiring.open_ledger(ledger) as book:
        found = brief(book, about, reader=reader, today=today, wanted=wanted, entries=entries)
    if as_json:
        answer(found, as_json, lambda console: None)
        return
    with Destination("markdown", out).open() as file:
        file.write(markdown(found))
