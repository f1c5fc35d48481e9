"""Output: where text goes. A file is written whole or not at all; standard output is written as it comes."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import IO, cast

import typer

from dragoman.errors import DragomanError
from dragoman.exports import FORMATS

TABLE = "table"
CHOICES = (TABLE, *FORMATS)

_ENDINGS = {**{form.ending: form.name for form in FORMATS.values() if form.ending}, ".txt": TABLE}


class OutputError(DragomanError):
    """The output can't be written."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where the records go, and in which form.

    Attributes:
        form: One of `CHOICES`.
        path: The file; None is standard output.
    """

    form: str
    path: Path | None = None

    @property
    def on_screen(self) -> bool:
        """Whether a person watches the records appear."""
        return self.form == TABLE and self.path is None and _is_terminal()

    @contextmanager
    def open(self) -> Iterator[IO[str]]:
        """The stream to write to, in UTF-8; a file takes its name only when everything has been written.

        Raises:
            OutputError: The file can't be written.
        """
        if self.path is None:
            yield _standard_output(machine=self.form != TABLE)
            return
        try:
            with _whole_file(self.path) as file:
                yield file
        except BrokenPipeError:
            raise
        except OSError as error:
            # The records are made while the file is open: a fault that names another file is theirs.
            if error.filename is not None and Path(str(error.filename)).parent != self.path.resolve().parent:
                raise
            raise OutputError(f"{self.path} can't be written: {error.strerror or error}") from error


def destination(form: str | None, out: Path | None, *, sources: Sequence[str]) -> Destination:
    """The destination that the options name; without a form, the ending of the file tells it.

    Raises:
        typer.BadParameter: The form can't be told or shown; the file is a folder, one of the sources, or in no folder.
    """
    if out is None or str(out) == "-":
        if form is not None and form in FORMATS and FORMATS[form].binary and _is_terminal():
            raise typer.BadParameter(
                f"{form} is no text to show; name a file with --out, or pipe it", param_hint="'--format'"
            )
        return Destination(form or TABLE)
    found = form or _ENDINGS.get(out.suffix.lower())
    if found is None:
        raise typer.BadParameter(
            f"{str(out)!r} doesn't tell its format by its ending; add --format {'|'.join(CHOICES)}",
            param_hint="'--out'",
        )
    if out.is_dir():
        raise typer.BadParameter(f"{str(out)!r} is a folder; name a file in it", param_hint="'--out'")
    if not out.absolute().parent.is_dir():
        raise typer.BadParameter(f"there is no folder {str(out.parent)!r}", param_hint="'--out'")
    if any(_same_file(out, source) for source in sources):
        raise typer.BadParameter(f"{str(out)!r} is one of the reports; name another file", param_hint="'--out'")
    return Destination(found, out)


def put(file: IO[str], piece: str | bytes) -> None:
    """Write a piece of text, or of a binary form, to a stream that `Destination.open` gave, and let it go at once."""
    if isinstance(piece, bytes):
        cast("TextIOWrapper", file).buffer.write(piece)
    else:
        file.write(piece)
    file.flush()


def _is_terminal() -> bool:
    return bool(sys.stdout) and sys.stdout.isatty()


def _same_file(out: Path, source: str) -> bool:
    with suppress(OSError):
        return out.samefile(source)
    return False


def _standard_output(*, machine: bool) -> IO[str]:
    """Standard output; UTF-8 for programs whatever the locale, and signs it can't show replaced for people."""
    if not sys.stdout:
        raise OutputError("there is no standard output; name a file with --out")
    if isinstance(sys.stdout, TextIOWrapper):
        if machine:
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        else:
            sys.stdout.reconfigure(errors="replace")
    return sys.stdout


@contextmanager
def _whole_file(path: Path) -> Iterator[IO[str]]:
    """A file under another name in the same folder, which takes its own name at the end; after an error it is gone.

    A link is followed, and the rights of a file that is there are kept. What is no plain file, such as /dev/stdout, is
    written directly: it can't be replaced.
    """
    if path.exists() and not path.is_file():
        with path.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        return
    target = path.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".dragoman-", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass", newline="\n") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _umask() -> int:
    """The rights that new files don't get; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
