"""Country codes of other data sets: FIPS 10-4 for GDELT's places, CAMEO for its actors, COW and ISO alpha-2 for others.

The codes come with the table of countries; where a scheme has another, it stands in `country_codes.tsv`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.gazetteer.bodies import Bodies, Country

_GAZA_EAST = 34.7
"""Longitude, in degrees east, that lies between the Gaza Strip (to 34.6) and the West Bank (from 34.8)."""


@dataclass(frozen=True, slots=True)
class _Scheme:
    written: Mapping[str, str]
    read: Mapping[str, str]


def country(iso3: str | None) -> Country | None:
    """The state or territory with this ISO 3166 alpha-3 code, or None."""
    return _countries().get(iso3 or "")


def to_cameo(iso3: str) -> str:
    """CAMEO's code of a country: ISO alpha-3 but for a few that CAMEO took from an older edition.

    >>> to_cameo("ROU"), to_cameo("TUR")
    ('ROM', 'TUR')
    """
    return _scheme("cameo").written.get(iso3, iso3)


def from_cameo(code: str) -> str | None:
    """ISO alpha-3 of a CAMEO country code; None for regions and what else is no state of today.

    >>> from_cameo("ROM"), from_cameo("TUR"), from_cameo("EUR")
    ('ROU', 'TUR', None)
    """
    return _scheme("cameo").read.get(code) or (code if code in _countries() else None)


def to_fips(iso3: str, *, lon: float | None = None) -> str:
    """FIPS 10-4 code of the country a place lies in; empty where there is none.

    Args:
        iso3: ISO 3166 alpha-3.
        lon: Degrees east of the place, which tells the Gaza Strip from the West Bank.

    >>> to_fips("TUR"), to_fips("PSE", lon=34.47), to_fips("PSE", lon=35.2)
    ('TU', 'GZ', 'WE')
    """
    if iso3 == "PSE" and lon is not None and lon < _GAZA_EAST:
        return "GZ"
    return _scheme("fips").written.get(iso3, "")


def from_fips(code: str) -> str | None:
    """ISO alpha-3 of a FIPS 10-4 country code, or None.

    >>> from_fips("GM"), from_fips("RB"), from_fips("??")
    ('DEU', 'SRB', None)
    """
    return _scheme("fips").read.get(code)


@cache
def _countries() -> Mapping[str, Country]:
    return Bodies().countries


@cache
def _scheme(name: str) -> _Scheme:
    """The codes of a scheme: those of the table of countries, overruled by the rows of `country_codes.tsv`."""
    written = {one.iso3: one.fips for one in _countries().values() if one.fips} if name == "fips" else {}
    rows = [(code, iso3, use) for scheme, code, iso3, use in _exceptions() if scheme == name]
    written.update({iso3: code for code, iso3, use in rows if use == "write"})
    read = {code: iso3 for iso3, code in written.items() if code}
    read.update({code: iso3 for code, iso3, _ in rows if code})
    return _Scheme(written, read)


@cache
def _exceptions() -> tuple[tuple[str, ...], ...]:
    lines = files("dragoman.gazetteer").joinpath("country_codes.tsv").read_text("utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))
