"""CSV: a flat table for spreadsheets, one row an occurrence, in UTF-8 with a byte order mark, which Excel asks for.

A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@` as a formula, and news text is anybody's text: such a
cell gets an apostrophe before it. Numbers stay numbers. Lists are joined by `;`, and no cell holds a line break.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from dragoman.exports.cells import Cell, joined, plain
from dragoman.model.entity import Entity
from dragoman.model.occurrence import Occurrence

_BYTE_ORDER_MARK = "\ufeff"
# Also the full-width signs, which some spreadsheets take for the plain ones.
_FORMULA = re.compile("[=+\\-@\uff1d\uff0b\uff0d\uff20]")

COLUMNS = tuple(
    "id start end precision date_basis type mode contexts cameo quad plover_score goldstein status actor actor_name "
    "actor_country recipient recipient_name recipient_country about about_name mediator mediator_name place "
    "place_country lat lon geonames_id meeting commitment position agreement tellings reports independent_sources "
    "confidence conflicts source publisher published_on title url quote document".split()
)
"""The columns, in order."""


def export(occurrences: Iterable[Occurrence]) -> Iterator[str]:
    r"""The line of heads, then a line an occurrence; each ends with `\n`."""
    yield _BYTE_ORDER_MARK + _line(COLUMNS)
    for occurrence in occurrences:
        yield _line([_guarded(cell) for cell in _row(occurrence)])


def _row(occurrence: Occurrence) -> list[Cell]:
    telling, when, where = occurrence.first, occurrence.when, occurrence.where
    event, document = telling.event, telling.document
    return [
        occurrence.id,
        when.start.isoformat() if when.start else None,
        when.end.isoformat() if when.end else None,
        when.precision,
        when.basis,
        occurrence.type,
        occurrence.mode,
        joined(occurrence.contexts),
        occurrence.cameo,
        occurrence.quad,
        occurrence.plover_score,
        occurrence.goldstein,
        occurrence.status,
        *_parties(occurrence.actor),
        joined(entity.country or "" for entity in occurrence.actor),
        *_parties(occurrence.recipient),
        joined(entity.country or "" for entity in occurrence.recipient),
        *_parties(occurrence.about),
        *_parties(occurrence.mediator),
        where.name,
        where.country,
        where.lat,
        where.lon,
        where.geonames_id,
        occurrence.meeting.format if occurrence.meeting else None,
        occurrence.commitment.action if occurrence.commitment else None,
        f"{occurrence.position.stance}: {occurrence.position.object}" if occurrence.position else None,
        f"{occurrence.agreement.instrument}: {occurrence.agreement.stage}" if occurrence.agreement else None,
        len(occurrence.tellings),
        occurrence.reports,
        occurrence.independent_sources,
        occurrence.confidence,
        joined(conflict.field for conflict in occurrence.conflicts),
        joined(link.source.entity.name if link.source else "?" for link in event.attribution),
        document.publisher,
        document.published_on.isoformat() if document.published_on else None,
        document.title,
        document.url,
        event.evidence[0].quote,
        document.id,
    ]


def _parties(entities: tuple[Entity, ...]) -> tuple[str, str]:
    """Ids and names, the same place in both cells."""
    return joined(entity.id for entity in entities), joined(entity.name for entity in entities)


def _guarded(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    text = plain(cell)
    return f"'{text}" if _FORMULA.match(text) else text


def _line(cells: Sequence[Cell]) -> str:
    line = StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()
