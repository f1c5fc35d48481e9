"""Loading: rows become the model's values again."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, and_, func, or_, select

from dragoman.ledger.store import schema
from dragoman.ledger.tellings.settling import settle
from dragoman.model.event import CoderVersion, Event
from dragoman.model.occurrence import Occurrence, Telling, Verdict
from dragoman.model.report import Block, Document, DocumentHeader
from dragoman.wire import event_from_wire

Value = TypeVar("Value", int, str)

_PARSED = 4_096
"""Claims kept as values: what is added is read again when it is merged, and pages show the same ones."""
_PER_QUERY = 500
"""Values in one IN list; SQLite allows 32,766 and PostgreSQL 65,535, and plans are best with few."""


_known: OrderedDict[str, tuple[Event, DocumentHeader]] = OrderedDict()
"""Lines of the wire format and what they say; the one not asked for the longest is forgotten first."""
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class Claim:
    """A telling with its number in the ledger."""

    number: int
    telling: Telling


def holds(table: Any, as_of: int | None) -> ColumnElement[bool]:
    """The rows of a table of versions that hold as of a revision; None is now."""
    if as_of is None:
        return and_(table.c.until_revision.is_(None))
    return and_(table.c.from_revision <= as_of, or_(table.c.until_revision.is_(None), table.c.until_revision > as_of))


def holds_still(table: Any, as_of: int | None = None) -> ColumnElement[bool]:
    """The same as `holds`, for queries in which other conditions find few rows.

    No index serves this form: without statistics SQLite expects ten rows of any, and would rather walk through all
    versions that hold than start from an id.
    """
    if as_of is None:
        return func.coalesce(table.c.until_revision, 0) == 0
    return and_(table.c.from_revision + 0 <= as_of, func.coalesce(table.c.until_revision, as_of + 1) > as_of)


def batches(values: Iterable[Value]) -> Iterable[list[Value]]:
    """Numbers or ids in rising order, a query's worth at a time."""
    ordered = sorted(values)
    return (ordered[at : at + _PER_QUERY] for at in range(0, len(ordered), _PER_QUERY))


def load_claims(connection: Connection, numbers: Iterable[int], *, as_of: int | None = None) -> list[Claim]:
    """Claims by number, each as it was coded or, where a person corrected it, as corrected."""
    claim = schema.claim
    rows = [
        row
        for batch in batches(numbers)
        for row in connection.execute(select(claim.c.number, claim.c.id, claim.c.wire).where(claim.c.number.in_(batch)))
    ]
    reviews = load_answers(connection, [f"review:{row.id}" for row in rows], as_of=as_of)
    return [Claim(row.number, _telling(row, reviews.get(f"review:{row.id}"))) for row in rows]


def _telling(row: Row[*tuple[Any, ...]], review: Any) -> Telling:
    verdict: Verdict | None = review.get("verdict") if isinstance(review, dict) else None
    if verdict == "corrected":
        event, header = event_from_wire({**json.loads(row.wire), **review.get("event", {})})
    else:
        event, header = _parsed(row.wire)
    return Telling(event, header, verdict)


def remember(wire: str, event: Event, header: DocumentHeader) -> None:
    """Spare the reading of a line that was just written: the claims of a new report are merged at once."""
    with _LOCK:
        _known[wire] = event, header
        while len(_known) > _PARSED:
            _known.popitem(last=False)


def _parsed(wire: str) -> tuple[Event, DocumentHeader]:
    with _LOCK:
        known = _known.get(wire)
        if known:
            _known.move_to_end(wire)
            return known
    event, header = event_from_wire(json.loads(wire))
    remember(wire, event, header)
    return event, header


def load_answers(connection: Connection, questions: Sequence[str], *, as_of: int | None = None) -> dict[str, Any]:
    """The answers that hold to these questions; those without one, or whose answer was withdrawn, are left out."""
    judgement = schema.judgement
    by_machine: dict[str, Any] = {}
    by_person: dict[str, Any] = {}
    for batch in batches(questions):
        query = select(judgement.c.question, judgement.c.answer, judgement.c.machine).where(
            judgement.c.question.in_(batch)
        )
        if as_of is not None:
            query = query.where(judgement.c.revision <= as_of)
        for row in connection.execute(query.order_by(judgement.c.number)):
            (by_machine if row.machine else by_person)[row.question] = json.loads(row.answer)
    # A person's word goes before every machine's; once it is withdrawn, the machine's holds again.
    held = by_machine | {question: answer for question, answer in by_person.items() if answer is not None}
    return {question: answer for question, answer in held.items() if answer is not None}


def load_occurrences(connection: Connection, numbers: Sequence[int], *, as_of: int | None = None) -> list[Occurrence]:
    """Versions of occurrences by number, in the order given, with all their tellings."""
    occurrence, member = schema.occurrence, schema.occurrence_claim
    claims: dict[int, list[int]] = defaultdict(list)
    rows: dict[int, Row[*tuple[Any, ...]]] = {}
    for batch in batches(numbers):
        for number, claim in connection.execute(
            select(member.c.occurrence, member.c.claim).where(member.c.occurrence.in_(batch))
        ):
            claims[number].append(claim)
        columns = (occurrence.c.number, occurrence.c.independent_sources, occurrence.c.reason)
        for row in connection.execute(select(*columns).where(occurrence.c.number.in_(batch))):
            rows[row.number] = row
    loaded = load_claims(connection, (one for members in claims.values() for one in members), as_of=as_of)
    tellings = {claim.number: claim.telling for claim in loaded}
    return [
        settle(
            [tellings[claim] for claim in claims[number]],
            independent_sources=rows[number].independent_sources,
            reason=rows[number].reason,
        )
        for number in numbers
        if number in rows
    ]


def load_document(connection: Connection, document_id: str) -> Document | None:
    """A report's document, with its text."""
    row = connection.execute(select(schema.report).where(schema.report.c.id == document_id)).first()
    if row is None:
        return None
    return Document(
        text=row.text,
        blocks=tuple(Block(kind, start, end) for kind, start, end in json.loads(row.blocks)),
        name=row.name,
        title=row.title,
        url=row.url,
        publisher=row.publisher,
        published_on=date.fromisoformat(row.published_on) if row.published_on else None,
        id=row.id,
    )


def live_coder(connection: Connection, document_id: str) -> CoderVersion | None:
    """Which coder's reading of a document holds now."""
    coding, report = schema.coding, schema.report
    row = connection.execute(
        select(coding.c.coder, coding.c.version)
        .join(report, coding.c.report == report.c.number)
        .where(report.c.id == document_id, coding.c.until_revision.is_(None))
    ).first()
    return CoderVersion(row.coder, row.version) if row else None


def last_revision(connection: Connection) -> int:
    """The number of the newest revision; 0 of an empty ledger."""
    return connection.scalar(select(func.max(schema.revision.c.number))) or 0
