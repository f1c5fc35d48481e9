"""Search: passages by their words, with the events that they tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    TableValuedAlias,
    bindparam,
    exists,
    func,
    select,
    text,
)

from dragoman.ledger import Ledger
from dragoman.ledger.store import schema
from dragoman.ledger.store.loading import load_occurrences
from dragoman.model.evidence import Span
from dragoman.model.occurrence import Occurrence
from dragoman.model.report import DocumentHeader
from dragoman.views.filters import EVERYTHING, Filter, conditions
from dragoman.views.pages import Page
from dragoman.views.wording import found, quoted, tellings

HITS: Final = 20
"""How many passages are on a page unless the caller says otherwise."""

MOST_RANKED: Final = 20_000
"""Beyond so many passages words tell none apart, and ranking them takes a tenth of a second: the newest come first."""

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Around the words found: signs that Unicode leaves to private use."""
_SIGNS: Final = re.compile(f"[{_OPEN}{_CLOSE}]")
_SQLITE: Final = (
    "SELECT rowid, highlight(passage_words, 0, :open, :close) FROM passage_words "
    "WHERE passage_words MATCH :words AND rowid IN :numbers"
)
_POSTGRESQL: Final = (
    "SELECT number, ts_headline('english', text, websearch_to_tsquery('english', :words), "
    "'HighlightAll=true, StartSel=' || :open || ', StopSel=' || :close) FROM passage WHERE number IN :numbers"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that holds the words.

    Attributes:
        document: The report's head.
        kind: What the passage is: a paragraph, the headline, ….
        start: Its first code point in the report's text.
        text: The passage.
        marks: Where in the passage the words stand, in code points from its beginning.
        occurrences: What it tells, as far as the filter lets through; in the order of the text.
    """

    document: DocumentHeader
    kind: str
    start: int
    text: str
    marks: tuple[Span, ...]
    occurrences: tuple[Occurrence, ...]


def search(ledger: Ledger, query: str, wanted: Filter = EVERYTHING, *, limit: int = HITS, offset: int = 0) -> Page[Hit]:
    """The passages that hold all words of a query: the best first, or of very many the newest.

    Args:
        ledger: The ledger.
        query: Words, and in double quotation marks words that stand side by side; endings don't matter ("withdraw"
            finds "withdrawal"). A query without words finds nothing.
        wanted: Days and publisher are those of the report; with anything else a passage has to tell such an event.
        limit: How many passages at most.
        offset: How many of the first to pass over.

    Raises:
        LedgerError: The ledger can't be read.
    """
    hits = found(query)
    if hits is None:
        return Page((), 0, limit, offset)
    with ledger.reading() as connection:
        revision = ledger.revision(connection, wanted.as_of)
        many = connection.scalar(select(func.count()).select_from(hits)) or 0
        order = (hits.c.rank, hits.c.number) if many <= MOST_RANKED else (hits.c.number.desc(),)
        matching = _matching(hits, wanted, revision)
        page = matching.add_columns(func.count().over()).order_by(*order).limit(limit).offset(offset)
        rows = list(connection.execute(page))
        # Past the last page there is no row to tell how many there are.
        total = rows[0][1] if rows else connection.scalar(select(func.count()).select_from(matching.subquery()))
        numbers = [number for number, _ in rows]
        return Page(tuple(_hits(connection, query, numbers, wanted, revision)), total or 0, limit, offset)


def _matching(hits: TableValuedAlias, wanted: Filter, revision: int | None) -> Select[tuple[int]]:
    """Numbers of those of the passages found that a filter lets through."""
    passage, report = schema.passage, schema.report
    of_report = [
        report.c.published_on >= wanted.since.isoformat() if wanted.since else None,
        report.c.published_on <= wanted.until.isoformat() if wanted.until else None,
        report.c.publisher.in_(wanted.publisher) if wanted.publisher else None,
        report.c.revision <= revision if revision is not None else None,
    ]
    asked = [condition for condition in of_report if condition is not None]
    matching = select(hits.c.number)
    if asked:
        matching = matching.join(passage, passage.c.number == hits.c.number)
        matching = matching.join(report, report.c.number == passage.c.report).where(*asked)
    of_event = _of_event(wanted)
    return matching if of_event.is_open else matching.where(_tells(hits, of_event, revision))


def _tells(hits: TableValuedAlias, wanted: Filter, revision: int | None) -> ColumnElement[bool]:
    """Whether a passage found tells an occurrence of a filter."""
    passage, member = schema.passage.alias(), schema.occurrence_claim
    meant = select(schema.occurrence.c.number).where(*conditions(wanted, revision=revision))
    # Not the bare number: SQLite would go through all that the filter finds for each of the passages.
    told = tellings(passage).where(passage.c.number == hits.c.number, (member.c.occurrence + 0).in_(meant))
    return exists(told.correlate(hits))


def _of_event(wanted: Filter) -> Filter:
    return replace(wanted, since=None, until=None, publisher=())


def _hits(
    connection: Connection, query: str, numbers: list[int], wanted: Filter, revision: int | None
) -> Iterator[Hit]:
    passage, report = schema.passage, schema.report
    columns = (passage.c.number, passage.c.kind, passage.c.start, passage.c.text)
    head = (report.c.id, report.c.url, report.c.publisher, report.c.published_on, report.c.title)
    rows = {
        row.number: row
        for row in connection.execute(
            select(*columns, *head)
            .join(report, report.c.number == passage.c.report)
            .where(passage.c.number.in_(numbers))
        )
    }
    marks = _marks(connection, query, numbers)
    told = _told(connection, numbers, wanted, revision)
    for number in numbers:
        row = rows[number]
        yield Hit(_header(row), row.kind, row.start, row.text, marks.get(number, ()), tuple(told.get(number, ())))


def _header(row: Row[*tuple[Any, ...]]) -> DocumentHeader:
    day = date.fromisoformat(row.published_on) if row.published_on else None
    return DocumentHeader(row.id, row.url, row.publisher, day, row.title)


def _told(
    connection: Connection, numbers: list[int], wanted: Filter, revision: int | None
) -> dict[int, list[Occurrence]]:
    """Passage → the occurrences it tells, in the order of the text."""
    passage, claim, member = schema.passage, schema.claim, schema.occurrence_claim
    query = (
        tellings()
        .where(passage.c.number.in_(numbers))
        .with_only_columns(passage.c.number.label("passage"), member.c.occurrence)
        .order_by(claim.c.start, claim.c.id)
    )
    told_there = dict.fromkeys((row.passage, row.occurrence) for row in connection.execute(query))
    # Asked apart: a plan for both would go through all that the filter finds for each of the passages.
    row = schema.occurrence.c
    let_through = select(row.number).where(
        row.number.in_({number for _, number in told_there}), *conditions(_of_event(wanted), revision=revision)
    )
    meant = sorted(connection.scalars(let_through))
    loaded = dict(zip(meant, load_occurrences(connection, meant, as_of=revision), strict=True))
    told: dict[int, list[Occurrence]] = {}
    for at, number in told_there:
        if number in loaded:
            told.setdefault(at, []).append(loaded[number])
    return told


def _marks(connection: Connection, query: str, numbers: list[int]) -> dict[int, tuple[Span, ...]]:
    """Where the words of the query stand, as the store that found them tells it."""
    statement = text(_SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL)
    statement = statement.bindparams(bindparam("numbers", expanding=True))
    values = {"words": quoted(query), "numbers": numbers, "open": _OPEN, "close": _CLOSE}
    return {number: _spans(marked) for number, marked in connection.execute(statement, values)}


def _spans(marked: str) -> tuple[Span, ...]:
    """The intervals between the signs, in the text without them; none where a report has such signs of its own.

    >>> _spans("a \ue000plan\ue001 for peace")
    (Span(start=2, end=6),)
    """
    signs = [at[0] for at in _SIGNS.finditer(marked)]
    if signs != [_OPEN, _CLOSE] * (len(signs) // 2):
        return ()
    places = [at.start() - before for before, at in enumerate(_SIGNS.finditer(marked))]
    return tuple(Span(start, end) for start, end in zip(places[::2], places[1::2], strict=True) if start < end)
