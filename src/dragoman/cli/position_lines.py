"""Positions and expectations laid out: who and on what, then each time with what was new in it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from dragoman.cli.commitment_board import ID, who
from dragoman.cli.render import put
from dragoman.cli.words import NOTHING, cut_end, number, printable
from dragoman.ledger.boards.novelty import Stage
from dragoman.views.expectations import Expectation
from dragoman.views.pages import Page
from dragoman.views.positions import Line, Lines

_QUOTE = 160
_STYLES = {"hardened": "red", "softened": "green", "dropped": "yellow", "new": "bold", "reiterated": ""}
_OUTCOMES = {"met": "met", "otherwise": "otherwise", "not_yet": "not yet"}


def show_lines(lines: Lines, console: Console) -> None:
    """Write what each holder says on each issue, and how many positions there are."""
    for line in lines.lines:
        for text in _line(line):
            put(console, text)
        put(console, Text())
    more = f"; the next begin at --offset {lines.next_offset}" if lines.next_offset else ""
    held = f"{number(len(lines.lines), 'line')} over {number(lines.matching, 'position')}"
    put(console, Text(f"{held}{more}", style="bold"))


def show_expectations(page: Page[Expectation], console: Console) -> None:
    """Write what was announced with what was then said, and how much was announced."""
    put(console, Text())
    for one in page.items:
        for text in _expectation(one):
            put(console, text)
        put(console, Text())
    more = f"; the next begin at --offset {page.next_offset}" if page.next_offset else ""
    put(console, Text(f"{number(page.total, 'expectation')}{more}", style="bold"))


def _line(line: Line) -> Iterator[Text]:
    yield Text(f"{who((line.holder,))}: {printable(line.issue)}", style="bold")
    for at, stage in enumerate(line.stages):
        if at == 1 and line.left_out:
            yield Text(f"  and {number(line.left_out, 'time')} more", style="dim")
        yield _stage(stage)


def _stage(stage: Stage) -> Text:
    act = stage.act
    quote = cut_end(printable(act.event.evidence[0].quote), _QUOTE)
    text = Text(f"  {act.said_on or NOTHING}  ")
    text.append(stage.label, style=_STYLES[stage.label])
    return text.append(
        f"  {who(tuple(one.entity for one in act.event.actor))}: {stage.reason}; {act.id[:ID]} “{quote}”"
    )


def _expectation(one: Expectation) -> Iterator[Text]:
    occurrence, found = one.occurrence, one.answer
    words = occurrence.position.object if occurrence.position else occurrence.first.event.evidence[0].quote
    yield Text(f"{who(occurrence.actor)} expected to say: {printable(words)}", style="bold")
    quote = cut_end(printable(occurrence.first.event.evidence[0].quote), _QUOTE)
    yield Text(f"  {one.announced_on or NOTHING}  announced; {occurrence.id[:ID]} “{quote}”")
    if found.act is None:
        until = f", awaited until {one.awaited_until}" if one.awaited_until else ""
        yield Text(f"  not yet: {found.reason}{until}")
        return
    said = cut_end(printable(found.act.event.evidence[0].quote), _QUOTE)
    day = found.act.said_on or NOTHING
    yield Text(f"  {day}  {_OUTCOMES[found.outcome]}: {found.reason}; {found.act.id[:ID]} “{said}”")
