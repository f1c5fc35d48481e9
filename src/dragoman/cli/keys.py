"""Keys: single keys and lines of text from whoever sits before the terminal, or from a pipe or a test."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import dataclass

import typer

_CTRL_D = "\x04"


@dataclass(frozen=True, slots=True)
class Keyboard:
    """Where answers come from.

    Attributes:
        single: Whether one key is an answer, without Enter: at a terminal.
    """

    single: bool

    def key(self, prompt: str) -> str:
        """One key, in lower case; of a pipe the first letter of a line, and "" of an empty one.

        Raises:
            EOFError: There are no more answers.
            KeyboardInterrupt: Ctrl-C was pressed.
        """
        if not self.single:
            return self.line(prompt)[:1].lower()
        typer.echo(prompt, nl=False)
        pressed = _pressed()
        if pressed == _CTRL_D:
            raise EOFError
        typer.echo(pressed if pressed.isprintable() else "")
        return pressed.lower().strip()

    def shown(self, key: str) -> str:
        """A key as a prompt shows it: set off by weight at a terminal."""
        return typer.style(key, bold=True, underline=True) if self.single and "NO_COLOR" not in os.environ else key

    def line(self, prompt: str) -> str:
        """A line of text, without white space around it.

        Raises:
            EOFError: There are no more answers.
            KeyboardInterrupt: Ctrl-C was pressed.
        """
        if self.single:
            with suppress(ImportError):
                # Arrow keys and history while a field is typed.
                import readline  # noqa: F401
            return input(prompt).strip()
        typer.echo(prompt, nl=False)
        line = sys.stdin.readline()
        typer.echo()
        if not line:
            raise EOFError
        return line.strip()


def keyboard() -> Keyboard:
    """The keyboard of whoever runs the command: single keys at a terminal, else lines."""
    return Keyboard(single=bool(sys.stdin) and sys.stdin.isatty() and bool(sys.stdout) and sys.stdout.isatty())


def _pressed() -> str:
    """The next key; "" for one that is no letter, such as an arrow. What was typed ahead is not lost."""
    try:
        import select
        import termios
        import tty
    except ImportError:  # Windows
        return typer.getchar()
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        # Not the default, which throws away what was typed while the last judgement was being kept.
        tty.setcbreak(terminal, termios.TCSADRAIN)
        found = os.read(terminal, 1)
        if found and (found == b"\x1b" or found >= b"\x80"):
            while select.select([terminal], [], [], 0)[0]:
                found += os.read(terminal, 1)
            return ""
        return found.decode() if found else _CTRL_D
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
