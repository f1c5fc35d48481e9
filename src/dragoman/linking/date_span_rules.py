"""Rules that join times, or open them: "two days after Christmas", "from 3 May to 7 June", "since Monday", "by 2030".

Part of the step `linking`: the last stages of the date grammar. A function returns None where the words are no date.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from dragoman.linking.date_calendar import Unit
from dragoman.linking.date_combined import Between, Opened, Opening
from dragoman.linking.date_grammar import Hit, Piece, Rule
from dragoman.linking.date_guards import capitalised
from dragoman.linking.date_readings import Count, Fixed, Reading, Shifted, Yearly
from dragoman.linking.date_relative_rules import COUNT, ONE, SAME, UNITS, measured, unit_of
from dragoman.linking.date_tense import ADJECTIVAL, CLAUSE_ENDS, PAST, ends_sentence, past_verb, tense_of
from dragoman.linking.date_words import Words, word_set

# Words that close the name of an event: "the eve of the summit in Cairo" is told from "the summit".
NAME_ENDS = CLAUSE_ENDS | word_set(
    "in on at to for with from by about over into between among against amid during near and or will "
    "would is are has have"
    "than he she they it we i you not no before until since"
)
NAME_BEGINS = word_set("the a an its his her their our this that these those")
# A name of this many words is long enough; what follows is another phrase.
NAME_WORDS = 6
# "Moved from Monday to Wednesday" tells two days and no span.
MOVING = word_set(
    "moved postponed delayed rescheduled shifted changed deferred pushed brought forward back moving postponing"
)
BEGINNING = word_set("effective effect force apply applies applied valid start starts begin begins run runs banned")


def shifted(hit: Hit) -> Piece | None:
    """Two days before Christmas, a week from Monday, the day after 3 May, the eve of the New Year."""
    point = hit.piece("t")
    found = moved_by(hit)
    if not found or point.relation != "at":
        return None
    count, unit, sign = found
    if unit == "day" and getattr(point.reading, "precision", "day") != "day":
        return None
    piece = hit.made(Shifted(count, unit, sign, point.reading))
    return replace(piece, told_from_event=point.told_from_event)


def moved_by(hit: Hit) -> tuple[Count, Unit, int] | None:
    """How many units, and which way."""
    sign = -1 if hit.token("side") in ("before", "eve") else 1
    if hit.token("side") == "eve":
        return ONE, "day", -1
    if hit.has("single"):
        found = unit_of(hit.token("single"))
        return (ONE, found[0] if found else "day", sign)
    if hit.has("plural"):
        found = unit_of(hit.token("plural"))
        return (Count(None, None), found[0], sign) if found else (SAME, "day", sign)
    measure = measured(hit)
    if measure is None:
        return (SAME, "day", sign) if hit.token("unit").startswith("hour") else None
    return (*measure, sign)


def from_named_event(hit: Hit) -> Piece | None:
    """Two days after the summit, the eve of the meeting, the day before."""
    found = moved_by(hit)
    if found is None:
        return None
    count, unit, sign = found
    anchor = event_name(hit.words, hit.last)
    if hit.token("side") == "eve" and anchor is None:
        return None
    step = {"day": 1, "week": 7}.get(unit)
    known = step is not None and count.low is not None and count.low == count.high
    piece = hit.made(Shifted(count, unit, sign, "event"))
    return replace(
        piece,
        last=anchor[1] if anchor else piece.last,
        told_from_event=True,
        anchor=anchor,
        offset_days=sign * step * count.low if known and step and count.low is not None else None,
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
    if (
        word in NAME_ENDS
        or word in PAST
        or ends_sentence(words, index)
        or not (word.isalnum() or word in ("'", "’", "-", "–"))
    ):
        return False
    return not (past_verb(words, index) and words.at(index - 1) not in ADJECTIVAL)


def between(hit: Hit) -> Piece | None:
    """From 3 May to 7 June, between March and May, Monday to Wednesday, 2014 to 2016."""
    left, right = hit.reading("t"), hit.reading("u")
    words = hit.words
    if any(piece.relation != "at" or piece.told_from_event for piece in (hit.piece("t"), hit.piece("u"))):
        return None
    if any(words.at(near) in MOVING for near in range(hit.first - 4, hit.first)):
        return None
    joint, led = hit.token("joint"), hit.has("from") or hit.has("between")
    if joint in ("and", "or", "/") and not hit.has("between"):
        return None
    if not led and not alike(left, right):
        return None
    if is_past_order(left, right):
        return None
    return hit.made(Between(left, right))


def alike(left: Reading, right: Reading) -> bool:
    """Whether two readings are of one kind, so that "to" between them spans them."""
    return type(left) is type(right) or {type(left), type(right)} <= {Fixed, Yearly}


def is_past_order(left: Reading, right: Reading) -> bool:
    """Whether two full dates stand in the wrong order for a span."""
    return isinstance(left, Fixed) and isinstance(right, Fixed) and left.days[0] > right.days[1]


def until_now(hit: Hit) -> Piece | None:
    """From 2014 to now, 2014-present."""
    if hit.piece("t").relation != "at":
        return None
    return hit.made(Opened(hit.reading("t"), "since"), "since")


def opened(hit: Hit, opening: Opening) -> Piece | None:
    """Since 2019, until March, by the end of 2027, before 1 July, after Monday."""
    point = hit.piece("t")
    if point.relation != "at" or (opening in ("before", "after") and belongs_to_noun(hit)):
        return None
    return replace(point, first=hit.first, last=hit.last, reading=Opened(point.reading, opening), relation=opening)


def belongs_to_noun(hit: Hit) -> bool:
    """Whether the date only tells which event is meant: "after Sunday's vote"."""
    return hit.words.at(hit.last) in ("'", "’")


def starting(hit: Hit) -> Piece | None:
    """From 1 August, where the clause looks ahead or says that something begins; from 2018 onwards; starting Monday."""
    point = hit.piece("t")
    if point.relation != "at" or point.told_from_event or belongs_to_noun(hit):
        return None
    words = hit.words
    begins = (
        hit.has("on")
        or words.at(hit.first) != "from"
        or any(words.at(near) in BEGINNING for near in range(hit.first - 4, hit.first))
    )
    if not begins and tense_of(words, hit.first, hit.last) != "future":
        return None
    return hit.made(Opened(point.reading, "since"), "since")


SHIFTS = (
    Rule(f"{COUNT} {UNITS} side:before|after|from t:TIME", shifted),
    Rule("the? single:day|week|month|year|night|evening|morning side:before|after t:TIME", shifted),
    Rule("plural:UNITS side:before|after t:TIME", shifted),
    Rule("on? the? side:eve of t:TIME", shifted),
    Rule(f"{COUNT} {UNITS} side:before|after", from_named_event),
    Rule("the single:day|week|month|year|night|evening|morning side:before|after", from_named_event),
    Rule("plural:UNITS side:before|after", from_named_event),
    Rule("on? the? side:eve of", from_named_event),
)
TO = "joint:to|until|till|through|-|and"
SPANS = (
    Rule(f"from:from? t:TIME {TO} u:TIME", between),
    Rule("between:between t:TIME joint:and u:TIME", between),
    Rule("from:from t:TIME to|until|till|through now|present|date", until_now),
    Rule("from:from t:TIME to|until|till|through the present", until_now),
    Rule("t:TIME - present|now", until_now),
)
OPENINGS = (
    Rule("ever? since ( at least | about|around|roughly|as early as )? t:TIME", partial(opened, opening="since")),
    Rule("up? until|till ( at least | about|around|roughly )? t:TIME", partial(opened, opening="until")),
    Rule("through ( at least )? t:TIME", partial(opened, opening="until")),
    Rule("up to t:TIME", partial(opened, opening="until")),
    Rule("by ( at|the latest | about|around|roughly | no later than )? t:TIME", partial(opened, opening="by")),
    Rule("no|not later than t:TIME", partial(opened, opening="by")),
    Rule("on or before t:TIME", partial(opened, opening="by")),
    Rule("before t:TIME", partial(opened, opening="before")),
    Rule("prior to t:TIME", partial(opened, opening="before")),
    Rule("after t:TIME", partial(opened, opening="after")),
    Rule("from t:TIME ( on:on|onwards|onward|forward )?", starting),
    Rule("with effect from t:TIME", starting),
    Rule("starting|beginning|effective|commencing on|in|from|at|as? t:TIME", starting),
)
