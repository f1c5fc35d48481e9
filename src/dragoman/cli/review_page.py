"""Review laid out: one matter at a time, all that is needed to decide it on one screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.cli import words
from dragoman.cli.evidence_table import quoted
from dragoman.cli.hit_table import headline
from dragoman.cli.occurrence_table import day_of, excerpt, heading, short_id
from dragoman.cli.render import CameoWords, is_plain, put
from dragoman.model.event import Event
from dragoman.model.occurrence import Conflict, Judgement, Occurrence
from dragoman.views.evidence import Account
from dragoman.views.judgements import in_words
from dragoman.views.review import Item

_BESIDE: Final = 96
"""From so many columns on, two sides stand beside one another."""
_INDENT: Final = (0, 0, 0, 2)
_BRIEF: Final = 90
"""Letters of a further telling that are shown, about."""
_MOST_TELLINGS: Final = 3
"""How many tellings of a side are shown, the first of them with what stands around it."""
_RELATIONS: Final[Mapping[str, str]] = {
    "fulfilment": "keeps the pledge",
    "progress": "advances the pledge",
    "breach": "breaks the pledge",
    "allegation": "is somebody's word that the pledge was broken",
}


def show_item(item: Item, console: Console, *, place: str, cameo_words: CameoWords) -> None:
    """Write a matter.

    Args:
        item: The matter.
        console: Where.
        place: How far the session is: "3 of 57".
        cameo_words: Turns a CAMEO code into words.
    """
    put(console, Text())
    put(console, Text(("=" if is_plain(console) else "━") * console.width, style="dim"))
    put(console, Text.assemble((place, "dim"), "  ", (_title(item), "bold")))
    put(
        console, Text(f"Why it is here: {'; '.join(words.printable(one) for one in item.matter.reasons)}.", style="dim")
    )
    for part in _parts(item, console, cameo_words):
        put(console, part)
    for judgement in item.history[-1:]:
        put(console, Text(f"Judged before: {in_full(judgement)}", style="bold"))


def show_tellings(accounts: Sequence[Account], console: Console) -> None:
    """Write tellings with numbers to choose by."""
    for number, account in enumerate(accounts, start=1):
        line = Text(f"{number:>2}  {headline(account.telling.document)}: ")
        put(console, line.append_text(excerpt(account.telling, console.width - 12, plain=is_plain(console))))


def show_candidates(found: Sequence[Occurrence], console: Console) -> None:
    """Write occurrences with numbers to choose by."""
    for number, one in enumerate(found, start=1):
        line = Text(f"{number:>2}  {day_of(one)}  ").append_text(heading(one)).append(f"  {short_id(one)}", style="dim")
        put(console, line)
        put(console, Padding(excerpt(one.first, console.width - 12, plain=is_plain(console)), (0, 0, 0, 4)))


def show_fields(values: Mapping[str, str], forms: Mapping[str, str], console: Console) -> None:
    """Write the fields that may be changed, each with its value and what is typed for it."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=3)
    grid.add_column(ratio=2)
    for name, value in values.items():
        grid.add_row(
            Text(name, style="bold"), Text(words.cut_end(words.printable(value), 160)), Text(forms[name], style="dim")
        )
    put(console, grid)


def show_changes(before: Mapping[str, str], after: Mapping[str, str], console: Console) -> None:
    """Write what a correction changes, field by field."""
    for name, value in after.items():
        if before.get(name) != value:
            put(console, Text.assemble("  ", (name, "bold"), f": {before.get(name, 'none')} → {value}"))


def in_full(judgement: Judgement) -> str:
    """A judgement: what, by whom, when and why."""
    reason = f": {words.printable(judgement.reason)}" if judgement.reason else ""
    return f"{in_words(judgement)} by {words.printable(judgement.by)} on {judgement.at:%Y-%m-%d %H:%M} UTC{reason}"


def _title(item: Item) -> str:
    if item.proposal is not None:
        return f"PROPOSAL: this {_RELATIONS[item.proposal.link.relation]}"
    if item.matter.kind == "merge":
        return "MERGE: kept apart, or one event?" if item.is_apart else "MERGE: one event, or two?"
    return "EVENT"


def _parts(item: Item, console: Console, cameo_words: CameoWords) -> Iterator[RenderableType]:
    first, second = item.sides
    if item.proposal is not None:
        yield from _proposal(item, console)
    elif item.matter.kind == "merge":
        yield _sides([_side("A", first, console), _side("B", second, console)], console)
        yield from _conflicts(item.occurrences)
    else:
        yield _coding(first[0].telling.event, cameo_words, console)
        yield from _told(first[0], console)
        yield Text(f"Coded because: {words.printable(first[0].telling.event.why)}", style="dim")
        if second:
            yield Text(f"Told by {words.number(len(second), 'more telling')}:", style="bold")
            yield from (_in_brief(account, console) for account in second[:_MOST_TELLINGS])
        yield from _conflicts(item.occurrences)


def _proposal(item: Item, console: Console) -> Iterator[RenderableType]:
    assert item.pledge is not None
    assert item.proposal is not None
    pledge, link = item.pledge, item.proposal.link
    since = f"; silent for {words.number(pledge.silent_days, 'day')}" if pledge.silent_days is not None else ""
    due = f"; due by {pledge.deadline}" if pledge.deadline else ""
    titles = [f"PLEDGE, {pledge.status.replace('_', ' ')}{due}{since}", f"LATER, score {link.score:.2f}"]
    sides = []
    for title, one, accounts in zip(titles, item.occurrences, item.sides, strict=True):
        facets = [Text(phrase) for phrase in words.facets(accounts[0].telling.event)]
        told = list(_told(accounts[0], console))
        sides.append(Group(Text(f"{title} · {day_of(one)}", style="bold"), heading(one), *facets, *told))
    yield _sides(sides, console)
    after = item.status_after
    yield Text(f"Accepting makes the pledge {after.replace('_', ' ')}." if after else "Accepting leaves it as it is.")


def _sides(sides: Sequence[RenderableType], console: Console) -> RenderableType:
    """Two sides beside one another where there is room, else one above the other."""
    if console.width < _BESIDE:
        return Group(*(part for side in sides for part in (side, Text())))
    grid = Table.grid(padding=(0, 3, 0, 0), expand=True)
    for _ in sides:
        grid.add_column(ratio=1)
    grid.add_row(*sides)
    return grid


def _side(name: str, accounts: Sequence[Account], console: Console) -> RenderableType:
    """One of two groups of tellings."""
    first = accounts[0].telling.event
    parts: list[RenderableType] = [
        Text(f"{name} · {words.number(len(accounts), 'telling')}", style="bold"),
        _what(first),
    ]
    parts.append(Text(_setting(first), style="dim"))
    parts.extend(_told(accounts[0], console))
    parts.extend(_in_brief(account, console) for account in accounts[1:_MOST_TELLINGS])
    if len(accounts) > _MOST_TELLINGS:
        parts.append(Text(f"and {words.number(len(accounts) - _MOST_TELLINGS, 'more telling')}", style="dim"))
    return Group(*parts)


def _coding(event: Event, cameo_words: CameoWords, console: Console) -> RenderableType:
    """The event in words, as it is coded."""
    meaning = cameo_words(event.cameo)
    contexts = f" · {', '.join(event.contexts)}" if event.contexts else ""
    lines = [
        _what(event),
        *(Text(phrase) for phrase in words.facets(event)),
        Text(_setting(event)),
        Text(f"CAMEO {event.cameo}{f': {meaning}' if meaning else ''}{contexts}", style="dim"),
    ]
    return Group(*lines, Text())


def _what(event: Event) -> Text:
    what = Text(event.type, style="bold")
    if event.mode:
        what.append(f" {event.mode}")
    if event.status != "actual":
        what.append(f" [{event.status}]")
    return what.append("  ").append(words.who_to_whom(event), style="bold")


def _setting(event: Event) -> str:
    """When, where and on whose word."""
    where = words.place(event.where)
    facts = [words.when(event.when), "" if where == words.NOTHING else where]
    said = words.chain(event.attribution)
    facts.append(f"source: {said}" if said != words.NOTHING else "in the report's own voice")
    return " · ".join(fact for fact in facts if fact)


def _told(account: Account, console: Console) -> Iterator[RenderableType]:
    """The passages of a telling and the report they stand in."""
    for passage in account.passages:
        yield Padding(quoted(passage, plain=is_plain(console)), _INDENT)
    document = account.telling.document
    yield Padding(Text(f"{headline(document)} · {account.telling.event.id[:12]}", style="dim"), _INDENT)


def _in_brief(account: Account, console: Console) -> RenderableType:
    line = Text(f"{headline(account.telling.document)}: ", style="dim")
    return Padding(line.append_text(excerpt(account.telling, _BRIEF, plain=is_plain(console))), _INDENT)


def _conflicts(occurrences: Iterable[Occurrence]) -> Iterator[Text]:
    for conflict in (conflict for one in occurrences for conflict in one.conflicts):
        yield Text(f"The reports differ on {conflict.field}: {_accounts(conflict)}", style="bold")


def _accounts(conflict: Conflict) -> str:
    return "; ".join(f"{words.printable(value)} ({words.number(len(ids), 'report')})" for value, ids in conflict.values)
