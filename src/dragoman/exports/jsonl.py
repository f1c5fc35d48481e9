"""JSON Lines: one event of the wire format a line; a report without events has no line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.model.occurrence import Occurrence
from dragoman.model.record import Record
from dragoman.wire import to_line


def export_records(records: Iterable[Record]) -> Iterator[str]:
    r"""One line an event, in the order of the reports and of their text; each ends with `\n`."""
    for record in records:
        for event in record.events:
            yield to_line(event, record.document) + "\n"


def export(occurrences: Iterable[Occurrence]) -> Iterator[str]:
    r"""One line a telling, in the order of the occurrences and of their tellings; each ends with `\n`."""
    for occurrence in occurrences:
        for telling in occurrence.tellings:
            yield to_line(telling.event, telling.document) + "\n"
