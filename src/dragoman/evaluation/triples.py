"""How well whole sentences are coded, with nothing marked for the coder: who did what to whom, as countries.

The form is that of `evaluation.relations`; the marks only tell the gold. A file may add `source_country` and
`target_country`: ISO alpha-3 codes or entity ids joined by "+", any of which is right, "~" for a party judged by its
words, and "---" for nobody of any country. Without the columns each party is judged by its words.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from dragoman.evaluation.relations import Relation, Told, benchmark_class, read_relations
from dragoman.model import Event, Party, Span

COUNTRIES = ("source_country", "target_country")
NOBODY = "---"
BY_WORDS = "~"
_HOSTING = "043"
Verdict = Literal[
    "right", "nothing coded", "no source", "wrong source", "no target", "wrong target", "wrong root", "several wrong"
]


@dataclass(frozen=True, slots=True)
class Side:
    """What the gold says of one party.

    Attributes:
        span: Its words, in code points of the sentence; None where they don't stand in it.
        countries: Codes and ids of which each is right, `BY_WORDS` and `NOBODY` among them; empty for by its words.
    """

    span: Span | None
    countries: frozenset[str] = frozenset()

    @property
    def asked(self) -> bool:
        """Whether the gold says anything of it."""
        return self.span is not None or bool(self.countries)


@dataclass(frozen=True, slots=True)
class Triple:
    """A sentence with what it tells.

    Attributes:
        relation: The sentence as the relation benchmark gives it.
        source: Who acts.
        target: On whom.
    """

    relation: Relation
    source: Side
    target: Side


@dataclass(frozen=True, slots=True)
class Answer:
    """What came out for a sentence: of its events the one with the most parts right.

    Attributes:
        id: The sentence's number in the file.
        source, root, target: Whether that part is right.
        verdict: The kind of miss, or `right`.
        gold: What was asked, as `source ROOT target`.
        told: What was coded, likewise; empty for nothing.
    """

    id: str
    source: bool
    root: bool
    target: bool
    verdict: Verdict
    gold: str
    told: str


@dataclass(frozen=True, slots=True)
class TripleScores:
    """What `score_triples` measured, each share from 0 to 1.

    Attributes:
        cases: Sentences.
        triple: Share with source, root and target right in one event.
        source, root, target: Share with this part right in the event that has the most right.
        events: Events coded in all.
        verdicts: How often each kind of miss occurs, most often first.
        answers: What came out for each sentence, in the file's order.
    """

    cases: int
    triple: float
    source: float
    root: float
    target: float
    events: int
    verdicts: Mapping[str, int]
    answers: tuple[Answer, ...]

    def to_json(self) -> dict[str, object]:
        """The scores as plain values, ready for `json.dumps`."""
        return asdict(self)


def score_triples(path: Path, code: Callable[[str], Iterable[Event]]) -> TripleScores:
    """Score a coder on a file of sentences.

    Args:
        path: The TSV.
        code: Codes a sentence; the events' parties count in code points of it.

    Raises:
        GoldError: As for `score_relations`.
    """
    answers: list[Answer] = []
    coded = 0
    for triple in read_triples(path):
        events = tuple(code(triple.relation.text))
        coded += len(events)
        answers.append(answer(triple, events))
    return TripleScores(
        cases=len(answers),
        triple=_share(one.verdict == "right" for one in answers),
        source=_share(one.source for one in answers),
        root=_share(one.root for one in answers),
        target=_share(one.target for one in answers),
        events=coded,
        verdicts=dict(Counter(one.verdict for one in answers).most_common()),
        answers=tuple(answers),
    )


def read_triples(path: Path) -> tuple[Triple, ...]:
    """The sentences of a file, in order, with the countries of their parties where it gives them.

    Raises:
        GoldError: As for `score_relations`.
    """
    relations = read_relations(path)
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return tuple(
        Triple(
            relation,
            *(
                Side(span, _codes(row.get(column)))
                for span, column in zip((relation.source, relation.target), COUNTRIES, strict=True)
            ),
        )
        for relation, row in zip(relations, rows, strict=True)
    )


def _codes(cell: str | None) -> frozenset[str]:
    return frozenset(cell.split("+")) if cell else frozenset()


def answer(triple: Triple, events: Iterable[Event]) -> Answer:
    """What a sentence's events make of its triple; the first of several with as many parts right."""
    best: tuple[bool, bool, bool] = (False, False, False)
    told: Event | None = None
    for event in events:
        parts = _parts(triple, event)
        if told is None or sum(parts) > sum(best):
            best, told = parts, event
    source, root, target = best
    return Answer(
        id=triple.relation.id,
        source=source,
        root=root,
        target=target,
        verdict=_verdict(best, told),
        gold=f"{_asked(triple.source)} {triple.relation.root} {_asked(triple.target)}",
        told=f"{_coded(_sources(told))} {_root(told)} {_coded(_targets(told))}" if told else "",
    )


def _parts(triple: Triple, event: Event) -> tuple[bool, bool, bool]:
    return (
        _is_right(triple.source, _sources(event)),
        _root(event) == triple.relation.root,
        _is_right(triple.target, _targets(event)),
    )


def _root(event: Event) -> str:
    return benchmark_class(Told(event.type, event.cameo, event.status, event.mode))


def _sources(event: Event) -> tuple[Party, ...]:
    """Who acts; where CAMEO tells of hosting, that is the host, though with us the visitor acts."""
    return event.recipient if event.cameo == _HOSTING else event.actor


def _targets(event: Event) -> tuple[Party, ...]:
    """Whom an act is done to: its recipients; all who do it together; else whom it concerns."""
    if event.cameo == _HOSTING:
        return event.actor
    joint = event.actor if len(event.actor) > 1 else ()
    return (*event.recipient, *joint) or event.about


def _is_right(side: Side, parties: Iterable[Party]) -> bool:
    named = tuple(parties)
    countries = {party.entity.country for party in named} - {None}
    if not side.asked or (countries | {party.id for party in named}) & side.countries:
        return True
    if NOBODY in side.countries:
        return not countries
    by_words = not side.countries or BY_WORDS in side.countries
    return by_words and any(_touches(party, side.span) for party in named)


def _touches(party: Party, span: Span | None) -> bool:
    return span is not None and party.start < span.end and span.start < party.end


def _verdict(parts: tuple[bool, bool, bool], told: Event | None) -> Verdict:
    source, root, _ = parts
    if told is None:
        return "nothing coded"
    if all(parts):
        return "right"
    if sum(parts) < 2:
        return "several wrong"
    if not root:
        return "wrong root"
    if not source:
        return "wrong source" if _sources(told) else "no source"
    return "wrong target" if _targets(told) else "no target"


def _asked(side: Side) -> str:
    return "+".join(sorted(side.countries)) or ("marked" if side.asked else NOBODY)


def _coded(parties: Iterable[Party]) -> str:
    return "+".join(party.entity.country or party.entity.name for party in parties) or NOBODY


def _share(right: Iterable[bool]) -> float:
    marks = list(right)
    return sum(marks) / len(marks) if marks else 0.0
