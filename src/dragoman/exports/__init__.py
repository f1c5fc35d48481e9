"""exports: what dragoman knows, written out for other programs, a file a format.

The unit is an `Occurrence`: one event in the world with all its tellings. An export is one module here with one
function, which turns occurrences into pieces of the file as they come:

    def export(occurrences: Iterable[Occurrence]) -> Iterator[str]: ...

A binary format gives `bytes` and says so in `FORMATS`. An export holds one occurrence at a time (Parquet one batch of
rows, a graph its nodes and edges), never all of them, and the same occurrences give the same bytes. A text ends with a
line break; of no occurrences it makes a valid empty file. Where the pieces go (a file written whole or not at all, a
pipe) is no concern of an export.

Two forms tell of reports rather than of occurrences: `jsonl` and `json`, the wire format. They have `export_records`,
which takes records; `jsonl` has both. `records_as` and `occurrences_as` choose: where a form knows occurrences only,
each event of a record is an occurrence of one telling.

To add an export, write the module and name it in `FORMATS`; the contract test in `tests/contracts/test_exports.py` then
runs over it, and `dragoman code --format` offers it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType, ModuleType
from typing import Final, Literal, Protocol, cast

from dragoman.errors import MissingExtraError
from dragoman.exports.singletons import singletons
from dragoman.model.occurrence import Occurrence
from dragoman.model.record import Record

EXTRA: Final = "exports"
"""The extra of dragoman that brings the libraries that some formats need."""

Unit = Literal["record", "occurrence"]
Pieces = Iterator[str] | Iterator[bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """A form that files can have.

    Attributes:
        name: Its name, and that of its module in this package.
        title: What it is, in words for the user.
        ending: Ending that tells the format of a file; None where no ending is its own.
        units: What it can be made of.
        binary: Whether it is bytes rather than text.
        library: The optional library that it needs; None where it needs none.
    """

    name: str
    title: str
    ending: str | None = None
    units: tuple[Unit, ...] = ("occurrence",)
    binary: bool = False
    library: str | None = None


FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        form.name: form
        for form in (
            Format("jsonl", "wire format, an event a line", ".jsonl", units=("record", "occurrence")),
            Format("json", "wire format, one object of all reports", ".json", units=("record",)),
            Format("csv", "a table for spreadsheets", ".csv"),
            Format("parquet", "a table for data frames and databases", ".parquet", binary=True, library="pyarrow"),
            Format("plover", "PLOVER JSON, a record a line"),
            Format("polecat", "POLECAT, 40 columns"),
            Format("gdelt", "GDELT 2.0 events, 61 columns"),
            Format("icews", "ICEWS, 20 columns"),
            Format("geojson", "GeoJSON points for maps", ".geojson"),
            Format("gexf", "GEXF network of actors", ".gexf", library="networkx"),
            Format("ics", "iCalendar of meetings and deadlines", ".ics", library="icalendar"),
            Format("ftm", "FollowTheMoney entities, one a line", ".ftm"),
            Format("markdown", "a report to read, with quotations and sources", ".md"),
        )
    }
)
"""The formats by name, in the order in which they are offered."""


class RecordExport(Protocol):
    """A module that writes the records of reports."""

    def export_records(self, records: Iterable[Record]) -> Iterator[str]:
        """Turn records into pieces of a file, in order, each record taken only when the last one is written."""


class Export(Protocol):
    """A module that writes occurrences."""

    def export(self, occurrences: Iterable[Occurrence]) -> Pieces:
        """Turn occurrences into pieces of a file, in order."""


def records_as(name: str, records: Iterable[Record]) -> Pieces:
    """Records of reports in a format; each event stands for itself, with one telling.

    Raises:
        KeyError: There is no such format.
        MissingExtraError: The format needs a library that isn't installed.

    >>> list(records_as("jsonl", []))
    []
    """
    module = _module(FORMATS[name])
    if "record" in FORMATS[name].units:
        return cast("RecordExport", module).export_records(records)
    return cast("Export", module).export(singletons(records))


def occurrences_as(name: str, occurrences: Iterable[Occurrence]) -> Pieces:
    """Occurrences in a format.

    Raises:
        KeyError: There is no such format, or it can't be made of occurrences.
        MissingExtraError: The format needs a library that isn't installed.

    >>> "".join(occurrences_as("markdown", []))
    '# The record\\n\\nNo occurrences.\\n'
    """
    if "occurrence" not in FORMATS[name].units:
        raise KeyError(name)
    return cast("Export", _module(FORMATS[name])).export(occurrences)


def _module(form: Format) -> ModuleType:
    try:
        return import_module(f"dragoman.exports.{form.name}")
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if form.library is None or missing != form.library:
            raise
        raise MissingExtraError(f"the format {form.name!r}", form.library, EXTRA) from error
