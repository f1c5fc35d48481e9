"""The shelf: answers kept as they were sent, so that what many ask for is worked out once.

A page is a function of the ledger, of its address, of who asks and in which theme, and of today. While the ledger
stands still, an answer holds. While a coding run adds to it every second, an answer may be a few seconds old, and a
minute where many ask at once. What a person judged is seen at once, wherever it was judged, and so is all that came in
through this server.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Final, NamedTuple

from sqlalchemy import func, select
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.ledger import Ledger
from dragoman.ledger.store import schema
from dragoman.web.api.answers import held_tags
from dragoman.web.page import theme_of, visitor_of

FRESH_SECONDS: Final = 2.0
"""How old an answer may be that a coding run has outdated."""
GRACE_SECONDS: Final = 60.0
"""How old it may be while other answers are being made, so that nobody waits behind them for what is there."""
LULL_SECONDS: Final = 1.0
"""So long after the last answer was made, the makers are at rest, and whoever asks waits for the newest."""
MADE_AT_ONCE: Final = 2
"""Answers that are made at the same time: more would all be done late, since one core makes them."""
ROOM_BYTES: Final = 64_000_000
"""What the shelf holds at most; the answers not asked for the longest go first."""
LARGEST_BYTES: Final = 4_000_000
"""Longest answer that is kept."""

_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_KEPT: Final = frozenset(
    "reports events search dyads actors meetings commitments positions expectations network map places compare "
    "review".split()
)
"""First steps of the addresses whose answers depend on nothing but what the key holds."""


class Standing(NamedTuple):
    """Where the ledger stands.

    Attributes:
        revision: Its newest change.
        judgement: The newest judgement among them.
    """

    revision: int
    judgement: int


class Key(NamedTuple):
    """What an answer depends on besides the ledger."""

    path: str
    query: bytes
    visitor: object
    theme: str
    day: date


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as the application gave it, whole.

    Attributes:
        status: The HTTP status.
        headers: As ASGI sends them.
        body: With the mark where a form's token belongs (`security.form_tokens`).
        standing: Where the ledger stood before it was made.
        made: When, by a clock that only moves on.
    """

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes
    standing: Standing
    made: float

    def to(self, request: Request) -> Response:
        """The answer to one request; without a body where the caller has the same already."""
        response = Response(self.body, self.status)
        if Headers(raw=self.headers).get("etag") in held_tags(request):
            response = Response(status_code=304)
        lengths = [pair for pair in response.raw_headers if pair[0] == b"content-length"]
        kept = [pair for pair in self.headers if pair[0] != b"content-length"]
        response.raw_headers = [*kept, *(lengths if response.status_code != 304 else ())]
        return response


@dataclass(slots=True)
class _Books:
    """What the shelf holds; a new one is begun when a request has changed something."""

    answers: OrderedDict[Key, Answer] = field(default_factory=OrderedDict)
    being_made: dict[tuple[Key, int], asyncio.Task[Answer]] = field(default_factory=dict)
    bytes: int = 0

    def finish(self, key: Key, standing: Standing, task: asyncio.Task[Answer]) -> None:
        del self.being_made[key, standing.judgement]
        if not task.cancelled() and task.exception() is None:
            self.put(key, task.result())

    def put(self, key: Key, answer: Answer) -> None:
        known = self.answers.get(key)
        if known and known.standing > answer.standing:
            return
        self.drop(key)
        if answer.status != 200 or len(answer.body) > LARGEST_BYTES:
            return
        self.answers[key] = answer
        self.bytes += len(answer.body)
        while self.bytes > ROOM_BYTES:
            self.drop(next(iter(self.answers)))

    def drop(self, key: Key) -> None:
        known = self.answers.pop(key, None)
        self.bytes -= len(known.body) if known else 0


class Shelf:
    """Keeps the answers to GET requests about the ledger; stands behind the guard, so that only who may gets one.

    Args:
        app: What answers.
        ledger: The record that the answers are about.
        fresh: Seconds that an answer outdated by a coding run may still be served.
        grace: The same while other answers are being made; it is then made anew beside.
        lull: Seconds after the last making in which the makers still count as busy.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        ledger: Ledger,
        fresh: float = FRESH_SECONDS,
        grace: float = GRACE_SECONDS,
        lull: float = LULL_SECONDS,
    ) -> None:
        self._app = app
        self._fresh = fresh
        self._grace = grace
        self._lull = lull
        self._last_made = -math.inf
        self._books = _Books()
        self._watch = _Watch(ledger)
        self._makers = asyncio.Semaphore(MADE_AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif scope["method"] == "GET" and _is_kept(scope["path"]):
            answer = await self._answer(scope)
            await answer.to(Request(scope))(scope, receive, send)
        else:
            try:
                await self._app(scope, receive, send)
            finally:
                if scope["method"] not in _SAFE:
                    self._books = _Books()

    async def _answer(self, scope: Scope) -> Answer:
        books, key = self._books, _key(scope)
        standing = await self._watch.standing()
        known = books.answers.get(key)
        if known and known.standing.judgement == standing.judgement:
            age = time.monotonic() - known.made
            holds = known.standing == standing or age < self._fresh
            if holds or (age < self._grace and self._is_busy(books)):
                books.answers.move_to_end(key)
                if not holds and not self._makers.locked():
                    self._begin(scope, books, key, standing)
                return known
        # Whoever began it may leave before it is done; the others still wait for it.
        return await asyncio.shield(self._begin(scope, books, key, standing))

    def _is_busy(self, books: _Books) -> bool:
        return bool(books.being_made) or time.monotonic() - self._last_made < self._lull

    def _begin(self, scope: Scope, books: _Books, key: Key, standing: Standing) -> asyncio.Task[Answer]:
        """The making of an answer, one for all who ask; one that was begun before a judgement is nobody's after it."""
        making = books.being_made.get((key, standing.judgement))
        if making is None:
            making = books.being_made[key, standing.judgement] = asyncio.create_task(self._make(scope, standing))
            making.add_done_callback(partial(books.finish, key, standing))
        return making

    async def _make(self, scope: Scope, standing: Standing) -> Answer:
        collected = _Collected()
        async with self._makers:
            await self._app(_unconditional(scope), _Nothing(), collected)
        self._last_made = time.monotonic()
        return Answer(collected.status, collected.headers, bytes(collected.body), standing, self._last_made)


class _Watch:
    """Looks where the ledger stands, once for all who ask meanwhile."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._running: asyncio.Task[Standing] | None = None
        self._next: asyncio.Task[Standing] | None = None

    async def standing(self) -> Standing:
        """Where it stands now: a look that began before the question might miss what was written in between."""
        if self._next is None:
            self._next = asyncio.create_task(self._look_after(self._running))
        return await asyncio.shield(self._next)

    async def _look_after(self, running: asyncio.Task[Standing] | None) -> Standing:
        if running is not None and not running.done():
            await asyncio.wait([running])
        self._running, self._next = self._next, None
        return await run_in_threadpool(self._look)

    def _look(self) -> Standing:
        newest, judged = func.max(schema.revision.c.number), func.max(schema.judgement.c.number)
        with self._ledger.reading() as connection:
            row = connection.execute(select(select(newest).scalar_subquery(), select(judged).scalar_subquery())).one()
        return Standing(row[0] or 0, row[1] or 0)


class _Collected:
    """What an application sends, put together."""

    def __init__(self) -> None:
        self.status = 500
        self.headers: list[tuple[bytes, bytes]] = []
        self.body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], list(message["headers"])
        else:
            self.body += message.get("body", b"")


class _Nothing:
    """A request without a body, whose sender never leaves."""

    def __init__(self) -> None:
        self._told = False

    async def __call__(self) -> Message:
        if self._told:
            await asyncio.Event().wait()
        self._told = True
        return {"type": "http.request", "body": b"", "more_body": False}


def _is_kept(path: str) -> bool:
    steps = path.split("/")[1:]
    if steps[:2] == ["api", "v1"]:
        steps = steps[2:]
    return path == "/" or (bool(steps) and steps[0] in _KEPT)


def _key(scope: Scope) -> Key:
    request = Request(scope)
    return Key(scope["path"], scope["query_string"], visitor_of(request), theme_of(request), date.today())


def _unconditional(scope: Scope) -> Scope:
    """The request as of a caller who has nothing yet."""
    return {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"if-none-match"]}
