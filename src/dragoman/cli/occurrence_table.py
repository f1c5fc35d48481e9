"""Occurrences laid out: the day on the left; on the right what it was, who to whom, the words, and how it is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.cli import words
from dragoman.cli.render import is_plain, put
from dragoman.model.entity import Entity
from dragoman.model.evidence import Evidence
from dragoman.model.occurrence import Occurrence, Telling

if TYPE_CHECKING:
    from dragoman.views.pages import Page

ID_LETTERS: Final = 12
"""Letters of an id that are shown: every verb takes them, and two events with the same are not to be met."""

_DAY = 12
"""Columns of the day, with the gap after it."""
_QUAD_STYLES = {1: "green", 2: "cyan", 3: "yellow", 4: "red"}
_DOT = " · "


def show_page(page: Page[Occurrence], console: Console) -> None:
    """Write a page of occurrences, and below it how many there are and how to see more."""
    show_occurrences(page.items, console)
    put(console, Text(page_line(page, "event"), style="bold"))


def show_occurrences(occurrences: Iterable[Occurrence], console: Console) -> None:
    """Write occurrences, an entry each."""
    for one in occurrences:
        put(console, _entry(one, console))


def page_line(page: Page[object], noun: str) -> str:
    """How many there are, and how to see more: "50 of 85 events; the next with --offset 50"."""
    if len(page.items) == page.total:
        return words.number(page.total, noun)
    more = f"; the next with --offset {page.next_offset}" if page.next_offset else ""
    return f"{page.offset + 1:,} to {page.offset + len(page.items):,} of {words.number(page.total, noun)}{more}"


def heading(one: Occurrence) -> Text:
    """Type, mode and status, then who to whom."""
    line = what(one).append("  ")
    whom = f" → {names(one.recipient)}" if one.recipient else ""
    return line.append(f"{names(one.actor) or 'somebody unnamed'}{whom}", style="bold")


def what(one: Occurrence) -> Text:
    """Type and mode, and the status where it isn't the plain one."""
    found = Text(one.type, style=f"bold {_QUAD_STYLES.get(one.quad, '')}".strip())
    if one.mode:
        found.append(f" {one.mode}")
    return found if one.status == "actual" else found.append(f" [{one.status}]", style="not dim")


def names(entities: Sequence[Entity]) -> str:
    """Entities by name, with the country of a person or body."""
    return ", ".join(name(entity) for entity in entities)


def name(entity: Entity) -> str:
    """An entity by name, such as "Foreign Office (PAK)" or "Türkiye"."""
    shown = words.printable(entity.name).strip()
    return f"{shown} ({entity.country})" if entity.country and entity.kind in {"person", "organisation"} else shown


def excerpt(telling: Telling, room: int, *, plain: bool) -> Text:
    """The passage that holds the deciding words, cut around them, which stand between « and » in plain text."""
    anchor = telling.event.anchor
    held = [one for one in telling.event.evidence if one.span.contains(anchor.span)]
    return _marked(held[0] if held else telling.event.evidence[0], anchor, room, plain=plain)


def short_id(one: Occurrence) -> str:
    """As much of an id as is shown, and every verb accepts."""
    return one.id[:ID_LETTERS]


def day_of(one: Occurrence) -> str:
    """The first day, or the month or year where the words tell no more."""
    if one.when.start is None:
        return "undated"
    form = {"month": "%Y-%m", "year": "%Y"}.get(one.when.precision or "", "%Y-%m-%d")
    return f"{one.when.start:{form}}"


def sources(one: Occurrence) -> str:
    """How many reports tell it, and how many of them are independent where that differs."""
    told = words.number(one.reports, "report")
    return told if one.independent_sources == one.reports else f"{told}, {one.independent_sources} independent"


def _entry(one: Occurrence, console: Console) -> RenderableType:
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(width=_DAY - 2, no_wrap=True)
    grid.add_column(ratio=1)
    room = 2 * (console.width - _DAY) - 16
    place = words.place(one.where)
    facts = [place if place != words.NOTHING else "", sources(one), *_doubts(one), short_id(one)]
    lines = [
        heading(one),
        excerpt(one.first, room, plain=is_plain(console)),
        Text(_DOT.join(fact for fact in facts if fact), style="dim"),
    ]
    grid.add_row(Text(day_of(one)), Group(*lines))
    return Group(grid, Text())


def _doubts(one: Occurrence) -> Iterator[str]:
    if one.when.basis == "publication":
        yield "dated by its report"
    elif one.when.start is None and one.first.document.published_on:
        yield f"told {one.first.document.published_on}"
    if one.conflicts:
        yield f"reports differ on {', '.join(conflict.field for conflict in one.conflicts)}"


def _marked(passage: Evidence, anchor: Evidence, room: int, *, plain: bool) -> Text:
    if not passage.span.contains(anchor.span):
        return Text(f"“{words.cut_end(words.printable(passage.quote), room)}”", style="italic")
    before, after = passage.quote[: anchor.start - passage.start], passage.quote[anchor.end - passage.start :]
    cut = words.window(before, anchor.quote, after, room)
    if plain:
        return Text(f"{cut.opening}{cut.marked()}{cut.closing}")
    quoted = Text(cut.opening + cut.before, style="italic")
    return quoted.append(cut.anchor, style="bold underline").append(cut.after + cut.closing)
