"""Take: what a run of `dragoman add` has kept so far, counted as it goes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.cli.words import named_failures, number

if TYPE_CHECKING:
    from dragoman.keeping import Kept
    from dragoman.reading import Unread


@dataclass(slots=True)
class Take:
    """What a run has kept so far; it counts while reports stream by.

    Attributes:
        added: How many reports were new.
        known: How many the ledger held already.
        events: How many events the new ones brought.
        failed: Name and reason of each report that was not coded.
    """

    added: int = 0
    known: int = 0
    events: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many reports there were."""
        return self.added + self.known + len(self.failed)

    def count(self, outcome: Kept | Unread) -> None:
        """Count what became of one report."""
        # Loaded long since when a report has been kept, and too slow to load for `dragoman --help`.
        from dragoman.keeping import Kept

        if not isinstance(outcome, Kept):
            self.failed.append((outcome.name, outcome.reason))
        elif outcome.new:
            self.added += 1
            self.events += outcome.events
        else:
            self.known += 1

    def summary(self, ledger: str) -> str:
        """What was kept, in a line."""
        known = f"; {number(self.known, 'report')} already there" if self.known else ""
        return f"{number(self.added, 'report')} with {number(self.events, 'event')} added to {ledger}{known}"

    def failures(self) -> str:
        """The reports that were not kept, in a block: how many, then name and reason of each."""
        return named_failures(self.failed, of=self.total, done="added")
