"""Reports: what the ledger holds of a report, which reports it holds, and how much that is in all.

These are questions to the reports, not to the events in the world; so they take no `Filter`, and give what holds now.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, func, select

from dragoman.ledger import Ledger
from dragoman.ledger.store import schema
from dragoman.ledger.store.loading import batches, load_claims, load_document
from dragoman.model import Document, DocumentHeader, Event, Telling
from dragoman.views.pages import PAGE, Page


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report in the ledger, with what holds of it now.

    Attributes:
        document: The report.
        tellings: Its events in the order of the text, each as coded or as a person corrected it.
        attributions: Who says what in it, as wire objects.
        occurrences: Id of the occurrence that each event tells, by the event's id; one that was rejected has none.
        added_at: When it was added, UTC, in ISO 8601.
    """

    document: Document
    tellings: tuple[Telling, ...]
    attributions: tuple[dict[str, Any], ...]
    occurrences: dict[str, str]
    added_at: str

    @property
    def events(self) -> tuple[Event, ...]:
        """Its events in the order of the text."""
        return tuple(telling.event for telling in self.tellings)


@dataclass(frozen=True, slots=True)
class ListedReport:
    """A report in a list.

    Attributes:
        document: Its head.
        events: How many events were coded in it.
        characters: How long it is.
        added_at: When it was added, UTC, in ISO 8601.
    """

    document: DocumentHeader
    events: int
    characters: int
    added_at: str


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much a ledger holds now.

    Attributes:
        reports: How many reports.
        occurrences: How many occurrences.
        since: The first day of these, as ISO 8601; None where none is dated.
        until: The last day.
    """

    reports: int
    occurrences: int
    since: str | None
    until: str | None


def stored_report(ledger: Ledger, document_id: str) -> StoredReport | None:
    """What the ledger holds of a report, by the report's id; None where it doesn't hold it.

    Raises:
        LedgerError: The ledger can't be read.
    """
    with ledger.reading() as connection:
        document = load_document(connection, document_id)
        if document is None:
            return None
        report, coding, claim, revision = schema.report, schema.coding, schema.claim, schema.revision
        row = connection.execute(
            select(coding.c.number, coding.c.attributions, revision.c.at)
            .join(report, coding.c.report == report.c.number)
            .join(revision, revision.c.number == report.c.revision)
            .where(report.c.id == document_id, coding.c.until_revision.is_(None))
        ).one()
        numbers = list(connection.scalars(select(claim.c.number).where(claim.c.coding == row.number)))
        tellings = sorted(
            (one.telling for one in load_claims(connection, numbers)),
            key=lambda telling: (telling.event.anchor.start, telling.event.evidence[0].start, telling.event.id),
        )
        occurrences = _occurrences(connection, numbers)
    return StoredReport(document, tuple(tellings), tuple(json.loads(row.attributions)), occurrences, row.at)


def stored_reports(ledger: Ledger, *, limit: int = PAGE, offset: int = 0) -> Page[ListedReport]:
    """The reports of a ledger: the latest published first, the undated last, those of one day by id.

    Raises:
        LedgerError: The ledger can't be read.
    """
    report = schema.report
    with ledger.reading() as connection:
        query = (
            _listing()
            .order_by(report.c.published_on.desc().nulls_last(), report.c.id)
            .limit(limit)
            .offset(offset or None)
        )
        items = tuple(map(_listed, connection.execute(query)))
        total = connection.scalar(select(func.count()).select_from(report)) or 0
    return Page(items, total, limit, offset)


def latest_added(ledger: Ledger, *, limit: int) -> tuple[ListedReport, ...]:
    """The reports that were added last, the last first.

    Raises:
        LedgerError: The ledger can't be read.
    """
    with ledger.reading() as connection:
        query = _listing().order_by(schema.report.c.number.desc()).limit(limit)
        return tuple(map(_listed, connection.execute(query)))


def holdings(ledger: Ledger) -> Holdings:
    """What a ledger holds now.

    Raises:
        LedgerError: The ledger can't be read.
    """
    occurrence = schema.occurrence
    with ledger.reading() as connection:
        reports = connection.scalar(select(func.count()).select_from(schema.report)) or 0
        many, since, until = connection.execute(
            select(func.count(), func.min(occurrence.c.day), func.max(occurrence.c.day)).where(
                occurrence.c.until_revision.is_(None)
            )
        ).one()
    return Holdings(reports, many, since, until)


def _listing() -> Any:
    report, coding, claim, revision = schema.report, schema.coding, schema.claim, schema.revision
    events = (
        select(func.count())
        .select_from(claim)
        .join(coding, coding.c.number == claim.c.coding)
        .where(coding.c.report == report.c.number, coding.c.until_revision.is_(None))
        .scalar_subquery()
    )
    columns = (report.c.id, report.c.url, report.c.publisher, report.c.published_on, report.c.title)
    return select(*columns, func.length(report.c.text).label("characters"), events.label("events"), revision.c.at).join(
        revision, revision.c.number == report.c.revision
    )


def _listed(row: Row[*tuple[Any, ...]]) -> ListedReport:
    day = date.fromisoformat(row.published_on) if row.published_on else None
    header = DocumentHeader(row.id, row.url, row.publisher, day, row.title)
    return ListedReport(header, row.events, row.characters, row.at)


def _occurrences(connection: Connection, claims: list[int]) -> dict[str, str]:
    claim, member, occurrence = schema.claim, schema.occurrence_claim, schema.occurrence
    found: dict[str, str] = {}
    for batch in batches(claims):
        query = (
            select(claim.c.id, occurrence.c.id.label("occurrence"))
            .join(member, member.c.claim == claim.c.number)
            .join(occurrence, occurrence.c.number == member.c.occurrence)
            .where(claim.c.number.in_(batch), occurrence.c.until_revision.is_(None))
        )
        found.update((row.id, row.occurrence) for row in connection.execute(query))
    return found
