"""The words of a text as the date grammar sees them: where each stands, and one character for its kind.

Part of the step `linking`. The grammar's rules are regular expressions over these characters, so that one rule matches
"Nov. 3", "NOVEMBER 3rd" and "november  3" alike, and a megabyte is read in a fraction of a second. Offsets are code
points of the text, which is never changed: a word is looked up in the spellings of the lexicon (lower case,
Capitalised,
UPPER CASE) instead of being folded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain


def word_list(text: str) -> tuple[str, ...]:
    """The words of a text, so that a list of words can be written as words."""
    return tuple(text.split())


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


MONTHS = word_list("january february march april may june july august september october november december")
WEEKDAYS = word_list("monday tuesday wednesday thursday friday saturday sunday")
MONTH_NUMBER = {
    **{name: number for number, name in enumerate(MONTHS, 1)},
    **{name[:3]: number for number, name in enumerate(MONTHS, 1)},
    "sept": 9,
}
WEEKDAY_NUMBER = {
    **{name: number for number, name in enumerate(WEEKDAYS)},
    **{name[:3]: number for number, name in enumerate(WEEKDAYS)},
    "tues": 1,
    "weds": 2,
    "thur": 3,
    "thurs": 3,
}
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
SMALL = word_list(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
ORDINALS = word_list(
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
NUMBER = {
    **{name: number for number, name in enumerate(SMALL)},
    **{name: number for number, name in enumerate(ORDINALS)},
    **TENS,
    "a": 1,
    "an": 1,
    "thirtieth": 30,
}
DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50,
    "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90,
}  # fmt: skip
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}

# Kinds of words; a rule names them in capitals.
KINDS: Mapping[str, tuple[str, ...]] = {
    "FULLMONTH": tuple(MONTHS),
    "SHORTMONTH": tuple(name for name in MONTH_NUMBER if name not in MONTHS),
    "WEEKDAY": tuple(WEEKDAYS),
    "SHORTDAY": tuple(name for name in WEEKDAY_NUMBER if name not in WEEKDAYS),
    "CARDINAL": tuple(SMALL[1:]),
    "TENS": tuple(TENS),
    "ORDINAL": tuple(ORDINALS[1:]),
    "DECADEWORD": tuple(DECADES),
    "SEASON": tuple(SEASONS),
    "DAYPART": ("morning", "afternoon", "evening", "night", "noon", "midday", "midnight", "lunchtime", "dawn"),
    "UNIT": ("day", "week", "month", "year", "decade", "century", "fortnight", "hour", "minute"),
    "UNITS": ("days", "weeks", "months", "years", "decades", "centuries", "fortnights", "hours", "minutes"),
}
# Kinds of tokens that are many and told apart by their digits alone: one character each.
SHAPES: Mapping[str, tuple[str, ...]] = {
    "DAYNUMBER": tuple(str(day) for day in range(1, 32)) + tuple(f"0{day}" for day in range(1, 10)),
    "TWODIGITS": ("00", *(str(number) for number in range(32, 100))),
    "NUMBER": tuple(str(number) for number in range(100, 1000)),
    "YEAR": tuple(str(year) for year in range(1000, 2200)),
    "NTH": tuple(f"{number}{suffix}" for number in range(1, 32) for suffix in ("st", "nd", "rd", "th")),
    "DECADE": tuple(f"{year}s" for year in range(1500, 2100, 10)) + tuple(f"{year}s" for year in range(10, 100, 10)),
    "QUARTER": tuple(f"{side[0]}{number}{side[1]}" for number in range(1, 5) for side in (("q", ""), ("", "q"))),
    "HALFYEAR": ("h1", "h2"),
    "FISCALYEAR": tuple(f"fy{year}" for year in range(1950, 2100)),
}
MARKS: Mapping[str, str] = {
    "-": "-", "‐": "-", "‑": "-", "‒": "-", "–": "-", "−": "-", "'": "'", "’": "'", "‘": "'", "ʼ": "'",
    ",": ",", ".": ".", "/": "/", "(": "(", ")": ")",
}  # fmt: skip
# Years that a number of four digits tells without a word beside it.
FIRST_YEAR, LAST_YEAR = 1900, 2059
OTHER = " "
PARAGRAPH = "¶"
# Characters of kinds begin here; those below are marks and the two that a stage of the grammar writes.
FIRST_CODE = 0x100
TIME = "X"
REST = "x"

TOKEN = re.compile(
    r"\d{4}-\d\d-\d\d(?![\d-])"  # 2025-11-03, also before the T of a time
    r"|\d++(?:[.,]\d++)*+[^\W_]*+"  # 3, 3rd, 1990s, 2,019, 24.02.2022
    r"|[^\W_]++"
    r"|\n[^\S\n]*+\n"  # a paragraph ends
    r"|[^\w\s]"
)
# How a token begins that has a kind without being listed: a paragraph's end, a date in digits.
ODD = frozenset("\n0123456789")
# Shapes too many to list.
PATTERNS = {
    "ISODAY": re.compile(r"[0-9]{4}[-.][0-9]{2}[-.][0-9]{2}"),
    "DOTTEDDAY": re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """A text cut into words and marks.

    Attributes:
        text: The text.
        tokens: The words and marks as they stand, in order; a paragraph's end is one too.
        starts: First code point of each.
        codes: A character for the kind of each.
    """

    text: str
    tokens: tuple[str, ...]
    starts: tuple[int, ...]
    codes: str

    def end(self, index: int) -> int:
        """One past the last code point of a token."""
        return self.starts[index] + len(self.tokens[index])

    def at(self, index: int) -> str:
        """The token in lower case; "" outside the text."""
        return self.tokens[index].lower() if 0 <= index < len(self.tokens) else ""

    def raw(self, index: int) -> str:
        """The token as it stands; "" outside the text."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else ""

    def touches(self, index: int) -> bool:
        """Whether a token follows the one before it without white space."""
        return 0 < index < len(self.tokens) and self.end(index - 1) == self.starts[index]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Which character stands for which kind of word, and for which spelling.

    Attributes:
        codes: The characters of each kind, in capitals, and the character of each word and mark.
        spellings: The character of each spelling of each word.
    """

    codes: Mapping[str, str]
    spellings: Mapping[str, str]

    def read(self, text: str) -> Words:
        """Cut a text into words."""
        found = list(TOKEN.finditer(text))
        tokens = tuple(match.group() for match in found)
        spelling = self.spellings.get
        codes = "".join([spelling(token) or (self.unlisted(token) if token[0] in ODD else OTHER) for token in tokens])
        return Words(text, tokens, tuple([match.start() for match in found]), codes)

    def unlisted(self, token: str) -> str:
        """The character of a token that has no spelling of its own."""
        if token[0] == "\n":
            return PARAGRAPH
        for shape, pattern in PATTERNS.items():
            if len(token) <= 10 and pattern.fullmatch(token):
                return self.codes[shape]
        return OTHER


def lexicon(literals: Iterable[str]) -> Lexicon:
    """The lexicon of all kinds and of the further words that rules name for themselves."""
    words = sorted({*literals, *chain.from_iterable(KINDS.values())} - MARKS.keys())
    codes = {shape: chr(FIRST_CODE + index) for index, shape in enumerate((*SHAPES, *PATTERNS))}
    codes |= {word: chr(FIRST_CODE + len(codes) + index) for index, word in enumerate(words)}
    codes |= {kind: "".join(codes[word] for word in members) for kind, members in KINDS.items()}
    codes |= {mark: mark for mark in MARKS.values()}
    spelled = {token: codes[shape] for shape, tokens in SHAPES.items() for token in tokens}
    spelled |= {word: codes[word] for word in words}
    spellings = dict(MARKS)
    for word, code in spelled.items():
        spellings |= {word: code, word.capitalize(): code, word.upper(): code}
    return Lexicon(codes, spellings)


def number(token: str) -> int:
    """The number that a token tells: "3", "3rd", "third", "three", "1990s", "a".

    Raises:
        ValueError: It tells none.
    """
    known = NUMBER.get(token)
    if known is not None:
        return known
    digits = re.match(r"[0-9]+", token)
    if not digits:
        raise ValueError(f"{token!r} is no number")
    return int(digits.group())
