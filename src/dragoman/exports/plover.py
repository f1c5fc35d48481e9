"""PLOVER JSON: one record a line, with the keys of the PLOVER manual, one record an occurrence.

`mode` holds the mode and PLOVER's auxiliary mode of the status. `text` is the first quotation and `text_info` where it
stands in its report, in code points. `coded_date` stays null: the same occurrences give the same file on any day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dragoman.codebook import codebook
from dragoman.codebook.datasets import AUXILIARY_MODES
from dragoman.exports.cells import json_line
from dragoman.model.entity import Entity, Where
from dragoman.model.occurrence import Occurrence
from dragoman.model.report import DocumentHeader

_CODEBOOK = "PLOVER 2.0"
_LANGUAGE = "en"


def export(occurrences: Iterable[Occurrence]) -> Iterator[str]:
    r"""One line an occurrence; each ends with `\n`."""
    for occurrence in occurrences:
        yield json_line(_record(occurrence)) + "\n"


def _record(occurrence: Occurrence) -> dict[str, object]:
    telling = occurrence.first
    event, evidence = telling.event, telling.event.evidence[0]
    when = occurrence.when
    words = {party.id: party.text for party in (*event.recipient, *event.actor)}
    return {
        "id": occurrence.id,
        "date": when.start.isoformat() if when.start else None,
        "enddate": when.end.isoformat() if when.end else None,
        "actor": [_entity(entity, words) for entity in occurrence.actor],
        "recipient": [_entity(entity, words) for entity in occurrence.recipient],
        "event": occurrence.type,
        "mode": [mode for mode in (occurrence.mode, AUXILIARY_MODES.get(occurrence.status)) if mode],
        "context": list(occurrence.contexts),
        "quad_code": occurrence.quad,
        "event_scale": occurrence.plover_score,
        "event_loc": _location(occurrence.where),
        "event_text": event.anchor.quote,
        "text": evidence.quote,
        "text_info": {"sequence": None, "start": evidence.start, "end": evidence.end},
        "cite_info": _citation(telling.document, event.coder.name, event.coder.version),
        "coder": event.coder.name,
        "coded_date": None,
        "comment": _comment(occurrence),
    }


def _entity(entity: Entity, words: Mapping[str, str]) -> dict[str, str | None]:
    """An entity; `code` is its country, or its sector where that stands in the country's place."""
    sector = codebook().sectors.get(entity.sector or "")
    stands_alone = sector is not None and sector.slot == "country"
    return {
        "code": entity.sector if stands_alone else entity.country,
        "sector": None if stands_alone else entity.sector,
        "entity_text": words.get(entity.id, entity.name),
        "identifier_id": entity.id,
        "identifier_text": entity.name,
        "office": "; ".join(entity.posts) or None,
    }


def _location(where: Where) -> dict[str, object] | None:
    if where == Where():
        return None
    return {
        "name": where.name,
        "country": where.country,
        "lat": where.lat,
        "lon": where.lon,
        "geonames_id": where.geonames_id,
    }


def _citation(document: DocumentHeader, coder: str, version: str) -> dict[str, str | None]:
    return {
        "title": document.title,
        "url": document.url,
        "publication": document.publisher,
        "language": _LANGUAGE,
        "coder": coder,
        "codebook": _CODEBOOK,
        "version": version,
    }


def _comment(occurrence: Occurrence) -> str:
    tellings, reports, sources = len(occurrence.tellings), occurrence.reports, occurrence.independent_sources
    return (
        f"tellings {tellings}, reports {reports}, independent sources {sources}, confidence {occurrence.confidence:.2f}"
    )
