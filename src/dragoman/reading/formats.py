"""The formats that dragoman reads: one file each in this folder, and one entry here.

A document format has `render(text, *, name)`, which gives one report's text; a table format has a function that gives a
report a row. Their modules are imported when a report first needs them, because some load heavy libraries.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO, Protocol, cast

from dragoman.model.report import MediaType, Report
from dragoman.reading.mapping import Intake
from dragoman.reading.rendered import Rendered
from dragoman.reading.unread import Unread


class Render(Protocol):
    """What a document format does: make the text that will be stored of the text that arrived."""

    def __call__(self, text: str, *, name: str) -> Rendered:
        """The rendered text of `text`, which came from `name`; a ReadingError where there is nothing to read in it."""


class Rows(Protocol):
    """What a table format does: give a report for each row, one by one."""

    def __call__(self, stream: BinaryIO, *, name: str, intake: Intake) -> Iterator[Report | Unread]:
        """The reports of the table in `stream`, which came from `name`."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes:
        endings: Of its files, in small letters; "" stands for none.
        content_types: What web servers call it.
        module: Where its reader is.
        media_type: Of the one report that a file holds; None for a table.
        rows: Name of the function that reads a table; empty for a document.
    """

    endings: tuple[str, ...]
    content_types: tuple[str, ...]
    module: str
    media_type: MediaType | None = None
    rows: str = ""


FORMATS: tuple[Format, ...] = (
    Format((".txt", ""), ("text/plain",), "dragoman.reading.plain", "text/plain"),
    Format((".md", ".markdown"), ("text/markdown", "text/x-markdown"), "dragoman.reading.markdown", "text/markdown"),
    Format((".html", ".htm"), ("text/html", "application/xhtml+xml"), "dragoman.reading.html", "text/html"),
    Format((".json",), ("application/json", "text/json"), "dragoman.reading.tables", rows="json_rows"),
    Format(
        (".jsonl", ".ndjson"),
        ("application/jsonl", "application/x-jsonlines", "application/x-ndjson", "application/jsonlines"),
        "dragoman.reading.tables",
        rows="jsonl_rows",
    ),
    Format((".csv",), ("text/csv", "application/csv"), "dragoman.reading.tables", rows="csv_rows"),
    Format((".tsv", ".tab"), ("text/tab-separated-values",), "dragoman.reading.tables", rows="tsv_rows"),
)


def format_of_file(name: str) -> Format | None:
    """The format of a file by its ending; None where the ending isn't known.

    >>> format_of_file("News/2025-11-03.TXT").media_type
    'text/plain'
    """
    ending = PurePath(name).suffix.lower()
    return next((known for known in FORMATS if ending in known.endings), None)


def format_of_content_type(content_type: str) -> Format | None:
    """The format of what a web server sends; None where it isn't known."""
    return next((known for known in FORMATS if content_type in known.content_types), None)


def format_of_media_type(media_type: MediaType) -> Format:
    """The document format of a media type."""
    return next(known for known in FORMATS if known.media_type == media_type)


def endings_known() -> str:
    """The endings of the files that dragoman reads, for messages."""
    return ", ".join(ending for known in FORMATS for ending in known.endings if ending)


def renderer(media_type: MediaType) -> Render:
    """The function that renders documents of a media type; its module is imported now."""
    return cast("Render", importlib.import_module(format_of_media_type(media_type).module).render)


def row_reader(table: Format) -> Rows:
    """The function that reads a table format; its module is imported now."""
    return cast("Rows", getattr(importlib.import_module(table.module), table.rows))
