"""Brief: what somebody should know who meets a counterpart: touchpoints, pledges both ways, positions, their words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Final

from dragoman.ledger import Ledger
from dragoman.model.occurrence import Occurrence
from dragoman.views.actor import Profile, nobody, profile
from dragoman.views.commitments import OPEN, Pledge, Wanted, commitments
from dragoman.views.dyad import Dyad, dyad
from dragoman.views.expectations import Expectation, expectations
from dragoman.views.filters import EVERYTHING, Filter
from dragoman.views.parties import Sought, seek
from dragoman.views.positions import Line, positions
from dragoman.views.sayings import Saying, sayings
from dragoman.views.timeline import timeline

ENTRIES: Final = 8
"""How many entries a section has unless the caller says otherwise: a brief is read on the way to the room."""


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
        quotations: The counterpart's words in the latest reports, also where no event was coded of them.
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
    quotations: tuple[Saying, ...]


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
        quotations=_quotations(ledger, about, wanted, entries),
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


def _quotations(ledger: Ledger, about: str, wanted: Filter, entries: int) -> tuple[Saying, ...]:
    with ledger.reading() as connection:
        revision = ledger.revision(connection, wanted.as_of)
        return tuple(islice(sayings(connection, about, wanted, revision=revision), entries))
