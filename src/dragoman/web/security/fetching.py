"""Fetching an address that a page names, without becoming a way into the network behind the server.

A name is resolved once, all its addresses have to be public, and the connection goes to the address that was checked:
a name that means another machine a moment later changes nothing. Each redirect is held to the same. Proxies of the
environment are left out, since they would resolve names for themselves.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

from dragoman.errors import ReadingError
from dragoman.reading.fetch import USER_AGENT, Page

TIMEOUT_SECONDS: Final = 10.0
WHOLE_TIMEOUT_SECONDS: Final = 30.0
REDIRECTS: Final = 5

_REDIRECTING: Final = frozenset({301, 302, 303, 307, 308})
_CHUNK_BYTES: Final = 64 * 1024
_EMBEDDING: Final = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")))
"""Addresses of IPv6 that lead to one of IPv4, which may be private: NAT64, 6to4, Teredo."""


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet.

    >>> is_public("93.184.215.14"), is_public("10.0.0.1"), is_public("169.254.169.254"), is_public("::ffff:127.0.0.1")
    (True, False, False, False)
    """
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            found = found.ipv4_mapped
        elif any(found in network for network in _EMBEDDING):
            return False
    return found.is_global and not found.is_multicast and not found.is_reserved


def resolve(host: str, port: int) -> list[str]:
    """All addresses of a host.

    Raises:
        OSError: It has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches pages from the public internet.

    Attributes:
        max_bytes: The largest page.
        ports: The ports it connects to.
        resolve: Finds the addresses of a host.
        is_public: Whether it may connect to an address.
    """

    max_bytes: int
    ports: Collection[int] = frozenset({80, 443})
    resolve: Callable[[str, int], Sequence[str]] = resolve
    is_public: Callable[[str], bool] = is_public

    def fetch(self, url: str) -> Page:
        """Fetch one page.

        Raises:
            ReadingError: The address isn't one of the public web, doesn't answer, or answers with an error or too much.
        """
        deadline = time.monotonic() + WHOLE_TIMEOUT_SECONDS
        at = url
        try:
            for _ in range(REDIRECTS + 1):
                answer = self._ask(url, urlsplit(at), deadline)
                if isinstance(answer, Page):
                    return answer
                at = urljoin(at, answer)
        except (OSError, HTTPException, ValueError) as error:
            raise ReadingError(url, f"can't be fetched: {error}") from error
        raise ReadingError(url, f"redirects more than {REDIRECTS} times")

    def _ask(self, url: str, at: SplitResult, deadline: float) -> Page | str:
        """The page at an address, or where it redirects to."""
        connection = self._connect(url, at)
        try:
            path = (at.path or "/") + (f"?{at.query}" if at.query else "")
            headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "identity", "Connection": "close"}
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            goal = response.getheader("Location")
            if response.status in _REDIRECTING and goal:
                return goal
            if response.status != 200:
                raise ReadingError(url, f"can't be fetched: the server answers {response.status} {response.reason}")
            content = self._content(response, url, deadline)
            kind = response.headers.get_content_type() if response.getheader("Content-Type") else ""
            return Page(content, kind, response.headers.get_content_charset(), at.geturl())
        finally:
            connection.close()

    def _connect(self, url: str, at: SplitResult) -> HTTPConnection:
        if at.scheme not in {"http", "https"} or not at.hostname or at.username is not None:
            raise ReadingError(url, "is no address that dragoman opens; only plain http and https are")
        secure = at.scheme == "https"
        port = at.port or (443 if secure else 80)
        if port not in self.ports:
            raise ReadingError(url, f"names port {port}; only {', '.join(map(str, sorted(self.ports)))} are opened")
        addresses = self.resolve(at.hostname, port)
        if not addresses or not all(map(self.is_public, addresses)):
            raise ReadingError(url, "leads into a private network, which is not opened from a page")
        return _Checked(at.hostname, port, address=addresses[0], secure=secure)

    def _content(self, response: HTTPResponse, url: str, deadline: float) -> bytes:
        chunks: list[bytes] = []
        size = 0
        while chunk := response.read1(_CHUNK_BYTES):
            chunks.append(chunk)
            size += len(chunk)
            if size > self.max_bytes:
                raise ReadingError(url, f"is larger than {self.max_bytes / 1_000_000:g} MB")
            if time.monotonic() > deadline:
                raise ReadingError(url, f"takes longer than {WHOLE_TIMEOUT_SECONDS:.0f} seconds to arrive")
        return b"".join(chunks)


class _Checked(HTTPConnection):
    """A connection to the address that was checked, whatever the host's name means by now."""

    def __init__(self, host: str, port: int, *, address: str, secure: bool) -> None:
        super().__init__(host, port, timeout=TIMEOUT_SECONDS)
        self._address = address
        self._secure = secure
        # Named in the Host header only where it isn't the scheme's own.
        self.default_port = 443 if secure else 80

    def connect(self) -> None:
        """Open the connection; over HTTPS with the certificate of the host that was named."""
        self.sock = socket.create_connection((self._address, self.port), TIMEOUT_SECONDS)
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
