"""GeoJSON (RFC 7946): a collection of features, one an occurrence.

An occurrence with coordinates is a point. One without has a null geometry, as the standard provides: it stays in the
attribute table and off the map, and never gets the middle of its country.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.exports.cells import json_line
from dragoman.model.entity import Entity, Where
from dragoman.model.occurrence import Occurrence


def export(occurrences: Iterable[Occurrence]) -> Iterator[str]:
    """The head of the collection, a line a feature, the tail."""
    yield '{"type":"FeatureCollection","features":['
    comma = "\n"
    for occurrence in occurrences:
        yield comma + json_line(_feature(occurrence))
        comma = ",\n"
    yield "\n]}\n"


def _feature(occurrence: Occurrence) -> dict[str, object]:
    return {
        "type": "Feature",
        "id": occurrence.id,
        "geometry": _point(occurrence.where),
        "properties": _properties(occurrence),
    }


def _point(where: Where) -> dict[str, object] | None:
    if where.lat is None or where.lon is None:
        return None
    return {"type": "Point", "coordinates": [where.lon, where.lat]}


def _properties(occurrence: Occurrence) -> dict[str, object]:
    telling, when, where = occurrence.first, occurrence.when, occurrence.where
    return {
        "start": when.start.isoformat() if when.start else None,
        "end": when.end.isoformat() if when.end else None,
        "date_basis": when.basis,
        "type": occurrence.type,
        "mode": occurrence.mode,
        "contexts": list(occurrence.contexts),
        "cameo": occurrence.cameo,
        "quad": occurrence.quad,
        "plover_score": occurrence.plover_score,
        "goldstein": occurrence.goldstein,
        "status": occurrence.status,
        "actor": _names(occurrence.actor),
        "actor_id": [entity.id for entity in occurrence.actor],
        "recipient": _names(occurrence.recipient),
        "recipient_id": [entity.id for entity in occurrence.recipient],
        "place": where.name,
        "country": where.country,
        "geonames_id": where.geonames_id,
        "tellings": len(occurrence.tellings),
        "reports": occurrence.reports,
        "independent_sources": occurrence.independent_sources,
        "confidence": occurrence.confidence,
        "quote": telling.event.evidence[0].quote,
        "publisher": telling.document.publisher,
        "url": telling.document.url,
    }


def _names(entities: tuple[Entity, ...]) -> list[str]:
    return [entity.name for entity in entities]
