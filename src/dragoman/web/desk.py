"""The desk: codes posted reports, one after another, with one coder; stores nothing but in memory, for a while."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from dragoman.errors import DragomanError, ReadingError
from dragoman.model import CoderVersion, Record, Report
from dragoman.pipeline import Coder, coder_version, read_report
from dragoman.reading import Unread
from dragoman.settings import Settings
from dragoman.web.faults import Problem
from dragoman.web.settings import WebSettings

REMEMBERED_CODINGS: Final = 64
REMEMBERED_CHARACTERS: Final = 20_000_000
"""In all codings together; the oldest are forgotten first."""


@dataclass(slots=True, eq=False)
class Coding:
    """Reports that were posted together, and what has been made of them so far.

    The desk's thread adds to `outcomes` and sets `done`; everybody else only reads.

    Attributes:
        id: Random: who doesn't know it can't find it.
        owner: The user's name.
        reports: What was posted.
        outcomes: A record, or why there is none, for each report that is done, in order.
        done: Set when all are.
        kept: Ids of the documents that were kept in the ledger.
    """

    id: str
    owner: str
    reports: tuple[Report | Unread, ...]
    outcomes: list[Record | Unread] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)
    kept: set[str] = field(default_factory=set)

    @property
    def records(self) -> list[Record]:
        """The reports that could be coded."""
        return [one for one in self.outcomes if isinstance(one, Record)]

    @property
    def characters(self) -> int:
        """How much text it holds."""
        return sum(len(one.content) for one in self.reports if isinstance(one, Report))


class Desk:
    """Takes codings in, and works them off in the order they came.

    Args:
        walk: How the walk runs.
        limits: How much is taken in.
        make_coder: Makes the coder when the first report is coded, since that takes a second.
    """

    def __init__(
        self, walk: Settings, *, limits: WebSettings, make_coder: Callable[[Settings], Coder] | None = None
    ) -> None:
        self._walk = walk
        self._limits = limits
        self._make_coder = make_coder or (lambda settings: Coder(settings=settings))
        self._coder: Coder | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
        self._codings: OrderedDict[str, Coding] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def version(self) -> CoderVersion:
        """The coder that it codes with."""
        return coder_version(self._walk)

    def close(self) -> None:
        """Finish the report at hand and stop."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    def take(self, reports: Iterable[Report | Unread], *, owner: str) -> Coding:
        """Take reports in; they are coded when their turn comes.

        Raises:
            Problem: 422 for no report, or too many; 429 while too many codings wait.
        """
        taken = tuple(islice(reports, self._limits.max_reports + 1))
        if not taken:
            raise Problem(422, "there is no report", "Paste the report's text, or choose a file.")
        if len(taken) > self._limits.max_reports:
            raise Problem(
                422, f"there are more than {self._limits.max_reports} reports", "Code them with `dragoman add`."
            )
        coding = Coding(secrets.token_urlsafe(16), owner, taken)
        with self._lock:
            if sum(not one.done.is_set() for one in self._codings.values()) >= self._limits.waiting_codings:
                raise Problem(
                    429, "too many codings are waiting", "Try again in a minute.", headers={"Retry-After": "60"}
                )
            self._codings[coding.id] = coding
            self._forget()
        self._thread.submit(self._work, coding)
        return coding

    def find(self, id: str, *, owner: str) -> Coding | None:
        """A coding of this owner's; None where there is none, or it has been forgotten."""
        with self._lock:
            found = self._codings.get(id)
        return found if found is not None and found.owner == owner else None

    def _work(self, coding: Coding) -> None:
        try:
            for report in coding.reports:
                coding.outcomes.append(report if isinstance(report, Unread) else self._code(report))
        finally:
            coding.done.set()

    def _code(self, report: Report) -> Record | Unread:
        try:
            document = read_report(report, self._walk)
            limit = self._limits.max_report_characters
            if len(document.text) > limit:
                reason = f"is {len(document.text):,} characters long; here a report is at most {limit:,} long"
                return Unread(report.name, f"{reason}. Code it with `dragoman add`")
            if self._coder is None:
                self._coder = self._make_coder(self._walk)
            return self._coder.walk(document)[0]
        except ReadingError as error:
            return Unread(error.name, error.reason)
        except DragomanError as error:
            return Unread(report.name, str(error))
        except Exception as error:  # one report that breaks the walk must not stop the desk
            return Unread(report.name, f"broke the walk, which is a fault of ours: {type(error).__name__}: {error}")

    def _forget(self) -> None:
        held = sum(one.characters for one in self._codings.values())
        for id, coding in list(self._codings.items()):
            if len(self._codings) <= REMEMBERED_CODINGS and held <= REMEMBERED_CHARACTERS:
                return
            if coding.done.is_set():
                held -= coding.characters
                del self._codings[id]
