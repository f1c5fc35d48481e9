"""Rules for dates as a calendar writes them: days, months, years, decades, centuries.

Part of the step `linking`: the first stage of the date grammar. A function returns None where the words are no date.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from dragoman.linking.date_calendar import Days, century_of, day_of, month_of, months_from, year_of, years_from
from dragoman.linking.date_combined import FromEvent
from dragoman.linking.date_grammar import Hit, Piece, Rule
from dragoman.linking.date_guards import (
    capitalised,
    day_number,
    month_alone,
    month_and_count,
    month_word,
    names_something,
    that_one,
    year_alone,
    year_number,
)
from dragoman.linking.date_readings import Fixed, Monthly, Reading, ShortDecade, TurnOfCentury, Which, Yearly
from dragoman.linking.date_words import DECADES, MONTH_NUMBER, SEASONS, WEEKDAY_NUMBER, word_set

WEEKDAY = "( weekday:WEEKDAY|SHORTDAY .? DAYPART? ,? )?"
MONTH = "( month:FULLMONTH|SHORTMONTH .? )"
YEAR = "( ,? of? year:YEAR )"
DAY = "the? day:DAYNUMBER|NTH"
TO_DAY = "( , middle:DAYNUMBER|NTH ,? )? joint:to|-|and|until|till|through|or|/ the? to:DAYNUMBER|NTH"
SPAN = "( from | between:between )?"
WHICH: dict[str, Which] = {
    "last": "last",
    "past": "last",
    "this": "this",
    "current": "this",
    "next": "next",
    "coming": "next",
}
# "The following March" is told from an event and not from publication.
FROM_EVENT: dict[str, Which] = {"following": "next", "previous": "last", "preceding": "last", "that": "this"}
SHORT_MONTH_PREPOSITIONS = word_set("in since until till from of late early mid last next between")
SEASON_PREPOSITIONS = word_set(
    "in by until till during since over for early mid late before after through throughout -"
)
# Days that reports name by month and day alone, with the nouns that follow: (month, day) → year, nouns.
KNOWN_DAYS = {
    (9, 11): (2001, "attack attacks hijackings hijackers terror terrorist commission"),
    (10, 7): (2023, "attack attacks massacre massacres assault raid"),
    (1, 6): (2021, "attack riot rioters insurrection committee"),
    (7, 7): (2005, "bombings bombers"),
    (11, 26): (2008, "attack attacks"),
    (6, 4): (1989, "crackdown massacre"),
}
# Days that a pair of numbers names.
NUMBERED_DAYS = {
    ("9", "11"): date(2001, 9, 11),
    ("26", "11"): date(2008, 11, 26),
    ("7", "7"): date(2005, 7, 7),
}


def iso_day(hit: Hit) -> Reading | None:
    """2025-11-03, 2025.11.03."""
    year, month, day = map(int, hit.token("day").replace(".", "-").split("-"))
    days = day_of(year, month, day) if year else None
    return Fixed(days, "day") if days else None


def dotted_day(hit: Hit) -> Reading | None:
    """24.02.2022: with full stops the day always comes first."""
    day, month, year = map(int, hit.token("day").split("."))
    days = day_of(year, month, day) if year else None
    return Fixed(days, "day") if days else None


def slashed_day(hit: Hit) -> Reading | None:
    """25/12/2019 or 12/25/2019; None where it can be read both ways."""
    if not glued(hit):
        return None
    one, other, year = hit.number("a"), hit.number("b"), hit.number("year")
    readings = {days for day, month in ((one, other), (other, one)) if (days := day_of(year, month, day))}
    return Fixed(readings.pop(), "day") if len(readings) == 1 else None


def year_first_day(hit: Hit) -> Reading | None:
    """2011/03/12."""
    days = day_of(hit.number("year"), hit.number("b"), hit.number("a")) if glued(hit) else None
    return Fixed(days, "day") if days else None


def glued(hit: Hit, name: str | None = None) -> bool:
    """Whether the match, or what of it begins at a named part, holds no white space and no digits go on beside it."""
    first = hit.at(name) if name else hit.first
    inside = all(hit.words.touches(index) for index in range(first + 1, hit.last))
    beside = [hit.words.at(first - 1)] if hit.words.touches(first) else []
    beside += [hit.words.at(hit.last)] if hit.words.touches(hit.last) else []
    return inside and not any(mark in ("/", "-") for mark in beside)


def nine_eleven(hit: Hit) -> Reading | None:
    """9/11; 26/11 and 7/7 before "attacks" or "bombings"."""
    known = NUMBERED_DAYS.get((hit.token("a"), hit.token("b")))
    if known is None or not glued(hit):
        return None
    said = known == date(2001, 9, 11) or hit.words.at(hit.last) in KNOWN_DAYS[known.month, known.day][1].split()
    return Fixed((known, known), "day") if said else None


def calendar_day(hit: Hit) -> Reading | None:
    """3 November 2025, Thursday, Nov. 3, the third of May."""
    month = MONTH_NUMBER[hit.token("month")]
    day = hit.number("day") + (hit.number("tens") if hit.has("tens") else 0)
    spelled = hit.has("tens") or day_number(hit.words, hit.at("day"))
    if not month_word(hit.words, hit.at("month")) or not spelled:
        return None
    if hit.has("year"):
        days = day_of(hit.number("year"), month, day) if year_number(hit.words, hit.at("year")) else None
        return Fixed(days, "day") if days else None
    if not day_of(2000, month, day) or names_something(hit.words, hit.last):
        return None
    if hit.at("day") > hit.at("month") and month_and_count(hit.words, hit.at("month"), hit.last):
        return None
    return known_day(hit, month, day) or Yearly(partial(day_of, month=month, day=day), "day", weekday=weekday(hit))


def known_day(hit: Hit, month: int, day: int) -> Reading | None:
    """The September 11 attacks."""
    year, nouns = KNOWN_DAYS.get((month, day), (0, ""))
    return (
        Fixed((date(year, month, day), date(year, month, day)), "day")
        if hit.words.at(hit.last) in nouns.split()
        else None
    )


def weekday(hit: Hit) -> int | None:
    """The weekday said with a date."""
    return WEEKDAY_NUMBER[hit.token("weekday")] if hit.has("weekday") else None


def calendar_days(hit: Hit) -> Reading | None:
    """3 to 5 November 2025, Nov. 16-17, 5 and 6 May; "and" joins only days that follow each other."""
    first, last, month = hit.number("day"), hit.number("to"), MONTH_NUMBER[hit.token("month")]
    joined = hit.token("joint") in ("and", "or", "/") and not hit.has("between")
    if not first < last or (joined and last != first + (2 if hit.has("middle") else 1)):
        return None
    if not month_word(hit.words, hit.at("month")) or not day_number(hit.words, hit.at("day")):
        return None
    if hit.at("day") > hit.at("month") and month_and_count(hit.words, hit.at("month"), hit.last):
        return None
    if not hit.has("year"):
        return Yearly(partial(days_of, month=month, first=first, last=last), "day", weekday=weekday(hit))
    days = days_of(hit.number("year"), month, first, last) if year_number(hit.words, hit.at("year")) else None
    return Fixed(days, "day") if days else None


def days_of(year: int, month: int, first: int, last: int) -> Days | None:
    """The days from one to another of a month; None where that year's month is shorter."""
    start, end = day_of(year, month, first), day_of(year, month, last)
    return (start[0], end[0]) if start and end else None


def day_of_month(hit: Hit) -> Reading | None:
    """On the 14th; Monday the 3rd."""
    after = hit.words.at(hit.last)
    if hit.has("weekday"):
        return Monthly(hit.number("day"), weekday(hit))
    ends = after in ("", ".", ",", ";", ")", "and", "when", "after", "before", "but", "as")
    if after == "and" and hit.words.at(hit.last + 1)[:1].isdecimal():
        return None
    return Monthly(hit.number("day")) if ends else None


def month_of_year(hit: Hit) -> Reading | None:
    """November 2025, March, 1999, the August of 1968."""
    if not month_word(hit.words, hit.at("month")) or not year_number(hit.words, hit.at("year")):
        return None
    return Fixed(month_of(hit.number("year"), MONTH_NUMBER[hit.token("month")]), "month")


def iso_month(hit: Hit) -> Reading | None:
    """2025-11; but 2003-04 and 2010-12 are spans of years."""
    year, month = hit.number("year"), hit.number("month")
    if not glued(hit) or len(hit.token("month")) != 2 or not 1 <= month <= 12 or month > year % 100:
        return None
    return Fixed(month_of(year, month), "month")


def month_by_name(hit: Hit) -> Reading | None:
    """November."""
    if not month_alone(hit.words, hit.at("month")):
        return None
    return Yearly(partial(month_of, month=MONTH_NUMBER[hit.token("month")]), "month")


def told_month(hit: Hit) -> Piece | Reading | None:
    """Last March; the following March, that March, which are told from an event."""
    if not month_word(hit.words, hit.at("month")):
        return None
    return told(hit, Yearly(partial(month_of, month=MONTH_NUMBER[hit.token("month")]), "month"))


def told(hit: Hit, yearly: Yearly) -> Piece | Reading | None:
    """What comes once a year with the word that tells which one."""
    which = hit.token("which")
    if which == "that" and not that_one(hit.words, hit.first):
        return None
    if which not in FROM_EVENT:
        return replace(yearly, which=WHICH[which])
    return replace(hit.made(FromEvent(replace(yearly, which=FROM_EVENT[which]))), told_from_event=True)


def months(hit: Hit) -> Reading | None:
    """The span of two months that share a year: May/June 2019, March-April."""
    first, last = MONTH_NUMBER[hit.token("month")], MONTH_NUMBER[hit.token("to")]
    words = hit.words
    if first >= last or not (words.raw(hit.at("month"))[0].isupper() and words.raw(hit.at("to"))[0].isupper()):
        return None
    if not hit.has("year"):
        return Yearly(partial(month_span, first=first, last=last), "month")
    return Fixed(month_span(hit.number("year"), first, last), "month") if year_number(words, hit.at("year")) else None


def month_span(year: int, first: int, last: int) -> Days:
    """From the first day of one month to the last of another."""
    return month_of(year, first)[0], month_of(year, last)[1]


def year(hit: Hit) -> Reading | None:
    """2019; the year 1969."""
    if not hit.has("named") and not year_alone(hit.words, hit.at("year")):
        return None
    return Fixed(year_of(hit.number("year")), "year")


def fiscal_year(hit: Hit) -> Reading:
    """FY2023, told as the calendar year that names it."""
    return Fixed(year_of(int(hit.token("year")[2:])), "year")


def years(hit: Hit) -> Reading | None:
    """2014-16, 1998–99, 2024/25, 2001-2004, told as all the calendar years they touch."""
    first, token = hit.number("year"), hit.token("to")
    short = len(token) == 2
    last = int(token) + (first // 100 * 100 if short else 0)
    if len(token) not in (2, 4) or not 1500 <= first < last <= first + (99 if short else 500):
        return None
    glued_on = hit.words.touches(hit.first) and hit.words.at(hit.first - 1) in ("-", "/", ".", "+", "#", "$")
    if glued_on or (short and not glued(hit, "year")) or not year_number(hit.words, hit.at("to")):
        return None
    split_year = last == first + 1 or hit.token("joint") != "/"
    return Fixed(years_from(first, last - first + 1), "year") if split_year else None


def decade(hit: Hit) -> Reading | None:
    """The 1990s, the '90s, the nineties."""
    token, before = hit.token("decade"), hit.words.at(hit.first - 1)
    if token in DECADES:
        return ShortDecade(DECADES[token])
    start = int(token.rstrip("s"))
    if start >= 1000:
        return Fixed(years_from(start, 10), "year")
    near = [hit.words.at(index) for index in range(hit.first - 3, hit.first)]
    told = hit.first < hit.at("decade") or (before in ("early", "late", "mid", "-") and "the" in near)
    return ShortDecade(start) if told and start >= 20 else None


def possessive_decade(hit: Hit) -> Reading | None:
    """The 1990's."""
    start = hit.number("decade")
    return Fixed(years_from(start, 10), "year") if start % 10 == 0 and start >= 1500 else None


def century(hit: Hit) -> Reading | None:
    """The 19th century, told by the strict count: 1801 to 1900."""
    count = (20 if hit.has("tens") else 0) + hit.number("nth")
    return Fixed(century_of(count), "year") if 10 <= count <= 22 else None


def centuries(hit: Hit) -> Reading | None:
    """The 18th and 19th centuries."""
    first, last = hit.number("a"), hit.number("nth")
    return Fixed((century_of(first)[0], century_of(last)[1]), "year") if 10 <= first < last <= 22 else None


def short_month(hit: Hit) -> Reading | None:
    """In Nov., from Jan."""
    placed = hit.words.at(hit.first - 1) in SHORT_MONTH_PREPOSITIONS
    spanned = hit.words.at(hit.last) in ("to", "-", "–") and hit.words.at(hit.last + 1) in MONTH_NUMBER
    if not (placed or spanned) or not hit.words.raw(hit.first)[0].isupper():
        return None
    return Yearly(partial(month_of, month=MONTH_NUMBER[hit.token("month")]), "month")


def turn_of_century(hit: Hit) -> Reading:
    """The turn of the century."""
    return TurnOfCentury()


def season_of(year: int, month: int) -> Days:
    """The three months of a northern season; a winter counts to the year in which it begins."""
    return months_from(year, month, 3)


def season_of_year(hit: Hit) -> Reading | None:
    """Summer 2023, the winter of 1998-99."""
    year, month = hit.number("year"), SEASONS[hit.token("season")]
    if hit.has("to"):
        return Fixed(season_of(year, month), "month") if (year + 1) % 100 == hit.number("to") % 100 else None
    return Fixed(season_of(year, month), "month") if year_number(hit.words, hit.at("year")) else None


def season(hit: Hit) -> Reading | None:
    """The winter, in spring: where a word before it says that it is a time."""
    words, at = hit.words, hit.at("season")
    if is_name(hit) or words.at(hit.first - 1) not in SEASON_PREPOSITIONS or words.at(hit.last) in ("of", "water"):
        return None
    return Yearly(partial(season_of, month=SEASONS[words.at(at)]), "month")


def told_season(hit: Hit) -> Piece | Reading | None:
    """Last spring, this summer; the previous winter, which is told from an event."""
    if is_name(hit):
        return None
    return told(hit, Yearly(partial(season_of, month=SEASONS[hit.token("season")]), "month"))


def is_name(hit: Hit) -> bool:
    """Whether the season is part of a name: the Arab Spring."""
    at = hit.at("season")
    before = hit.words.raw(at - 1)
    return capitalised(hit.words, at) and before[:1].isupper() and before.lower() not in {*WHICH, "the", "in"}


RULES = (
    Rule("day:ISODAY", iso_day),
    Rule("day:DOTTEDDAY", dotted_day),
    Rule("a:DAYNUMBER /|- b:DAYNUMBER /|- year:YEAR", slashed_day),
    Rule("year:YEAR /|-|. b:DAYNUMBER /|-|. a:DAYNUMBER", year_first_day),
    Rule("a:DAYNUMBER / b:DAYNUMBER", nine_eleven),
    Rule(f"{WEEKDAY} the? day:DAYNUMBER|NTH of? {MONTH}", calendar_day),
    Rule(f"{WEEKDAY} the? day:DAYNUMBER|NTH of? {MONTH} {YEAR}", calendar_day),
    Rule(f"{WEEKDAY} the ( tens:TENS - )? day:ORDINAL of {MONTH}", calendar_day),
    Rule(f"{WEEKDAY} the ( tens:TENS - )? day:ORDINAL of {MONTH} {YEAR}", calendar_day),
    Rule(f"day:DAYNUMBER -|/ {MONTH} -|/ year:YEAR", calendar_day),
    Rule(f"{WEEKDAY} {MONTH} the? day:DAYNUMBER|NTH", calendar_day),
    Rule(f"{WEEKDAY} {MONTH} the? day:DAYNUMBER|NTH {YEAR}", calendar_day),
    Rule(f"{SPAN} {WEEKDAY} {DAY} {TO_DAY} of? {MONTH}", calendar_days),
    Rule(f"{SPAN} {WEEKDAY} {DAY} {TO_DAY} of? {MONTH} {YEAR}", calendar_days),
    Rule(f"{SPAN} {WEEKDAY} {MONTH} {DAY} {TO_DAY}", calendar_days),
    Rule(f"{SPAN} {WEEKDAY} {MONTH} {DAY} {TO_DAY} {YEAR}", calendar_days),
    Rule("the day:NTH", day_of_month),
    Rule("weekday:WEEKDAY ,? the? day:NTH", day_of_month),
    Rule(f"{MONTH} ,? year:YEAR", month_of_year),
    Rule(f"{MONTH} of year:YEAR", month_of_year),
    Rule("year:YEAR - month:DAYNUMBER", iso_month),
    Rule("month:FULLMONTH", month_by_name),
    Rule("month:SHORTMONTH .?", short_month),
    Rule("the|this? which:last|past|this|next|coming|current month:FULLMONTH", told_month),
    Rule("the which:following|previous|preceding month:FULLMONTH", told_month),
    Rule("which:that month:FULLMONTH", told_month),
    Rule("month:FULLMONTH|SHORTMONTH .? -|/ to:FULLMONTH|SHORTMONTH .?", months),
    Rule(f"month:FULLMONTH|SHORTMONTH .? -|/ to:FULLMONTH|SHORTMONTH .? {YEAR}", months),
    Rule("year:YEAR", year),
    Rule("the? calendar|fiscal|financial? named:year|fy|fiscal of? year:YEAR", year),
    Rule("the? calendar|fiscal|financial|academic|school? year year:YEAR joint:-|/ to:DAYNUMBER|TWODIGITS|YEAR", years),
    Rule("year:FISCALYEAR", fiscal_year),
    Rule("year:YEAR joint:-|/ to:DAYNUMBER|TWODIGITS|YEAR", years),
    Rule("from? year:YEAR joint:- to:YEAR", years),
    Rule("the? quote:'? decade:DECADE", decade),
    Rule("the decade:DECADEWORD", decade),
    Rule("the decade:YEAR ' s", possessive_decade),
    Rule("the? nth:NTH|ORDINAL -? century", century),
    Rule("the? tens:twenty - nth:first -? century", century),
    Rule("the? a:NTH|ORDINAL and|to|- nth:NTH|ORDINAL centuries", centuries),
    Rule("the turn of the century", turn_of_century),
    Rule("the? season:SEASON of? year:YEAR", season_of_year),
    Rule("the? season:SEASON of? year:YEAR -|/ to:DAYNUMBER|TWODIGITS|YEAR", season_of_year),
    Rule("the? season:SEASON", season),
    Rule("the|this? which:last|past|this|next|coming|current season:SEASON", told_season),
    Rule("the which:following|previous|preceding season:SEASON", told_season),
    Rule("which:that season:SEASON", told_season),
)
