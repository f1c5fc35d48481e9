"""Tellings for the tests of merging: a few words with their parties, day and publication."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from dragoman.ledger.tellings.sketch import Sketch, sketch
from dragoman.model import Block, CoderVersion, Document, Entity, Event, Party, When, Where
from dragoman.model.occurrence import Telling

_NUMBERS = count(1)
"""Of reports, so that no two are one."""
DAY = date(1978, 9, 17)
STATES = {"EGY": "Egypt", "ISR": "Israel", "USA": "United States", "RUS": "Russia", "CHL": "Chile", "PER": "Peru"}
CODES = {"CONSULT": "040", "ACCUSE": "1123", "AGREE": "030", "CONCEDE": "0357", "ASSAULT": "190", "SUPPORT": "057"}


def state(code: str) -> Entity:
    """A state."""
    return Entity(code, STATES[code], "country", code, "GOV")


def person(name: str, country: str | None = None) -> Entity:
    """A person, of a state or of an unknown one."""
    return Entity(f"dragoman:{name.lower().replace(' ', '-')}", name, "person", country, "GOV" if country else None)


def group(name: str, country: str | None = None, sector: str | None = None) -> Entity:
    """A group or body."""
    return Entity(f"dragoman:{name.lower().replace(' ', '-')}", name, "group", country, sector)


def telling(
    words: str = "met",
    *,
    type: str = "CONSULT",
    actor: tuple[Entity, ...] = (state("EGY"), state("ISR")),
    recipient: tuple[Entity, ...] = (),
    when: date | tuple[date, date] | None = DAY,
    basis: str | None = "relative",
    published: date | None = DAY,
    publisher: str = "Harbour Wire",
    status: str = "actual",
    place: str | None = None,
    before: str = "",
    **given: Any,
) -> Telling:
    """A telling whose passage is `words`, in a report that has `before` in front of them."""
    text = before + words
    document = Document(
        text,
        (Block("paragraph", 0, len(text)),),
        url=f"https://example.org/{next(_NUMBERS)}",
        publisher=publisher,
        published_on=published,
    )
    first, last = when if isinstance(when, tuple) else (when, when)
    event = Event(
        document_id=document.id,
        type=type,
        status=status,  # type: ignore[arg-type]
        actor=tuple(Party(one, one.name, 0, 1) for one in actor),
        recipient=tuple(Party(one, one.name, 0, 1) for one in recipient),
        evidence=(document.evidence(len(before), len(text)),),
        anchor=document.evidence(len(before), len(before) + len(words.split()[0])),
        when=When(first, last, "day", None, basis if first else None),  # type: ignore[arg-type]
        where=Where(place),
        **{
            "mode": None,
            "contexts": (),
            "cameo": CODES.get(type, "010"),
            "quad": 1,
            "plover_score": 1.0,
            "goldstein": 1.0,
            "confidence": 0.9,
            "why": "a test says so",
            "coder": CoderVersion("test", "1"),
            **given,
        },
    )
    return Telling(event, document.header)


def sketched(words: str = "met", **given: Any) -> Sketch:
    """The sketch of a telling."""
    return sketch(telling(words, **given))
