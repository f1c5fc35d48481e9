"""`dragoman eval places|dates|actors|relations|triples|attribution`: how right single steps are, on files of cases."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli import wiring
from dragoman.cli.guard import FAILED, complain
from dragoman.cli.options import Model

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, metavar="FILE", help="The file of cases.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print everything as JSON.")]
Floor = Annotated[float | None, typer.Option(min=0, max=1, metavar="SHARE", help="Fail below this.")]
COLUMNS = ("source", "cue", "content")


def places(file: File, as_json: AsJson = False, floor: Floor = None, model: Model = None) -> None:
    """Score place names: found, and located within 161 km (XML form of TR-News)."""
    from dragoman.evaluation.places import score_places

    scores = score_places(file, wiring.make_locator(model))
    exact = scores.exact
    figures = {
        "Recognised": f"F1 {exact.f1:.3f} (precision {exact.precision:.3f}, recall {exact.recall:.3f})",
        "Overlapping": f"F1 {scores.overlap.f1:.3f}",
        "Within 161 km": f"{scores.within_161_km:.3f} of {scores.located} recognised with coordinates",
        "Median error": f"{scores.median_error_km:.2f} km"
        if scores.median_error_km is not None
        else "no place located",
        "Same GeoNames id": f"{scores.same_geonames_id:.3f}",
    }
    _show(f"{scores.articles} articles, {scores.gold} toponyms", figures, (), scores.to_json(), as_json=as_json)
    _hold(scores.exact.f1, floor)


def dates(file: File, as_json: AsJson = False, floor: Floor = None) -> None:
    """Score time expressions: the days that they mean, how finely, and on what they rest."""
    from dragoman.evaluation.dates import score_dates

    scores = score_dates(file)
    figures = {
        "Right": f"{scores.right} of {scores.cases}",
        "Found": f"{scores.found} of {scores.dated}",
        "Days": f"{scores.days} of {scores.dated}",
        "Precision": f"{scores.precision} of {scores.dated}",
        "Basis": f"{scores.basis} of {scores.dated}",
        "Left alone": f"{scores.clean} of {scores.undated} sentences without a date",
    }
    misses = [
        f"{one.line}: {one.expression or one.sentence!r}: expected {one.expected}, got {one.got}"
        for one in scores.misses
    ]
    _show(f"{scores.cases} cases", figures, misses, scores.to_json(), as_json=as_json)
    _hold(scores.right / scores.cases if scores.cases else 0.0, floor)


def actors(file: File, as_json: AsJson = False, floor: Floor = None, model: Model = None) -> None:
    """Score entity links: who a mention stands for on a date, with post, country and sector."""
    from dragoman.evaluation.actors import score_actors

    scores = score_actors(file, wiring.make_linker(model))
    figures = {"Right": f"{scores.right} of {scores.cases} ({scores.accuracy:.3f})"}
    figures |= {f"  {kind}": f"{right} of {count}" for kind, (right, count) in scores.by_kind.items()}
    misses = [
        f"{one.line}: {one.mention!r} in {one.text!r}: expected {one.expected}; got {one.got}" for one in scores.misses
    ]
    _show(f"{scores.cases} cases", figures, misses, scores.to_json(), as_json=as_json)
    _hold(scores.accuracy, floor)


def relations(
    file: File,
    predictions: Annotated[
        Path | None, typer.Option(metavar="OUT", help="Write id, gold and prediction of each sentence here (TSV).")
    ] = None,
    as_json: AsJson = False,
    floor: Floor = None,
    model: Model = None,
) -> None:
    """Score event types between two marked parties (the relation benchmark's form)."""
    from dragoman.evaluation.relations import score_relations

    scores = score_relations(file, wiring.make_relater(model))
    figures = {
        "Accuracy": f"{scores.accuracy:.3f}",
        "Macro-F1": f"{scores.macro_f1:.3f}",
        "Quad macro-F1": f"{scores.quad_macro_f1:.3f}",
        "Nothing coded": f"{scores.unanswered} of {scores.cases}",
    }
    for name, one in scores.classes.items():
        figures[f"  {name}"] = f"P {one.precision:.2f}  R {one.recall:.2f}  F1 {one.f1:.2f}  ({one.support})"
    wrong = [f"{gold} taken for {told}: {count}" for gold, told, count in scores.confusion if count > 1]
    if predictions is not None:
        rows = ("\t".join(row) for row in (("id", "gold", "predicted"), *scores.predictions))
        predictions.write_text("\n".join(rows) + "\n", encoding="utf-8")
    _show(f"{scores.cases} sentences", figures, wrong, scores.to_json(), as_json=as_json)
    _hold(scores.macro_f1, floor)


def triples(
    file: File,
    predictions: Annotated[
        Path | None, typer.Option(metavar="OUT", help="Write what was asked and coded in each sentence here (TSV).")
    ] = None,
    as_json: AsJson = False,
    floor: Floor = None,
    model: Model = None,
) -> None:
    """Score who does what to whom in sentences (the relation benchmark's form), with nothing marked for the coder.

    A triple is right when one event of the sentence has the source, the root and the target.
    """
    from dragoman.evaluation.triples import score_triples

    scores = score_triples(file, wiring.make_sentence_coder(model))
    parts = {"Triple": scores.triple, "Source": scores.source, "Root": scores.root, "Target": scores.target}
    figures = {name: f"{share:.3f}" for name, share in parts.items()}
    figures["Events coded"] = f"{scores.events} in {scores.cases} sentences"
    figures |= {f"  {kind}": str(count) for kind, count in scores.verdicts.items()}
    if predictions is not None:
        rows = ("\t".join((one.id, one.gold, one.told, one.verdict)) for one in scores.answers)
        predictions.write_text("\n".join(("id\tgold\ttold\tverdict", *rows)) + "\n", encoding="utf-8")
    _show(f"{scores.cases} sentences", figures, (), scores.to_json(), as_json=as_json)
    _hold(scores.triple, floor)


def attribution(
    folder: Annotated[
        Path,
        typer.Argument(exists=True, file_okay=False, metavar="DIR", help="Articles in text/, brat standoff in ann/."),
    ],
    predictions: Annotated[
        Path | None, typer.Option(metavar="OUT", help="Write what was found and what was marked here (TSV).")
    ] = None,
    as_json: AsJson = False,
    floor: Floor = None,
    model: Model = None,
) -> None:
    """Score attributions: source, cue and content, each and together, and direct quotations apart.

    Content counts with a Jaccard index of 0.5 or more over its letters and digits.
    """
    from dragoman.evaluation.attributions import score_attributions

    scores = score_attributions(folder, wiring.make_attributor(model))
    figures = {
        name.capitalize(): f"P {one.precision:.3f}  R {one.recall:.3f}  F1 {one.f1:.3f}"
        for name, one in scores.readings.items()
    }
    figures["Direct quotations"] = f"recall {scores.direct_recall:.3f} ({scores.direct_found} of {scores.direct})"
    figures["  right source"] = f"{scores.direct_source_rate:.3f} ({scores.direct_source} of {scores.direct_found})"
    if predictions is not None:
        rows = ("\t".join(row) for row in (("article", "in", "start", "end", *COLUMNS), *scores.predictions))
        predictions.write_text("\n".join(rows) + "\n", encoding="utf-8")
    _show(f"{scores.articles} readings, {scores.gold} attributions", figures, (), scores.to_json(), as_json=as_json)
    _hold(scores.readings["whole"].f1, floor)


def register(app: typer.Typer) -> None:
    """Add the verbs to `dragoman eval`."""
    verbs: tuple[Callable[..., None], ...] = (places, dates, actors, relations, triples, attribution)
    for verb in verbs:
        app.command(verb.__name__, no_args_is_help=True)(verb)


def _show(
    title: str, figures: Mapping[str, str], misses: Sequence[str], full: Mapping[str, object], *, as_json: bool
) -> None:
    if as_json:
        typer.echo(json.dumps(full, ensure_ascii=False, indent=1, default=_plain))
        return
    # Rich is imported only where something is laid out.
    from dragoman.cli.render import console_for
    from dragoman.cli.scores import show_figures

    show_figures(title, figures, misses, console_for(sys.stdout))


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no JSON form")


def _hold(score: float, floor: float | None) -> None:
    if floor is not None and score < floor:
        complain(f"{score:.3f}, but the floor is {floor}")
        raise typer.Exit(FAILED)
