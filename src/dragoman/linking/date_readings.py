"""What time expressions mean before the day of publication is known: each a frozen value that a frame turns into days.

Part of the step `linking`. A rule of the date grammar makes a reading from words; `Reading.on(frame)` gives the
interval, by the conventions in the table of `dragoman.linking.dates`. A reading whose frame lacks what it leans on
gives an interval without days, never a guess.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, Protocol

from dragoman.linking.date_calendar import (
    DAY,
    PRECISION,
    Days,
    DaysOfYear,
    Frame,
    Interval,
    Tense,
    Unit,
    around,
    month_of,
    shift,
    years_from,
)
from dragoman.model.entity import Precision

Which = Literal["last", "this", "next"]
Cut = Callable[[Days], Days | None]

# A day without a year lies in the past unless it is about to come: "on Dec. 25", printed on Dec. 20.
SOON = 60 * DAY
# Nobody writes "on Nov. 16" for a day of almost a year ago or ahead: the tense then belongs to another verb.
STALE = 31 * DAY
# "On Thursday" in a clause of doubtful tense, printed on Friday or Saturday, is the one just gone.
RECENT_DAYS = 2
# A weekday, a leap day and a movable feast are all met again within this many years.
REACH_YEARS = 8


class Count(NamedTuple):
    """How many: "two" is (2, 2), "two or three" (2, 3); None is "several"."""

    low: int | None
    high: int | None


class Reading(Protocol):
    """What an expression means, apart from the day it is read on."""

    def on(self, frame: Frame) -> Interval:
        """The days it means in a frame."""
        ...


def unknown(precision: Precision) -> Interval:
    """The interval of words that lean on a day nobody knows."""
    return Interval(None, None, precision, "relative")


def relative(days: Days | None, precision: Precision) -> Interval:
    """An interval found by way of another day."""
    return Interval(days[0], days[1], precision, "relative") if days else unknown(precision)


@dataclass(frozen=True, slots=True)
class Fixed:
    """Words that carry the full date: "3 November 2025", "the 1990s"."""

    days: Days
    precision: Precision

    def on(self, frame: Frame) -> Interval:
        """The same days in any frame."""
        return Interval(*self.days, self.precision, "explicit")


@dataclass(frozen=True, slots=True)
class Yearly:
    """What comes once a year: "3 November", "last March", "the third quarter", "Easter".

    Attributes:
        days_in: The days it takes in a year.
        precision: How finely the words tell it.
        which: "last", "this" or "next" before it.
        weekday: A weekday said with the day, from Monday as 0; it tells the year.
    """

    days_in: DaysOfYear
    precision: Precision
    which: Which | None = None
    weekday: int | None = None

    def on(self, frame: Frame) -> Interval:
        """The days of the year that the frame points to."""
        return relative(self.chosen(frame.base, frame) if frame.base else None, self.precision)

    def chosen(self, base: date, frame: Frame) -> Days | None:
        """The year's days that the words mean; None where no near year has them."""
        found = [days for days in (self.days_in(year) for year in near_years(base)) if days]
        if self.weekday is not None:
            fitting = [days for days in found if days[0].weekday() == self.weekday]
            if fitting:
                return min(fitting, key=lambda days: abs(days[0] - base))
        match self.which:
            case "last":
                return latest(days for days in found if days[1] < base)
            case "next":
                return next((days for days in found if days[0] > base), None)
            case "this":
                return self.this(found, base, frame)
        return self.nearest(found, base, frame)

    def this(self, found: list[Days], base: date, frame: Frame) -> Days | None:
        """The one that runs now, or this year's, or where the tense forbids that its neighbour."""
        running = latest(days for days in found if days[0] <= base <= days[1])
        own = running or latest(days for days in found if days[0].year == base.year)
        if own and frame.tense == "future" and own[1] < base:
            return next((days for days in found if days[1] >= base), None)
        if own and frame.tense == "past" and own[0] > base:
            return latest(days for days in found if days[0] <= base)
        return own

    def nearest(self, found: list[Days], base: date, frame: Frame) -> Days | None:
        """The one that the tense points to; without a tense the last one, or for a day one that is near at hand."""
        behind = latest(days for days in found if days[0] <= base)
        ahead = next((days for days in found if days[1] >= base), None)
        if not behind or not ahead:
            return ahead or behind
        wait, age = ahead[0] - base, base - behind[1]
        if frame.tense == "near":
            return ahead if wait < age else behind
        if self.precision != "day":
            return ahead if frame.tense == "future" else behind
        if frame.tense == "future":
            return behind if age <= STALE < wait else ahead
        if frame.tense == "past":
            return ahead if wait <= STALE else behind
        soon = wait <= SOON or (wait < age and ahead[0].year == base.year)
        return ahead if soon else behind


def near_years(base: date) -> range:
    """The years in which a yearless date is looked for."""
    return range(max(1, base.year - REACH_YEARS), min(9998, base.year + REACH_YEARS) + 1)


def latest(found: Iterable[Days]) -> Days | None:
    """The last one to begin."""
    return max(found, default=None)


@dataclass(frozen=True, slots=True)
class Weekly:
    """A weekday: "Thursday", "last Monday", "next Friday"; from Monday as 0."""

    weekday: int
    which: Which | None = None

    def on(self, frame: Frame) -> Interval:
        """The day: publication's own weekday is that very day."""
        if frame.base is None:
            return unknown("day")
        days = self.offset(frame.base.weekday(), frame.tense) * DAY
        return relative((frame.base + days, frame.base + days), "day")

    def offset(self, today: int, tense: Tense | None) -> int:
        """Days from the base, which is the weekday `today`."""
        back, ahead = (today - self.weekday) % 7, (self.weekday - today) % 7
        match self.which:
            case "last":
                return -(back or 7)
            case "next":
                return ahead or 7
            case "this":
                own = self.weekday - today
                return ahead if tense == "future" else -back if tense == "past" else own
        forward = tense == "future" or (tense == "near" and back > RECENT_DAYS)
        return ahead if forward else -back


@dataclass(frozen=True, slots=True)
class Monthly:
    """A day of the month without its month: "on the 14th"."""

    day: int
    weekday: int | None = None

    def on(self, frame: Frame) -> Interval:
        """The last one, or in a future tense the next; with a weekday the nearest that fits."""
        base = frame.base
        if base is None:
            return unknown("day")
        firsts = [shift(base.replace(day=1), count, "month") for count in range(-7, 8)]
        found = [first.replace(day=self.day) for first in firsts if around(first, "month")[1].day >= self.day]
        if self.weekday is not None:
            fitting = [day for day in found if day.weekday() == self.weekday]
            day = min(fitting, key=lambda day: abs(day - base), default=None)
        elif frame.tense == "future":
            day = next((day for day in found if day >= base), None)
        else:
            day = max((day for day in found if day <= base), default=None)
        return relative((day, day) if day else None, "day")


@dataclass(frozen=True, slots=True)
class Weekend:
    """Saturday and Sunday: "over the weekend", "this weekend"."""

    which: Which | None = None

    def on(self, frame: Frame) -> Interval:
        """The two days."""
        if frame.base is None:
            return unknown("day")
        coming = around(frame.base, "week")[0] + 5 * DAY
        running = coming <= frame.base
        match self.which:
            case "last":
                weeks = -1
            case "next":
                weeks = 1
            case "this":
                weeks = -1 if frame.tense == "past" and not running else 0
            case None:
                weeks = 0 if running or frame.tense == "future" else -1
        saturday = coming + 7 * weeks * DAY
        return relative((saturday, saturday + DAY), "day")


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar unit counted from the running one: "this week" 0, "last year" -1, "yesterday" -1."""

    unit: Unit
    offset: int

    def on(self, frame: Frame) -> Interval:
        """The whole unit."""
        if frame.base is None:
            return unknown(PRECISION[self.unit])
        return relative(around(shift(frame.base, self.offset, self.unit), self.unit), PRECISION[self.unit])


@dataclass(frozen=True, slots=True)
class Overnight:
    """The night before publication, told by the two days it touches."""

    def on(self, frame: Frame) -> Interval:
        """The day before and the day itself."""
        return relative((frame.base - DAY, frame.base) if frame.base else None, "day")


@dataclass(frozen=True, slots=True)
class ShortDecade:
    """A decade without its century: "the nineties", "the '20s"; the last to have begun."""

    year: int

    def on(self, frame: Frame) -> Interval:
        """The ten years."""
        if frame.base is None:
            return unknown("year")
        first = frame.base.year - (frame.base.year - self.year) % 100
        return relative(years_from(first, 10), "year")


@dataclass(frozen=True, slots=True)
class TurnOfCentury:
    """The nearest year that ends in 00, with the years beside it."""

    def on(self, frame: Frame) -> Interval:
        """The three years."""
        return relative(years_from((frame.base.year + 50) // 100 * 100 - 1, 3) if frame.base else None, "year")


@dataclass(frozen=True, slots=True)
class Shifted:
    """So many units before or after a day: "two weeks ago", "in 10 days", "the day after Christmas", "a day later".

    Attributes:
        count: How many.
        unit: Of what; it is the precision of the result too, so "three weeks ago" means a week.
        sign: -1 for before, 1 for after.
        origin: Counted from: an expression, or "event" for an event the reader knows; None for publication.
    """

    count: Count
    unit: Unit
    sign: int
    origin: Reading | Literal["event"] | None = None

    def on(self, frame: Frame) -> Interval:
        """The calendar unit that holds the shifted day, or with an unknown count an interval open on the far side."""
        origin, precision = self.counted_from(frame), PRECISION[self.unit]
        start, end = origin.start, origin.end
        if start is None or end is None:
            return unknown(precision)
        if self.count.low is None or self.count.high is None:
            return Interval(start if self.sign > 0 else None, end if self.sign < 0 else None, precision, origin.basis)
        moved = [
            around(shift(day, self.sign * count, self.unit), self.unit)
            for day in (start, end)
            for count in (self.count.low, self.count.high)
        ]
        return Interval(min(days[0] for days in moved), max(days[1] for days in moved), precision, origin.basis)

    def counted_from(self, frame: Frame) -> Interval:
        """The days that it is counted from; a full date in the words makes the whole explicit."""
        if self.origin is None or self.origin == "event":
            day = frame.event if self.origin else frame.base
            return Interval(day, day, "day", "relative")
        return self.origin.on(frame)


@dataclass(frozen=True, slots=True)
class Window:
    """The units up to publication (sign -1) or from it on (1): "the past two weeks", "the next five years"."""

    count: Count
    unit: Unit
    sign: int

    def on(self, frame: Frame) -> Interval:
        """The days from here to there; open on the far side where the count is unknown."""
        precision = PRECISION[self.unit]
        if frame.base is None:
            return unknown(precision)
        far = None if self.count.high is None else shift(frame.base, self.sign * self.count.high, self.unit)
        start, end = (far, frame.base) if self.sign < 0 else (frame.base, far)
        return Interval(start, end, precision, "relative")


@dataclass(frozen=True, slots=True)
class InTime:
    """The words "in two weeks": two weeks from now, but after a past tense the two weeks up to now."""

    count: Count
    unit: Unit

    def on(self, frame: Frame) -> Interval:
        """By the tense."""
        kind = Window(self.count, self.unit, -1) if frame.tense == "past" else Shifted(self.count, self.unit, 1)
        return kind.on(frame)


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A stretch of time that the words don't place: "for three years"."""

    precision: Precision

    def on(self, frame: Frame) -> Interval:
        """No days."""
        return unknown(self.precision)


@dataclass(frozen=True, slots=True)
class NewYear:
    """The words "in the new year": the next January, or from January to March that year's own."""

    def on(self, frame: Frame) -> Interval:
        """The month."""
        if frame.base is None:
            return unknown("month")
        return relative(month_of(frame.base.year + (frame.base.month > 3), 1), "month")
