"""Review: what a person should look at, the most uncertain first, with the reasons; it reads and never writes.

Three kinds of matters wait: events of which even the surest telling is unsure, merges that hang on one unsure link (or
tellings kept apart though they are alike), and later events proposed as progress, fulfilment or breach of a pledge.
`doubts` finds the first two over the whole ledger, in order of doubt. Proposals are worked out pledge by pledge, and
`most_doubtful_first` sets them among the others. What a person has judged doesn't return; what was put off comes last.

What is decided of a matter is made by `ledger.decisions` and kept by `Ledger.judge_all`, with `Item.seen`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from heapq import merge
from itertools import chain, islice
from typing import Final, get_args

from sqlalchemy import Connection, func, select

from dragoman.ledger import Ledger, decisions
from dragoman.ledger.boards.follow_ups import PROPOSED
from dragoman.ledger.decisions import Answers
from dragoman.ledger.store import schema
from dragoman.ledger.store.loading import holds_still
from dragoman.ledger.tellings.clusters import Tie, clusters
from dragoman.model.occurrence import CommitmentStatus, Judgement, Occurrence, Telling
from dragoman.views.commitments import OPEN, PLEDGES, Pledge, Proposal, Wanted, commitment, commitments
from dragoman.views.doubts import (
    SURE,
    Kind,
    Matter,
    count_unsure_events,
    event_ids,
    links_within,
    live_questions,
    unsure_events,
    unsure_merges,
)
from dragoman.views.evidence import Account, Grounds, evidence
from dragoman.views.filters import EVERYTHING, Filter, conditions
from dragoman.views.judgements import persons
from dragoman.views.standing import rows_of
from dragoman.views.threads import MADE
from dragoman.views.timeline import timeline

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
PAGE: Final = 50
"""How many matters are found at once unless the caller says otherwise."""
NEAR_DAYS: Final = 10
"""How far from an event, in days, others are looked for that may be the same."""

_NEAR: Final = 100


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for a person.

    Attributes:
        matters: Events and merges, the most doubtful first, what was put off last.
        events: How many events there are in all.
        merges: How many merges.
        pledges: How many pledges whose follow-ups are still to be worked out; see `proposals`.
    """

    matters: tuple[Matter, ...]
    events: int
    merges: int
    pledges: int


@dataclass(frozen=True, slots=True)
class Item:
    """A matter with all that is needed to decide it.

    Attributes:
        matter: What it is.
        occurrences: Those it is about: one, or two of tellings that are kept apart or of a pledge and what came later.
        sides: Of an event its telling, then the other tellings; of a merge the two groups of tellings that are in
            question; of a proposal the tellings of the pledge, then of the later event.
        seen: Number of the newest judgement when it was read, for `Ledger.judge_all`.
        history: What people have judged of it before, in the order they did.
        pledge, proposal: Of a proposed follow-up; else None.
    """

    matter: Matter
    occurrences: tuple[Occurrence, ...]
    sides: tuple[tuple[Account, ...], tuple[Account, ...]]
    seen: int
    history: tuple[Judgement, ...] = ()
    pledge: Pledge | None = None
    proposal: Proposal | None = None

    @property
    def telling(self) -> Telling:
        """The telling that is to be judged, or the first of those in question."""
        return self.sides[0][0].telling

    @property
    def is_apart(self) -> bool:
        """Whether it is about tellings that are kept apart."""
        return self.matter.kind == "merge" and len(self.occurrences) > 1

    def accept(self) -> Answers:
        """The machine is right: about the event, that tellings are one (or two), that an event follows on a pledge."""
        if self.proposal is not None:
            return self.follow(self.status_after)
        if self.matter.kind == "merge":
            return self._apart() if self.is_apart else decisions.join(*self.matter.ids)
        return decisions.accept(self.telling.event.id)

    @property
    def status_after(self) -> CommitmentStatus | None:
        """What the pledge becomes when a person accepts the proposal; None where it stays as it is."""
        return decisions.status_after(self.proposal.link.relation) if self.proposal else None

    def follow(self, status: CommitmentStatus | None) -> Answers:
        """The later event follows on the pledge, which has this status from now on; None leaves the status as it is."""
        assert self.proposal is not None
        question = self.pledge.question if self.pledge else None
        return decisions.follow(self.proposal.link, status=status, question=question)

    def reject(self) -> Answers:
        """The machine is wrong: no such event, two and not one (or one and not two), no follow-up."""
        if self.proposal is not None:
            return decisions.unrelated(self.proposal.link)
        if self.matter.kind == "merge":
            return decisions.join(*self.matter.ids) if self.is_apart else self._apart()
        return decisions.reject(self.telling.event.id)

    def put_off(self) -> Answers:
        """Not now."""
        return decisions.put_off(self.matter.ids)

    def _apart(self) -> Answers:
        a, b = self.matter.ids
        return decisions.part([a], [b])


def queue(
    ledger: Ledger,
    wanted: Filter = EVERYTHING,
    *,
    kinds: Collection[Kind] = KINDS,
    below: float = SURE,
    limit: int = PAGE,
    offset: int = 0,
) -> Queue:
    """What waits for a person among the occurrences of a filter.

    Args:
        ledger: The ledger.
        wanted: Which occurrences; as of now.
        kinds: Which kinds of matters.
        below: How sure an event must be, from 0 to 1, to need no look.
        limit: How many events and merges at most.
        offset: How many of them to pass over.

    Raises:
        LedgerError: The ledger can't be read.
    """
    with ledger.reading() as connection:
        events: list[Matter] = []
        merges: list[Matter] = []
        unsure, unsure_links, pledges = 0, 0, 0
        if "event" in kinds:
            events = unsure_events(connection, wanted, below=below, limit=offset + limit)
            unsure = count_unsure_events(connection, wanted, below=below)
        if "merge" in kinds:
            merges, unsure_links = unsure_merges(connection, wanted, limit=offset + limit)
        if "commitment" in kinds:
            pledges = _count_pledges(connection, wanted)
    matters = islice(merge(events, merges, key=_order), offset, offset + limit)
    return Queue(tuple(matters), unsure, unsure_links, pledges)


def proposals(ledger: Ledger, wanted: Filter = EVERYTHING, *, at_once: int = PLEDGES) -> Iterator[Matter]:
    """The follow-ups that are proposed of open pledges and that nobody has judged, the most uncertain first.

    To know them all takes half a minute in a large ledger. So pledges are read some at a time, the latest first, and
    the order is that of doubt within as many; what was put off comes at the end.

    Args:
        ledger: The ledger.
        wanted: Which pledges; as of now.
        at_once: How many of them.

    Raises:
        LedgerError: The ledger can't be read.
    """
    with ledger.reading() as connection:
        later = _put_off(connection)
    last: list[Matter] = []
    offset: int | None = 0
    while offset is not None:
        board = commitments(ledger, wanted, which=Wanted(status=OPEN), limit=at_once, offset=offset)
        found = sorted((one for pledge in board.pledges for one in _proposed(pledge, later)), key=_order)
        yield from (one for one in found if not one.put_off)
        last += (one for one in found if one.put_off)
        offset = board.next_offset
    yield from sorted(last, key=_order)


def most_doubtful_first(found: Iterable[Matter], proposed: Iterable[Matter]) -> Iterator[Matter]:
    """Events and merges, and among them the proposals: the most doubtful first, what was put off last.

    Args:
        found: Events and merges, as `queue` gives them.
        proposed: `proposals`; none is worked out as long as something else is more doubtful than any of them can be.
    """
    events_and_merges = iter(found)
    for one in events_and_merges:
        if one.put_off or one.doubt <= 1 - PROPOSED:
            yield from merge(chain([one], events_and_merges), proposed, key=_order)
            return
        yield one
    yield from proposed


def look(ledger: Ledger, matter: Matter) -> Item | None:
    """A matter with all that is needed to decide it; None when it is settled or gone by now.

    Raises:
        LedgerError: The ledger can't be read.
    """
    with ledger.reading() as connection:
        seen = connection.scalar(select(func.max(schema.judgement.c.number))) or 0
    if matter.kind == "event":
        return _event(ledger, matter, seen)
    if matter.kind == "merge":
        return _merge(ledger, matter, seen)
    return _proposal(ledger, matter, seen)


def near(ledger: Ledger, occurrence: Occurrence, *, limit: int = 9) -> tuple[Occurrence, ...]:
    """Occurrences that may be the same one: with an actor in common, within `NEAR_DAYS` days, the likest first.

    Raises:
        LedgerError: The ledger can't be read.
    """
    day = occurrence.when.start or occurrence.first.document.published_on
    if day is None or not occurrence.actor:
        return ()
    around = Filter(
        either=tuple(entity.id for entity in occurrence.actor),
        since=day - timedelta(days=NEAR_DAYS),
        until=day + timedelta(days=NEAR_DAYS),
    )
    parties = {entity.id for entity in (*occurrence.actor, *occurrence.recipient)}

    def unlikeness(other: Occurrence) -> tuple[int, int, int, str]:
        shared = parties & {entity.id for entity in (*other.actor, *other.recipient)}
        apart = abs((other.when.start - day).days) if other.when.start else NEAR_DAYS
        return (int(other.type != occurrence.type), -len(shared), apart, other.id)

    found = timeline(ledger, around, limit=_NEAR).items
    return tuple(sorted((one for one in found if one.id != occurrence.id), key=unlikeness)[:limit])


def _order(matter: Matter) -> tuple[bool, float, tuple[str, ...]]:
    return (matter.put_off, -matter.doubt, matter.ids)


def _count_pledges(connection: Connection, wanted: Filter) -> int:
    row, pledge = schema.occurrence, schema.commitment
    query = select(func.count()).select_from(pledge).join(row, row.c.number == pledge.c.occurrence)
    return connection.scalar(query.where(row.c.status.in_(MADE), *conditions(wanted, revision=None))) or 0


def _proposed(pledge: Pledge, put_off: Collection[tuple[int, int]]) -> Iterator[Matter]:
    """The proposals of a pledge that nobody has judged."""
    repeated = [one.later.number for one in pledge.reaffirmations]
    for link in (one.link for one in pledge.follow_ups if one.judgement is None):
        ids = (link.pledge.id, link.act.id)
        later = any((number, link.act.number) in put_off for number in (link.pledge.number, *repeated))
        yield Matter("commitment", ids, round(1 - link.score, 4), (link.reason,), put_off=later)


def _put_off(connection: Connection) -> frozenset[tuple[int, int]]:
    """Pairs of pledges and later events, by their rows, that somebody put off."""
    named = [rest.split(":") for rest in connection.scalars(select(live_questions("skip").c.rest))]
    pairs = [ids for ids in named if len(ids) == 2]
    rows = rows_of(connection, {id for ids in pairs for id in ids}, revision=None)
    return frozenset((rows[made], rows[came]) for made, came in pairs if made in rows and came in rows)


def _event(ledger: Ledger, matter: Matter, seen: int) -> Item | None:
    grounds = evidence(ledger, matter.ids[0])
    if grounds is None or any(one.verdict for one in grounds.occurrence.tellings):
        return None
    accounts = sorted(grounds.accounts, key=lambda one: -one.telling.event.confidence)
    return Item(
        matter=matter,
        occurrences=(grounds.occurrence,),
        sides=(tuple(accounts[:1]), tuple(accounts[1:])),
        seen=seen,
        history=persons(ledger, f"review:{accounts[0].telling.event.id}"),
    )


def _merge(ledger: Ledger, matter: Matter, seen: int) -> Item | None:
    a, b = matter.ids
    history = persons(ledger, f"same:{a}:{b}")
    one, other = evidence(ledger, a), evidence(ledger, b)
    if one is None or other is None or (history and history[-1].answer is not None):
        return None
    if one.occurrence.id != other.occurrence.id:
        return Item(matter, (one.occurrence, other.occurrence), (one.accounts, other.accounts), seen, history)
    return Item(matter, (one.occurrence,), _halves(ledger, one, a, b), seen, history)


def _halves(ledger: Ledger, grounds: Grounds, a: str, b: str) -> tuple[tuple[Account, ...], tuple[Account, ...]]:
    """The tellings of an occurrence as they would part if two of them were held apart."""
    member, claim, row = schema.occurrence_claim, schema.claim, schema.occurrence
    with ledger.reading() as connection:
        numbers = connection.scalars(
            select(member.c.occurrence)
            .join(claim, claim.c.number == member.c.claim)
            .join(row, row.c.number == member.c.occurrence)
            .where(claim.c.id == a, holds_still(row))
        )
        links = [link for found in links_within(connection, numbers).values() for link in found]
        names = event_ids(connection, (number for link in links for number in (link.a, link.b)))
    pairs = [(sorted((names[one.a], names[one.b])), one) for one in links]
    ties = [Tie(first, second, one.score, one.reason) for (first, second), one in pairs]
    ids = {one.telling.event.id for one in grounds.accounts}
    groups = clusters(ids, ties, compatible=lambda _a, _b: True, apart=frozenset({(a, b)}))
    with_b = next(group for group in groups if b in group)
    first = tuple(one for one in grounds.accounts if one.telling.event.id not in with_b)
    return first, tuple(one for one in grounds.accounts if one.telling.event.id in with_b)


def _proposal(ledger: Ledger, matter: Matter, seen: int) -> Item | None:
    made, came = matter.ids
    pledge, first, then = commitment(ledger, made), evidence(ledger, made), evidence(ledger, came)
    if pledge is None or first is None or then is None:
        return None
    found = next((one for one in pledge.follow_ups if one.link.act.id == then.occurrence.id), None)
    if found is None or found.judgement is not None:
        return None
    return Item(
        matter=matter,
        occurrences=(first.occurrence, then.occurrence),
        sides=(first.accounts, then.accounts),
        seen=seen,
        history=(*pledge.history, *persons(ledger, f"follows:{made}:{came}")),
        pledge=pledge,
        proposal=found,
    )
