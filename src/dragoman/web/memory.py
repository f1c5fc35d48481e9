"""Memory: answers of views, kept until the ledger changes.

A view is a function of the ledger's revision and of its arguments. So what was worked out once holds until somebody
adds a report or judges something, and readers who look at the same board meanwhile needn't wait for it again.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Any, Final, TypeVar, cast

from sqlalchemy import func, select

from dragoman.ledger import Ledger
from dragoman.ledger.store import schema

Answer = TypeVar("Answer")

MOST: Final = 128
"""Answers remembered at most; the one not asked for the longest is forgotten first."""


class Memory:
    """Remembers answers; threads may share it, and ask the same at once without working it out twice.

    Args:
        ledger: What the answers are about.
        most: How many answers at most.
    """

    def __init__(self, ledger: Ledger, *, most: int = MOST) -> None:
        self._ledger = ledger
        self._most = most
        self._answers: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._lock = threading.Lock()

    def recall(self, view: Callable[..., object], *key: Hashable, make: Callable[[], Answer]) -> Answer:
        """An answer as it was given at this revision, else as it is made now.

        Args:
            view: Whose answer it is.
            key: All that the answer depends on besides the ledger, the day of today included.
            make: Gives the answer: a frozen value, since many will share it.

        Raises:
            Exception: Whatever `make` raises; it is not remembered.
        """
        whole = (self._revision(), view.__module__, view.__qualname__, key)
        with self._lock:
            known = self._answers.get(whole)
            mine = known is None
            if known is None:
                known = self._answers[whole] = Future()
                while len(self._answers) > self._most:
                    self._answers.popitem(last=False)
            self._answers.move_to_end(whole)
        if mine:
            self._fill(whole, known, make)
        return cast("Answer", known.result())

    def _fill(self, whole: Hashable, answer: Future[Any], make: Callable[[], Any]) -> None:
        try:
            answer.set_result(make())
        except BaseException as error:
            with self._lock:
                self._answers.pop(whole, None)
            answer.set_exception(error)

    def _revision(self) -> int:
        with self._ledger.reading() as connection:
            return connection.scalar(select(func.max(schema.revision.c.number))) or 0
