"""MkDocs hook: puts the pages that are made from the code into their places.

A comment `<!-- generated: NAME -->` on a page is replaced by what the maker of that name writes, whenever the
documentation is built, so that these pages can't drift from the code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

import typer
from mkdocs.exceptions import PluginError

from dragoman.cli import app
from dragoman.codebook import QUADS, Codebook, EventType, codebook

_MARKER = re.compile(r"<!-- generated: (?P<name>[a-z ]+) -->")


def on_page_markdown(markdown: str, **_: object) -> str:
    """Replace each marker of a page.

    Raises:
        PluginError: Nothing is made under that name.
    """

    def made(found: re.Match[str]) -> str:
        if found["name"] not in _MAKERS:
            raise PluginError(f"docs/hooks.py makes nothing called {found['name']!r}")
        return "\n".join(_MAKERS[found["name"]]())

    return _MARKER.sub(made, markdown)


def cell(text: object) -> str:
    """Text that can stand in a cell of a Markdown table."""
    return " ".join(str(text).split()).replace("|", "&#124;")


def command_line() -> Iterator[str]:
    """Every verb of the command line with its arguments and options."""
    yield from _verbs("dragoman", typer.main.get_command(app))


def _verbs(name: str, command: Any) -> Iterator[str]:
    # Typer carries its own copy of Click, so a group is told by what it has, not by its class.
    for verb, found in getattr(command, "commands", {}).items():
        if hasattr(found, "commands"):
            yield from _verbs(f"{name} {verb}", found)
        else:
            yield from _verb(f"{name} {verb}", found)


def _verb(name: str, command: Any) -> Iterator[str]:
    context = typer.Context(command, info_name=name)
    yield from (f"## {name}", "", command.help or "", "")
    yield from ("```text", f"{name} {' '.join(command.collect_usage_pieces(context))}", "```", "")
    yield from ("| | |", "|---|---|")
    for parameter in command.params:
        words, meaning = parameter.get_help_record(context) or ("", "")
        if words:
            yield f"| <code>{cell(escape(words))}</code> | {cell(escape(meaning))} |"
    yield ""


def the_codebook() -> Iterator[str]:
    """Types and modes by quad class, then statuses, contexts, sectors and CAMEO codes."""
    book = codebook()
    for quad, words in QUADS.items():
        yield from (f"## {words.capitalize()} (quad {quad})", "")
        for event_type in book.types.values():
            if event_type.quad == quad:
                yield from _event_type(event_type)
    yield from ("## Statuses", "", "| status | means | for example |", "|---|---|---|")
    yield from (f"| `{one.code}` | {cell(one.definition)} | {cell(one.example)} |" for one in book.statuses.values())
    yield from ("", "## Contexts", "", "What an event is about, whatever its type; it may have several.", "")
    yield from ("| context | covers | for example |", "|---|---|---|")
    yield from (f"| `{one.code}` | {cell(one.definition)} | {cell(one.example)} |" for one in book.contexts.values())
    yield from ("", "## Sectors", "", "| sector | stands for | for example |", "|---|---|---|")
    yield from (f"| `{one.code}` | {cell(one.definition)} | {cell(one.example)} |" for one in book.sectors.values())
    yield from _cameo(book)


def _event_type(event_type: EventType) -> Iterator[str]:
    yield from (f"### {event_type.code}", "", event_type.definition, "")
    yield from (f"> {event_type.example}", "")
    yield from (f"Score {event_type.score:g}; CAMEO {event_type.default_cameo} where the words tell nothing finer.", "")
    if event_type.modes:
        yield from ("| mode | score | covers | for example |", "|---|---|---|---|")
        for mode in event_type.modes:
            score = "" if mode.score is None else f"{mode.score:g}"
            yield f"| `{mode.code}` | {score} | {cell(mode.definition)} | {cell(mode.example)} |"
        yield ""


def _cameo(book: Codebook) -> Iterator[str]:
    yield from ("", "## CAMEO codes", "", "| code | Goldstein | called | under PLOVER |", "|---|---|---|---|")
    for code in book.cameo_codes.values():
        plover = " ".join(filter(None, (code.plover, code.mode))) or "no event"
        yield f"| `{code.code}` | {code.goldstein:g} | {cell(code.label)} | {plover} |"


_MAKERS: dict[str, Callable[[], Iterator[str]]] = {"command line": command_line, "codebook": the_codebook}
