"""Scores: what was found, what differs and what is too much, laid out for the daily round of measuring."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.cli.render import put
from dragoman.cli.words import cut_end, number, printable
from dragoman.evaluation.events import EventScore, Row
from dragoman.evaluation.folders import FolderScore, Tally
from dragoman.evaluation.reports import ReadRow, ReportScore, ReportsScore
from dragoman.evaluation.score import Coded, Share

_QUOTED = 90
"""Letters of a quotation that are shown."""

_COMPARED = (
    "Compared: type, status and words always; actors where the entry names any; mode, recipients and day where the "
    "entry has the key. A wrong source, place or mediator is shown (✗) but doesn't keep an entry from being found."
)

_STYLES = {"found": "green", "whole": "green", "parties": "yellow", "MISSING": "bold red", "left out": "dim"}


def show_events(score: EventScore, console: Console) -> None:
    """Write how a record compares with a gold file: the figures, each entry beside what was coded, the rest."""
    put(console, Text(f"{score.document} against {score.gold}", style="bold"))
    put(console, _figures(_event_figures(score)))
    put(console, Text())
    by_number = {coded.number: coded for coded in score.coded}
    put(console, _table(["gold", "coded"], [_event_cells(row, by_number) for row in score.rows]))
    _list(console, "Coded, but no entry asks for it:", [_with_reason(by_number[found]) for found in score.extras])
    _list(
        console,
        "Material events in a sentence that must yield none:",
        [_with_reason(by_number[found]) for found in score.violations],
    )
    _list(console, "Quotations that are not exact:", [Text(printable(wrong)) for wrong in score.wrong_quotations])
    put(console, Text(_COMPARED, style="dim"))


def show_reports(score: ReportsScore, console: Console) -> None:
    """Write how the reports of a folder compare with what two readers found: each report, then all together."""
    for report in score.reports:
        put(console, Text(f"{report.id}", style="bold"))
        if report.failure:
            put(console, Text(f"not coded: {printable(report.failure)}", style="bold red"))
        put(
            console,
            _table(
                ["the readers", "coded"],
                [_read_cells(number, row, report) for number, row in enumerate(report.rows, start=1)],
            ),
        )
        by_number = {coded.number: coded for coded in report.coded}
        _list(console, "Coded, but not justified:", [_with_reason(by_number[found]) for found in report.unjustified])
    put(console, _summary(score))


def show_folder(score: FolderScore, console: Console) -> None:
    """Write how the annotated reports of a folder fare: events in three readings, facets, fields, then each report."""
    put(console, Text(f"{number(len(score.reports), 'report')} of {score.folder}", style="bold"))
    for name, reason in score.failures.items():
        put(console, Text(f"{name} not coded: {printable(reason)}", style="bold red"))
    events = {f"events by {name}": tally for name, tally in score.events.items()}
    put(console, _tallies(events | dict(score.facets)))
    put(console, Text())
    figures = {
        f"Right {name}": f"{right} of {of} ({right / of:.1%})" for name, (right, of) in score.fields.items() if of
    }
    if score.calibration_error is not None:
        figures["Calibration error"] = f"{score.calibration_error:.3f}"
    put(console, _figures(figures))
    put(console, Text())
    put(console, _tallies(score.reports, head="report, events by parties"))


def _tallies(tallies: Mapping[str, Tally], head: str = "") -> Table:
    table = Table(box=None, padding=(0, 3, 0, 0), pad_edge=False, header_style="dim")
    table.add_column(head)
    for name in ["precision", "recall", "F1", "justified", "found"]:
        table.add_column(name, justify="right")
    for name, one in tallies.items():
        rates = (f"{rate:.3f}" for rate in (one.precision, one.recall, one.f1))
        table.add_row(name, *rates, f"{one.justified} of {one.coded}", f"{one.found} of {one.asked}")
    return table


def show_figures(title: str, figures: Mapping[str, str], misses: Sequence[str], console: Console) -> None:
    """Write named figures, and each case that came out wrong in a line."""
    put(console, Text(title, style="bold"))
    put(console, _figures(dict(figures)))
    _list(console, "Wrong:", [Text(printable(miss)) for miss in misses])


def _event_figures(score: EventScore) -> dict[str, str]:
    details = {"chain of sources": score.attribution, "place": score.place, "mediator": score.mediator}
    given = [f"{name} {share}" for name, share in details.items() if share.of]
    forbidden = number(len(score.violations), "material event")
    return {
        "Found": f"{_rate(score.found)} that must be found; {score.optional} that may be left out",
        "Justified": f"{_rate(score.justified)} coded",
        "Right in them": "; ".join(given) or "no entry that is found gives a source, a place or a mediator",
        "Quotations": f"{score.quotations} exact",
        "Forbidden": f"{forbidden} in sentences that must yield none",
    }


def _figures(figures: dict[str, str]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 2))
    for label, figure in figures.items():
        grid.add_row(Text(label), Text(figure, style="bold"))
    return grid


def _table(heads: Sequence[str], rows: Iterable[tuple[str, str, Group, Group]]) -> Table:
    """A table of number, verdict, and what was asked beside what was coded."""
    table = Table(box=None, padding=(0, 2, 1, 0), pad_edge=False, expand=True, header_style="dim")
    table.add_column("n", justify="right")
    table.add_column("", width=max(map(len, _STYLES)))
    for head in heads:
        table.add_column(head, ratio=1)
    for label, verdict, asked, coded in rows:
        table.add_row(Text(label), Text(verdict, style=_STYLES[verdict]), asked, coded)
    return table


def _event_cells(row: Row, by_number: dict[int, Coded]) -> tuple[str, str, Group, Group]:
    verdict = "found" if row.matched is not None else "MISSING" if row.must else "left out"
    asked = Group(Text(row.expected), _quoted(row.anchor))
    shown = row.matched if row.matched is not None else row.nearest
    if shown is None:
        return str(row.n), verdict, asked, Group(Text("nothing was coded in these words"))
    lines = [_coded(by_number[shown])]
    if row.matched is None:
        lines = [_with_reason(by_number[shown])]
        lines.extend(Text(f"✗ {printable(str(check))}", style="yellow") for check in row.differences)
    lines.extend(Text(f"✗ {printable(str(check))}", style="yellow") for check in row.details if not check.right)
    return str(row.n), verdict, asked, Group(*lines)


def _read_cells(at: int, row: ReadRow, report: ReportScore) -> tuple[str, str, Group, Group]:
    verdict = "whole" if row.whole else "parties" if row.found is not None else "MISSING" if row.must else "left out"
    asked = Group(Text(row.expected + ("" if row.must else "  (may be left out)")), _quoted(row.quote))
    lines = [] if row.found is None else [_coded(report.coded[row.found - 1])]
    if row.difference:
        lines.append(Text(f"✗ {printable(row.difference)}", style="yellow"))
    return str(at), verdict, asked, Group(*lines)


def _summary(score: ReportsScore) -> Table:
    table = Table(box=None, padding=(0, 3, 0, 0), pad_edge=False, header_style="dim")
    for head in ["report", "found", "whole", "status right", "justified", "quotations exact"]:
        table.add_column(head)
    for report in score.reports:
        shares = [report.found, report.whole, report.status, report.justified, report.quotations]
        table.add_row(Text(report.id), *(Text(str(share)) for share in shares))
    total = [score.found, score.whole, score.status, score.justified, score.quotations]
    table.add_row(Text("all", style="bold"), *(Text(_rate(share), style="bold") for share in total))
    return table


def _list(console: Console, head: str, lines: Sequence[Text]) -> None:
    """A blank line, and where there is anything to list, its heading and the list."""
    put(console, Text())
    if lines:
        put(console, Text(head, style="bold"))
        put(console, Padding(Group(*lines), (0, 0, 0, 2)))


def _with_reason(coded: Coded) -> Text:
    """A coded event, and under it what decided."""
    return _coded(coded).append(f"\n  because: {printable(coded.why)}", style="dim")


def _coded(coded: Coded) -> Text:
    """A coded event in a line: number, type, mode, status, parties, day, deciding words."""
    mode = f" {coded.mode}" if coded.mode else ""
    status = "" if coded.status == "actual" else f" [{coded.status}]"
    head = f"#{coded.number} {coded.type}{mode}{status}  {printable(coded.who)}, {coded.day or 'undated'} "
    return Text(head).append_text(_quoted(coded.anchor))


def _quoted(words: str) -> Text:
    return Text(f"“{cut_end(printable(words).strip(), _QUOTED)}”", style="italic")


def _rate(share: Share) -> str:
    return str(share) if share.rate is None else f"{share} ({share.rate:.0%})"
