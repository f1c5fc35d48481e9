"""Calendar days as newspapers and data files write them, for the reading step.

Only the day is kept, as the source writes it: a time of day or an offset from UTC never moves it. Day and month in
figures ("03/11/2025") can't be told apart and are refused, unless a figure above 12 settles it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

EXPECTED_FORM = "2025-11-03, 20251103, 3 November 2025 or Mon, 03 Nov 2025 14:05:00 GMT"

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+)"
_ZONE = r"(?:\s*\(?(?:[a-z]{2,5}(?:[+-]\d{1,2})?|z|[+-]\d{2}:?\d{2})\)?)"
_CLOCK = rf"\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}}(?:[.,]\d+)?)?(?:\s*[ap]\.?m\.?)?(?:\s*h(?:ou)?rs?)?{_ZONE}?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_WRITTEN = (
    rf"(?:(?P<day_first>{_DAY})(?:\s+of)?[\s-]+(?P<month_second>{_MONTH})(?:,?[\s-]+(?P<year_third>\d{{4}}))?"
    rf"|(?P<month_first>{_MONTH})\s+(?P<day_second>{_DAY})(?:(?:,\s*|\s+)(?P<year_last>\d{{4}}))?"
    r"|(?P<year_first>\d{4})(?P<mark>[-/.])(?P<month_figure>\d{1,2})(?P=mark)(?P<day_figure>\d{1,2})"
    r"|(?P<figure_one>\d{1,2})[/.](?P<figure_two>\d{1,2})[/.](?P<year_figures>\d{4}))"
)
_SPACED_CLOCK = rf"(?:(?:t|,?\s+(?:at\s+)?|\s*[-–—/]\s*){_CLOCK})"
_MOMENT = re.compile(rf"{_WEEKDAY}?(?:{_CLOCK},?\s+)?{_WEEKDAY}?{_WRITTEN}{_SPACED_CLOCK}?", re.IGNORECASE)
_FIGURE = re.compile(r"\d")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?")
_PREFIX = re.compile(
    r"(?:(?P<updated>(?:last\s+)?(?:updated|modified|edited|revised))"
    r"|(?:first\s+)?(?:published|posted|issued|released|dated|date|publication\s+date|release\s+date))"
    r"(?:\s+(?:on|at)\b)?\s*[:–—-]?\s*",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?:[^\W\d_][\w.'’-]*\s+){0,3}[^\W\d_][\w.'’-]*,\s+")
_BETWEEN_DATES = re.compile(r"\s*[|·•]\s*")
_CITY_OPENING = re.compile(
    r"[A-Z][A-Z.'’ -]{2,40}(?:,\s+[A-Z][\w. ]{1,20})??,?\s+(?P<moment>\(?[^()—–]{4,30}?\)?)\s*"
    r"(?:\([^()]{2,40}\)\s*)?[—–-]{1,2}\s"
)

LONGEST_DATE_LINE = 120


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that is only a date, perhaps with what it is the date of.

    Attributes:
        day: The day; None where the year is missing or day and month can't be told apart.
        updated: Whether it is the day of a later change, not of publication.
    """

    day: date | None
    updated: bool = False


def parse_day(text: str) -> date:
    """The calendar day that a metadata field gives.

    >>> parse_day("Mon, 03 Nov 2025 23:30:00 -0500")
    datetime.date(2025, 11, 3)

    Raises:
        ValueError: It isn't a date, has no year, or day and month can't be told apart.
    """
    text = text.strip()
    packed = _PACKED.fullmatch(text)
    day = _day(*map(int, packed.groups())) if packed else _moment_day(_MOMENT.fullmatch(text))
    if day is None:
        shown = text if len(text) <= 40 else text[:40] + "…"
        raise ValueError(f"{shown!r} is no certain date; expected a form like {EXPECTED_FORM}")
    return day


def date_line(text: str) -> DateLine | None:
    """What a line says if it is only a date, with a word like "Published" or a place before it at most.

    >>> date_line("Updated: Nov 3, 2025 14:05 GMT")
    DateLine(day=datetime.date(2025, 11, 3), updated=True)
    >>> date_line("The talks began on 3 November 2025.") is None
    True
    """
    if len(text) > LONGEST_DATE_LINE or not _FIGURE.search(text):
        return None
    found = [_one_date(part) for part in _BETWEEN_DATES.split(text) if part]
    if not found or None in found:
        return None
    lines = [line for line in found if line is not None]
    return next((line for line in lines if not line.updated), lines[0])


def opening_day(paragraph: str) -> date | None:
    """The day in an opening such as "ANKARA, Nov. 3, 2025 (Agency) —"; None without one, or without its year.

    >>> opening_day("ANKARA, Nov. 3, 2025 (Anadolu) — The two ministers met.")
    datetime.date(2025, 11, 3)
    """
    opening = _CITY_OPENING.match(paragraph[:LONGEST_DATE_LINE])
    return _moment_day(_MOMENT.fullmatch(opening["moment"].strip("() "))) if opening else None


def _one_date(text: str) -> DateLine | None:
    """A date alone, after its prefix and place."""
    prefix = _PREFIX.match(text)
    rest = text[prefix.end() :] if prefix else text
    moment = _MOMENT.fullmatch(rest)
    if moment is None and (place := _PLACE.match(rest)):
        moment = _MOMENT.fullmatch(rest, place.end())
    if moment is None:
        return None
    return DateLine(day=_moment_day(moment), updated=bool(prefix and prefix["updated"]))


def _moment_day(moment: re.Match[str] | None) -> date | None:
    """The day of a matched date; None without a year or where the figures leave it open."""
    if moment is None:
        return None
    year = moment["year_third"] or moment["year_last"] or moment["year_first"] or moment["year_figures"]
    if year is None:
        return None
    if moment["figure_one"]:
        return _day_of_figures(int(year), int(moment["figure_one"]), int(moment["figure_two"]))
    if moment["month_figure"]:
        return _day(int(year), int(moment["month_figure"]), int(moment["day_figure"]))
    month = (moment["month_second"] or moment["month_first"]).lower()[:3]
    figure = (moment["day_first"] or moment["day_second"]).rstrip("stndrhSTNDRH")
    return _day(int(year), _MONTHS.index(month) + 1, int(figure))


def _day_of_figures(year: int, one: int, two: int) -> date | None:
    """The day of "23/11/2025" or "11/23/2025"; None where both figures could be a month and differ."""
    if one <= 12 and two <= 12 and one != two:
        return None
    return _day(year, two, one) if one > 12 else _day(year, one, two)


def _day(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
