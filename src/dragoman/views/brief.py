"""Brief: what somebody should know who meets a counterpart: touchpoints, pledges both ways, positions, their words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Final

from dragoman.ledger import Ledger
from dragoman.ledger.loading import load_document, load_occurrences
from dragoman.model.entity import Entity
from dragoman.model.event import Attribution
from dragoman.model.occurrence import Occurrence, Telling
from dragoman.views.actor import Profile, nobody, profile
from dragoman.views.commitments import OPEN, Pledge, Wanted, commitments
from dragoman.views.dyad import Dyad, dyad
from dragoman.views.expectations import Expectation, expectations
from dragoman.views.filters import EVERYTHING, Filter
from dragoman.views.pages import numbers
from dragoman.views.parties import Sought, seek
from dragoman.views.positions import Line, positions
from dragoman.views.timeline import timeline

ENTRIES: Final = 8
"""How many entries a section has unless the caller says otherwise: a brief is read on the way to the room."""

_LOOKED_THROUGH: Final = 100
"""How many of the latest events on their word are looked through for words in quotation marks."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of the counterpart that a report has in quotation marks.

    Attributes:
        speaker: Who said them.
        words: The words.
        occurrence: The event that they tell.
        telling: The telling that has them.
    """

    speaker: Entity
    words: str
    occurrence: Occurrence
    telling: Telling


@dataclass(frozen=True, slots=True)
class Brief:
    """What somebody should know who meets a counterpart.

    Attributes:
        about: The counterpart.
        reader: Whom the brief is for.
        reader_name: The name to show of them.
        today: The day it is for.
        dealings: What the two did to and with one another.
        touchpoints: The latest events in which both have a part, without what didn't happen.
        theirs: Open commitments of the counterpart in which the reader has a part; the latest first.
        ours: Open commitments of the reader in which the counterpart has a part.
        positions: Where the counterpart stands, the latest first.
        expected: What the counterpart is expected to say and has not said yet.
        quotations: The counterpart's words, the latest first.
    """

    about: Profile
    reader: Sought
    reader_name: str
    today: date
    dealings: Dyad
    touchpoints: tuple[Occurrence, ...]
    theirs: tuple[Pledge, ...]
    ours: tuple[Pledge, ...]
    positions: tuple[Line, ...]
    expected: tuple[Expectation, ...]
    quotations: tuple[Quotation, ...]


def brief(
    ledger: Ledger, about: str, *, reader: str, today: date, wanted: Filter = EVERYTHING, entries: int = ENTRIES
) -> Brief:
    """What the reader should know of a counterpart on a day.

    Args:
        ledger: The ledger.
        about: The counterpart, as `parties.seek` takes it.
        reader: Whom the brief is for.
        today: The day from which silence and deadlines are counted, and whose offices are named.
        wanted: What else has to hold of the events; its own parties are replaced.
        entries: How many entries a section has at most.

    Raises:
        GazetteerError: Neither the gazetteer nor the ledger knows one of the two.
        LedgerError: The ledger can't be read.
    """
    wanted = replace(wanted, who=(), whom=(), either=(), together=(), between=(), source=())
    both = replace(wanted, between=(about, reader))
    happened = replace(both, status=tuple(one for one in ("actual", "historical", "future") if _asked(one, wanted)))
    is_open = Wanted(status=OPEN)
    readers = _known(ledger, reader, today)
    return Brief(
        about=_known(ledger, about, today),
        reader=readers.sought,
        reader_name=readers.name,
        today=today,
        dealings=dyad(ledger, about, reader, wanted),
        touchpoints=timeline(ledger, happened, limit=entries).items,
        theirs=commitments(ledger, replace(both, who=(about,)), which=is_open, today=today, limit=entries).pledges,
        ours=commitments(ledger, replace(both, who=(reader,)), which=is_open, today=today, limit=entries).pledges,
        positions=_positions(ledger, seek(about), replace(wanted, who=(about,)), entries),
        expected=_expected(ledger, replace(wanted, who=(about,)), entries),
        quotations=tuple(islice(_quotations(ledger, about, wanted), entries)),
    )


def _asked(status: str, wanted: Filter) -> bool:
    return not wanted.status or status in wanted.status


def _known(ledger: Ledger, who: str, today: date) -> Profile:
    found = profile(who, on=today)
    if not found.sought.is_known and not timeline(ledger, Filter(either=(who,)), limit=1).total:
        raise nobody(who)
    return found


def _positions(ledger: Ledger, about: Sought, wanted: Filter, entries: int) -> tuple[Line, ...]:
    """The counterpart's own lines; with a joint statement come those of the others who made it."""
    found = positions(ledger, wanted, limit=entries).lines
    return tuple(line for line in found if about.is_meant(line.holder))[:entries]


def _expected(ledger: Ledger, wanted: Filter, entries: int) -> tuple[Expectation, ...]:
    found = expectations(ledger, wanted, limit=2 * entries).items
    return tuple(one for one in found if one.answer.outcome == "not_yet")[:entries]


def _quotations(ledger: Ledger, about: str, wanted: Filter) -> Iterator[Quotation]:
    """The words in quotation marks, each once, the latest first."""
    sought = seek(about)
    said = replace(wanted, source=(about,))
    given: set[str] = set()
    with ledger.reading() as connection:
        revision = ledger.revision(connection, wanted.as_of)
        found = numbers(connection, said, revision=revision, limit=_LOOKED_THROUGH)
        for occurrence in load_occurrences(connection, found, as_of=revision):
            for telling, link in _quoted(occurrence, sought):
                document = load_document(connection, telling.document.id)
                if document is None or link.source is None:
                    continue
                words = " … ".join(document.text[span.start : span.end] for span in link.content)
                if words not in given:
                    given.add(words)
                    yield Quotation(link.source.entity, words, occurrence, telling)


def _quoted(occurrence: Occurrence, sought: Sought) -> Iterator[tuple[Telling, Attribution]]:
    """The tellings whose words are the counterpart's own, in quotation marks."""
    for telling in occurrence.tellings:
        for link in telling.event.attribution:
            if link.kind == "direct" and link.source and sought.is_meant(link.source.entity):
                yield telling, link
