"""Lines: what a file holds, line by line, whatever it is packed in."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from dragoman.errors import ReadingError

_GZIP, _ZIP = b"\x1f\x8b", b"PK"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file.

    Attributes:
        file: The file's name; of a file in an archive, both names with a slash between.
        number: From 1.
        text: Without its line end; bytes that aren't UTF-8 are U+FFFD.
    """

    file: str
    number: int
    text: str

    @property
    def place(self) -> str:
        """Where it stands, `file:line`."""
        return f"{self.file}:{self.number}"


def lines_of(path: Path) -> Iterator[Iterator[Line]]:
    """The lines of a file, or of each file in a ZIP archive.

    Raises:
        ReadingError: It can't be opened, or what it is packed in is damaged.
    """
    with _faults(path):
        with path.open("rb") as file:
            head = file.read(2)
        if head != _ZIP:
            yield _lines(path, str(path), _unpacked(path, head))
            return
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                if not member.is_dir():
                    yield _lines(path, f"{path}/{member.filename}", archive.open(member))


def _unpacked(path: Path, head: bytes) -> IO[bytes] | gzip.GzipFile:
    return gzip.open(path) if head == _GZIP else path.open("rb")


def _lines(path: Path, name: str, stream: IO[bytes] | gzip.GzipFile) -> Iterator[Line]:
    with _faults(path), stream as file:
        yield from _decoded(name, file)


def _decoded(name: str, lines: Iterable[bytes]) -> Iterator[Line]:
    for number, line in enumerate(lines, start=1):
        text = line.decode("utf-8-sig" if number == 1 else "utf-8", errors="replace")
        yield Line(name, number, text.rstrip("\r\n"))


@contextmanager
def _faults(path: Path) -> Iterator[None]:
    """Tell what is wrong with a file in our own words."""
    try:
        yield
    except OSError as error:
        # gzip tells a damaged file as an OSError without a number.
        reason = f"can't be opened: {error.strerror}" if error.strerror else f"is damaged: {error}"
        raise ReadingError(str(path), reason) from error
    except (EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise ReadingError(str(path), f"is damaged or packed in a way that isn't known: {error}") from error
