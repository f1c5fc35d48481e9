"""Links: what the mentions, dates and places of a document stand for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeVar

from dragoman.model.entity import Link, Party, When, Where
from dragoman.model.sentence import Mention


@dataclass(frozen=True, slots=True)
class Dated:
    """A time expression and the calendar interval it stands for.

    Attributes:
        start: First code point in the document's text.
        end: One past the last code point.
        when: The interval.
        relation: How the words tie an event to it: at, before, after, since, until, by, for.
        offset_days: Days from an event that the words name ("on the eve of the meeting": -1); None for a date.
    """

    start: int
    end: int
    when: When
    relation: str = "at"
    offset_days: int | None = None


@dataclass(frozen=True, slots=True)
class Located:
    """A place name and the place it stands for.

    Attributes:
        start: First code point in the document's text.
        end: One past the last code point.
        where: The place.
        acts: The name stands for a government here ("Ankara will urge"), not for the place.
    """

    start: int
    end: int
    where: Where
    acts: bool = False


@dataclass(frozen=True, slots=True)
class Links:
    """What a document's words stand for as of its date.

    Attributes:
        mentions: Link of each mention, by the mention's first code point.
        dates: Time expressions in the order of the text.
        places: Place names in the order of the text.
        issuer: Who speaks as "we" outside any quotation: the body that issued a release; None for a news report.
    """

    mentions: Mapping[int, Link]
    dates: tuple[Dated, ...] = ()
    places: tuple[Located, ...] = ()
    issuer: Party | None = None

    def of(self, mention: Mention) -> Link | None:
        """The link of a mention; None when it stands for nobody known."""
        return self.mentions.get(mention.start)

    def parties(self, mention: Mention) -> tuple[Party, ...]:
        """Who a mention stands for; empty when unknown."""
        link = self.mentions.get(mention.start)
        return link.parties if link else ()

    def dates_in(self, start: int, end: int) -> Iterator[Dated]:
        """Time expressions inside [start, end)."""
        return _inside(self.dates, start, end)

    def places_in(self, start: int, end: int) -> Iterator[Located]:
        """Place names inside [start, end)."""
        return _inside(self.places, start, end)


Placed = TypeVar("Placed", Dated, Located)


def _inside(found: Sequence[Placed], start: int, end: int) -> Iterator[Placed]:
    """Those inside [start, end), of some in the order of the text."""
    for at in range(bisect_left(found, start, key=attrgetter("start")), len(found)):
        if found[at].start >= end:
            return
        if found[at].end <= end:
            yield found[at]
