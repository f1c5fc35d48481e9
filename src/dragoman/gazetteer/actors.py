"""The gazetteer of actors: who bears a name, who held which post on a day, who belongs to what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING

from dragoman.errors import GazetteerError
from dragoman.gazetteer.bodies import Bodies, Country
from dragoman.gazetteer.names import NameMatch, Names
from dragoman.gazetteer.overlaid import OverlaidBodies, OverlaidNames, OverlaidPeople
from dragoman.gazetteer.overlay import Overlay, overlay_path, read_overlay
from dragoman.gazetteer.people import People
from dragoman.gazetteer.spelling import PARTICLES, fold, name_key, personal_key
from dragoman.gazetteer.standings import Standings
from dragoman.gazetteer.tenure import Holding, Standing, Tenure
from dragoman.model import Entity

if TYPE_CHECKING:
    from dragoman.gazetteer.similarity import Similarity

# Where a family name comes first.
_FAMILY_FIRST = frozenset({"CHN", "TWN", "HKG", "MAC", "KOR", "PRK", "VNM", "KHM", "SGP", "JPN", "HUN"})


class Gazetteer:
    """States, organisations, groups, news agencies and office holders, by name and by id.

    >>> [(match.text, match.kind, match.ids) for match in gazetteer().find("Türkiye told the UN of a French plan")]
    [('Türkiye', 'country', ('TUR',)), ('UN', 'organisation', ('Q1065',)), ('French', 'nationality', ('FRA',))]
    """

    def __init__(self, overlay: Overlay | None = None) -> None:
        """Read the tables that every search needs; the others are read when first asked for.

        Args:
            overlay: The user's own actors, which go before ours.
        """
        if overlay is None:
            self._bodies, self._people = Bodies(), People()
            self._names = Names(self._people.id)
        else:
            self._bodies, self._people = OverlaidBodies(overlay), OverlaidPeople(overlay)
            self._names = OverlaidNames(self._people, overlay)
        self._standings = Standings(self._bodies, self._people)

    def find(self, text: str) -> list[NameMatch]:
        """The names in a text, from left to right, without overlaps; where several begin together the longest.

        States need their capital letter, acronyms all of theirs; people are found by full name or alias of at least two
        words (a few by the one name they go by), whatever the diacritics, hyphens and apostrophes.
        """
        return self._names.find(text)

    def __contains__(self, id: str) -> bool:
        """Whether an id is one of the gazetteer's."""
        return id in self._bodies.entities or id in self._people

    def entity(self, id: str) -> Entity:
        """What bears an id, without posts; a person's country and sector are those of the last post to begin.

        Raises:
            GazetteerError: The gazetteer doesn't have the id.
        """
        known = self._bodies.entities.get(id)
        if known is not None:
            return known
        if id not in self._people:
            raise GazetteerError(f"{id!r} is no entity of the gazetteer")
        return self._standings.undated(id)

    def entity_on(self, id: str, on: date | None) -> Entity:
        """What bears an id, with the posts, country and sector of a day.

        Raises:
            GazetteerError: The gazetteer doesn't have the id.
        """
        entity = self.entity(id)
        if entity.kind != "person":
            return entity
        standing = self.standing(id, on)
        return replace(entity, country=standing.country, sector=standing.sector, posts=standing.posts)

    def tenures(self, id: str) -> tuple[Tenure, ...]:
        """A person's tenures, sorted by start; those without one first.

        Raises:
            GazetteerError: There is no such person.
        """
        return self._people.tenures(id)

    def names(self, id: str) -> tuple[str, ...]:
        """Names and other spellings of a person or state, the one to show first; only the one name of other bodies.

        Raises:
            GazetteerError: The gazetteer doesn't have the id.
        """
        if id in self._bodies.countries:
            return self._bodies.countries[id].names
        return (self._bodies.entities[id].name,) if id in self._bodies.entities else self._people.names(id)

    def holders(self, country: str, post: str, on: date | None) -> tuple[Holding, ...]:
        """Who held a post on a day, sorted by start; empty when nobody is known.

        Several are named when the sources leave it open between them. Only when nobody is known to have held it are
        those named whose tenure was last seen open before that day, as `unknown`; so are all open tenures without a
        day.

        Args:
            country: ISO 3166 alpha-3, that of a former state too, or the id of an organisation or group.
            post: Post id, such as `foreign_minister`.
            on: The day.
        """
        body = self._bodies.entities.get(country)
        held = [(tenure, tenure.state(on)) for tenure in self._people.holders(body.id if body else country, post)]
        current = [tenure for tenure, state in held if state == "current"]
        return tuple(
            Holding(
                entity=self.entity_on(tenure.entity_id, on),
                tenure=tenure,
                state="current" if current else "unknown",
                certain=on is not None and tenure.is_certain(on),
            )
            for tenure in current or [tenure for tenure, state in held if state == "unknown"]
        )

    def standing(self, id: str, on: date | None) -> Standing:
        """What a person is on a day: the posts held, the senior first, and those held before.

        Raises:
            GazetteerError: There is no such person.
        """
        return self._standings.standing(id, on)

    def people(self, name: str, *, country: str | None = None, on: date | None = None) -> tuple[Entity, ...]:
        """People who may be meant by a name: all who bear it in full, else as their family name, else in any part.

        Those in office on the day come first, the senior before the others; then those last seen in office before it.

        Args:
            name: Full name, alias or family name, in any spelling; "al-Sadat" and "Sadat" are the same.
            country: Keep only people who ever held a post of this state (ISO alpha-3), its groups, or this body (id).
            on: The day; the entities have the posts of that day. Without one they have none.
        """
        for ids in self._bearers(name):
            bearers = [id for id in ids if country is None or country in self._standings.homes(id)]
            if bearers:
                ranked = sorted(bearers, key=lambda id: (self._standings.rank(id, on), id))
                return tuple(self.entity(id) if on is None else self.entity_on(id, on) for id in ranked)
        return ()

    def is_given_name(self, word: str) -> bool:
        """Whether anybody's full name begins with this word, in any spelling: "Todd", "Recep", "Mao"."""
        return self._names.begins_name(fold(word))

    def _bearers(self, name: str) -> Iterator[list[str]]:
        """People who bear a name in full, as family name, anywhere; each search is made only when asked for."""
        key = personal_key(name)
        single = (id for id in self._names.named(name_key(name)) if id in self._people)
        yield sorted({*self._names.people(key), *single})
        words = [word for word in key.split() if word not in PARTICLES and len(word) > 1]
        forms = {id: [personal_key(form) for form in self._people.names(id)] for id in self._people.bearers(words)}
        yield [id for id, keys in forms.items() if any(self._is_family_name(id, form, key) for form in keys)]
        yield [id for id, keys in forms.items() if any(f" {key} " in f" {form} " for form in keys)]

    def _is_family_name(self, id: str, form: str, key: str) -> bool:
        if f" {form}".endswith(f" {key}"):
            return True
        return f"{form} ".startswith(f"{key} ") and not _FAMILY_FIRST.isdisjoint(self._standings.homes(id))

    def similar(self, name: str, limit: int = 5) -> tuple[tuple[Entity, float], ...]:
        """Entities with names like this one, the likest first, each with a score from 0 to 1 (1: the same name).

        The score is the mean of rapidfuzz's ratio and token ratio, over names without case, diacritics and punctuation.
        """
        return tuple((self.entity(id), score) for id, score in self._similarity.ids(name, limit))

    @cached_property
    def _similarity(self) -> Similarity:
        # rapidfuzz takes longer to load than all tables, and only this search needs it.
        from dragoman.gazetteer.similarity import Similarity

        return Similarity(self._names.bearers())

    def members(self, org: str, on: date | None = None) -> tuple[str, ...]:
        """Alpha-3 codes of an organisation's members, sorted; empty where none are known.

        Memberships are those of late 2025 (the factbook's, of January 2026). Days of joining and leaving are known only
        for later members of the UN, the EU, NATO, the Council of Europe, the African Union, ECOWAS, OPEC, ASEAN, BRICS,
        the SCO and Schengen: with a day, all others count as members then, too.

        Raises:
            GazetteerError: There is no such organisation.
        """
        return self._bodies.members(org, on)

    def country(self, iso3: str) -> Country:
        """A state's names and codes.

        Raises:
            GazetteerError: There is no such state or territory.
        """
        try:
            return self._bodies.countries[iso3]
        except KeyError:
            raise GazetteerError(f"{iso3!r} is no ISO 3166 alpha-3 code of the gazetteer") from None

    @property
    def countries(self) -> tuple[Country, ...]:
        """All states and territories, sorted by code."""
        return tuple(self._bodies.countries.values())


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, with the user's overlay where there is one; read once a process.

    Raises:
        GazetteerError: The overlay can't be read or holds a wrong row.
    """
    path = overlay_path()
    return Gazetteer(read_overlay(path) if path else None)
