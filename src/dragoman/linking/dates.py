"""Time expressions in English news, and the calendar days they mean.

Part of the step `linking`. It works on any text without a parse, in time linear in its length; offsets are code points.
An interval is of whole days, both ends inclusive. `precision` tells how finely the words tell it, `basis` whether they
carry the full date (`explicit`) or lean on another day (`relative`). Without the day that they lean on, the days are
None: nothing is guessed. The conventions, with days as read in a report of Monday 3 November 2025 (`…` is open):

| words | days | precision | rule |
|---|---|---|---|
| 3 November 2025 | 2025-11-03 | day | also Nov. 3, 2025, 2025-11-03, 3.11.2025; 3/11/2025 reads two ways |
| met on 28 December | 2024-12-28 | day | past tense: the last, unless the next is within a month |
| will meet on 28 February | 2026-02-28 | day | future tense: the next |
| 28 December | 2025-12-28 | day | no tense: the last, unless the next is within 60 days or nearer in the same year |
| Monday, 28 October | 2024-10-28 | day | a weekday tells the year |
| November 2025 | 2025-11-01 to 2025-11-30 | month | |
| in March | 2025-03-01 to 2025-03-31 | month | the last or running one; in a future tense the next |
| last November | 2024-11-01 to 2024-11-30 | month | "last" and "next" leave the running one out |
| 2019 | 2019-01-01 to 2019-12-31 | year | |
| the 1990s | 1990-01-01 to 1999-12-31 | year | "the nineties" is relative |
| the 19th century | 1801-01-01 to 1900-12-31 | year | the strict count |
| 2024/25 | 2024-01-01 to 2025-12-31 | year | a split year is told as both |
| early 2020 | 2020-01-01 to 2020-04-30 | year | early, mid, late: thirds between months |
| mid-November | 2025-11-11 to 2025-11-20 | month | of a month up to the 10th, the 20th, its end |
| the late 1990s | 1997-01-01 to 1999-12-31 | year | of a decade 0-3, 4-6, 7-9; of a week Mon-Tue, Wed-Thu, Fri-Sun |
| the end of 2020 | 2020-12-01 to 2020-12-31 | year | start, end: of a decade a year, of a year a month |
| the end of March | 2025-03-25 to 2025-03-31 | month | of a month seven days, of a week Mon-Tue and Fri-Sun |
| the first half of 2024 | 2024-01-01 to 2024-06-30 | month | bounds that are months have that precision |
| the third quarter | 2025-07-01 to 2025-09-30 | month | the last to have begun |
| summer 2023 | 2023-06-01 to 2023-08-31 | month | northern seasons; a winter counts to the year it begins |
| Christmas Eve | 2025-12-24 | day | like a day without its year |
| on Monday | 2025-11-03 | day | on its own weekday that very day |
| on Thursday | 2025-10-30 | day | the last one; in a future tense the next |
| last Monday | 2025-10-27 | day | strictly before; "next Monday" strictly after |
| this Thursday | 2025-11-06 | day | of the running week, Monday to Sunday |
| overnight | 2025-11-02 to 2025-11-03 | day | |
| last week | 2025-10-27 to 2025-11-02 | week | Monday to Sunday |
| earlier this month | 2025-11-01 to 2025-11-02 | month | up to the day before; "later" from the day after |
| over the weekend | 2025-11-01 to 2025-11-02 | day | "this weekend" is of the running week, "next" of the next |
| two days ago | 2025-11-01 | day | |
| three weeks ago | 2025-10-13 to 2025-10-19 | week | the calendar unit that holds the day; likewise "in two weeks" |
| a year ago | 2024-01-01 to 2024-12-31 | year | |
| the past two weeks | 2025-10-20 to 2025-11-03 | week | both ends inclusive; likewise "the next five years" |
| in recent weeks | … to 2025-11-03 | week | no number, no guess; likewise "the coming days", "weeks ago" |
| the worst in two weeks | 2025-10-20 to 2025-11-03 | week | after a rank or a past tense the time up to now |
| within 30 days | 2025-11-03 to 2025-12-03 | day | relation `by` |
| since 2019 | 2019-01-01 to 2025-11-03 | year | relation `since` |
| until March | 2025-11-03 to 2026-03-31 | month | relation `until`; no start when it is past |
| by the end of 2027 | 2025-11-03 to 2027-12-31 | year | relation `by` |
| before 1 July 2026 | 2025-11-03 to 2026-06-30 | day | relation `before` |
| after 1 July 2026 | 2026-07-02 to … | day | relation `after`; but "after Monday's vote" tells Monday |
| has ruled for three years | 2022-11-03 to 2025-11-03 | year | relation `for`; from now on after "will" |
| jailed for three years | … to … | year | a stretch that the words don't place |
| from 3 to 5 May | 2025-05-03 to 2025-05-05 | day | the finer precision of the two |
| on the eve of the meeting | … to … | day | told from that event: see `DateMention` |
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
    """The date shortly before in the same paragraph that "the next day" or "a year earlier" is told from.

    None also where the nearest such date has no day of its own, for then nobody knows.
    """
    for earlier, interval in reversed(days):
        if piece.first - earlier.last > NEAR_WORDS or "¶" in words.codes[earlier.last : piece.first]:
            return None
        fits = interval.precision == "day" or piece.offset_days is None
        if not fits or earlier.relation not in ("at", "since", "by", "until"):
            continue
        single = interval.start is not None and (interval.start == interval.end or piece.offset_days is None)
        return (earlier, interval) if single else None
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
