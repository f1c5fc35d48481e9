"""Run: reports through the coder, counted, with those that failed named at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import typer

from dragoman.cli.guard import FAILED, STOPPED, complain
from dragoman.cli.output import TABLE, Destination, put
from dragoman.cli.progress import Step
from dragoman.cli.wiring import Coding, cameo_words
from dragoman.cli.words import count_by_type, named_failures, number, types_of
from dragoman.exports import records_as
from dragoman.model.record import Record
from dragoman.model.report import Report

if TYPE_CHECKING:
    from dragoman.reading import Unread


@dataclass(slots=True)
class Tally:
    """What a run has done so far. The one value of the command line that changes: it counts while records stream by.

    Attributes:
        coded: How many reports were coded.
        types: How many events of each type.
        failed: Name and reason of each report that was not coded.
    """

    coded: int = 0
    types: Counter[str] = field(default_factory=Counter)
    failed: list[tuple[str, str]] = field(default_factory=list)

    def records(self, coder: Coding, reports: Iterable[Report | Unread], step: Step) -> Iterator[Record]:
        """The records as they are coded; what can't be coded is kept in `failed`."""
        for outcome in coder.code_many(reports):
            step()
            if isinstance(outcome, Record):
                self.coded += 1
                self.types.update(types_of(outcome))
                yield outcome
            else:
                self.failed.append((outcome.name, outcome.reason))

    def summary(self) -> str:
        """What was coded, in a line."""
        return count_by_type(self.types, reports=self.coded)

    def failures(self) -> str:
        """The reports that were not coded, in a block: how many, then name and reason of each."""
        return named_failures(self.failed, of=self.coded + len(self.failed), done="coded")


def write(records: Iterator[Record], tally: Tally, destination: Destination, *, explain: bool) -> None:
    """Write the records in their form, each as soon as it is coded.

    Raises:
        OutputError: The file can't be written.
    """
    with destination.open() as file:
        if destination.form != TABLE:
            for piece in records_as(destination.form, records):
                put(file, piece)
            return
        # Rich is imported only where something is laid out.
        from dragoman.cli.render import Page, console_for

        page = Page(console_for(file), cameo_words, explain=explain)
        for record in records:
            page.show(record)
            file.flush()
        if tally.coded:
            page.close(tally.summary())


def finish(tally: Tally, *, sources: list[str]) -> None:
    """Name what was not coded.

    Raises:
        typer.Exit: Something wasn't, or there was no report at all.
    """
    if tally.failed:
        typer.echo(tally.failures(), err=True)
        raise typer.Exit(FAILED)
    if not tally.coded:
        complain(f"there is no report in {', '.join(sources)}")
        raise typer.Exit(FAILED)


def stop(tally: Tally, destination: Destination) -> None:
    """Say how far the run came when Ctrl-C stopped it.

    Raises:
        typer.Exit: Always.
    """
    kept = f"; {destination.path} was not written" if destination.path else ""
    complain(f"stopped: {number(tally.coded, 'report')} had been coded{kept}")
    if tally.failed:
        typer.echo(tally.failures(), err=True)
    raise typer.Exit(STOPPED)
