"""Opening a ledger: an address becomes an engine whose tables are of this version of dragoman."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Final

from alembic.command import upgrade
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from dragoman.errors import LedgerError

WAIT_SECONDS: Final = 60
"""How long a writer waits for another before it gives up."""

_MIGRATIONS: Final = files("dragoman.ledger.store") / "migrations"
_WRITER: Final = "dragoman_writer"
# Any number serves, so long as every writer of a PostgreSQL ledger asks for the same lock.
_ADVISORY_LOCK: Final = 7_036_874_417_766


def connect(address: str | Path, *, read_only: bool = False, create: bool = True) -> Engine:
    """An engine on the ledger at an address, its tables brought up to this version.

    Args:
        address: A file of SQLite, or the URL of a PostgreSQL database ("postgresql://user@host/name").
        read_only: Never write: neither create nor migrate; a file that only may be read can be opened.
        create: Whether to make a ledger where there is none.

    Raises:
        LedgerError: There is no ledger there and none may be made; the file is something else; it was written by a
            newer dragoman; the server can't be reached; a library is missing.
    """
    url = _url(address)
    shown = display(url)
    if url.get_backend_name() == "sqlite":
        engine = _sqlite(url, shown, read_only=read_only, create=create)
    else:
        engine = _postgresql(url, shown)
    with faults(shown):
        try:
            _bring_up(engine, shown, read_only=read_only or not create)
            if engine.dialect.name == "sqlite" and not read_only:
                _write_ahead(engine)
        except BaseException:
            engine.dispose()
            raise
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: one at a time over all processes; all of it is committed, or nothing.

    Raises:
        LedgerError: The ledger can't be written; the message says why and what to do.
    """
    options: dict[str, Any] = {_WRITER: True}
    if engine.dialect.name == "postgresql":
        # A snapshot taken before the lock is granted would not see what the writer before us committed.
        options["isolation_level"] = "READ COMMITTED"
    connection = engine.connect().execution_options(**options)
    with faults(display(engine.url)), connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_ADVISORY_LOCK})"))
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads, and sees one state of the ledger whatever is written meanwhile.

    Raises:
        LedgerError: The ledger can't be read.
    """
    with faults(display(engine.url)), engine.connect() as connection, connection.begin():
        yield connection


def count(engine: Engine) -> None:
    """Let SQLite count what its tables hold, for its planner; PostgreSQL does so by itself.

    A ledger that is busy or full is left as it is: the counts make it faster, and nothing rests on them.
    """
    if engine.dialect.name == "sqlite":
        with suppress(DBAPIError), engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA analysis_limit = 1000")
            connection.exec_driver_sql("PRAGMA optimize = 0x10002")


@contextmanager
def faults(shown: str) -> Iterator[None]:
    """Turn a database's errors into ours, in words that say what to do.

    Raises:
        LedgerError: In place of any error of SQLAlchemy.
    """
    try:
        yield
    except DBAPIError as error:
        raise LedgerError(shown, _reason(str(error.orig))) from error
    except SQLAlchemyError as error:
        raise LedgerError(shown, f"the database refused: {error}") from error


def display(url: URL) -> str:
    """An address as messages show it: the path of a file, or a URL without its password."""
    if url.get_backend_name() == "sqlite":
        return (url.database or ":memory:").removeprefix("file:").partition("?")[0]
    return url.render_as_string(hide_password=True)


def _url(address: str | Path) -> URL:
    words = str(address)
    if "://" not in words:
        return URL.create("sqlite", database=words)
    try:
        url = make_url(words)
    except ArgumentError as error:
        raise LedgerError(words, "is no address of a ledger: give a file, or postgresql://user@host/name") from error
    backend = url.get_backend_name()
    if backend in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise LedgerError(display(url), f"a ledger is a file of SQLite or a PostgreSQL database, not {backend}")
    return url


def _sqlite(url: URL, shown: str, *, read_only: bool, create: bool) -> Engine:
    path = Path(shown)
    in_memory = shown == ":memory:"
    if not in_memory:
        if path.is_dir():
            raise LedgerError(shown, "is a folder; a ledger is a file, such as dragoman.db")
        if not path.exists() and (read_only or not create):
            raise LedgerError(shown, "there is no ledger; `dragoman add` makes one")
        if not path.parent.is_dir():
            raise LedgerError(shown, f"there is no folder {path.parent}")
    if read_only and not in_memory:
        url = url.set(database=f"file:{path.absolute()}", query={"mode": "ro", "uri": "true"})
    engine = create_engine(url, connect_args={"timeout": WAIT_SECONDS})

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        # We begin transactions ourselves: the driver would begin one that can't be told to write from the start.
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -65536")
        if not read_only:
            connection.execute("PRAGMA synchronous = FULL")
            # Keys fall all over their index, so that many commits write the same pages: let them share a checkpoint.
            connection.execute("PRAGMA wal_autocheckpoint = 8000")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITER)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _write_ahead(engine: Engine) -> None:
    """Let readers read while somebody writes; the file remembers it, so it must be known to be a ledger."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def _postgresql(url: URL, shown: str) -> Engine:
    try:
        return create_engine(url, isolation_level="REPEATABLE READ", pool_pre_ping=True)
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise LedgerError(shown, "PostgreSQL needs another library: pip install 'dragoman[postgresql]'") from error


def _bring_up(engine: Engine, shown: str, *, read_only: bool) -> None:
    with as_file(_MIGRATIONS) as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        known = ScriptDirectory.from_config(config)
        newest = known.get_current_head()
        with engine.connect() as connection, connection.begin():
            found = _version(connection, shown)
        if found == newest:
            return
        if found is not None and found not in {script.revision for script in known.walk_revisions()}:
            raise LedgerError(shown, "was written by a newer dragoman: pip install --upgrade dragoman")
        if read_only:
            problem = "is not a ledger yet" if found is None else "was written by an older dragoman"
            raise LedgerError(shown, f"{problem}; `dragoman add` brings it up to this version")
        with writing(engine) as connection:
            # Another process may have done it while this one waited.
            if _version(connection, shown) != newest:
                config.attributes["connection"] = connection
                upgrade(config, "head")


def _version(connection: Connection, shown: str) -> str | None:
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" in tables and "claim" in tables:
        return MigrationContext.configure(connection).get_current_revision()
    if tables:
        raise LedgerError(shown, "is a database of something else, not a ledger; choose another file")
    return None


def _reason(words: str) -> str:
    low = words.lower()
    for sign, reason in _REASONS.items():
        if sign in low:
            return reason
    return f"the database refused: {words.strip()}"


_REASONS: Final[dict[str, str]] = {
    "file is not a database": "is not a ledger, or is broken: it is no file of SQLite",
    "malformed": "is broken; restore it from a copy, or code the reports into a new one",
    "disk is full": "the disk is full; what was committed before is kept. Make room and run the same command again",
    "no space left": "the disk is full; what was committed before is kept. Make room and run the same command again",
    "readonly": "may only be read; ask for the right to write the file and its folder",
    "read-only": "may only be read; ask for the right to write it",
    "unable to open": "can't be opened; ask for the right to read the file and its folder",
    "database is locked": f"another process has been writing for over {WAIT_SECONDS} seconds; try again later",
    "connection refused": "the server doesn't answer; is PostgreSQL running there?",
    "could not translate host": "there is no such host",
    "password authentication failed": "the server refuses the user or the password",
    "does not exist": "the server has no such database or user; make it with createdb",
}
