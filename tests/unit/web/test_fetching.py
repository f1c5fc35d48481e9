"""Fetching from a page: the public web and nothing else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from tests.unit.web.servers import Server

from dragoman.errors import ReadingError
from dragoman.web.security.fetching import Fetcher, is_public

ARTICLE = b"<html><body><article><p>Norway and Kenya signed a fisheries treaty in Oslo.</p></article></body></html>"


class _Site(BaseHTTPRequestHandler):
    """A small site: an article, redirects, an error, an endless page."""

    def do_GET(self) -> None:
        kind, _, goal = self.path.lstrip("/").partition("/")
        if kind == "to":
            self.send_response(302)
            self.send_header("Location", goal)
            self.end_headers()
        elif kind == "large":
            self._page(b"x" * 50_000)
        elif kind == "host":
            self._page(self.headers["Host"].encode())
        elif kind == "gone":
            self.send_error(410)
        else:
            self._page(ARTICLE)

    def _page(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep the tests' output clean."""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


NAMES = {"news.example": "127.0.0.1", "inside.example": "10.0.0.8", "metadata.example": "169.254.169.254"}


def _fetcher(port: int, names: dict[str, str] = NAMES, max_bytes: int = 10_000) -> Fetcher:
    """For the tests 127.0.0.1 is the public web; all else is as it is."""
    return Fetcher(
        max_bytes=max_bytes,
        ports={port},
        resolve=lambda host, _port: [names.get(host, host)],
        is_public=lambda address: address == "127.0.0.1" or is_public(address),
    )


def test_a_page_of_the_public_web_is_fetched_under_the_name_that_was_given(port: int) -> None:
    page = _fetcher(port).fetch(f"http://news.example:{port}/host")
    assert page.content.decode() == f"news.example:{port}"
    assert page.content_type == "text/html"


def test_a_redirect_is_followed_and_the_last_address_kept(port: int) -> None:
    page = _fetcher(port).fetch(f"http://news.example:{port}/to//article")
    assert (page.content, page.url) == (ARTICLE, f"http://news.example:{port}/article")


@pytest.mark.parametrize("host", ["inside.example", "metadata.example", "10.0.0.8", "[::1]", "192.168.0.1", "0.0.0.0"])
def test_a_private_address_is_refused_at_once_and_after_a_redirect(port: int, host: str) -> None:
    with pytest.raises(ReadingError, match="private network"):
        _fetcher(port).fetch(f"http://{host}:{port}/")
    with pytest.raises(ReadingError, match="private network"):
        _fetcher(port).fetch(f"http://news.example:{port}/to/http://{host}:{port}/")


def test_one_private_address_among_several_is_enough_to_refuse(port: int) -> None:
    fetcher = Fetcher(max_bytes=10, ports={port}, resolve=lambda _host, _port: ["93.184.215.14", "10.0.0.8"])
    with pytest.raises(ReadingError, match="private network"):
        fetcher.fetch(f"http://news.example:{port}/")


def test_a_name_that_means_another_machine_a_moment_later_changes_nothing(port: int) -> None:
    answers = iter(["127.0.0.1", "10.0.0.8"])
    fetcher = Fetcher(
        max_bytes=10_000,
        ports={port},
        resolve=lambda _host, _port: [next(answers)],
        is_public=lambda address: address == "127.0.0.1",
    )
    assert fetcher.fetch(f"http://news.example:{port}/").content == ARTICLE
    assert next(answers) == "10.0.0.8", "the name was resolved once"


@pytest.mark.parametrize("goal", ["file:///etc/passwd", "ftp://news.example/", "gopher://news.example/"])
def test_nothing_but_http_is_opened(port: int, goal: str) -> None:
    with pytest.raises(ReadingError, match="only plain http"):
        _fetcher(port).fetch(goal)
    with pytest.raises(ReadingError, match="only plain http"):
        _fetcher(port).fetch(f"http://news.example:{port}/to/{goal}")


def test_a_name_and_password_in_an_address_are_refused(port: int) -> None:
    with pytest.raises(ReadingError, match="only plain http"):
        _fetcher(port).fetch(f"http://news.example@inside.example:{port}/")


def test_other_ports_are_not_opened(port: int) -> None:
    with pytest.raises(ReadingError, match="port 22"):
        _fetcher(port).fetch("http://news.example:22/")


def test_a_page_that_is_too_large_is_refused(port: int) -> None:
    with pytest.raises(ReadingError, match="larger than"):
        _fetcher(port).fetch(f"http://news.example:{port}/large")


def test_an_endless_chain_of_redirects_ends(port: int) -> None:
    loop = f"http://news.example:{port}/to/"
    with pytest.raises(ReadingError, match="redirects more than"):
        _fetcher(port).fetch(loop * 8 + f"http://news.example:{port}/")


def test_an_error_of_the_site_is_told(port: int) -> None:
    with pytest.raises(ReadingError, match="410"):
        _fetcher(port).fetch(f"http://news.example:{port}/gone")


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::a00:1",
     "2002:a00:1::", "fe80::1%eth0"],
)  # fmt: skip
def test_addresses_that_are_not_of_the_public_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:93.184.215.14"])
def test_addresses_of_the_public_internet(address: str) -> None:
    assert is_public(address)


def test_a_fetched_report_is_coded_and_shown(open_server: Server, port: int) -> None:
    object.__setattr__(open_server.room, "fetcher", _fetcher(port))
    browser = open_server.browser()
    answer = browser.submit("/codings/fetched", {"url": f"http://news.example:{port}/article"}, shown_at="/add")
    assert answer.status_code == 303
    assert "fisheries treaty" in browser.get(answer.headers["location"]).text


def test_a_refused_address_leads_back_to_the_form_with_the_reason(open_server: Server) -> None:
    answer = open_server.browser().submit("/codings/fetched", {"url": "http://127.0.0.1/"}, shown_at="/add")
    assert answer.status_code == 422
    assert "leads into a private network" in answer.text
