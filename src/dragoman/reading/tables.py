"""Tables of reports: JSON, JSON lines, CSV and TSV.

JSON lines, CSV and TSV are read row by row, whatever their size. A bad row is told by its line and the others come out.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

from dragoman.errors import ReadingError
from dragoman.model.report import Report
from dragoman.reading.encoding import MAX_BYTES, MAX_CHARACTERS, decode, stream_encoding
from dragoman.reading.mapping import Intake
from dragoman.reading.unread import Unread

if TYPE_CHECKING:
    from _csv import Reader as _Reader

_UNDECODED = re.compile(r"[\udc80-\udcff]")
_FIELDS_SHOWN = 12
_LIST_DEPTH = 3


def json_rows(stream: BinaryIO, *, name: str, intake: Intake) -> Iterator[Report | Unread]:
    """The report of a JSON object, or those of a list of objects: the file's own, or the first one inside its object.

    Reports of a list are named `name:item`, counted from 1.
    """
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        yield Unread(
            name, f"is larger than {MAX_BYTES:,} bytes; turn it into JSON lines (.jsonl), which may have any size"
        )
        return
    try:
        found: object = json.loads(decode(data, name=name))
    except ReadingError as error:
        yield Unread(name, error.reason)
    except (ValueError, RecursionError) as error:
        if _opens_as_lines(data):
            yield from jsonl_rows(io.BytesIO(data), name=name, intake=intake)
        else:
            yield Unread(name, _invalid_json(error) if data.strip() else "is empty")
    else:
        yield from _json_reports(found, name, intake)


def jsonl_rows(stream: BinaryIO, *, name: str, intake: Intake) -> Iterator[Report | Unread]:
    """A report for each line that holds a JSON object; empty lines are passed over. Reports are named `name:line`."""
    rows = 0
    for number, line in enumerate(_decoded_lines(stream, name, newline="\n"), start=1):
        if isinstance(line, Unread):
            yield line
            return
        if not line.strip():
            continue
        rows += 1
        if rows == 1 and line.strip() in ("[", "{"):
            yield Unread(name, "is one JSON document over many lines, not JSON lines; give it the ending .json")
            return
        yield from _json_line(line, f"{name}:{number}", intake)
    if not rows:
        yield Unread(name, "is empty")


def csv_rows(stream: BinaryIO, *, name: str, intake: Intake) -> Iterator[Report | Unread]:
    """A report for each row under a header; named `name:line` for the line that the row begins in.

    Commas part the fields, or semicolons, tabs or bars where the header has more of those.
    """
    yield from _delimited(stream, name, intake, delimiters=",;\t|")


def tsv_rows(stream: BinaryIO, *, name: str, intake: Intake) -> Iterator[Report | Unread]:
    """Likewise with tabs."""
    yield from _delimited(stream, name, intake, delimiters="\t")


def report_of_row(row: Mapping[str, object], *, name: str, intake: Intake) -> Report | Unread:
    """The report that a row holds: its text verbatim, the rest as metadata."""
    mapping = intake.mapping
    text = mapping.find("text", row)
    if text is None:
        return Unread(name, f"has no text; {_no_text(row, intake)}")
    if not isinstance(text[1], str):
        return Unread(name, f"holds a {_json_kind(text[1])} in its field {text[0]!r} where text is expected")
    try:
        day = mapping.day(row)
    except ValueError as error:
        return Unread(name, str(error))
    return Report(
        content=text[1],
        media_type=intake.media_type or "text/plain",
        name=name,
        title=mapping.words("title", row),
        url=mapping.words("url", row),
        publisher=mapping.words("publisher", row),
        published_on=day or intake.published_on,
        language=mapping.words("language", row),
    )


def _json_line(line: str, name: str, intake: Intake) -> Iterator[Report | Unread]:
    """The report of one line of JSON, or the reports of the list in it."""
    if _UNDECODED.search(line):
        yield Unread(name, "holds bytes that aren't in the encoding of the rest; it may be damaged")
        return
    try:
        row: object = json.loads(line.strip())
    except (ValueError, RecursionError) as error:
        yield Unread(name, _invalid_json(error))
        return
    yield from _json_reports(row, name, intake)


def _json_reports(found: object, name: str, intake: Intake) -> Iterator[Report | Unread]:
    """The reports in a whole JSON document."""
    if isinstance(found, dict) and intake.mapping.find("text", found):
        yield report_of_row(found, name=name, intake=intake)
        return
    rows = found if isinstance(found, list) else _list_of_reports(found, intake)
    if isinstance(found, dict) and not rows:
        yield Unread(name, f"has no text; {_no_text(found, intake)}")
    elif not rows:
        yield Unread(name, _not_an_object(found))
    for number, row in enumerate(rows, start=1):
        if isinstance(row, dict):
            yield report_of_row(row, name=f"{name}:{number}", intake=intake)
        else:
            yield Unread(f"{name}:{number}", _not_an_object(row))


def _lists_of_objects(found: object, depth: int) -> Iterator[list[object]]:
    """The lists of objects inside an object, outer ones first."""
    if not isinstance(found, dict) or not depth:
        return
    for value in found.values():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            yield value
    for value in found.values():
        yield from _lists_of_objects(value, depth - 1)


def _list_of_reports(found: object, intake: Intake) -> list[object]:
    """The first list of objects inside an object that holds text in one of its first rows; empty without one."""
    for rows in _lists_of_objects(found, _LIST_DEPTH):
        if any(isinstance(row, dict) and intake.mapping.find("text", row) for row in rows[:5]):
            return rows
    return []


def _delimited(stream: BinaryIO, name: str, intake: Intake, *, delimiters: str) -> Iterator[Report | Unread]:
    """The rows of a table with a header."""
    csv.field_size_limit(MAX_CHARACTERS)  # process-wide; the standard limit is shorter than many a report
    try:
        with _decoded(stream, name, newline="") as lines:
            yield from _delimited_table(lines, name, intake, delimiters)
    except ReadingError as error:
        yield Unread(name, error.reason)
    except (csv.Error, UnicodeDecodeError) as error:
        yield Unread(name, f"can't be read as a table: {error}")


def _delimited_table(lines: io.TextIOWrapper, name: str, intake: Intake, delimiters: str) -> Iterator[Report | Unread]:
    """The header, then the rows."""
    first = lines.readline(MAX_CHARACTERS)
    delimiter = max(delimiters, key=first.count)
    reader = csv.reader(chain([first] if first else [], lines), delimiter=delimiter, strict=True)
    header = [column.strip() for column in next(reader, [])]
    if not any(header):
        yield Unread(name, "is empty")
    elif intake.mapping.find("text", dict.fromkeys(header, "x")) is None:
        yield Unread(name, f"has no column for the text; {_no_text(dict.fromkeys(header), intake)}")
    else:
        yield from _delimited_rows(reader, header, name, intake)


def _delimited_rows(reader: _Reader, header: list[str], name: str, intake: Intake) -> Iterator[Report | Unread]:
    """The rows after the header."""
    while True:
        row_name = f"{name}:{reader.line_num + 1}"
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield Unread(row_name, f"has a broken row: {error}")
            continue
        if row is None:
            return
        if any(row):
            yield _delimited_row(row, header, row_name, intake)


def _delimited_row(row: list[str], header: list[str], name: str, intake: Intake) -> Report | Unread:
    """The report of one row."""
    if any(row[len(header) :]):
        return Unread(
            name, f"has {len(row)} fields where the header has {len(header)}; is a field with a separator not quoted?"
        )
    if any(_UNDECODED.search(field) for field in row):
        return Unread(name, "holds bytes that aren't in the encoding of the rest")
    return report_of_row(dict(zip(header, row, strict=False)), name=name, intake=intake)


@contextmanager
def _decoded(stream: BinaryIO, name: str, *, newline: str) -> Iterator[io.TextIOWrapper]:
    """The stream as text; bytes that don't decode become lone surrogates, so that only their row is lost."""
    encoding = stream_encoding(stream, name=name)
    errors = "strict" if encoding in ("utf-16", "utf-32") else "surrogateescape"
    lines = io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline=newline)
    try:
        yield lines
    finally:
        lines.detach()  # else it would close the stream, which isn't ours, with itself


def _decoded_lines(stream: BinaryIO, name: str, *, newline: str) -> Iterator[str | Unread]:
    """The stream's lines; an Unread, and then no more, where it can't be decoded or a line has no end."""
    try:
        with _decoded(stream, name, newline=newline) as lines:
            while line := lines.readline(MAX_CHARACTERS + 1):
                if len(line) > MAX_CHARACTERS:
                    yield Unread(name, f"has a line of more than {MAX_CHARACTERS:,} characters; is it JSON lines?")
                    return
                yield line
    except ReadingError as error:
        yield Unread(name, error.reason)
    except UnicodeDecodeError as error:
        yield Unread(name, f"can't be decoded as {error.encoding}: {error.reason}")


def _opens_as_lines(data: bytes) -> bool:
    """Whether the first line of a file is a JSON object of its own."""
    first = data.lstrip().split(b"\n", 1)[0]
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _no_text(row: Mapping[str, object], intake: Intake) -> str:
    """What was looked for and what is there, for a message."""
    fields = ", ".join(list(map(str, row))[:_FIELDS_SHOWN]) or "none"
    return f"looked for {', '.join(intake.mapping.text)}; its fields are {fields}; name the right one with text=FIELD"


def _invalid_json(error: Exception) -> str:
    """What is wrong with a piece of JSON."""
    if isinstance(error, json.JSONDecodeError):
        where = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        return f"isn't valid JSON: {error.msg.removesuffix(' at')}, {where}; it may be cut off"
    return f"isn't JSON that can be read: {error}"


def _not_an_object(value: object) -> str:
    """What is wrong with a row of JSON that has no fields."""
    return f"is a JSON {_json_kind(value)}, not an object with fields"


def _json_kind(value: object) -> str:
    """What JSON calls a value."""
    names = {dict: "object", list: "list", str: "string", bool: "boolean", int: "number", float: "number"}
    return names.get(type(value), "null")
