"""Correction parties: whom a person means by an id or a name, and which words of the report name them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from dragoman.errors import CorrectionError
from dragoman.gazetteer import gazetteer
from dragoman.ledger.corrections.values import NOTHING, SEPARATOR, Typed, parts_of
from dragoman.model.entity import Entity, Party
from dragoman.model.event import Event
from dragoman.model.report import Document

_MOST_NAMED = 4
"""How many entities a message names at most."""


def parties(
    field: str, value: Typed, event: Event, document: Document, known: Sequence[Party] = ()
) -> tuple[Party, ...]:
    """Whom ids or names mean: those of the event first, then those of its report, then the gazetteer's.

    Args:
        field: For messages.
        value: Ids or names, joined by ";".
        event: The event; its parties keep the words that name them.
        document: Its report.
        known: Parties of other events of the report, in the order of the text.

    Raises:
        CorrectionError: Nobody is known by a name, or several are.
    """
    found = (_party(field, words, event, document, known) for words in parts_of(value))
    return tuple({party.id: party for party in found}.values())


def parties_as_typed(found: Iterable[Party]) -> str:
    """Parties as they are typed, by their ids."""
    return SEPARATOR.join(party.id for party in found) or NOTHING


def is_called(entity: Entity, words: str) -> bool:
    """Whether words are the id or the name of an entity, whatever the case."""
    return words == entity.id or words.casefold() in (entity.id.casefold(), entity.name.casefold())


def _party(field: str, words: str, event: Event, document: Document, known: Sequence[Party]) -> Party:
    own = (*event.actor, *event.recipient, *event.about, *event.mediator)
    for party in own:
        if is_called(party.entity, words):
            return party
    others = [party for party in known if is_called(party.entity, words)]
    entity = others[0].entity if others else _entity(field, words, document)
    # By name here, else by the words that name them elsewhere in the report.
    return _named(entity, event, document) or next(iter(others), None) or _unnamed(entity, event)


def _entity(field: str, words: str, document: Document) -> Entity:
    on = document.published_on
    ids = next(filter(None, _bearers(words, document)), ())
    if len(ids) == 1:
        return gazetteer().entity_on(ids[0], on)
    if ids:
        shown = ", ".join(f"{gazetteer().entity(id).name} ({id})" for id in ids[:_MOST_NAMED])
        raise CorrectionError(field, f"{words!r} may be {shown}; give the id")
    alike = ", ".join(f"{entity.name} ({entity.id})" for entity, _ in gazetteer().similar(words, _MOST_NAMED))
    raise CorrectionError(
        field, f"nobody is known as {words!r}; spelled like it: {alike}. `dragoman actors add` takes your own actors"
    )


def _bearers(words: str, document: Document) -> Iterator[tuple[str, ...]]:
    """Ids that words may mean, the closest reading first."""
    names = gazetteer()
    for form in dict.fromkeys((words, words.upper(), words.title())):
        if form in names:
            yield (form,)
    for form in dict.fromkeys((words, words.upper(), words.title())):
        yield from (match.ids for match in names.find(form) if match.text == form)
    yield tuple(entity.id for entity in names.people(words, on=document.published_on))


def _named(entity: Entity, event: Event, document: Document) -> Party | None:
    """The entity by one of its names: in the passages, else nearest before the deciding words, else after them."""
    names = gazetteer().names(entity.id) if entity.id in gazetteer() else ()
    pattern = "|".join(
        rf"\b{re.escape(name)}\b" for name in sorted({*names, entity.name}, key=len, reverse=True) if name
    )
    places = [(found.start(), found.end()) for found in re.finditer(pattern, document.text)] if pattern else []
    if not places:
        return None
    anchor = event.anchor.start
    start, end = min(
        places,
        key=lambda at: (
            not any(one.start <= at[0] and at[1] <= one.end for one in event.evidence),
            at[0] > anchor,
            abs(at[0] - anchor),
        ),
    )
    return Party(entity, document.text[start:end], start, end)


def _unnamed(entity: Entity, event: Event) -> Party:
    """The entity at the deciding words: a person knows it from them, though the report doesn't name it."""
    return Party(entity, event.anchor.quote, event.anchor.start, event.anchor.end)
