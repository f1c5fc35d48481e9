"""`dragoman eval merges`: how right several reports of one event become one occurrence, against families of reports."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import wiring
from dragoman.cli.guard import FAILED, complain
from dragoman.cli.options import Model

if TYPE_CHECKING:
    from dragoman.evaluation.folders import Tally
    from dragoman.evaluation.merges import MergesScore


def merges(
    folder: Annotated[
        Path,
        typer.Argument(exists=True, file_okay=False, metavar="DIR", help="Families of reports: NAME.yaml each."),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
    floor: Annotated[
        float | None, typer.Option(min=0, max=1, metavar="SHARE", help="Fail if F1 of occurrences is below this.")
    ] = None,
    model: Model = None,
) -> None:
    """Score merging: occurrences across reports, near copies, independent sources, conflicts."""
    from dragoman.evaluation.merges import score_merges

    score = score_merges(folder, wiring.make_coder(model).code)
    if as_json:
        typer.echo(json.dumps(score.as_dict(), ensure_ascii=False, indent=1))
    else:
        _show(score)
    if floor is not None and score.occurrences.f1 < floor:
        complain(f"{score.occurrences.f1:.3f}, but the floor is {floor}")
        raise typer.Exit(FAILED)


def register(app: typer.Typer) -> None:
    """Add the verb to `dragoman eval`."""
    app.command("merges", no_args_is_help=True)(merges)


def _show(score: MergesScore) -> None:
    # Rich is imported only where something is laid out.
    from dragoman.cli.render import console_for
    from dragoman.cli.scores import show_figures

    figures = {
        "Tellings coded": str(score.tellings),
        "Occurrences": _rates(score.occurrences),
        "  of all events": _rates(score.all_events),
        "Near copies": _rates(score.near_copies),
        "Independent sources": f"{score.sources} counts right",
        "Conflicts": _rates(score.conflicts),
    }
    title = f"{score.families} families, {score.reports} reports, {score.events} events"
    wrong = [*score.wrong, *(f"not coded: {name}: {reason}" for name, reason in score.failures.items())]
    show_figures(title, figures, wrong, console_for(sys.stdout))


def _rates(tally: Tally) -> str:
    false = tally.coded - tally.justified
    return f"F1 {tally.f1:.3f} (precision {tally.precision:.3f}, recall {tally.recall:.3f}; {false} false)"
