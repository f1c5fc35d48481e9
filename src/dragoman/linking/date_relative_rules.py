"""Rules for days told from the day of publication or from another event: "on Thursday", "two weeks ago", "a day later".

Part of the step `linking`: the first stage of the date grammar, beside the calendar's rules. A function returns None
where the words are no date.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.linking.date_calendar import PRECISION, Unit
from dragoman.linking.date_calendar_rules import WHICH
from dragoman.linking.date_combined import FromEvent, ToDate
from dragoman.linking.date_grammar import Hit, Piece, Rule
from dragoman.linking.date_guards import today_word, weekday_alone
from dragoman.linking.date_readings import (
    Calendar,
    Count,
    InTime,
    NewYear,
    Overnight,
    Reading,
    Shifted,
    Unplaced,
    Weekend,
    Weekly,
    Window,
)
from dragoman.linking.date_tense import REPORTING, back, sentence_before
from dragoman.linking.date_words import WEEKDAY_NUMBER, Words, word_set

NUMBERS = "CARDINAL|TENS|DAYNUMBER|TWODIGITS|NUMBER"
COUNT = (
    f"( ( tens:TENS - )? n:{NUMBERS}|a|an ( to|or|- m:{NUMBERS} )? | a? vague:few|several|many|some|couple|dozen of? "
    "| a? half:half a|-? )"
)
ABOUT = "( about|almost|nearly|around|roughly|over|some|barely|just|only|exactly|approximately|another | at least | more|less|fewer than | up to )?"
UNITS = "unit:UNIT|UNITS"
WITHIN = "( prefix:in|over|during|within|for|throughout|across )?"
DAY_WORDS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
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
HALVES: dict[str, tuple[int, Unit]] = {"century": (50, "year"), "decade": (5, "year"), "year": (6, "month")}
ONE = Count(1, 1)
SAME = Count(0, 0)
# "The third attack in two weeks", "the worst in ten years": the weeks and years up to now.
RANKS = word_set("first second third fourth fifth sixth seventh eighth ninth tenth most least only record")
NO_RANKS = word_set("east west west-east northeast northwest southeast southwest interest latest request rest test")


def measured(hit: Hit) -> tuple[Count, Unit] | None:
    """How many of which unit; hours count as whole days. None for hours that make no day."""
    word = hit.token("unit")
    if hit.has("half"):
        number, unit = HALVES.get(word, (0, "day"))
        return (Count(number, number), unit) if number else None
    low, high = amounts(hit)
    if word.startswith(("hour", "minute")):
        if low is None or high is None or word.startswith("minute") or high < 24:
            return None
        return Count(low // 24, high // 24), "day"
    unit, factor = unit_of(word) or ("day", 1)
    if unit in YEARS:
        unit, factor = "year", factor * YEARS[unit]
    return Count(low and low * factor, high and high * factor), unit


def unit_of(word: str) -> tuple[Unit, int] | None:
    """The unit that a word names, and how many of it: a fortnight is two weeks; None for hours and minutes."""
    return UNIT_OF.get(word) or UNIT_OF.get(word.removesuffix("s"))


def amounts(hit: Hit) -> Count:
    """The number before a unit, or the two of "two or three"."""
    vague = hit.token("vague")
    if vague in ("couple", "dozen"):
        return Count(2, 2) if vague == "couple" else Count(12, 12)
    if vague or not hit.has("n"):
        return Count(None, None)
    low = hit.number("n") + (hit.number("tens") if hit.has("tens") else 0)
    high = hit.number("m") if hit.has("m") else low
    return Count(min(low, high), max(low, high))


def day_word(hit: Hit) -> Reading | None:
    """Today, tonight, yesterday morning, tomorrow."""
    return Calendar("day", DAY_WORDS[hit.token("day")]) if today_word(hit.words, hit.at("day")) else None


def overnight(hit: Hit) -> Reading | None:
    """Overnight, as the night before publication; an "overnight stay" is none."""
    return None if hit.words.at(hit.first - 1) in ("an", "the", "stay") else Overnight()


def weekday(hit: Hit) -> Reading | None:
    """Thursday; last Monday night; the following Tuesday."""
    which = hit.token("which")
    at = hit.at("weekday")
    if not hit.words.raw(at)[0].isupper() and hit.words.at(at) == "sun":
        return None
    if which == "following":
        return FromEvent(Weekly(WEEKDAY_NUMBER[hit.token("weekday")], "next"))
    if not which and not weekday_alone(hit.words, at):
        return None
    return Weekly(WEEKDAY_NUMBER[hit.token("weekday")], WHICH[which] if which else None)


def part_of_day(hit: Hit) -> Reading:
    """Last night, this morning."""
    return Calendar("day", -1 if hit.token("which") == "last" else 0)


def day_beside(hit: Hit) -> Reading:
    """The day before yesterday, the day after tomorrow."""
    return Calendar("day", -2 if hit.has("back") else 2)


def weekend(hit: Hit) -> Reading | None:
    """Over the weekend, this weekend."""
    if hit.words.at(hit.last) == "of":
        return None
    which = hit.token("which")
    if hit.has("the") and which in ("past", "coming"):
        return Weekend()
    return Weekend(WHICH[which] if which else None)


def calendar_unit(hit: Hit) -> Reading | None:
    """This week, last year, next month, the current quarter."""
    unit, factor = unit_of(hit.token("unit")) or ("day", 0)
    which = WHICH[hit.token("which")]
    if factor != 1 or hit.words.at(hit.last) == "of" or (unit == "day" and which != "this"):
        return None
    return Calendar(unit, {"last": -1, "this": 0, "next": 1}[which])


def to_date(hit: Hit) -> Reading | None:
    """Earlier this week, later this year, so far this month."""
    side = "so far" if hit.has("far") else "earlier" if hit.token("side") == "earlier" else "later"
    return ToDate(Calendar(UNIT_OF[hit.token("unit")][0], 0), side)  # type: ignore[arg-type]


def ago(hit: Hit) -> Reading | None:
    """Two weeks ago; three hours ago is the day of publication."""
    found = measured(hit)
    if found:
        return Shifted(*found, -1)
    return Shifted(SAME, "day", -1) if hit.token("unit").startswith(("hour", "minute")) else None


def in_time(hit: Hit) -> Reading | None:
    """In 10 days; but "the worst attack in ten years" and "killed sixty in two days" tell of the time until now."""
    found = measured(hit)
    if not found or hit.words.at(hit.last) == "of" or hit.words.at(hit.first - 1) in ("once", "twice", "times"):
        return None
    if ranked(hit.words, hit.first) or (not hit.has("time") and back(hit.words, hit.first, REPORTING) == "past"):
        return Window(*found, -1)
    return InTime(*found)


def ranked(words: Words, first: int) -> bool:
    """Whether a rank or a superlative stands shortly before."""
    near = [words.at(index) for index in sentence_before(words, first)[:8]]
    return any(word in RANKS or (len(word) > 4 and word.endswith("est") and word not in NO_RANKS) for word in near)


def counted_window(hit: Hit) -> Piece | None:
    """In the past two weeks, over the last three months, within the next five years."""
    found = measured(hit)
    return windowed(hit, *found) if found else None


def vague_window(hit: Hit) -> Piece | None:
    """In recent weeks, in the coming days, in the months ahead."""
    found = unit_of(hit.token("unit"))
    return windowed(hit, Count(None, None), found[0]) if found else None


def single_window(hit: Hit) -> Piece | None:
    """Over the last decade, the past year, the coming month; "the next week" only where a word before it asks how long."""
    found, side = unit_of(hit.token("unit")), hit.token("side")
    if not found or (side == "last" and found[0] in ("day", "century")):
        return None
    if side == "next" and (not hit.has("prefix") or (hit.token("prefix") == "in" and found[0] == "day")):
        return None
    return windowed(hit, Count(found[1], found[1]), found[0])


def windowed(hit: Hit, count: Count, unit: Unit) -> Piece | None:
    """A window as a piece, without the "in" or "over" before it."""
    if hit.words.at(hit.last) == "of":
        return None
    forward = hit.token("side") in ("next", "coming", "ahead", "come")
    piece = hit.made(Window(count, unit, 1 if forward else -1))
    match hit.token("prefix"):
        case "within":
            return replace(piece, relation="by")
        case "for":
            return replace(piece, relation="for")
        case "":
            return piece
    return replace(piece, first=piece.first + 1)


def within(hit: Hit) -> Piece | None:
    """Within 30 days; within 30 days of an event, which the words after it name."""
    found = measured(hit)
    if found is None and hit.words.at(hit.first) == "within" and hit.token("unit").startswith("hour"):
        found = SAME, "day"
    return limited(hit, *found) if found else None


def within_some(hit: Hit) -> Piece | None:
    """Within days."""
    found = unit_of(hit.token("unit"))
    return limited(hit, Count(None, None), found[0]) if found else None


def limited(hit: Hit, count: Count, unit: Unit) -> Piece:
    """A time limit from now on, or from the event that follows."""
    if hit.words.at(hit.last) in ("of", "after"):
        return replace(hit.made(Shifted(count, unit, 1, "event"), "by"), told_from_event=True)
    return hit.made(Window(count, unit, 1), "by")


def lasting(hit: Hit) -> Piece | None:
    """For three years: up to now after "has", from now on after "will", otherwise a stretch that nothing places."""
    found = measured(hit)
    if not found:
        return None
    reading: Reading = Unplaced(PRECISION[found[1]])
    for index in sentence_before(hit.words, hit.first)[:12]:
        word = hit.words.at(index)
        if word in ("has", "have", "ve"):
            reading = Window(*found, -1)
        elif word in ("will", "shall", "ll"):
            reading = Window(*found, 1)
        elif word not in ("had", "was", "were", "would"):
            continue
        break
    return hit.made(reading, "for")


def counted_from_event(hit: Hit) -> Piece | None:
    """Three weeks earlier, a day later, two years before."""
    found = measured(hit)
    if not found and hit.token("unit").startswith(("hour", "minute")):
        found = SAME, "day"
    return from_event(hit, *found) if found else None


def vague_from_event(hit: Hit) -> Piece | None:
    """Days later, weeks earlier."""
    found = unit_of(hit.token("unit"))
    return from_event(hit, Count(None, None), found[0]) if found else from_event(hit, SAME, "day")


def beside_event(hit: Hit) -> Piece | None:
    """The following day, the previous week, the same year, that month, the day before."""
    word = hit.token("unit")
    if word in ("weekend", "hour", "minute"):
        return None
    unit = UNIT_OF[word][0] if word in UNIT_OF else "day"
    same = hit.token("side") in ("same", "that")
    if hit.token("side") == "next" and hit.words.at(hit.first - 1) in ("over", "within", "during", "for"):
        return None
    return from_event(hit, SAME if same else ONE, unit)


def from_event(hit: Hit, count: Count, unit: Unit) -> Piece:
    """A piece told from an event that other words may date."""
    sign = -1 if hit.token("side") in ("earlier", "before", "previous", "preceding", "previously", "beforehand") else 1
    days = {"day": 1, "week": 7}.get(unit) if count.low == count.high else None
    offset = sign * days * count.low if days and count.low is not None else None
    return replace(hit.made(Shifted(count, unit, sign, "event")), told_from_event=True, offset_days=offset)


def new_year(hit: Hit) -> Reading:
    """In the new year."""
    return NewYear()


RULES = (
    Rule("earlier|later? day:today|tonight", day_word),
    Rule("day:yesterday|tomorrow DAYPART?", day_word),
    Rule("overnight", overnight),
    Rule("weekday:WEEKDAY DAYPART?", weekday),
    Rule("( the | this )? which:last|past|this|next|coming|following weekday:WEEKDAY DAYPART?", weekday),
    Rule("which:last night|evening", part_of_day),
    Rule("earlier|later? which:this morning|afternoon|evening", part_of_day),
    Rule("the day back:before yesterday", day_beside),
    Rule("the day after tomorrow", day_beside),
    Rule("the:the weekend", weekend),
    Rule("this|the:the? which:last|past|this|next|coming weekend", weekend),
    Rule("which:last|this|next unit:UNIT|quarter", calendar_unit),
    Rule("the which:current unit:UNIT|quarter", calendar_unit),
    Rule("side:earlier|later this unit:week|month|year|decade|century", to_date),
    Rule("far:so far this unit:week|month|year|decade|century", to_date),
    Rule("this unit:week|month|year|decade|century far:so far", to_date),
    Rule(f"{ABOUT} {COUNT} {UNITS} ago", ago),
    Rule("unit:UNITS ago", ago),
    Rule(f"in {ABOUT} {COUNT} {UNITS} ( time:' time )?", in_time),
    Rule(f"{WITHIN} the? side:past|last|preceding|previous|next|coming {ABOUT} {COUNT} {UNITS}", counted_window),
    Rule(f"{WITHIN} the? side:recent|coming|past|next unit:UNITS", vague_window),
    Rule(f"{WITHIN} the unit:UNITS side:ahead", vague_window),
    Rule(f"{WITHIN} the unit:UNITS to side:come", vague_window),
    Rule(f"{WITHIN} the side:past|last|next|coming unit:UNIT", single_window),
    Rule("this side:past|coming unit:UNIT", single_window),
    Rule(f"within {ABOUT} {COUNT} {UNITS} ( ' time )?", within),
    Rule(f"in less|under|fewer than? {COUNT} {UNITS}", within),
    Rule("within unit:UNITS", within_some),
    Rule(f"for {ABOUT} {COUNT} {UNITS}", lasting),
    Rule(f"{ABOUT} {COUNT} {UNITS} side:earlier|later|afterwards|afterward|previously|beforehand", counted_from_event),
    Rule("unit:UNITS side:earlier|later|afterwards", vague_from_event),
    Rule("the side:following|next|previous|preceding unit:UNIT|DAYPART", beside_event),
    Rule("the|that side:same unit:UNIT|DAYPART", beside_event),
    Rule("later? side:that unit:day|week|month|year|night|evening|morning|afternoon", beside_event),
    Rule("the new year", new_year),
)
