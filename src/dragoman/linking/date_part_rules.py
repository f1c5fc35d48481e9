"""Rules for parts of a longer time: "early 2020", "the end of the year", "the third quarter", "Tuesday of last week".

Part of the step `linking`: the second stage of the date grammar, run twice, so that it sees its own results ("late in
the third quarter of 2019"). A function returns None where the words are no date.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from dragoman.linking.date_calendar import (
    DAY,
    PRECISION,
    Days,
    Edge,
    Third,
    Unit,
    around,
    edge,
    half,
    months_from,
    shift,
    third,
    weekday_in,
)
from dragoman.linking.date_combined import InWeek, InYear, Moved, PartOf, ToDate, recurs
from dragoman.linking.date_counts import COUNT, measured, unit_of
from dragoman.linking.date_grammar import Hit, Piece, Rule
from dragoman.linking.date_readings import Calendar, Fixed, Reading, Shifted, Weekly, Yearly
from dragoman.linking.date_words import WEEKDAY_NUMBER

# "the year" after "the end of" is the year of publication.
WHOLE = "( t:TIME | the|this? span:day|week|month|year|decade|century|quarter )"
EDGES: dict[str, Edge | Third] = {
    "start": "start", "beginning": "start", "outset": "start", "dawn": "start", "opening": "start",
    "end": "end", "close": "end", "closing": "end",
    "middle": "mid", "mid": "mid",
}  # fmt: skip
THIRDS: dict[str, Third] = {"early": "early", "mid": "mid", "late": "late"}


def whole(hit: Hit) -> Reading | None:
    """What the part is taken from."""
    if hit.has("t"):
        return hit.reading("t")
    found = unit_of(hit.token("span"))
    return Calendar(found[0], 0) if found and found[0] != "day" else None


def early_or_late(hit: Hit) -> Piece | None:
    """Early 2020, mid-1990s, late last year; earlier in May; of a single day, the day."""
    reading = whole(hit)
    if reading is None:
        return None
    side = hit.token("side")
    if side in ("earlier", "later"):
        return hit.made(ToDate(reading, "earlier" if side == "earlier" else "later"))
    return hit.made(PartOf(reading, partial(third, which=THIRDS[side])))


def edge_of(hit: Hit) -> Reading | None:
    """The end of the year, the start of March, the middle of 2020, end-2025."""
    reading, which = whole(hit), EDGES[hit.token("edge")]
    if reading is None or is_day(reading):
        return reading if hit.has("t") else None
    if which == "mid":
        return PartOf(reading, partial(third, which="mid"))
    end: Edge = "start" if which == "start" else "end"
    return PartOf(reading, partial(edge, which=end), edge=end)


def is_day(reading: Reading) -> bool:
    """Whether a reading is of single days."""
    return isinstance(reading, Weekly) or getattr(reading, "precision", "") == "day"


def year_end(hit: Hit) -> Reading | None:
    """Year-end, month's end."""
    found = unit_of(hit.token("unit"))
    return PartOf(Calendar(found[0], 0), partial(edge, which="end"), edge="end") if found else None


def mid_year(hit: Hit) -> Reading | None:
    """Mid-year, midweek."""
    unit: Unit = "week" if hit.token("mid").endswith("week") else "year"
    return PartOf(Calendar(unit, 0), partial(third, which="mid"))


def half_of(hit: Hit) -> Reading | None:
    """The first half of 2024, the second half of the month."""
    reading = whole(hit)
    index = 0 if hit.token("nth") == "first" else 1
    if reading is None or is_day(reading):
        return None
    return PartOf(reading, partial(half, index=index), "month" if is_year(reading) else None)


def half_year(hit: Hit) -> Reading | None:
    """H1 2024."""
    reading = hit.reading("t")
    index = 0 if hit.token("h").endswith("1") else 1
    return PartOf(reading, partial(half, index=index), "month") if is_year(reading) else None


def quarter_days(year: int, number: int) -> Days:
    """The three months of a quarter."""
    return months_from(year, 3 * number - 2, 3)


def quarter(hit: Hit) -> Reading | None:
    """The third quarter, Q3 2023, the final quarter of last year; "a quarter of the seats" is none."""
    token = hit.token("nth")
    number = (
        4 if token in ("final", "last") else hit.number("nth") if hit.has("nth") else int(hit.token("q").strip("q"))
    )
    if not 1 <= number <= 4 or (not hit.has("t") and not hit.has("span") and fraction(hit)):
        return None
    part = Yearly(partial(quarter_days, number=number), "month")
    if hit.has("t"):
        return in_year(part, hit.reading("t"))
    return InYear(part, Calendar("year", 0)) if hit.has("span") else part


def fraction(hit: Hit) -> bool:
    """Whether a quarter without a year is a part of something else."""
    return hit.words.at(hit.last) == "of" or hit.words.at(hit.first - 1) in ("a", "one") or hit.token("nth") == "last"


def first_units(hit: Hit) -> Reading | None:
    """The first three months of 2009, the last two weeks of March."""
    reading, found = whole(hit), measured(hit)
    if reading is None or found is None or is_day(reading):
        return None
    count, unit = found
    if count.high is None:
        return PartOf(reading, partial(edge, which="start" if starts(hit) else "end"))
    return PartOf(reading, partial(units_of, count=count.high, unit=unit, start=starts(hit)), PRECISION[unit])


def starts(hit: Hit) -> bool:
    """Whether the units are counted from the beginning."""
    return hit.token("nth") in ("first", "opening", "early")


def units_of(days: Days, count: int, unit: Unit, start: bool) -> Days | None:
    """So many units from the beginning or end of an interval; None where it is shorter."""
    found = (days[0], shift(days[0], count, unit) - DAY) if start else (shift(days[1] + DAY, -count, unit), days[1])
    return found if days[0] <= found[0] <= found[1] <= days[1] else None


def nth_unit(hit: Hit) -> Reading | None:
    """The first week of November, the last day of 2019, the second Monday of May, the last weekend of the month."""
    reading, word, token = whole(hit), hit.token("of"), hit.token("nth")
    if reading is None or is_day(reading):
        return None
    nth = {"last": -1, "final": -1, "closing": -1, "opening": 1}.get(token) or hit.number("nth")
    if word in WEEKDAY_NUMBER:
        return PartOf(reading, partial(weekday_in, weekday=WEEKDAY_NUMBER[word], nth=nth), "day")
    if word == "weekend":
        return PartOf(reading, partial(weekend_in, nth=nth), "day")
    found = unit_of(word)
    return PartOf(reading, partial(unit_in, unit=found[0], nth=nth), PRECISION[found[0]]) if found else None


def weekend_in(days: Days, nth: int) -> Days | None:
    """The nth weekend of an interval, by its Saturday."""
    saturday = weekday_in(days, 5, nth)
    return (saturday[0], saturday[0] + DAY) if saturday else None


def unit_in(days: Days, unit: Unit, nth: int) -> Days | None:
    """The nth day, week, month of an interval, counted from its first day; a last piece may be shorter."""
    if nth < 0:
        return units_of(days, 1, unit, start=False)
    start = shift(days[0], nth - 1, unit)
    end = min(days[1], shift(days[0], nth, unit) - DAY)
    return (start, end) if start <= end else None


def part_in_whole(hit: Hit) -> Piece | None:
    """November last year, the summer of last year, Tuesday of last week, Friday next week, May of that year."""
    part, of = hit.piece("t"), hit.piece("y")
    if part.relation != "at" or part.told_from_event or hit.words.at(hit.last) in ("'", "’"):
        return None
    if isinstance(part.reading, Shifted) and isinstance(of.reading, Calendar):
        exact = part.reading.origin is None and of.reading.offset == 0 and part.reading.sign < 0
        return hit.made(Moved(of.reading, part.reading)) if exact else None
    reading = in_week(part.reading, of.reading) if is_weekday(part.reading) else in_year(part.reading, of.reading)
    return replace(hit.made(reading), told_from_event=of.told_from_event) if reading else None


def whole_before_part(hit: Hit) -> Piece | None:
    """Last year in March; a year ago in June."""
    part, of = hit.piece("t"), hit.piece("y")
    if part.relation != "at" or part.told_from_event or isinstance(of.reading, Fixed):
        return None
    reading = in_year(part.reading, of.reading)
    return replace(hit.made(reading), told_from_event=of.told_from_event) if reading else None


def is_weekday(reading: Reading) -> bool:
    """Whether a reading is a bare weekday."""
    return isinstance(reading, Weekly) and reading.which is None


def in_week(part: Reading, week: Reading) -> Reading | None:
    """A weekday of a told week."""
    told = isinstance(week, Calendar | Shifted) and week.unit == "week"
    return InWeek(part.weekday, week) if told and isinstance(part, Weekly) else None


def in_year(part: Reading, year: Reading) -> Reading | None:
    """What comes once a year, or a part of it, in a told year."""
    if not is_year(year) or not recurs(part):
        return None
    if isinstance(part, PartOf):
        inner = in_year(part.whole, year)
        return replace(part, whole=inner) if inner else None
    return InYear(part, year) if isinstance(part, Yearly) else None


def is_year(reading: Reading) -> bool:
    """Whether a reading is of one calendar year."""
    if isinstance(reading, Fixed):
        return reading.precision == "year" and reading.days[0].year == reading.days[1].year
    return isinstance(reading, Calendar | Shifted) and reading.unit == "year"


def week_of(hit: Hit) -> Reading:
    """The week of November 10, the week beginning 3 May."""
    return PartOf(hit.reading("t"), week_around, "week")


def week_around(days: Days) -> Days:
    """The calendar week that holds an interval's first day."""
    return around(days[0], "week")


def named_month(hit: Hit) -> Reading | None:
    """The month of May."""
    reading = hit.reading("t")
    return reading if getattr(reading, "precision", "") == "month" else None


def nth_day(hit: Hit) -> Reading | None:
    """The 20th of last month."""
    reading = whole(hit)
    monthly = getattr(reading, "precision", "") == "month" or getattr(reading, "unit", "") == "month"
    if reading is None or not monthly:
        return None
    return PartOf(reading, partial(unit_in, unit="day", nth=hit.number("nth")), "day")


def rest_of(hit: Hit) -> Reading | None:
    """The rest of the year."""
    reading = whole(hit)
    return ToDate(reading, "rest") if reading else None


RULES = (
    Rule("the? side:early|mid|late|earlier|later -? in|on? t:TIME", early_or_late),
    Rule("side:early|late|earlier|later in ( the|this span:week|month|year|decade|century )", early_or_late),
    Rule(f"the|its? edge:start|beginning|outset|dawn|end|close|middle of {WHOLE}", edge_of),
    Rule("edge:end -? t:TIME", edge_of),
    Rule("unit:month|year|decade ( - | ' s ) end", year_end),
    Rule("unit:year end", year_end),
    Rule("mid - mid:week|year", mid_year),
    Rule("mid:midyear|midweek", mid_year),
    Rule(f"the? nth:first|second|latter half of {WHOLE}", half_of),
    Rule("the? nth:first|second|third|fourth|final|last -? quarter", quarter),
    Rule(f"the? nth:first|second|third|fourth|final|last -? quarter of? {WHOLE}", quarter),
    Rule("the? q:QUARTER", quarter),
    Rule(f"the? q:QUARTER of? {WHOLE}", quarter),
    Rule(f"the? nth:first|last|final|opening|closing {COUNT} unit:UNITS of|in {WHOLE}", first_units),
    Rule(f"the? nth:first|last|final|opening|closing|early unit:UNITS of {WHOLE}", first_units),
    Rule(
        f"the? nth:ORDINAL|last|final|opening|closing of:day|week|month|year|decade|weekend|WEEKDAY of|in {WHOLE}",
        nth_unit,
    ),
    Rule("t:TIME of|in? y:TIME", part_in_whole),
    Rule("y:TIME ,? in|on t:TIME", whole_before_part),
    Rule("the? week of|beginning|starting|commencing|ending t:TIME", week_of),
    Rule("the? month of t:TIME", named_month),
    Rule(f"the? nth:NTH of {WHOLE}", nth_day),
    Rule("h:HALFYEAR of? t:TIME", half_year),
    Rule(f"the rest|remainder of {WHOLE}", rest_of),
)
