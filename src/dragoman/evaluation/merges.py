"""Merging scored: families of reports go into one ledger, and what it takes for one is compared with the gold.

Everything is counted in pairs of events, as is usual where clusters are compared (Rand 1971): a pair is *coded* when
the ledger holds both for one occurrence, and *justified* when the gold does.

- **occurrences**: over the events that stand for a gold telling, which is one whose deciding words overlap the
  telling's quotation and whose type is the occurrence's; so the coder's misses are no misses of merging;
- **all events**: over all that was coded, whatever the type. A pair counts as right when both stand in quotations of
  one gold occurrence, as wrong when in those of different ones or when their reports belong to different families.
  A pair of one family of which the gold doesn't speak is passed over.

Near copies are counted in pairs of reports. The count of independent sources is right when it is the gold's; it is
compared for the occurrences of several reports whose tellings were all coded and came into one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Final

from dragoman.errors import DragomanError
from dragoman.evaluation.events import maximum_matching
from dragoman.evaluation.families import Family, GoldConflict, GoldOccurrence, read_families
from dragoman.evaluation.folders import Tally
from dragoman.evaluation.score import Share, names
from dragoman.ledger import Ledger
from dragoman.ledger.store.copies import load_copies
from dragoman.model.event import CoderVersion, Event
from dragoman.model.evidence import Span
from dragoman.model.occurrence import Conflict, Occurrence
from dragoman.model.record import Record
from dragoman.model.report import Report

CodeReport = Callable[[Report], Record]

_CODER: Final = CoderVersion("dragoman", "evaluation")
Label = tuple[str, str]
"""A gold occurrence: its family and its name."""


@dataclass(frozen=True, slots=True)
class MergesScore:
    """How the reports of a folder of families were merged.

    Attributes:
        folder: The folder.
        families, reports, events: How many there are; of events, how many were coded.
        tellings: Gold tellings that were coded.
        occurrences: Pairs of events that stand for a gold telling.
        all_events: Pairs of all events; see the module.
        near_copies: Pairs of reports.
        sources: Counts of independent sources that are right.
        conflicts: Conflicts of the occurrences that the gold knows.
        wrong: What went wrong, one thing a line.
        failures: Why a report couldn't be coded, by name.
    """

    folder: str
    families: int
    reports: int
    events: int
    tellings: Share
    occurrences: Tally
    all_events: Tally
    near_copies: Tally
    sources: Share
    conflicts: Tally
    wrong: tuple[str, ...]
    failures: Mapping[str, str]

    def as_dict(self) -> dict[str, object]:
        """Everything, ready for JSON."""
        shares = {"tellings": self.tellings, "sources": self.sources}
        tallies = {
            "occurrences": self.occurrences,
            "all_events": self.all_events,
            "near_copies": self.near_copies,
            "conflicts": self.conflicts,
        }
        return {
            "folder": self.folder,
            "families": self.families,
            "reports": self.reports,
            "events": self.events,
            **{name: {"right": one.right, "of": one.of, "rate": one.rate} for name, one in shares.items()},
            **{name: tally.as_dict() for name, tally in tallies.items()},
            "wrong": list(self.wrong),
            "failures": dict(self.failures),
        }


@dataclass(frozen=True, slots=True)
class Case:
    """An event, and what the gold says of the words it stands in.

    Attributes:
        event: As coded.
        report: Name of its report, "family:id".
        occurrence: Id of the occurrence that the ledger holds it for.
        told: The gold occurrence that it stands for.
        labels: The gold occurrences in whose quotations it stands, of whatever type.
    """

    event: Event
    report: str
    occurrence: str
    told: Label | None
    labels: frozenset[Label]

    @property
    def family(self) -> str:
        """The family's name."""
        return self.report.partition(":")[0]

    def __str__(self) -> str:
        """In a line."""
        day = self.event.when.start or "undated"
        return f"{self.report} “{self.event.anchor.quote}” ({names(self.event.actor)}, {day})"


def score_merges(folder: Path, code: CodeReport) -> MergesScore:
    """Code the reports of all families of a folder, add them to one ledger, and score what it makes of them.

    Raises:
        GoldError: The folder holds no family, or one that can't be used.
    """
    families = read_families(folder)
    records, failures = code_families(families, code)
    with Ledger(":memory:") as ledger:
        ledger.add(records.values(), coder=_CODER)
        found = _occurrences(ledger, records.values())
        copies = _copies(ledger, records)
    occurrence_of = {event: one.id for event, one in found.items()}
    cases = [case for family in families for case in cases_of(family, records, occurrence_of)]
    matched = [case for case in cases if case.told]
    occurrences, wrong = tally_pairs(matched, lambda a, b: a.told == b.told)
    all_events, wrong_of_all = tally_pairs(cases, justified)
    near, wrong_copies = _near_copies(families, copies)
    sources, wrong_sources = _sources(families, matched, found)
    conflicts, wrong_conflicts = _conflicts(families, matched, found, records)
    return MergesScore(
        folder=str(folder),
        families=len(families),
        reports=sum(len(family.reports) for family in families),
        events=len(cases),
        tellings=Share(len(matched), sum(len(one.tellings) for family in families for one in family.occurrences)),
        occurrences=occurrences,
        all_events=all_events,
        near_copies=near,
        sources=sources,
        conflicts=conflicts,
        wrong=tuple(dict.fromkeys((*wrong, *wrong_of_all, *wrong_copies, *wrong_sources, *wrong_conflicts))),
        failures=failures,
    )


def code_families(families: Iterable[Family], code: CodeReport) -> tuple[dict[str, Record], dict[str, str]]:
    """The records of all reports, and why a report couldn't be coded, both by the report's name."""
    records: dict[str, Record] = {}
    failures: dict[str, str] = {}
    for report in (report for family in families for report in family.reports.values()):
        try:
            records[report.name] = code(report)
        except DragomanError as error:
            failures[report.name] = str(error)
    return records, failures


def _occurrences(ledger: Ledger, records: Iterable[Record]) -> dict[str, Occurrence]:
    """The occurrence of each event, by the event's id."""
    found: dict[str, Occurrence] = {}
    for event in (event for record in records for event in record.events):
        if event.id not in found and (occurrence := ledger.occurrence(event.id)):
            found |= {telling.event.id: occurrence for telling in occurrence.tellings}
    return found


def _copies(ledger: Ledger, records: Mapping[str, Record]) -> set[tuple[str, str]]:
    """Pairs of report names that the ledger holds for near copies."""
    by_id = {record.document.id: name for name, record in records.items()}
    with ledger.reading() as connection:
        return {_ordered(by_id[a], by_id[b]) for a, b in load_copies(connection)}


def cases_of(family: Family, records: Mapping[str, Record], occurrences: Mapping[str, str]) -> Iterator[Case]:
    """The events of a family's reports, each beside what the gold says of its words.

    Args:
        family: The family.
        records: What was coded, by the report's name; a report that isn't there has no events.
        occurrences: Event id → id of the occurrence that it is held to tell.
    """
    for id, report in family.reports.items():
        record = records.get(report.name)
        if record is None:
            continue
        quoted = [
            (one, span)
            for one in family.occurrences
            for telling in one.tellings
            if telling.report == id
            for span in [_span(record.document.text, telling.quote)]
        ]
        told = _told(record.events, quoted)
        for at, event in enumerate(record.events):
            labels = frozenset((family.name, one.name) for one, span in quoted if span.overlaps(event.anchor.span))
            label = (family.name, told[at].name) if at in told else None
            yield Case(event, report.name, occurrences[event.id], label, labels)


def _told(events: Sequence[Event], quoted: Sequence[tuple[GoldOccurrence, Span]]) -> dict[int, GoldOccurrence]:
    """Place of an event → the gold occurrence that it stands for; each telling has one event at most."""
    fits = [
        [at for at, event in enumerate(events) if event.type == one.type and span.overlaps(event.anchor.span)]
        for one, span in quoted
    ]
    return {at: quoted[telling][0] for telling, at in maximum_matching(fits, range(len(quoted))).items()}


def _span(text: str, quote: str) -> Span:
    start = text.index(quote)
    return Span(start, start + len(quote))


def justified(a: Case, b: Case) -> bool | None:
    """Whether the gold holds two events for one; None where it doesn't say."""
    if a.family != b.family:
        return False
    if not a.labels or not b.labels:
        return None
    return bool(a.labels & b.labels)


def tally_pairs(cases: Sequence[Case], held: Callable[[Case, Case], bool | None]) -> tuple[Tally, list[str]]:
    """The tally over pairs of events, and those that are wrong.

    Args:
        cases: The events.
        held: Whether the gold holds two of them for one; pairs of which it says nothing (None) are passed over.
    """
    tally, wrong = Tally(), []
    for a, b in combinations(cases, 2):
        one, right = a.occurrence == b.occurrence, held(a, b)
        if right is None:
            continue
        tally += Tally(one, one and right, right, one and right)
        if one != right:
            verdict = "falsely merged" if one else "not merged"
            wrong.append(f"{verdict}: {a.event.type} {a} / {b.event.type} {b}")
    return tally, wrong


def _near_copies(families: Iterable[Family], found: set[tuple[str, str]]) -> tuple[Tally, list[str]]:
    gold = {
        _ordered(family.reports[a].name, family.reports[b].name) for family in families for a, b in family.near_copies
    }
    both = len(found & gold)
    wrong = [f"near copies: {a} and {b} " + ("are none" if (a, b) in found else "not found") for a, b in found ^ gold]
    return Tally(len(found), both, len(gold), both), sorted(wrong)


def _sources(
    families: Iterable[Family], matched: Sequence[Case], found: Mapping[str, Occurrence]
) -> tuple[Share, list[str]]:
    right, of, wrong = 0, 0, []
    for family in families:
        for one in family.occurrences:
            told = [case for case in matched if case.told == (family.name, one.name)]
            whole = len(told) == len(one.tellings) and len({case.occurrence for case in told}) == 1
            if not whole or len({case.report for case in told}) < 2:
                continue
            count = found[told[0].event.id].independent_sources
            right, of = right + (count == one.sources), of + 1
            if count != one.sources:
                wrong.append(f"sources: {family.name} {one.name}: expected {one.sources}, got {count}")
    return Share(right, of), wrong


def _conflicts(
    families: Iterable[Family],
    matched: Sequence[Case],
    found: Mapping[str, Occurrence],
    records: Mapping[str, Record],
) -> tuple[Tally, list[str]]:
    """The tally over conflicts of the occurrences that the gold knows, and those that are wrong."""
    tally, wrong = Tally(), []
    for family in families:
        ids = {id: records[report.name].document.id for id, report in family.reports.items() if report.name in records}
        for one in family.occurrences:
            told = {case.occurrence for case in matched if case.told == (family.name, one.name)}
            coded = [conflict for id in sorted(told) for conflict in found[id].conflicts]
            gold = [conflict for conflict in family.conflicts if conflict.occurrence == one.name]
            right = [one for one in coded if any(_same_conflict(one, other, ids) for other in gold)]
            reported = [one for one in gold if any(_same_conflict(other, one, ids) for other in coded)]
            tally += Tally(len(coded), len(right), len(gold), len(reported))
            where = f"conflict of {family.name} {one.name}"
            wrong += [f"{where}: not found: {one.field} {', '.join(one.values)}" for one in gold if one not in reported]
            wrong += [
                f"{where}: not justified: {one.field} {', '.join(value for value, _ in one.values)}"
                for one in coded
                if one not in right
            ]
    return tally, wrong


def _same_conflict(coded: Conflict, gold: GoldConflict, ids: Mapping[str, str]) -> bool:
    """Whether some report stands against another in both: the words of the values are the coder's own."""
    if coded.field != gold.field:
        return False
    account = {id: value for value, documents in coded.values for id in documents}
    told = [
        [account[ids[report]] for report in reports if ids.get(report) in account] for reports in gold.values.values()
    ]
    return any(set(a).isdisjoint(b) for a, b in combinations(told, 2) if a and b)


def _ordered(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)
