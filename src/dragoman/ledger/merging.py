"""Merging: claims that tell one event in the world become one occurrence, kept in versions.

What is written here follows from the claims and the judgements alone, so the order in which reports arrive doesn't
change it: links are a function of two claims, groups of the links, and an occurrence of its tellings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, or_, select, update

from dragoman.ledger import schema
from dragoman.ledger.clusters import Tie, clusters
from dragoman.ledger.independence import independent_sources
from dragoman.ledger.loading import Claim, batches, load_answers, load_claims
from dragoman.ledger.rows import occurrence_rows
from dragoman.ledger.sameness import SAME, compatible, keys, sameness
from dragoman.ledger.settling import settle


@dataclass(frozen=True, slots=True)
class _Pairs:
    """What is known of pairs of claims, by their event ids."""

    ties: tuple[Tie, ...]
    apart: frozenset[tuple[str, str]]


def link(connection: Connection, numbers: Iterable[int]) -> None:
    """Find the claims that tell the same as the new ones, and link them."""
    key = schema.claim_key
    new = {claim.number: claim for claim in load_claims(connection, numbers)}
    if not new:
        return
    own = {number: keys(claim.telling) for number, claim in new.items()}
    connection.execute(
        insert(key), [{"key": one, "claim": number} for number in sorted(own) for one in sorted(own[number])]
    )
    near = _sharing(connection, own)
    others = {claim.number: claim for claim in load_claims(connection, set().union(*near.values()) - set(new))}
    known = {**others, **new}
    pairs = {(min(a, b), max(a, b)) for a, found in near.items() for b in found}
    rows = [row for a, b in sorted(pairs) if (row := _link_row(known[a], known[b]))]
    if rows:
        connection.execute(insert(schema.claim_link), rows)


def _sharing(connection: Connection, own: Mapping[int, frozenset[str]]) -> dict[int, set[int]]:
    """For each claim the live claims that share one of its keys."""
    key = schema.claim_key
    claim, coding = schema.claim, schema.coding
    wanted = sorted(set().union(*own.values()))
    holders: dict[str, set[int]] = {}
    for at in range(0, len(wanted), 500):
        query = (
            select(key.c.key, key.c.claim)
            .join(claim, key.c.claim == claim.c.number)
            .join(coding, claim.c.coding == coding.c.number)
            .where(key.c.key.in_(wanted[at : at + 500]), coding.c.until_revision.is_(None))
        )
        for one, number in connection.execute(query):
            holders.setdefault(one, set()).add(number)
    return {number: set().union(*(holders.get(one, ()) for one in mine)) - {number} for number, mine in own.items()}


def _link_row(a: Claim, b: Claim) -> dict[str, Any] | None:
    if a.telling.document.id == b.telling.document.id:
        return None
    found = sameness(a.telling, b.telling)
    if found is None or found.score < SAME:
        return None
    return {"a": a.number, "b": b.number, "score": found.score, "reason": found.reason}


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
        compatible=lambda a, b: compatible(claims[a].telling, claims[b].telling),
        apart=pairs.apart,
    )
    wanted = {frozenset(claims[one].number for one in group): group for group in groups}
    standing = _standing(connection, near)
    kept = {members for members in standing.values() if members in wanted and not members & touched}
    closed = sorted(number for number, members in standing.items() if members not in kept)
    for batch in batches(closed):
        connection.execute(
            update(schema.occurrence).where(schema.occurrence.c.number.in_(batch)).values(until_revision=revision)
        )
    for members, group in wanted.items():
        if members not in kept:
            _write(connection, [claims[one] for one in sorted(group)], pairs.ties, revision)


def _neighbourhood(connection: Connection, touched: set[int]) -> set[int]:
    """All claims that links, a person's judgement or a standing occurrence lead to."""
    found: set[int] = set()
    frontier = set(touched)
    while frontier:
        found |= frontier
        reached: set[int] = set()
        for batch in batches(frontier):
            reached |= _linked(connection, batch) | _judged_same(connection, batch) | _beside(connection, batch)
        frontier = reached - found
    return found


def _linked(connection: Connection, numbers: list[int]) -> set[int]:
    pair = schema.claim_link
    query = select(pair.c.a, pair.c.b).where(or_(pair.c.a.in_(numbers), pair.c.b.in_(numbers)))
    return {number for row in connection.execute(query) for number in row}


def _beside(connection: Connection, numbers: list[int]) -> set[int]:
    occurrence, member = schema.occurrence, schema.occurrence_claim
    theirs = (
        select(member.c.occurrence)
        .join(occurrence, occurrence.c.number == member.c.occurrence)
        .where(member.c.claim.in_(numbers), occurrence.c.until_revision.is_(None))
    )
    return set(connection.scalars(select(member.c.claim).where(member.c.occurrence.in_(theirs))))


def _judged_same(connection: Connection, numbers: list[int]) -> set[int]:
    pair = schema.claim_pair
    query = select(pair.c.a, pair.c.b).where(or_(pair.c.a.in_(numbers), pair.c.b.in_(numbers)))
    return {number for row in connection.execute(query) for number in row}


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
            .where(member.c.claim.in_(batch), occurrence.c.until_revision.is_(None))
        )
        for number, claim in connection.execute(query):
            found.setdefault(number, set()).add(claim)
    return {number: frozenset(members) for number, members in found.items()}


def _write(connection: Connection, members: list[Claim], ties: Iterable[Tie], revision: int) -> None:
    tellings = [claim.telling for claim in members]
    ids = {one.event.id for one in tellings}
    reason = next((tie.reason for tie in _surest(ties) if tie.a in ids and tie.b in ids), "")
    settled = settle(
        tellings, independent_sources=independent_sources(tellings, _copies(connection, tellings)), reason=reason
    )
    rows = occurrence_rows(settled)
    number = connection.execute(
        insert(schema.occurrence).values(**rows.occurrence, from_revision=revision)
    ).inserted_primary_key
    assert number is not None
    connection.execute(
        insert(schema.occurrence_claim), [{"occurrence": number[0], "claim": claim.number} for claim in members]
    )
    for table, values in rows.under.items():
        if values:
            connection.execute(
                insert(schema.metadata.tables[table]), [{"occurrence": number[0], **row} for row in values]
            )


def _surest(ties: Iterable[Tie]) -> list[Tie]:
    return sorted(ties, key=lambda tie: (not tie.by_hand, -tie.score, tie.a, tie.b))


def _copies(connection: Connection, tellings: list[Any]) -> list[tuple[str, str]]:
    documents = sorted({one.document.id for one in tellings})
    if len(documents) < 2:
        return []
    report, pair = schema.report, schema.report_link
    query = select(report.c.number, report.c.id).where(report.c.id.in_(documents))
    ids: dict[int, str] = {row.number: row.id for row in connection.execute(query)}
    pairs = select(pair.c.a, pair.c.b).where(pair.c.a.in_(ids), pair.c.b.in_(ids))
    return [(ids[a], ids[b]) for a, b in connection.execute(pairs)]
