"""The shipped tables, as lines; what they hold and whence is in data/SOURCES, how they are built in scripts/."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

from dragoman.errors import GazetteerError

_DATA = Path(__file__).with_name("data")


def read(name: str) -> list[str]:
    """The lines of a table, without its head.

    Raises:
        GazetteerError: The table is missing, damaged or of another version.
    """
    path = _DATA / f"{name}.tsv.gz"
    try:
        text = gzip.decompress(path.read_bytes()).decode()
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise GazetteerError(
            f"the gazetteer table {path.name} can't be read ({error}); install dragoman again"
        ) from error
    head, _, body = text.partition("\n")
    if head != f"# dragoman gazetteer 1: {name}":
        raise GazetteerError(f"the gazetteer table {path.name} begins with {head[:60]!r}; install dragoman again")
    return body.split("\n")


def numbers(cell: str) -> tuple[int, ...]:
    """The numbers of a cell, separated by spaces."""
    return tuple(map(int, cell.split()))
