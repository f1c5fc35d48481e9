"""What looks like a date and is none: the verb "march", Colonel May, Resolution 2231, the Sunday papers, old borders.

Part of the step `linking`. Each guard looks at the words around a candidate and says whether it may stand.
"""

from __future__ import annotations

from dragoman.linking.date_words import FIRST_YEAR, LAST_YEAR, MONTH_NUMBER, MONTHS, ORDINALS, Words, word_set

TIME_PREPOSITIONS = word_set("in since until till during throughout through last next early mid late earlier later")
YEAR_PREPOSITIONS = TIME_PREPOSITIONS | word_set(
    "by from of before after between to circa year and on for fy fiscal spring summer autumn fall winter"
)
# Months that are also words or names; they need a word beside them that only a month has.
DOUBTFUL_MONTHS = frozenset({"may", "march"})
NAME_MONTHS = frozenset({"april", "june", "august"})
CALLED = word_set("her him named called ms mrs miss mr aunt sister daughter")
DATED_NOUNS = word_set(
    """election elections vote votes poll polls ballot summit referendum deadline conference runoff primary coup
    uprising agreement accord ceasefire truce meeting"""
)
AFTER_THE_VERB_MARCH = word_set("on of for to from toward towards against through in and by")
AFTER_THE_VERB_MAY = word_set("have be not also still soon never yet need well face")
CURRENCIES = frozenset("$€£¥₹₽₺₪#")
CURRENCY_WORDS = word_set("us rs usd eur gbp inr pkr")
NUMBERED = word_set(
    """resolution resolutions unscr scr res flight flights article articles section sections no nos number page
    room hill highway route unit channel agenda vision decree bill regiment battalion brigade psalm area
    building directive regulation order case model boeing airbus windows apartment suite radio bus gate
    class grade version horizon nasdaq russell paragraph chapter verse point height post camp box row seat terminal"""
)
ADVERBS_OF_QUANTITY = word_set(
    """some about nearly almost over roughly approximately least most than estimated additional another only just
    all these those extra total around exactly further combined first last other more up top under below above"""
)
COUNTED = word_set(
    """people troops soldiers men women children civilians fighters rebels militants insurgents policemen police
    officers personnel peacekeepers observers prisoners detainees hostages migrants refugees workers jobs seats
    votes cases deaths dead casualties homes houses villages families students members delegates participants
    protesters demonstrators voters tonnes tons barrels litres liters gallons kilograms kilos kg km kilometres
    kilometers miles metres meters feet acres hectares square missiles rockets drones tanks warheads aircraft
    vehicles trucks shells bombs rounds dollars euros pounds yen rupees rubles roubles lira francs cents million
    billion trillion thousand hundred percent per gmt utc est edt bst cet hours hrs hour local points megawatts
    mw users copies words pages times companies firms residents inhabitants passengers pilgrims employees staff
    teachers doctors patients victims others respondents asylum centrifuges more km2 volts watts calories"""
)
# "7 December 2016 GMT" is a year all the same.
AFTER_THE_TIME = word_set("gmt utc est edt bst cet local hours")
# Plurals that a bare year may stand before without counting them: "2016 elections".
DATED_PLURALS = word_set(
    """elections talks protests sanctions polls attacks accords agreements negotiations hostilities riots bombings
    killings clashes games championships deals raids reforms figures results levels prices promises amendments
    wars massacres borders peace-talks strikes hearings budgets campaigns"""
)
# "The 1848 revolutions": what a year before 1900 may stand before without a preposition.
HISTORIC = word_set(
    """war wars treaty revolution revolutions congress convention constitution partition uprising uprisings accord peace
    declaration settlement rebellion mutiny famine battle siege massacre agreement conference protocol"""
)
BOUNDARIES = word_set("border borders line lines boundary boundaries frontier frontiers")
NAMED_BY_A_DAY = word_set(
    """movement alliance coalition bloc camp group brigade brigades battalion front party organisation organization
    forces square street bridge stadium airport avenue university division"""
)
POINTING_BACK = word_set("on in during by until since later earlier again from of early late")
NAMED_WEEKDAYS = word_set("black bloody super good palm ash holy cyber maundy shrove easter whit")
NOT_ONE_DAY = word_set("every each any one some alternate")
PAPERS = word_set(
    """times telegraph mirror express mail herald post star independent guardian tribune business world people sun
    agreement accords accord"""
)
BEFORE_TODAY_IN_NAMES = word_set(
    "usa russia india pakistan korea nigeria africa psychology business china brussels europe history trending"
)
# After "after Friday" these go on with the sentence; another word makes the day tell of a noun: "Friday prayers".
GOES_ON = word_set(
    """and but or in on at to for with by from as when while that which who he she it they we the a an is was were
    are has had have will would said did do amid because if although despite until since over after before during
    not so its his their without unless"""
)
PARTICIPLES = ("ed", "en", "wn", "ld", "ught")


def month_word(words: Words, index: int) -> bool:
    """Whether a month's name beside a number is written as one: "may" and "mar" need their capital."""
    token = words.raw(index)
    if token in MONTHS and token not in DOUBTFUL_MONTHS and token != "august":
        return True
    return token[:1].isupper() and not (token == "MAY" and words.at(index + 1) in AFTER_THE_VERB_MAY)


def month_alone(words: Words, index: int) -> bool:
    """Whether a month's name without a number is the month."""
    token, before, after = words.at(index), words.at(index - 1), words.at(index + 1)
    if before in ("black", "red") or after == "revolution" or not month_word(words, index):
        return False
    if before in TIME_PREPOSITIONS or (before == "-" and words.at(index - 2) in TIME_PREPOSITIONS):
        return True
    if token in DOUBTFUL_MONTHS:
        return doubtful_month(words, index)
    if token in NAME_MONTHS:
        if before in CALLED:
            return False
        return before in YEAR_PREPOSITIONS or not capitalised(words, index + 1)
    return True


def doubtful_month(words: Words, index: int) -> bool:
    """Whether "May" or "March" stands where only a month can."""
    token, before, after = words.at(index), words.at(index - 1), words.at(index + 1)
    if before in ("to", "and", "-", "or", "/"):
        return any(words.at(near) in MONTH_NUMBER or words.at(near).isdecimal() for near in range(index - 4, index - 1))
    if before in ("of", "from", "between", "by", "before", "after"):
        named = token == "may" and (capitalised(words, index + 1) or after in ("'", "’"))
        return not named and not (token == "may" and words.at(index - 2).endswith(PARTICIPLES))
    if before in ("the", "a", "its", "their", "this"):
        return after.isalpha() and words.raw(index + 1).islower() and after not in AFTER_THE_VERB_MARCH
    if after in ("to", "through", "and", "-", "or", "/", "until"):
        return words.at(index + 2) in MONTH_NUMBER and words.raw(index + 2)[:1].isupper()
    return after in DATED_NOUNS and words.raw(index + 1).islower()


def day_number(words: Words, index: int) -> bool:
    """Whether a number from 1 to 31 can be a day: no price, no part of "1:3" or "F-3"."""
    if words.at(index - 1) in CURRENCIES or words.at(index - 1) in CURRENCY_WORDS:
        return False
    glued = words.touches(index) and words.at(index - 1) in (":", "-", ".", "/")
    return not (glued and words.touches(index - 1) and not month_before(words, index - 2))


def month_before(words: Words, index: int) -> bool:
    """Whether a token is a month's name, a number or a full stop after a short month."""
    token = words.at(index)
    return token in MONTH_NUMBER or token[:1].isdecimal() or (token == "." and words.at(index - 1) in MONTH_NUMBER)


def month_and_count(words: Words, month: int, after: int) -> bool:
    """Whether the number after a month counts something: "in May 20 people died", "in March 12 countries signed"."""
    if words.at(month - 1) not in ("in", "during", "throughout"):
        return False
    noun = words.raw(after)
    return noun.isalpha() and noun.islower() and (noun in COUNTED or (noun.endswith("s") and noun not in DATED_PLURALS))


def names_something(words: Words, after: int) -> bool:
    """Whether the word after a day makes it a name: the March 14 Alliance, the October 6 Bridge."""
    return words.at(after) in NAMED_BY_A_DAY and (capitalised(words, after) or words.at(after) in ("bloc", "camp"))


def capitalised(words: Words, index: int) -> bool:
    """Whether a token is a word with a capital that the rest of the word doesn't have."""
    token = words.raw(index)
    return token.isalpha() and token[0].isupper() and not (len(token) > 1 and token.isupper())


def year_number(words: Words, index: int) -> bool:
    """Whether a number that follows a date or an ordinal is its year: "May 3, 2019", not "May 3, 2000 people"."""
    after = words.at(index + 1)
    return (after not in COUNTED or after in AFTER_THE_TIME) and not followed_by_hyphen(words, index)


def year_alone(words: Words, index: int) -> bool:
    """Whether a number of four digits without a month is a year."""
    year, before = int(words.at(index)), words.at(index - 1)
    prepared = before in YEAR_PREPOSITIONS or (before == "the" and words.at(index + 1) in HISTORIC)
    if not (FIRST_YEAR <= year <= LAST_YEAR) and not (prepared and before not in ("and", "on", "for") and year >= 1500):
        return False
    if is_code(words, index) or counted(words, index) or followed_by_hyphen(words, index):
        return False
    if words.at(index + 1) in BOUNDARIES or words.at(index + 1) == "%":
        return False
    if words.touches(index) and before in ("-", "/", ".", ":", ","):
        return before == "-" and words.at(index - 2) in TIME_PREPOSITIONS | {"end"}
    if before in ADVERBS_OF_QUANTITY and not placed_about(words, index):
        return before == "last" and words.at(index + 1) in ("'", "’")
    return year % 100 != 0 or prepared or before in ("the", "a", "(", "its", "his", "her", "their", "", "january")


def placed_about(words: Words, index: int) -> bool:
    """Whether a preposition of time stands before the "about" or "at least" of a year: "since at least 2012"."""
    near = index - 1
    while words.at(near) in ("about", "around", "roughly", "at", "least"):
        near -= 1
    return words.at(near) in ("in", "since", "by", "until", "till", "from")


def is_code(words: Words, index: int) -> bool:
    """Whether the words before a number make it a price, a time of day or a code: "Resolutions 1803, 1835 and 1929"."""
    before = words.at(index - 1)
    if before in CURRENCIES or before in CURRENCY_WORDS or before == "at":
        return True
    near = index - 1
    while near >= index - 12 and (words.at(near)[:1].isdecimal() or words.at(near) in (",", "and", ".")):
        near -= 1
    return words.at(near) in NUMBERED


def counted(words: Words, index: int) -> bool:
    """Whether a number counts what follows it: "2015 troops", but "in 2015 troops moved in" tells a year."""
    noun, before = words.raw(index + 1), words.at(index - 1)
    placed = before in TIME_PREPOSITIONS
    if noun.lower() in COUNTED:
        return int(words.at(index)) % 100 == 0 or not placed
    plural = len(noun) > 3 and noun.isalpha() and noun.islower() and noun.endswith("s") and not noun.endswith("ss")
    joined = before == "and" and words.at(index - 2)[:1].isdecimal()
    determined = placed or joined or before in ("by", "from", "to", "the", "a", "its", "his", "her", "their", "this")
    named = not before.isalpha() or (words.raw(index - 1)[0].isupper() and before not in YEAR_PREPOSITIONS)
    return plural and noun not in DATED_PLURALS and not determined and not named


def followed_by_hyphen(words: Words, index: int) -> bool:
    """Whether a number is glued to a word: "2000-strong", "1990-style"."""
    return (
        words.at(index + 1) in ("-", "‑")
        and words.touches(index + 1)
        and words.touches(index + 2)
        and words.at(index + 2).isalpha()
        and words.at(index + 2) not in ("present", "now", "today")
    )


def that_one(words: Words, index: int) -> bool:
    """Whether the "that" before a month or weekday points back: "on that Friday", but not "said that Friday"."""
    return words.at(index - 1) in POINTING_BACK


def weekday_alone(words: Words, index: int) -> bool:
    """Whether a weekday's name is a day: not Black Friday, every Friday, or the Sunday Times."""
    before = words.at(index - 1)
    if (before in ORDINALS or before == "final") and words.at(index + 1) in ("of", "in"):
        return False  # a later stage reads "the first Monday of May"
    if words.at(index + 1) == "week" and words.at(index + 2) not in ("-", "'", "’"):
        return False  # "Friday week" is a week after Friday
    if before in NOT_ONE_DAY or (before in NAMED_WEEKDAYS and capitalised(words, index - 1)):
        return False
    if capitalised(words, index) and capitalised(words, index + 1) and words.at(index + 1) in PAPERS:
        return False
    return not (before == "on" and words.raw(index - 2) == "Mail")


def today_word(words: Words, index: int) -> bool:
    """Whether "today" is the day: not USA Today or the Today programme."""
    if words.raw(index) not in ("Today", "TODAY", "Tonight"):
        return True
    named = words.at(index - 1) in BEFORE_TODAY_IN_NAMES and begins_with_capital(words, index - 1)
    return not named and words.at(index + 1) not in ("programme", "program", "show", "newspaper")


def begins_with_capital(words: Words, index: int) -> bool:
    """Whether a token begins with a capital."""
    return words.raw(index)[:1].isupper()


def belongs_to_noun(words: Words, last: int) -> bool:
    """Whether a date only tells which event is meant: "after Sunday's vote", "for the Dec. 10 bombings"."""
    after = words.raw(last)
    return after in ("'", "’") or (after.isalpha() and after.islower() and after not in GOES_ON)
