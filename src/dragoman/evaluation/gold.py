"""Gold files: what a careful reader takes from a report, and when a coded party is the one that was meant.

A gold file is YAML with a table `entities` (id → name, kind, country, …), a list `events` and, if wanted, a list
`not_events`. Further lists (meetings, quotes, …) are left to other scorers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast, get_args

import yaml

from dragoman.errors import GoldError
from dragoman.model.entity import EntityKind, Party
from dragoman.model.event import Status
from dragoman.model.evidence import Span

_KINDS: tuple[EntityKind, ...] = get_args(EntityKind)
_STATUSES: tuple[Status, ...] = get_args(Status)
_EVENT_KEYS = frozenset("n type mode actor recipient mediator by status date place attribution must anchor".split())
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "&": " and "})
_APOSTROPHES = re.compile(r"['’‘ʼ`ʻʿʾ]")
_NAME_PARTICLES = frozenset("al el bin ibn ben de da van von der of".split())


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """Somebody or something that a gold file speaks of.

    Attributes:
        id: The gold file's own id; for a country its ISO 3166 alpha-3 code.
        kind: What it is.
        name: Its name; for a country the same as the id.
        country: ISO 3166 alpha-3 of the country it belongs to.
        mentions: Other words that name it.
        source_class: Which class of source it is, where the file says.
    """

    id: str
    kind: EntityKind
    name: str
    country: str | None = None
    mentions: tuple[str, ...] = ()
    source_class: str | None = None

    def is_named_by(self, party: Party) -> bool:
        """Whether a coded party is this entity.

        A country: the party's id is the ISO code. Anybody else, where the party isn't a country:

        - the entity's name is the gold name, compared without case, accents, punctuation and a leading "the"; a
          person's middle names and initials may be missing on either side (two names of the person must agree);
        - or, but for persons, the name or the words of the party are the gold name or one of `mentions`; for a group
          also the gold name up to its first " of " ("participants" for "participants of the Istanbul meeting");
        - and the countries agree: for a person or an organisation that the gold file gives a country, the party has
          that one; for a group or a place it has that one or none.
        """
        if self.kind == "country" or party.entity.kind == "country":
            return self.kind == party.entity.kind and party.id == self.id
        country = party.entity.country
        if self.country and country != self.country and (country or self.kind in {"person", "organisation"}):
            return False
        if self.kind == "person":
            return same_person(self.name, party.entity.name)
        short = self.name.partition(" of ")[0] if self.kind == "group" else ""
        return bears_name(party, [self.name, short, *self.mentions])


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One entry of a gold file. None for a key means that the file doesn't give it, and that it isn't compared.

    Attributes:
        n: The entry's number.
        types: Acceptable PLOVER types.
        anchor: Words of the report that a quotation has to overlap.
        modes: Acceptable modes.
        actor: Gold ids; empty is not compared.
        recipient: Gold ids; empty for an act without recipient.
        mediator: Gold ids.
        status: The status; an entry without one is `actual`.
        has_date: Whether the file gives a date, be it null.
        day: The first day; None with `has_date` when the report doesn't tell it.
        place: Name of the place.
        attribution: Chain of gold ids from the outlet inwards; `a+b` for sources named together; empty is the
            reporter's own voice.
        must: Whether a record without it is incomplete.
    """

    n: int
    types: tuple[str, ...]
    anchor: str
    modes: tuple[str, ...] | None = None
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] | None = None
    mediator: tuple[str, ...] | None = None
    status: Status = "actual"
    has_date: bool = False
    day: date | None = None
    place: str | None = None
    attribution: tuple[str, ...] | None = None
    must: bool = True


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold file.

    Attributes:
        path: Where it was read, for messages.
        entities: By id.
        events: In the order of the file.
        not_events: Sentences that must yield no material event.
    """

    path: str
    entities: Mapping[str, GoldEntity]
    events: tuple[GoldEvent, ...]
    not_events: tuple[str, ...] = ()

    def entity(self, gold_id: str) -> GoldEntity:
        """The entity of that id, which `read_gold` has made sure is there."""
        return self.entities[gold_id]

    def locate(self, words: str, text: str) -> Span:
        """Where the words stand in the report's text, to the code point.

        Raises:
            GoldError: They don't stand there, or more than once.
        """
        start = text.find(words)
        if start < 0:
            raise GoldError(self.path, f"the report doesn't say {words!r}; copy the words, their quotation marks too")
        if text.find(words, start + 1) >= 0:
            raise GoldError(self.path, f"the report says {words!r} more than once; take more words around it")
        return Span(start, start + len(words))


def read_gold(path: Path) -> Gold:
    """Read a gold file.

    Raises:
        GoldError: It can't be read, isn't YAML, or an entry has an unknown key, id or word.
    """
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise GoldError(str(path), f"it can't be read: {error}") from error
    if not isinstance(found, dict) or not isinstance(found.get("events"), list):
        raise GoldError(str(path), "it has no list `events`; see evaluation/gold.py for the form")
    table = found.get("entities") or {}
    entities = {str(key): _entity(str(path), str(key), value) for key, value in table.items()}
    events = tuple(_event(str(path), item, entities) for item in found["events"])
    if len({event.n for event in events}) < len(events):
        raise GoldError(str(path), "two events have the same number `n`")
    return Gold(str(path), entities, events, tuple(map(str, found.get("not_events") or ())))


def fold(name: str) -> str:
    """A name as it is compared: no case, accents, punctuation or leading "the".

    >>> fold("The Da’esh–led Größe") == "daesh led grosse"
    True
    """
    # Taken apart first: a letter of mathematics is a capital only then.
    plain = unicodedata.normalize("NFKD", name).casefold().translate(_LETTERS)
    spread = unicodedata.normalize("NFKD", plain)
    letters = "".join(letter for letter in spread if not unicodedata.combining(letter))
    words = re.sub(r"[^\w]+", " ", _APOSTROPHES.sub("", letters)).replace("_", " ").split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def same_person(one: str, other: str) -> bool:
    """Whether two names of a person agree: equal, or one has all the names of the other, at least two of them.

    >>> same_person("Dag Hammarskjöld", "Dag Hjalmar Hammarskjold"), same_person("Dag Hammarskjöld", "Hammarskjöld")
    (True, False)
    """
    first, second = fold(one), fold(other)
    if first == second:
        return True
    shorter, longer = sorted([set(first.split()), set(second.split())], key=len)
    return shorter <= longer and len(shorter - _NAME_PARTICLES) >= 2


def bears_name(party: Party, names: Iterable[str]) -> bool:
    """Whether the party's name, or the words that name it in the report, are one of the names."""
    folded = {fold(name) for name in names if name}
    return fold(party.entity.name) in folded or fold(party.text) in folded


def _entity(path: str, gold_id: str, value: object) -> GoldEntity:
    if not isinstance(value, dict) or value.get("kind") not in _KINDS:
        raise GoldError(path, f"entity {gold_id}: `kind` must be one of {', '.join(_KINDS)}")
    kind = cast("EntityKind", value["kind"])
    if kind != "country" and not value.get("name"):
        raise GoldError(path, f"entity {gold_id} has no name")
    return GoldEntity(
        id=gold_id,
        kind=kind,
        name=str(value.get("name") or gold_id),
        country=value.get("country"),
        mentions=tuple(map(str, value.get("mentions") or ())),
        source_class=value.get("source_class"),
    )


def _event(path: str, value: object, entities: Mapping[str, GoldEntity]) -> GoldEvent:
    if not isinstance(value, dict) or not isinstance(value.get("n"), int):
        raise GoldError(path, f"an event is a table with a number `n`, not {value!r}")
    where = f"event {value['n']}"
    _check_event(path, where, value)
    day, place = value.get("date"), value.get("place")
    return GoldEvent(
        n=value["n"],
        types=_words(path, where, value, "type") or (),
        anchor=str(value["anchor"]),
        modes=_words(path, where, value, "mode"),
        actor=_ids(path, where, value, "actor", entities) or (),
        recipient=_ids(path, where, value, "recipient", entities),
        mediator=_ids(path, where, value, "mediator", entities),
        status=cast("Status", value.get("status", "actual")),
        has_date="date" in value,
        day=day,
        place=None if place is None else str(place),
        attribution=_ids(path, where, value, "attribution", entities),
        must=bool(value.get("must", True)),
    )


def _check_event(path: str, where: str, value: Mapping[str, object]) -> None:
    unknown = sorted(set(map(str, value)) - _EVENT_KEYS)
    if unknown:
        raise GoldError(path, f"{where}: unknown key {', '.join(unknown)}; known are {', '.join(sorted(_EVENT_KEYS))}")
    if not value.get("anchor") or not value.get("type"):
        raise GoldError(path, f"{where}: `anchor` and `type` must be given")
    if value.get("status", "actual") not in _STATUSES:
        raise GoldError(path, f"{where}: `status` must be one of {', '.join(_STATUSES)}")
    if not isinstance(value.get("must", True), bool):
        raise GoldError(path, f"{where}: `must` is yes or no")
    day = value.get("date")
    if day is not None and type(day) is not date:
        raise GoldError(path, f"{where}: `date` must be a day such as 2025-11-03, or null, not {day!r}")


def _words(path: str, where: str, value: Mapping[str, object], key: str) -> tuple[str, ...] | None:
    found = value.get(key)
    if found is None:
        return None
    if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
        raise GoldError(path, f"{where}: `{key}` must be a list of words, not {found!r}")
    return tuple(found)


def _ids(
    path: str, where: str, value: Mapping[str, object], key: str, entities: Mapping[str, GoldEntity]
) -> tuple[str, ...] | None:
    found = _words(path, where, value, key)
    for word in found or ():
        for gold_id in word.split("+"):
            if gold_id not in entities:
                raise GoldError(path, f"{where}: `{key}` names {gold_id}, which isn't among the entities")
    return found
