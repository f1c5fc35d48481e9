"""POLECAT: tab-separated values under a line of heads, which name the columns; their order doesn't matter.

Some releases call the intensity `Event Intensity`, begin the heads with `#!`, or have further columns: all are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from dragoman.codebook.datasets import POLECAT_COLUMNS, QUAD_WORDS
from dragoman.errors import ReadingError
from dragoman.imports.lines import Line
from dragoman.imports.rows import Row, RowError, located, split_modes
from dragoman.model.foreign import BrokenRow, ForeignEvent, ForeignParty

_NEEDED = ("Event ID", "Event Date", "Event Type", "Actor Name", "Recipient Name")
_OTHER_NAMES = {"Event Intensity": "Intensity"}
_QUADS = {words: quad for quad, words in QUAD_WORDS.items()}


def read(lines: Iterable[Line]) -> Iterator[ForeignEvent | BrokenRow]:
    """The events, in order; blank lines are passed over.

    Raises:
        ReadingError: The first line doesn't name the columns.
    """
    columns: Sequence[str] = ()
    for line in lines:
        if not line.text.strip():
            continue
        if not columns:
            columns = _columns(line)
            continue
        try:
            yield _event(line, columns)
        except RowError as error:
            yield BrokenRow(line.place, str(error))


def _columns(line: Line) -> Sequence[str]:
    heads = [_unquoted(head).removeprefix("#!").strip() for head in line.text.split("\t")]
    columns = [_OTHER_NAMES.get(head, head) for head in heads]
    missing = [column for column in _NEEDED if column not in columns]
    if missing:
        raise ReadingError(
            line.place, f"names no column {', '.join(missing)}; POLECAT begins with {', '.join(POLECAT_COLUMNS[:3])}, …"
        )
    return columns


def _event(line: Line, columns: Sequence[str]) -> ForeignEvent:
    cells = [_unquoted(cell) for cell in line.text.split("\t")]
    if len(cells) != len(columns):
        raise RowError(f"has {len(cells)} columns, and the line of heads {len(columns)}")
    row = Row(dict(zip(columns, cells, strict=True)))
    modes, status = split_modes(row.texts("Event Mode"))
    return ForeignEvent(
        dataset="polecat",
        id=row.required("Event ID"),
        place=line.place,
        row=line.text,
        start=row.day("Event Date"),
        type=row.required("Event Type"),
        modes=modes,
        status=status,
        contexts=tuple(context for context in row.texts("Contexts") if context),
        actor=_parties(row, "Actor"),
        recipient=_parties(row, "Recipient"),
        where=located(
            row.text_or_none("Placename"),
            row.text_or_none("Country"),
            row.number("Latitude"),
            row.number("Longitude"),
            geonames=row.whole("GeoNames ID"),
        ),
        quad=_QUADS.get(row.text("Quad Code").upper()),
        score=row.number("Intensity"),
        publisher=row.text_or_none("Source"),
    )


def _parties(row: Row, who: str) -> tuple[ForeignParty, ...]:
    """The actors or recipients, whose columns tell their values in the same order."""
    columns = (f"{who} Name", f"Wikipedia {who} ID", f"{who} Country", f"Primary {who} Sector")
    slots = zip_longest(*(row.texts(column) for column in columns), fillvalue="")
    return tuple(
        ForeignParty(code=id, name=name, country=country or None, sectors=(sector,) if sector else ())
        for name, id, country, sector in slots
    )


def _unquoted(cell: str) -> str:
    """A cell without the quotation marks that some programs write around it."""
    quoted = len(cell) > 1 and cell.startswith('"') and cell.endswith('"')
    return cell[1:-1].replace('""', '"') if quoted else cell
