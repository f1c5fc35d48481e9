"""`dragoman review`: a person goes through what the machine is unsure of, and every judgement is kept."""

from __future__ import annotations

import getpass
import os
import subprocess
import sys
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from dragoman.cli import wiring
from dragoman.cli.guard import STOPPED
from dragoman.cli.keys import keyboard
from dragoman.cli.ledger_options import AsJson, LedgerAddress, answer, filtered
from dragoman.cli.options import one_of
from dragoman.cli.words import number

if TYPE_CHECKING:
    from dragoman.ledger import Ledger
    from dragoman.views import Filter
    from dragoman.views.doubts import Kind

_ONLY: Final[dict[str, Kind]] = {"events": "event", "merges": "merge", "commitments": "commitment"}
_NOBODY: Final = frozenset({"", "anonymous", "nobody", "unknown", "root"})
"""Names that stand for no person: whoever reads the record later must know whom to ask."""
_LISTED: Final = 50


@filtered
def run(
    wanted: Filter,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="NAME", help="Who judges. Default: the name that git has, else the user's."),
    ] = None,
    only: Annotated[
        str | None,
        typer.Option("--only", metavar="|".join(_ONLY), parser=one_of(tuple(_ONLY)), help="Only these."),
    ] = None,
    below: Annotated[
        float, typer.Option("--below", min=0.0, max=1.0, help="Look at events less sure than this.")
    ] = 0.8,
    limit: Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="How many at most.")] = None,
    export: Annotated[
        Path | None,
        typer.Option(
            "--export", metavar="FOLDER", help="Write what was accepted and corrected as gold and training data."
        ),
    ] = None,
    ledger: LedgerAddress = None,
    as_json: AsJson = False,
) -> None:
    """Go through uncertain events, merges and proposed status changes, the most uncertain first.

    One key decides: accept, correct, split, merge, reject, skip, undo. Each judgement is kept at once with name, time
    and reason, so you can stop at any time and go on later. Without a terminal, each line of standard input is a key
    or an answer.
    """
    kinds = (_ONLY[only],) if only else tuple(_ONLY.values())
    if wanted.as_of is not None:
        raise typer.BadParameter("a review is of what holds now", param_hint="'--as-of'")
    if export is not None:
        with wiring.open_ledger(ledger) as book:
            _export(book, export)
        return
    if as_json:
        with wiring.open_ledger(ledger) as book:
            _list(book, wanted, kinds, below=below, limit=limit or _LISTED)
        return
    reviewer = _name(by)
    # Where there is no ledger there is nothing to go through, and no reason to make one.
    with wiring.open_ledger(ledger, to_write=True, create=False) as book:
        _review(book, wanted, kinds, below=below, limit=limit, by=reviewer)


def _review(book: Ledger, wanted: Filter, kinds: tuple[Kind, ...], *, below: float, limit: int | None, by: str) -> None:
    # Rich and the views are imported only where something is shown.
    from dragoman.cli.render import console_for
    from dragoman.cli.review_session import Session, Task

    session = Session(
        ledger=book,
        task=Task(wanted, kinds, below=below, by=by, limit=limit),
        keyboard=keyboard(),
        console=console_for(sys.stdout),
        cameo_words=wiring.cameo_words,
    )
    try:
        session.run()
    except EOFError:
        typer.echo()
    except KeyboardInterrupt:
        typer.echo(f"\n{session.summary()}")
        raise typer.Exit(STOPPED) from None
    typer.echo(session.summary())


def _list(book: Ledger, wanted: Filter, kinds: tuple[Kind, ...], *, below: float, limit: int) -> None:
    from dragoman.cli.review_session import COMPARED
    from dragoman.views.review import most_doubtful_first, proposals, queue

    found = queue(book, wanted, kinds=kinds, below=below, limit=limit)
    proposed = proposals(book, wanted, at_once=COMPARED) if "commitment" in kinds else ()
    matters = islice(most_doubtful_first(found.matters, proposed), limit)
    answer(replace(found, matters=tuple(matters)), True, lambda _console: None)


def _export(book: Ledger, folder: Path) -> None:
    from dragoman.exports.gold import write_gold
    from dragoman.views.reviewed import reviewed

    made = write_gold(folder, reviewed(book))
    counts = f"{number(made.reports, 'report')} with {number(made.events, 'reviewed event')}"
    typer.echo(f"{counts} and {number(made.sentences, 'sentence')} written to {folder}")


def _name(by: str | None) -> str:
    """Who judges.

    Raises:
        typer.BadParameter: Nobody can be told.
    """
    names = (by,) if by is not None else (os.environ.get("GIT_AUTHOR_NAME"), _git_name(), _user())
    found = next((name.strip() for name in names if name and name.strip().casefold() not in _NOBODY), None)
    if found is None:
        raise typer.BadParameter(
            "every judgement is kept with the name of who made it; give yours: --by 'Ada Lovelace'", param_hint="'--by'"
        )
    return found


def _git_name() -> str:
    try:
        asked = subprocess.run(
            ["git", "config", "user.name"], capture_output=True, encoding="utf-8", timeout=5, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return asked.stdout


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
