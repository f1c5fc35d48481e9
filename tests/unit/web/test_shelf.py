"""The shelf: what many ask for is worked out once, and nobody is shown what a person has judged otherwise since."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send
from tests.unit.web.servers import Server

from dragoman.ledger import Ledger
from dragoman.model import CoderVersion, Record
from dragoman.web import shelf as shelves
from dragoman.web.security.form_tokens import MARK
from dragoman.web.security.roles import LOCAL, Visitor
from dragoman.web.shelf import Shelf

FIRST = CoderVersion("frames", "1")


class Pages:
    """An application that counts its pages: each tells which it is."""

    def __init__(self) -> None:
        self.made = 0
        self.status = 200
        self.pause = 0.0
        self.size = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.made += 1
        body = f"page {self.made}".encode().ljust(self.size)
        await asyncio.sleep(self.pause)
        headers = [(b"content-length", str(len(body)).encode()), (b"etag", b'"one"')]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "shelf.db") as found:
        yield found


def scope(path: str = "/events", *, method: str = "GET", query: bytes = b"", **more: Any) -> Scope:
    return {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query,
        "headers": [],
        "visitor": LOCAL,
        **more,
    }


async def nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


async def ask(shelf: Shelf, asked: Scope | None = None) -> tuple[int, bytes]:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    await shelf(asked or scope(), nothing, send)
    return sent[0]["status"], b"".join(one.get("body", b"") for one in sent)


def test_an_answer_holds_while_the_ledger_stands_still(ledger: Ledger) -> None:
    pages = Pages()
    shelf = Shelf(pages, ledger=ledger)

    async def run() -> list[bytes]:
        return [(await ask(shelf))[1] for _ in range(3)]

    assert asyncio.run(run()) == [b"page 1"] * 3


def test_what_is_asked_for_at_once_is_made_once(ledger: Ledger) -> None:
    pages = Pages()
    pages.pause = 0.05
    shelf = Shelf(pages, ledger=ledger)

    async def run() -> list[tuple[int, bytes]]:
        return await asyncio.gather(*(ask(shelf) for _ in range(20)))

    assert set(asyncio.run(run())) == {(200, b"page 1")}
    assert pages.made == 1


@pytest.mark.parametrize(
    "other",
    [
        scope("/search"),
        scope(query=b"who=KEN"),
        scope(visitor=Visitor("rhea", "reader", "session")),
        scope(headers=[(b"cookie", b"theme=dark")]),
    ],
    ids=["path", "query", "visitor", "theme"],
)
def test_whatever_a_page_depends_on_parts_answers(ledger: Ledger, other: Scope) -> None:
    shelf = Shelf(Pages(), ledger=ledger)

    async def run() -> list[bytes]:
        return [(await ask(shelf, one))[1] for one in (scope(), other, scope())]

    assert asyncio.run(run()) == [b"page 1", b"page 2", b"page 1"]


def test_tomorrow_it_is_made_anew(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(Pages(), ledger=ledger)

    class Tomorrow(date):
        @classmethod
        def today(cls) -> Tomorrow:
            return cls(2100, 1, 1)

    async def run() -> bytes:
        await ask(shelf)
        monkeypatch.setattr(shelves, "date", Tomorrow)
        return (await ask(shelf))[1]

    assert asyncio.run(run()) == b"page 2"


def added(ledger: Ledger, record: Record) -> None:
    """What a coding run does, in a process of its own or not."""
    ledger.add([record], coder=FIRST)


def test_while_a_run_adds_an_answer_of_a_moment_is_served(ledger: Ledger, make_record: Callable[..., Record]) -> None:
    shelf = Shelf(Pages(), ledger=ledger, fresh=60)

    async def run() -> bytes:
        await ask(shelf)
        added(ledger, make_record())
        return (await ask(shelf))[1]

    assert asyncio.run(run()) == b"page 1"


def test_after_a_moment_it_is_made_anew(ledger: Ledger, make_record: Callable[..., Record]) -> None:
    shelf = Shelf(Pages(), ledger=ledger, fresh=0, lull=0)

    async def run() -> bytes:
        await ask(shelf)
        added(ledger, make_record())
        return (await ask(shelf))[1]

    assert asyncio.run(run()) == b"page 2"


@pytest.mark.parametrize(("grace", "expected"), [(60, b"page 1"), (0, b"page 4")])
def test_nobody_waits_behind_others_for_what_is_there_until_its_grace_is_over(
    ledger: Ledger, make_record: Callable[..., Record], grace: float, expected: bytes
) -> None:
    pages = Pages()
    shelf = Shelf(pages, ledger=ledger, fresh=0, grace=grace, lull=0)

    async def run() -> bytes:
        await ask(shelf)
        added(ledger, make_record())
        pages.pause = 0.05
        others = [asyncio.create_task(ask(shelf, scope(query=b"%d" % at))) for at in range(shelves.MADE_AT_ONCE)]
        await asyncio.sleep(0.02)
        answer = await ask(shelf)
        await asyncio.gather(*others)
        return answer[1]

    assert asyncio.run(run()) == expected


def test_while_many_ask_it_is_made_anew_beside(ledger: Ledger, make_record: Callable[..., Record]) -> None:
    pages = Pages()
    shelf = Shelf(pages, ledger=ledger, fresh=0)

    async def run() -> list[bytes]:
        await ask(shelf)
        added(ledger, make_record())
        pages.pause = 0.02
        at_once = [(await ask(shelf))[1] for _ in range(3)]
        await asyncio.sleep(0.1)
        return [*at_once, (await ask(shelf))[1]]

    assert asyncio.run(run()) == [b"page 1"] * 3 + [b"page 2"]


def test_what_somebody_judged_elsewhere_is_seen_at_once(ledger: Ledger, make_record: Callable[..., Record]) -> None:
    shelf = Shelf(Pages(), ledger=ledger, fresh=60)
    record = make_record()
    ledger.add([record], coder=FIRST)

    async def run() -> bytes:
        await ask(shelf)
        ledger.judge(f"review:{record.events[0].id}", {"verdict": "rejected"}, by="somebody")
        return (await ask(shelf))[1]

    assert asyncio.run(run()) == b"page 2"


def test_nobody_waits_for_a_page_that_was_begun_before_a_judgement(
    ledger: Ledger, make_record: Callable[..., Record]
) -> None:
    pages = Pages()
    pages.pause = 0.05
    shelf = Shelf(pages, ledger=ledger, fresh=60)
    record = make_record()
    added(ledger, record)

    async def run() -> list[bytes]:
        early = asyncio.create_task(ask(shelf))
        await asyncio.sleep(0.02)
        ledger.judge(f"review:{record.events[0].id}", {"verdict": "rejected"}, by="somebody")
        late = await ask(shelf)
        return [(await early)[1], late[1], (await ask(shelf))[1]]

    assert asyncio.run(run()) == [b"page 1", b"page 2", b"page 2"]


def test_whoever_sent_something_sees_what_came_of_it(ledger: Ledger, make_record: Callable[..., Record]) -> None:
    shelf = Shelf(Pages(), ledger=ledger, fresh=60)

    async def run() -> bytes:
        await ask(shelf)
        added(ledger, make_record())
        await ask(shelf, scope("/codings/1/keep", method="POST"))
        return (await ask(shelf))[1]

    assert asyncio.run(run()) == b"page 3"


def test_a_page_begun_before_a_request_changed_something_is_not_kept(ledger: Ledger) -> None:
    pages = Pages()
    pages.pause = 0.05
    shelf = Shelf(pages, ledger=ledger)

    async def run() -> list[bytes]:
        early = asyncio.create_task(ask(shelf))
        await asyncio.sleep(0.02)
        await ask(shelf, scope("/review", method="POST"))
        late = await ask(shelf)
        return [(await early)[1], late[1]]

    assert asyncio.run(run()) == [b"page 1", b"page 3"]


@pytest.mark.parametrize("path", ["/codings/7", "/login", "/add", "/static/1/room.css", "/api/v1/codings/7/events"])
def test_what_depends_on_more_than_the_ledger_is_not_kept(ledger: Ledger, path: str) -> None:
    shelf = Shelf(Pages(), ledger=ledger)

    async def run() -> list[bytes]:
        return [(await ask(shelf, scope(path)))[1] for _ in range(2)]

    assert asyncio.run(run()) == [b"page 1", b"page 2"]


@pytest.mark.parametrize(("status", "size"), [(404, 0), (500, 0), (200, shelves.LARGEST_BYTES + 1)])
def test_faults_and_the_very_large_are_not_kept(ledger: Ledger, status: int, size: int) -> None:
    pages = Pages()
    pages.status, pages.size = status, size
    shelf = Shelf(pages, ledger=ledger)

    async def run() -> list[int]:
        return [(await ask(shelf))[0] for _ in range(2)]

    assert asyncio.run(run()) == [status, status]
    assert pages.made == 2


def test_the_shelf_holds_no_more_than_it_may(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelves, "ROOM_BYTES", 250)
    pages = Pages()
    pages.size = 100
    shelf = Shelf(pages, ledger=ledger)

    async def run() -> list[bytes]:
        order = ("a", "b", "a", "c", "a", "b")
        return [(await ask(shelf, scope(query=one.encode())))[1].strip() for one in order]

    assert asyncio.run(run()) == [b"page 1", b"page 2", b"page 1", b"page 3", b"page 1", b"page 4"]


def test_a_caller_who_has_it_already_gets_no_body(ledger: Ledger) -> None:
    pages = Pages()
    shelf = Shelf(pages, ledger=ledger)

    async def run() -> list[tuple[int, bytes]]:
        knowing = scope(headers=[(b"if-none-match", b'W/"one"')])
        return [await ask(shelf, knowing), await ask(shelf), await ask(shelf, knowing)]

    assert asyncio.run(run()) == [(304, b""), (200, b"page 1"), (304, b"")]
    assert pages.made == 1


def test_a_fault_of_the_application_reaches_everybody_who_waits_and_is_forgotten(ledger: Ledger) -> None:
    calls = 0

    async def broken(_scope: Scope, _receive: Receive, _send: Send) -> None:
        nonlocal calls
        calls += 1
        await asyncio.sleep(0.01)
        raise ValueError("broken")

    shelf = Shelf(broken, ledger=ledger)

    async def run() -> list[BaseException | tuple[int, bytes]]:
        both = await asyncio.gather(ask(shelf), ask(shelf), return_exceptions=True)
        return [*both, *await asyncio.gather(ask(shelf), return_exceptions=True)]

    assert [type(one) for one in asyncio.run(run())] == [ValueError] * 3
    assert calls == 2


def test_whoever_leaves_takes_nothing_from_those_who_wait(ledger: Ledger) -> None:
    pages = Pages()
    pages.pause = 0.05
    shelf = Shelf(pages, ledger=ledger)

    async def run() -> tuple[int, bytes]:
        leaving = asyncio.create_task(ask(shelf))
        await asyncio.sleep(0.02)
        waiting = asyncio.create_task(ask(shelf))
        await asyncio.sleep(0.01)
        leaving.cancel()
        return await waiting

    assert asyncio.run(run()) == (200, b"page 1")
    assert pages.made == 1


def test_two_browsers_get_one_page_with_tokens_of_their_own(open_server: Server) -> None:
    tokens = [open_server.browser().form_token("/events") for _ in range(2)]
    assert tokens[0] != tokens[1]
    page = open_server.browser().get("/events").text
    assert MARK not in page
    assert tokens[0] not in page
