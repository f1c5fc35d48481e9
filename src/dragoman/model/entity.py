"""Entities, and the words that name them in a document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

EntityKind = Literal["country", "person", "organisation", "group", "place"]
Precision = Literal["day", "week", "month", "year"]
Basis = Literal["explicit", "relative", "publication"]


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that acts, at the date of one report.

    Attributes:
        id: ISO 3166 alpha-3 for a state or its government; else the Wikidata id where known; else `dragoman:<slug>`.
        name: The name to show.
        kind: What it is.
        country: ISO 3166 alpha-3 of the country it belongs to, such as "SUN" of one that is no more; None for none or
            unknown.
        sector: PLOVER sector, such as GOV, MIL, REB, IGO; None when unknown.
        posts: Post ids held on the report's date, the senior first.
    """

    id: str
    name: str
    kind: EntityKind
    country: str | None = None
    sector: str | None = None
    posts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """An entity as one passage names it: an actor, a recipient, a source.

    Attributes:
        entity: Who it is.
        text: The words that name it.
        start: First code point of those words in the document's text.
        end: One past the last code point.
    """

    entity: Entity
    text: str
    start: int
    end: int

    @property
    def id(self) -> str:
        """The entity's id."""
        return self.entity.id


@dataclass(frozen=True, slots=True)
class When:
    """When something happens: a calendar interval and what it rests on.

    Attributes:
        start: First day, inclusive; None when unknown.
        end: Last day, inclusive; None when unknown or open.
        precision: How finely the words tell it; None without dates.
        expression: The words ("on the eve of the meeting"); None when there are none.
        basis: `explicit` words, words `relative` to another date, or the day of `publication` as a fallback.
    """

    start: date | None = None
    end: date | None = None
    precision: Precision | None = None
    expression: str | None = None
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """A place. Without coordinates it is unlocated: never the centre of a country by default.

    Attributes:
        name: The place's name.
        country: ISO 3166 alpha-3.
        lat: Degrees north, WGS 84.
        lon: Degrees east, WGS 84.
        geonames_id: GeoNames number.
    """

    name: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames_id: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """What a mention was linked to, and why.

    Attributes:
        parties: Who the words name: one for a name, several for "the ministers"; empty when unknown.
        why: The reason, in words for the user.
        confidence: From 0 to 1.
        alternatives: Entities that the words may name just as well; not empty means ambiguous.
    """

    parties: tuple[Party, ...]
    why: str
    confidence: float
    alternatives: tuple[Entity, ...] = ()
