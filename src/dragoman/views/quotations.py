"""Quotations: somebody's own words, as the reports of the latest events that they have to do with quote them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sqlalchemy import Connection, select

from dragoman.ledger import Ledger
from dragoman.ledger.store import schema
from dragoman.ledger.store.loading import batches
from dragoman.model import DocumentHeader
from dragoman.views.filters import Filter
from dragoman.views.pages import count, numbers
from dragoman.views.parties import Sought, seek
from dragoman.views.quoted import quoted

LOOKED_THROUGH: Final = 60
"""How many events on their word, and how many with a part of theirs, say which reports one page looks through."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of somebody.

    Attributes:
        speaker: Id of who said them.
        name: Their name, as the report's coding has it.
        posts: Their posts on the day.
        words: The words.
        document: The report that quotes them.
    """

    speaker: str
    name: str
    posts: tuple[str, ...]
    words: str
    document: DocumentHeader


@dataclass(frozen=True, slots=True)
class Quotations:
    """What one page has.

    Attributes:
        items: Each wording once, those of the latest report first, in the order of the text.
        statements: How many events rest on their word.
        next_offset: Where the next page begins looking; None where this is the last.
    """

    items: tuple[Quotation, ...]
    statements: int
    next_offset: int | None


def quotations(ledger: Ledger, who: str, wanted: Filter, *, offset: int = 0) -> Quotations:
    """Somebody's words.

    Args:
        ledger: The ledger.
        who: Id, state or name, as `parties.seek` takes it; of a state the words of all who belong to it.
        wanted: What else has to hold of the events; its own `source` and `either` are replaced.
        offset: A page's `next_offset`.

    Raises:
        LedgerError: The ledger can't be read.
    """
    theirs = replace(wanted, either=(who,), source=())
    said = replace(wanted, source=(who,), either=())
    with ledger.reading() as connection:
        revision = ledger.revision(connection, wanted.as_of)
        found = [
            numbers(connection, one, revision=revision, limit=LOOKED_THROUGH, offset=offset) for one in (said, theirs)
        ]
        reports = _reports(connection, {number for one in found for number in one})
        statements = count(connection, said, revision=revision)
    once = {one.words: one for report in reversed(reports) for one in reversed([*_quoted(report, seek(who))])}
    more = any(len(one) == LOOKED_THROUGH for one in found)
    return Quotations(tuple(reversed(once.values())), statements, offset + LOOKED_THROUGH if more else None)


@dataclass(frozen=True, slots=True)
class _Report:
    header: DocumentHeader
    text: str
    attributions: str


def _reports(connection: Connection, occurrences: Iterable[int]) -> list[_Report]:
    """The reports that tell these occurrences and quote somebody, the latest first, the undated last."""
    report, coding, claim, member = schema.report, schema.coding, schema.claim, schema.occurrence_claim
    columns = (report.c.id, report.c.url, report.c.publisher, report.c.published_on, report.c.title, report.c.text)
    query = (
        select(*columns, coding.c.attributions)
        .join(coding, coding.c.report == report.c.number)
        .join(claim, claim.c.coding == coding.c.number)
        .join(member, member.c.claim == claim.c.number)
        .distinct()
    )
    rows = {
        row.id: row
        for batch in batches(occurrences)
        for row in connection.execute(query.where(member.c.occurrence.in_(batch), coding.c.attributions != "[]"))
    }
    found = [
        _Report(
            DocumentHeader(row.id, row.url, row.publisher, _day(row.published_on), row.title),
            row.text,
            row.attributions,
        )
        for row in rows.values()
    ]
    return sorted(found, key=lambda one: (one.header.published_on or date.min, one.header.id), reverse=True)


def _quoted(report: _Report, sought: Sought) -> Iterator[Quotation]:
    for one in quoted(report.attributions, report.text, sought):
        yield Quotation(one.speaker.id, one.speaker.name, one.speaker.posts, one.words, report.header)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
