"""`dragoman commitments`: who pledged what to whom, and what became of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from dragoman.cli import wiring
from dragoman.cli.ledger_options import AsJson, LedgerAddress, Offset, answer, filtered, warn_of_unknown
from dragoman.cli.options import day, one_of
from dragoman.model.occurrence import CommitmentStatus

if TYPE_CHECKING:
    from rich.console import Console

    from dragoman.ledger import Ledger
    from dragoman.views import Filter

_STATUSES = get_args(CommitmentStatus)


@filtered
def run(
    wanted: Filter,
    id: Annotated[str | None, typer.Argument(metavar="[ID]", help="One commitment: its id, or how it begins.")] = None,
    open_only: Annotated[bool, typer.Option("--open", help="Only those still to be kept.")] = False,
    standing: Annotated[
        list[str] | None,
        typer.Option(parser=one_of(_STATUSES), metavar="|".join(_STATUSES), help="Only those that stand so."),
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only open ones whose deadline has passed.")] = False,
    due: Annotated[
        int | None, typer.Option(min=0, metavar="DAYS", help="Only open ones due within so many days.")
    ] = None,
    silent: Annotated[
        int | None, typer.Option(min=1, metavar="DAYS", help="Only open ones unheard of for so many days or more.")
    ] = None,
    today: Annotated[
        date | None,
        typer.Option(metavar="DAY", parser=day, help="Count from that day. Default: that of --as-of, else today's."),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=1_000, metavar="N", help="How many at most.")] = 10,
    offset: Offset = 0,
    ledger: LedgerAddress = None,
    as_json: AsJson = False,
) -> None:
    """Print commitments with their status, silence and deadline, what repeated them and what may keep or break them."""
    from dragoman.views import commitments as views
    from dragoman.views.board_json import board_values

    with wiring.open_ledger(ledger) as book:
        if id is not None:
            _show_one(book, id, wanted, today=today, as_json=as_json)
            return
        status = frozenset(standing or ()) | (views.OPEN if open_only else frozenset())
        which = views.Wanted(status=status, overdue=overdue, due_within_days=due, silent_days=silent)  # type: ignore[arg-type]
        board = views.commitments(book, wanted, which=which, today=today, limit=limit, offset=offset)
    if not board.matching:
        warn_of_unknown(wanted)

    def show(console: Console) -> None:
        from dragoman.cli.commitment_board import show_board

        show_board(board, console)

    answer(board_values(board), as_json, show)


def _show_one(book: Ledger, id: str, wanted: Filter, *, today: date | None, as_json: bool) -> None:
    from dragoman.views.board_json import pledge_values
    from dragoman.views.commitments import commitment

    pledge = commitment(book, id, as_of=wanted.as_of, today=today)
    if pledge is None:
        raise typer.BadParameter(f"no commitment has the id {id!r}, or several do; `dragoman commitments` lists them")

    def show(console: Console) -> None:
        from dragoman.cli.commitment_board import show_pledge

        show_pledge(pledge, console)

    answer(pledge_values(pledge), as_json, show)
