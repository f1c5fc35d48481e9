"""`dragoman add`: code reports and keep what they record."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli import wiring
from dragoman.cli.guard import FAILED, STOPPED, complain
from dragoman.cli.options import Fields, Model, Paths, PublishedOn, TypeOfReports, present
from dragoman.cli.progress import progress
from dragoman.cli.take import Take


def run(
    paths: Paths,
    ledger: Annotated[
        str | None,
        typer.Option(
            "--ledger", metavar="FILE|URL", help="Where to keep them. Default: DRAGOMAN_LEDGER, else ./dragoman.db"
        ),
    ] = None,
    published_on: PublishedOn = None,
    field: Fields = None,
    media_type: TypeOfReports = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="How many processes code; one a core.")
    ] = None,
    model: Model = None,
) -> None:
    """Code reports and keep them in a ledger, where one event counts once however many tell it.

    A report that is there already changes nothing: run the same command again to go on after a stop.
    """
    reports = wiring.open_sources(present(paths), fields=field or [], published_on=published_on, media_type=media_type)
    take = Take()
    with wiring.open_ledger(ledger, to_write=True) as book:
        try:
            with progress(paths, hidden=False) as step:
                for outcome in wiring.keep_reports(book, reports, model=model, processes=jobs):
                    step()
                    take.count(outcome)
        except KeyboardInterrupt:
            complain(f"stopped: {take.summary(book.address)}; run the same command again to go on")
            raise typer.Exit(STOPPED) from None
        typer.echo(take.summary(book.address))
    if take.failed:
        typer.echo(take.failures(), err=True)
        raise typer.Exit(FAILED)
    if not take.total:
        complain(f"there is no report in {', '.join(paths)}")
        raise typer.Exit(FAILED)
