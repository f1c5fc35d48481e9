"""Names in a spelling that no table has: the same person where the consonants agree, and the office or country does."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from dragoman.gazetteer import gazetteer
from dragoman.gazetteer.spelling import personal_key

_DIGRAPHS = (
    ("tsch", "c"), ("sch", "s"), ("tch", "c"), ("dzh", "j"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"),
    ("dh", "d"), ("zh", "j"), ("dj", "j"), ("ck", "k"), ("q", "k"), ("w", "v"), ("x", "ks"),
)  # fmt: skip
_VOWELS = re.compile(r"[aeiouyj]+")
_DOUBLED = re.compile(r"(.)\1+")
#: Fewer consonants than these tell nobody apart, unless the office does or the rest of the name is spelled alike.
_TELLING = 2
_MOST_WORDS = 5


def consonants(word: str) -> str:
    """A word's consonants, whatever letters a transliteration writes them with; a first vowel counts as one.

    >>> consonants("afewerki") == consonants("afwerki"), consonants("hifter") == consonants("haftar")
    (True, True)
    """
    for long, short in _DIGRAPHS:
        word = word.replace(long, short)
    plain = _VOWELS.sub(lambda found: "a" if found.start() == 0 else "", word)
    return _DOUBLED.sub(r"\1", plain)


@lru_cache(maxsize=1 << 12)
def respelled(name: str, countries: tuple[str, ...]) -> tuple[str, ...]:
    """Ids of the people of some countries who bear one word of a full name as spelled, and the others but for vowels.

    Args:
        name: The name as the text spells it.
        countries: ISO alpha-3 or ids of bodies.
    """
    words = personal_key(name).split()
    if not 2 <= len(words) <= _MOST_WORDS:
        return ()
    names = gazetteer()
    found: dict[str, None] = {}
    for country in countries:
        for word in words:
            if len(word) > 2:
                bearers = names.people(word, country=country)
                found.update((one.id, None) for one in bearers if _bears(one.id, words, _TELLING))
    return tuple(found)


@lru_cache(maxsize=1 << 8)
def respelled_holders(name: str, post: str, on: date) -> tuple[str, ...]:
    """Ids of those who held a post of any state on a day under a name that is spelled another way."""
    words = personal_key(name).split()
    return tuple(id for id in _holders(post, on) if 2 <= len(words) <= _MOST_WORDS and _bears(id, words, 1))


@lru_cache(maxsize=1 << 6)
def _holders(post: str, on: date) -> tuple[str, ...]:
    names = gazetteer()
    held = (one for country in names.countries for one in names.holders(country.iso3, post, on))
    return tuple(dict.fromkeys(one.entity.id for one in held))


def _bears(id: str, words: list[str], telling: int) -> bool:
    return any(_alike(words, form, telling) for form in _forms(id))


@lru_cache(maxsize=1 << 14)
def _forms(id: str) -> tuple[list[str], ...]:
    return tuple(personal_key(form).split() for form in gazetteer().names(id))


def _alike(words: list[str], others: list[str], telling: int) -> bool:
    """Whether two names differ in vowels only, and agree in enough: a word, and `telling` consonants of each other."""
    if len(words) != len(others):
        return False
    differing = [(one, other) for one, other in zip(words, others, strict=True) if one != other]
    alike = all(consonants(one) == consonants(other) for one, other in differing)
    same = len(words) - len(differing)
    return alike and same > 0 and (same > 1 or all(len(consonants(one)) >= telling for one, _ in differing))
