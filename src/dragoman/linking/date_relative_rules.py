"""Rules for days told from the day of publication: "on Thursday", "last week", "two weeks ago", "over the weekend".

Part of the step `linking`: the first stage of the date grammar, beside the calendar's rules. A function returns None
where the words are no date.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.linking.date_calendar import Unit
from dragoman.linking.date_calendar_rules import FROM_EVENT, WHICH
from dragoman.linking.date_combined import FromEvent, ToDate
from dragoman.linking.date_counts import MEASURE, SAME, SOME, measured, unit_of
from dragoman.linking.date_grammar import Hit, Piece, Rule
from dragoman.linking.date_guards import begins_with_capital, capitalised, that_one, today_word, weekday_alone
from dragoman.linking.date_readings import Calendar, NewYear, Overnight, Reading, Shifted, Weekend, Weekly
from dragoman.linking.date_words import WEEKDAY_NUMBER, word_set

DAY_WORDS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
# Before and after these "weekend" alone is no certain weekend: "every weekend", "a weekend of protest".
NO_ONE_WEEKEND = word_set("every each per long any most holiday bank the")
AFTER_WEEKEND = word_set("of and or in at to for with by on from is was home break trip getaway")


def day_word(hit: Hit) -> Reading | None:
    """Today, tonight, yesterday morning, tomorrow."""
    return Calendar("day", DAY_WORDS[hit.token("day")]) if today_word(hit.words, hit.at("day")) else None


def overnight(hit: Hit) -> Reading | None:
    """Overnight, as the night before publication; an "overnight stay" is none."""
    return None if hit.words.at(hit.first - 1) in ("an", "the", "stay") else Overnight()


def weekday(hit: Hit) -> Reading | None:
    """Thursday; Monday night."""
    at = hit.at("weekday")
    return Weekly(WEEKDAY_NUMBER[hit.token("weekday")]) if weekday_alone(hit.words, at) else None


def told_weekday(hit: Hit) -> Piece | Reading | None:
    """Last Monday, this Thursday; the following Tuesday, which is told from an event."""
    number, which = WEEKDAY_NUMBER[hit.token("weekday")], hit.token("which")
    if hit.words.at(hit.last) == "of" or (which == "that" and not that_one(hit.words, hit.first)):
        return None
    if which in FROM_EVENT:
        return replace(hit.made(FromEvent(Weekly(number, FROM_EVENT[which]))), told_from_event=True)
    return Weekly(number, WHICH[which])


def part_of_day(hit: Hit) -> Reading | None:
    """Last night, this morning; not CBS This Morning."""
    if capitalised(hit.words, hit.last - 1) and begins_with_capital(hit.words, hit.first - 1):
        return None
    return Calendar("day", -1 if hit.token("which") == "last" else 0)


def day_beside(hit: Hit) -> Reading:
    """The day before yesterday, the day after tomorrow."""
    return Calendar("day", -2 if hit.has("back") else 2)


def unit_beside(hit: Hit) -> Reading | None:
    """The year before last, the week after next, the night before last."""
    found = unit_of(hit.token("unit"))
    return Calendar(found[0] if found else "day", -2 if hit.has("back") else 2)


def weekend(hit: Hit) -> Reading | None:
    """Over the weekend, this weekend."""
    if hit.words.at(hit.last) == "of":
        return None
    which = hit.token("which")
    if hit.has("the") and which in ("past", "coming"):
        return Weekend()
    return Weekend(WHICH[which] if which else None)


def bare_weekend(hit: Hit) -> Reading | None:
    """Weekend talks."""
    after = hit.words.raw(hit.last)
    before = hit.words.at(hit.first - 1)
    noun = after.isalpha() and after.islower() and after not in AFTER_WEEKEND
    return Weekend() if noun and before not in NO_ONE_WEEKEND else None


def calendar_unit(hit: Hit) -> Reading | None:
    """This week, last year, next month, the current quarter."""
    unit, factor = unit_of(hit.token("unit")) or ("day", 0)
    which = WHICH[hit.token("which")]
    if factor != 1 or hit.words.at(hit.last) == "of" or (unit == "day" and which != "this"):
        return None
    return Calendar(unit, {"last": -1, "this": 0, "next": 1}[which])


def to_date(hit: Hit) -> Reading:
    """Earlier this week, later this year."""
    return ToDate(running(hit), "earlier" if hit.token("side") == "earlier" else "later")


def so_far(hit: Hit) -> Reading:
    """So far this month."""
    return ToDate(running(hit), "so far")


def running(hit: Hit) -> Reading:
    """The calendar unit that runs on the day of publication."""
    unit: Unit = (unit_of(hit.token("unit")) or ("day", 1))[0]
    return Calendar(unit, 0)


def ago(hit: Hit) -> Reading:
    """Two weeks ago; three hours ago is the day of publication."""
    found = measured(hit)
    return Shifted(*found, -1) if found else Shifted(SAME, "day", -1)


def some_ago(hit: Hit) -> Reading:
    """Weeks ago."""
    found = unit_of(hit.token("unit"))
    return Shifted(SOME, found[0], -1) if found else Shifted(SAME, "day", -1)


def from_now(hit: Hit) -> Reading | None:
    """Six weeks from now; two months away."""
    found = measured(hit)
    return Shifted(*found, 1) if found else None


def new_year(hit: Hit) -> Reading | None:
    """In the new year."""
    return NewYear() if hit.words.at(hit.last) not in ("'", "’", "holiday", "holidays") else None


WHICH_WORDS = "which:last|past|this|next|coming"
RULES = (
    Rule("earlier|later? day:today|tonight", day_word),
    Rule("day:yesterday|tomorrow DAYPART?", day_word),
    Rule("overnight", overnight),
    Rule("weekday:WEEKDAY DAYPART?", weekday),
    Rule(f"( the | this )? {WHICH_WORDS} weekday:WEEKDAY DAYPART?", told_weekday),
    Rule("the which:following|previous|preceding weekday:WEEKDAY DAYPART?", told_weekday),
    Rule("which:that weekday:WEEKDAY DAYPART?", told_weekday),
    Rule("which:last night|evening", part_of_day),
    Rule("earlier|later? which:this morning|afternoon|evening", part_of_day),
    Rule("the day back:before yesterday", day_beside),
    Rule("the day after tomorrow", day_beside),
    Rule("the unit:week|month|year|night back:before last", unit_beside),
    Rule("the unit:week|month|year after next", unit_beside),
    Rule("the:the weekend", weekend),
    Rule(f"( this | the:the )? {WHICH_WORDS} weekend", weekend),
    Rule("weekend", bare_weekend),
    Rule("which:last|this|next unit:UNIT|quarter", calendar_unit),
    Rule("the which:current unit:UNIT|quarter", calendar_unit),
    Rule("side:earlier|later this unit:week|month|year|decade|century", to_date),
    Rule("so far this unit:week|month|year|decade|century", so_far),
    Rule("this unit:week|month|year|decade|century so far", so_far),
    Rule(f"{MEASURE} ago", ago),
    Rule("unit:UNITS ago", some_ago),
    Rule(f"{MEASURE} from now|today", from_now),
    Rule(f"{MEASURE} away|hence", from_now),
    Rule("the new year", new_year),
)
