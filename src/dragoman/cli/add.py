"""`dragoman add`: code reports and keep what they record."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli import wiring
from dragoman.cli.guard import FAILED, STOPPED, complain
from dragoman.cli.options import PublishedOn, present
from dragoman.cli.options import media_type as as_media_type
from dragoman.cli.progress import progress
from dragoman.cli.take import Take
from dragoman.model.report import MediaType


def run(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Reports: files, folders, addresses, or - for standard input.")
    ],
    ledger: Annotated[
        str | None,
        typer.Option(
            "--ledger", metavar="FILE|URL", help="Where to keep them. Default: DRAGOMAN_LEDGER, else ./dragoman.db"
        ),
    ] = None,
    published_on: PublishedOn = None,
    field: Annotated[
        list[str] | None,
        typer.Option(metavar="text=body", help="Which field of JSON or CSV holds what; may be given several times."),
    ] = None,
    media_type: Annotated[
        MediaType | None,
        typer.Option(
            "--type", metavar="txt|md|html", parser=as_media_type, help="What the reports are, whatever their ending."
        ),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="How many processes code; one a core.")
    ] = None,
    model: Annotated[
        str | None, typer.Option(metavar="NAME", help="Language model to use instead of the default.")
    ] = None,
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
