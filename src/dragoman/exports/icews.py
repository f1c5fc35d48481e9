"""ICEWS: tab-separated values in 20 columns under a line of heads, one row an occurrence that happened.

Countries and sectors are words, as there; the intensity is Goldstein's. What dragoman doesn't know stays empty: the
number of the sentence in its story, the district and the province. The place's name stands in `city`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.codebook import codebook
from dragoman.codebook.datasets import ICEWS_COLUMNS
from dragoman.exports.cells import Cell, tsv_row
from dragoman.exports.dyads import Dyad, dyads, stable_number
from dragoman.gazetteer.country_codes import country
from dragoman.model.entity import Entity
from dragoman.model.occurrence import Occurrence


def export(occurrences: Iterable[Occurrence]) -> Iterator[str]:
    r"""The line of heads, then a line an occurrence that happened on a known day; each ends with `\n`."""
    yield tsv_row(ICEWS_COLUMNS)
    for dyad in dyads(occurrences, form="icews"):
        yield tsv_row(_row(dyad))


def _row(dyad: Dyad) -> list[Cell]:
    occurrence, where = dyad.occurrence, dyad.occurrence.where
    label = codebook().cameo_codes.get(occurrence.cameo)
    return [
        stable_number(occurrence.id),
        dyad.day.isoformat(),
        *_party(dyad.source),
        label.label if label else None,
        occurrence.cameo,
        occurrence.goldstein,
        *_party(dyad.target),
        stable_number(occurrence.first.document.id),
        None,
        occurrence.first.document.publisher,
        where.name,
        None,
        None,
        _country_name(where.country),
        where.lat,
        where.lon,
    ]


def _party(entity: Entity | None) -> list[Cell]:
    """Name, sectors and country."""
    if entity is None:
        return [None, None, None]
    sector = codebook().sectors.get(entity.sector or "")
    return [entity.name, sector.label if sector else None, _country_name(entity.country)]


def _country_name(iso3: str | None) -> str | None:
    found = country(iso3)
    return found.name if found else iso3
