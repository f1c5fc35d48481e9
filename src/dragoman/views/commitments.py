"""Commitments: every pledge with what became of it, as far as the ledger tells.

A pledge stands on the board once, with what repeated it and with later events that may keep, advance or break it. Its
status is what a person last judged; silence and deadlines are counted when the board is read and stored nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any, Final, get_args

from sqlalchemy import Connection, and_, func, or_, select

from dragoman.errors import LedgerError
from dragoman.ledger import Ledger
from dragoman.ledger.boards.acts import Act, act_of
from dragoman.ledger.boards.follow_ups import FollowUp, follow_ups, may_bear_on
from dragoman.ledger.boards.reaffirmations import Reaffirmation
from dragoman.ledger.store import schema
from dragoman.ledger.store.loading import load_occurrences
from dragoman.model.occurrence import CommitmentStatus, Judgement, Occurrence
from dragoman.views.acts import Traces, load_acts, passages, with_traces
from dragoman.views.dealings import Dealing, Dealings
from dragoman.views.filters import EVERYTHING, Filter, conditions
from dragoman.views.pages import in_order
from dragoman.views.standing import Judged, judged
from dragoman.views.threads import MADE, Thread, Threads

STATUSES: Final[tuple[CommitmentStatus, ...]] = get_args(CommitmentStatus)
OPEN: Final[frozenset[CommitmentStatus]] = frozenset({"open", "in_progress"})
"""Statuses of a pledge that is still to be kept."""
PLEDGES: Final = 10
"""How many pledges a page holds unless the caller says otherwise."""
FOLLOWED_DAYS: Final = 2 * 365
"""Events later than this after a pledge are not proposed as its follow-ups."""

_MORE: Final = 5
"""How many rows are read at once to fill a page of which some rows repeat others."""
_TO_MEET: Final = "036"
_AS_PROMISED: Final = 0.8
"""From this score on a meeting is taken for the one that was promised: the same parties, and a third of the promise's
words, such as the town or what is to be talked about. Set on the cases of `tests/unit/views/test_commitments.py`."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pledges of those that a filter finds are meant.

    Attributes:
        status: Their statuses; empty for any. A promise to meet that has had its meeting has none of them.
        overdue: Only open ones whose deadline has passed.
        due_within_days: Only open ones whose deadline comes within so many days.
        silent_days: Only open ones of which nothing has been told for so many days or more.
    """

    status: frozenset[CommitmentStatus] = frozenset()
    overdue: bool = False
    due_within_days: int | None = None
    silent_days: int | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A follow-up as the board shows it.

    Attributes:
        link: What the machine found.
        judgement: The person's judgement of it that holds; None when nobody has looked.
    """

    link: FollowUp
    judgement: Judgement | None = None

    @property
    def accepted(self) -> bool:
        """Whether a person said that it follows on the pledge."""
        return self.judgement is not None and bool(self.judgement.answer)


@dataclass(frozen=True, slots=True)
class Pledge:
    """A pledge and what became of it.

    Attributes:
        occurrence: The pledge, where it was made first.
        today: The day from which silence and deadlines are counted.
        status: What a person last judged; `open` when nobody has.
        history: The persons' judgements that changed it, in the order they were made.
        reaffirmations: What repeated it, by day.
        follow_ups: Later events that may keep, advance or break it, by day, without those that a person rejected.
    """

    occurrence: Occurrence
    today: date
    status: CommitmentStatus = "open"
    history: tuple[Judgement, ...] = ()
    reaffirmations: tuple[Reaffirmation, ...] = ()
    follow_ups: tuple[Proposal, ...] = ()

    @property
    def question(self) -> str:
        """The question how it stands: the one that a judgement answers which holds, else that of its id."""
        held = _held(self.history)
        return held.question if held else f"commitment:{self.occurrence.id}"

    @property
    def meeting(self) -> FollowUp | None:
        """Of a promise to meet on which nobody has judged, the meeting that took place as promised; else None.

        The promise is the meetings' matter from then on: open no more, though only a person says that it was kept.
        """
        if not self.occurrence.cameo.startswith(_TO_MEET) or _held(self.history):
            return None
        return next((one.link for one in self.follow_ups if _is_as_promised(one, self.deadline)), None)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be kept."""
        return self.status in OPEN and self.meeting is None

    @property
    def made_on(self) -> date | None:
        """The day it was made; None when neither words nor publication date it."""
        return act_of(self.occurrence).said_on

    @property
    def last_heard_on(self) -> date | None:
        """The last day on which it, what repeated it or what followed it was told or happened."""
        acts = [act_of(self.occurrence), *(one.later for one in self.reaffirmations)]
        acts += [one.link.act for one in self.follow_ups]
        days = [day for act in acts for day in (act.said_on, act.last_told) if day and day <= self.today]
        return max(days, default=None)

    @property
    def silent_days(self) -> int | None:
        """Days since it was last heard of; None when undated, or made after `today`."""
        last = self.last_heard_on
        return (self.today - last).days if last else None

    @property
    def deadline(self) -> date | None:
        """The last day by which it is to be kept: as it says, or the day of the meeting that is promised."""
        return deadline_of(self.occurrence)

    @property
    def overdue_days(self) -> int:
        """Days since the deadline of an open pledge; 0 when there is none or it hasn't passed."""
        late = self.is_open and self.deadline is not None and self.deadline < self.today
        return (self.today - self.deadline).days if late and self.deadline else 0

    @property
    def due_in_days(self) -> int | None:
        """Days until the deadline of an open pledge; None when there is none or it has passed."""
        coming = self.is_open and self.deadline is not None and self.deadline >= self.today
        return (self.deadline - self.today).days if coming and self.deadline else None


@dataclass(frozen=True, slots=True)
class Board:
    """A page of the board.

    Attributes:
        pledges: In the order of the record: the latest first, the undated last.
        today: The day from which silence and deadlines are counted.
        matching: How many commitments the filter finds before those that repeat one another are put together.
        next_offset: Where the next page begins, which may turn out empty; None where this is the last.
    """

    pledges: tuple[Pledge, ...]
    today: date
    matching: int
    next_offset: int | None = None


def commitments(
    ledger: Ledger,
    wanted: Filter = EVERYTHING,
    *,
    which: Wanted = Wanted(),
    today: date | None = None,
    limit: int = PLEDGES,
    offset: int = 0,
) -> Board:
    """The pledges that a filter finds, each once: at the place of the latest telling or repetition that is found.

    Args:
        ledger: The ledger.
        wanted: Which occurrences; `who` are the committers, `whom` to whom they commit.
        which: Which pledges of these.
        today: The day to count from; without it the day of `wanted.as_of`, else the calendar's.
        limit: How many pledges at most.
        offset: A page's `next_offset`.

    Raises:
        LedgerError: The ledger can't be read.
    """
    today = day_to_count_from(wanted, today)
    with ledger.reading() as connection:
        revision = ledger.revision(connection, wanted.as_of)
        board = _Reader(connection, revision, today)
        found = board.judged_only(_numbers(connection, wanted, which, today, revision), which)
        meant = ((at, pledge) for at, pledge in board.pledges(found, offset, at_once=limit) if is_wanted(pledge, which))
        page = list(islice(meant, limit))
    after = page[-1][0] + 1 if page and len(page) == limit else len(found)
    return Board(
        pledges=tuple(pledge for _, pledge in page),
        today=today,
        matching=len(found),
        next_offset=after if after < len(found) else None,
    )


def commitment(
    ledger: Ledger, id: str, *, as_of: date | datetime | None = None, today: date | None = None
) -> Pledge | None:
    """One pledge, by the id of any telling of it or of what repeats it, or the beginning of one.

    Returns:
        The pledge; None when there is no such event, or it is no commitment.
    """
    occurrence = ledger.occurrence(id, as_of=as_of)
    if occurrence is None or occurrence.commitment is None:
        return None
    today = day_to_count_from(Filter(as_of=as_of), today)
    with ledger.reading() as connection:
        revision = ledger.revision(connection, as_of)
        row = schema.occurrence
        number = connection.scalar(
            select(func.max(row.c.number)).where(row.c.id == occurrence.id, *conditions(EVERYTHING, revision=revision))
        )
        if number is None:
            raise LedgerError(ledger.address, f"{id} changed while it was read; ask again")
        return next(pledge for _, pledge in _Reader(connection, revision, today).pledges([number], 0))


def is_wanted(pledge: Pledge, which: Wanted) -> bool:
    """Whether a pledge is one of those meant."""
    silent = pledge.silent_days
    return (
        (not which.status or (pledge.status in which.status and pledge.meeting is None))
        and (not which.overdue or pledge.overdue_days > 0)
        and (which.due_within_days is None or _within(pledge.due_in_days, which.due_within_days))
        and (which.silent_days is None or (pledge.is_open and silent is not None and silent >= which.silent_days))
    )


def deadline_of(occurrence: Occurrence) -> date | None:
    """By when a commitment is to be kept; None when it says nothing of it."""
    if occurrence.commitment is None:
        return None
    told = occurrence.commitment.deadline
    if told.end or told.start:
        return told.end or told.start
    # "Will visit in March": the day of the meeting is the day by which the promise is to be kept.
    made = act_of(occurrence).first_told
    coming = occurrence.when.end or occurrence.when.start
    return coming if coming and made and coming > made and occurrence.cameo.startswith(_TO_MEET) else None


def day_to_count_from(wanted: Filter, today: date | None) -> date:
    """The day given, else the day of the question, else the calendar's."""
    if today is not None:
        return today
    asked = wanted.as_of
    return asked.date() if isinstance(asked, datetime) else asked or date.today()


class _Reader:
    """Makes pledges of rows within one transaction; what rows have in common is read once."""

    def __init__(self, connection: Connection, revision: int | None, today: date) -> None:
        self._connection = connection
        self._revision = revision
        self._today = today
        self._dealings = Dealings(connection, revision)
        self._threads = Threads(connection, revision, self._dealings)
        self._judged: Judged = judged(connection, revision)

    def judged_only(self, found: list[int], which: Wanted) -> list[int]:
        """What is left of the rows where only statuses are meant that a person must have given."""
        if not which.status or "open" in which.status:
            return found
        known = self._judged.of_any(self._connection)
        return [number for number in found if number in known]

    def pledges(self, found: Sequence[int], offset: int, *, at_once: int = PLEDGES) -> Iterator[tuple[int, Pledge]]:
        """The place in `found` and the pledge, of each that no earlier place has given; some are read at once."""
        places = {number: at for at, number in enumerate(found)}
        start = offset
        while start < len(found):
            numbers = found[start : start + at_once]
            start += at_once
            at_once = _MORE
            threads = self._threads.threads(numbers)
            shown = {
                number: thread
                for number, thread in threads.items()
                if min(places.get(member, places[number]) for member in _members(thread)) == places[number]
            }
            for number, pledge in zip(shown, self._pledges(list(shown.values())), strict=True):
                yield places[number], pledge

    def _pledges(self, threads: Sequence[Thread]) -> Iterator[Pledge]:
        heads = [head for head, _ in threads]
        occurrences = load_occurrences(self._connection, [head.number for head in heads], as_of=self._revision)
        later = self._later(heads)
        for occurrence, (head, links) in zip(occurrences, threads, strict=True):
            members = _members((head, links))
            history = self._judged.of_commitment(self._connection, members)
            of_later = self._judged.of_follow_ups(self._connection, members)
            others = [act for act in later[head.number] if act.number not in members]
            yield Pledge(
                occurrence=occurrence,
                today=self._today,
                status=_status(history),
                history=history,
                reaffirmations=links,
                follow_ups=tuple(_proposals(head, others, of_later)),
            )

    def _later(self, pledges: Sequence[Act]) -> dict[int, list[Act]]:
        """For each pledge the events that may bear on it, by the pledge's row."""
        traces = {pledge.number: may_bear_on(pledge) for pledge in pledges}
        found = {pledge.number: self._after(pledge, traces[pledge.number]) for pledge in pledges}
        told = passages(self._connection, (one.number for dealings in found.values() for one in dealings))
        likely = {pledge: with_traces(dealings, traces[pledge], told) for pledge, dealings in found.items()}
        numbers = {number for read in likely.values() for number in read}
        acts = {act.number: act for act in load_acts(self._connection, numbers, revision=self._revision)}
        return {pledge: [acts[number] for number in read] for pledge, read in likely.items()}

    def _after(self, pledge: Act, types: Traces) -> list[Dealing]:
        made = pledge.said_on
        last = min(self._today, made + timedelta(days=FOLLOWED_DAYS)) if made else self._today
        return self._dealings.after(pledge, types=types, last=last)


def _proposals(head: Act, later: Sequence[Act], judged: Mapping[int, Judgement]) -> Iterator[Proposal]:
    """The later events that may bear on a pledge, but those of which a person said that they don't."""
    for link in follow_ups(head, later):
        judgement = judged.get(link.act.number)
        if judgement is None or judgement.answer:
            yield Proposal(link, judgement)


def _is_as_promised(one: Proposal, deadline: date | None) -> bool:
    """Whether a later event is the meeting that was promised, in time."""
    act = one.link.act
    if (act.event.type, one.link.relation) != ("CONSULT", "fulfilment") or act.event.mode == "phone":
        return False
    in_time = deadline is None or (act.day is not None and act.day <= deadline)
    return one.accepted or (in_time and one.link.score >= _AS_PROMISED)


def _members(thread: Thread) -> list[int]:
    """The rows of all pledges of a thread."""
    head, links = thread
    return [head.number, *(link.later.number for link in links)]


def _numbers(connection: Connection, wanted: Filter, which: Wanted, today: date, revision: int | None) -> list[int]:
    """Row numbers of the commitments that a filter finds, in order; what SQL can tell of the rest is used here."""
    row, pledge = schema.occurrence, schema.commitment
    query = in_order(select(row.c.number)).join(pledge, pledge.c.occurrence == row.c.number)
    query = query.where(row.c.status.in_(MADE), *conditions(wanted, revision=revision))
    last = func.coalesce(pledge.c.deadline_end, pledge.c.deadline_start)
    to_meet = and_(last.is_(None), row.c.cameo.startswith(_TO_MEET))
    if which.overdue:
        query = query.where(or_(last < today.isoformat(), and_(to_meet, row.c.end < today.isoformat())))
    if which.due_within_days is not None:
        until = (today + timedelta(days=which.due_within_days)).isoformat()
        coming = last.between(today.isoformat(), until)
        query = query.where(or_(coming, and_(to_meet, row.c.end.between(today.isoformat(), until))))
    if which.silent_days is not None:
        # What was said since then hasn't been silent so long; a meeting to come may have been promised long ago.
        silent_since = today - timedelta(days=which.silent_days)
        query = query.where(or_(row.c.day <= silent_since.isoformat(), row.c.day > today.isoformat()))
    return list(connection.scalars(query))


def _held(history: Sequence[Judgement]) -> Judgement | None:
    """The newest judgement that holds: a question whose judgement was withdrawn leaves the word to the others."""
    newest = {one.question: one for one in history}
    return max((one for one in newest.values() if one.answer is not None), key=lambda one: one.number, default=None)


def _status(history: Sequence[Judgement]) -> CommitmentStatus:
    held = _held(history)
    answer: Any = held.answer if held else None
    status: CommitmentStatus = answer["status"] if isinstance(answer, dict) and "status" in answer else "open"
    return status


def _within(days: int | None, most: int) -> bool:
    return days is not None and days <= most
