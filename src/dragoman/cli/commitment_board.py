"""The board of commitments laid out: status and days on the left, the pledge and what followed it on the right."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from dragoman.cli.render import put
from dragoman.cli.words import NOTHING, cut_end, number, printable
from dragoman.ledger.boards.acts import Act
from dragoman.model.entity import Entity
from dragoman.views.commitments import Board, Pledge, Proposal

ID = 12
"""Letters of an id that are shown; commands take as many, or fewer if no other id begins so."""

_LEFT = 26
_QUOTE = 220

_STYLES = {"kept": "green", "partly_kept": "green", "broken": "red", "open": "bold", "in_progress": "bold"}


def show_board(board: Board, console: Console) -> None:
    """Write the pledges, and how many there are."""
    for pledge in board.pledges:
        put(console, _entry(pledge, follow_ups=2))
        put(console, Text())
    last = number(len(board.pledges), "commitment")
    told = f", told {number(board.matching, 'time')} with repetitions" if board.matching > len(board.pledges) else ""
    more = f"; the next begin at --offset {board.next_offset}" if board.next_offset else ""
    put(console, Text(f"{last}{told if not more else ''}, counted from {board.today}{more}", style="bold"))


def show_pledge(pledge: Pledge, console: Console) -> None:
    """Write one pledge with all that followed it and all that was judged of it."""
    put(console, _entry(pledge, follow_ups=None))
    for one in pledge.history:
        answer = one.answer if isinstance(one.answer, dict) else {}
        reason = f": {printable(one.reason)}" if one.reason else ""
        put(console, Text(f"{one.at:%Y-%m-%d}  {answer.get('status', 'withdrawn')}, says {printable(one.by)}{reason}"))


def who(entities: tuple[Entity, ...]) -> str:
    """Entities by name, with the country of people and bodies."""
    shown = (
        f"{printable(one.name)} ({one.country})" if one.country and one.kind != "country" else printable(one.name)
        for one in entities
    )
    return ", ".join(shown) or "somebody unnamed"


def _entry(pledge: Pledge, *, follow_ups: int | None) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(width=_LEFT)
    grid.add_column(ratio=1)
    grid.add_row(Group(*_standing(pledge)), Group(*_told(pledge, follow_ups)))
    return grid


def _standing(pledge: Pledge) -> Iterator[Text]:
    if pledge.meeting:
        yield Text(f"met {pledge.meeting.act.day or ''}".strip())
    else:
        yield Text(pledge.status.replace("_", " "), style=_STYLES.get(pledge.status, ""))
    if pledge.overdue_days:
        yield Text(f"overdue by {number(pledge.overdue_days, 'day')}", style="red")
    if pledge.due_in_days is not None:
        yield Text(f"due in {number(pledge.due_in_days, 'day')}")
    if pledge.is_open and pledge.silent_days is not None:
        yield Text(f"silent for {number(pledge.silent_days, 'day')}")
    yield Text(pledge.occurrence.id[:ID], style="dim")


def _told(pledge: Pledge, follow_ups: int | None) -> Iterator[Text]:
    occurrence, commitment = pledge.occurrence, pledge.occurrence.commitment
    assert commitment is not None
    whom = f" → {who(occurrence.recipient)}" if occurrence.recipient else ""
    yield Text(f"{who(occurrence.actor)}{whom}", style="bold")
    facts = [commitment.force, commitment.amount, pledge.deadline and f"by {pledge.deadline}", commitment.conditions]
    words = "; ".join(printable(str(fact)) for fact in facts if fact)
    yield Text(f"{pledge.made_on or NOTHING}  {words}: {printable(commitment.action)}")
    quote = occurrence.first.event.evidence[0].quote
    yield Text(f"“{cut_end(printable(quote), _QUOTE)}”", style="italic")
    for link in pledge.reaffirmations:
        yield Text(f"  repeated {_act(link.later)}  ({link.score:.2f}: {link.reason})")
    shown = pledge.follow_ups if follow_ups is None else _surest(pledge, follow_ups)
    for one in shown:
        judged = " accepted" if one.accepted else "?"
        yield Text(f"  {one.link.relation}{judged} {_act(one.link.act)}  ({one.link.score:.2f}: {one.link.reason})")
    left = len(pledge.follow_ups) - len(shown)
    if left:
        yield Text(f"  and {number(left, 'other event')} that may bear on it", style="dim")


def _surest(pledge: Pledge, most: int) -> tuple[Proposal, ...]:
    """The surest follow-ups, by day: those that a person accepted come first."""
    ranked = sorted(pledge.follow_ups, key=lambda one: (not one.accepted, -one.link.score, one.link.act.id))
    chosen = {one.link.act.id for one in ranked[:most]}
    return tuple(one for one in pledge.follow_ups if one.link.act.id in chosen)


def _act(act: Act) -> str:
    quote = cut_end(printable(act.event.evidence[0].quote), _QUOTE // 2)
    return f"{act.day or NOTHING} {act.id[:ID]} “{quote}”"
