"""Merging: claims that tell one event in the world become one occurrence, kept in versions.

What is written here follows from the claims and the judgements alone, so the order in which reports arrive doesn't
change it: links are a function of two claims, groups of the links, and an occurrence of its tellings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Connection, Table, func, insert, or_, select

from dragoman.ledger.store import schema
from dragoman.ledger.store.copies import load_copies, load_credits
from dragoman.ledger.store.loading import Claim, batches, load_answers, load_claims
from dragoman.ledger.store.versions import close_versions, write_versions
from dragoman.ledger.tellings.blocking import keys
from dragoman.ledger.tellings.clusters import Tie, clusters
from dragoman.ledger.tellings.independence import independent_sources
from dragoman.ledger.tellings.sameness import SAME, compatible, sameness
from dragoman.ledger.tellings.settling import settle
from dragoman.ledger.tellings.sketch import Sketch, sketch
from dragoman.model.occurrence import Occurrence

# Not "IS NULL", for which SQLite would walk an index over all that is live instead of starting from the claims.
_IS_LIVE = func.coalesce(schema.occurrence.c.until_revision, 0) == 0


@dataclass(frozen=True, slots=True)
class _Pairs:
    """What is known of pairs of claims, by their event ids."""

    ties: tuple[Tie, ...]
    apart: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Origins:
    """Which documents are near copies, and which agency a document credits, by their ids."""

    copies: Set[tuple[str, str]]
    credits: Mapping[str, str]


def link(connection: Connection, numbers: Iterable[int]) -> None:
    """Find the claims that tell the same as the new ones, and link them."""
    key = schema.claim_key
    new = _sketches(load_claims(connection, numbers))
    if not new:
        return
    own = {number: keys(one) for number, one in new.items()}
    rows = [{"key": one, "claim": number} for number in own for one in own[number].filed]
    connection.execute(insert(key), rows)
    near = _sharing(connection, {number: one.sought for number, one in own.items()})
    copies = load_copies(connection, {one.document for one in new.values()})
    copied = _claims_of(connection, {document for pair in copies for document in pair})
    known = _sketches(load_claims(connection, copied.union(*near.values()) - set(new))) | new
    pairs = {(min(a, b), max(a, b)) for a, found in near.items() for b in found}
    # A near copy's passages are compared whoever is named in them.
    pairs |= {(min(a, b), max(a, b)) for a in new for b in copied if _copied(known[a], known[b], copies)}
    links = []
    for a, b in sorted(pairs):
        found = sameness(known[a], known[b], copies=_copied(known[a], known[b], copies))
        if found and found.score >= SAME:
            links.append({"a": a, "b": b, "score": found.score, "reason": found.reason})
    if links:
        connection.execute(insert(schema.claim_link), links)


def _claims_of(connection: Connection, documents: Iterable[str]) -> set[int]:
    """The live claims of some documents."""
    claim, coding, report = schema.claim, schema.coding, schema.report
    query = (
        select(claim.c.number)
        .join(coding, claim.c.coding == coding.c.number)
        .join(report, claim.c.report == report.c.number)
    )
    return {
        number
        for batch in batches(documents)
        for number in connection.scalars(query.where(report.c.id.in_(batch), coding.c.until_revision.is_(None)))
    }


def _sketches(claims: Iterable[Claim]) -> dict[int, Sketch]:
    return {claim.number: sketch(claim.telling) for claim in claims}


def _copied(a: Sketch, b: Sketch, copies: Set[tuple[str, str]]) -> bool:
    return (min(a.document, b.document), max(a.document, b.document)) in copies


def _sharing(connection: Connection, own: Mapping[int, frozenset[int]]) -> dict[int, set[int]]:
    """For each claim the live claims that are filed where it looks."""
    key = schema.claim_key
    claim, coding = schema.claim, schema.coding
    wanted: set[int] = set().union(*own.values())
    holders: dict[int, set[int]] = {}
    for batch in batches(wanted):
        query = (
            select(key.c.key, key.c.claim)
            .join(claim, key.c.claim == claim.c.number)
            .join(coding, claim.c.coding == coding.c.number)
            .where(key.c.key.in_(batch), coding.c.until_revision.is_(None))
        )
        for one, number in connection.execute(query):
            holders.setdefault(one, set()).add(number)
    return {number: set().union(*(holders.get(one, ()) for one in mine)) - {number} for number, mine in own.items()}


def regroup(connection: Connection, touched: Iterable[int], revision: int) -> None:
    """Bring the occurrences around these claims up to date: close the versions that hold no longer, write the new ones.

    Args:
        connection: A transaction that writes.
        touched: Claims that are new, judged, or hold no longer.
        revision: The change that this belongs to.
    """
    touched = set(touched)
    near = _neighbourhood(connection, touched)
    claims = {claim.telling.event.id: claim for claim in load_claims(connection, _live(connection, near))}
    claims = {one: claim for one, claim in claims.items() if claim.telling.verdict != "rejected"}
    pairs = _pairs(connection, claims)
    groups = clusters(
        claims,
        pairs.ties,
        compatible=_compatible(connection, claims),
        apart=pairs.apart,
    )
    wanted = {frozenset(claims[one].number for one in group): group for group in groups}
    standing = _standing(connection, near)
    kept = {members for members in standing.values() if members in wanted and not members & touched}
    close_versions(connection, (number for number, members in standing.items() if members not in kept), revision)
    new = [[claims[one] for one in sorted(group)] for members, group in wanted.items() if members not in kept]
    told = {claim.telling.document.id for members in new if len(members) > 1 for claim in members}
    origins = _Origins(load_copies(connection, told), load_credits(connection, told))
    settled = [(_settle(members, pairs.ties, origins), [claim.number for claim in members]) for members in new]
    write_versions(connection, settled, revision)


def _settle(members: Sequence[Claim], ties: Sequence[Tie], origins: _Origins) -> Occurrence:
    tellings = [claim.telling for claim in members]
    ids = {one.event.id for one in tellings}
    surest = min((tie for tie in ties if tie.a in ids and tie.b in ids), key=_doubt, default=None)
    return settle(
        tellings,
        independent_sources=independent_sources(tellings, origins.copies, credits=origins.credits),
        reason=surest.reason if surest else "",
    )


def _doubt(tie: Tie) -> tuple[bool, float, str, str]:
    return (not tie.by_hand, -tie.score, tie.a, tie.b)


def _compatible(connection: Connection, claims: Mapping[str, Claim]) -> Callable[[str, str], bool]:
    """Whether two of these claims, by their event ids, may be one occurrence."""
    copies = load_copies(connection, {claim.telling.document.id for claim in claims.values()})

    @cache
    def sketched(one: str) -> Sketch:
        return sketch(claims[one].telling)

    def may_be_one(a: str, b: str) -> bool:
        return compatible(sketched(a), sketched(b), copies=_copied(sketched(a), sketched(b), copies))

    return may_be_one


def _neighbourhood(connection: Connection, touched: set[int]) -> set[int]:
    """All claims that links, a person's judgement or a standing occurrence lead to."""
    found: set[int] = set()
    frontier = set(touched)
    while frontier:
        found |= frontier
        reached: set[int] = set()
        for batch in batches(frontier):
            reached |= _beside(connection, batch)
            reached.update(*(_paired(connection, pair, batch) for pair in (schema.claim_link, schema.claim_pair)))
        frontier = reached - found
    return found


def _paired(connection: Connection, pair: Table, numbers: list[int]) -> set[int]:
    """The claims that stand in a table of pairs with one of these, and these."""
    query = select(pair.c.a, pair.c.b).where(or_(pair.c.a.in_(numbers), pair.c.b.in_(numbers)))
    return {number for row in connection.execute(query) for number in row}


def _beside(connection: Connection, numbers: list[int]) -> set[int]:
    occurrence, member = schema.occurrence, schema.occurrence_claim
    theirs = (
        select(member.c.occurrence)
        .join(occurrence, occurrence.c.number == member.c.occurrence)
        .where(member.c.claim.in_(numbers), _IS_LIVE)
    )
    return set(connection.scalars(select(member.c.claim).where(member.c.occurrence.in_(theirs))))


def _live(connection: Connection, numbers: Iterable[int]) -> set[int]:
    claim, coding = schema.claim, schema.coding
    return {
        number
        for batch in batches(numbers)
        for number in connection.scalars(
            select(claim.c.number)
            .join(coding, claim.c.coding == coding.c.number)
            .where(claim.c.number.in_(batch), coding.c.until_revision.is_(None))
        )
    }


def _pairs(connection: Connection, claims: Mapping[str, Claim]) -> _Pairs:
    ids = {claim.number: one for one, claim in claims.items()}
    links, judged = schema.claim_link, schema.claim_pair
    ties: list[Tie] = []
    asked: list[tuple[str, str]] = []
    for batch in batches(ids):
        for row in connection.execute(select(links).where(links.c.a.in_(batch))):
            if row.b in ids:
                a, b = sorted((ids[row.a], ids[row.b]))
                ties.append(Tie(a, b, row.score, row.reason))
        for row in connection.execute(select(judged).where(judged.c.a.in_(batch))):
            if row.b in ids:
                a, b = sorted((ids[row.a], ids[row.b]))
                asked.append((a, b))
    answers = load_answers(connection, [f"same:{a}:{b}" for a, b in asked])
    same = {pair: answers.get(f"same:{pair[0]}:{pair[1]}") for pair in asked}
    by_hand = [Tie(a, b, 1.0, "a person said so", by_hand=True) for (a, b), answer in same.items() if answer is True]
    return _Pairs((*by_hand, *ties), frozenset(pair for pair, answer in same.items() if answer is False))


def _standing(connection: Connection, numbers: Iterable[int]) -> dict[int, frozenset[int]]:
    """The live occurrences around these claims: number → all their claims."""
    occurrence, member = schema.occurrence, schema.occurrence_claim
    found: dict[int, set[int]] = {}
    for batch in batches(numbers):
        query = (
            select(member.c.occurrence, member.c.claim)
            .join(occurrence, occurrence.c.number == member.c.occurrence)
            .where(member.c.claim.in_(batch), _IS_LIVE)
        )
        for number, claim in connection.execute(query):
            found.setdefault(number, set()).add(claim)
    return {number: frozenset(members) for number, members in found.items()}
