"""Answers to "what does this code mean?": one entry for anything that the codebook defines, as data and as plain text.

The command line renders entries; this module only gathers them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from textwrap import fill
from typing import Literal

from dragoman.codebook.definitions import QUADS, CameoCode, Context, EventType, Mode, Sector, StatusEntry
from dragoman.codebook.ontology import codebook, near
from dragoman.errors import CodebookError

EntryKind = Literal["type", "mode", "status", "context", "sector", "cameo"]

_WIDTH = 100
_SLOTS = {
    "state": "part of a state",
    "society": "part of a country's society",
    "country": "stands in the country slot",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What the codebook says of one code.

    Attributes:
        code: The code as data hold it, such as `1056` or `military`; a mode stands after its type, `REQUEST.yield`.
        kind: What sort of code it is.
        title: What it is called.
        definition: What it covers, in one sentence.
        example: A sentence, or for a sector words, that shows it.
        facts: Names and values in the order to show them; a name may come more than once ("is not").
        parts: The entries below it, without theirs: a type's modes, a mode's CAMEO codes, a CAMEO code's finer ones.
    """

    code: str
    kind: EntryKind
    title: str
    definition: str
    example: str
    facts: tuple[tuple[str, str], ...] = ()
    parts: tuple[Entry, ...] = ()

    @property
    def label(self) -> str:
        """The title, by the name that the tables give it."""
        return self.title

    def __str__(self) -> str:
        """The entry as plain text, a line each for facts and parts."""
        lines = [f"{self.code}: {self.title}", fill(self.definition, _WIDTH), fill(f"Example: {self.example}", _WIDTH)]
        lines += [fill(f"{name}: {value}", _WIDTH, subsequent_indent="  ") for name, value in self.facts]
        lines += [fill(f"- {part.code}: {part.definition}", _WIDTH, subsequent_indent="  ") for part in self.parts]
        return "\n".join(lines)


def entry(code: str) -> Entry:
    """The entry for whatever code a reader gives.

    Capitals don't matter. A mode is given after its type ("REQUEST.yield", "request yield"), or alone where only one
    type has it ("curfew"). Where a word is both a mode and a context ("cyber"), alone it is the context.

    >>> entry("request yield").code
    'REQUEST.yield'

    Raises:
        CodebookError: No table has the code, or several types have the mode; the message names the candidates.
    """
    key = _key(code)
    found = _by_key().get(key)
    if found is not None:
        return found
    modes = [one for one in entries() if one.kind == "mode" and one.code.partition(".")[2] == key]
    if len(modes) == 1:
        return modes[0]
    if modes:
        raise CodebookError(f"{code!r} is a mode of several types: {', '.join(one.code for one in modes)}")
    raise CodebookError(f"the codebook has no {code!r}{near(key, (one.code for one in entries()))}")


def search(words: str) -> tuple[Entry, ...]:
    """The entries whose title or definition has every one of these words, or words that begin with them.

    They come in the codebook's order: types with their modes, statuses, contexts, sectors, CAMEO codes. No words find
    nothing.
    """
    wanted = [re.compile(rf"\b{re.escape(word)}", re.IGNORECASE) for word in words.split()]
    if not wanted:
        return ()
    return tuple(one for one in entries() if all(word.search(f"{one.title}. {one.definition}") for word in wanted))


@cache
def entries() -> tuple[Entry, ...]:
    """Every entry, in the codebook's order."""
    book = codebook()
    found: list[Entry] = []
    for kind in book.types.values():
        found.append(_type_entry(kind))
        found += [_mode_entry(mode, kind) for mode in kind.modes]
    found += [_status_entry(status) for status in book.statuses.values()]
    found += [_context_entry(context) for context in book.contexts.values()]
    found += [_sector_entry(sector) for sector in book.sectors.values()]
    found += [_cameo_entry(code) for code in sorted(book.cameo_codes.values(), key=lambda code: code.code)]
    return tuple(found)


@cache
def _by_key() -> dict[str, Entry]:
    return {_key(one.code): one for one in entries()}


def _key(code: str) -> str:
    """Lower case, with one dot between type and mode however they are parted."""
    return ".".join(re.split(r"[\s.]+", code.strip().casefold()))


def _type_entry(kind: EventType) -> Entry:
    facts = [
        ("quad class", f"{kind.quad}, {QUADS[kind.quad]}"),
        ("PLOVER score", f"{kind.score:g}"),
        ("CAMEO by default", _named(kind.default_cameo)),
        *(("is not", case) for case in kind.is_not),
    ]
    modes = tuple(replace(_mode_entry(mode, kind), parts=()) for mode in kind.modes)
    return Entry(kind.code, "type", kind.label, kind.definition, kind.example, tuple(facts), modes)


def _mode_entry(mode: Mode, kind: EventType) -> Entry:
    score = (
        f"{kind.score:g}, the type's, as the standard gives the mode none" if mode.score is None else f"{mode.score:g}"
    )
    facts = (
        ("mode of", f"{kind.code}, {kind.label}"),
        ("quad class", f"{kind.quad}, {QUADS[kind.quad]}"),
        ("PLOVER score", score),
        ("CAMEO by default", _named(mode.default_cameo)),
    )
    codes = codebook().cameo_codes.values()
    below = [code for code in codes if (code.plover, code.mode) == (mode.type, mode.code)]
    parts = tuple(replace(_cameo_entry(code), parts=()) for code in sorted(below, key=lambda code: code.code))
    title = f"{kind.label}: {mode.code.replace('-', ' ')}"
    return Entry(f"{mode.type}.{mode.code}", "mode", title, mode.definition, mode.example, facts, parts)


def _status_entry(status: StatusEntry) -> Entry:
    rulings = tuple(("ruling", ruling) for ruling in status.rulings)
    return Entry(status.code, "status", status.code.capitalize(), status.definition, status.example, rulings)


def _context_entry(context: Context) -> Entry:
    facts = (("terms", ", ".join(context.terms)),)
    return Entry(context.code, "context", context.label, context.definition, context.example, facts)


def _sector_entry(sector: Sector) -> Entry:
    facts = (("slot", f"{sector.slot}, {_SLOTS[sector.slot]}"),)
    return Entry(sector.code, "sector", sector.label, sector.definition, sector.example, facts)


def _cameo_entry(code: CameoCode) -> Entry:
    plover = ".".join(part for part in (code.plover, code.mode) if part)
    facts = [("Goldstein score", f"{code.goldstein:g}"), ("PLOVER", plover or "none, for it makes no event")]
    if code.current != code.code:
        facts.append(("in CAMEO 1.1, as in GDELT and ICEWS", code.current))
    if code.edition != "base":
        facts.append(("edition", f"added in CAMEO {code.edition}"))
    below = [one for one in codebook().cameo_codes.values() if _parent(one.code) == code.code]
    parts = tuple(
        Entry(one.code, "cameo", one.label, one.definition, one.example)
        for one in sorted(below, key=lambda one: one.code)
    )
    return Entry(code.code, "cameo", code.label, code.definition, code.example, tuple(facts), parts)


def _parent(code: str) -> str:
    """The code one level up: "1056" → "105" → "10" → ""."""
    return code[:-1] if len(code) > 2 else ""


def _named(code: str) -> str:
    return f"{code}, {codebook().cameo(code).label}"
