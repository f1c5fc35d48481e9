"""Families of reports: what a careful reader finds in several reports of one piece of history, taken together.

A family is one YAML file: `reports` (id, publisher, published_on, title, text), `near_copies` (pairs of report ids that
are one text but for small edits), and `occurrences` (name, type, status, `tellings` as report and quotation, and how
many independent `sources` tell it); `conflicts` lists what the reports disagree on. Further lists (meetings,
commitments) are left to other scorers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from dragoman.errors import GoldError
from dragoman.model.report import Report


@dataclass(frozen=True, slots=True)
class GoldTelling:
    """The words in which one report tells an occurrence."""

    report: str
    quote: str


@dataclass(frozen=True, slots=True)
class GoldOccurrence:
    """One event in the world.

    Attributes:
        name: What the family's other lists call it.
        type: PLOVER event type.
        status: Whether it happened, is to come, might, or did not.
        tellings: Where it is told; at least one.
        sources: How many of the reports that tell it don't copy one another or cite one origin.
    """

    name: str
    type: str
    status: str
    tellings: tuple[GoldTelling, ...]
    sources: int


@dataclass(frozen=True, slots=True)
class GoldConflict:
    """What the reports of one occurrence disagree on.

    Attributes:
        occurrence: Its name.
        field: What they differ in, as in `model.occurrence.Conflict`.
        values: Each account, with the ids of the reports that give it.
    """

    occurrence: str
    field: str
    values: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Family:
    """Reports of one piece of history, and what a careful reader finds in them.

    Attributes:
        name: The file's name without its ending.
        reports: Id → report.
        near_copies: Pairs of report ids, each in alphabetical order.
        occurrences: In the order of the file.
        conflicts: In the order of the file.
    """

    name: str
    reports: Mapping[str, Report]
    near_copies: frozenset[tuple[str, str]]
    occurrences: tuple[GoldOccurrence, ...]
    conflicts: tuple[GoldConflict, ...]


def read_families(folder: Path) -> tuple[Family, ...]:
    """The families of a folder, by name.

    Raises:
        GoldError: The folder holds none, or one that can't be used.
    """
    families = tuple(read_family(path) for path in sorted(folder.glob("*.yaml")))
    if not families:
        raise GoldError(str(folder), "it holds no family of reports (*.yaml)")
    return families


def read_family(path: Path) -> Family:
    """Read one family.

    Raises:
        GoldError: It can't be read, isn't YAML, lacks a key, or a report doesn't hold the words quoted from it.
    """
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
        reports = {str(one["id"]): _report(path.stem, one) for one in found["reports"]}
        family = Family(
            name=path.stem,
            reports=reports,
            near_copies=frozenset(_pair(pair) for pair in found.get("near_copies") or ()),
            occurrences=tuple(_occurrence(one) for one in found["occurrences"]),
            conflicts=tuple(_conflict(one) for one in found.get("conflicts") or ()),
        )
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise GoldError(str(path), f"it can't be read: {error}") from error
    except KeyError as error:
        raise GoldError(str(path), f"the key {error} is missing; see evaluation/families.py for the form") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise GoldError(str(path), f"it isn't a family of reports: {error}") from error
    for problem in _problems(family):
        raise GoldError(str(path), problem)
    return family


def _problems(family: Family) -> Iterator[str]:
    for one in family.occurrences:
        for telling in one.tellings:
            report = family.reports.get(telling.report)
            if report is None:
                yield f"{one.name}: there is no report {telling.report!r}"
            elif telling.quote not in str(report.content):
                yield f"{one.name}: report {telling.report} doesn't say {telling.quote!r}"
    names = {one.name for one in family.occurrences}
    if len(names) < len(family.occurrences):
        yield "two occurrences have the same name"
    for pair in family.near_copies:
        if not family.reports.keys() >= set(pair):
            yield f"near copies: there is no report {' or '.join(pair)}"
    for conflict in family.conflicts:
        if conflict.occurrence not in names:
            yield f"conflicts: there is no occurrence {conflict.occurrence!r}"


def _report(family: str, found: Mapping[str, Any]) -> Report:
    published_on = found.get("published_on")
    if published_on is not None and not isinstance(published_on, date):
        raise ValueError(f"{published_on!r} is no day; write 1978-09-18")
    return Report(
        content=str(found["text"]),
        name=f"{family}:{found['id']}",
        title=found.get("title"),
        publisher=found.get("publisher"),
        published_on=published_on,
    )


def _occurrence(found: Mapping[str, Any]) -> GoldOccurrence:
    tellings = tuple(GoldTelling(str(one["report"]), str(one["quote"])) for one in found["tellings"])
    if not tellings:
        raise ValueError(f"nothing tells {found['name']}")
    return GoldOccurrence(
        str(found["name"]), str(found["type"]), str(found["status"]), tellings, int(found.get("sources") or 1)
    )


def _conflict(found: Mapping[str, Any]) -> GoldConflict:
    values = {str(value): tuple(map(str, reports)) for value, reports in found["values"].items()}
    return GoldConflict(str(found["occurrence"]), _FIELDS.get(found["field"], str(found["field"])), values)


_FIELDS: Final = {"date": "when", "place": "where"}
"""Plain words for the fields of a conflict."""


def _pair(found: Any) -> tuple[str, str]:
    a, b = sorted(map(str, found))
    return a, b
