"""Sayings: somebody's words as the latest reports quote them, whether or not an event rests on them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, or_, select

from dragoman.ledger.store import schema
from dragoman.ledger.store.loading import batches, holds, load_document, load_occurrences
from dragoman.model.entity import Entity
from dragoman.model.evidence import Span
from dragoman.model.occurrence import Occurrence, Telling
from dragoman.model.report import DocumentHeader
from dragoman.views.filters import Filter
from dragoman.views.pages import numbers
from dragoman.views.parties import Sought, seek
from dragoman.views.quoted import quoted
from dragoman.views.reviewed import tellings_of
from dragoman.views.standing import rows_of

_REPORTS: Final = 500
"""How many of the latest reports are looked through, whomever they are about."""
_EVENTS: Final = 100
"""How many of the latest events on somebody's word say which older reports are looked through too."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Words that a report has in quotation marks.

    Attributes:
        speaker: Who said them, as of the report's day.
        words: The words, without the marks around them.
        document: The report.
        span: Where they stand in its text, from the first word to the last.
        occurrence: The event that rests on them; None where none was coded.
        telling: What tells that event; None where none was coded.
    """

    speaker: Entity
    words: str
    document: DocumentHeader
    span: Span
    occurrence: Occurrence | None = None
    telling: Telling | None = None


def sayings(connection: Connection, who: str, wanted: Filter, *, revision: int | None) -> Iterator[Saying]:
    """Somebody's words, those of the latest report first, each wording once; reports are read as they are needed.

    Args:
        connection: A transaction.
        who: Id, state or name, as `parties.seek` takes it; of a state the words of all who belong to it.
        wanted: Days and publisher are those of the report, or of the event that rests on the words; with anything else
            an event has to rest on them that the filter finds. Its own parties are replaced.
        revision: As of which the ledger is read; None is now.
    """
    sought = seek(who)
    said = replace(wanted, who=(), whom=(), either=(), together=(), between=(), source=(who,))
    found = numbers(connection, said, revision=revision, limit=_EVENTS)
    every = replace(said, source=(), since=None, until=None, publisher=(), as_of=None).is_open
    among = None if every else frozenset(found)
    reports = _telling(connection, found) | (_latest(connection, wanted, revision) if every else set())
    given: set[str] = set()
    for row in _coded(connection, reports, sought, revision):
        for saying in _of_report(connection, row, sought, revision):
            wording = " ".join(saying.words.strip('“”" ,.').split())
            if wording in given:
                continue
            given.add(wording)
            event, whole = _with_occurrence(connection, saying, revision)
            if among is None or event in among:
                yield whole


def _latest(connection: Connection, wanted: Filter, revision: int | None) -> set[int]:
    """The latest reports of the days and publishers that are asked for."""
    report = schema.report.c
    asked = [
        report.published_on.is_not(None),
        report.published_on >= wanted.since.isoformat() if wanted.since else None,
        report.published_on <= wanted.until.isoformat() if wanted.until else None,
        report.publisher.in_(wanted.publisher) if wanted.publisher else None,
        report.revision <= revision if revision is not None else None,
    ]
    query = select(report.number).where(*(condition for condition in asked if condition is not None))
    return set(connection.scalars(query.order_by(report.published_on.desc(), report.id).limit(_REPORTS)))


def _telling(connection: Connection, occurrences: list[int]) -> set[int]:
    """The reports that tell these occurrences."""
    member, claim = schema.occurrence_claim, schema.claim
    query = select(claim.c.report).join(member, member.c.claim == claim.c.number)
    return {
        number
        for batch in batches(occurrences)
        for number in connection.scalars(query.where(member.c.occurrence.in_(batch)))
    }


def _coded(
    connection: Connection, reports: set[int], sought: Sought, revision: int | None
) -> list[Row[*tuple[Any, ...]]]:
    """Id, day and attributions of those reports that attribute anything to somebody sought, the latest first."""
    report, coding = schema.report, schema.coding
    query = select(report.c.id, report.c.published_on, coding.c.attributions).join(
        coding, coding.c.report == report.c.number
    )
    rows = [
        row
        for batch in batches(reports)
        for row in connection.execute(
            query.where(report.c.number.in_(batch), holds(coding, revision), _names(coding.c.attributions, sought))
        )
    ]
    return sorted(sorted(rows, key=lambda row: str(row.id)), key=lambda row: row.published_on or "", reverse=True)


def _names(attributions: ColumnElement[str], sought: Sought) -> ColumnElement[bool]:
    """Whether attributions, as text, name somebody sought; which of the sources it is, is told when they are read."""
    values = [*sought.ids, *sought.countries] or [sought.words]
    return or_(*(attributions.icontains(json.dumps(value, ensure_ascii=False), autoescape=True) for value in values))


def _of_report(
    connection: Connection, row: Row[*tuple[Any, ...]], sought: Sought, revision: int | None
) -> Iterator[Saying]:
    document = load_document(connection, row.id)
    found = [*quoted(row.attributions, document.text, sought)] if document else []
    if document is None or not found:
        return
    told = tellings_of(connection, document.id, revision=revision)
    for one in found:
        resting = [telling for telling in told if any(link.cue.start == one.cue for link in telling.event.attribution)]
        # A person may have corrected whose words they are.
        if not resting or any(_is_theirs(telling, one.cue, sought) for telling in resting):
            telling = next(iter(resting), None)
            yield Saying(one.speaker, one.words, document.header, one.span, telling=telling)


def _with_occurrence(connection: Connection, saying: Saying, revision: int | None) -> tuple[int | None, Saying]:
    """The row of the occurrence that rests on the words, and the words with that occurrence."""
    event = saying.telling.event.id if saying.telling else None
    row = rows_of(connection, [event], revision=revision).get(event) if event else None
    if row is None:
        return None, replace(saying, telling=None)
    (occurrence,) = load_occurrences(connection, [row], as_of=revision)
    return row, replace(saying, occurrence=occurrence)


def _is_theirs(telling: Telling, cue: int, sought: Sought) -> bool:
    return any(
        link.cue.start == cue and link.source is not None and sought.is_meant(link.source.entity)
        for link in telling.event.attribution
    )
