"""Reviewed: the events of a report as people left them, and the reports that somebody has looked at."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from dragoman.ledger import Ledger
from dragoman.ledger.store import schema
from dragoman.ledger.store.loading import holds, load_claims, load_document
from dragoman.ledger.tellings.settling import in_order
from dragoman.model.occurrence import Telling
from dragoman.model.report import Document
from dragoman.views.doubts import live_questions


def reviewed(ledger: Ledger) -> Iterator[tuple[Document, tuple[Telling, ...]]]:
    """Each report of which somebody accepted or corrected an event, with all its events that nobody rejected.

    By day of publication, then by id; the events in the order of the text.

    Raises:
        LedgerError: The ledger can't be read.
    """
    claim, coding, report, judged = schema.claim, schema.coding, schema.report, live_questions("review")
    with ledger.reading() as connection:
        live = claim.join(coding, coding.c.number == claim.c.coding).join(report, report.c.number == claim.c.report)
        looked_at = live.join(judged, judged.c.rest == claim.c.id)
        query = select(report.c.id, report.c.published_on).select_from(looked_at).distinct()
        query = query.where(coding.c.until_revision.is_(None)).order_by(report.c.published_on, report.c.id)
        for id, _ in connection.execute(query).all():
            document, told = load_document(connection, id), tellings_of(connection, id)
            if document and any(one.verdict for one in told):
                yield document, told


def tellings_of(connection: Connection, document_id: str, *, revision: int | None = None) -> tuple[Telling, ...]:
    """The events of a report that nobody rejected, as of a revision, in the order of the text."""
    claim, coding, report = schema.claim, schema.coding, schema.report
    query = (
        select(claim.c.number)
        .join(coding, coding.c.number == claim.c.coding)
        .join(report, report.c.number == claim.c.report)
        .where(report.c.id == document_id, holds(coding, revision))
    )
    told = (one.telling for one in load_claims(connection, connection.scalars(query), as_of=revision))
    return in_order(one for one in told if one.verdict != "rejected")
