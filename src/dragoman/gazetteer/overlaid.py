"""The gazetteer with a user's overlay on it: the same questions, the user's answers first."""

from __future__ import annotations

from dataclasses import replace

from dragoman.gazetteer.bodies import Bodies
from dragoman.gazetteer.names import NameKind, NameMatch, Names
from dragoman.gazetteer.overlay import Overlay
from dragoman.gazetteer.people import People
from dragoman.gazetteer.spelling import personal_key
from dragoman.gazetteer.tenure import Tenure, by_start
from dragoman.model.entity import EntityKind

_NAME_KINDS: dict[EntityKind, NameKind] = {"person": "person", "organisation": "organisation", "group": "group"}


class OverlaidBodies(Bodies):
    """Organisations and groups, the user's among them."""

    def __init__(self, overlay: Overlay) -> None:
        """Read ours and lay the user's over them."""
        super().__init__()
        self.entities |= {id: entity for id, entity in overlay.entities.items() if entity.kind != "person"}


class OverlaidPeople(People):
    """People, the user's among them; a tenure of the user's ends one of ours in the same post from its start on."""

    def __init__(self, overlay: Overlay) -> None:
        """Read ours and keep the user's beside them."""
        super().__init__()
        self._overlay = overlay

    def __contains__(self, id: str) -> bool:
        """Whether there is a person of this id."""
        return self._is_users(id) or super().__contains__(id)

    def _is_users(self, id: str) -> bool:
        entity = self._overlay.entities.get(id)
        return entity is not None and entity.kind == "person"

    def names(self, id: str) -> tuple[str, ...]:
        """A person's names, the one to show first."""
        ours = super().names(id) if super().__contains__(id) else ()
        return tuple(dict.fromkeys((*self._overlay.names.get(id, ()), *ours)))

    def home(self, id: str) -> str | None:
        """The country of somebody who holds one post in many; None for everybody else."""
        return super().home(id) if super().__contains__(id) else None

    def tenures(self, id: str) -> tuple[Tenure, ...]:
        """A person's tenures, ours cut short where the user's overlay has another holder."""
        ours = super().tenures(id) if super().__contains__(id) else ()
        cut = tuple(self._cut(tenure) for tenure in ours)
        return tuple(sorted((*cut, *self._overlay.tenures.get(id, ())), key=by_start))

    def _cut(self, tenure: Tenure) -> Tenure:
        starts = [
            other.start.first
            for others in self._overlay.tenures.values()
            for other in others
            if (other.country, other.post) == (tenure.country, tenure.post) and other.start is not None
            if tenure.start is None or other.start.first > tenure.start.first
        ]
        if not starts or (tenure.end is not None and tenure.end.last <= min(starts)):
            return tenure
        return replace(tenure, superseded_on=min(starts))

    def holders(self, body: str, post: str) -> list[Tenure]:
        """All tenures of a post in a state or body, sorted by start."""
        users = [
            tenure
            for tenures in self._overlay.tenures.values()
            for tenure in tenures
            if (tenure.country, tenure.post) == (body, post)
        ]
        ids = {tenure.entity_id for tenure in users}
        ours = [tenure for tenure in super().holders(body, post) if tenure.entity_id not in ids]
        return sorted((*users, *ours), key=lambda tenure: (by_start(tenure), tenure.entity_id))

    def bearers(self, words: list[str]) -> list[str]:
        """Ids of the people who have every word somewhere in their names, sorted."""
        users = {
            id
            for id, names in self._overlay.names.items()
            if self._is_users(id) and set(words) <= {word for name in names for word in personal_key(name).split()}
        }
        return sorted(users | set(super().bearers(words)))


class OverlaidNames(Names):
    """Names, the user's first: where one overlaps one of ours, the user's stays."""

    def __init__(self, people: People, overlay: Overlay) -> None:
        """Read ours and keep the user's beside them."""
        super().__init__(people.id)
        self._overlay = overlay

    def people(self, key: str) -> tuple[str, ...]:
        """Ids of the people whose full name or alias has this personal key."""
        return tuple(dict.fromkeys((*self._overlay.keys.get(key, ()), *super().people(key))))

    def find(self, text: str) -> list[NameMatch]:
        """The names in a text, from left to right, without overlaps."""
        pattern = self._overlay.pattern
        users = [self._match(found.start(), found.group()) for found in pattern.finditer(text)] if pattern else []
        ours = [
            match
            for match in super().find(text)
            if not any(one.start < match.end and match.start < one.end for one in users)
        ]
        return sorted((*users, *ours), key=lambda match: match.start)

    def _match(self, start: int, name: str) -> NameMatch:
        ids = self._overlay.bearers(name)
        kind = _NAME_KINDS.get(self._overlay.entities[ids[0]].kind, "organisation")
        return NameMatch(start, start + len(name), name, kind, ids)
