"""GDELT 2.0 events: tab-separated values in 61 columns, without a line of heads, as GDELT publishes them.

One row an occurrence that happened. NumMentions counts tellings, NumSources independent sources, NumArticles reports.
Codes are CAMEO's, so QuadClass follows the CAMEO code too; countries of places are FIPS 10-4. What dragoman doesn't
measure or know stays empty: tone, the places of actors, feature ids, ethnic and religious codes. IsRootEvent is 1
everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from dragoman.codebook.datasets import cameo_group, cameo_quad, cameo_role
from dragoman.exports.cells import Cell, tsv_row
from dragoman.exports.dyads import Dyad, dyads, stable_number
from dragoman.gazetteer.country_codes import country, to_cameo, to_fips
from dragoman.model.entity import Entity, Where
from dragoman.model.occurrence import Occurrence

_DAYS_A_YEAR = 365
_NO_PLACE: tuple[Cell, ...] = (0, None, None, None, None, None, None, None)
_COUNTRY, _US_CITY, _WORLD_CITY = 1, 3, 4
"""GDELT's types of place that we can tell: a country as a whole, or a place in the United States or elsewhere."""


def export(occurrences: Iterable[Occurrence]) -> Iterator[str]:
    r"""One line an occurrence that happened on a known day; each ends with `\n`."""
    for dyad in dyads(occurrences, form="gdelt"):
        yield tsv_row(_row(dyad))


def _row(dyad: Dyad) -> list[Cell]:
    occurrence, day = dyad.occurrence, dyad.day
    cameo = occurrence.cameo
    published = min(
        (one.document.published_on for one in occurrence.tellings if one.document.published_on), default=day
    )
    url = next((one.document.url for one in occurrence.tellings if one.document.url), None)
    return [
        stable_number(occurrence.id),
        _digits(day),
        _digits(day)[:6],
        _digits(day)[:4],
        _fraction(day),
        *_actor(dyad.source),
        *_actor(dyad.target),
        1,
        cameo,
        cameo[:3],
        cameo[:2],
        cameo_quad(cameo),
        occurrence.goldstein,
        len(occurrence.tellings),
        occurrence.independent_sources,
        occurrence.reports,
        None,
        *_NO_PLACE,
        *_NO_PLACE,
        *_place(occurrence.where),
        f"{_digits(published)}000000",
        url,
    ]


def _digits(day: date) -> str:
    return day.isoformat().replace("-", "")


def _fraction(day: date) -> str:
    """The day as a fraction of its year, by GDELT's own rule of months of thirty days."""
    return f"{day.year + ((day.month - 1) * 30 + day.day) / _DAYS_A_YEAR:.4f}"


def _actor(entity: Entity | None) -> list[Cell]:
    """The ten columns of an actor."""
    if entity is None:
        return [None] * 10
    home = to_cameo(entity.country) if entity.country else ""
    group, role = cameo_group(entity.sector), cameo_role(entity.sector)
    return [home + (group or role), entity.name, home, group, None, None, None, role, None, None]


def _place(where: Where) -> tuple[Cell, ...]:
    """The eight columns of the place of an action; a country as a whole gets no coordinates."""
    if where.country is None and where.lat is None and not where.name:
        return _NO_PLACE
    home = country(where.country)
    fips = to_fips(where.country, lon=where.lon) if where.country else ""
    whole = where.lat is None and (not where.name or (home is not None and where.name in home.names))
    kind = _COUNTRY if whole else _US_CITY if where.country == "USA" else _WORLD_CITY
    names = [where.name or "", home.name if home else ""]
    full = ", ".join(dict.fromkeys(name for name in names if name))
    division = fips if whole or not fips else f"{fips}00"
    return (kind, full, fips, division, None, where.lat, where.lon, None)
