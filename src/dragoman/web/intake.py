"""Intake: what a form, a file or a call of the API brings becomes reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import islice
from typing import BinaryIO, Final

from dragoman.errors import ReadingError
from dragoman.model.report import MediaType, Report
from dragoman.reading import Unread
from dragoman.reading.fetch import Page
from dragoman.reading.formats import endings_known, format_of_content_type, format_of_file, row_reader
from dragoman.reading.mapping import DEFAULT_MAPPING, Intake
from dragoman.web.faults import Problem

PASTED: Final = "pasted text"
"""The name of a report that was pasted, for messages."""

_HALF_CHARACTER: Final = re.compile(r"[\ud800-\udfff]")
_FIELD_LIMIT: Final = 2_000


def pasted_report(
    text: str,
    *,
    title: str = "",
    publisher: str = "",
    url: str = "",
    published_on: str | date | None = None,
    media_type: MediaType = "text/plain",
) -> Report:
    """A report of what somebody pasted or posted.

    Args:
        text: The report. Browsers send line breaks as CR LF; they become LF again, as they were when they were copied.
        title: The headline, where the text doesn't hold it; "" for none.
        publisher: The outlet; "" when unknown.
        url: The report's address; "" for none.
        published_on: Day of publication, as a date or in ISO 8601; None or "" when unknown.
        media_type: How to read the text.

    Raises:
        Problem: 422 where there is no text, a field is too long or damaged, or the day isn't one.
    """
    if not text.strip():
        raise _wrong("text", "Paste the report's text, or choose a file.")
    for name, value in (("title", title), ("publisher", publisher), ("url", url)):
        if len(value) > _FIELD_LIMIT:
            raise _wrong(name, f"It is longer than {_FIELD_LIMIT:,} characters.")
        if _HALF_CHARACTER.search(value) or "\0" in value:
            raise _wrong(name, "It holds half of a character or a zero character; it was damaged on its way.")
    return Report(
        content=text.replace("\r\n", "\n"),
        media_type=media_type,
        name=PASTED,
        title=title.strip() or None,
        publisher=publisher.strip() or None,
        url=url.strip() or None,
        published_on=_day(published_on),
    )


def file_reports(
    stream: BinaryIO, name: str, *, published_on: str | date | None = None, limit: int
) -> Iterator[Report | Unread]:
    """The reports of a file that was sent, at most so many; a kind of file we don't read comes out as `Unread`.

    Raises:
        Problem: 422 where the day isn't one.
    """
    day = _day(published_on)
    known = format_of_file(name)
    if known is None:
        yield Unread(name, f"has an ending that dragoman doesn't know; it reads {endings_known()}")
    elif known.media_type:
        yield Report(stream.read(), media_type=known.media_type, name=name, published_on=day)
    else:
        try:
            rows = row_reader(known)(stream, name=name, intake=Intake(DEFAULT_MAPPING, day, None))
            yield from islice(rows, limit)
            if next(rows, None) is not None:
                yield Unread(name, f"has more than {limit:,} reports; code the file with `dragoman add`")
        except ReadingError as error:
            yield Unread(error.name, error.reason)


def page_reports(page: Page, *, limit: int) -> Iterator[Report | Unread]:
    """The reports of a page that was fetched; something else than a page comes out as `Unread`."""
    known = format_of_content_type(page.content_type)
    if known is None:
        yield Unread(page.url, f"gives {page.content_type or 'something that its server does not name'}, not a page")
        return
    for report in file_reports(BytesIO(page.content), f"page{known.endings[0]}", limit=limit):
        # A table's rows bring their own addresses.
        if isinstance(report, Report) and known.media_type:
            yield replace(report, name=page.url, url=page.url)
        else:
            yield report


def _day(given: str | date | None) -> date | None:
    if not given or isinstance(given, date):
        return given or None
    try:
        return date.fromisoformat(given.strip())
    except ValueError:
        raise _wrong("published_on", "Write the day like 2025-11-03.") from None


def _wrong(field: str, message: str) -> Problem:
    return Problem(422, "the report can't be taken as it is", message, fields=((field, message),))
