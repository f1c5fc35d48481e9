"""Writes the output blocks of the README and the documentation from real runs, so that they can't drift.

In Markdown, a comment names the command; the text block below it holds what the command prints:

    <!-- output: dragoman codebook AID -->
    <!-- output: dragoman code examples/ (first 20 lines) -->

    python docs/outputs.py            write every block anew
    python docs/outputs.py --check    exit with 1 and name the blocks that are out of date
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: Columns of the output: what a page shows without scrolling sideways.
WIDTH = 100

_BLOCK = re.compile(
    r"(?P<head><!-- output: dragoman (?P<arguments>.+?)(?: \(first (?P<lines>\d+) lines\))? -->\n+```text\n)"
    r"(?P<body>.*?)(?=```$)",
    re.DOTALL | re.MULTILINE,
)


def pages() -> Iterator[Path]:
    """The README, then every page of the documentation."""
    yield ROOT / "README.md"
    yield from sorted((ROOT / "docs").rglob("*.md"))


@lru_cache
def output(arguments: str) -> str:
    """What `dragoman` prints with these arguments, run in the repository's root without colours.

    Raises:
        subprocess.CalledProcessError: It failed.
    """
    environment = {**os.environ, "COLUMNS": str(WIDTH), "NO_COLOR": "1", "TERM": "dumb"}
    command = [sys.executable, "-m", "dragoman", *shlex.split(arguments)]
    run = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, encoding="utf-8")
    return "".join(f"{line.rstrip()}\n" for line in run.stdout.splitlines())


def block(found: re.Match[str]) -> str:
    """One output block as it should stand."""
    lines = output(found["arguments"]).splitlines(keepends=True)
    if found["lines"] and len(lines) > int(found["lines"]):
        lines = [*lines[: int(found["lines"])], "…\n"]
    return found["head"] + "".join(lines)


def stale(page: Path) -> list[str]:
    """The commands of a page whose output stands there no more."""
    return [found["arguments"] for found in _BLOCK.finditer(page.read_text("utf-8")) if block(found) != found[0]]


def main() -> int:
    """Write the blocks anew, or say which ones need it."""
    parser = argparse.ArgumentParser(description="Write the output blocks of the documentation.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a block is out of date")
    check = parser.parse_args().check
    outdated = {page: commands for page in pages() if (commands := stale(page))}
    for page, commands in outdated.items():
        if not check:
            page.write_text(_BLOCK.sub(block, page.read_text("utf-8")), encoding="utf-8")
        for command in commands:
            print(f"{page.relative_to(ROOT)}: dragoman {command}{' is out of date' if check else ''}")
    return 1 if check and outdated else 0


if __name__ == "__main__":
    sys.exit(main())
