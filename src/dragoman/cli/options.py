"""Options that several verbs share, checked before anything heavy is loaded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from glob import has_magic
from pathlib import Path
from typing import Annotated, get_args

import typer

from dragoman.model.report import MediaType

STANDARD_INPUT = "-"
MEDIA_TYPES: tuple[MediaType, ...] = get_args(MediaType)

_MEDIA_TYPES: dict[str, MediaType] = {"txt": "text/plain", "md": "text/markdown", "html": "text/html"}


Paths = Annotated[
    list[str], typer.Argument(metavar="PATH", help="Reports: files, folders, addresses, or - for standard input.")
]
Fields = Annotated[
    list[str] | None,
    typer.Option(
        "--field", metavar="text=body", help="Which field of JSON or CSV holds what; may be given several times."
    ),
]
Model = Annotated[
    str | None, typer.Option("--model", metavar="NAME", help="Language model to use instead of the default.")
]


def day(value: str) -> date:
    """A calendar day of the command line.

    Raises:
        typer.BadParameter: It isn't one.
    """
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(f"{value!r} is no day of the calendar; write it like 2025-11-03") from None


PublishedOn = Annotated[
    date | None,
    typer.Option("--date", "-d", metavar="DAY", parser=day, help="Day of publication of reports that don't tell it."),
]


def one_of(choices: Sequence[str]) -> Callable[[str], str]:
    """A check that a word is one of these."""

    def check(value: str) -> str:
        if value not in choices:
            raise typer.BadParameter(f"{value!r} is none of {', '.join(choices)}")
        return value

    return check


def media_type(value: str) -> MediaType:
    """A media type of the command line: `txt`, `md`, `html`, or written out.

    Raises:
        typer.BadParameter: It isn't one that can be read.
    """
    found = _MEDIA_TYPES.get(value.lower().removeprefix("."), value)
    for known in MEDIA_TYPES:
        if found == known:
            return known
    raise typer.BadParameter(f"{value!r} is none of {', '.join(_MEDIA_TYPES)}")


TypeOfReports = Annotated[
    MediaType | None,
    typer.Option(
        "--type", metavar="txt|md|html", parser=media_type, help="What the reports are, whatever their ending."
    ),
]


def present(paths: Sequence[str]) -> Sequence[str]:
    """The paths, if each is there; a run over many reports shouldn't fail on the last for a slip of the pen.

    Addresses and patterns pass: whether they hold anything is seen when they are opened.

    Raises:
        typer.BadParameter: One isn't.
    """
    missing = [path for path in paths if not (_opened_later(path) or Path(path).exists())]
    if missing:
        raise typer.BadParameter(f"there is no file or folder {', '.join(map(repr, missing))}", param_hint="'PATH'")
    return paths


def _opened_later(path: str) -> bool:
    return path == STANDARD_INPUT or path.lower().startswith(("http://", "https://")) or has_magic(path)
