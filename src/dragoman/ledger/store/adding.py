"""Adding: a record's rows; nothing here is ever changed again."""

from __future__ import annotations

import json
from typing import Final

from sqlalchemy import Connection, bindparam, func, insert, select, update

from dragoman.ledger.store import schema
from dragoman.ledger.store.filing import filed
from dragoman.ledger.store.loading import remember
from dragoman.ledger.tellings import near_copies
from dragoman.model.event import CoderVersion
from dragoman.model.record import Record
from dragoman.model.report import Document
from dragoman.wire import attribution_to_wire, compact, event_to_wire

_LIKELY_COPIES: Final = select(schema.report.c.number, schema.report.c.text).where(
    schema.report.c.number.in_(
        select(schema.report_band.c.report)
        .where(schema.report_band.c.band.in_(bindparam("bands", expanding=True)))
        .group_by(schema.report_band.c.report)
        .having(func.count() >= near_copies.SHARED_BANDS)
    )
)
"""Reports that share some of the `bands`; made once, since every report asks it with a hundred values."""


def is_coded(connection: Connection, document_id: str, coder: CoderVersion) -> bool:
    """Whether the ledger holds what this version of the coder made of the document."""
    coding, report = schema.coding, schema.report
    query = select(coding.c.number).join(report, coding.c.report == report.c.number)
    same = (report.c.id == document_id) & (coding.c.coder == coder.name) & (coding.c.version == coder.version)
    return connection.execute(query.where(same)).first() is not None


def add_record(connection: Connection, record: Record, coder: CoderVersion, revision: int) -> tuple[set[int], set[int]]:
    """Add what a coder made of a report, which it has not coded in this version before.

    An older coding of the same report holds until now and no longer.

    Returns:
        The numbers of the claims that hold from now on, and of those that hold no longer.
    """
    number = _report(connection, record.document, revision)
    outdated = _outdate(connection, number, revision)
    coding = connection.execute(
        insert(schema.coding).values(
            report=number,
            coder=coder.name,
            version=coder.version,
            attributions=json.dumps([attribution_to_wire(one) for one in record.attributions], ensure_ascii=False),
            from_revision=revision,
        )
    ).inserted_primary_key
    assert coding is not None
    return _claims(connection, record, number, coding[0]), outdated


def _report(connection: Connection, document: Document, revision: int) -> int:
    known = connection.execute(select(schema.report.c.number).where(schema.report.c.id == document.id)).scalar()
    if known is not None:
        return int(known)
    added = connection.execute(
        insert(schema.report).values(
            id=document.id,
            text=document.text,
            blocks=json.dumps([[block.kind, block.start, block.end] for block in document.blocks]),
            name=document.name,
            title=document.title,
            url=document.url,
            publisher=document.publisher,
            published_on=document.published_on and document.published_on.isoformat(),
            revision=revision,
        )
    ).inserted_primary_key
    assert added is not None
    number: int = added[0]
    _passages(connection, document, number)
    _copies(connection, document, number)
    return number


def _passages(connection: Connection, document: Document, number: int) -> None:
    rows = [
        {
            "report": number,
            "kind": block.kind,
            "start": block.start,
            "end": block.end,
            "text": document.text[block.start : block.end],
        }
        for block in document.blocks
    ]
    if rows:
        connection.execute(insert(schema.passage), rows)


def _copies(connection: Connection, document: Document, number: int) -> None:
    band = schema.report_band
    bands = [filed(one) for one in near_copies.bands(document.text)]
    candidates = connection.execute(_LIKELY_COPIES, {"bands": bands})
    links = [
        {"a": other, "b": number, "similarity": similarity}
        for other, text in candidates
        if (similarity := near_copies.similarity(text, document.text)) >= near_copies.COPY
    ]
    connection.execute(insert(band), [{"band": one, "report": number} for one in bands])
    if links:
        connection.execute(insert(schema.report_link), links)


def _outdate(connection: Connection, report: int, revision: int) -> set[int]:
    coding, claim = schema.coding, schema.claim
    old = list(
        connection.scalars(select(coding.c.number).where(coding.c.report == report, coding.c.until_revision.is_(None)))
    )
    if not old:
        return set()
    connection.execute(update(coding).where(coding.c.number.in_(old)).values(until_revision=revision))
    return set(connection.scalars(select(claim.c.number).where(claim.c.coding.in_(old))))


def _claims(connection: Connection, record: Record, report: int, coding: int) -> set[int]:
    # Two readings of the same words with the same outcome are one claim.
    events = {event.id: event for event in record.events}.values()
    rows = [
        {
            "id": event.id,
            "coding": coding,
            "report": report,
            "start": event.anchor.start,
            "end": event.anchor.end,
            "wire": compact(event_to_wire(event, record.document)),
        }
        for event in events
    ]
    for row, event in zip(rows, events, strict=True):
        remember(str(row["wire"]), event, record.document.header)
    if rows:
        connection.execute(insert(schema.claim), rows)
    return set(connection.scalars(select(schema.claim.c.number).where(schema.claim.c.coding == coding)))
