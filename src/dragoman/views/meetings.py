"""Meetings: who met whom, beside which larger meeting, what came of it, and how each side tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from dragoman.errors import LedgerError
from dragoman.ledger import Ledger
from dragoman.ledger.boards.announcements import announces
from dragoman.ledger.boards.attendance import Attendance, Delegation, delegations, differences
from dragoman.ledger.boards.outcomes import outcomes
from dragoman.ledger.boards.readouts import Readouts, readouts
from dragoman.ledger.boards.sidelines import AROUND_DAYS, Beside, larger_meeting, parent_words
from dragoman.ledger.store import schema
from dragoman.ledger.store.loading import holds, load_occurrences
from dragoman.model.occurrence import Occurrence
from dragoman.views.dealings import named
from dragoman.views.filters import EVERYTHING, Filter, conditions
from dragoman.views.pages import Page, in_order

MEETINGS: Final = 20
"""How many meetings a page holds unless the caller says otherwise."""

_WINDOW: Final = 60
"""How many meetings around the same days are looked through for one at most."""
_LONGEST_DAYS: Final = 14
"""How long a meeting lasts at most."""
_NOT_HELD: Final = ("negated", "hypothetical")


@dataclass(frozen=True, slots=True)
class MeetingEntry:
    """A meeting on the list.

    Attributes:
        occurrence: The meeting.
        name: Its proper name, else the words by which a meeting beside it names it; None when nobody names it.
        beside: The larger meeting that it was held beside; None when its reports name none, or the ledger has none.
        parent_words: How its reports name that meeting.
        children: Meetings held beside it, by day.
        announced: The same meeting as it was announced, by day.
        held: Of a meeting that was to come the one that took place; None when none has.
    """

    occurrence: Occurrence
    name: str | None = None
    beside: Beside | None = None
    parent_words: tuple[str, ...] = ()
    children: tuple[Occurrence, ...] = ()
    announced: tuple[Occurrence, ...] = ()
    held: Occurrence | None = None

    @property
    def delegations(self) -> tuple[Delegation, ...]:
        """Who came, by delegation, in the order of the text."""
        return delegations(self.occurrence.meeting) if self.occurrence.meeting else ()


@dataclass(frozen=True, slots=True)
class MeetingList(Page[MeetingEntry]):
    """A page of the list.

    Attributes:
        passed_over: How many announcements took a place on it without being shown, as the meeting was then held.
    """

    passed_over: int = 0

    @property
    def next_offset(self) -> int | None:
        """The offset of the next page; None where this is the last."""
        end = self.offset + len(self.items) + self.passed_over
        return end if self.offset < end < self.total else None


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """A meeting with all that the ledger has of it.

    Attributes:
        entry: The meeting.
        outcomes: Commitments and positions voiced there, as told.
        expected: Commitments and positions that those who met were to voice, as told.
        readouts: The accounts side by side.
    """

    entry: MeetingEntry
    outcomes: tuple[Occurrence, ...]
    expected: tuple[Occurrence, ...]
    readouts: Readouts


def meetings(ledger: Ledger, wanted: Filter = EVERYTHING, *, limit: int = MEETINGS, offset: int = 0) -> MeetingList:
    """The meetings that a filter finds, the latest first; what was announced and then held stands once, as held.

    An announcement takes a place without being shown: `total`, `limit` and `offset` count it, and a page may hold fewer
    meetings than its limit, even none, though others follow.

    Args:
        ledger: The ledger.
        wanted: Which meetings.
        limit: How many are looked at.
        offset: How many to pass over; a page's `next_offset`.

    Raises:
        LedgerError: The ledger can't be read.
    """
    with ledger.reading() as connection:
        revision = ledger.revision(connection, wanted.as_of)
        row = schema.occurrence
        listed = (row.c.status.not_in(_NOT_HELD), *conditions(wanted, revision=revision))
        query: Select[Any] = in_order(_meeting_numbers()).where(*listed)
        found = list(connection.scalars(query.limit(limit).offset(offset or None)))
        total = connection.scalar(select(func.count()).select_from(_meeting_numbers().where(*listed).subquery())) or 0
        entries = _Reader(connection, revision).entries(found)
    items = tuple(entry for entry in entries if entry.held is None)
    return MeetingList(items, total, limit, offset, passed_over=len(entries) - len(items))


def meeting(ledger: Ledger, id: str, *, as_of: date | datetime | None = None) -> MeetingPage | None:
    """One meeting, by the id of any telling of it, or the beginning of one.

    Returns:
        The meeting; None when there is no such event, or it is no meeting.
    """
    occurrence = ledger.occurrence(id, as_of=as_of)
    if occurrence is None or occurrence.meeting is None:
        return None
    with ledger.reading() as connection:
        revision = ledger.revision(connection, as_of)
        reader = _Reader(connection, revision)
        told = reader.of_same_reports(occurrence)
        voiced = outcomes(occurrence, told)
        said = tuple(one for one in voiced if one.status != "future")
        return MeetingPage(
            entry=reader.entry(occurrence),
            outcomes=said,
            expected=tuple(one for one in voiced if one.status == "future"),
            readouts=readouts(occurrence, said),
        )


def attendance(ledger: Ledger, earlier: str, later: str, *, as_of: date | datetime | None = None) -> Attendance:
    """Who came to the later of two meetings and not to the earlier, who stayed away, and who came in another way.

    Raises:
        LedgerError: One of the ids is no meeting of the ledger.
    """
    found = []
    for id in (earlier, later):
        occurrence = ledger.occurrence(id, as_of=as_of)
        if occurrence is None or occurrence.meeting is None:
            raise LedgerError(ledger.address, f"holds no meeting {id}; `dragoman meetings` lists them")
        found.append(occurrence.meeting)
    return differences(found[0], found[1])


class _Reader:
    """Makes entries of meetings within one transaction."""

    def __init__(self, connection: Connection, revision: int | None) -> None:
        self._connection = connection
        self._revision = revision

    def entries(self, numbers: Sequence[int]) -> list[MeetingEntry]:
        """The entries of some rows, in their order."""
        return [self.entry(one) for one in self._load(numbers)]

    def entry(self, occurrence: Occurrence) -> MeetingEntry:
        """The entry of a meeting."""
        words = parent_words(occurrence)
        children = self._children(occurrence)
        beside = larger_meeting(occurrence, self._larger(occurrence)) if words else None
        around = self._announcements(occurrence)
        return MeetingEntry(
            occurrence=occurrence,
            name=_name(occurrence, children),
            beside=beside,
            parent_words=words,
            children=children,
            announced=tuple(one for one in around if announces(one, occurrence)),
            held=next((one for one in around if announces(occurrence, one)), None),
        )

    def of_same_reports(self, occurrence: Occurrence) -> list[Occurrence]:
        """All that the reports of an occurrence tell."""
        documents = {one.document.id for one in occurrence.tellings}
        report, claim, member, row = schema.report, schema.claim, schema.occurrence_claim, schema.occurrence
        query = (
            select(member.c.occurrence)
            .join(claim, claim.c.number == member.c.claim)
            .join(report, report.c.number == claim.c.report)
            .join(row, row.c.number == member.c.occurrence)
            .where(report.c.id.in_(sorted(documents)), holds(row, self._revision))
            .distinct()
        )
        return self._load(list(self._connection.scalars(query)))

    def _larger(self, occurrence: Occurrence) -> list[Occurrence]:
        """Meetings that one may have been held beside: named by its report, or of several parties around the day."""
        named_ids = [one.event.meeting.parent_id for one in occurrence.tellings if one.event.meeting]
        member, claim, row = schema.occurrence_claim, schema.claim, schema.occurrence
        by_id = (
            select(row.c.number)
            .join(member, member.c.occurrence == row.c.number)
            .join(claim, claim.c.number == member.c.claim)
            .where(claim.c.id.in_([id for id in named_ids if id]), holds(row, self._revision))
        )
        several = schema.meeting.c.format == "multilateral"
        return self._load({*self._connection.scalars(by_id), *self._around(occurrence, several, days=AROUND_DAYS)})

    def _children(self, occurrence: Occurrence) -> tuple[Occurrence, ...]:
        if occurrence.meeting is None or len(delegations(occurrence.meeting)) < 3:
            return ()
        beside = schema.meeting.c.parent.is_not(None)
        likely = self._load(self._around(occurrence, beside, days=AROUND_DAYS))
        found = [one for one in likely if larger_meeting(one, [occurrence])]
        return tuple(sorted(found, key=lambda one: (one.when.start or date.max, one.id)))

    def _announcements(self, occurrence: Occurrence) -> list[Occurrence]:
        """Meetings of the same days that may be the same one, told before of one that was held, or after."""
        row = schema.occurrence.c
        # What announces a meeting is an agreement to meet, or tells of a meeting to come.
        other = row.type == "CONSULT" if occurrence.is_to_come else or_(row.status == "future", row.type != "CONSULT")
        return sorted(self._load(self._around(occurrence, other, days=0)), key=lambda one: one.id)

    def _around(self, occurrence: Occurrence, *wanted: ColumnElement[bool], days: int) -> list[int]:
        """Row numbers of meetings with a party in common that some days before or after may lie."""
        first, last = occurrence.when.start, occurrence.when.end or occurrence.when.start
        if first is None or last is None or occurrence.meeting is None:
            return []
        row, party = schema.occurrence, schema.occurrence_party
        keys = {one.of for one in delegations(occurrence.meeting)}
        theirs = select(party.c.occurrence).where(party.c.occurrence == row.c.number, named(party, keys))
        query = (
            _meeting_numbers()
            .where(
                holds(row, self._revision),
                row.c.day <= (last + timedelta(days=days)).isoformat(),
                or_(row.c.end.is_(None), row.c.end >= (first - timedelta(days=days)).isoformat()),
                row.c.day >= (first - timedelta(days=days + _LONGEST_DAYS)).isoformat(),
                row.c.id != occurrence.id,
                theirs.exists(),
                *wanted,
            )
            .order_by(row.c.id)
            .limit(_WINDOW)
        )
        return list(self._connection.scalars(query))

    def _load(self, numbers: Any) -> list[Occurrence]:
        return load_occurrences(self._connection, list(numbers), as_of=self._revision)


def _meeting_numbers() -> Select[Any]:
    """The rows of all occurrences that are meetings."""
    row, facet = schema.occurrence, schema.meeting
    return select(row.c.number).join(facet, facet.c.occurrence == row.c.number)


def _name(occurrence: Occurrence, children: Sequence[Occurrence]) -> str | None:
    """Its own name, else the longest by which a meeting beside it calls it."""
    if occurrence.meeting and occurrence.meeting.name:
        return occurrence.meeting.name
    given = [words for child in children for words in parent_words(child)]
    longest = max(given, key=len, default=None)
    return longest.removeprefix("the ").removeprefix("The ") if longest else None
