"""A folder of annotated reports scored as one: `NAME.txt` with `NAME.yaml`, the gold form of the seed.

Precision, recall and F1 over all reports together, for three readings of "the same event":

- **type**: the words overlap and the type is one of the entry's;
- **parties**: type, and actors and recipients are the entry's, as `evaluation.events` compares them;
- **whole**: all that the entry gives.

An entry that may be left out (`must: no`) asks for nothing but justifies what is coded. Status, mode and date are
scored over the pairs of *type*. A facet is the same when its holder and its kind are: committer and force of a
commitment, holder and stance of a position, attendees and format of a meeting, each compared within a report.

A calibrated confidence says how often an event is right: the expected calibration error (Naeini et al. 2015) is the
mean distance, over ten bins of equal width weighted by size, between confidence and the share of events that are right
by *type*.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import yaml

from dragoman.errors import DragomanError, GoldError
from dragoman.evaluation.events import Checks, compare, maximum_matching
from dragoman.evaluation.gold import Gold, read_gold
from dragoman.evaluation.score import Share
from dragoman.model.entity import Party
from dragoman.model.record import Record
from dragoman.model.report import Report

CodeReport = Callable[[Report], Record]

BINS = 10
READINGS: Mapping[str, frozenset[str]] = {
    "type": frozenset({"quotation", "type"}),
    "parties": frozenset({"quotation", "type", "actor", "recipient"}),
    "whole": frozenset({"quotation", "type", "actor", "recipient", "status", "mode", "date"}),
}
"""What has to agree in each reading of "the same event"."""
_FIELDS = ("status", "mode", "date")


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts behind a precision, a recall and their harmonic mean.

    Attributes:
        coded: Things coded.
        justified: Those of them that the gold has.
        asked: Things that the gold asks for.
        found: Those of them that were coded.
    """

    coded: int = 0
    justified: int = 0
    asked: int = 0
    found: int = 0

    @property
    def precision(self) -> float:
        """Share of what is coded that the gold has; 0 of nothing."""
        return self.justified / self.coded if self.coded else 0.0

    @property
    def recall(self) -> float:
        """Share of what the gold asks for that is coded; 0 of nothing."""
        return self.found / self.asked if self.asked else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __add__(self, other: Tally) -> Tally:
        """The counts together."""
        return Tally(
            self.coded + other.coded,
            self.justified + other.justified,
            self.asked + other.asked,
            self.found + other.found,
        )

    def as_dict(self) -> dict[str, float | int]:
        """Counts and rates."""
        return asdict(self) | {"precision": self.precision, "recall": self.recall, "f1": self.f1}


@dataclass(frozen=True, slots=True)
class FolderScore:
    """How the reports of a folder were coded.

    Attributes:
        folder: The folder.
        reports: Name → tally by *parties*, of each report.
        events: Reading of "the same event" → tally.
        facets: Facet → tally.
        fields: Field → (right, of) over the pairs of *type*.
        calibration_error: Expected calibration error, 0 to 1; None when nothing was coded.
        failures: Why a report couldn't be coded, by name.
    """

    folder: str
    reports: Mapping[str, Tally]
    events: Mapping[str, Tally]
    facets: Mapping[str, Tally]
    fields: Mapping[str, tuple[int, int]]
    calibration_error: float | None
    failures: Mapping[str, str]

    @property
    def found(self) -> Share:
        """Events that must be found and are, by *type*."""
        tally = self.events["type"]
        return Share(tally.found, tally.asked)

    def as_dict(self) -> dict[str, object]:
        """Everything, ready for JSON."""
        return {
            "folder": self.folder,
            "reports": {name: tally.as_dict() for name, tally in self.reports.items()},
            "events": {name: tally.as_dict() for name, tally in self.events.items()},
            "facets": {name: tally.as_dict() for name, tally in self.facets.items()},
            "fields": {
                name: {"right": right, "of": of, "accuracy": right / of if of else None}
                for name, (right, of) in self.fields.items()
            },
            "calibration_error": self.calibration_error,
            "failures": dict(self.failures),
        }


@dataclass(slots=True)
class _Sum:
    """Counts while reports are read."""

    events: dict[str, Tally] = field(default_factory=lambda: dict.fromkeys(READINGS, Tally()))
    facets: dict[str, Tally] = field(default_factory=dict)
    fields: dict[str, tuple[int, int]] = field(default_factory=lambda: dict.fromkeys(_FIELDS, (0, 0)))
    sure: list[tuple[float, bool]] = field(default_factory=list)


def score_folder(folder: Path, code: CodeReport) -> FolderScore:
    """Code every annotated report of a folder and score all together; one that can't be coded counts as empty.

    Raises:
        GoldError: The folder holds no gold file, or one that can't be used.
    """
    paths = [path for path in sorted(folder.glob("*.yaml")) if path.with_suffix(".txt").is_file()]
    if not paths:
        raise GoldError(str(folder), "it holds no NAME.yaml beside a NAME.txt")
    total = _Sum()
    reports: dict[str, Tally] = {}
    failures: dict[str, str] = {}
    for path in paths:
        gold, facets = read_gold(path), _facets(path)
        text = path.with_suffix(".txt")
        try:
            record = code(Report(content=text.read_bytes(), name=str(text)))
        except DragomanError as error:
            failures[path.stem] = str(error)
            lost = Tally(asked=sum(entry.must for entry in gold.events))
            reports[path.stem] = lost
            total.events = {name: tally + lost for name, tally in total.events.items()}
            continue
        reports[path.stem] = _score(record, gold, facets, total)
    return FolderScore(
        folder=str(folder),
        reports=reports,
        events=total.events,
        facets=total.facets,
        fields=total.fields,
        calibration_error=calibration_error(total.sure),
        failures=failures,
    )


def calibration_error(sure: Sequence[tuple[float, bool]]) -> float | None:
    """Expected calibration error of confidences, each with whether the event was right; None of nothing.

    >>> calibration_error([(0.75, True), (0.75, True), (0.75, True), (0.75, False)])
    0.0
    """
    if not sure:
        return None
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in sure:
        bins.setdefault(min(int(confidence * BINS), BINS - 1), []).append((confidence, right))
    gaps = (abs(sum(confidence - right for confidence, right in one)) for one in bins.values())
    return round(sum(gaps) / len(sure), 6)


def _score(record: Record, gold: Gold, facets: Mapping[str, Sequence[Any]], total: _Sum) -> Tally:
    """Add one report to the sums; its tally by parties."""
    places = [gold.locate(entry.anchor, record.document.text) for entry in gold.events]
    checks = [
        [compare(entry, place, event, gold) for event in record.events]
        for entry, place in zip(gold.events, places, strict=True)
    ]
    order = sorted(range(len(checks)), key=lambda at: not gold.events[at].must)
    tallies = {}
    for name, needed in READINGS.items():
        pairs = maximum_matching([_fitting(row, needed) for row in checks], order)
        found = sum(gold.events[at].must for at in pairs)
        asked = sum(entry.must for entry in gold.events)
        tallies[name] = Tally(len(record), len(pairs), asked, found)
        total.events[name] += tallies[name]
        if name == "type":
            _score_fields((checks[at][event] for at, event in pairs.items()), total)
            right = set(pairs.values())
            total.sure += [(event.confidence, at in right) for at, event in enumerate(record.events)]
    for name, tally in _score_facets(record, gold, facets).items():
        total.facets[name] = total.facets.get(name, Tally()) + tally
    return tallies["parties"]


def _fitting(row: Sequence[Checks], needed: frozenset[str]) -> list[int]:
    """The events that agree in what is needed, those first that agree in the most."""
    fits = [at for at, checks in enumerate(row) if all(check.right for check in checks if check.what in needed)]
    return sorted(fits, key=lambda at: sum(not check.right for check in row[at]))


def _score_fields(pairs: Iterable[Checks], total: _Sum) -> None:
    for checks in pairs:
        for check in checks:
            if check.what in total.fields:
                right, of = total.fields[check.what]
                total.fields[check.what] = (right + check.right, of + 1)


def _facets(path: Path) -> dict[str, list[Any]]:
    """The lists of meetings, commitments and positions of a gold file, which `read_gold` has found to be YAML."""
    found = yaml.safe_load(path.read_text("utf-8"))
    return {name: list(found.get(name) or ()) for name in ("meetings", "commitments", "positions")}


def _score_facets(record: Record, gold: Gold, facets: Mapping[str, Sequence[Any]]) -> dict[str, Tally]:
    told: dict[str, list[tuple[str, Sequence[Party]]]] = {
        "meetings": [
            (event.meeting.format, tuple(one.party for one in event.meeting.attendees))
            for event in record.events
            if event.meeting
        ],
        "commitments": [(event.commitment.force, event.actor) for event in record.events if event.commitment],
        "positions": [(event.position.stance, event.actor) for event in record.events if event.position],
    }
    keys = {"meetings": ("format", "attendees"), "commitments": ("force", "by"), "positions": ("stance", "holder")}
    return {
        name: _tally_facet(
            told[name], [(str(one.get(kind)), _listed(one.get(who))) for one in facets[name] if one.get(who)], gold
        )
        for name, (kind, who) in keys.items()
    }


def _tally_facet(
    told: Sequence[tuple[str, Sequence[Party]]], asked: Sequence[tuple[str, Sequence[str]]], gold: Gold
) -> Tally:
    fits = [
        [at for at, (kind, parties) in enumerate(told) if kind == wanted and _same(parties, who, gold)]
        for wanted, who in asked
    ]
    pairs = maximum_matching(fits, range(len(asked)))
    return Tally(len(told), len(pairs), len(asked), len(pairs))


def _same(parties: Sequence[Party], gold_ids: Sequence[str], gold: Gold) -> bool:
    entities = [gold.entity(gold_id) for gold_id in gold_ids if gold_id in gold.entities]
    if len(entities) < len(gold_ids):
        return False
    return all(any(entity.is_named_by(party) for entity in entities) for party in parties) and all(
        any(entity.is_named_by(party) for party in parties) for entity in entities
    )


def _listed(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]
