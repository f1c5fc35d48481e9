"""GEXF: the network of actors, for Gephi and networkx.

A node is somebody who took part in what happened; an edge leads from an actor to a recipient, one edge a quad class,
and its weight is the number of occurrences. Where all parties act together ("the ministers met"), each pair is joined
by an edge that is marked `mutual`, from the id that comes first in the alphabet. What is announced, supposed or denied
is no edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Final

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from dragoman.codebook.definitions import QUADS
from dragoman.exports.cells import plain
from dragoman.exports.dyads import HAPPENED
from dragoman.model.entity import Entity
from dragoman.model.occurrence import Occurrence

_DECLARATION: Final = '<?xml version="1.0" encoding="utf-8"?>\n'


@dataclass(slots=True)
class _Tie:
    """What has happened between two in one quad class; it grows while occurrences stream by."""

    weight: int = 0
    score: float = 0.0
    first: date | None = None
    last: date | None = None

    def add(self, occurrence: Occurrence) -> None:
        self.weight += 1
        self.score += occurrence.plover_score
        day = occurrence.when.start
        if day:
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)


@dataclass(slots=True)
class _Network:
    """Nodes by id, ties by source, target, quad class and whether they are mutual; it grows likewise."""

    nodes: dict[str, Entity] = field(default_factory=dict)
    ties: dict[tuple[str, str, int, bool], _Tie] = field(default_factory=dict)

    def add(self, occurrence: Occurrence) -> None:
        for entity in (*occurrence.actor, *occurrence.recipient):
            self.nodes.setdefault(entity.id, entity)
        for source, target, mutual in _pairs(occurrence):
            self.ties.setdefault((source, target, occurrence.quad, mutual), _Tie()).add(occurrence)


def export(occurrences: Iterable[Occurrence]) -> Iterator[str]:
    """The whole network as one piece, nodes and edges sorted by id."""
    network = _Network()
    for occurrence in occurrences:
        if occurrence.status in HAPPENED:
            network.add(occurrence)
    yield _document(_graph(network))


def _pairs(occurrence: Occurrence) -> Iterator[tuple[str, str, bool]]:
    actors = sorted({entity.id for entity in occurrence.actor})
    recipients = sorted({entity.id for entity in occurrence.recipient})
    if recipients:
        yield from ((source, target, False) for source in actors for target in recipients if source != target)
    else:
        yield from ((source, target, True) for source, target in combinations(actors, 2))


def _graph(network: _Network) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for id, entity in sorted(network.nodes.items()):
        graph.add_node(
            plain(id),
            label=plain(entity.name),
            kind=entity.kind,
            country=plain(entity.country or ""),
            sector=plain(entity.sector or ""),
        )
    for (source, target, quad, mutual), tie in sorted(network.ties.items(), key=lambda item: item[0]):
        graph.add_edge(
            plain(source),
            plain(target),
            weight=tie.weight,
            quad=quad,
            quad_name=QUADS.get(quad, ""),
            mutual=mutual,
            mean_score=tie.score / tie.weight,
            first=tie.first.isoformat() if tie.first else "",
            last=tie.last.isoformat() if tie.last else "",
        )
    return graph


def _document(graph: nx.MultiDiGraph[str]) -> str:
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(graph)
    # networkx stamps the file with today's date and its own version: the same network must give the same file.
    for meta in [child for child in writer.xml if child.tag.endswith("meta")]:
        writer.xml.remove(meta)
    return f"{_DECLARATION}{writer}".rstrip() + "\n"
