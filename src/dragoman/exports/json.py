"""JSON: one object that holds every report, also those without events, and who says what in it.

The form is `{"dragoman": 1, "reports": [{"document": …, "events": […], "attributions": […]}]}`. An event is the same
object as a line of JSON Lines, and an attribution the same as a link of an event's chain. A report stands on a line of
its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.model.record import Record
from dragoman.wire import VERSION, compact, report_to_wire


def export_records(records: Iterable[Record]) -> Iterator[str]:
    """The pieces of one JSON object: its head, a report each, its tail."""
    yield f'{{"dragoman":{VERSION},"reports":['
    comma = "\n"
    for record in records:
        yield comma + compact(report_to_wire(record))
        comma = ",\n"
    yield "\n]}\n"
