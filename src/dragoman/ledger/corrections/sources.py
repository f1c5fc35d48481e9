"""Correction sources: on whose word an event stands, as a person types it, and as a chain of attributions.

A chain is typed from who says it to who passes it on ("Fidan; Reuters"), the way one tells it. A link whose source
stays keeps its words, and a new source takes those of the one it replaces.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, get_args

from dragoman.errors import CorrectionError
from dragoman.gazetteer import gazetteer
from dragoman.ledger.corrections.parties import is_called, parties
from dragoman.ledger.corrections.values import NOTHING, SEPARATOR, Typed, one_of, parts_of
from dragoman.model.entity import Entity, Party
from dragoman.model.event import Attribution, Event, SourceClass
from dragoman.model.evidence import Span
from dragoman.model.report import Document

UNNAMED: Final = "unnamed"
"""What stands for a source that the words leave open."""

_PRESS: Final = "JRN"


def sources(
    field: str, value: Typed, event: Event, document: Document, known: Sequence[Party] = ()
) -> tuple[Attribution, ...]:
    """The chain of attributions that a person types; empty for the report's own voice.

    Args:
        field: For messages.
        value: Ids or names, joined by ";", from who says it to who passes it on.
        event: The event.
        document: Its report.
        known: Parties of other events of the report.

    Raises:
        CorrectionError: Nobody is known by a name, or several are; or an unnamed source stands for no words.
    """
    links = event.attribution[::-1]
    found: list[Attribution] = []
    for at, words in enumerate(parts_of(value)):
        stands = links[at] if at < len(links) else None
        same = next((link for link in links if _is_meant(link, words)), None)
        found.append(same or _link(field, words, event, document, known, stands=stands))
    return tuple(reversed(found))


def with_class(field: str, value: Typed, chain: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """The chain with another class of who says it.

    Raises:
        CorrectionError: There is no such class, or nobody says it.
    """
    if not chain:
        raise CorrectionError(field, "the report itself says it; give the source too")
    return (*chain[:-1], replace(chain[-1], source_class=one_of(field, value, get_args(SourceClass))))


def sources_as_typed(chain: Sequence[Attribution]) -> str:
    """A chain as it is typed, by ids."""
    return SEPARATOR.join(link.source.id if link.source else UNNAMED for link in reversed(chain)) or NOTHING


def class_as_typed(chain: Sequence[Attribution]) -> str:
    """The class of who says it."""
    return chain[-1].source_class if chain else NOTHING


def _is_meant(link: Attribution, words: str) -> bool:
    return words.casefold() == UNNAMED if link.source is None else is_called(link.source.entity, words)


def _link(
    field: str, words: str, event: Event, document: Document, known: Sequence[Party], *, stands: Attribution | None
) -> Attribution:
    """A link with a new source, in place of one that stands or behind all."""
    if words.casefold() == UNNAMED:
        if stands is None:
            raise CorrectionError(field, "no words of the report stand for a source unnamed; give who says it, or none")
        return replace(stands, source=None, source_class="other", source_span=None)
    (party,) = parties(field, [words], event, document, known)
    source_class = _class_of(party.entity)
    span = Span(party.start, party.end)
    if stands is not None:
        return replace(stands, source=party, source_class=source_class, source_span=span)
    return Attribution(
        source=party,
        source_class=source_class,
        cue=document.evidence(party.start, party.end),
        content=tuple(one.span for one in event.evidence),
        source_span=span,
    )


def _class_of(entity: Entity) -> SourceClass:
    """The likeliest class of a source; `source_class` corrects it."""
    if entity.sector == _PRESS:
        return "news_agency" if entity.id in gazetteer() else "outlet"
    return "named_official" if entity.kind == "person" else "institution"
