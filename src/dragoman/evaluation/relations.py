"""How well the type of what one party does to another is told, on sentences with both parties marked.

The form is that of the relation benchmark of Hu et al. (ACL 2024, "Leveraging Codebook Knowledge with NLI and ChatGPT
for Zero-Shot Political Relation Classification"): a TSV with `marked_sentence` (`<s>…</s>`, `<t>…</t>`), `gold_root`
and `gold_quad`. Its 15 classes are the roots of CAMEO under PLOVER's names: `benchmark_class` says how they differ from
PLOVER's types (docs/decisions/0007-benchmark-classes.md).
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

from dragoman.codebook import codebook
from dragoman.errors import GoldError
from dragoman.model import Event, Span

COLUMNS = ("id", "marked_sentence", "gold_root", "gold_quad")
YIELD = "YIELD"
NOTHING = "NONE"
_MARK = re.compile(r"</?[st]>")
#: CAMEO root → class of the benchmark; 01, which only says that something was said, keeps the class of its type.
_CLASS_OF_ROOT = {
    "02": "REQUEST",
    "03": "AGREE",
    "04": "CONSULT",
    "05": "SUPPORT",
    "06": "COOPERATE",
    "07": "AID",
    "08": YIELD,
    "09": "ACCUSE",
    "10": "REQUEST",
    "11": "ACCUSE",
    "12": "REJECT",
    "13": "THREATEN",
    "14": "PROTEST",
    "15": "MOBILIZE",
    "16": "SANCTION",
    "17": "COERCE",
    "18": "ASSAULT",
    "19": "ASSAULT",
    "20": "ASSAULT",
}
#: Acts that the benchmark counts otherwise than the rest of their root: sanctions, cyber attacks, verdicts.
_CLASS_OF_CODE = {"166": "COERCE"}
_CLASS_OF_MODE = {"cyber": "ASSAULT", "convict": "ACCUSE"}
_HOSTILE = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})


@dataclass(frozen=True, slots=True)
class Relation:
    """One sentence of the benchmark.

    Attributes:
        id: The file's own number.
        text: The sentence without marks.
        source: Who acts, in code points of `text`; None where the sentence doesn't name them.
        target: On whom, likewise.
        root: Gold class.
        quad: Gold quad class, 1 to 4; 0 for none.
    """

    id: str
    text: str
    source: Span | None
    target: Span | None
    root: str
    quad: int


class Told(NamedTuple):
    """What a coder says that a sentence tells between two parties, in the terms of an event."""

    type: str
    cameo: str
    status: str = "actual"
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class ClassScore:
    """Precision, recall and F1 of a class, and how often the gold has it."""

    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True, slots=True)
class RelationScores:
    """What `score_relations` measured.

    Attributes:
        cases: Sentences.
        accuracy: Share with the right class.
        macro_f1: Mean F1 over the classes of the gold.
        quad_macro_f1: The same over quad classes.
        classes: Scores of each class, by name.
        confusion: How often a gold class was taken for another, most often first: (gold, predicted, count).
        unanswered: Sentences for which nothing was coded.
        predictions: Id, gold and prediction of each sentence.
    """

    cases: int
    accuracy: float
    macro_f1: float
    quad_macro_f1: float
    classes: Mapping[str, ClassScore]
    confusion: tuple[tuple[str, str, int], ...]
    unanswered: int
    predictions: tuple[tuple[str, str, str], ...]

    def to_json(self) -> dict[str, object]:
        """The scores as plain values, ready for `json.dumps`."""
        return asdict(self)


Relate = Callable[[Relation], Told | None]


def score_relations(path: Path, relate: Relate) -> RelationScores:
    """Score a coder on a file of marked sentences.

    Args:
        path: The TSV.
        relate: Says what a sentence tells between its source and its target; None for nothing.

    Raises:
        GoldError: The file can't be read, lacks a column, or a mark doesn't close.
    """
    relations = read_relations(path)
    told = [benchmark_class(relate(relation)) for relation in relations]
    gold = [relation.root for relation in relations]
    classes = {name: _score(name, gold, told) for name in sorted(set(gold))}
    quads = [str(relation.quad) for relation in relations]
    told_quads = [str(quad_of(one)) for one in told]
    quad_scores = [_score(name, quads, told_quads).f1 for name in sorted(set(quads) - {"0"})]
    wrong = Counter((right, one) for right, one in zip(gold, told, strict=True) if right != one)
    return RelationScores(
        cases=len(gold),
        accuracy=_mean([float(right == one) for right, one in zip(gold, told, strict=True)]),
        macro_f1=_mean([score.f1 for score in classes.values()]),
        quad_macro_f1=_mean(quad_scores),
        classes=classes,
        confusion=tuple((right, one, count) for (right, one), count in wrong.most_common()),
        unanswered=told.count(NOTHING),
        predictions=tuple((relation.id, relation.root, one) for relation, one in zip(relations, told, strict=True)),
    )


def read_relations(path: Path) -> tuple[Relation, ...]:
    """The sentences of a file, in order.

    Raises:
        GoldError: As for `score_relations`.
    """
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(str(path), f"can't be read: {error}") from error
    if rows and (missing := [column for column in COLUMNS if rows[0].get(column) is None]):
        raise GoldError(str(path), f"has no column {', '.join(missing)}")
    return tuple(_relation(path, number, row) for number, row in enumerate(rows, start=2))


def _relation(path: Path, line: int, row: Mapping[str, str]) -> Relation:
    """A row read: where a party is marked twice the first mark counts; one that isn't marked isn't in the sentence."""
    begun: dict[str, int] = {}
    spans: dict[str, Span] = {}
    text = ""
    at = 0
    for mark in _MARK.finditer(row["marked_sentence"]):
        text += row["marked_sentence"][at : mark.start()]
        at = mark.end()
        party = mark.group()[-2]
        if mark.group()[1] != "/":
            begun[party] = len(text)
        elif party not in begun or begun[party] == len(text):
            raise GoldError(f"{path}:{line}", f"ends a <{party}> that didn't begin, or an empty one")
        else:
            spans.setdefault(party, Span(begun[party], len(text)))
    text += row["marked_sentence"][at:]
    return Relation(
        id=row["id"],
        text=text,
        source=spans.get("s"),
        target=spans.get("t"),
        root=row["gold_root"],
        quad=int(row["gold_quad"] or 0),
    )


def told_between(events: Iterable[Event], source: Span | None, target: Span | None) -> Told | None:
    """What the event between two parties tells; None without events."""
    event = event_between(events, source, target)
    return Told(event.type, event.cameo, event.status, event.mode) if event else None


def event_between(events: Iterable[Event], source: Span | None, target: Span | None) -> Event | None:
    """The event that stands between two parties: the one whose actors and recipients they are.

    Where none has both, one that has either; where none has, the event nearest to both; None without events.
    """
    return max(events, key=lambda event: _fit(event, source, target), default=None)


def _fit(event: Event, source: Span | None, target: Span | None) -> tuple[float, float]:
    acts = any(_touches(party.start, party.end, source) for party in event.actor)
    bears = any(_touches(party.start, party.end, target) for party in (*event.recipient, *event.about))
    joint = any(_touches(party.start, party.end, target) for party in event.actor)
    places = [span.start for span in (source, target) if span] or [0]
    middle = sum(places) / len(places)
    return 2.0 * acts + 2.0 * bears + 1.5 * (joint and not bears), -abs(event.anchor.start - middle)


def _touches(start: int, end: int, span: Span | None) -> bool:
    return span is not None and start < span.end and span.start < end


def benchmark_class(told: Told | None) -> str:
    """The benchmark's class of an event: that of its CAMEO root.

    It differs from the PLOVER type in what CAMEO files elsewhere: a promise to yield is AGREE (035), an apology SUPPORT
    (055), a verdict ACCUSE; CONCEDE and RETREAT are YIELD (08). A hostile act to come is THREATEN.
    """
    if told is None:
        return NOTHING
    if told.type in _HOSTILE and told.status == "future":
        return "THREATEN"
    class_ = _CLASS_OF_MODE.get(told.mode or "") or _CLASS_OF_CODE.get(told.cameo[:3])
    class_ = class_ or _CLASS_OF_ROOT.get(told.cameo[:2])
    return class_ or (YIELD if told.type in ("CONCEDE", "RETREAT") else told.type)


def quad_of(name: str) -> int:
    """The quad class of a benchmark class; YIELD counts as material cooperation, as RETREAT does."""
    if name == NOTHING:
        return 0
    return codebook().quad("RETREAT" if name == YIELD else name)


def _score(name: str, gold: Sequence[str], told: Sequence[str]) -> ClassScore:
    hits = sum(right == one == name for right, one in zip(gold, told, strict=True))
    precision = hits / told.count(name) if name in told else 0.0
    recall = hits / gold.count(name)
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return ClassScore(precision, recall, f1, gold.count(name))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
