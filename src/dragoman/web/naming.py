"""Naming: what to call somebody whom an address names by id or words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dragoman.gazetteer import gazetteer
from dragoman.model import Occurrence
from dragoman.views.parties import seek
from dragoman.web.templating import plain


def name_of_party(words: str) -> str:
    """The gazetteer's name for whom the words mean, where they mean one; else the words.

    >>> name_of_party("PAK"), name_of_party("somebody else")
    ('Pakistan', 'somebody else')
    """
    sought = seek(words)
    ids = (*sought.countries, *sought.ids)
    return plain(gazetteer().entity(ids[0]).name if len(ids) == 1 and ids[0] in gazetteer() else words)


def namer(occurrences: Iterable[Occurrence]) -> Callable[[str], str]:
    """Names the parties of some occurrences by id: those whom the gazetteer doesn't know as the reports do."""
    told: dict[str, str] = {}
    for one in occurrences:
        attendees = [attendee.party for attendee in one.meeting.attendees] if one.meeting else []
        parties = [*one.actor, *one.recipient, *(party.entity for party in attendees)]
        told.update((entity.id, plain(entity.name)) for entity in parties if entity.id not in gazetteer())
    return lambda id: told.get(id) or name_of_party(id)
