"""Links: what the mentions, dates and places of a document stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

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
        return (dated for dated in self.dates if start <= dated.start and dated.end <= end)

    def places_in(self, start: int, end: int) -> Iterator[Located]:
        """Place names inside [start, end)."""
        return (place for place in self.places if start <= place.start and place.end <= end)
