"""Answers: values as JSON or CSV, a page at a time, with an ETag."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, Literal, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from dragoman.views.pages import Page
from dragoman.web.links import changed

Form = Literal["json", "csv"]
Item = TypeVar("Item")

CSV: Final = "text/csv; charset=utf-8"


def json_answer(
    request: Request, value: object, *, status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    """A value as JSON; of a GET with an ETag, and nothing where the caller has it already."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return tagged(request, body, "application/json", status=status, headers=headers)


def page_answer(request: Request, found: Page[Item], as_json: Callable[[Item], Any]) -> Response:
    """A page of a list as JSON, with how many there are in all and where the next page is."""
    items = [as_json(item) for item in found.items]
    return part_answer(
        request, items, total=found.total, limit=found.limit, offset=found.offset, following=found.next_offset
    )


def part_answer(
    request: Request, items: Sequence[Any], *, total: int, limit: int, offset: int, following: int | None
) -> Response:
    """Part of a list as JSON: what it holds, and the offset of what follows (None where nothing does)."""
    address = changed(request, offset=following) if following is not None else None
    value = {"total": total, "limit": limit, "offset": offset, "next": address, "items": list(items)}
    return json_answer(request, value, headers={"Link": f'<{address}>; rel="next"'} if address else None)


def csv_answer(request: Request, pieces: Iterable[str], *, name: str) -> Response:
    """A table as CSV, under a name to save it by."""
    body = "".join(pieces).encode("utf-8", "replace")
    return tagged(request, body, CSV, headers={"Content-Disposition": f'attachment; filename="{name}.csv"'})


def tagged(
    request: Request, body: bytes, media_type: str, *, status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    """An answer with its ETag; 304 and no body where the caller has it already."""
    sent = dict(headers or {})
    if request.method in {"GET", "HEAD"}:
        sent["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        if sent["ETag"] in held_tags(request):
            return Response(status_code=304, headers=sent)
    return Response(body, status, media_type=media_type, headers=sent)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Rows as lines of CSV, the names of the columns first.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    yield ",".join(map(_cell, columns)) + "\r\n"
    for row in rows:
        yield ",".join(map(_cell, row)) + "\r\n"


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    if isinstance(value, str) and text[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        text = f"'{text}"
    quoted = text.replace('"', '""')
    return f'"{quoted}"' if any(sign in text for sign in ',"\r\n') else text


def held_tags(request: Request) -> set[str]:
    """The ETags of what the caller has already."""
    return {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
