"""Holidays that the news dates things by: those with one day everywhere they are kept.

Part of the step `linking`. National days that differ by country (independence days, victory days) are left out, as are
feasts of the moon, whose days are announced and not reckoned.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from dragoman.linking.date_calendar import DAY, Days, DaysOfYear, day_of, easter, month_of, weekday_in
from dragoman.linking.date_calendar_rules import WHICH
from dragoman.linking.date_grammar import Hit, Rule
from dragoman.linking.date_guards import capitalised, year_number
from dragoman.linking.date_readings import Fixed, Reading, Yearly
from dragoman.linking.date_words import word_set

# Words → month and day.
FIXED_DAYS = {
    "new year ' s day": (1, 1),
    "new year ' s eve": (12, 31),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "valentine ' s day": (2, 14),
    "may day": (5, 1),
    "labour day": (5, 1),
    "bastille day": (7, 14),
    "armistice day": (11, 11),
    "veterans day": (11, 11),
    "remembrance day": (11, 11),
    "anzac day": (4, 25),
    "women ' s day": (3, 8),
    "halloween": (10, 31),
    "juneteenth": (6, 19),
}
CHRISTMAS_THINGS = word_set("tree trees card cards carol carols present presents gift gifts shopping decorations eggs")
# Words → days from Easter Sunday.
EASTER_DAYS = {
    "ash wednesday": -46,
    "palm sunday": -7,
    "maundy thursday": -3,
    "good friday": -2,
    "holy saturday": -1,
    "easter sunday": 0,
    "easter monday": 1,
    "easter": 0,
}
# Words → month, weekday from Monday as 0, and which of the month; -1 is the last. As the United States keep them.
WEEKDAY_FEASTS = {
    "martin luther king day": (1, 0, 3),
    "presidents day": (2, 0, 3),
    "presidents ' day": (2, 0, 3),
    "memorial day": (5, 0, -1),
    "labor day": (9, 0, 1),
    "columbus day": (10, 0, 2),
    "thanksgiving": (11, 3, 4),
    "thanksgiving day": (11, 3, 4),
}


def easter_day(year: int, offset: int) -> Days:
    """A day reckoned from Easter Sunday."""
    day = easter(year) + offset * DAY
    return day, day


def feast_day(year: int, feast: tuple[int, int, int]) -> Days | None:
    """A day reckoned by the weekday of its month."""
    month, weekday, nth = feast
    return weekday_in(month_of(year, month), weekday, nth)


def fixed_day(year: int, day: tuple[int, int]) -> Days | None:
    """The same day every year."""
    return day_of(year, *day)


def holidays() -> Mapping[str, DaysOfYear]:
    """Words → the day they mean in a year."""
    fixed = {words: partial(fixed_day, day=day) for words, day in FIXED_DAYS.items()}
    movable = {words: partial(easter_day, offset=offset) for words, offset in EASTER_DAYS.items()}
    feasts = {words: partial(feast_day, feast=feast) for words, feast in WEEKDAY_FEASTS.items()}
    return {**fixed, **movable, **feasts}


def holiday(hit: Hit, days_in: DaysOfYear) -> Reading | None:
    """Christmas Eve, Easter Sunday 2019, last Christmas; but not Easter Island or the Good Friday Agreement."""
    name = hit.at("holiday")
    if not hit.words.raw(name)[0].isupper():
        return None
    if hit.has("year"):
        days = days_in(hit.number("year")) if year_number(hit.words, hit.at("year")) else None
        return Fixed(days, "day") if days else None
    thing = hit.words.at(hit.last) in CHRISTMAS_THINGS
    if thing or (capitalised(hit.words, name) and capitalised(hit.words, hit.last)):
        return None
    return Yearly(days_in, "day", WHICH[hit.token("which")] if hit.has("which") else None)


def holiday_rules() -> tuple[Rule, ...]:
    """A rule for each holiday, with and without a year."""
    which = "( this|the? which:last|past|this|next|coming )?"
    rules = []
    for words, days_in in holidays().items():
        first, _, rest = words.partition(" ")
        build = partial(holiday, days_in=days_in)
        rules.append(Rule(f"{which} holiday:{first} {rest}", build))
        rules.append(Rule(f"holiday:{first} {rest} ,? of|in? year:YEAR", build))
    return tuple(rules)
