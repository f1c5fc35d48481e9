"""Acts: an event reduced to what the boards compare it by.

A board sets one pledge or demand against many later events. An `Act` holds what such a comparison needs, so it can be
made from one telling without settling the whole occurrence; `act_of` makes one, and everything that compares acts is a
pure function of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from dragoman.ledger.words.gist import gist, gist_of_names, stem
from dragoman.model.entity import Party
from dragoman.model.event import Event, Status
from dragoman.model.occurrence import Occurrence, Telling
from dragoman.model.report import DocumentHeader

_BINDING: Final = frozenset(
    stem(word)
    for word in (
        "pledge promise vow commit commitment reaffirm reiterate renew agree undertake shared joint jointly"
    ).split()
)
"""Stems that say that something is promised, and not what."""


@dataclass(frozen=True)
class Act:
    """An event in few words.

    Attributes:
        id: Of the occurrence.
        event: One telling of it.
        header: The head of the report that tells it so.
        first_told, last_told: Days of publication of the first and the last report that tells it; None when unknown.
        number: Its row in the ledger; 0 for an act that was made without one.
    """

    id: str
    event: Event
    header: DocumentHeader
    first_told: date | None = None
    last_told: date | None = None
    number: int = 0

    @property
    def status(self) -> Status:
        """Whether it happened, is to come, might, or did not."""
        return self.event.status

    @property
    def day(self) -> date | None:
        """The day it stands at: its first day, else the first day of publication."""
        return self.event.when.start or self.first_told

    @property
    def said_on(self) -> date | None:
        """The day it was put into words: never later than it was first told, so a visit in March was announced in May.

        A pledge, a demand or an announcement is made when it is said, whatever day its object falls on.
        """
        days = [day for day in (self.event.when.start, self.first_told) if day]
        return min(days, default=None)

    @cached_property
    def actors(self) -> frozenset[str]:
        """Who acts, by country where they have one, else by id."""
        return keys_of(self.event.actor)

    @cached_property
    def others(self) -> frozenset[str]:
        """Everybody else who has a part."""
        return keys_of((*self.event.recipient, *self.event.about, *self.event.mediator)) - self.actors

    @property
    def parties(self) -> frozenset[str]:
        """Who has a part, by country where they have one, else by id."""
        return self.actors | self.others

    @cached_property
    def gist(self) -> frozenset[str]:
        """What it is about: content words of the pledge, the demand or the passage, without the parties' names."""
        return gist(self.words, without=self._names | _BINDING)

    @property
    def words(self) -> str:
        """The pledge or the demand in its words, with the deciding ones; of other events the passage."""
        event = self.event
        if event.commitment:
            return f"{event.anchor.quote} {event.commitment.action}"
        if event.position:
            return event.position.object
        agenda = event.meeting.agenda if event.meeting else None
        return " ".join([*(evidence.quote for evidence in event.evidence), agenda or ""])

    @cached_property
    def passage_gist(self) -> frozenset[str]:
        """Content words of the whole passage, without the parties' names."""
        passage = " ".join(evidence.quote for evidence in self.event.evidence)
        return self.gist | gist(passage, without=self._names)

    @cached_property
    def _names(self) -> frozenset[str]:
        parties = (*self.event.actor, *self.event.recipient)
        return gist_of_names([party.entity.name for party in parties] + [party.text for party in parties])


def act_of(occurrence: Occurrence, *, number: int = 0) -> Act:
    """The act that an occurrence is."""
    return act_of_tellings(occurrence.id, occurrence.tellings, number=number)


def act_of_tellings(id: str, tellings: Sequence[Telling], *, number: int = 0) -> Act:
    """The act that some tellings tell, in the words of the first with a commitment or a position, else of the first.

    Args:
        id: Of their occurrence.
        tellings: In the order of an occurrence's; at least one.
        number: The occurrence's row in the ledger.
    """
    published = [one.document.published_on for one in tellings if one.document.published_on]
    lead = next((one for one in tellings if one.event.commitment or one.event.position), tellings[0])
    return Act(
        id=id,
        event=lead.event,
        header=lead.document,
        first_told=min(published, default=None),
        last_told=max(published, default=None),
        number=number,
    )


def key_of(party: Party) -> str:
    """Who a party is for a comparison: the country where they have one, else the id."""
    return party.entity.country or party.id


def is_state(key: str) -> bool:
    """Whether a key is a country's code and not an entity's id."""
    return len(key) == 3 and key.isalpha() and key.isupper()


def keys_of(parties: Iterable[Party]) -> frozenset[str]:
    """Who the parties are, by country where they have one, else by id."""
    return frozenset(key_of(party) for party in parties)
