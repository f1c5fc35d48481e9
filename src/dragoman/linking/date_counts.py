"""How much time: "two weeks", "a couple of days", "three and a half years", as the rules of the date grammar read it.

Part of the step `linking`.
"""

from __future__ import annotations

from dragoman.linking.date_calendar import Unit
from dragoman.linking.date_grammar import Hit
from dragoman.linking.date_readings import Count

NUMBERS = "CARDINAL|TENS|DAYNUMBER|TWODIGITS|NUMBER"
COUNT = (
    f"( ( tens:TENS - )? n:{NUMBERS}|a|an ( to|or|- m:{NUMBERS} )? ( -? and -? a -? more:half -? )? "
    "| a? vague:few|several|many|some|couple|dozen of? | a? half:half a|-? )"
)
ABOUT = (
    "( about|almost|nearly|around|roughly|over|some|barely|just|only|exactly|approximately|another | at least "
    "| more|less|fewer than | up to )?"
)
UNITS = "unit:UNIT|UNITS"
# Three weeks; some three and a half years; a year and a half; a week or two.
MEASURE = f"{ABOUT} {COUNT} {UNITS} ( and a extra:half | or plus:two|so )?"
UNIT_OF: dict[str, tuple[Unit, int]] = {
    "day": ("day", 1),
    "week": ("week", 1),
    "fortnight": ("week", 2),
    "month": ("month", 1),
    "quarter": ("quarter", 1),
    "year": ("year", 1),
    "decade": ("decade", 1),
    "centurie": ("century", 1),
    "century": ("century", 1),
}
# Counted from a day, a decade is ten years: "two decades ago" means a year and not the years from 2000 to 2009.
YEARS: dict[Unit, int] = {"decade": 10, "century": 100}
HALVES: dict[Unit, tuple[int, Unit]] = {"century": (50, "year"), "decade": (5, "year"), "year": (6, "month")}
ONE = Count(1, 1)
SAME = Count(0, 0)
SOME = Count(None, None)


def unit_of(word: str) -> tuple[Unit, int] | None:
    """The unit that a word names, and how many of it: a fortnight is two weeks; None for hours and minutes."""
    return UNIT_OF.get(word) or UNIT_OF.get(word.removesuffix("s"))


def measured(hit: Hit) -> tuple[Count, Unit] | None:
    """How many of which unit; hours count as whole days. None for hours that make no day."""
    word, found = hit.token("unit"), unit_of(hit.token("unit"))
    count = amounts(hit)
    if found is None:
        return hours(word, count)
    unit, factor = found
    if hit.has("half"):
        number, smaller = HALVES.get(unit, (0, unit))
        return (Count(number, number), smaller) if number else None
    if hit.has("more") or hit.has("extra"):
        return and_a_half(count, unit)
    if unit in YEARS:
        unit, factor = "year", factor * YEARS[unit]
    return times(count, factor), unit


def hours(word: str, count: Count) -> tuple[Count, Unit] | None:
    """Hours as days."""
    if word.startswith("minute") or count.low is None or count.high is None or count.high < 24:
        return None
    return Count(count.low // 24, count.high // 24), "day"


def and_a_half(count: Count, unit: Unit) -> tuple[Count, Unit]:
    """So many and a half, in a smaller unit where there is one that fits."""
    number, smaller = HALVES.get(unit, (0, unit))
    whole = times(count, 2 * number if number else 1)
    if whole.low is None or whole.high is None:
        return count, unit
    return Count(whole.low + number, whole.high + number), smaller


def times(count: Count, factor: int) -> Count:
    """So many times as much."""
    low, high = count
    return SOME if low is None or high is None else Count(low * factor, high * factor)


def amounts(hit: Hit) -> Count:
    """The number before a unit, or the two of "two or three"."""
    vague = hit.token("vague")
    if vague in ("couple", "dozen"):
        return Count(2, 2) if vague == "couple" else Count(12, 12)
    if vague or not hit.has("n"):
        return SOME
    low = hit.number("n") + (hit.number("tens") if hit.has("tens") else 0)
    high = hit.number("m") if hit.has("m") else low
    if hit.token("plus") == "two":
        high = max(2, low)
    return Count(min(low, high), max(low, high))
