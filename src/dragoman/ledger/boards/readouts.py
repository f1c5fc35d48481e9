"""Readouts: the accounts that the parties of one meeting give of it, side by side.

Every government writes its own report of a meeting, and what one has that the other leaves out is news to those who
follow them. An account belongs to the state whose official, ministry or diplomats are cited; else to the state whose
body published the report; else to the only state that the report cites on this meeting. What is left is the press's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from dragoman.gazetteer import gazetteer
from dragoman.ledger.boards.acts import key_of
from dragoman.ledger.boards.attendance import delegations
from dragoman.ledger.words.gist import gist
from dragoman.ledger.words.overlap import likeness
from dragoman.model.evidence import Evidence
from dragoman.model.occurrence import Occurrence, Telling

Kind = Literal["attendee", "topic", "commitment", "position", "amount"]

PRESS: Final = "press"
"""The account of those who report in their own voice, or on the word of somebody who took no part."""

SAME_POINT: Final = 0.5
"""From this likeness on, words of two accounts make one point."""

_OFFICIAL: Final = frozenset({"named_official", "institution", "anonymous_official", "document"})


@dataclass(frozen=True, slots=True)
class Voiced:
    """Where an account makes a point.

    Attributes:
        account: Whose account it is: ISO alpha-3 of a party, an entity id of one without a state, or `PRESS`.
        evidence: The passage.
        telling: The telling it belongs to.
    """

    account: str
    evidence: Evidence
    telling: Telling


@dataclass(frozen=True, slots=True)
class Point:
    """Something that at least one account has.

    Attributes:
        kind: What it is.
        words: The point, in the words of the first that makes it; of an attendee the name.
        voiced: Who makes it, one a account, in order of publication.
    """

    kind: Kind
    words: str
    voiced: tuple[Voiced, ...]

    @property
    def accounts(self) -> frozenset[str]:
        """Whose accounts have it."""
        return frozenset(one.account for one in self.voiced)


@dataclass(frozen=True, slots=True)
class Readouts:
    """The accounts of a meeting side by side.

    Attributes:
        accounts: Whose accounts there are: the parties in the order of the delegations, then `PRESS`.
        points: All that any account has, by kind and then as told.
    """

    accounts: tuple[str, ...]
    points: tuple[Point, ...]

    def only_in(self, account: str) -> tuple[Point, ...]:
        """What this account has and no other does; empty where there is no other."""
        return tuple(point for point in self.points if point.accounts == {account} and len(self.accounts) > 1)

    def missing_in(self, account: str) -> tuple[Point, ...]:
        """What others have and this account lacks."""
        return tuple(point for point in self.points if account not in point.accounts)


def readouts(meeting: Occurrence, outcomes: Sequence[Occurrence]) -> Readouts:
    """The accounts of a meeting, from its tellings and those of its outcomes.

    Args:
        meeting: A meeting.
        outcomes: The commitments and positions voiced there.
    """
    parties = _parties(meeting)
    owners = _owners([*meeting.tellings, *(one for outcome in outcomes for one in outcome.tellings)], parties)

    def voiced(telling: Telling, evidence: Evidence | None = None) -> Voiced:
        account = _account(telling, parties) or owners.get(telling.document.id, PRESS)
        return Voiced(account, evidence or telling.event.evidence[0], telling)

    made = [
        *(("attendee", name, voiced(one)) for one in meeting.tellings for name in _attendees(one)),
        *(("topic", words, voiced(one)) for one in meeting.tellings for words in _topics(one)),
        *((kind, words, voiced(one)) for outcome in outcomes for one in outcome.tellings for kind, words in _said(one)),
    ]
    points = tuple(point for kind in _KINDS for point in _points(kind, [one[1:] for one in made if one[0] == kind]))
    accounts = {one.account for _, _, one in made} | {voiced(one).account for one in meeting.tellings}
    order = [*parties, PRESS]
    return Readouts(tuple(sorted(accounts, key=order.index)), points)


_KINDS: Final[tuple[Kind, ...]] = ("attendee", "topic", "commitment", "position", "amount")


def _parties(meeting: Occurrence) -> tuple[str, ...]:
    return tuple(each.of for each in delegations(meeting.meeting)) if meeting.meeting else ()


def _owners(tellings: Iterable[Telling], parties: Sequence[str]) -> dict[str, str]:
    """Whose account a whole report is: document id → party, where its publisher or its sources leave no doubt."""
    cited: dict[str, set[str]] = defaultdict(set)
    owners: dict[str, str] = {}
    for one in tellings:
        publisher = _state_of(one.document.publisher) if one.document.publisher else None
        if publisher in parties and publisher is not None:
            owners[one.document.id] = publisher
        account = _account(one, parties)
        if account:
            cited[one.document.id].add(account)
    single = {document: next(iter(found)) for document, found in cited.items() if len(found) == 1}
    return {**single, **owners}


def _account(telling: Telling, parties: Sequence[str]) -> str | None:
    """The party on whose word the telling rests: the innermost official source that belongs to one."""
    for link in reversed(telling.event.attribution):
        if link.source and link.source_class in _OFFICIAL and key_of(link.source) in parties:
            return key_of(link.source)
    return None


@lru_cache(maxsize=4096)
def _state_of(publisher: str) -> str | None:
    """The state whose body a publisher is: "Ministry of Foreign Affairs of Pakistan"; None of an outlet."""
    names = gazetteer().find(publisher)
    bodies = [name for name in names if name.kind == "metonym"]
    if not bodies:
        return None
    states = [id for name in (*bodies, *names) for id in name.ids if name.kind in ("metonym", "country", "nationality")]
    return states[0] if states else None


def _attendees(telling: Telling) -> Iterator[str]:
    meeting = telling.event.meeting
    if meeting:
        yield from dict.fromkeys(attendee.party.entity.name for attendee in meeting.attendees)


def _topics(telling: Telling) -> Iterator[str]:
    meeting = telling.event.meeting
    if meeting and meeting.agenda:
        yield meeting.agenda
    yield from (context.replace("_", " ") for context in telling.event.contexts)


def _said(telling: Telling) -> Iterator[tuple[Kind, str]]:
    commitment, position = telling.event.commitment, telling.event.position
    if commitment:
        yield "commitment", commitment.action
        if commitment.amount:
            yield "amount", commitment.amount
    if position:
        yield "position", f"{position.stance}: {position.object}"


def _points(kind: Kind, made: Iterable[tuple[str, Voiced]]) -> Iterator[Point]:
    """Points of one kind, each with the first passage of every account that makes it."""
    groups: list[tuple[str, dict[str, Voiced]]] = []
    for words, voiced in sorted(made, key=lambda one: _when_told(one[1])):
        known = next((voices for other, voices in groups if _same(kind, words, other)), None)
        if known is None:
            groups.append((words, {voiced.account: voiced}))
        else:
            known.setdefault(voiced.account, voiced)
    return (Point(kind, words, tuple(voices.values())) for words, voices in groups)


def _when_told(voiced: Voiced) -> tuple[bool, str, str, int]:
    document = voiced.telling.document
    day = document.published_on.isoformat() if document.published_on else ""
    return (not day, day, document.id, voiced.evidence.start)


def _same(kind: Kind, words: str, other: str) -> bool:
    if kind in ("attendee", "amount"):
        return words.casefold() == other.casefold()
    return words.casefold() == other.casefold() or likeness(gist(words), gist(other)) >= SAME_POINT
