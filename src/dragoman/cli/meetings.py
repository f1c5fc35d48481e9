"""`dragoman meetings`: who met whom, what came of it, and how each side tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import wiring
from dragoman.cli.ledger_options import AsJson, LedgerAddress, Offset, answer, filtered, warn_of_unknown

if TYPE_CHECKING:
    from rich.console import Console

    from dragoman.ledger import Ledger
    from dragoman.views import Filter


@filtered
def run(
    wanted: Filter,
    id: Annotated[str | None, typer.Argument(metavar="[ID]", help="One meeting: its id, or how it begins.")] = None,
    since_meeting: Annotated[
        str | None, typer.Option("--compare", metavar="ID", help="Say who came to it and not to this earlier one.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=1_000, metavar="N", help="How many at most.")] = 20,
    offset: Offset = 0,
    ledger: LedgerAddress = None,
    as_json: AsJson = False,
) -> None:
    """Print meetings, each once; of one meeting what was voiced there, and the parties' accounts side by side."""
    from dragoman.views import meetings as views
    from dragoman.views.board_json import meetings_values

    if since_meeting is not None and id is None:
        raise typer.BadParameter("name the later meeting too: dragoman meetings ID --compare EARLIER")
    with wiring.open_ledger(ledger) as book:
        if id is not None:
            if since_meeting is not None:
                _compare(book, wanted, since_meeting, id, as_json)
            else:
                _show_one(book, wanted, id, as_json)
            return
        page = views.meetings(book, wanted, limit=limit, offset=offset)
    if not page.total:
        warn_of_unknown(wanted)

    def show(console: Console) -> None:
        from dragoman.cli.meeting_pages import show_meetings

        show_meetings(page, console)

    answer(meetings_values(page), as_json, show)


def _show_one(book: Ledger, wanted: Filter, id: str, as_json: bool) -> None:
    from dragoman.views.board_json import meeting_values
    from dragoman.views.meetings import meeting

    page = meeting(book, id, as_of=wanted.as_of)
    if page is None:
        raise typer.BadParameter(f"no meeting has the id {id!r}, or several do; `dragoman meetings` lists them")

    def show(console: Console) -> None:
        from dragoman.cli.meeting_pages import show_meeting

        show_meeting(page, console)

    answer(meeting_values(page), as_json, show)


def _compare(book: Ledger, wanted: Filter, earlier: str, later: str, as_json: bool) -> None:
    from dragoman.views.meetings import attendance

    changes = attendance(book, earlier, later, as_of=wanted.as_of)

    def show(console: Console) -> None:
        from dragoman.cli.meeting_pages import show_attendance

        show_attendance(changes, console)

    answer(changes, as_json, show)
