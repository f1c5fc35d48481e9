"""Rules for time told from an event: "the following day", "a year earlier", "two days after the summit", "the eve of".

Part of the step `linking`: some belong to the first stage of the date grammar, and some to a later one that has seen
the dates ("the day after Christmas"). A function returns None where the words are no date.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.linking.date_calendar import Unit
from dragoman.linking.date_counts import COUNT, MEASURE, ONE, SAME, SOME, UNITS, measured, unit_of
from dragoman.linking.date_grammar import Hit, Piece, Rule
from dragoman.linking.date_guards import capitalised
from dragoman.linking.date_readings import Count, Shifted
from dragoman.linking.date_tense import ADJECTIVAL, CLAUSE_ENDS, PAST, ends_sentence, past_verb
from dragoman.linking.date_words import Words, word_set

# Words that close the name of an event: "the eve of the summit in Cairo" is told from "the summit".
NAME_ENDS = CLAUSE_ENDS | word_set(
    """in on at to for with from by about over into between among against amid during near and or will would is are
    has have than he she they it we i you not no before until since"""
)
NAME_BEGINS = word_set("the a an its his her their our this that these those")
# After "six years after" these go on with the sentence and name nothing.
NAMES_NOTHING = word_set('and but or , . ; : ) ( ” " when while ¶')
# A name of this many words is long enough; what follows is another phrase.
NAME_WORDS = 6
BEFORE = word_set("earlier before previous preceding previously beforehand prior eve")


def counted_from_event(hit: Hit) -> Piece | None:
    """Three weeks earlier, a day later."""
    found = measured(hit)
    if not found and hit.token("unit").startswith(("hour", "minute")):
        found = SAME, "day"
    return told(hit, *found) if found else None


def some_from_event(hit: Hit) -> Piece:
    """Days later, weeks earlier."""
    found = unit_of(hit.token("unit"))
    return told(hit, SOME, found[0]) if found else told(hit, SAME, "day")


def beside_event(hit: Hit) -> Piece | None:
    """The following day, the previous week, the same year, that month."""
    word = hit.token("unit")
    if word in ("hour", "minute"):
        return None
    if hit.token("side") == "next" and hit.words.at(hit.first - 1) in ("over", "within", "during", "for"):
        return None
    found = unit_of(word)
    return told(hit, SAME if hit.token("side") in ("same", "that") else ONE, found[0] if found else "day")


def counted_beside_event(hit: Hit) -> Piece | None:
    """In the following two weeks, over the previous three years: all the units on that side."""
    found = measured(hit)
    if not found or found[0].high is None:
        return None
    return replace(told(hit, Count(1, found[0].high), found[1]), offset_days=None)


def some_beside_event(hit: Hit) -> Piece | None:
    """In the following weeks."""
    found = unit_of(hit.token("unit"))
    return told(hit, SOME, found[0]) if found else None


def same_day(hit: Hit) -> Piece:
    """Earlier in the day."""
    return told(hit, SAME, "day")


def told(hit: Hit, count: Count, unit: Unit) -> Piece:
    """A piece told from an event that other words may date."""
    sign = -1 if hit.token("side") in BEFORE else 1
    piece = hit.made(Shifted(count, unit, sign, "event"))
    return replace(piece, told_from_event=True, offset_days=days_of(count, unit, sign))


def days_of(count: Count, unit: Unit, sign: int) -> int | None:
    """So many units in days; None for months, years and unknown numbers."""
    days = {"day": 1, "week": 7}.get(unit)
    return sign * days * count.low if days and count.low is not None and count.low == count.high else None


def moved_by(hit: Hit) -> tuple[Count, Unit, int] | None:
    """How many units before or after, and which way."""
    sign = -1 if hit.token("side") in BEFORE else 1
    if hit.token("side") in ("eve", "of"):
        return (ONE if hit.token("side") == "eve" else SAME), "day", sign
    if hit.has("single"):
        found = unit_of(hit.token("single"))
        return (ONE, found[0] if found else "day", sign)
    if hit.has("plural"):
        found = unit_of(hit.token("plural"))
        return (SOME, found[0], sign) if found else (SAME, "day", sign)
    measure = measured(hit)
    if measure is None:
        return (SAME, "day", sign) if hit.token("unit").startswith("hour") else None
    return (*measure, sign)


def from_date(hit: Hit) -> Piece | None:
    """Two days before Christmas, a week from Monday, the day after 3 May, the eve of New Year's Day."""
    point, found = hit.piece("t"), moved_by(hit)
    if not found or point.relation != "at":
        return None
    count, unit, sign = found
    if unit == "day" and getattr(point.reading, "precision", "day") != "day":
        return None
    piece = hit.made(Shifted(count, unit, sign, point.reading))
    return replace(piece, told_from_event=point.told_from_event)


def from_named_event(hit: Hit) -> Piece | None:
    """Two days after the summit, the eve of the meeting, the day before; "after she resigned" names it by a clause."""
    found = moved_by(hit)
    judgment = hit.token("side") == "of" and hit.words.raw(hit.last - 2).istitle()
    if found is None or judgment:
        return None
    count, unit, sign = found
    name = event_name(hit.words, hit.last)
    if hit.token("side") in ("eve", "of") and name is None:
        return None
    piece = hit.made(Shifted(count, unit, sign, "event"))
    return replace(
        piece,
        last=name[1] if name else piece.last,
        told_from_event=True,
        anchor=name or clause(hit.words, hit.last),
        offset_days=days_of(count, unit, sign),
    )


def event_name(words: Words, first: int) -> tuple[int, int] | None:
    """The tokens that name an event from `first` on; None where no name begins there."""
    if words.at(first) not in NAME_BEGINS and not capitalised(words, first):
        return None
    last = first + 1
    while last < min(first + NAME_WORDS, len(words.tokens)) and goes_on(words, last):
        last += 1
    return (first, last) if last > first + 1 or capitalised(words, first) else None


def goes_on(words: Words, index: int) -> bool:
    """Whether a name still goes on at a token."""
    word = words.at(index)
    if word == "." and len(words.at(index - 1)) == 1 and words.touches(index):
        return words.raw(index - 1).isupper()  # the U.S.
    if word in NAME_ENDS or word in PAST or ends_sentence(words, index):
        return False
    if not (word.isalnum() or word in ("'", "’", "-", "–")):
        return False
    return not (past_verb(words, index) and words.at(index - 1) not in ADJECTIVAL)


def clause(words: Words, first: int) -> tuple[int, int] | None:
    """The words of a clause that tells the event; None where the sentence goes on without one."""
    if not words.at(first) or words.at(first) in NAMES_NOTHING or words.raw(first)[0] == "\n":
        return None
    last = first + 1
    while last < min(first + NAME_WORDS, len(words.tokens)) and words.at(last).isalnum():
        last += 1
    return first, last


PARTS_OF_DAY = "night|evening|morning|afternoon"
RULES = (
    Rule(f"{MEASURE} side:earlier|later|afterwards|afterward|previously|beforehand|prior", counted_from_event),
    Rule("unit:UNITS side:earlier|later|afterwards", some_from_event),
    Rule("the side:following|next|previous|preceding unit:UNIT|DAYPART", beside_event),
    Rule("the|that side:same unit:UNIT|DAYPART", beside_event),
    Rule(f"the side:following|previous|preceding {COUNT} {UNITS}", counted_beside_event),
    Rule("the side:following|previous|preceding unit:UNITS", some_beside_event),
    Rule(f"later|earlier|late|early? side:that unit:day|week|month|year|{PARTS_OF_DAY}", beside_event),
    Rule("side:earlier|later in the day", same_day),
)
SHIFTS = (
    Rule(f"{MEASURE} side:before|after|from t:TIME", from_date),
    Rule(f"the? single:day|week|month|year|{PARTS_OF_DAY} side:before|after t:TIME", from_date),
    Rule("plural:UNITS side:before|after t:TIME", from_date),
    Rule("on? the? side:eve of t:TIME", from_date),
    Rule(f"{MEASURE} side:before|after", from_named_event),
    Rule(f"the single:day|week|month|year|{PARTS_OF_DAY} side:before|after", from_named_event),
    Rule("plural:UNITS side:before|after", from_named_event),
    Rule("on? the? side:eve of", from_named_event),
    Rule("on? the day side:of", from_named_event),
)
