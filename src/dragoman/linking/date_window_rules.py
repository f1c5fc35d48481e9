"""Rules for stretches of time: "in the past two weeks", "within 30 days", "for three years", "in 10 days".

Part of the step `linking`: the first stage of the date grammar, beside the calendar's rules. A function returns None
where the words are no date.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from dragoman.linking.date_calendar import PRECISION, Unit
from dragoman.linking.date_counts import COUNT, MEASURE, ONE, SAME, SOME, UNITS, measured, times, unit_of
from dragoman.linking.date_event_rules import event_name
from dragoman.linking.date_grammar import Hit, Piece, Rule
from dragoman.linking.date_readings import Count, InTime, Reading, Shifted, Unplaced, Window
from dragoman.linking.date_tense import CLAUSE_ENDS, REPORTING, back, past_verb, sentence_before
from dragoman.linking.date_words import Words, word_set

PREFIX = "( prefix:in|over|during|within|for|throughout|across )?"
# "The third attack in two weeks", "the worst in ten years": the weeks and years up to now.
RANKS = word_set("first second third fourth fifth sixth seventh eighth ninth tenth worst best record")
NO_RANKS = word_set(
    "northeast northwest southeast southwest interest latest request forest arrest protest invest suggest"
)
NEGATIONS = word_set("no not never nobody none t nothing")
# "Has been jailed for four years" tells the sentence, not how long it has lasted.
SENTENCED = word_set(
    "jailed sentenced imprisoned banned suspended barred disqualified appointed elected exiled postponed extended"
)
AFTER_HAVE = word_set("has have ve been not long also already now never t")
# How many words before "in two years" a rank or a "has not" may stand.
NEAR = 8


def in_time(hit: Hit) -> Reading | None:
    """In 10 days; but "the worst attack in ten years" and "killed sixty in two days" tell of the time until now."""
    found = measured(hit)
    if not found or hit.words.at(hit.last) == "of" or hit.words.at(hit.first - 1) in ("once", "twice", "times"):
        return None
    if hit.has("time"):
        return InTime(*found)
    if up_to_now(hit.words, hit.first) or back(hit.words, hit.first, passing=REPORTING) == "past":
        return Window(*found, -1)
    return InTime(*found)


def in_units(hit: Hit) -> Reading | None:
    """The worst attack in decades."""
    found = unit_of(hit.token("unit"))
    return Window(SOME, found[0], -1) if found and up_to_now(hit.words, hit.first) else None


def up_to_now(words: Words, first: int) -> bool:
    """Whether a rank, a superlative, or a perfect with "not" stands shortly before."""
    near = [words.at(index) for index in sentence_before(words, first)[:NEAR]]
    if any(word in RANKS or (len(word) > 4 and word.endswith("est") and word not in NO_RANKS) for word in near):
        return True
    if any(pair == ("most", "the") for pair in pairwise(near)):
        return True
    perfect = any(word in ("has", "have", "hasn", "haven") for word in near)
    return perfect and any(word in NEGATIONS for word in near)


def counted_window(hit: Hit) -> Piece | None:
    """In the past two weeks, over the last three months, within the next five years."""
    found = measured(hit)
    return windowed(hit, *found) if found else None


def vague_window(hit: Hit) -> Piece | None:
    """In recent weeks, in the coming days, in the months ahead."""
    found = unit_of(hit.token("unit"))
    return windowed(hit, SOME, found[0]) if found else None


def single_window(hit: Hit) -> Piece | None:
    """Over the last decade, the past year, the coming month; "the next week" only where a word before asks how long."""
    found, side = unit_of(hit.token("unit")), hit.token("side")
    if not found or (side == "last" and found[0] in ("day", "century")):
        return None
    if side == "next" and (not hit.has("prefix") or (hit.token("prefix") == "in" and found[0] == "day")):
        return None
    return windowed(hit, times(ONE, found[1]), found[0])


def one_or_two(hit: Hit) -> Piece | None:
    """In the next day or two."""
    found = unit_of(hit.token("unit"))
    return windowed(hit, times(Count(1, 2 if hit.has("two") else 1), found[1]), found[0]) if found else None


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
    """Within 30 days; within 30 days of an event, which the words after it name; in less than two weeks."""
    found = measured(hit)
    if hit.words.at(hit.first) == "in" and up_to_now(hit.words, hit.first):
        return hit.made(Window(*found, -1)) if found else None
    return limited(hit, *(found or (SAME, "day")))


def within_some(hit: Hit) -> Piece:
    """Within days; within hours, which is the day itself."""
    found = unit_of(hit.token("unit"))
    return limited(hit, SOME, found[0]) if found else limited(hit, SAME, "day")


def limited(hit: Hit, count: Count, unit: Unit) -> Piece:
    """A time limit from now on, or from the event that follows."""
    if hit.words.at(hit.last) in ("of", "after"):
        piece = hit.made(Shifted(count, unit, 1, "event"), "by")
        return replace(piece, told_from_event=True, anchor=event_name(hit.words, hit.last + 1))
    return hit.made(Window(count, unit, 1), "by")


def lasting(hit: Hit) -> Piece | None:
    """For three years: up to now after "has", from now on after "will", otherwise a stretch that nothing places."""
    found = measured(hit)
    if not found:
        return None
    sign = lasting_sign(hit.words, hit.first)
    if hit.words.at(hit.first + 1) == "another":
        sign = 1
    return hit.made(Window(*found, sign) if sign else Unplaced(PRECISION[found[1]]), "for")


def lasting_sign(words: Words, first: int) -> int:
    """Whether a stretch ends now (-1, "has led for"), begins now (1, "will lead for") or neither (0)."""
    if words.at(first - 1) in SENTENCED:
        return 0
    for index in sentence_before(words, first):
        word = words.at(index)
        if word in ("has", "have", "ve"):
            return -1
        if word in ("will", "shall", "ll"):
            return 1
        other = past_verb(words, index) and words.at(index - 1) not in AFTER_HAVE
        if other or word in CLAUSE_ENDS or word in ("to", "had", "would"):
            return 0
    return 0


RULES = (
    Rule(f"in less|under|fewer than? {COUNT} {UNITS}", within),
    Rule(f"in {MEASURE} ( time:' s? time )?", in_time),
    Rule("in unit:UNITS", in_units),
    Rule(f"{PREFIX} the? side:past|last|next|coming {MEASURE}", counted_window),
    Rule(f"{PREFIX} the? side:recent|coming|past|next unit:UNITS", vague_window),
    Rule(f"{PREFIX} the unit:UNITS side:ahead", vague_window),
    Rule(f"{PREFIX} the unit:UNITS to side:come", vague_window),
    Rule(f"{PREFIX} the side:past|last|next|coming unit:UNIT", single_window),
    Rule("this side:past|coming unit:UNIT", single_window),
    Rule(f"{PREFIX} the side:past|last|next|coming unit:UNIT or ( two:two | so )", one_or_two),
    Rule(f"within {MEASURE} ( ' s? time )?", within),
    Rule("within the unit:week|month|year|hour", within),
    Rule("within unit:UNITS", within_some),
    Rule(f"for {MEASURE}", lasting),
)
