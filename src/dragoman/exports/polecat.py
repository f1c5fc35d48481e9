"""POLECAT: tab-separated values in 40 columns under a line of heads, one row an occurrence.

Several values of a cell are joined by `;` and keep their places: the second country is that of the second actor. What
is empty says `None`, as POLECAT does. The columns for Wikipedia ids hold dragoman's ids, Wikidata's where one is known.
Event Mode also holds PLOVER's auxiliary modes (`historical`, `future`, `hypothetical`, `negation`), so that nobody
counts what didn't happen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from dragoman.codebook.datasets import AUXILIARY_MODES, POLECAT_COLUMNS, QUAD_WORDS
from dragoman.exports.cells import Cell, joined, number, plain, tsv_row
from dragoman.gazetteer.country_codes import country
from dragoman.model.entity import Entity, EntityKind, Party
from dragoman.model.occurrence import Occurrence

NOTHING: Final = "None"
"""What an empty cell says."""

_LANGUAGE: Final = "en"
"""Reports in other languages are refused when they are read."""


def export(occurrences: Iterable[Occurrence]) -> Iterator[str]:
    r"""The line of heads, then a line an occurrence; each ends with `\n`."""
    yield tsv_row(POLECAT_COLUMNS)
    for occurrence in occurrences:
        yield tsv_row(plain(cell) or NOTHING if isinstance(cell, str) else cell for cell in _row(occurrence))


def _row(occurrence: Occurrence) -> list[Cell]:
    where, document = occurrence.where, occurrence.first.document
    events = [telling.event for telling in occurrence.tellings]
    coder = occurrence.first.event.coder
    raw = next((event.where.name for event in events if event.where.name), None)
    return [
        occurrence.id,
        occurrence.when.start.isoformat() if occurrence.when.start else "",
        occurrence.type,
        joined(filter(None, (occurrence.mode, AUXILIARY_MODES.get(occurrence.status)))),
        number(occurrence.plover_score),
        QUAD_WORDS.get(occurrence.quad, ""),
        joined(occurrence.contexts),
        *_parties(occurrence.actor, _words(event.actor for event in events)),
        *_parties(occurrence.recipient, _words(event.recipient for event in events)),
        where.name or "",
        "",
        "",
        "",
        where.country or "",
        number(where.lat),
        number(where.lon),
        "" if where.geonames_id is None else str(where.geonames_id),
        raw or "",
        "",
        joined(_publishers(occurrence)),
        document.published_on.isoformat() if document.published_on else "",
        joined(_named(occurrence, "person")),
        joined(_named(occurrence, "organisation", "group")),
        joined(sorted({event.where.name for event in events if event.where.name})),
        _LANGUAGE,
        f"{coder.name} {coder.version}",
    ]


def _parties(entities: tuple[Entity, ...], words: Mapping[str, str]) -> list[Cell]:
    """The eight columns of actors or recipients."""
    homes = [country(entity.country) for entity in entities]
    sectors = _slots(entity.sector or "" for entity in entities)
    return [
        _slots(entity.name for entity in entities),
        _slots(entity.country or "" for entity in entities),
        _slots(home.cow if home else "" for home in homes),
        sectors,
        sectors,
        _slots(", ".join(post.replace("_", " ") for post in entity.posts) for entity in entities),
        _slots(words.get(entity.id, "") for entity in entities),
        _slots(entity.id for entity in entities),
    ]


def _slots(values: Iterable[str]) -> str:
    """One value a party, each in its place; empty where no party has one."""
    slots = joined(values, empty=NOTHING)
    return slots if set(slots.split(";")) - {NOTHING} else ""


def _words(sides: Iterable[tuple[Party, ...]]) -> dict[str, str]:
    """The words of the first telling that names each party, by entity id."""
    found: dict[str, str] = {}
    for parties in sides:
        for party in parties:
            found.setdefault(party.id, party.text)
    return found


def _publishers(occurrence: Occurrence) -> list[str]:
    return list(dict.fromkeys(one.document.publisher for one in occurrence.tellings if one.document.publisher))


def _named(occurrence: Occurrence, *kinds: EntityKind) -> list[str]:
    """Names of all who are party to it or whom it concerns, alphabetical."""
    everybody = (*occurrence.actor, *occurrence.recipient, *occurrence.about, *occurrence.mediator)
    return sorted({entity.name for entity in everybody if entity.kind in kinds})
