"""Forged requests: no page elsewhere may make a reader's browser act here.

A form has to bring back the token that it was shown with. The API takes no form at all: it wants JSON, which no foreign
page can send without asking first, and of a logged-in browser the token in a header. A request that says it comes from
elsewhere is refused in any case.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import FormData
from starlette.requests import Request

from dragoman.web.faults import Problem
from dragoman.web.page import room_of, visitor_of

FIELD: Final = "csrf"
HEADER: Final = "X-CSRF-Token"
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


async def refuse_forged(request: Request) -> None:
    """A dependency of every route: pass a request that changes something only if it comes from here.

    Raises:
        Problem: 403 of a request from elsewhere or without its token; 415 of a body for the API that isn't JSON.
    """
    if request.method in _SAFE:
        return
    if not _same_origin(request):
        raise _forged("it comes from a page of another site")
    if request.url.path.startswith("/api/"):
        _check_api(request)
    elif not _owns(request, str((await submitted(request)).get(FIELD, ""))):
        raise _forged("its form is too old, or was not shown by this server")


async def submitted(request: Request) -> FormData:
    """The form that was sent, read once however often it is asked for."""
    room = room_of(request)
    return await request.form(
        max_files=room.settings.max_reports, max_fields=100, max_part_size=room.settings.max_body_bytes
    )


def _check_api(request: Request) -> None:
    proof = visitor_of(request).proof
    if proof == "session" and not _owns(request, request.headers.get(HEADER, "")):
        raise _forged(f"a browser that is logged in has to send the page's token in the header {HEADER}")
    has_body = request.headers.get("content-length", "0") != "0" or "transfer-encoding" in request.headers
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if has_body and kind != "application/json":
        raise Problem(415, "the body must be JSON", "Send it with `Content-Type: application/json`.")


def _owns(request: Request, token: str) -> bool:
    return room_of(request).seats.owns_form(request.scope.get("seat", ""), token)


def _same_origin(request: Request) -> bool:
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return False
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == request.headers.get("host", "").lower()


def _forged(why: str) -> Problem:
    return Problem(403, "the request was refused", f"{why[0].upper()}{why[1:]}. Open the page again and repeat it.")
