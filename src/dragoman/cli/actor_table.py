"""An actor of the ledger laid out: offices, counterparts, and the latest events."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.cli.occurrence_table import show_occurrences
from dragoman.cli.render import put
from dragoman.cli.words import NOTHING, number, printable
from dragoman.gazetteer import Tenure
from dragoman.model.entity import Entity
from dragoman.views.actor import Actor


def show_actor(found: Actor, console: Console) -> None:
    """Write who somebody is, with whom they deal, and the latest that is told of them."""
    put(console, Text(printable(found.name), style="bold"))
    for entity in found.entities:
        put(console, Text(_line(entity, alone=len(found.entities) == 1), style="dim"))
    for table in _offices(found):
        put(console, table)
    put(console, Text(f"\n{_counts(found)}", style="bold"))
    if found.counterparts:
        put(console, _counterparts(found))
    if found.recent:
        put(console, Text("\nThe latest\n", style="bold"))
        show_occurrences(found.recent, console)


def _line(entity: Entity, *, alone: bool) -> str:
    facts = ["" if alone else entity.name, entity.id, entity.kind, entity.country if entity.kind != "country" else ""]
    return " · ".join(fact for fact in (*facts, entity.sector) if fact)


def _offices(found: Actor) -> Iterator[Table]:
    if found.officers:
        table = _table(f"On {found.on}", "", "since")
        for holding in found.officers:
            doubt = "" if holding.state == "current" else " (last known)"
            name = printable(holding.entity.name) + doubt
            table.add_row(holding.tenure.post.replace("_", " "), name, str(holding.tenure.start or NOTHING))
        yield table
    if found.tenures:
        table = _table("office", "of", "from", "to")
        for tenure in found.tenures:
            table.add_row(printable(tenure.title), tenure.country, str(tenure.start or NOTHING), _end(tenure))
        yield table


def _end(tenure: Tenure) -> str:
    """The last day; of an open tenure that it is open, and when it was last seen to be."""
    if tenure.end:
        return str(tenure.end)
    seen = tenure.last_seen
    return f"open, seen {seen}" if seen and seen.year < 9999 else "open"


def _counts(found: Actor) -> str:
    types = ", ".join(f"{count:,} {type}" for type, count in found.types)
    said = f"; {number(found.statements, 'event')} on their word" if found.statements else ""
    return f"{number(found.total, 'event')}{f': {types}' if types else ''}{said}"


def _counterparts(found: Actor) -> Table:
    table = _table("with", "id", "events", "last")
    table.columns[2].justify = "right"
    for one in found.counterparts:
        table.add_row(printable(one.name), one.id, f"{one.count:,}", f"{one.last or NOTHING}")
    return table


def _table(*heads: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for head in heads:
        table.add_column(head)
    return table
