"""What a ledger must do, in a file of SQLite and in a PostgreSQL database alike."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, select, text

from dragoman.errors import LedgerError
from dragoman.ledger import Ledger, same_question
from dragoman.ledger.store.schema import metadata, occurrence
from dragoman.model import CoderVersion, Occurrence, Record
from dragoman.views.search import search

CODER = CoderVersion("frames", "1")
Make = Callable[..., Record]


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "ledger.db")
    server: str = request.getfixturevalue("postgresql")
    name = f"ledger_{uuid4().hex}"
    administrator = create_engine(
        server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
    )
    with administrator.connect() as one:
        one.execute(text(f"CREATE DATABASE {name}"))
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture
def ledger(address: str) -> Iterator[Ledger]:
    with Ledger(address) as opened:
        yield opened


def everything(ledger: Ledger, *, as_of: datetime | None = None) -> list[Occurrence]:
    """All occurrences that hold, by id."""
    with ledger.reading() as connection:
        revision = ledger.revision(connection, as_of)
        held = occurrence.c.until_revision.is_(None)
        if revision is not None:
            held = (occurrence.c.from_revision <= revision) & (held | (occurrence.c.until_revision > revision))
        numbers = list(connection.scalars(select(occurrence.c.number).where(held)))
    return sorted(ledger.occurrences(numbers, as_of=as_of), key=lambda one: one.id)


def two_accounts(make: Make) -> list[Record]:
    return [make("met in Geneva"), make("held talks in Geneva", publisher="Coast Daily")]


def test_its_tables_are_those_of_the_schema(ledger: Ledger) -> None:
    with ledger.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _ours, "compare_type": False})
        assert compare_metadata(context, metadata) == []


def _ours(thing: object, name: str | None, kind: str, reflected: bool, _other: object) -> bool:
    # The full-text search of each store is its own.
    return not (reflected and (name or "").startswith(("passage_", "words")))


def test_a_record_survives_the_way_in_and_out(ledger: Ledger, make_record: Make) -> None:
    record = make_record()
    ledger.add([record], coder=CODER)
    found = ledger.occurrence(record.events[0].id)
    assert found is not None
    assert found.first.event == record.events[0]
    assert ledger.document(record.document.id) == record.document


def test_the_same_report_twice_changes_nothing(ledger: Ledger, make_record: Make) -> None:
    first = ledger.add([make_record()], coder=CODER)
    before = everything(ledger)
    again = ledger.add([make_record()], coder=CODER)
    assert (first[0].new, again[0].new) == (True, False)
    assert everything(ledger) == before


def test_two_accounts_of_one_meeting_are_one_occurrence(ledger: Ledger, make_record: Make) -> None:
    ledger.add(two_accounts(make_record), coder=CODER)
    (found,) = everything(ledger)
    assert (found.reports, found.independent_sources) == (2, 2)


def test_meetings_on_different_days_stay_two(ledger: Ledger, make_record: Make) -> None:
    ledger.add([make_record(), make_record(day=date(1978, 9, 20), publisher="Coast Daily")], coder=CODER)
    assert len(everything(ledger)) == 2


def test_the_order_of_arrival_changes_nothing(ledger: Ledger, make_record: Make, tmp_path: Path) -> None:
    days = [date(1978, 9, day) for day in (17, 18, 19)]
    pairs = [("NOR", "KEN"), ("NOR", "KEN", "GHA"), ("FRA", "KEN")]
    records = [
        make_record(words, actors=actors, day=day, publisher=publisher)
        for day in days
        for actors in pairs
        for words, publisher in (("met in Geneva", "Harbour Wire"), ("talked in Geneva", "Coast Daily"))
    ]
    ledger.add(records, coder=CODER)
    for seed in range(5):
        shuffled = random.Random(seed).sample(records, len(records))
        with Ledger(tmp_path / f"{seed}.db") as other:
            for record in shuffled:
                other.add([record], coder=CODER)
            assert everything(other) == everything(ledger)


def test_a_newer_reading_replaces_the_older_which_stays_for_earlier_days(ledger: Ledger, make_record: Make) -> None:
    old = make_record()
    newer = CoderVersion("frames", "2")
    ledger.add([old], coder=CODER)
    between = datetime.now(UTC)
    ledger.add([make_record(type="AGREE", coder=newer)], coder=newer)
    assert [one.type for one in everything(ledger)] == ["AGREE"]
    assert [one.type for one in everything(ledger, as_of=between)] == ["CONSULT"]


def test_an_older_reading_is_not_taken_again(ledger: Ledger, make_record: Make) -> None:
    newer = CoderVersion("frames", "2")
    ledger.add([make_record()], coder=CODER)
    ledger.add([make_record(type="AGREE", coder=newer)], coder=newer)
    assert not ledger.add([make_record()], coder=CODER)[0].new
    assert [one.type for one in everything(ledger)] == ["AGREE"]


def test_a_rejected_event_is_gone_now_and_there_before(ledger: Ledger, make_record: Make) -> None:
    record = make_record()
    ledger.add([record], coder=CODER)
    before = datetime.now(UTC)
    ledger.judge(f"review:{record.events[0].id}", {"verdict": "rejected"}, by="Ada", reason="a dinner, not talks")
    assert everything(ledger) == []
    assert ledger.occurrence(record.events[0].id) is None
    found = ledger.occurrence(record.events[0].id, as_of=before)
    assert found is not None
    assert found.first.verdict is None


def test_a_withdrawn_rejection_brings_the_event_back(ledger: Ledger, make_record: Make) -> None:
    record = make_record()
    question = f"review:{record.events[0].id}"
    ledger.add([record], coder=CODER)
    before = everything(ledger)
    ledger.judge(question, {"verdict": "rejected"}, by="Ada")
    ledger.judge(question, None, by="Ada", reason="undone")
    assert everything(ledger) == before
    assert [one.supersedes is None for one in ledger.judgements(question=question)] == [True, False]


def test_a_corrected_event_is_merged_as_corrected(ledger: Ledger, make_record: Make) -> None:
    one, other = two_accounts(make_record)
    ledger.add([one, other], coder=CODER)
    ledger.judge(f"review:{other.events[0].id}", {"verdict": "corrected", "event": {"type": "COOPERATE"}}, by="Ada")
    assert sorted(found.type for found in everything(ledger)) == ["CONSULT", "COOPERATE"]


def test_a_person_can_hold_two_accounts_apart_or_join_them(ledger: Ledger, make_record: Make) -> None:
    records = two_accounts(make_record)
    question = same_question(*(record.events[0].id for record in records))
    ledger.add(records, coder=CODER)
    ledger.judge(question, False, by="Ada")
    assert len(everything(ledger)) == 2
    ledger.judge(question, True, by="Bo")
    (joined,) = everything(ledger)
    assert joined.reason == "a person said so"


def test_a_persons_judgement_outranks_a_later_one_of_the_machine(ledger: Ledger, make_record: Make) -> None:
    record = make_record()
    question = f"review:{record.events[0].id}"
    ledger.add([record], coder=CODER)
    ledger.judge(question, {"verdict": "accepted"}, by="Ada")
    ledger.judge(question, {"verdict": "rejected"}, by="checker 1", machine=True)
    assert everything(ledger)[0].first.verdict == "accepted"


def test_a_judgement_of_an_unknown_event_is_refused_and_leaves_nothing(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="holds no event nobody"):
        ledger.judge("review:nobody", {"verdict": "accepted"}, by="Ada")
    with pytest.raises(LedgerError, match="is no question"):
        ledger.judge("why:nobody", {}, by="Ada")
    assert ledger.judgements() == []


def test_passages_are_found_by_stem_and_by_phrase(ledger: Ledger, make_record: Make) -> None:
    ledger.add(
        [make_record("met in Geneva"), make_record("signed treaties on grain", day=date(1979, 1, 1))], coder=CODER
    )
    queries = ("treaty", '"in geneva"', '"met ken"', "meeting", "", "“", "AND OR (", "signed grain")
    assert {query: [hit.text for hit in search(ledger, query).items] for query in queries} == {
        "treaty": ["NOR and KEN signed treaties on grain."],
        '"in geneva"': ["NOR and KEN met in Geneva."],
        '"met ken"': [],
        "meeting": [],
        "": [],
        "“": [],
        "AND OR (": [],
        "signed grain": ["NOR and KEN signed treaties on grain."],
    }


def test_a_batch_that_breaks_leaves_nothing(ledger: Ledger, make_record: Make) -> None:
    def records() -> Iterator[Record]:
        yield make_record()
        raise RuntimeError("the next report can't be coded")

    with pytest.raises(RuntimeError):
        ledger.add(records(), coder=CODER)
    assert everything(ledger) == []


def test_writers_wait_for_one_another_and_a_reader_sees_whole_batches(address: str, make_record: Make) -> None:
    batches = [[make_record(day=date(1978, month, day)) for day in (1, 2, 3, 4)] for month in range(1, 9)]
    seen: list[int] = []
    with Ledger(address) as ledger:
        done = threading.Event()

        def write(part: list[list[Record]]) -> None:
            with Ledger(address) as own:
                for batch in part:
                    own.add(batch, coder=CODER)

        def look() -> None:
            with Ledger(address, read_only=True) as own:
                while not done.is_set():
                    seen.append(len(everything(own)))

        writers = [threading.Thread(target=write, args=(batches[at::2],)) for at in range(2)]
        reader = threading.Thread(target=look)
        for thread in (*writers, reader):
            thread.start()
        for thread in writers:
            thread.join()
        done.set()
        reader.join()
        assert len(everything(ledger)) == 32
    assert seen
    assert all(count % 4 == 0 for count in seen)
