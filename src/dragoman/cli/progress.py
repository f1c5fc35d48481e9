"""Progress: how far a long run is, on stderr, for a person who waits."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

MANY_REPORTS = 20
"""A run of more reports than this is long."""
MUCH_TEXT = 200_000
"""A run over more bytes than this is long."""

Step = Callable[[], None]
"""Called once for each report that is done."""


@contextmanager
def progress(sources: Sequence[str], *, hidden: bool) -> Iterator[Step]:
    """A line that counts the reports that are done; only for a person at a terminal, and only if the run is long.

    Args:
        sources: The files and folders, to tell how long the run is.
        hidden: Whether something else on the screen already shows how far it is.
    """
    if hidden or not sys.stderr.isatty() or not is_long(sources):
        yield lambda: None
        return
    # Rich takes a fifth of a second to import, and most runs show no progress.
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,} reports coded"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("coding", total=None)
        yield lambda: bar.advance(task)


def is_long(sources: Sequence[str]) -> bool:
    """Whether there are more than `MANY_REPORTS` files or `MUCH_TEXT` bytes; standard input counts as nothing."""
    size = 0
    for count, file in enumerate(_files(sources), start=1):
        size += file.stat().st_size if file.is_file() else 0
        if count > MANY_REPORTS or size > MUCH_TEXT:
            return True
    return False


def _files(sources: Sequence[str]) -> Iterator[Path]:
    for source in sources:
        path = Path(source)
        yield from path.rglob("*") if path.is_dir() else [path]
