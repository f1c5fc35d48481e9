"""Wordings: an occurrence in a few words, for headings and lists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dragoman.model import Entity, Occurrence
from dragoman.web.templating import plain


def names_of(entities: Sequence[Entity]) -> str:
    """Entities by name."""
    return ", ".join(plain(one.name) for one in entities)


def name_of(one: Occurrence) -> str:
    """Who does what to whom, such as "Request: Pakistan → Israel"."""
    whom = f" → {names_of(one.recipient)}" if one.recipient else ""
    return f"{one.type.capitalize()}: {names_of(one.actor) or 'somebody unnamed'}{whom}"


def day_of(one: Occurrence) -> date | None:
    """Where it stands in time: its first day, else the first day of publication, as the ledger orders it."""
    published = [telling.document.published_on for telling in one.tellings if telling.document.published_on]
    return one.when.start or min(published, default=None)
