"""imports: events of other data sets, so that users can compare them with the record. The way back is `exports`.

A reader is one module here with one function, which turns the lines of a file into `ForeignEvent`s as they come:

    def read(lines: Iterable[Line]) -> Iterator[ForeignEvent | BrokenRow]: ...

A row that can't be read becomes a `BrokenRow`, which names its file and line: it is for the caller to count and tell,
and never stops the others. Foreign events are set beside the record and never merged into it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Final, Protocol, cast, get_args

from dragoman.imports.lines import Line, lines_of
from dragoman.model.foreign import BrokenRow, Dataset, ForeignEvent

DATASETS: Final[tuple[Dataset, ...]] = get_args(Dataset)
"""The data sets that can be read: each is a module of this package."""


class Import(Protocol):
    """What a module of this package offers."""

    def read(self, lines: Iterable[Line]) -> Iterator[ForeignEvent | BrokenRow]:
        """Turn the lines of one file into events, in order, each line taken only when the one before is used up."""


def read_foreign(path: Path, dataset: Dataset) -> Iterator[ForeignEvent | BrokenRow]:
    """The events of a file, in order: plain, gzipped or in a ZIP archive, whose files are read in their order.

    Raises:
        KeyError: There is no such data set.
        ReadingError: The file can't be opened or decompressed, or isn't one of the data set; some events may have been
            read before that shows.
    """
    if dataset not in DATASETS:
        raise KeyError(dataset)
    module = cast("Import", import_module(f"dragoman.imports.{dataset}"))
    for lines in lines_of(path):
        yield from module.read(lines)
