"""Parties: whom the words of a question mean ("Pakistan", "PAK", "Q458", "Fidan"), as a condition on the ledger's rows.

A state stands for all who belong to it: its government, its bodies, its people. Whoever isn't in the gazetteer is found
by the name that the ledger has for them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from sqlalchemy import ColumnElement, Connection, FromClause, Select, func, or_, select

from dragoman.gazetteer import NameMatch, gazetteer
from dragoman.ledger.store import schema
from dragoman.model.entity import Entity

PARTS: Final = ("actor", "recipient", "about", "mediator", "attendee")
"""The roles of those who have a part in an event; who only says so is a `source`."""

_ID: Final = re.compile(r"Q\d+|dragoman:\S+")


@dataclass(frozen=True, slots=True)
class Sought:
    """Whom the words of a question mean.

    Attributes:
        words: The words.
        countries: ISO 3166 alpha-3 codes, those of former states too: these states and all who belong to them. A
            former state that never had a code has its id.
        ids: Entities themselves; several where the name has several bearers, of whom any will do.
    """

    words: str
    countries: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether the gazetteer knows them; the others are found by the name that the ledger has for them."""
        return bool(self.countries or self.ids)

    def is_meant(self, entity: Entity) -> bool:
        """Whether they are this entity, or it belongs to one of these states."""
        if not self.is_known:
            return entity.name.lower() == self.words.lower()
        return entity.id in self.ids or entity.country in self.countries or entity.id in self.countries

    def among(self, party: FromClause) -> ColumnElement[bool]:
        """The rows of `occurrence_party`, or of an alias of it, that are about them."""
        if not self.is_known:
            return or_(party.c.name == self.words, func.lower(party.c.name) == self.words.lower())
        if not self.ids:
            return party.c.country.in_(self.countries)
        if not self.countries:
            return party.c.entity.in_(self.ids)
        return or_(party.c.country.in_(self.countries), party.c.entity.in_(self.ids))


@lru_cache(maxsize=1024)
def seek(words: str) -> Sought:
    """Whom some words mean: an id, a state's code, a name, a family name, in any case.

    >>> seek("pak").countries, seek("türkiye").countries, seek("USSR").countries, seek("Q458").ids
    (('PAK',), ('TUR',), ('SUN',), ('Q458',))
    """
    words = words.replace("\0", "").strip()
    for form in _forms(words):
        if form in gazetteer() or _ID.fullmatch(form):
            return _sought(words, (form,))
    for match in _named(words):
        # "Foreign Office" stands for many governments; the ledger knows which one it has.
        if match.kind == "person" or len(match.ids) == 1:
            return _sought(words, match.ids)
    return _sought(words, tuple(entity.id for entity in gazetteer().people(words)))


def states(words: str) -> tuple[str, ...]:
    """Codes of the state of this code or name; empty for a capital, which as a place stands for itself.

    >>> states("Pakistan"), states("PAK"), states("Islamabad")
    (('PAK',), ('PAK',), ())
    """
    codes = {country.iso3 for country in gazetteer().countries}
    given = tuple(form for form in _forms(words.strip()) if form in codes)[:1]
    return given or next((match.ids for match in _named(words.strip()) if match.kind == "country"), ())


def having_part(sought: Iterable[Sought], roles: tuple[str, ...]) -> Select[tuple[int]]:
    """Row numbers of the occurrences in which somebody sought has one of these roles."""
    party = schema.occurrence_party
    theirs = select(party.c.occurrence).where(or_(*(one.among(party) for one in sought)), party.c.role.in_(roles))
    return theirs.correlate(None)


def entities(connection: Connection, ids: Collection[str]) -> dict[str, Entity]:
    """Who bears these ids: as the gazetteer knows them, without posts, else as the ledger names them."""
    known = {id: gazetteer().entity(id) for id in ids if id in gazetteer()}
    party = schema.occurrence_party
    columns = (party.c.name, party.c.kind, party.c.country, party.c.sector)
    for id in sorted(set(ids) - set(known)):
        row = connection.execute(select(*columns).where(party.c.entity == id).limit(1)).first()
        known[id] = Entity(id, row.name, row.kind, row.country, row.sector) if row else Entity(id, id, "organisation")
    return known


def likest(words: str) -> str | None:
    """The name of the gazetteer that is spelled most like these words, to ask back; None when none is."""
    found = gazetteer().similar(words, limit=1)
    return next((entity.name for entity, score in found if score > 0.7), None)


def _forms(words: str) -> tuple[str, ...]:
    return (words, words.upper(), words.title())


def _named(words: str) -> Iterator[NameMatch]:
    """What the gazetteer knows by all of these words, in the case given or another."""
    return (match for form in _forms(words) for match in gazetteer().find(form) if match.text == form)


def _sought(words: str, ids: tuple[str, ...]) -> Sought:
    known = {id: gazetteer().entity(id) for id in ids if id in gazetteer()}
    states = {id: entity.country or entity.id for id, entity in known.items() if entity.kind == "country"}
    return Sought(words, tuple(states.values()), tuple(id for id in ids if id not in states))
