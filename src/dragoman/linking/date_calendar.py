"""The calendar that news dates are reckoned in: whole days, their intervals, and shifts between them.

Part of the step `linking`; used by `dragoman.linking.dates`. All dates are proleptic Gregorian, as `datetime.date` has
them. A week runs from Monday to Sunday (ISO 8601). Shifts by months and years keep the day of the month, or take the
last day of a shorter month. A day outside the years 1 to 9999 raises OverflowError or ValueError, as in `datetime`.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from dragoman.model import When
from dragoman.model.entity import Basis, Precision

Tense = Literal["past", "future", "near"]
Unit = Literal["day", "week", "month", "quarter", "year", "decade", "century"]
Third = Literal["early", "mid", "late"]
Edge = Literal["start", "end"]
Days = tuple[date, date]
DaysOfYear = Callable[[int], Days | None]

DAY = timedelta(days=1)
# Every unit as a number of the three steps that a shift knows.
STEPS: dict[Unit, tuple[int, Literal["day", "week", "month"]]] = {
    "day": (1, "day"),
    "week": (1, "week"),
    "month": (1, "month"),
    "quarter": (3, "month"),
    "year": (12, "month"),
    "decade": (120, "month"),
    "century": (1200, "month"),
}
PRECISION: dict[Unit, Precision] = {
    "day": "day",
    "week": "week",
    "month": "month",
    "quarter": "month",
    "year": "year",
    "decade": "year",
    "century": "year",
}


class Interval(NamedTuple):
    """Days from `start` to `end`, both inclusive; None where the words leave that side open or unknown."""

    start: date | None
    end: date | None
    precision: Precision
    basis: Basis

    def when(self, expression: str) -> When:
        """The interval as the model tells it, with the words it rests on."""
        return When(start=self.start, end=self.end, precision=self.precision, expression=expression, basis=self.basis)


@dataclass(frozen=True, slots=True)
class Frame:
    """What words that lean on another date lean on.

    Attributes:
        base: Day of publication; None when unknown.
        tense: Whether the clause tells of the past or the future, or of the nearer of both; None when its words don't
            say.
        event: Day of the event that the words are told from ("the following day"); None when unknown.
    """

    base: date | None
    tense: Tense | None = None
    event: date | None = None


def month_of(year: int, month: int) -> Days:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def months_from(year: int, month: int, count: int) -> Days:
    """First and last day of `count` months on end."""
    first = date(year, month, 1)
    return first, add_months(first, count) - DAY


def year_of(year: int) -> Days:
    """First and last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def years_from(year: int, count: int) -> Days:
    """First and last day of `count` years on end."""
    return date(year, 1, 1), date(year + count - 1, 12, 31)


def century_of(number: int) -> Days:
    """First and last day of a century: the 21st runs from 2001 to 2100."""
    return years_from(100 * number - 99, 100)


def day_of(year: int, month: int, day: int) -> Days | None:
    """One day as an interval; None where that year's month has no such day."""
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day), date(year, month, day)


def add_months(day: date, count: int) -> date:
    """The same day of the month `count` months on, or that month's last."""
    year, month = divmod(12 * day.year + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shift(day: date, count: int, unit: Unit) -> date:
    """The day `count` units on; a negative count goes back."""
    factor, step = STEPS[unit]
    if step == "month":
        return add_months(day, factor * count)
    return day + timedelta(days=factor * count * (7 if step == "week" else 1))


def around(day: date, unit: Unit) -> Days:
    """First and last day of the calendar unit that holds `day`: its week from Monday, its quarter, its decade."""
    match unit:
        case "day":
            return day, day
        case "week":
            monday = day - timedelta(days=day.weekday())
            return monday, monday + 6 * DAY
        case "month":
            return month_of(day.year, day.month)
        case "quarter":
            return months_from(day.year, day.month - (day.month - 1) % 3, 3)
        case "year":
            return year_of(day.year)
        case "decade":
            return years_from(day.year - day.year % 10, 10)
        case "century":
            return century_of((day.year + 99) // 100)


def third(days: Days, which: Third) -> Days:
    """The early, middle or late third of an interval, cut where people cut it.

    A century or decade is cut between years (1990-93, 1994-96, 1997-99), a year, quarter or season between months
    (January to April, May to August, September to December), a month after the 10th and the 20th, a week into Monday
    and Tuesday, Wednesday and Thursday, and the rest. A shorter interval stays whole.
    """
    index = ("early", "mid", "late").index(which)
    start, end = days
    length = (end - start).days + 1
    if length > 366:
        first, last = part(end.year - start.year + 1, index)
        return years_from(start.year + first, last - first)
    if length > 31:
        months = 12 * (end.year - start.year) + end.month - start.month + 1
        first, last = part(months, index)
        begin = add_months(start, first)
        return begin, add_months(begin, last - first) - DAY
    if length < 7:
        return days
    cuts = (0, 10, 20, length) if length > 7 else (0, 2, 4, 7)
    return start + cuts[index] * DAY, start + (cuts[index + 1] - 1) * DAY


def part(count: int, index: int) -> tuple[int, int]:
    """Where the first, second or last third of `count` units begins and ends; earlier thirds take what is over."""
    return -(-count * index // 3), -(-count * (index + 1) // 3)


def edge(days: Days, which: Edge) -> Days:
    """The beginning or end of an interval.

    Of a century its first or last ten years, of a decade the year, of a year, quarter or season the month, of a month
    seven days, of a week Monday and Tuesday or Friday to Sunday; a shorter interval stays whole.
    """
    start, end = days
    length = (end - start).days + 1
    if length < 7:
        return days
    if length > 31:
        months = 120 if length > 10_000 else 12 if length > 366 else 1
        near = add_months(start, months) - DAY, add_months(end + DAY, -months)
    elif length > 7:
        near = start + 6 * DAY, end - 6 * DAY
    else:
        near = start + DAY, end - 2 * DAY
    return (start, near[0]) if which == "start" else (near[1], end)


def half(days: Days, index: int) -> Days:
    """The first (0) or second (1) half: of a year six months, of a month its first fifteen days or the rest."""
    start, end = days
    if end.year - start.year >= 2:
        middle = date((start.year + end.year + 1) // 2, 1, 1)
    elif (end - start).days > 31:
        middle = add_months(start, (12 * (end.year - start.year) + end.month - start.month + 1) // 2)
    else:
        middle = start + (15 if (end - start).days > 7 else 3) * DAY
    return (start, middle - DAY) if index == 0 else (middle, end)


def weekday_in(days: Days, weekday: int, nth: int) -> Days | None:
    """The nth Monday (0) to Sunday (6) of an interval, counted from 1, or from the end with -1; None without one."""
    start, end = days
    if nth > 0:
        day = start + ((weekday - start.weekday()) % 7 + 7 * (nth - 1)) * DAY
    else:
        day = end - ((end.weekday() - weekday) % 7) * DAY
    return (day, day) if start <= day <= end else None


def easter(year: int) -> date:
    """Easter Sunday of the Western churches (the anonymous Gregorian algorithm, Nature, 20 April 1876)."""
    golden, (hundreds, rest) = year % 19, divmod(year, 100)
    leap, extra = divmod(hundreds, 4)
    epact = (19 * golden + hundreds - leap - (hundreds - (hundreds + 8) // 25 + 1) // 3 + 15) % 30
    offset = (32 + 2 * extra + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * offset) // 451
    month, day = divmod(epact + offset - 7 * late + 114, 31)
    return date(year, month, day + 1)
