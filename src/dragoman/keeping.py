"""Keeping: reports go through the walk, on as many cores as there are, and their records into the ledger."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from dragoman.errors import ReadingError
from dragoman.ledger import Ledger
from dragoman.model import CoderVersion, Document, Record, Report
from dragoman.pipeline import Coder, coder_version, read_report
from dragoman.reading import Unread
from dragoman.runners import Task, runner_for
from dragoman.settings import Settings

COMMIT_REPORTS: Final = 32
"""Reports in one transaction: a commit waits for the disk, and other writers wait for a commit."""
COMMIT_SECONDS: Final = 1.0
"""After so long a record is committed in any case, so that a crash loses little work."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A report that is in the ledger.

    Attributes:
        name: Where it came from.
        new: False when the ledger already held what this version of the coder made of it.
        events: How many events it brought.
    """

    name: str
    new: bool
    events: int


def keep(
    ledger: Ledger, reports: Iterable[Report | Unread], *, settings: Settings, processes: int | None = None
) -> Iterator[Kept | Unread]:
    """Code reports and keep their records, each as it is done; one that can't be coded comes out as `Unread`.

    What has come out as `Kept` is committed. A report that the ledger holds already is not coded again, so a run that
    was stopped goes on where it stopped.

    Args:
        ledger: Where to keep them.
        reports: As `reading.open_reports` gives them.
        settings: How to run the walk.
        processes: How many processes code; None takes one a core, and none for a few reports.

    Raises:
        LedgerError: The ledger can't be written; what came out before is in it.
        SettingsError: The language model can't be loaded.
    """
    version = coder_version(settings)
    passed: list[Kept | Unread] = []
    runner, documents = runner_for(_documents(ledger, reports, version, settings, passed), processes=processes)
    batch: list[Record] = []
    since = time.monotonic()
    for done in runner.run(partial(_walker, settings), documents):
        yield from _drain(passed)
        if done.output is None:
            yield Unread(done.input.name, done.fault or "")
        else:
            batch.append(done.output)
        if len(batch) >= COMMIT_REPORTS or time.monotonic() - since > COMMIT_SECONDS:
            yield from _commit(ledger, batch, version)
            since = time.monotonic()
    yield from _commit(ledger, batch, version)
    yield from _drain(passed)


def _documents(
    ledger: Ledger,
    reports: Iterable[Report | Unread],
    version: CoderVersion,
    settings: Settings,
    passed: list[Kept | Unread],
) -> Iterator[Document]:
    """The documents that have to be coded; the others are put down as passed."""
    for report in reports:
        if isinstance(report, Unread):
            passed.append(report)
            continue
        try:
            document = read_report(report, settings)
        except ReadingError as error:
            passed.append(Unread(error.name, error.reason))
            continue
        if ledger.knows(document.id, version):
            passed.append(Kept(document.name, new=False, events=0))
        else:
            yield document


def _walker(settings: Settings) -> Task[Document, Record]:
    coder = Coder(settings=settings)
    return partial(_walk, coder)


def _walk(coder: Coder, document: Document) -> Record:
    return coder.walk(document)[0]


def _commit(ledger: Ledger, batch: list[Record], version: CoderVersion) -> Iterator[Kept]:
    added = ledger.add(batch, coder=version) if batch else []
    kept = [Kept(record.document.name, one.new, one.events) for record, one in zip(batch, added, strict=True)]
    batch.clear()
    yield from kept


def _drain(passed: list[Kept | Unread]) -> Iterator[Kept | Unread]:
    while passed:
        yield passed.pop(0)
