"""Rules that join times, or open them: "from 3 May to 7 June", "since Monday", "until March", "by the end of 2030".

Part of the step `linking`: the last stages of the date grammar. A function returns None where the words are no date.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from dragoman.linking.date_combined import Between, Opened, Opening
from dragoman.linking.date_grammar import Hit, Piece, Rule
from dragoman.linking.date_guards import belongs_to_noun
from dragoman.linking.date_readings import Fixed, Reading, Yearly
from dragoman.linking.date_tense import BEGINNING, tense_of
from dragoman.linking.date_words import word_set

# "Moved from Monday to Wednesday" tells two days and no span.
MOVING = word_set(
    "moved postponed delayed rescheduled shifted changed deferred pushed brought forward back moving postponing"
)


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
    if point.relation != "at" or (opening in ("before", "after") and belongs_to_noun(hit.words, hit.last)):
        return None
    return replace(point, first=hit.first, last=hit.last, reading=Opened(point.reading, opening), relation=opening)


def starting(hit: Hit) -> Piece | None:
    """From 1 August, where something begins then or the clause looks ahead; from 2018 onwards; starting Monday."""
    point = hit.piece("t")
    if point.relation != "at" or point.told_from_event or hit.words.at(hit.last) in ("'", "’"):
        return None
    near = [hit.words.at(index) for index in range(hit.first - 4, hit.first)]
    begins = hit.has("on") or hit.words.at(hit.first) != "from" or any(word in BEGINNING for word in near)
    if not begins and not isinstance(point.reading, Fixed):
        begins = tense_of(hit.words, hit.first, hit.last) == "future"
    return hit.made(Opened(point.reading, "since"), "since") if begins else None


TO = "joint:to|until|till|through|-|and"
SPANS = (
    Rule(f"from:from? t:TIME {TO} u:TIME", between),
    Rule("between:between t:TIME ,? joint:and u:TIME", between),
    Rule("from:from t:TIME to|until|till|through now|present|date", until_now),
    Rule("from:from t:TIME to|until|till|through the present", until_now),
    Rule("t:TIME -|to present|now", until_now),
)
ABOUT = "( about|around|roughly | at least )?"
OPENINGS = (
    Rule(f"ever? since {ABOUT} t:TIME", partial(opened, opening="since")),
    Rule("no|not earlier|sooner than t:TIME", partial(opened, opening="since")),
    Rule("not before t:TIME", partial(opened, opening="since")),
    Rule(f"up? until|till {ABOUT} t:TIME", partial(opened, opening="until")),
    Rule(f"through {ABOUT} t:TIME", partial(opened, opening="until")),
    Rule("up to t:TIME", partial(opened, opening="until")),
    Rule(f"by {ABOUT} t:TIME", partial(opened, opening="by")),
    Rule("by at|the latest t:TIME", partial(opened, opening="by")),
    Rule("by? no|not later than t:TIME", partial(opened, opening="by")),
    Rule("on or before t:TIME", partial(opened, opening="by")),
    Rule("before t:TIME", partial(opened, opening="before")),
    Rule("prior to t:TIME", partial(opened, opening="before")),
    Rule("after t:TIME", partial(opened, opening="after")),
    Rule("from t:TIME on:on|onwards|onward|forward", starting),
    Rule("from t:TIME", starting),
    Rule("with effect from t:TIME", starting),
    Rule("starting|beginning|effective|commencing on|in|from|at|as? t:TIME", starting),
)
