"""The server stands on this machine's own loopback address; no test leaves it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dragoman.model import Report
from dragoman.reading import Unread, fetch, open_reports, read

STORY = "<p>The ministers of Türkiye said that they had signed the accord.</p>"
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/page": (200, {"Content-Type": "text/html; charset=utf-8"}, STORY.encode()),
    "/western": (200, {"Content-Type": "text/html; charset=windows-1254"}, STORY.encode("cp1254")),
    "/moved": (302, {"Location": "/page"}, b""),
    "/rows": (
        200,
        {"Content-Type": "application/json"},
        b'[{"text": "They met.", "url": "https://a.example/"}, {"text": "They left."}]',
    ),
    "/news.csv": (200, {"Content-Type": "application/octet-stream"}, b"text\nThey met.\n"),
    "/paper.pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF-1.4"),
    "/file": (302, {"Location": "file:///etc/hostname"}, b""),
    "/ftp": (301, {"Location": "ftp://127.0.0.1/x"}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/large": (200, {"Content-Type": "text/plain"}, b"a" * 3000),
    "/missing": (404, {}, b""),
}
asked: list[tuple[str, str]] = []


class Answering(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        asked.append((self.path, self.headers["User-Agent"]))
        status, headers, body = ANSWERS[self.path]
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


def only(url: str) -> Report | Unread:
    (found,) = open_reports([url])
    return found


def test_a_page_is_fetched_by_its_address_under_an_honest_name(server: str) -> None:
    asked.clear()
    report = only(f"{server}/page")
    assert isinstance(report, Report)
    assert (report.media_type, report.url, report.name) == ("text/html", f"{server}/page", f"{server}/page")
    assert read(report).text == "The ministers of Türkiye said that they had signed the accord."
    ((path, agent),) = asked
    assert path == "/page"
    assert agent.startswith("dragoman/")


def test_the_server_s_word_on_the_encoding_counts_where_the_bytes_leave_it_open(server: str) -> None:
    report = only(f"{server}/western")
    assert isinstance(report, Report)
    assert report.content == STORY


def test_a_redirect_on_the_web_is_followed_and_named(server: str) -> None:
    report = only(f"{server}/moved")
    assert isinstance(report, Report)
    assert report.url == f"{server}/page"


@pytest.mark.parametrize("path", ["/file", "/ftp"])
def test_a_redirect_out_of_the_web_is_not_followed(server: str, path: str) -> None:
    found = only(server + path)
    assert isinstance(found, Unread)
    assert "neither http nor https" in found.reason or "not allowed" in found.reason


def test_a_table_from_the_web_gives_its_rows_with_their_own_addresses(server: str) -> None:
    first, second = open_reports([f"{server}/rows"])
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.url, second.url) == ("https://a.example/", None)
    assert isinstance(only(f"{server}/news.csv"), Report)


@pytest.mark.parametrize(
    ("path", "reason"),
    [("/missing", "answers 404"), ("/paper.pdf", "gives application/pdf"), ("/loop", "can't be fetched")],
)
def test_an_address_that_gives_no_report_says_why(server: str, path: str, reason: str) -> None:
    found = only(server + path)
    assert isinstance(found, Unread)
    assert found.name == server + path
    assert reason in found.reason


def test_a_page_over_the_limit_is_refused(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "LIMIT_BYTES", 2000)
    found = only(f"{server}/large")
    assert isinstance(found, Unread)
    assert "is larger than" in found.reason


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://", "https://[bad/", "http://exa mple/"])
def test_an_address_that_cannot_be_reached_stops_nothing(url: str) -> None:
    found = only(url)
    assert isinstance(found, Unread)
    assert found.name == url


def test_nothing_is_fetched_unless_named(server: str) -> None:
    asked.clear()
    read(
        Report(
            f"<p>The ministers said that it stands at <a href='{server}/page'>this address</a>.</p>",
            media_type="text/html",
            url=f"{server}/page",
        )
    )
    assert asked == []
