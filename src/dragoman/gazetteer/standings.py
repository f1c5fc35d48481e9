"""What a person is on a day, worked out from all tenures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property

from dragoman.gazetteer.bodies import Bodies
from dragoman.gazetteer.people import People
from dragoman.gazetteer.tables import read
from dragoman.gazetteer.tenure import Standing, StandingState, Tenure, by_start
from dragoman.model import Entity

# A person all of whose posts are over is of the elite, in PLOVER's sectors.
_FORMER = "ELI"
_Rank = tuple[int, bool, tuple[date, str, str]]
_ORDER: tuple[StandingState, ...] = ("current", "unknown", "former", "future", "never")


class Standings:
    """Standings of people, with the sectors and the seniority of posts."""

    def __init__(self, bodies: Bodies, people: People) -> None:
        """Rest on the tables of bodies and people."""
        self._bodies = bodies
        self._people = people

    @cached_property
    def _posts(self) -> dict[str, tuple[int, str]]:
        """Seniority, 0 the highest, and PLOVER sector of every post."""
        rows = [line.split("\t") for line in read("posts")]
        return {post: (rank, sector) for rank, (post, sector) in enumerate(rows)}

    def standing(self, id: str, on: date | None) -> Standing:
        """What a person is on a day."""
        by_state: dict[str, list[Tenure]] = {state: [] for state in _ORDER}
        for tenure in self._people.tenures(id):
            by_state[tenure.state(on)].append(tenure)
        seniority = self._seniority(id)
        current, unknown = sorted(by_state["current"], key=seniority), sorted(by_state["unknown"], key=seniority)
        former = sorted(by_state["former"], key=by_start, reverse=True)
        state: StandingState = next((state for state in _ORDER if by_state.get(state)), "never")
        telling = {"current": current, "unknown": unknown, "former": former, "future": by_state["future"]}.get(state)
        return Standing(
            entity_id=id,
            on=on,
            state=state,
            posts=tuple(dict.fromkeys(tenure.post for tenure in current)),
            tenures=tuple(current),
            unknown=tuple(unknown),
            former=tuple(former),
            country=self._country(telling[0]) if telling else None,
            sector=self._sector(current[0]) if current else _FORMER if state == "former" else None,
            certain=on is not None and bool(current) and all(tenure.is_certain(on) for tenure in current),
        )

    def undated(self, id: str) -> Entity:
        """A person without a day: country and sector are those of the post that began last, of several the senior."""
        tenures = self._people.tenures(id)
        start = by_start(tenures[-1])[0]
        last = min((tenure for tenure in tenures if by_start(tenure)[0] == start), key=self._seniority(id))
        return Entity(id=id, name=last.name, kind="person", country=self._country(last), sector=self._sector(last))

    def homes(self, id: str) -> set[str]:
        """States and bodies that a person ever held a post of, and the countries of those bodies."""
        bodies = {tenure.country for tenure in self._people.tenures(id)}
        return bodies | {
            entity.country for body in bodies if (entity := self._bodies.entities.get(body)) and entity.country
        }

    def rank(self, id: str, on: date | None) -> tuple[int, int]:
        """Sort key: people in office first, then by the seniority of what they are or were."""
        standing = self.standing(id, on)
        telling = standing.tenures or standing.unknown or standing.former
        return _ORDER.index(standing.state), min((self._posts[tenure.post][0] for tenure in telling), default=99)

    def _seniority(self, id: str) -> Callable[[Tenure], _Rank]:
        home = self._people.home(id)

        def key(tenure: Tenure) -> _Rank:
            return self._posts[tenure.post][0], home is not None and tenure.country != home, by_start(tenure)

        return key

    def _country(self, tenure: Tenure) -> str | None:
        body = self._bodies.entities.get(tenure.country)
        return body.country if body else None

    def _sector(self, tenure: Tenure) -> str | None:
        """The post's sector in a state, the body's in an organisation or group."""
        body = self._bodies.entities.get(tenure.country)
        return body.sector if body and body.sector else self._posts[tenure.post][1]
