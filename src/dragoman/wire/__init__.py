"""wire: the wire format, version 1: an event as a JSON object, and back.

The JSON exports write it and the ledger stores it, so it stands below both, next to the model whose values it spells.
"""

from dragoman.wire.writing import (
    VERSION,
    Json,
    attribution_to_wire,
    compact,
    event_from_wire,
    event_to_wire,
    from_line,
    header_to_wire,
    party_to_wire,
    read_lines,
    report_to_wire,
    to_line,
)

__all__ = [
    "VERSION",
    "Json",
    "attribution_to_wire",
    "compact",
    "event_from_wire",
    "event_to_wire",
    "from_line",
    "header_to_wire",
    "party_to_wire",
    "read_lines",
    "report_to_wire",
    "to_line",
]
