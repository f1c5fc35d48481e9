"""Reports scored against two readers: a folder of `ID.txt` with `ID.json`, the events that the readers found.

A gold event holds acceptable types, one or two alternatives (the readers') for its actors and for its recipients, its
acceptable statuses, whether it must be found, and the spans where the readers saw it.

- A coded event is **justified** when its evidence or anchor overlaps a span of a gold event and has one of its types.
- A `must` event is **found** when a coded event is justified by it.
- It is **whole** when the parties of such a coded event are those of one reader: the same actors and recipients.
  Where both have two alternatives, the first belong together and the second do; a single one stands for both readers.

A party is written `IRQ` for a state or its government (the coded party's id), or `Name (IRQ)` or `Name`: the coded
party isn't a country, bears the name (its own or the words of the report, without case, accents, punctuation and "the";
a person's middle names may be missing), and where both give a country it is the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.errors import DragomanError, GoldError
from dragoman.evaluation.gold import bears_name, same_person
from dragoman.evaluation.score import NONE, Coded, Share, check_quotations, describe, names, quotations, share
from dragoman.model.entity import Party
from dragoman.model.event import Event
from dragoman.model.evidence import Span
from dragoman.model.record import Record
from dragoman.model.report import Report

CodeReport = Callable[[Report], Record]
"""What codes a report; it may raise a DragomanError, which is counted against that report."""

_COUNTRY = re.compile(r"[A-Z]{3}")
_NAME_AND_COUNTRY = re.compile(r"(.+) \(([A-Z]{3})\)")

Parties = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """An event that the readers found in a report.

    Attributes:
        types: Acceptable types, the plainest first.
        readings: The readers' actors and recipients, each as the gold file writes parties.
        statuses: Acceptable statuses.
        must: Whether both readers held it clear.
        spans: Where it stands, in code points of the report's text.
        quote: The words of the first span.
    """

    types: tuple[str, ...]
    readings: tuple[tuple[Parties, Parties], ...]
    statuses: tuple[str, ...]
    must: bool
    spans: tuple[Span, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class ReadRow:
    """An event of the readers, and what was coded there.

    Attributes:
        expected: Its types and parties, in words.
        quote: Its words in the report.
        must: Whether it must be found.
        found: Number of the coded event that stands for it, the whole one where there is one; None when missing.
        whole: Whether that one's parties are one reader's.
        status_right: Whether that one's status is acceptable; None when missing.
        difference: What differs in the parties or the status, or what stands there instead; empty when all agree.
    """

    expected: str
    quote: str
    must: bool
    found: int | None
    whole: bool
    status_right: bool | None
    difference: str


@dataclass(frozen=True, slots=True)
class ReportScore:
    """How one report was coded.

    Attributes:
        id: Name of the report's files.
        found, whole: Of the events that must be found.
        status: Right statuses, of those found.
        justified: Of the coded events.
        quotations: Exact ones, of all.
        rows: One a gold event, in the order of the file.
        coded: Every coded event.
        unjustified: Numbers of those that no gold event justifies.
        failure: Why the report couldn't be coded; None when it was.
    """

    id: str
    found: Share
    whole: Share
    status: Share
    justified: Share
    quotations: Share
    rows: tuple[ReadRow, ...] = ()
    coded: tuple[Coded, ...] = ()
    unjustified: tuple[int, ...] = ()
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class ReportsScore:
    """How the reports of a folder were coded.

    Attributes:
        folder: The folder.
        found, whole, status, justified, quotations: Over all reports, as in `ReportScore`.
        reports: One a report, by id.
    """

    folder: str
    found: Share
    whole: Share
    status: Share
    justified: Share
    quotations: Share
    reports: tuple[ReportScore, ...]

    def as_dict(self) -> dict[str, object]:
        """Everything, ready for JSON."""
        return asdict(self)


def score_reports(folder: Path, code: CodeReport) -> ReportsScore:
    """Code every report of a folder and compare it with what two readers found; one that fails counts as not found.

    Raises:
        GoldError: The folder holds no gold file, or one that can't be used.
    """
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise GoldError(str(folder), "it holds no ID.json beside an ID.txt")
    reports = tuple(_score_report(path, code) for path in paths)
    return ReportsScore(
        folder=str(folder),
        found=_total([report.found for report in reports]),
        whole=_total([report.whole for report in reports]),
        status=_total([report.status for report in reports]),
        justified=_total([report.justified for report in reports]),
        quotations=_total([report.quotations for report in reports]),
        reports=reports,
    )


def compare_report(report_id: str, record: Record, events: Sequence[ReadEvent]) -> ReportScore:
    """Compare one record with what the readers found; the record's text is the one that the spans count in."""
    fits = [[at for at, coded in enumerate(record.events) if _justifies(event, coded)] for event in events]
    rows = tuple(_row(event, fit, record) for event, fit in zip(events, fits, strict=True))
    justified = {at for fit in fits for at in fit}
    all_quotations = len(quotations(record))
    return ReportScore(
        id=report_id,
        found=share([row.found is not None for row in rows if row.must]),
        whole=share([row.whole for row in rows if row.must]),
        status=share([bool(row.status_right) for row in rows if row.must and row.found is not None]),
        justified=Share(len(justified), len(record)),
        quotations=Share(all_quotations - len(check_quotations(record)), all_quotations),
        rows=rows,
        coded=tuple(describe(number, event) for number, event in enumerate(record.events, start=1)),
        unjustified=tuple(at + 1 for at in range(len(record)) if at not in justified),
    )


def is_party(form: str, party: Party) -> bool:
    """Whether a coded party is the one that a gold file writes as `IRQ`, `Name (IRQ)` or `Name`."""
    if _COUNTRY.fullmatch(form):
        return party.entity.kind == "country" and party.id == form
    if party.entity.kind == "country":
        return False
    parts = _NAME_AND_COUNTRY.fullmatch(form)
    name, country = parts.groups() if parts else (form, None)
    if country and party.entity.country not in {None, country}:
        return False
    return bears_name(party, [name]) or (party.entity.kind == "person" and same_person(name, party.entity.name))


def _score_report(path: Path, code: CodeReport) -> ReportScore:
    text_path = path.with_suffix(".txt")
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        # newline="" keeps the line breaks as they are: the spans count them.
        with text_path.open(encoding="utf-8", newline="") as file:
            text = file.read()
    except (OSError, ValueError) as error:
        raise GoldError(str(path), f"it or its text can't be read: {error}") from error
    events = _read_events(path, found, text)
    report = Report(content=text, name=str(text_path), publisher=found.get("publisher"), published_on=_day(path, found))
    try:
        record = code(report)
    except DragomanError as error:
        nothing = [Share(0, sum(event.must for event in events)), Share(0, 0)]
        rows = tuple(_row(event, [], None) for event in events)
        return ReportScore(
            path.stem, nothing[0], nothing[0], nothing[1], nothing[1], nothing[1], rows=rows, failure=str(error)
        )
    if record.document.text != text:
        raise GoldError(str(path), "reading changed the report's text, so its spans can't be compared")
    return compare_report(path.stem, record, events)


def _day(path: Path, found: Mapping[str, Any]) -> date | None:
    """The day of publication; a month alone is read as its first day, so that offices can be looked up."""
    day = found.get("published_on")
    if day is None:
        return None
    try:
        return date.fromisoformat(day if len(day) > len("2025-11") else f"{day}-01")
    except ValueError as error:
        raise GoldError(str(path), f"`published_on` is no day: {day}") from error


def _read_events(path: Path, found: object, text: str) -> tuple[ReadEvent, ...]:
    try:
        if not isinstance(found, dict):
            raise TypeError("it isn't an object")
        events = tuple(_read_event(event) for event in found["events"])
        quotes = [
            (span, item["quote"]) for event in found["events"] for item in event["spans"] for span in [_span(item)]
        ]
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise GoldError(str(path), f"it doesn't have the form of a gold file: {error!r}") from error
    for span, quote in quotes:
        if text[span.start : span.end] != quote:
            raise GoldError(str(path), f"at [{span.start}, {span.end}) the text doesn't say {quote!r}")
    return events


def _read_event(event: Mapping[str, Any]) -> ReadEvent:
    actors = [tuple(parties) for parties in event["actor"]]
    recipients = [tuple(parties) for parties in event["recipient"]]
    readers = max(len(actors), len(recipients))
    return ReadEvent(
        types=tuple(event["type"]),
        readings=tuple(
            (actors[min(reader, len(actors) - 1)], recipients[min(reader, len(recipients) - 1)])
            for reader in range(readers)
        ),
        statuses=tuple(event["status"]),
        must=bool(event["must"]),
        spans=tuple(_span(item) for item in event["spans"]),
        quote=str(event["spans"][0]["quote"]),
    )


def _span(item: Mapping[str, Any]) -> Span:
    return Span(int(item["start"]), int(item["end"]))


def _stands_there(event: ReadEvent, coded: Event) -> bool:
    return any(quoted.span.overlaps(span) for quoted in (coded.anchor, *coded.evidence) for span in event.spans)


def _justifies(event: ReadEvent, coded: Event) -> bool:
    return coded.type in event.types and _stands_there(event, coded)


def _row(event: ReadEvent, fit: Sequence[int], record: Record | None) -> ReadRow:
    expected = f"{'/'.join(event.types)}  {' or '.join(_who(*reading) for reading in event.readings)}"
    if record is None or not fit:
        return ReadRow(expected, event.quote, event.must, None, False, None, _instead(event, record))
    best = max(
        fit, key=lambda at: (_is_whole(event, record.events[at]), record.events[at].status in event.statuses, -at)
    )
    coded = record.events[best]
    whole, status_right = _is_whole(event, coded), coded.status in event.statuses
    differences = []
    if not whole:
        differences.append(f"parties: got {names(coded.actor)} → {names(coded.recipient)}")
    if not status_right:
        differences.append(f"status: expected {' or '.join(event.statuses)}, got {coded.status}")
    return ReadRow(expected, event.quote, event.must, best + 1, whole, status_right, "; ".join(differences))


def _instead(event: ReadEvent, record: Record | None) -> str:
    """What was coded in the words of a missing event."""
    events = record.events if record else ()
    there = [f"{number} {coded.type}" for number, coded in enumerate(events, start=1) if _stands_there(event, coded)]
    return f"coded there: {', '.join(there)}" if there else "nothing coded there"


def _is_whole(event: ReadEvent, coded: Event) -> bool:
    return any(
        _same_parties(actor, coded.actor) and _same_parties(recipient, coded.recipient)
        for actor, recipient in event.readings
    )


def _same_parties(forms: Parties, parties: Sequence[Party]) -> bool:
    """Whether every party is one of the forms and every form one of the parties."""
    return all(any(is_party(form, party) for form in forms) for party in parties) and all(
        any(is_party(form, party) for party in parties) for form in forms
    )


def _who(actor: Parties, recipient: Parties) -> str:
    whom = f" → {', '.join(recipient)}" if recipient else ""
    return f"{', '.join(actor) or NONE}{whom}"


def _total(shares: Sequence[Share]) -> Share:
    return Share(sum(part.right for part in shares), sum(part.of for part in shares))
