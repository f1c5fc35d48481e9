"""States, organisations, groups and agencies, and who is a member of what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import cast

from dragoman.errors import GazetteerError
from dragoman.gazetteer.tables import read
from dragoman.model import Entity
from dragoman.model.entity import EntityKind


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory with its names and codes; codes are empty where there are none.

    Attributes:
        iso3: ISO 3166 alpha-3, or a user-assigned code (XKX Kosovo).
        iso2: ISO 3166 alpha-2.
        name: Short English name.
        formal_name: Formal English name.
        capital: Seat of government, as the CIA factbook names it.
        demonyms: Words for its people.
        other_names: Abbreviations, former names and names in other languages.
        fips: FIPS 10-4 code, as GDELT places use it.
        cow: Number of the Correlates of War project.
        qid: Wikidata id.
    """

    iso3: str
    iso2: str
    name: str
    formal_name: str
    capital: str
    demonyms: tuple[str, ...]
    other_names: tuple[str, ...]
    fips: str
    cow: str
    qid: str

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the short one first."""
        return tuple(name for name in dict.fromkeys((self.name, self.formal_name, *self.other_names)) if name)


class Bodies:
    """Everything that acts and is no person."""

    def __init__(self) -> None:
        """Read states, organisations, groups and agencies."""
        self.countries = {country.iso3: country for country in map(_country, read("countries"))}
        self.entities = {
            iso3: Entity(id=iso3, name=country.name, kind="country", country=iso3)
            for iso3, country in self.countries.items()
        }
        for line in read("bodies"):
            id, kind, name, home, sector = line.split("\t")
            body = Entity(id=id, name=name, kind=cast("EntityKind", kind), country=home or None, sector=sector or None)
            self.entities[id] = body
            if body.kind == "country" and home:
                # A state that is no more: ISO 3166-3 keeps its code, and so does CAMEO.
                self.entities[home] = body

    @cached_property
    def _members(self) -> dict[str, list[str]]:
        return {id: cells for id, *cells in (line.split("\t") for line in read("members"))}

    def members(self, id: str, on: date | None) -> tuple[str, ...]:
        """Alpha-3 codes of an organisation's members, sorted; empty where none are known.

        Raises:
            GazetteerError: There is no such organisation.
        """
        if id not in self.entities:
            raise GazetteerError(f"{id!r} is no organisation of the gazetteer")
        cells = self._members.get(id, [])
        return tuple(cell[:3] for cell in cells if _is_member(cell, on))


def _country(line: str) -> Country:
    iso3, iso2, name, formal_name, capital, demonyms, others, fips, cow, qid = line.split("\t")
    return Country(
        iso3=iso3,
        iso2=iso2,
        name=name,
        formal_name=formal_name,
        capital=capital,
        demonyms=tuple(filter(None, demonyms.split(";"))),
        other_names=tuple(filter(None, others.split(";"))),
        fips=fips,
        cow=cow,
        qid=qid,
    )


def _is_member(cell: str, on: date | None) -> bool:
    """Read `ISO3`, `ISO3>day of joining` or `ISO3<day of leaving`."""
    mark, day = cell[3:4], cell[4:]
    if not mark:
        return True
    if on is None:
        return mark == ">"
    return date.fromisoformat(day) <= on if mark == ">" else on < date.fromisoformat(day)
