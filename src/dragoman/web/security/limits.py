"""Limits: how large a request may be, and how often somebody may try a password."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Final

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.web.faults import Problem, problem_response


class BodyLimit:
    """Refuses a request whose body is too large, by what it says of itself or by what arrives."""

    def __init__(self, app: ASGIApp, *, max_bytes: int) -> None:
        self._app = app
        self._max = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = Request(scope).headers.get("content-length", "")
        if declared.isdecimal() and int(declared) > self._max:
            await self._refuse(scope, receive, send)
            return
        arrived, started = 0, False

        async def receive_counted() -> Message:
            nonlocal arrived
            message = await receive()
            arrived += len(message.get("body", b""))
            if arrived > self._max:
                raise _TooLargeError
            return message

        async def send_watched(message: Message) -> None:
            nonlocal started
            # Whoever reads the body may take our error for one of theirs; their answer then isn't the one to give.
            if arrived <= self._max or started:
                started = True
                await send(message)

        try:
            await self._app(scope, receive_counted, send_watched)
        except _TooLargeError:
            if started:
                raise
        if arrived > self._max and not started:
            await self._refuse(scope, receive, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        problem = Problem(
            413,
            f"the request is larger than {self._max / 1_000_000:g} MB",
            "Split it, or code the files with `dragoman add`, which has no such limit.",
        )
        response = problem_response(Request(scope), problem)
        response.headers["Connection"] = "close"
        await response(scope, receive, send)


class _TooLargeError(Exception):
    """More arrived than may."""


class LoginLimiter:
    """Counts failed logins by key within a window of time, in this process.

    Args:
        failures: How many are borne.
        window_seconds: Within how long.
        clock: Seconds that never go back.
    """

    KEYS: Final = 10_000
    """Keys remembered at most, so that made-up names can't fill the memory; the oldest are forgotten first."""

    def __init__(
        self, *, failures: int, window_seconds: float = 300.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._failures = failures
        self._window_seconds = window_seconds
        self._clock = clock
        self._failed: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait_seconds(self, key: str) -> int:
        """How long this key must wait before it may try again; 0 when it may."""
        with self._lock:
            times = self._recent(key)
            if len(times) < self._failures:
                return 0
            return max(1, round(times[0] + self._window_seconds - self._clock()))

    def failed(self, key: str) -> None:
        """Count a failure."""
        with self._lock:
            times = self._recent(key)
            times.append(self._clock())
            while len(times) > self._failures:
                times.popleft()
            self._failed[key] = times
            self._failed.move_to_end(key)
            while len(self._failed) > self.KEYS:
                self._failed.popitem(last=False)

    def succeeded(self, key: str) -> None:
        """Forget a key's failures."""
        with self._lock:
            self._failed.pop(key, None)

    def _recent(self, key: str) -> deque[float]:
        times = self._failed.get(key, deque())
        while times and times[0] <= self._clock() - self._window_seconds:
            times.popleft()
        return times
