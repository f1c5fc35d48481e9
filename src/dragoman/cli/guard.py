"""Guard: errors become one line on stderr and an exit code, never a traceback."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Any, Final

import typer
from typer.core import TyperGroup

from dragoman.errors import DragomanError

FAILED: Final = 1
"""Something could not be done: a report was not coded, a file not written, a floor not reached."""
MISUSED: Final = 2
"""The command line is wrong."""
STOPPED: Final = 130
"""Stopped by Ctrl-C, as shells tell it: 128 and the number of the signal."""
PIPE_CLOSED: Final = 141
"""The reader of our output went away, as shells tell it of any command in a pipe."""


class Verbs(TyperGroup):
    """The verbs, with every error that dragoman raises on purpose told in one line."""

    def invoke(self, ctx: Any) -> object:
        """Run the verb."""
        try:
            outcome: object = super().invoke(ctx)
            if sys.stdout:
                sys.stdout.flush()
        except DragomanError as error:
            complain(str(error))
            raise typer.Exit(FAILED) from error
        except BrokenPipeError as error:
            _forget_stdout()
            raise typer.Exit(PIPE_CLOSED) from error
        except OSError as error:
            _forget_stdout()
            about = f"{error.filename}: " if error.filename else ""
            complain(f"{about}{error.strerror or error}")
            raise typer.Exit(FAILED) from error
        except KeyboardInterrupt as error:
            complain("Stopped.")
            raise typer.Exit(STOPPED) from error
        return outcome


def complain(message: str) -> None:
    """Write a message to stderr."""
    typer.echo(f"dragoman: {message}", err=True)


def _forget_stdout() -> None:
    """Let what is still buffered go nowhere, or Python would fail once more when it closes stdout."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
