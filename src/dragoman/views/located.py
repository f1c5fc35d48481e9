"""Located: where things happened, for a map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import case, func, select

from dragoman.ledger import Ledger
from dragoman.ledger.store import schema
from dragoman.views.filters import EVERYTHING, Filter, conditions

SPOTS: Final = 1000
"""How many places are given unless the caller says otherwise."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place and what happened there.

    Attributes:
        name: The place's name.
        country: ISO 3166 alpha-3; None where unknown.
        lat, lon: Degrees north and east, WGS 84.
        count: How many occurrences.
        conflicts: How many of them are of conflict, verbal or material (quad classes 3 and 4).
        goldstein: Mean of their Goldstein scores.
    """

    name: str
    country: str | None
    lat: float
    lon: float
    count: int
    conflicts: int
    goldstein: float


@dataclass(frozen=True, slots=True)
class Located:
    """Where the occurrences of a filter happened.

    Attributes:
        spots: The places with most occurrences first, then by name.
        unlocated: How many occurrences have no coordinates: a state alone is no point on a map.
    """

    spots: tuple[Spot, ...]
    unlocated: int


def located(ledger: Ledger, wanted: Filter = EVERYTHING, *, limit: int = SPOTS) -> Located:
    """Where the occurrences of a filter happened.

    Raises:
        LedgerError: The ledger can't be read.
    """
    row = schema.occurrence.c
    place = (row.place, row.country, row.lat, row.lon)
    count = func.count().label("count")
    with ledger.reading() as connection:
        meant = conditions(wanted, revision=ledger.revision(connection, wanted.as_of))
        query = (
            select(*place, count, func.sum(case((row.quad > 2, 1), else_=0)), func.avg(row.goldstein))
            .where(*meant, row.lat.is_not(None))
            .group_by(*place)
            .order_by(count.desc(), row.place, row.lat, row.lon)
            .limit(limit)
        )
        spots = tuple(
            Spot(name, country, lat, lon, many, conflicts, float(mean))
            for name, country, lat, lon, many, conflicts, mean in connection.execute(query)
        )
        unlocated = connection.scalar(select(func.count()).where(*meant, row.lat.is_(None)))
        return Located(spots, unlocated or 0)
