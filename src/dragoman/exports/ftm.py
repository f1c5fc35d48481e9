"""FollowTheMoney entities as JSON lines: an Event an occurrence, and a Person, PublicBody or Organization a party.

An entity stands once, before the first event that it takes part in. Its id is dragoman's in the letters that
FollowTheMoney allows: `dragoman:foreign-office` becomes `dragoman-foreign-office`. What an Event has no property for
stands in `keywords`: type, mode, contexts, and the status as `status:future`. The library itself isn't needed to write.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from unicodedata import normalize

from dragoman.exports.cells import json_line, plain
from dragoman.exports.wording import heading, place, web_address
from dragoman.gazetteer.country_codes import country
from dragoman.model.entity import Entity
from dragoman.model.occurrence import Occurrence, Telling
from dragoman.model.report import digest

_ID = re.compile(r"[0-9a-zA-Z](?:[0-9a-zA-Z.-]*[0-9a-zA-Z])?")
_WIKIDATA = re.compile(r"Q\d+")
# What FollowTheMoney takes for white space, inside names and at the ends of other words.
_SPACE = re.compile("[\\s\u200b-\u200d\ufeff]+")
_ENDS = re.compile(f"^{_SPACE.pattern}|{_SPACE.pattern}$")
_PUBLIC = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "IGO", "UNO", "EUR"})
"""Sectors of bodies that are public."""
_YEARS = range(1000, 3000)
"""FollowTheMoney reads no other years."""


def export(occurrences: Iterable[Occurrence]) -> Iterator[str]:
    r"""A line an entity; each ends with `\n`. The ids of the parties written so far are held."""
    written: set[str] = set()
    for occurrence in occurrences:
        involved = _involved(occurrence)
        for entity in involved:
            if entity.id not in written:
                written.add(entity.id)
                yield json_line(_party(entity)) + "\n"
        yield json_line(_event(occurrence, involved)) + "\n"


def _involved(occurrence: Occurrence) -> list[Entity]:
    host = occurrence.meeting.host if occurrence.meeting else None
    hosts = [host.entity] if host else []
    everybody = [*occurrence.actor, *occurrence.recipient, *occurrence.mediator, *hosts]
    return list({entity.id: entity for entity in everybody}.values())


def _party(entity: Entity) -> dict[str, object]:
    home = entity.id if entity.kind == "country" and country(entity.id) else entity.country
    properties = {
        "name": [_name(entity.name) or _name(entity.id) or "?"],
        "country": _country(home),
        "wikidataId": [entity.id] if _WIKIDATA.fullmatch(entity.id) else [],
        "keywords": [f"sector:{entity.sector}"] if entity.sector else [],
    }
    if entity.kind == "person":
        properties["position"] = [post.replace("_", " ") for post in entity.posts]
    return _entity(entity.id, _schema(entity), properties)


def _schema(entity: Entity) -> str:
    if entity.kind == "person":
        return "Person"
    if entity.kind == "country" or (entity.kind == "organisation" and entity.sector in _PUBLIC):
        return "PublicBody"
    return "LegalEntity" if entity.kind == "place" else "Organization"


def _event(occurrence: Occurrence, involved: list[Entity]) -> dict[str, object]:
    host = occurrence.meeting.host if occurrence.meeting else None
    words = (occurrence.type, occurrence.mode, *occurrence.contexts, f"status:{occurrence.status}")
    properties = {
        "name": [_name(heading(occurrence))],
        "startDate": _day(occurrence.when.start),
        "endDate": _day(occurrence.when.end),
        "location": [place(occurrence.where)],
        "country": _country(occurrence.where.country),
        "involved": [_id(entity.id) for entity in involved],
        "organizer": [_id(host.id)] if host else [],
        "summary": [occurrence.first.event.evidence[0].quote],
        "keywords": [word for word in words if word],
        "publisher": [one.document.publisher or "" for one in occurrence.tellings],
        "sourceUrl": list(_addresses(occurrence.tellings)),
        "recordId": [occurrence.id],
    }
    return _entity(occurrence.id, "Event", properties)


def _entity(id: str, schema: str, properties: dict[str, list[str]]) -> dict[str, object]:
    """An entity without empty or repeated values."""
    kept = {key: [value for value in dict.fromkeys(map(_words, values)) if value] for key, values in properties.items()}
    return {"id": _id(id), "schema": schema, "properties": {key: values for key, values in kept.items() if values}}


def _words(text: str) -> str:
    """Words as FollowTheMoney would clean them: composed letters (NFC), nothing invisible at the ends."""
    return _ENDS.sub("", normalize("NFC", plain(text)))


def _name(text: str) -> str:
    return _SPACE.sub(" ", _words(text)).strip()


def _id(id: str) -> str:
    """An id in the letters that FollowTheMoney allows; a digest where it has others than a colon."""
    found = id.replace(":", "-")
    return found if _ID.fullmatch(found) else f"dragoman-{digest('ftm', id)[:32]}"


def _country(iso3: str | None) -> list[str]:
    home = country(iso3)
    return [home.iso2.lower()] if home and home.iso2 else []


def _day(day: date | None) -> list[str]:
    return [day.isoformat()] if day and day.year in _YEARS else []


def _addresses(tellings: Iterable[Telling]) -> Iterator[str]:
    yield from filter(None, (web_address(telling.document.url) for telling in tellings))
