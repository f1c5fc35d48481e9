"""Reports from the web: one page, fetched because the user named its address.

Nothing else in dragoman opens a connection.
"""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.parse import urlsplit

from dragoman.errors import ReadingError
from dragoman.version import __version__

TIMEOUT_SECONDS = 20.0
"""For each wait on the network."""

WHOLE_TIMEOUT_SECONDS = 120.0
LIMIT_BYTES = 20 * 1024 * 1024
USER_AGENT = f"dragoman/{__version__} (reads single news reports that its user names)"

_SCHEMES = ("http", "https")
_CHUNK_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave.

    Attributes:
        content: As the server sent it.
        content_type: As the server names it, such as `text/html`; empty where it doesn't.
        charset: The encoding that the server names; None where it doesn't.
        url: The address after redirects.
    """

    content: bytes
    content_type: str
    charset: str | None
    url: str


def fetch(url: str) -> Page:
    """Fetch one page.

    Raises:
        ReadingError: The address can't be used, doesn't answer, or answers with an error or more than 20 MB.
    """
    deadline = time.monotonic() + WHOLE_TIMEOUT_SECONDS
    try:
        if urlsplit(url).scheme.lower() not in _SCHEMES:
            raise ReadingError(url, "is no address that dragoman opens; only http and https are")
        request = urllib.request.Request(url, headers={"User-Agent": USER_AGENT, "Accept-Encoding": "identity"})
        with _opener().open(request, timeout=TIMEOUT_SECONDS) as response:
            content = _limited(response, url, deadline)
            headers: HTTPMessage = response.headers
            kind = headers.get_content_type() if headers.get("Content-Type") else ""
            return Page(content, kind, headers.get_content_charset(), response.url)
    except urllib.error.HTTPError as error:
        raise ReadingError(url, f"can't be fetched: the server answers {error.code} {error.reason}") from error
    except (OSError, HTTPException, ValueError) as error:
        reason = error.reason if isinstance(error, urllib.error.URLError) else error
        raise ReadingError(url, f"can't be fetched: {reason}") from error


def _opener() -> urllib.request.OpenerDirector:
    """An opener for http and https only: no files, no FTP, no data URLs, not even after a redirect."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.UnknownHandler(),
        _WebRedirects(),
    ):
        opener.add_handler(handler)
    return opener


class _WebRedirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects to http and https only; the standard one follows FTP too."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        """The request to follow, or an error."""
        if urlsplit(newurl).scheme.lower() not in _SCHEMES:
            raise urllib.error.URLError(f"it redirects to {newurl}, which is neither http nor https")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _limited(response: IO[bytes], url: str, deadline: float) -> bytes:
    """The body, up to the limits of size and time."""
    chunks: list[bytes] = []
    size = 0
    while chunk := response.read(_CHUNK_BYTES):
        chunks.append(chunk)
        size += len(chunk)
        if size > LIMIT_BYTES:
            raise ReadingError(
                url, f"is larger than {LIMIT_BYTES // 1024 // 1024} MB; fetch it yourself and read the file"
            )
        if time.monotonic() > deadline:
            raise ReadingError(url, f"takes longer than {WHOLE_TIMEOUT_SECONDS:.0f} seconds to arrive")
    return b"".join(chunks)
