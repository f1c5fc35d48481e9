"""Evidence laid out: the event, then each report's passages with what stands around them and on whose word they are."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from dragoman.cli import words
from dragoman.cli.hit_table import headline, marked
from dragoman.cli.occurrence_table import day_of, heading, sources
from dragoman.cli.render import is_plain, put
from dragoman.model.occurrence import Occurrence
from dragoman.views.evidence import Account, Grounds, Passage


def show_grounds(found: Grounds, console: Console) -> None:
    """Write what an event rests on."""
    one = found.occurrence
    put(console, heading(one))
    facts = (day_of(one), words.place(one.where) if one.where.name else "", sources(one), one.id)
    put(console, Text(" · ".join(fact for fact in facts if fact), style="dim"))
    for account in found.accounts:
        put(console, Text())
        _show(account, console)
    for line in _conflicts(one):
        put(console, Text(line, style="bold"))


def _show(account: Account, console: Console) -> None:
    document = account.telling.document
    put(console, Text(headline(document), style="bold"))
    if document.url:
        put(console, Text(words.printable(document.url), style="dim"))
    for passage in account.passages:
        put(console, Padding(quoted(passage, plain=is_plain(console)), (0, 0, 0, 2)))
    event = account.telling.event
    judged = f"; {account.telling.verdict} by a person" if account.telling.verdict else ""
    sure = f"{account.said_by}; confidence {event.confidence:.2f}{judged}"
    put(console, Padding(Text(f"{words.printable(sure)}; {words.printable(event.why)}", style="dim"), (0, 0, 0, 2)))


def quoted(passage: Passage, *, plain: bool) -> Text:
    """A passage with what stands around it, its deciding words set off."""
    shown = Text(words.printable(passage.before), style="dim")
    quote = marked(passage.quote, [passage.anchor] if passage.anchor else [], plain=plain)
    quote.stylize("not dim")
    return shown.append("“").append_text(quote).append("”").append(words.printable(passage.after))


def _conflicts(one: Occurrence) -> list[str]:
    return [
        f"\nReports differ on {conflict.field}: {'; '.join(words.printable(value) for value, _ in conflict.values)}"
        for conflict in one.conflicts
    ]
