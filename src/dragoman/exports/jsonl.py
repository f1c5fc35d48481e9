"""JSON Lines: one event of the wire format a line; a report without events has no line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.model.record import Record
from dragoman.wire import to_line


def export(records: Iterable[Record]) -> Iterator[str]:
    r"""One line an event, in the order of the reports and of their text; each ends with `\n`."""
    for record in records:
        for event in record.events:
            yield to_line(event, record.document) + "\n"
