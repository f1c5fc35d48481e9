"""Sketch: what of a telling decides whether it tells the same as another, taken once for many comparisons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dragoman.ledger.tellings.parties import Somebody, fold, somebody, stems_of
from dragoman.ledger.tellings.timing import Span, span_of
from dragoman.ledger.words.gist import gist, stem
from dragoman.ledger.words.wording import meanings, numbers
from dragoman.model.event import Status
from dragoman.model.occurrence import Telling

_VERB: Final = 2
"""Words of a deciding verb at most: "called on"; longer anchors are what is said."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """A telling in brief.

    Attributes:
        document: Id of its report.
        published: Day of publication as an ordinal; None when unknown.
        type, mode, cameo: As coded.
        status: As coded, but that "historical" is "actual" for whoever reports it at once.
        actor, recipient: Who.
        span: When.
        place, country: Where, the place folded; None when not told.
        anchor: The deciding words, by their stems.
        words: Meanings of the passage's words, without those of the parties and the date.
        verb: Those of them that decided on the type, where these are a verb and no clause.
        passage: All its stems.
        numbers: The numbers in it.
        start, end: Where it stands in its report.
    """

    document: str
    published: int | None
    type: str
    mode: str | None
    cameo: str
    status: Status
    actor: tuple[Somebody, ...]
    recipient: tuple[Somebody, ...]
    span: Span
    place: str | None
    country: str | None
    anchor: tuple[str, ...]
    words: frozenset[str]
    verb: frozenset[str]
    passage: frozenset[str]
    numbers: frozenset[str]
    start: int
    end: int


def sketch(telling: Telling) -> Sketch:
    """What of a telling decides whether it tells the same as another."""
    event, document = telling.event, telling.document
    on = document.published_on
    quotes = " … ".join(evidence.quote for evidence in event.evidence)
    passage = gist(quotes)
    # Things that a coder takes for recipients ("the Nkomati accord") are words like others.
    parties = (*event.actor, *(party for party in event.recipient if party.entity.kind in ("country", "person")))
    dated = gist(event.when.expression or "")
    anchor = tuple(stem(word) for word in event.anchor.quote.lower().split())
    verb = frozenset(anchor) if len(anchor) <= _VERB else frozenset()
    return Sketch(
        document=document.id,
        published=on.toordinal() if on else None,
        type=event.type,
        mode=event.mode,
        cameo=event.cameo,
        status="actual" if event.status == "historical" else event.status,
        actor=tuple(somebody(party.entity, on=on) for party in event.actor),
        recipient=tuple(somebody(party.entity, on=on) for party in event.recipient),
        span=span_of(telling),
        place=fold(event.where.name) if event.where.name else None,
        country=event.where.country,
        anchor=anchor,
        words=meanings(passage - stems_of(parties) - dated),
        verb=meanings(verb),
        passage=passage,
        numbers=numbers(quotes) - numbers(event.when.expression or ""),
        start=event.evidence[0].start,
        end=event.evidence[-1].end,
    )
