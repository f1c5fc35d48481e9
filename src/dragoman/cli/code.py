"""`dragoman code`: code reports."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli import run as coding_run
from dragoman.cli import wiring
from dragoman.cli.options import Fields, Model, Paths, PublishedOn, TypeOfReports, one_of, present
from dragoman.cli.output import CHOICES, destination
from dragoman.cli.progress import progress


def run(
    paths: Paths,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="|".join(CHOICES),
            parser=one_of(CHOICES),
            help="How to write: a table to read, an event a line (jsonl), one object (json), or a form for other "
            "programs. Without it: as the ending of --out tells, else a table.",
        ),
    ] = None,
    published_on: PublishedOn = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write to a file, whole or not at all.")
    ] = None,
    field: Fields = None,
    media_type: TypeOfReports = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say how sure each event is, and why it was coded.")
    ] = False,
    model: Model = None,
) -> None:
    """Code reports: who did what to whom, on whose word.

    Each event tells when and where, and shows the words that it rests on.
    """
    goal = destination(form, out, sources=paths)
    reports = wiring.open_sources(present(paths), fields=field or [], published_on=published_on, media_type=media_type)
    tally = coding_run.Tally()
    try:
        with progress(paths, hidden=goal.on_screen) as step:
            records = tally.records(wiring.make_coder(model), reports, step)
            coding_run.write(records, tally, goal, explain=explain)
    except KeyboardInterrupt:
        coding_run.stop(tally, goal)
    coding_run.finish(tally, sources=paths)
