"""Doubts: the events and merges of a ledger that are least certain, found by SQL over all of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

from sqlalchemy import ColumnElement, Connection, FromClause, Row, ScalarSelect, Select, Subquery, func, select

from dragoman.ledger.store import schema
from dragoman.ledger.store.judging import PER_QUERY, load_judgements
from dragoman.ledger.store.loading import batches, holds_still
from dragoman.views.filters import Filter, conditions

Kind = Literal["event", "merge", "commitment"]

SURE: Final = 0.8
"""An event or a link between tellings that is as sure as this needs no look: four of five such are right."""

_TOSS_UP: Final = 0.5
"""Doubt over tellings that are alike and yet kept apart: the machine holds one reading for as good as the other."""
_CONTRADICTED: Final = 0.05
"""What each contradiction between the tellings adds to the doubt that they are one."""


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that a person should look at.

    Attributes:
        kind: `event`, `merge`, or `commitment` for a proposed follow-up of one.
        ids: Of the event; of two tellings, the smaller first; of a pledge and the later event.
        doubt: How likely the machine is wrong, from 0 to 1; of a proposal, which is no probability, it only ranks.
        reasons: Why it is in doubt, in words for the user.
        put_off: Whether somebody put it off; such matters come last.
    """

    kind: Kind
    ids: tuple[str, ...]
    doubt: float
    reasons: tuple[str, ...] = ()
    put_off: bool = False

    @property
    def id(self) -> str:
        """Kind and ids in one word, the same in every process."""
        return ":".join([self.kind, *self.ids])


class Link(NamedTuple):
    """Two claims that the machine takes for one occurrence, by their numbers."""

    a: int
    b: int
    score: float
    reason: str


class _Weak(NamedTuple):
    """Two claims that are held for one, or kept apart, on weak grounds."""

    claims: frozenset[int]
    doubt: float
    reasons: tuple[str, ...]


def unsure_events(connection: Connection, wanted: Filter, *, below: float, limit: int) -> list[Matter]:
    """Occurrences whose surest telling is less sure than this and that nobody has reviewed, the least sure first.

    Args:
        connection: A transaction.
        wanted: Which occurrences.
        below: Confidence, from 0 to 1.
        limit: How many at most.
    """
    row = schema.occurrence.c
    put_off = row.number.in_(_judged_on("skip"))
    numbers: dict[int, bool] = {}
    for later in (False, True):
        if len(numbers) == limit:
            break
        # The numbers alone come out of an index; their rows are read for the few that are wanted.
        query = select(row.number).where(*_unsure(wanted, below), put_off if later else ~put_off)
        query = query.order_by(row.confidence, row.id).limit(limit - len(numbers))
        numbers |= dict.fromkeys(connection.scalars(query), later)
    columns = (row.number, row.id, row.confidence, row.actors, row.basis, row.conflicts)
    rows = [
        one for batch in batches(numbers) for one in connection.execute(select(*columns).where(row.number.in_(batch)))
    ]
    found = [
        Matter("event", (one.id,), round(1 - one.confidence, 4), _reasons(one), numbers[one.number]) for one in rows
    ]
    return sorted(found, key=lambda one: (one.put_off, -one.doubt, one.ids))


def count_unsure_events(connection: Connection, wanted: Filter, *, below: float) -> int:
    """How many there are in all."""
    # Counted whole and without the few that were reviewed: to pass over these row by row takes four times as long.
    unsure = select(func.count()).select_from(schema.occurrence)
    unsure = unsure.where(*conditions(wanted, revision=None), schema.occurrence.c.confidence < below)
    seen = unsure.where(schema.occurrence.c.number.in_(_judged_on("review")))
    return (connection.scalar(unsure) or 0) - (connection.scalar(seen) or 0)


def unsure_merges(connection: Connection, wanted: Filter, *, limit: int) -> tuple[list[Matter], int]:
    """Tellings held for one, or kept apart, on weak grounds, of which nobody has judged, and how many there are in all.

    Args:
        connection: A transaction.
        wanted: Which occurrences.
        limit: How many at most, the least sure first.
    """
    judged = _judged_same(connection)
    put_off = _claims(
        connection, (rest.split(":") for rest in connection.scalars(select(live_questions("skip").c.rest)))
    )
    weak = [*_held_together(connection, wanted, judged), *_kept_apart(connection, wanted, judged)]
    weak.sort(key=lambda one: (one.claims in put_off, -one.doubt, sorted(one.claims)))
    first = weak[:limit]
    ids = event_ids(connection, (number for one in first for number in one.claims))
    matters = [
        Matter(
            kind="merge",
            ids=tuple(sorted(ids[number] for number in one.claims)),
            doubt=one.doubt,
            reasons=one.reasons,
            put_off=one.claims in put_off,
        )
        for one in first
    ]
    return matters, len(weak)


def live_questions(kind: str) -> Subquery:
    """The questions of a kind that a person's judgement answers now; `rest` is what follows the kind."""
    judgement = schema.judgement.alias()
    other = schema.judgement.alias()
    newest = select(func.max(other.c.number)).where(
        other.c.question == judgement.c.question, other.c.machine.is_(False)
    )
    return (
        select(func.substr(judgement.c.question, len(kind) + 2).label("rest"))
        .where(
            judgement.c.question >= f"{kind}:",
            judgement.c.question < f"{kind}:\uffff",
            judgement.c.answer != "null",
            judgement.c.number == newest.scalar_subquery(),
        )
        .subquery()
    )


def links_within(connection: Connection, numbers: Iterable[int]) -> dict[int, list[Link]]:
    """The links between the tellings of each of these occurrences, by row number."""
    link, mine, theirs = schema.claim_link, schema.occurrence_claim.alias(), schema.occurrence_claim.alias()
    found: dict[int, list[Link]] = defaultdict(list)
    for batch in batches(numbers):
        query = (
            select(mine.c.occurrence, link)
            .join(mine, mine.c.claim == link.c.a)
            .join(theirs, (theirs.c.claim == link.c.b) & (theirs.c.occurrence == mine.c.occurrence))
            .where(mine.c.occurrence.in_(batch))
        )
        for occurrence, a, b, score, reason in connection.execute(query):
            found[occurrence].append(Link(a, b, score, reason))
    return found


def weakest(links: Iterable[Link], joined: Collection[frozenset[int]] = ()) -> Link | None:
    """The link that a group of claims would fall apart at: the weakest of those that hold it together.

    Args:
        links: All links of the group.
        joined: Pairs of claims of which a person has said that they are one.

    Returns:
        None where what people said holds it together.
    """
    group: dict[int, int] = {}
    for a, b in map(sorted, joined):
        _join(group, a, b)
    last: Link | None = None
    for link in sorted(links, key=lambda link: (-link.score, link.a, link.b)):
        if _join(group, link.a, link.b):
            last = link
    return last


def event_ids(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    """Event ids by the numbers of claims."""
    claim = schema.claim
    return {
        number: id
        for batch in batches(set(numbers))
        for number, id in connection.execute(select(claim.c.number, claim.c.id).where(claim.c.number.in_(batch)))
    }


def _join(group: dict[int, int], a: int, b: int) -> bool:
    """Bring two into one group; whether they weren't yet."""
    a, b = _root(group, a), _root(group, b)
    if a != b:
        group[a] = b
    return a != b


def _root(group: Mapping[int, int], one: int) -> int:
    while one in group:
        one = group[one]
    return one


def _unsure(wanted: Filter, below: float) -> Iterator[ColumnElement[bool]]:
    """Conditions on the rows of `occurrence`."""
    yield from conditions(wanted, revision=None)
    yield schema.occurrence.c.confidence < below
    yield schema.occurrence.c.number.not_in(_judged_on("review"))


def _judged_on(kind: str) -> Select[tuple[int]]:
    """The occurrences, of whatever version, of a telling of which a person has answered this kind of question."""
    member, claim, judged = schema.occurrence_claim, schema.claim, live_questions(kind)
    told = select(member.c.occurrence).join(claim, claim.c.number == member.c.claim)
    return told.join(judged, judged.c.rest == claim.c.id).correlate(None)


def _reasons(row: Row[*tuple[Any, ...]]) -> tuple[str, ...]:
    return tuple(
        reason
        for reason, holds_of in (
            (f"about {round(10 * row.confidence)} in 10 events coded this surely are of that type", True),
            ("nobody is named as acting", not row.actors),
            ("no words date it", row.basis == "publication"),
            ("its reports contradict one another", row.conflicts > 0),
        )
        if holds_of
    )


def _held_together(connection: Connection, wanted: Filter, judged: Mapping[frozenset[int], bool]) -> Iterator[_Weak]:
    """The occurrences that would fall into two without one weak link."""
    row, link = schema.occurrence.alias(), schema.claim_link
    mine, theirs = schema.occurrence_claim.alias(), schema.occurrence_claim.alias()
    weak = _first(select(link.c.a, link.c.b).where(link.c.score < SURE))
    query = (
        select(row.c.number, row.c.conflicts)
        .select_from(weak)
        .join(mine, mine.c.claim == weak.c.a)
        .join(row, (row.c.number == mine.c.occurrence) & holds_still(row))
        .join(theirs, (theirs.c.claim == weak.c.b) & (theirs.c.occurrence == mine.c.occurrence))
        .where(*_among(row, wanted))
        .distinct()
    )
    conflicts = dict(connection.execute(query).all())
    joined = [pair for pair, same in judged.items() if same]
    for number, links in links_within(connection, conflicts).items():
        members = {claim for one in links for claim in (one.a, one.b)}
        one = weakest(links, [pair for pair in joined if pair <= members])
        if one and one.score < SURE:
            doubt = min(0.99, 1 - one.score + _CONTRADICTED * conflicts[number])
            against = ("their accounts contradict one another",) if conflicts[number] else ()
            yield _Weak(frozenset((one.a, one.b)), round(doubt, 4), (f"held for one: {one.reason}", *against))


def _kept_apart(connection: Connection, wanted: Filter, judged: Mapping[frozenset[int], bool]) -> Iterator[_Weak]:
    """Pairs of occurrences that a link joins and something else keeps apart: the surest link of each pair."""
    row, other, link = schema.occurrence.alias(), schema.occurrence.alias(), schema.claim_link
    mine, theirs = _newest_of(link.c.a), _newest_of(link.c.b)
    links = _first(select(link, mine.label("mine"), theirs.label("theirs")).where(mine != theirs))
    query = (
        select(links)
        .join(row, (row.c.number == links.c.mine) & holds_still(row))
        .join(other, (other.c.number == links.c.theirs) & holds_still(other))
        .where(*_among(row, wanted))
        .order_by(links.c.score.desc(), links.c.a, links.c.b)
    )
    seen = _parted(connection, judged)
    for one in connection.execute(query):
        sides, claims = frozenset((one.mine, one.theirs)), frozenset((one.a, one.b))
        if sides not in seen and claims not in judged:
            seen.add(sides)
            yield _Weak(claims, _TOSS_UP, (f"kept apart, though alike: {one.reason}",))


def _newest_of(claim: ColumnElement[int]) -> ScalarSelect[int]:
    """The newest occurrence that a claim tells: the one that holds, if one does."""
    member = schema.occurrence_claim
    return select(func.max(member.c.occurrence)).where(member.c.claim == claim).scalar_subquery()


def _first(query: Select[Any]) -> Subquery:
    """A query whose rows a store finds before it joins others to them; `OFFSET 0` keeps it from turning that round."""
    return query.offset(0).subquery()


def _among(row: FromClause, wanted: Filter) -> Iterator[ColumnElement[bool]]:
    """What has to hold of an alias of `occurrence` that is known to be live."""
    if not wanted.is_open:
        meant = select(schema.occurrence.c.number).where(*conditions(wanted, revision=None))
        yield row.c.number.in_(meant.correlate(None))


def _judged_same(connection: Connection) -> dict[frozenset[int], bool]:
    """What people hold of pairs of claims now."""
    held: dict[tuple[str, ...], bool] = {}
    for one in load_judgements(connection, prefix="same:"):
        pair = tuple(one.question.split(":")[1:])
        if not one.machine:
            held.pop(pair, None)
            if one.answer is not None:
                held[pair] = bool(one.answer)
    return {claims: held[pair] for claims, pair in _claims(connection, held).items()}


def _parted(connection: Connection, judged: Mapping[frozenset[int], bool]) -> set[frozenset[int]]:
    """Pairs of live occurrences of which people have said that they are two."""
    apart = [pair for pair, same in judged.items() if not same]
    member, row = schema.occurrence_claim, schema.occurrence
    occurrences: dict[int, int] = {}
    for batch in batches({claim for pair in apart for claim in pair}):
        query = select(member.c.claim, member.c.occurrence).join(row, row.c.number == member.c.occurrence)
        query = query.where(member.c.claim.in_(batch), holds_still(row))
        occurrences.update(connection.execute(query).all())
    live = (pair for pair in apart if pair <= occurrences.keys())
    return {frozenset(occurrences[claim] for claim in pair) for pair in live}


def _claims(connection: Connection, named: Iterable[Sequence[str]]) -> dict[frozenset[int], tuple[str, ...]]:
    """Pairs of claims, by their numbers, for pairs of event ids; whatever is no pair is left out."""
    pairs = [tuple(ids) for ids in named if len(ids) == 2]
    ids = sorted({id for pair in pairs for id in pair})
    claim = schema.claim
    numbers: dict[str, int] = {}
    for at in range(0, len(ids), PER_QUERY):
        query = select(claim.c.id, claim.c.number).where(claim.c.id.in_(ids[at : at + PER_QUERY]))
        numbers.update(connection.execute(query).all())
    return {frozenset(numbers[id] for id in pair): pair for pair in pairs if all(id in numbers for id in pair)}
