"""What a ledger survives: killed writers, a full disk, a file that is something else or may not be written."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from sqlalchemy import event, select

from dragoman.errors import LedgerError
from dragoman.ledger import Ledger
from dragoman.ledger.store.schema import occurrence
from dragoman.model import CoderVersion, Record

CODER = CoderVersion("frames", "1")
KILLS = 200
Make = Callable[..., Record]


def many(make: Make, count: int) -> list[Record]:
    """Reports of two outlets in turn, so that every second one merges with the one before."""
    first = date(1978, 1, 1)
    return [
        make(
            "met in Geneva" if at % 2 else "held talks in Geneva",
            day=first + timedelta(days=2 * (at // 2)),
            publisher="Harbour Wire" if at % 2 else "Coast Daily",
        )
        for at in range(count)
    ]


def _write(path: Path, records: list[Record], committed: Connection) -> None:
    ledger = Ledger(path)
    for record in records:
        ledger.add([record], coder=CODER)
        committed.send(record.document.id)
    committed.close()


def _told(pipe: Connection) -> Iterator[str]:
    try:
        while True:
            yield pipe.recv()
    except EOFError:
        return


def state(path: Path) -> dict[str, frozenset[str]]:
    """Each occurrence that holds, with the events that tell it."""
    with Ledger(path, read_only=True) as ledger:
        with ledger.reading() as connection:
            held = select(occurrence.c.number).where(occurrence.c.until_revision.is_(None))
            numbers = list(connection.scalars(held))
        found = ledger.occurrences(numbers)
    return {one.id: frozenset(telling.event.id for telling in one.tellings) for one in found}


def test_two_hundred_killed_writers_lose_nothing_that_was_committed(make_record: Make, tmp_path: Path) -> None:
    records = many(make_record, 3 * KILLS)
    path, unharmed = tmp_path / "killed.db", tmp_path / "unharmed.db"
    Ledger(path).close()
    fork = multiprocessing.get_context("fork")
    dice = random.Random(1978)
    committed: set[str] = set()
    kills = 0
    while kills < KILLS:
        left = [record for record in records if record.document.id not in committed] or records[:50]
        ours, theirs = fork.Pipe(duplex=False)
        writer = fork.Process(target=_write, args=(path, left[:50], theirs))
        writer.start()
        theirs.close()
        assert writer.pid
        # Half of them die while they open the ledger or write first, the others after they have committed something.
        if kills % 2:
            ours.poll(timeout=30)
        time.sleep(dice.uniform(0.0, 0.06))
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
        kills += writer.exitcode == -signal.SIGKILL
        committed |= set(_told(ours))
        with sqlite3.connect(path) as raw:
            assert raw.execute("PRAGMA quick_check").fetchone() == ("ok",)
    with sqlite3.connect(path) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    with Ledger(path) as ledger:
        assert committed
        assert all(ledger.knows(document, CODER) for document in committed)
        ledger.add(records, coder=CODER)
    with Ledger(unharmed) as ledger:
        ledger.add(records, coder=CODER)
    assert state(path) == state(unharmed)


def test_a_full_disk_is_said_and_keeps_what_was_committed(make_record: Make, tmp_path: Path) -> None:
    first, *rest = many(make_record, 400)
    with Ledger(tmp_path / "ledger.db") as ledger:
        ledger.add([first], coder=CODER)

        @event.listens_for(ledger.engine, "connect")
        def _limit(connection: sqlite3.Connection, _record: object) -> None:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages + 10}")

        ledger.engine.dispose()
        with pytest.raises(LedgerError, match=r"disk is full; what was committed before is kept"):
            ledger.add(rest, coder=CODER)
        assert ledger.knows(first.document.id, CODER)
        assert not ledger.knows(rest[0].document.id, CODER)


def test_a_ledger_that_may_only_be_read_is_read(make_record: Make, tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with Ledger(path) as ledger:
        ledger.add([make_record()], coder=CODER)
    with Ledger(path, read_only=True) as ledger:
        assert ledger.occurrence(make_record().events[0].id)
        with pytest.raises(LedgerError, match="may only be read"):
            ledger.add([make_record("talked in Oslo")], coder=CODER)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_file_without_the_right_to_write_is_said(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    Ledger(path).close()
    path.chmod(0o400)
    with pytest.raises(LedgerError, match="may only be read"):
        Ledger(path)


def test_a_missing_ledger_is_not_made_for_a_reader(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="there is no ledger; `dragoman add` makes one"):
        Ledger(tmp_path / "none.db", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    letter, other = tmp_path / "letter.txt", tmp_path / "other.db"
    letter.write_text("Dear colleague, the minister asks whether the treaty was signed. " * 40)
    with sqlite3.connect(other) as raw:
        raw.execute("CREATE TABLE birds (name)")
    words, birds = letter.read_bytes(), other.read_bytes()
    with pytest.raises(LedgerError, match="no file of SQLite"):
        Ledger(letter)
    with pytest.raises(LedgerError, match="a database of something else"):
        Ledger(other)
    assert letter.read_bytes() == words
    assert other.read_bytes() == birds, "not even its journal's mode may change"


def test_a_ledger_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    Ledger(path).close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(LedgerError, match="newer dragoman"):
        Ledger(path)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        (".", "is a folder"),
        ("nowhere/ledger.db", "there is no folder"),
        ("mysql://host/name", "a file of SQLite or a PostgreSQL database, not mysql"),
        ("postgresql://user:secret@127.0.0.1:1/name", "the server doesn't answer"),
        ("://", "is no address"),
    ],
)
def test_an_address_that_can_not_be_opened_is_explained(
    address: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LedgerError, match=message) as caught:
        Ledger(address)
    assert "secret" not in str(caught.value)
