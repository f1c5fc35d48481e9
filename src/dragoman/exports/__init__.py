"""exports: records written out for other programs, a file a format.

An export is one module here with one function, which turns records into pieces of text as they come:

    def export(records: Iterable[Record]) -> Iterator[str]: ...

It holds one record at a time, never all of them, and ends the last piece with a line break. Where the text goes (a file
written whole or not at all, a pipe) is no concern of an export. To add one, write the module and name it in `FORMATS`;
the contract test in `tests/contracts/test_wire.py` then runs over it, and `dragoman code --format` offers it.

`dragoman.wire` is the form of an event that the JSON exports share: the wire format, version 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Final, Protocol, cast

from dragoman.model.record import Record

FORMATS: Final[tuple[str, ...]] = ("jsonl", "json")
"""Names of the exports: each is a module of this package and the ending of the files that it writes."""


class Export(Protocol):
    """What a module of this package offers."""

    def export(self, records: Iterable[Record]) -> Iterator[str]:
        """Turn records into pieces of text, in order, each record taken only when the last one is written."""


def exporter(name: str) -> Export:
    """The export of that name, one of `FORMATS`.

    Raises:
        KeyError: There is no such export.

    >>> list(exporter("jsonl").export([]))
    []
    """
    if name not in FORMATS:
        raise KeyError(name)
    return cast("Export", import_module(f"dragoman.exports.{name}"))
