"""Tenures: who held which post when, and what that says of one day.

An open tenure is known to last only until it was last seen; after that its state is `unknown`, never silently current.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dragoman.gazetteer.dates import PartialDate
from dragoman.model import Entity

TenureState = Literal["current", "unknown", "former", "future"]
StandingState = Literal["current", "unknown", "former", "future", "never"]

# The hand-written table tells of the years from 2023 on: a row of it without a start says nothing of the years before.
_STARTLESS_SINCE = date(2023, 1, 1)


@dataclass(frozen=True, slots=True)
class Tenure:
    """One spell of one person in one post.

    Attributes:
        entity_id: The person's id.
        name: The person's name.
        country: ISO 3166 alpha-3 of the state, or the id of the organisation or group whose post it is.
        post: Post id, such as `foreign_minister`.
        title: The post's name in the source.
        start: First day; None when the source doesn't know.
        end: Last day; None while open.
        last_seen: The last day on which an open tenure is known to last; None for closed ones that no source dates.
        superseded_on: The day on which somebody else is known to hold the post of an open tenure; None when nobody is.
        sources: Source ids (data/SOURCES), `hand` for the hand-written table.
    """

    entity_id: str
    name: str
    country: str
    post: str
    title: str
    start: PartialDate | None
    end: PartialDate | None
    last_seen: date | None
    superseded_on: date | None
    sources: tuple[str, ...]

    def state(self, on: date | None) -> TenureState:
        """What is known of this tenure on a day: an imprecise start or end includes every day it may mean.

        Without a day nothing is known of an open tenure, and a closed one is `former`.
        """
        if on is None:
            return "unknown" if self.end is None and self.superseded_on is None else "former"
        if self.start is not None and on < self.start.first:
            return "future"
        if (self.end is not None and on > self.end.last) or (self.superseded_on and on >= self.superseded_on):
            return "former"
        if self.start is None and on < _STARTLESS_SINCE:
            return "unknown"
        if self.end is None and (self.last_seen is None or on > self.last_seen):
            return "unknown"
        return "current"

    def is_certain(self, on: date) -> bool:
        """Whether the day lies surely inside: past the latest start and before the earliest end."""
        if self.state(on) != "current" or self.start is None or on < self.start.last:
            return False
        return self.end is None or on < self.end.first


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody who held a post on a day, or may have.

    Attributes:
        entity: The person, with the posts and the sector of that day.
        tenure: The tenure that says so.
        state: `current`, or `unknown` when the tenure was last seen open before that day.
        certain: Whether the day lies surely inside the tenure.
    """

    entity: Entity
    tenure: Tenure
    state: Literal["current", "unknown"]
    certain: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person is on one day.

    Attributes:
        entity_id: The person's id.
        on: The day; None when it isn't known, and then nothing is current.
        state: `current` with a post held that day; else `unknown` with an open post last seen before it; else `former`,
            `future`, or `never` without any tenure.
        posts: Posts held that day, the senior first.
        tenures: Their tenures, in the same order.
        unknown: Open tenures last seen before that day, the senior first.
        former: Tenures that had ended, the last to begin first.
        country: ISO 3166 alpha-3 of the state, or of the group's home; None for an organisation's official.
        sector: PLOVER sector: that of the senior post, ELI once all posts are former, None when unknown.
        certain: Whether the day lies surely inside every tenure in `tenures`, of which there is at least one.
    """

    entity_id: str
    on: date | None
    state: StandingState
    posts: tuple[str, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    unknown: tuple[Tenure, ...] = ()
    former: tuple[Tenure, ...] = ()
    country: str | None = None
    sector: str | None = None
    certain: bool = False


def by_start(tenure: Tenure) -> tuple[date, str, str]:
    """Sort key: tenures without a start first."""
    return (tenure.start.first if tenure.start else date.min, tenure.country, tenure.post)
