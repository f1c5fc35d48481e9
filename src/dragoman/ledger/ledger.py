"""The ledger: the record that stays, in one file or one database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, func, insert, select

from dragoman.ledger.store import adding, judging, loading, opening, schema
from dragoman.ledger.store.carrying import carry_over
from dragoman.ledger.store.merging import link, regroup
from dragoman.model.event import CoderVersion
from dragoman.model.occurrence import Judgement, Occurrence
from dragoman.model.record import Record
from dragoman.model.report import Document


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a record that was added.

    Attributes:
        document_id: The report.
        new: Whether the ledger took it; False of a report that this version of the coder had coded before.
        events: How many events it brought.
    """

    document_id: str
    new: bool
    events: int


class Ledger:
    """A ledger, open for use; close it, or use it as a context manager.

    Every change is one transaction: a reader, another process or a crash sees all of it or nothing. Threads may share a
    ledger; processes open their own.

    Args:
        address: A file of SQLite, or the URL of a PostgreSQL database.
        read_only: Never write.
        create: Whether to make a ledger where there is none.

    Raises:
        LedgerError: It can't be opened; see `ledger.store.opening.connect`.
    """

    def __init__(self, address: str | Path, *, read_only: bool = False, create: bool = True) -> None:
        self.engine = opening.connect(address, read_only=read_only, create=create)
        self._written = False

    def __enter__(self) -> Ledger:
        """The ledger itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the file or the server; what was written is counted first, so that questions find their way."""
        if self._written:
            opening.count(self.engine)
        self.engine.dispose()

    @property
    def address(self) -> str:
        """Where it is, as messages show it: without a password."""
        return opening.display(self.engine.url)

    def add(self, records: Iterable[Record], *, coder: CoderVersion, by: str = "dragoman add") -> list[Added]:
        """Add what a coder made of reports, all in one transaction, and merge their events with those known.

        A report that this version of the coder has coded before changes nothing; a new version's reading replaces the
        older one's, which stays in the ledger for questions as of an earlier day. What people judged of the older
        reading is carried over to the events that repeat it (`ledger.store.carrying`).

        Raises:
            LedgerError: The ledger can't be written; then none of these records is in it.
        """
        added: list[Added] = []
        with opening.writing(self.engine) as connection:
            fresh: set[int] = set()
            outdated: set[int] = set()
            revision: int | None = None
            for record in records:
                new = not adding.is_coded(connection, record.document.id, coder)
                if new:
                    revision = revision or _new_revision(connection, by=by, what="add")
                    claims, gone = adding.add_record(connection, record, coder, revision)
                    fresh |= claims
                    outdated |= gone
                added.append(Added(record.document.id, new, len(record.events) if new else 0))
            if revision is not None:
                self._written = True
                carry_over(connection, outdated, fresh, revision)
                link(connection, fresh)
                regroup(connection, fresh | outdated, revision)
        return added

    def knows(self, document_id: str, coder: CoderVersion) -> bool:
        """Whether it holds what this version of the coder made of a document."""
        with self.reading() as connection:
            return adding.is_coded(connection, document_id, coder)

    def judge(self, question: str, answer: Any, *, by: str, reason: str = "", machine: bool = False) -> Judgement:
        """Keep a judgement, and bring the record up to date with it.

        Args:
            question: `review:<event id>`, `same:<event id>:<event id>` (see `same_question`), `commitment:<event id>`
                or `follows:<event id>:<later event id>`; `skip:…` with the ids of any of these puts it off.
            answer: Of a review `{"verdict": "accepted" | "corrected" | "rejected", "event": {changed wire fields}}`; of
                `same` True or False; of a commitment `{"status": …, "evidence": [event ids]}`; of `follows`
                `{"relation": …, "score": …}`, or False where it doesn't; of `skip` True. None withdraws the judgement
                that holds.
            by: Who judges.
            reason: Why.
            machine: Whether the machine judges; a person's judgement outranks it.

        Raises:
            LedgerError: The question is of no known kind or names an unknown event; the ledger can't be written.
        """
        return self.judge_all({question: answer}, by=by, reason=reason, machine=machine)[0]

    def judge_all(
        self,
        answers: Mapping[str, Any],
        *,
        by: str,
        reason: str = "",
        machine: bool = False,
        seen: int | None = None,
    ) -> list[Judgement]:
        """Keep several judgements in one transaction, such as those that part one telling from four others.

        Args:
            answers: Question → answer, as `judge` takes them.
            by: Who judges.
            reason: Why.
            machine: Whether the machine judges.
            seen: Number of the newest judgement that the judge knew of: whoever judged one of the questions after it
                must be heard first. None asks nothing.

        Returns:
            The judgements, in the order of the answers.

        Raises:
            JudgedMeanwhileError: Somebody else has judged one of the questions since; nothing is written.
            LedgerError: As `judge` raises it; nothing is written.
        """
        if not answers:
            return []
        with opening.writing(self.engine) as connection:
            if seen is not None:
                judging.refuse_overtaken(connection, answers, by=by, seen=seen, address=self.address)
            kinds = sorted({question.partition(":")[0] for question in answers})
            revision = _new_revision(connection, by=by, what="+".join(kinds))
            numbers = judging.write_judgements(
                connection, answers, by=by, reason=reason, machine=machine, revision=revision
            )
            return judging.load_by_number(connection, numbers)

    def judgements(
        self, *, question: str | None = None, prefix: str | None = None, as_of: date | datetime | None = None
    ) -> list[Judgement]:
        """All judgements in the order they were made, or those on one question, or whose question begins so."""
        with self.reading() as connection:
            return judging.load_judgements(
                connection, question=question, prefix=prefix, as_of=self.revision(connection, as_of)
            )

    def document(self, document_id: str) -> Document | None:
        """A report's document, with its text; None when the ledger doesn't hold it."""
        with self.reading() as connection:
            return loading.load_document(connection, document_id)

    def occurrence(self, id: str, *, as_of: date | datetime | None = None) -> Occurrence | None:
        """The occurrence of that id, or that an event of that id tells; None when there is none.

        Args:
            id: The id of an occurrence or of any of its tellings, or the beginning of one that no other begins with.
            as_of: What was believed then.
        """
        claim, member, occurrence = schema.claim, schema.occurrence_claim, schema.occurrence
        with self.reading() as connection:
            revision = self.revision(connection, as_of)
            query = (
                select(occurrence.c.number)
                .join(member, member.c.occurrence == occurrence.c.number)
                .join(claim, claim.c.number == member.c.claim)
                .where(claim.c.id >= id, claim.c.id < id + "\uffff", loading.holds_still(occurrence, revision))
                .distinct()
                .limit(2)
            )
            numbers = list(connection.scalars(query))
            found = loading.load_occurrences(connection, numbers, as_of=revision)
        return found[0] if len(found) == 1 else None

    def occurrences(self, numbers: Sequence[int], *, as_of: date | datetime | None = None) -> list[Occurrence]:
        """Versions of occurrences by their row numbers, in the order given; `views` find the numbers."""
        with self.reading() as connection:
            return loading.load_occurrences(connection, numbers, as_of=self.revision(connection, as_of))

    def revision(self, connection: Connection, as_of: date | datetime | None) -> int | None:
        """The revision that held at a time (UTC), or at the end of a day; None, which is now, for None."""
        if as_of is None:
            return None
        until = as_of if isinstance(as_of, datetime) else datetime.combine(as_of + timedelta(days=1), time(), UTC)
        latest = select(func.max(schema.revision.c.number)).where(schema.revision.c.at < _stamp(until))
        return connection.scalar(latest) or 0

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads; all that is asked in it is answered from one state of the ledger.

        Raises:
            LedgerError: The ledger can't be read.
        """
        with opening.reading(self.engine) as connection:
            yield connection


def _new_revision(connection: Connection, *, by: str, what: str) -> int:
    # A clock set back must not let a later revision look earlier.
    last = connection.scalar(select(func.max(schema.revision.c.at)))
    now = max(_stamp(datetime.now(UTC)), last or "")
    number = connection.execute(insert(schema.revision).values(at=now, by=by, what=what)).inserted_primary_key
    assert number is not None
    revision: int = number[0]
    return revision


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
