"""Entities that no table knows: named by their own words, with an id that is the same in every run."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from dragoman.gazetteer import gazetteer
from dragoman.model import Entity, Mention, Party
from dragoman.model.entity import EntityKind

_ARTICLES = re.compile(r"^(?:the|a|an|its|his|her|their|these|those|other|some|several|many|all)\s+", re.IGNORECASE)


def slug(*words: str | None) -> str:
    """An id from words: lower case, without accents, hyphens between.

    >>> slug("TUR", "diplomatic sources")
    'dragoman:tur-diplomatic-sources'
    """
    text = unicodedata.normalize("NFKD", " ".join(word for word in words if word)).casefold()
    text = "".join(char for char in text if not unicodedata.combining(char))
    return "dragoman:" + re.sub(r"[\W_]+", "-", text).strip("-")


def described(
    words: str, *, kind: EntityKind, country: str | None = None, sector: str | None = None, posts: tuple[str, ...] = ()
) -> Entity:
    """An entity known only by its description or an unknown name."""
    name = _ARTICLES.sub("", words)
    return Entity(id=slug(country, name), name=name, kind=kind, country=country, sector=sector, posts=posts)


def party(entity: Entity, mention: Mention) -> Party:
    """The entity as this mention names it."""
    return Party(entity=entity, text=mention.text, start=mention.start, end=mention.end)


def country_entity(iso3: str, sector: str | None = None) -> Entity:
    """A state as an actor; the sector tells which arm of it acts."""
    state = gazetteer().entity(iso3)
    return state if sector is None else replace(state, sector=sector)
