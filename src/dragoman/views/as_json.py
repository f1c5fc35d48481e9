"""JSON: any answer of a view as plain values, for `--json` and for programs.

Parties, tellings and facets are spelled as in the wire format; an occurrence adds what is settled over its tellings.
Days are ISO 8601, spans `[start, end)` are pairs of code points, and a filter names what it asks for and no more.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from dragoman.model.entity import Party
from dragoman.model.event import Attendee
from dragoman.model.evidence import Span
from dragoman.model.occurrence import Conflict, Telling
from dragoman.views.filters import Filter
from dragoman.wire import event_to_wire, party_to_wire


def to_json(value: Any) -> Any:
    """A value as what `json.dumps` takes.

    Raises:
        TypeError: It holds something that no view gives.

    >>> to_json(Filter(who=("PAK",), since=date(2025, 11, 3)))
    {'who': ['PAK'], 'since': '2025-11-03'}
    """
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, Mapping):
        return {str(key): to_json(one) for key, one in value.items()}
    if isinstance(value, (tuple, list)):
        return [to_json(one) for one in value]
    if isinstance(value, Set):
        return [to_json(one) for one in sorted(value)]
    return _spelled(value)


def _spelled(value: Any) -> Any:
    """What has a spelling of its own; any other dataclass by its fields."""
    match value:
        case date():
            return value.isoformat()
        case Span():
            return [value.start, value.end]
        case Party():
            return party_to_wire(value)
        case Attendee():
            return {**party_to_wire(value.party), "delegation": value.delegation, "presence": value.presence}
        case Telling():
            return {**event_to_wire(value.event, value.document), "verdict": value.verdict}
        case Conflict():
            accounts = [{"value": words, "documents": list(ids)} for words, ids in value.values]
            return {"field": value.field, "values": accounts}
        case Filter():
            return {name: to_json(given) for name, given in _fields(value) if given}
        case _ if is_dataclass(value):
            return {name: to_json(given) for name, given in _fields(value)}
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _fields(value: Any) -> list[tuple[str, Any]]:
    return [(field.name, getattr(value, field.name)) for field in fields(value)]
