"""Readings made of other readings: part of a year, a span from one day to another, all the time since.

Part of the step `linking`; like `dragoman.linking.date_readings`, and turned into days the same way.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from dragoman.linking.date_calendar import DAY, Edge, Frame, Interval, Tense, around, shift
from dragoman.linking.date_readings import (
    Calendar,
    Cut,
    Fixed,
    Reading,
    Shifted,
    Weekly,
    Yearly,
    relative,
    unknown,
)
from dragoman.model.entity import Precision

Opening = Literal["since", "until", "by", "before", "after"]


@dataclass(frozen=True, slots=True)
class PartOf:
    """Part of another interval: "early 2020", "the end of the year", "the first week of November".

    Attributes:
        whole: What it is part of.
        cut: Gives the part's days; None where there is no such part.
        precision: The part's own, where its bounds are calendar bounds; None keeps the whole's.
        edge: Whether it is the very beginning or end: "until the start of 2026" ends with the first day,
        "before the end
            of 2026" with the last.
    """

    whole: Reading
    cut: Cut
    precision: Precision | None = None
    edge: Edge | None = None

    def on(self, frame: Frame) -> Interval:
        """The part of the whole's days."""
        whole = self.whole.on(frame)
        precision = self.precision or whole.precision
        days = self.cut((whole.start, whole.end)) if whole.start and whole.end else None
        return Interval(*days, precision, whole.basis) if days else Interval(None, None, precision, whole.basis)


@dataclass(frozen=True, slots=True)
class ToDate:
    """A unit up to publication or from it on: "earlier this week", "so far this year", "the rest of the month".

    Attributes:
        whole: The unit.
        side: "earlier" and "later" leave out the day of publication, "so far" and "rest" take it in.
    """

    whole: Reading
    side: Literal["earlier", "later", "so far", "rest"]

    def on(self, frame: Frame) -> Interval:
        """The part on that side of the base; all of it where the base lies outside."""
        whole = self.whole.on(frame)
        base, (start, end, precision, basis) = frame.base, whole
        if base is None or start is None or end is None or not start <= base <= end:
            return whole
        match self.side:
            case "earlier":
                end = max(start, base - DAY)
            case "later":
                start = min(end, base + DAY)
            case "so far":
                end = base
            case "rest":
                start = base
        return Interval(start, end, precision, "relative" if self.side in ("so far", "rest") else basis)


@dataclass(frozen=True, slots=True)
class FromEvent:
    """What is told from an event and not from publication: "the following Tuesday"."""

    told: Reading

    def on(self, frame: Frame) -> Interval:
        """The same words, read on the event's day."""
        return self.told.on(replace(frame, base=frame.event, tense=None))


@dataclass(frozen=True, slots=True)
class Moved:
    """The same day, week or month of an earlier year or month: "two years ago this month", "a year ago today"."""

    now: Calendar
    by: Shifted

    def on(self, frame: Frame) -> Interval:
        """The unit that holds the moved day."""
        now = self.now.on(frame)
        if now.start is None or frame.base is None or self.by.count.low is None:
            return unknown(now.precision)
        day = frame.base if self.now.unit == "week" else now.start
        moved = shift(day, self.by.sign * self.by.count.low, self.by.unit)
        return relative(around(moved, self.now.unit), now.precision)


@dataclass(frozen=True, slots=True)
class InYear:
    """What comes once a year, in a year that is told apart: "November last year", "the summer of last year"."""

    part: Yearly
    year: Reading

    def on(self, frame: Frame) -> Interval:
        """That year's days."""
        year = self.year.on(frame)
        if year.start is None:
            return unknown(self.part.precision)
        days = self.part.days_in(year.start.year)
        return Interval(*days, self.part.precision, year.basis) if days else unknown(self.part.precision)


@dataclass(frozen=True, slots=True)
class InWeek:
    """A weekday of a week that is told apart: "Tuesday of last week"."""

    weekday: int
    week: Reading

    def on(self, frame: Frame) -> Interval:
        """The day."""
        week = self.week.on(frame)
        if week.start is None:
            return unknown("day")
        day = around(week.start, "week")[0] + self.weekday * DAY
        return relative((day, day), "day")


@dataclass(frozen=True, slots=True)
class Between:
    """From one day, month or year to another, both included."""

    left: Reading
    right: Reading

    def on(self, frame: Frame) -> Interval:
        """The days from the left's first to the right's last; the side without a year takes it from the other."""
        left, right = self.sides(frame)
        precision = finer(left.precision, right.precision)
        basis = "explicit" if self.explicit() else "relative"
        if left.start and right.end and left.start > right.end:
            return Interval(None, None, precision, "relative")
        return Interval(left.start, right.end, precision, basis)  # type: ignore[arg-type]

    def explicit(self) -> bool:
        """Whether the words of the two sides together carry the full dates."""
        sides = (self.left, self.right)
        return any(is_full(side) for side in sides) and all(is_full(side) or recurs(side) for side in sides)

    def sides(self, frame: Frame) -> tuple[Interval, Interval]:
        """Both intervals, the one that recurs placed beside the one that doesn't."""
        left, right = self.left, self.right
        if recurs(left) and recurs(right):
            return self.placed(frame)
        if recurs(left):
            to = right.on(frame)
            return left.on(beside(frame, to.end, "past")), to
        start = left.on(frame)
        return start, right.on(beside(frame, start.start, "future") if recurs(right) else frame)

    def placed(self, frame: Frame) -> tuple[Interval, Interval]:
        """Both sides recur: the span that the tense points to, by default the one that began last."""
        if frame.tense == "future":
            to = self.right.on(frame)
            return self.left.on(beside(frame, to.end, "past")), to
        start = self.left.on(frame)
        to = self.right.on(beside(frame, start.start, "future"))
        if frame.tense == "past" and frame.base and to.end and to.start and to.start > frame.base:
            to = self.right.on(frame)
            start = self.left.on(beside(frame, to.end, "past"))
        return start, to


def beside(frame: Frame, day: date | None, tense: Tense) -> Frame:
    """A frame whose base is another day of the same expression."""
    return replace(frame, base=day, tense=tense)


def recurs(reading: Reading) -> bool:
    """Whether the reading comes again and again and must be placed by another day."""
    return (isinstance(reading, Weekly | Yearly) and reading.which is None) or (
        isinstance(reading, PartOf) and recurs(reading.whole)
    )


def is_full(reading: Reading) -> bool:
    """Whether the words alone tell the days."""
    return isinstance(reading, Fixed) or (isinstance(reading, PartOf) and is_full(reading.whole))


def finer(left: Precision, right: Precision) -> Precision:
    """The finer of two precisions."""
    order: tuple[Precision, ...] = ("day", "week", "month", "year")
    return min(left, right, key=order.index)


@dataclass(frozen=True, slots=True)
class Opened:
    """An interval with one side given by words and the other by publication: "since 2019", "until March", "by 2030"."""

    point: Reading
    opening: Opening

    def on(self, frame: Frame) -> Interval:
        """Up to the base for "since", from the base for "until", "by" and "before"; None where the base doesn't fit."""
        point, base = self.point.on(frame), frame.base
        if self.opening == "since":
            return point._replace(end=base if base and point.start and point.start <= base else None)
        if self.opening == "after":
            return point._replace(start=point.end + DAY if point.end else None, end=None)
        edge = self.point.edge if isinstance(self.point, PartOf) else None
        end = point.start if edge == "start" else point.end
        if self.opening == "before" and edge != "end":
            end = point.start - DAY if point.start else None
        return point._replace(start=base if base and end and base <= end else None, end=end)
