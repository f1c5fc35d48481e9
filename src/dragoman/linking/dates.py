"""Time expressions in English news, and the calendar days they mean.

Part of the step `linking`. It works on any text without a parse, in time linear in its length; offsets are code points.
An interval is of whole days, both ends inclusive. `precision` tells how finely the words tell it, `basis` whether they
carry the full date (`explicit`) or lean on another day (`relative`). Without the day that they lean on, the days are
None. How words become days; examples are read in a report published on Monday 3 November 2025:

| words | days | precision | rule |
|---|---|---|---|
| 3 November 2025, Nov. 3, 2025, 2025-11-03, 24.02.2022 | that day | day | 3/11/2025 can be read two ways: no date |
| on 28 October, on Dec. 28 | 28 Oct 2025, 28 Dec 2024 | day | with a past tense the last, with a future the next; \
without a tense the last, unless the next is within 60 days or nearer in the same year; a weekday beside it decides |
| November 2025 · in March · last November · next March | the month | month | in March: the last or running one, with \
a future tense the next; "last" and "next" leave the running one out |
| 2019 · the 1990s · the 19th century · 2014-16 · 2024/25 | all its days | year | centuries by the strict count;
a split \
year is told as both |
| early, mid-, late 2020 | Jan-Apr, May-Aug, Sep-Dec | year | thirds; of a month up to the 10th, the 20th, its end; of \
a decade 0-3, 4-6, 7-9; of a week Mon-Tue, Wed-Thu, Fri-Sun |
| the start, the end of 2020 | January, December 2020 | year | of a month 7 days, a week Mon-Tue and Fri-Sun, a
decade a year |
| first half, Q3, the third quarter, summer | its months | month | northern seasons; a winter counts to the year
it begins |
| Thursday · Monday | 30 Oct · 3 Nov 2025 | day | the last one, on publication's own weekday that very day; with a \
future tense the next |
| last Monday · next Monday · this Thursday | 27 Oct · 10 Nov · 6 Nov | day | strictly before, strictly after,
of this week |
| today · yesterday · overnight | 3 Nov · 2 Nov · 2-3 Nov | day | |
| this, last, next week (month, year) | 3-9 Nov, 27 Oct - 2 Nov, 10-16 Nov | week | Monday to Sunday |
| earlier, later this week | up to yesterday, from tomorrow on | week | never empty |
| the weekend · this weekend · next weekend | 1-2 · 8-9 · 15-16 Nov | day | |
| two days ago · three weeks ago · a year ago | 1 Nov · 13-19 Oct · 2024 | the unit | the unit that holds the day |
| in 10 days · in two weeks | 13 Nov · 17-23 Nov | the unit | "the worst in two weeks": the window up to now |
| the past two weeks · the next five years | 20 Oct - 3 Nov · to 3 Nov 2030 | the unit | both ends inclusive |
| recent weeks · the coming days · weeks ago | open on the far side | the unit | None, never a guess |
| within 30 days | 3 Nov - 3 Dec | the unit | relation `by` |
| since 2019 | 1 Jan 2019 - 3 Nov 2025 | of the point | relation `since` |
| until March · by the end of 2027 | 3 Nov 2025 - the last day | of the point | relations `until`, `by`; no
start when past |
| before 1 July 2026 · after Monday | up to 30 June · from 4 Nov on | of the point | "after Monday's vote" tells
Monday |
| for three years | none; "has … for three years" up to now, "will …" from now | the unit | relation `for` |
| from 3 to 5 May, between March and May, 2014 to 2016 | first to last | the finer | |
| on the eve of the meeting, two days later, the next day | told from that event | the unit | see `DateMention` |
| Christmas Eve, Good Friday, Thanksgiving | that day | day | like a day without its year |
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from dragoman.linking import (
    date_calendar_rules,
    date_event_rules,
    date_holidays,
    date_part_rules,
    date_relative_rules,
    date_span_rules,
    date_window_rules,
)
from dragoman.linking.date_calendar import Frame, Interval, Tense
from dragoman.linking.date_grammar import Grammar, Piece, Relation, grammar
from dragoman.linking.date_readings import Calendar, Fixed
from dragoman.linking.date_tense import tense_of
from dragoman.linking.date_words import Words, lexicon
from dragoman.model import When

# "The next day" is told from a day this many words back at most, in the same paragraph.
NEAR_WORDS = 60


@dataclass(frozen=True, slots=True)
class DateMention:
    """A time expression in a text.

    Attributes:
        start: First code point in the text.
        end: One past the last code point.
        text: The words; a preposition belongs to them only where it changes the days ("since 2019", "by Friday").
        when: The days they mean, as far as they can be told.
        relation: How what is told stands to the time named: `at` it, or `since`, `until`, `by`, `before`, `after` it;
            `for` tells how long.
        anchor_needed: Whether the days are told from an event whose day must still be found ("on the eve of the
            meeting"). Then `when` has no days; `resolve(text, base, event_date=…)` gives them.
        anchor: The words that name that event ("the meeting"), or the date in the text that it was resolved from; None
            when there are none.
        offset_days: Days from that event, negative before it; None when the words tell months, years or no number.
    """

    start: int
    end: int
    text: str
    when: When
    relation: Relation = "at"
    anchor_needed: bool = False
    anchor: str | None = None
    offset_days: int | None = None


@cache
def news_grammar() -> Grammar:
    """The grammar of all rules, compiled once."""
    points = (
        *date_calendar_rules.RULES,
        *date_holidays.holiday_rules(),
        *date_relative_rules.RULES,
        *date_window_rules.RULES,
        *date_event_rules.RULES,
    )
    parts = date_part_rules.RULES
    joined = (date_event_rules.SHIFTS, date_span_rules.SPANS, date_span_rules.OPENINGS)
    return grammar((points, parts, parts, *joined), lexicon)


def find_dates(text: str, published_on: date | None, *, tense: Tense | None = None) -> tuple[DateMention, ...]:
    """Find the time expressions of a text, in order and without overlaps.

    Args:
        text: English text, a report or a sentence; blank lines part its paragraphs.
        published_on: The day of publication, which relative words lean on; None when unknown.
        tense: The tense of all its clauses; None reads each one's own (see `dragoman.linking.date_tense`).

    >>> found = find_dates("Talks resume on Friday; troops leave by 2030.", date(2025, 11, 3))
    >>> [(mention.text, mention.when.start.isoformat(), mention.relation) for mention in found]
    [('Friday', '2025-11-07', 'at'), ('by 2030', '2025-11-03', 'by')]
    """
    base = calendar_day(published_on)
    reader = news_grammar()
    words = reader.lexicon.read(text)
    mentions: list[DateMention] = []
    days: list[tuple[Piece, Interval]] = []
    for piece in reader.parse(words):
        frame = Frame(base, tense or own_tense(words, piece))
        if piece.told_from_event and not piece.anchor:
            told = earlier_day(words, piece, days)
            if told:
                frame = Frame(base, frame.tense, told[1].start)
        else:
            told = None
        interval = measured(piece, frame)
        days.append((piece, interval))
        mentions.append(mention_of(words, piece, interval, told[0] if told else None))
    return tuple(mentions)


def resolve(
    expression: str, base: date | None, *, event_date: date | None = None, tense: Tense | None = None
) -> When | None:
    """The days that one expression means; None when it is no time expression.

    Args:
        expression: The words, such as "on the eve of the meeting"; of several expressions the longest counts.
        base: The day of publication; None when unknown.
        event_date: The day of the event that the words are told from ("the following day"); None when unknown.
        tense: The tense of the clause; None reads it from the expression's own words.

    >>> resolve("On the eve of the meeting", date(2025, 11, 3), event_date=date(2025, 11, 3)).start.isoformat()
    '2025-11-02'
    >>> resolve("the five-year plan", date(2025, 11, 3)) is None
    True
    """
    reader = news_grammar()
    words = reader.lexicon.read(expression)
    pieces = reader.parse(words)
    if not pieces:
        return None
    piece = max(pieces, key=lambda piece: piece.last - piece.first)
    frame = Frame(calendar_day(base), tense or own_tense(words, piece), calendar_day(event_date))
    return measured(piece, frame).when(words.text[words.starts[piece.first] : words.end(piece.last - 1)])


def calendar_day(day: date | None) -> date | None:
    """The day of a date or of a time stamp."""
    return day.date() if isinstance(day, datetime) else day


def own_tense(words: Words, piece: Piece) -> Tense | None:
    """The tense of an expression's clause, where its days depend on it."""
    if isinstance(piece.reading, Fixed | Calendar):
        return None
    return tense_of(words, piece.first, piece.last, piece.relation)


def measured(piece: Piece, frame: Frame) -> Interval:
    """The days of an expression; none where they lie outside the calendar or end before they begin."""
    try:
        interval = piece.reading.on(frame)
    except (OverflowError, ValueError):  # "ten thousand years ago"
        return Interval(None, None, "year", "relative")
    if interval.start and interval.end and interval.start > interval.end:
        return interval._replace(start=None, end=None)
    return interval


def earlier_day(words: Words, piece: Piece, days: Sequence[tuple[Piece, Interval]]) -> tuple[Piece, Interval] | None:
    """The date shortly before in the same paragraph that "the next day" or "a year earlier" is told from."""
    for earlier, interval in reversed(days):
        if piece.first - earlier.last > NEAR_WORDS or "¶" in words.codes[earlier.last : piece.first]:
            return None
        exact = interval.start is not None and (interval.start == interval.end or piece.offset_days is None)
        if exact and earlier.relation in ("at", "since", "by", "until"):
            return earlier, interval
    return None


def mention_of(words: Words, piece: Piece, interval: Interval, told: Piece | None) -> DateMention:
    """An expression as a mention of the text."""
    start, end = words.starts[piece.first], words.end(piece.last - 1)
    expression = words.text[start:end]
    return DateMention(
        start=start,
        end=end,
        text=expression,
        when=interval.when(expression),
        relation=piece.relation,
        anchor_needed=piece.told_from_event and told is None,
        anchor=anchor_of(words, piece, told),
        offset_days=piece.offset_days,
    )


def anchor_of(words: Words, piece: Piece, told: Piece | None) -> str | None:
    """The words that name what an expression is told from."""
    first, last = (told.first, told.last) if told else piece.anchor or (0, 0)
    return words.text[words.starts[first] : words.end(last - 1)] if last > first else None
