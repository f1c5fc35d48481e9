"""Timing: the days on which a telling puts its event, and how two of these stand to one another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from dragoman.model.occurrence import Telling

_EVER: Final = (date.min.toordinal(), date.max.toordinal())
_LOOK_BACK_DAYS: Final = 7
"""An event that no words date happened on the day of publication or this many days before."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days, both inclusive, as ordinals (`date.toordinal`).

    Attributes:
        first, last: The days; those of `date.min` and `date.max` where an end is open.
        told: Whether words date the event; else the day of publication does, or nothing.
        explicit: Whether these words are a date of their own, not reckoned from another one.
    """

    first: int
    last: int
    told: bool
    explicit: bool = False

    @property
    def days(self) -> int:
        """How many there are."""
        return self.last - self.first + 1

    def gap(self, other: Span) -> int:
        """Days between the two: 1 of neighbouring days, 0 and below where they meet."""
        return max(self.first, other.first) - min(self.last, other.last)


def span_of(telling: Telling) -> Span:
    """When a telling puts its event.

    What is historical without a date lies any time before the day of publication, what is to come any time after.
    """
    when, published = telling.event.when, telling.document.published_on
    if when.basis != "publication" and (when.start or when.end):
        first = when.start.toordinal() if when.start else _EVER[0]
        last = when.end.toordinal() if when.end else _EVER[1]
        return Span(first, last, told=True, explicit=when.basis == "explicit")
    day = when.start or published
    if day is None:
        return Span(*_EVER, told=False)
    at = day.toordinal()
    if telling.event.status == "historical" or (telling.event.status == "actual" and not when.basis):
        return Span(_EVER[0], at, told=False)
    if telling.event.status == "future":
        return Span(at - _LOOK_BACK_DAYS, _EVER[1], told=False)
    return Span(at - _LOOK_BACK_DAYS, at + 1, told=False)
