"""Network: who deals with whom, as weighted edges."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from typing import Final, Literal, NamedTuple

from sqlalchemy import Connection, func, select

from dragoman.ledger import Ledger
from dragoman.ledger.store import schema
from dragoman.model.entity import Entity
from dragoman.views.filters import EVERYTHING, Filter, conditions
from dragoman.views.parties import entities

EDGES: Final = 200
"""How many edges are given unless the caller says otherwise: more can't be told apart in a picture."""


@dataclass(frozen=True, slots=True)
class Edge:
    """What ties two parties.

    Attributes:
        source: Entity id, or code of the state, of who acts.
        source_name: Its name.
        target: The same of the recipient, or of the other who acts.
        target_name: Its name.
        joint: Whether they act together; such an edge has no direction and stands once, the smaller id first.
        count: How many occurrences.
        goldstein: Mean of their Goldstein scores.
    """

    source: str
    source_name: str
    target: str
    target_name: str
    joint: bool
    count: int
    goldstein: float


class _Pair(NamedTuple):
    """Two ends of an edge."""

    source: str
    target: str
    joint: bool


@dataclass(frozen=True, slots=True)
class _Acts:
    """The occurrences that have the same actors and the same recipients.

    Attributes:
        actors, recipients: Entity ids, or codes of states.
        count: How many there are.
        goldstein: Sum of their Goldstein scores.
    """

    actors: frozenset[str]
    recipients: frozenset[str]
    count: int
    goldstein: float

    @property
    def pairs(self) -> Iterator[_Pair]:
        """The edges they are on: from who acts to each other recipient, and between those who act."""
        for source, target in product(self.actors, self.recipients):
            if source != target:
                yield _Pair(source, target, joint=False)
        for source, target in combinations(sorted(self.actors), 2):
            yield _Pair(source, target, joint=True)


def actors_network(
    ledger: Ledger, wanted: Filter = EVERYTHING, *, by: Literal["entity", "country"] = "entity", limit: int = EDGES
) -> tuple[Edge, ...]:
    """Who deals with whom in the occurrences of a filter: the edges of most occurrences first, then by ids.

    Args:
        ledger: The ledger.
        wanted: The filter.
        by: `country` takes a state and those who belong to it as one, and leaves out who belongs to none.
        limit: How many edges at most.

    Raises:
        LedgerError: The ledger can't be read.
    """
    with ledger.reading() as connection:
        acts = _acts(connection, wanted, ledger.revision(connection, wanted.as_of))
        if by == "country":
            ids = frozenset[str]().union(*(one.actors | one.recipients for one in acts))
            belonging = entities(connection, ids)
            acts = [_of_states(one, belonging) for one in acts]
        counts: Counter[_Pair] = Counter()
        scores: dict[_Pair, float] = defaultdict(float)
        for one in acts:
            for pair in one.pairs:
                counts[pair] += one.count
                scores[pair] += one.goldstein
        ranked = sorted(counts, key=lambda pair: (-counts[pair], pair))[:limit]
        known = entities(connection, {end for pair in ranked for end in (pair.source, pair.target)})
    return tuple(
        Edge(
            source=pair.source,
            source_name=known[pair.source].name,
            target=pair.target,
            target_name=known[pair.target].name,
            joint=pair.joint,
            count=counts[pair],
            goldstein=scores[pair] / counts[pair],
        )
        for pair in ranked
    )


def _acts(connection: Connection, wanted: Filter, revision: int | None) -> list[_Acts]:
    row = schema.occurrence.c
    query = (
        select(row.actors, row.recipients, func.count(), func.sum(row.goldstein))
        .where(*conditions(wanted, revision=revision))
        .group_by(row.actors, row.recipients)
    )
    return [
        _Acts(_ids(actors), _ids(recipients), many, float(goldstein))
        for actors, recipients, many, goldstein in connection.execute(query)
    ]


def _ids(joined: str) -> frozenset[str]:
    return frozenset(joined.split(";")) - {""}


def _of_states(acts: _Acts, known: Mapping[str, Entity]) -> _Acts:
    actors, recipients = (
        frozenset(state for id in ids if (state := known[id].country)) for ids in (acts.actors, acts.recipients)
    )
    return _Acts(actors, recipients, acts.count, acts.goldstein)
