"""Parquet: a table with types, one row an occurrence; parties, tellings and conflicts are lists of records inside it.

Days are `date32`, lists are lists, coordinates and scores are doubles. Rows are written in groups as they come.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.exports.cells import encodable
from dragoman.model.entity import Entity, When, Where
from dragoman.model.occurrence import Conflict, Occurrence, Telling

_Value = TypeVar("_Value")

ROWS_A_GROUP: Final = 5_000
"""How many occurrences are held at a time: some 20 MB of them, as one row group."""

_PARTY: Final = pa.struct(
    [
        ("id", pa.string()),
        ("name", pa.string()),
        ("kind", pa.string()),
        ("country", pa.string()),
        ("sector", pa.string()),
        ("posts", pa.list_(pa.string())),
    ]
)
_TELLING: Final = pa.struct(
    [
        ("event", pa.string()),
        ("document", pa.string()),
        ("publisher", pa.string()),
        ("published_on", pa.date32()),
        ("title", pa.string()),
        ("url", pa.string()),
        ("quote", pa.string()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("confidence", pa.float64()),
        ("verdict", pa.string()),
    ]
)
_VALUE: Final = pa.struct([("value", pa.string()), ("documents", pa.list_(pa.string()))])
_CONFLICT: Final = pa.struct([("field", pa.string()), ("values", pa.list_(_VALUE))])

SCHEMA: Final = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        ("start", pa.date32()),
        ("end", pa.date32()),
        ("precision", pa.string()),
        ("date_basis", pa.string()),
        ("type", pa.string()),
        ("mode", pa.string()),
        ("contexts", pa.list_(pa.string())),
        ("cameo", pa.string()),
        ("quad", pa.int8()),
        ("plover_score", pa.float64()),
        ("goldstein", pa.float64()),
        ("status", pa.string()),
        ("actor", pa.list_(_PARTY)),
        ("recipient", pa.list_(_PARTY)),
        ("about", pa.list_(_PARTY)),
        ("mediator", pa.list_(_PARTY)),
        ("place", pa.string()),
        ("place_country", pa.string()),
        ("lat", pa.float64()),
        ("lon", pa.float64()),
        ("geonames_id", pa.int64()),
        ("reports", pa.int32()),
        ("independent_sources", pa.int32()),
        ("confidence", pa.float64()),
        ("tellings", pa.list_(_TELLING)),
        ("conflicts", pa.list_(_CONFLICT)),
    ]
)
"""The columns with their types."""


def export(occurrences: Iterable[Occurrence]) -> Iterator[bytes]:
    """The bytes of one Parquet file: its head and a piece a row group as they fill, then its tail."""
    pipe = _Pipe()
    with pq.ParquetWriter(pipe, SCHEMA, compression="zstd") as writer:
        for group in _groups(occurrences):
            writer.write_table(pa.Table.from_pylist([_row(one) for one in group], schema=SCHEMA))
            yield pipe.drain()
    yield pipe.drain()


class _Pipe(io.RawIOBase):
    """Takes the bytes of a file in order, and hands on those that have come since it was last asked."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []
        self._length = 0

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(memoryview(data))  # type: ignore[arg-type]
        self._pieces.append(piece)
        self._length += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._length

    def drain(self) -> bytes:
        """What has come since the last call."""
        found = b"".join(self._pieces)
        self._pieces.clear()
        return found


def _groups(occurrences: Iterable[_Value]) -> Iterator[list[_Value]]:
    rest = iter(occurrences)
    while group := list(islice(rest, ROWS_A_GROUP)):
        yield group


def _row(occurrence: Occurrence) -> dict[str, object]:
    return {
        "id": encodable(occurrence.id),
        **_when(occurrence.when),
        "type": _text(occurrence.type),
        "mode": _text(occurrence.mode),
        "contexts": list(occurrence.contexts),
        "cameo": occurrence.cameo,
        "quad": occurrence.quad,
        "plover_score": occurrence.plover_score,
        "goldstein": occurrence.goldstein,
        "status": occurrence.status,
        "actor": [_party(entity) for entity in occurrence.actor],
        "recipient": [_party(entity) for entity in occurrence.recipient],
        "about": [_party(entity) for entity in occurrence.about],
        "mediator": [_party(entity) for entity in occurrence.mediator],
        **_where(occurrence.where),
        "reports": occurrence.reports,
        "independent_sources": occurrence.independent_sources,
        "confidence": occurrence.confidence,
        "tellings": [_telling(telling) for telling in occurrence.tellings],
        "conflicts": [_conflict(conflict) for conflict in occurrence.conflicts],
    }


def _when(when: When) -> dict[str, object]:
    return {"start": when.start, "end": when.end, "precision": when.precision, "date_basis": when.basis}


def _where(where: Where) -> dict[str, object]:
    return {
        "place": _text(where.name),
        "place_country": where.country,
        "lat": where.lat,
        "lon": where.lon,
        "geonames_id": where.geonames_id,
    }


def _party(entity: Entity) -> dict[str, object]:
    return {
        "id": _text(entity.id),
        "name": _text(entity.name),
        "kind": entity.kind,
        "country": entity.country,
        "sector": entity.sector,
        "posts": [encodable(post) for post in entity.posts],
    }


def _telling(telling: Telling) -> dict[str, object]:
    event, document, evidence = telling.event, telling.document, telling.event.evidence[0]
    return {
        "event": encodable(event.id),
        "document": encodable(document.id),
        "publisher": _text(document.publisher),
        "published_on": document.published_on,
        "title": _text(document.title),
        "url": _text(document.url),
        "quote": encodable(evidence.quote),
        "start": evidence.start,
        "end": evidence.end,
        "confidence": event.confidence,
        "verdict": telling.verdict,
    }


def _conflict(conflict: Conflict) -> dict[str, object]:
    values = [{"value": encodable(words), "documents": list(documents)} for words, documents in conflict.values]
    return {"field": conflict.field, "values": values}


def _text(text: str | None) -> str | None:
    return None if text is None else encodable(text)
