"""Wording: an occurrence in words, for the formats that people read: calendars, reports, names of entities."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from urllib.parse import urlsplit

from dragoman.exports.cells import plain
from dragoman.gazetteer.country_codes import country
from dragoman.model.entity import Entity, Where
from dragoman.model.event import Attribution
from dragoman.model.occurrence import Occurrence, Telling

# Not from the locale: the same record reads the same on every machine.
_MONTHS = tuple("January February March April May June July August September October November December".split())


def names(entities: Iterable[Entity]) -> str:
    """The names, joined by commas."""
    return ", ".join(plain(entity.name) or entity.id for entity in entities)


def heading(occurrence: Occurrence) -> str:
    """Who, whom and what, on one line: `Pakistan → Israel: REQUEST yield (future)`."""
    whom = f" → {names(occurrence.recipient)}" if occurrence.recipient else ""
    what = " ".join(filter(None, (occurrence.type, plain(occurrence.mode or ""))))
    status = "" if occurrence.status == "actual" else f" ({occurrence.status})"
    return f"{names(occurrence.actor) or 'Somebody'}{whom}: {what}{status}"


def day(on: date | None) -> str:
    """A day in words: `3 November 2025`; `undated` for None."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}" if on else "undated"


def place(where: Where) -> str:
    """A place and its country; empty where neither is known."""
    home = country(where.country)
    parts = (plain(where.name or ""), home.name if home else where.country or "")
    return ", ".join(dict.fromkeys(part for part in parts if part))


def said_by(chain: Iterable[Attribution]) -> str:
    """Who says so, from the outlet inwards: `Reuters ← Foreign Office`; empty in the reporter's own voice."""
    return " ← ".join(plain(link.source.entity.name) if link.source else "unnamed" for link in chain)


def counts(occurrence: Occurrence) -> str:
    """How many tell it: `3 reports, 2 independent sources`."""
    reports, sources = occurrence.reports, occurrence.independent_sources
    return f"{reports} report{'s' * (reports != 1)}, {sources} independent source{'s' * (sources != 1)}"


def web_address(url: str | None) -> str | None:
    """The address where it is one of the web, on one line; None for any other, such as a script or a file."""
    try:
        parts = urlsplit(plain(url or ""))
        found = parts.scheme in ("http", "https") and "." in (parts.hostname or "")
    except ValueError:
        return None
    return plain(url or "").replace(" ", "%20") if found else None


def first_address(tellings: Iterable[Telling]) -> str | None:
    """The first address of the web among the reports."""
    return next(filter(None, (web_address(telling.document.url) for telling in tellings)), None)
