"""Entries: the codebook laid out, one entry whole or many in a line each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.cli.render import put
from dragoman.codebook.entries import Entry, EntryKind

_HEADS: dict[EntryKind, str] = {
    "type": "Types of events (PLOVER)",
    "mode": "Modes, each of a type",
    "status": "Statuses",
    "context": "Contexts",
    "sector": "Sectors of actors",
    "cameo": "CAMEO codes",
}


def show_entry(entry: Entry, console: Console) -> None:
    """Write all that the codebook says of a code."""
    put(console, Text.assemble((entry.code, "bold"), f"  {entry.title}"))
    put(console, Text(entry.definition))
    put(console, Text(f"Example: {entry.example}", style="italic"))
    put(console, Text())
    facts = Table.grid(padding=(0, 2, 0, 0))
    for name, group in groupby(entry.facts, key=lambda fact: fact[0]):
        for index, (_, value) in enumerate(group):
            facts.add_row(Text("" if index else name, style="dim"), Text(value))
    put(console, facts)
    if entry.parts:
        put(console, Text("\nBelow it:"))
        put(console, Padding(_lines(entry.parts), (0, 0, 0, 2)))


def show_list(entries: Sequence[Entry], console: Console) -> None:
    """Write a line an entry, under a heading for each kind of code."""
    for position, (kind, group) in enumerate(groupby(entries, key=lambda entry: entry.kind)):
        put(console, Text(("\n" if position else "") + _HEADS[kind], style="bold"))
        put(console, Padding(_lines(list(group)), (0, 0, 0, 2)))


def _lines(entries: Sequence[Entry]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    for entry in entries:
        grid.add_row(Text(entry.code, style="bold"), Text(entry.definition))
    return grid
