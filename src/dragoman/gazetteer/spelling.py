"""How the gazetteer reads names: a text cut into words, each with a key that forgets its spelling but not its place.

Names are compared word by word, so no text is ever rewritten and an offset is always one of the searched text. A word's
key has no case, no diacritics and no apostrophes; what stands between two words (a space, a hyphen, a line break)
decides only whether they can belong to one name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

_MARKS = "\u0300-\u036f\u00ad\u200b-\u200d\u2060"
_APOSTROPHES = "'`´ʹʻʼʽʾʿˈ‘’"

_WORD = re.compile(
    # Dotted letters are one word: "U.S.", "U.S", "J. D." before a name.
    r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?"
    r"|(?:[^\W\d_]\.)[^\W\d_](?![\w.])"
    r"|[A-Z]\.(?: [A-Z]\.)+(?= [^\W\d_])"
    # Apostrophes inside a word belong to it, but for the possessive "'s"; "+" as in OPEC+ and P5+1.
    rf"|[^\W_](?:[^\W_{_MARKS}]|[{_MARKS}]|[{_APOSTROPHES}](?=[^\W_])(?![sS](?![^\W_]))|\+(?=\d))*\+?"
    r"|&"
)
_SPACE = re.compile(r"(?:['’`´][sS]?(?=\s))?[ \t\u00a0\u2009\u202f]*(?:\r?\n)?[ \t\u00a0]*[ʻʿ]?")
_HYPHEN = re.compile(rf"[-\u2010\u2011][{_APOSTROPHES}]?[ \u00a0]?(?:\r?\n)?")
_DOTTED_FORMS = frozenset({"st", "jr", "sr", "mt", "ft", "dr", "gen", "col", "lt", "sen", "prof"})

# Letters that Unicode doesn't decompose; ə is what Azerbaijani names are usually written with an "a" or "e" for.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "a", "ħ": "h"}
)
_NO_LETTERS = re.compile(rf"[{_APOSTROPHES}{_MARKS}. ]")

# Spellings that differ from outlet to outlet: names that Latin letters write in many ways, British and American
# English.
_VARIANTS = {
    "al": ("el", "ul"),
    "bin": ("ibn", "ben"),
    "mohammed": ("mohamed", "mohammad", "mohamad", "muhammad", "muhammed", "muhamad", "mohamud", "mohd"),
    "ahmed": ("ahmad",),
    "hussein": ("hussain", "husain", "husayn", "hossein", "hosein", "husein"),
    "abdul": ("abdel", "abdal", "abdoul"),
    "abdullah": ("abdallah", "abdellah", "abdulla", "abdalla", "abdoulaye"),
    "sergei": ("sergey", "serguei"),
    "alexander": ("aleksandr", "alexandr", "oleksandr", "aleksander"),
    "dmitry": ("dmitri", "dmitriy", "dmitrii"),
    "yuri": ("yury", "iouri", "yuriy"),
    "vasily": ("vasiliy", "vassily", "vasili"),
    "andrei": ("andrey", "andriy", "andrii"),
    "khaled": ("khalid",),
    "saud": ("saoud",),
    "faisal": ("faysal", "feisal", "faysel"),
    "yousef": ("yusuf", "youssef", "yousuf", "yusef", "yousif"),
    "ibrahim": ("ebrahim", "ibraheem"),
    "abd": ("abed",),
    "organization": ("organisation",),
    "stabilization": ("stabilisation",),
    "mobilization": ("mobilisation",),
    "defense": ("defence",),
    "program": ("programme",),
    "center": ("centre",),
    "labor": ("labour",),
}
_SPELLINGS = {variant: key for key, variants in _VARIANTS.items() for variant in variants}

# Forms that the Arabic article takes before some letters; without the hyphen most are English words.
_ASSIMILATED = frozenset({"ad", "ar", "as", "ash", "at", "az", "an"})
# Words of personal names that may stand in lower case and name nobody alone.
PARTICLES = frozenset(
    "al abd abdul bin bint abu de da do dos du di del della den der van von zu la le y e i ter ten af ul ould".split()
)


class Word(NamedTuple):
    """One word of a text.

    Attributes:
        start: First code point in the text.
        end: One past the last.
        key: The word as names are compared: lower case, without diacritics, apostrophes and dots.
        text: The word as it stands.
        tie: What may join it to the word before as parts of one name: a space or `, `; empty when nothing does.
    """

    start: int
    end: int
    key: str
    text: str
    tie: str


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """A word's key.

    >>> fold("Türkiye"), fold("TURKIYE"), fold("Sana’a"), fold("U.S."), fold("Organisation")
    ('turkiye', 'turkiye', 'sanaa', 'us', 'organization')
    """
    if word == "&":
        return "and"
    plain = word.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).translate(_LETTERS)
        plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    plain = _NO_LETTERS.sub("", plain)
    return _SPELLINGS.get(plain, plain)


def split(text: str) -> list[Word]:
    """The words of a text, in order.

    >>> [(word.text, word.tie) for word in split("al- Azhar, the U.S.’s guest")]
    [('al', ''), ('Azhar', ' '), ('the', ', '), ('U.S.', ' '), ('guest', ' ')]
    """
    words: list[Word] = []
    end, before = -1, ""
    for found in _WORD.finditer(text):
        start, surface = found.start(), found.group()
        if words and surface in ("s", "S") and start == end + 1 and text[end] in _APOSTROPHES:
            continue  # A possessive: part of what stands between two words.
        key = "al" if _is_assimilated(surface, text[found.end() : found.end() + 2]) else fold(surface)
        tie = _tie(text[end:start], before) if words else ""
        end = found.end()
        words.append(Word(start, end, key, surface, tie))
        before = key
    return words


def _is_assimilated(word: str, after: str) -> bool:
    """Whether a word is the Arabic article in "ash-Sham"; "as Sham" has an English word."""
    return after[:1] == "-" and after[1:].isupper() and word.lower() in _ASSIMILATED


def _tie(gap: str, before: str) -> str:
    """How the words on both sides of `gap` can belong to one name; a full stop does only after an abbreviation."""
    if gap.startswith(".") and (len(before) == 1 or before in _DOTTED_FORMS):
        gap = gap[1:]
    return _join(gap)


@lru_cache(maxsize=1 << 12)
def _join(gap: str) -> str:
    if gap == ", ":
        return ", "
    return " " if gap == "/" or _SPACE.fullmatch(gap) or _HYPHEN.fullmatch(gap) else ""


def name_key(name: str) -> str:
    """A name's key: the keys of its words with what ties them.

    >>> name_key("Guinea-Bissau"), name_key("Washington, D.C."), name_key("Trinidad & Tobago")
    ('guinea bissau', 'washington, dc', 'trinidad and tobago')
    """
    words = split(name)
    return "".join(f"{word.tie or ' '}{word.key}" for word in words).strip(" ,")


def personal(words: list[Word]) -> list[Word]:
    """Words as personal names are compared: an Arabic article belongs to the word after it and is left out of its key.

    "Anwar al-Sadat" and "Anwar Sadat" have the same keys, and so have "Abd al-Nasser" and "Abdelnasser".
    """
    joined: list[Word] = []
    for word in reversed(words):
        following = joined[-1] if joined and joined[-1].tie else None
        if following is not None and word.key == "al":
            joined[-1] = following._replace(start=word.start, tie=word.tie)
        elif following is not None and word.key in ("abd", "abdul"):
            joined[-1] = following._replace(start=word.start, key="abdul" + following.key, tie=word.tie)
        else:
            joined.append(word)
    joined.reverse()
    return [_compound(word) if word.key.startswith("abd") else word for word in joined]


def _compound(word: Word) -> Word:
    """Names of Abd written in one word, whatever their vowel: Abdelrahman, Abdulrahman."""
    key = re.sub(r"^abd[aeou]l", "abdul", word.key)
    return word if key == word.key else word._replace(key=_SPELLINGS.get(key, key))


def personal_key(name: str) -> str:
    """A personal name's key.

    >>> personal_key("Anwar el-Sadat"), personal_key("Gamal Abdel Nasser"), personal_key("Gamal Abd an-Nasser")
    ('anwar sadat', 'gamal abdulnasser', 'gamal abdulnasser')
    """
    return join_keys(personal(split(name)))


def join_keys(words: Iterable[Word]) -> str:
    """The keys of words, joined by spaces."""
    return " ".join(word.key for word in words)
