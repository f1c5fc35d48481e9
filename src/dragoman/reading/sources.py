"""Sources: files, folders, patterns, standard input and addresses, opened into reports one by one."""

from __future__ import annotations

import contextlib
import glob
import io
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast
from urllib.parse import urlsplit

from dragoman.errors import ReadingError
from dragoman.model.report import MediaType, Report
from dragoman.reading.encoding import MAX_BYTES, MAX_CHARACTERS
from dragoman.reading.fetch import Page, fetch
from dragoman.reading.formats import (
    Format,
    endings_known,
    format_of_content_type,
    format_of_file,
    format_of_media_type,
    row_reader,
)
from dragoman.reading.mapping import DEFAULT_MAPPING, FieldMapping, Intake
from dragoman.reading.unread import Unread

_SNIFFED_BYTES = 64 * 1024
_HTML_OPENING = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html)\b", re.IGNORECASE | re.DOTALL
)
_JSON_OPENING = re.compile(rb"\s*(?:\[\s*)?\{\s*\"")


def open_reports(
    sources: Iterable[str],
    *,
    mapping: FieldMapping = DEFAULT_MAPPING,
    published_on: date | None = None,
    media_type: MediaType | None = None,
) -> Iterator[Report | Unread]:
    """The reports of all sources, in order, each opened when it is asked for.

    Args:
        sources: Each a file; a folder, read with its subfolders in the order of names, files of known endings only,
            hidden ones left out; a pattern such as `news/*.txt`; `-` for standard input; or an address with http or
            https, which is fetched only because it stands here.
        mapping: Which fields of a table's row hold what.
        published_on: The day of reports that bring none of their own.
        media_type: How to read the text, whatever a file is called; in a table, that of the text field.

    Yields:
        A Report for each that could be opened, an Unread for each that could not.
    """
    intake = Intake(mapping, published_on, media_type)
    for source in sources:
        try:
            yield from _open_source(source, intake)
        except ReadingError as error:
            yield Unread(error.name, error.reason)
        except OSError as error:
            yield Unread(source, _os_reason(error))


def _open_source(source: str, intake: Intake) -> Iterator[Report | Unread]:
    """The reports of one source."""
    if source == "-":
        yield from _open_standard_input(intake)
    elif source.lower().startswith(("http://", "https://")):
        yield from _open_page(fetch(source), source, intake)
    elif not source or "\0" in source:
        yield Unread(source, "is no name of a file")
    elif os.path.isdir(source):
        yield from _open_folder(source, intake)
    elif glob.has_magic(source) and not os.path.lexists(source):
        yield from _open_pattern(source, intake)
    else:
        yield from _open_file(source, intake)


def _open_folder(folder: str, intake: Intake) -> Iterator[Report | Unread]:
    """The reports of a folder and its subfolders."""
    found = False
    unreadable: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place, name)
            if (
                not name.startswith(".")
                and path.suffix
                and format_of_file(name)
                and (path.is_file() or path.is_symlink())
            ):
                found = True
                yield from _open_file(str(path), intake)
    for error in unreadable:
        yield Unread(str(error.filename), _os_reason(error))
    if not found and not unreadable:
        yield Unread(folder, f"holds no file that dragoman reads; it reads {endings_known()}")


def _open_pattern(pattern: str, intake: Intake) -> Iterator[Report | Unread]:
    """The reports of the files that a pattern matches."""
    paths = sorted(path for path in glob.glob(pattern, recursive=True) if not os.path.isdir(path))
    if not paths:
        yield Unread(pattern, "matches no file")
    for path in paths:
        yield from _open_file(path, intake)


def _open_file(path: str, intake: Intake) -> Iterator[Report | Unread]:
    """The reports of one file; an Unread where it can't be opened."""
    known = format_of_file(path)
    if known is None and intake.media_type is None:
        ending = Path(path).suffix
        yield Unread(path, f"has an ending that dragoman doesn't know ({ending}); it reads {endings_known()}")
        return
    try:
        with open(path, "rb") as stream:
            yield from _open_stream(stream, path, known, intake)
    except OSError as error:
        yield Unread(path, _os_reason(error))


def _open_stream(stream: BinaryIO, name: str, known: Format | None, intake: Intake) -> Iterator[Report | Unread]:
    """The reports of an open file."""
    if known is not None and known.rows:
        yield from row_reader(known)(stream, name=name, intake=intake)
        return
    content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        yield Unread(name, f"is longer than {MAX_CHARACTERS:,} characters; split it, or turn it into JSON lines")
        return
    media_type = intake.media_type or (known.media_type if known else None) or "text/plain"
    yield Report(content, media_type=media_type, name=name, published_on=intake.published_on)


def _open_standard_input(intake: Intake) -> Iterator[Report | Unread]:
    """The report, or the table of JSON, on standard input; what it is, is told from how it opens."""
    stream = io.BufferedReader(cast("io.RawIOBase", sys.stdin.buffer), _SNIFFED_BYTES)
    try:
        known = None if intake.media_type else _sniffed(stream.peek(_SNIFFED_BYTES))
        yield from _open_stream(stream, "-", known, intake)
    finally:
        stream.detach()  # else it would close standard input with itself


def _sniffed(opening: bytes) -> Format | None:
    """The format of what opens like a web page or like JSON; None for text."""
    if _HTML_OPENING.match(opening):
        return format_of_media_type("text/html")
    if not _JSON_OPENING.match(opening):
        return None
    first, line_feed, _ = opening.lstrip().partition(b"\n")
    if first.startswith(b"["):
        return format_of_file("-.json")
    try:
        return format_of_file("-.jsonl" if not line_feed or isinstance(json.loads(first), dict) else "-.json")
    except (ValueError, RecursionError):
        return format_of_file("-.json")


def _open_page(page: Page, name: str, intake: Intake) -> Iterator[Report | Unread]:
    """The reports of a fetched page."""
    path = PurePosixPath(urlsplit(page.url).path)
    known = format_of_content_type(page.content_type) or (format_of_file(path.name) if path.suffix else None)
    if known is None and intake.media_type is None:
        kind = page.content_type or "something that its server doesn't name"
        yield Unread(name, f"gives {kind}; dragoman reads web pages, text, Markdown, JSON, CSV and TSV")
        return
    for report in _open_stream(io.BytesIO(page.content), name, known, intake):
        if isinstance(report, Report) and isinstance(report.content, bytes):  # not a table's row
            report = replace(report, url=page.url, content=_page_text(page))
        yield report


def _page_text(page: Page) -> str | bytes:
    """The page's content, decoded where only the server knows how."""
    try:
        page.content.decode("utf-8")
    except UnicodeDecodeError:
        with contextlib.suppress(UnicodeDecodeError, LookupError):
            return page.content.decode(page.charset or "utf-8")
    return page.content


def _os_reason(error: OSError) -> str:
    """What the system says, in our words."""
    if isinstance(error, FileNotFoundError):
        return "doesn't exist"
    if isinstance(error, PermissionError):
        return "can't be opened: permission denied"
    return f"can't be opened: {error.strerror or error}"
