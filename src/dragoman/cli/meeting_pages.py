"""Meetings laid out: the list, one meeting with its accounts side by side, and what differs between two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from dragoman.cli.commitment_board import ID, who
from dragoman.cli.render import put
from dragoman.cli.words import NOTHING, cut_end, number, place, printable, when
from dragoman.ledger.boards.attendance import Attendance, Delegation
from dragoman.ledger.boards.readouts import PRESS, Readouts
from dragoman.model.occurrence import Occurrence
from dragoman.views.meetings import MeetingEntry, MeetingPage
from dragoman.views.pages import Page

_LEFT = 26
_CELL = 160
_UNTOLD = {"expected": " (expected)", "represented": " (represented)", "present": ""}


def show_meetings(page: Page[MeetingEntry], console: Console) -> None:
    """Write the list, and how many meetings there are."""
    for entry in page.items:
        put(console, _entry(entry))
        put(console, Text())
    more = f"; the next begin at --offset {page.next_offset}" if page.next_offset else ""
    put(console, Text(f"{len(page.items):,} of {number(page.total, 'meeting')}{more}", style="bold"))


def show_meeting(page: MeetingPage, console: Console) -> None:
    """Write one meeting: who came, what was voiced there, and each side's account."""
    put(console, _entry(page.entry))
    _section("Voiced there", page.outcomes, console)
    _section("Expected there", page.expected, console)
    put(console, _side_by_side(page.readouts))


def show_attendance(changes: Attendance, console: Console) -> None:
    """Write who came to both meetings, who was new, who stayed away, and who came in another way."""
    rows = (
        ("in both", [_delegation(one) for one in changes.both]),
        ("new", [_delegation(one) for one in changes.joined]),
        ("not any more", [_delegation(one) for one in changes.left]),
        ("changed", [f"{_delegation(one.earlier)}, then {_delegation(one.later)}" for one in changes.changed]),
    )
    for label, found in rows:
        put(console, Text(f"{label:<14}{'; '.join(found) or NOTHING}"))


def _entry(entry: MeetingEntry) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(width=_LEFT)
    grid.add_column(ratio=1)
    grid.add_row(Group(*_when(entry)), Group(*_told(entry)))
    return grid


def _when(entry: MeetingEntry) -> Iterator[Text]:
    occurrence = entry.occurrence
    yield Text(when(occurrence.when))
    assert occurrence.meeting is not None
    yield Text(occurrence.meeting.format + (" [to come]" if occurrence.is_to_come else ""))
    venue = occurrence.meeting.venue if occurrence.meeting.venue.name else occurrence.where
    yield Text(place(venue))
    yield Text(occurrence.id[:ID], style="dim")


def _told(entry: MeetingEntry) -> Iterator[Text]:
    meeting = entry.occurrence.meeting
    assert meeting is not None
    if entry.name:
        yield Text(printable(entry.name), style="bold")
    delegations = ", ".join(_delegation(one) for one in entry.delegations)
    yield Text(f"{number(len(entry.delegations), 'delegation')}: {delegations}")
    if meeting.level:
        yield Text(f"level: {printable(meeting.level)}")
    if meeting.agenda:
        yield Text(f"on {printable(meeting.agenda)}")
    if entry.beside:
        larger = entry.beside.larger
        yield Text(f"beside {larger.id[:ID]} {printable(' / '.join(entry.parent_words))}")
    elif entry.parent_words:
        yield Text(f"beside {printable(' / '.join(entry.parent_words))}, of which the ledger has no report")
    if entry.children:
        yield Text(f"beside it: {', '.join(f'{one.id[:ID]} {who(one.actor)}' for one in entry.children)}")
    if entry.announced:
        yield Text(f"announced in {', '.join(one.id[:ID] for one in entry.announced)}")
    told = f"{number(entry.occurrence.reports, 'report')}, {entry.occurrence.independent_sources} independent"
    yield Text(told, style="dim")


def _delegation(one: Delegation) -> str:
    people = f" ({', '.join(printable(member.name) for member in one.members)})" if one.members else ""
    return f"{one.of}{people}{_UNTOLD[one.presence]}"


def _section(head: str, found: Sequence[Occurrence], console: Console) -> None:
    if not found:
        return
    put(console, Text(f"\n{head}", style="bold"))
    for one in found:
        words = one.commitment.action if one.commitment else one.position.object if one.position else ""
        kind = one.commitment.force if one.commitment else one.position.stance if one.position else ""
        put(console, Text(f"  {one.id[:ID]}  {who(one.actor)}: {kind}: {printable(words)}"))


def _side_by_side(found: Readouts) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", title_justify="left", title="\nAccounts")
    table.add_column("")
    for account in found.accounts:
        table.add_column("the press" if account == PRESS else account, ratio=1)
    for point in found.points:
        quotes = {one.account: one.evidence.quote for one in point.voiced}
        cells = [_cell(point.kind, point.words, quotes.get(account)) for account in found.accounts]
        table.add_row(point.kind, *cells)
    return table


def _cell(kind: str, words: str, quote: str | None) -> str:
    if quote is None:
        return NOTHING
    shown = words if kind in ("attendee", "topic", "amount") else f"“{quote}”"
    return cut_end(printable(shown), _CELL)
