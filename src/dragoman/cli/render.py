"""Render: records on a screen or a page of plain text, made to be read.

A report is a section, an event an entry: what it is on the left, and on the right who to whom, the facets in short
phrases, the quotation with its deciding words set off, and when, where and on whose word. Colour repeats what the words
say and never says more: in plain text the deciding words stand between « and ».
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.cli import words
from dragoman.cli.options import STANDARD_INPUT
from dragoman.model.event import Event
from dragoman.model.record import Record

PLAIN_WIDTH = 100
"""Columns of a table that goes to a file or a pipe."""
WIDEST = 140
"""Columns that are used at most: longer lines are hard to follow with the eye."""
_NARROW = 90
"""Below this many columns an entry stands under its type, not beside it."""
_NUMBER = 5
"""Columns of an entry's number, with the gap after it."""
_LEFT = 26
"""Columns of what stands on the left of an entry, with the gap after it."""
_WORDS_LINES = 2
"""How many lines of an entry a quotation or a facet may fill, about."""
_SLACK = 14
"""Columns of those lines that are left for marks and for the words that don't fit at their ends."""

_GAP = "   "

_QUAD_STYLES = {1: "green", 2: "cyan", 3: "yellow", 4: "red"}

CameoWords = Callable[[str], str | None]
"""What a CAMEO code means, in words; None for a code that the codebook doesn't have."""


@dataclass(frozen=True, slots=True)
class Page:
    """Where records are shown.

    Attributes:
        console: Knows the width and whether there is colour.
        explain: Whether each event says how sure it is and why it was coded.
        cameo_words: Turns a CAMEO code into words.
    """

    console: Console
    cameo_words: CameoWords
    explain: bool = False

    @property
    def wide(self) -> bool:
        """Whether an entry has room beside its type."""
        return self.console.width >= _NARROW

    @property
    def room(self) -> int:
        """Columns of the right-hand side of an entry."""
        return self.console.width - _NUMBER - (_LEFT if self.wide else 0)

    @property
    def room_for_words(self) -> int:
        """Letters of a quotation or a facet that are shown."""
        return self.room * _WORDS_LINES - _SLACK

    def show(self, record: Record) -> None:
        """Write the section of one report."""
        put(self.console, _heading(record, self))
        if not record.events:
            put(self.console, Text(f"No event was found. {words.why_nothing(record)}\n"))
        for number, event in enumerate(record.events, start=1):
            put(self.console, _entry(number, event, record, self))

    def close(self, line: str) -> None:
        """Write the last line, which counts what was coded."""
        put(self.console, Text(line, style="bold"))


def console_for(file: IO[str], *, width: int | None = None) -> Console:
    """A console on this file: as wide as the screen up to `WIDEST` columns, `PLAIN_WIDTH` where there is none.

    Rich follows NO_COLOR and TERM, and gives no colour to a file that is no terminal.
    """
    console = Console(file=file, highlight=False, markup=False, emoji=False, width=width)
    if width is None:
        console.width = min(console.width, WIDEST) if console.is_terminal else PLAIN_WIDTH
    return console


def is_plain(console: Console) -> bool:
    """Whether weight and colour can't be shown, so that signs have to."""
    return not console.is_terminal or console.is_dumb_terminal


def put(console: Console, part: RenderableType) -> None:
    """Write a part; in plain text without the blanks that a table leaves at the ends of lines."""
    if not is_plain(console):
        console.print(part)
        return
    with console.capture() as captured:
        console.print(part)
    console.file.writelines(line.rstrip() + "\n" for line in captured.get().splitlines())


def _heading(record: Record, page: Page) -> RenderableType:
    document = record.document
    day = f"published {document.published_on}" if document.published_on else "no date of publication"
    name = "standard input" if document.name == STANDARD_INPUT else document.name
    about = [document.publisher, day, name, words.number(len(record), "event")]
    title = words.printable(document.title or name).strip()
    line = "─" if not is_plain(page.console) else "="
    return Group(
        Text(title, style="bold"),
        Text(" · ".join(words.printable(part).strip() for part in about if part)),
        Text(line * min(page.console.width, max(len(title), _LEFT)), style="dim"),
    )


def _entry(number: int, event: Event, record: Record, page: Page) -> RenderableType:
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(justify="right", width=_NUMBER - 2, no_wrap=True)
    what, code = _what(event), _code(event, page)
    who, *told = _told(event, record, page)
    if page.wide:
        grid.add_column(width=_LEFT - 2)
        grid.add_column(ratio=1)
        grid.add_row(Text(f"{number}"), Group(what, code), Group(who, *told))
    else:
        grid.add_column(ratio=1)
        grid.add_row(Text(f"{number}"), Group(what.append("  ").append_text(who), *told, code))
    return Group(grid, Text())


def _what(event: Event) -> Text:
    """Type, mode, and status where it isn't the plain one."""
    head = Text(event.type, style=f"bold {_QUAD_STYLES.get(event.quad, '')}".strip())
    if event.mode:
        head.append(f" {event.mode}")
    if event.status != "actual":
        head.append(f" [{event.status}]", style="bold not dim")
    return head


def _code(event: Event, page: Page) -> Text:
    """The CAMEO code, in words where the codebook has them."""
    meaning = page.cameo_words(event.cameo)
    return Text(f"CAMEO {event.cameo}: {meaning}" if meaning else f"CAMEO {event.cameo}", style="dim")


def _told(event: Event, record: Record, page: Page) -> list[Text]:
    """Who to whom, the facets, the quotation, and when, where and on whose word."""
    lines = [Text(words.who_to_whom(event), style="bold")]
    lines.extend(Text(words.cut_end(phrase, page.room_for_words)) for phrase in words.facets(event))
    lines.append(_quoted(event, record, page))
    lines.extend(_facts(event, page))
    if page.explain:
        lines.append(Text(f"Confidence {event.confidence:.2f}. Why: {words.printable(event.why)}"))
    return lines


def _facts(event: Event, page: Page) -> list[Text]:
    """When, where and on whose word: on one line if they fit, a fact never broken from its label."""
    facts = {
        "When": words.when(event.when),
        "Where": words.place(event.where),
        "Source": words.chain(event.attribution),
    }
    lines: list[Text] = []
    for label, fact in facts.items():
        part = Text.assemble((f"{label}: ", "dim"), fact)
        if lines and lines[-1].cell_len + part.cell_len + len(_GAP) <= page.room:
            lines[-1].append(_GAP).append_text(part)
        else:
            lines.append(part)
    return lines


def _quoted(event: Event, record: Record, page: Page) -> Text:
    """The passage, its deciding words set off by weight on a screen and by signs in plain text."""
    passage = words.quotation(event, record.document, page.room_for_words)
    more = len(event.evidence) - 1
    others = f" (and {words.number(more, 'more passage')})" if more else ""
    if is_plain(page.console):
        return Text(f"{passage.opening}{passage.marked()}{passage.closing}{others}")
    quoted = Text(style="italic")
    quoted.append(passage.opening + passage.before)
    quoted.append(passage.anchor, style=f"bold underline {_QUAD_STYLES.get(event.quad, '')}".strip())
    quoted.append(passage.after + passage.closing)
    return quoted.append(others, style="not italic")
