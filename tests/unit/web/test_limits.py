"""Limits: how large a request may be, how often a password may be tried."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.unit.web.servers import PASSWORDS, Server

from dragoman.web.security.limits import LoginLimiter


class Clock:
    """A clock that stands until it is set."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_after_some_failures_a_key_waits_until_the_first_is_long_ago() -> None:
    clock = Clock()
    limiter = LoginLimiter(failures=3, window_seconds=60, clock=clock)
    for _ in range(3):
        assert limiter.wait_seconds("rhea") == 0
        limiter.failed("rhea")
        clock.now += 10
    assert limiter.wait_seconds("rhea") == 30
    assert limiter.wait_seconds("vera") == 0
    clock.now = 61
    assert limiter.wait_seconds("rhea") == 0


def test_a_success_forgets_the_failures() -> None:
    limiter = LoginLimiter(failures=1)
    limiter.failed("rhea")
    assert limiter.wait_seconds("rhea")
    limiter.succeeded("rhea")
    assert not limiter.wait_seconds("rhea")


def test_made_up_names_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LoginLimiter, "KEYS", 10)
    limiter = LoginLimiter(failures=1)
    for number in range(100):
        limiter.failed(f"name {number}")
    assert len(limiter._failed) == 10


def test_the_sixth_try_at_a_name_is_not_even_looked_at(guarded_server: Server) -> None:
    browser = guarded_server.browser()
    for _ in range(5):
        assert browser.submit("/login", {"name": "adam", "password": "wrong"}).status_code == 422
    answer = browser.submit("/login", {"name": "adam", "password": PASSWORDS["adam"]})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
    assert browser.submit("/login", {"name": "vera", "password": PASSWORDS["vera"]}).status_code == 303


def test_a_body_that_says_it_is_too_large_is_refused(open_server: Server) -> None:
    answer = open_server.browser().client.post("/api/v1/codings", content=b"x" * 8_000_001)
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_body_that_turns_out_too_large_is_refused(open_server: Server) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(90):
            yield b"x" * 100_000

    answer = open_server.browser().client.post("/codings", content=pieces(), headers={"Content-Type": "text/plain"})
    assert answer.status_code in {403, 413}, "refused for its size, or before anybody read it"
    answer = open_server.browser().client.post(
        "/api/v1/codings", content=pieces(), headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 413
