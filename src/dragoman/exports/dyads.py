"""Dyads: what formats with one source, one target and no word for status can hold of an occurrence.

GDELT and ICEWS have a row a pair, and no way to say that something is announced, supposed or denied. A row there stands
for what happened, on a day. One occurrence stays one row, so that counts of rows are counts of events.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from dragoman.model.entity import Entity
from dragoman.model.occurrence import Occurrence
from dragoman.model.report import digest

_LOG = logging.getLogger(__name__)

HAPPENED: Final = frozenset({"actual", "historical"})
"""Statuses of what took place."""

_NUMBER_DIGITS: Final = 13
"""Hexadecimal digits of a number made from an id: 52 bits, which R and JavaScript hold in a double."""


@dataclass(frozen=True, slots=True)
class Dyad:
    """An occurrence as one row of a dyadic data set.

    Attributes:
        occurrence: All of it.
        day: Its first day; of a present act that no telling dates, the earliest day of publication.
        source: Who acts; None when unknown.
        target: Whom it is directed at; the second actor where it is directed at nobody; None when there is none.
    """

    occurrence: Occurrence
    day: date
    source: Entity | None
    target: Entity | None


def dyads(occurrences: Iterable[Occurrence], *, form: str) -> Iterator[Dyad]:
    """What happened on a known day, in order; how many were left out, and why, is logged as a warning at the end.

    Args:
        occurrences: All of them.
        form: The format's name, for the warning.
    """
    seen, not_happened, undated = 0, 0, 0
    for occurrence in occurrences:
        seen += 1
        day = _day(occurrence)
        if occurrence.status not in HAPPENED:
            not_happened += 1
        elif day is None:
            undated += 1
        else:
            yield Dyad(occurrence, day, *_parties(occurrence))
    if not_happened or undated:
        _LOG.warning(
            "%s: left out %d of %d: %d that didn't happen or are yet to come, %d without a date",
            *(form, not_happened + undated, seen, not_happened, undated),
        )


def stable_number(id: str) -> int:
    """A whole number for an id: the same everywhere, below 2**52, and different for different ids but by rare chance.

    Among a million ids two share a number with a chance of about 1 in 9,000.

    >>> stable_number("an id") == stable_number("an id"), 0 <= stable_number("x") < 2**52
    (True, True)
    """
    return int(digest("number", id)[:_NUMBER_DIGITS], 16)


def _day(occurrence: Occurrence) -> date | None:
    if occurrence.status == "historical":  # what a report looks back on didn't happen on the day of its publication
        return occurrence.when.start if occurrence.when.basis != "publication" else None
    published = (telling.document.published_on for telling in occurrence.tellings)
    return occurrence.when.start or min((day for day in published if day), default=None)


def _parties(occurrence: Occurrence) -> tuple[Entity | None, Entity | None]:
    source = occurrence.actor[0] if occurrence.actor else None
    others = occurrence.recipient or occurrence.actor[1:]
    return source, others[0] if others else None
