"""`dragoman eval`: how right the coder is, against what readers noted by hand."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import evaluate_links, evaluate_merges, wiring
from dragoman.cli.guard import FAILED, complain
from dragoman.cli.options import Model, day

if TYPE_CHECKING:
    from dragoman.evaluation.events import EventScore
    from dragoman.evaluation.folders import FolderScore
    from dragoman.evaluation.reports import ReportsScore

app = typer.Typer(
    help="Score what is coded against what readers noted by hand.", no_args_is_help=True, rich_markup_mode=None
)

SEED_REPORT = "report.txt"
"""The report that a gold file annotates, where no other is named: the one beside it."""


@app.callback()
def options() -> None:
    """Score what is coded against what readers noted by hand."""


evaluate_links.register(app)
evaluate_merges.register(app)


@app.command("events", no_args_is_help=True)
def events(
    gold: Annotated[
        Path,
        typer.Argument(
            exists=True,
            metavar="GOLD",
            help="A gold file (YAML), or a folder of NAME.txt with NAME.yaml, or of ID.txt with ID.json.",
        ),
    ],
    report: Annotated[
        Path | None,
        typer.Option(
            exists=True, dir_okay=False, metavar="REPORT", help="The report; else report.txt beside the gold."
        ),
    ] = None,
    published_on: Annotated[
        date | None, typer.Option("--date", "-d", metavar="DAY", parser=day, help="Day of publication of the report.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
    floor_found: Annotated[
        int | None, typer.Option(min=0, metavar="N", help="Fail if fewer of the events that must be found are found.")
    ] = None,
    model: Model = None,
) -> None:
    """Score events: found, justified, exact, and entry by entry what differs.

    A folder of annotated reports (YAML) is scored as one: precision, recall and F1 of types, parties and facets.
    """
    if gold.is_dir() and report is not None:
        raise typer.BadParameter("a folder holds its reports; leave --report out", param_hint="'--report'")
    score = _score_folder(gold, model) if gold.is_dir() else _score_file(gold, report, published_on, model)
    _show(score, as_json=as_json)
    if floor_found is not None and score.found.right < floor_found:
        complain(f"{score.found} found, but the floor is {floor_found}")
        raise typer.Exit(FAILED)


def _score_file(gold: Path, report: Path | None, published_on: date | None, model: str | None) -> EventScore:
    from dragoman.evaluation.events import score_events
    from dragoman.evaluation.gold import read_gold
    from dragoman.model.report import Report

    path = report or gold.with_name(SEED_REPORT)
    if not path.is_file():
        raise typer.BadParameter(f"there is no {str(path)!r}; name the report that the gold file annotates")
    entries = read_gold(gold)
    found = Report(content=path.read_bytes(), name=str(path), published_on=published_on)
    return score_events(wiring.make_coder(model).code(found), entries)


def _score_folder(folder: Path, model: str | None) -> ReportsScore | FolderScore:
    from dragoman.evaluation.folders import score_folder
    from dragoman.evaluation.reports import score_reports

    score = score_folder if any(folder.glob("*.yaml")) else score_reports
    return score(folder, wiring.make_coder(model).code)


def _show(score: EventScore | ReportsScore | FolderScore, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(score.as_dict(), ensure_ascii=False, indent=1))
        return
    # Rich is imported only where something is laid out.
    from dragoman.cli.render import console_for
    from dragoman.cli.scores import show_events, show_folder, show_reports
    from dragoman.evaluation.events import EventScore
    from dragoman.evaluation.reports import ReportsScore

    console = console_for(sys.stdout)
    if isinstance(score, EventScore):
        show_events(score, console)
    elif isinstance(score, ReportsScore):
        show_reports(score, console)
    else:
        show_folder(score, console)
