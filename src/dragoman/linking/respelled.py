"""Names in a spelling that no table has: the same person where the consonants agree, and the office or country does."""

from __future__ import annotations

import re
from functools import lru_cache

from dragoman.gazetteer import gazetteer
from dragoman.gazetteer.spelling import personal_key

_DIGRAPHS = (
    ("tsch", "c"), ("sch", "s"), ("tch", "c"), ("dzh", "j"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"),
    ("dh", "d"), ("zh", "j"), ("dj", "j"), ("ck", "k"), ("q", "k"), ("w", "v"), ("x", "ks"),
)  # fmt: skip
_VOWELS = re.compile(r"[aeiouyj]+")
_DOUBLED = re.compile(r"(.)\1+")
#: Fewer consonants than these tell nobody apart, unless the rest of the name is spelled alike.
_TELLING = 2


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
def respelled(name: str) -> tuple[str, ...]:
    """Ids of the people who bear one word of a full name as it is spelled, and the others but for their vowels."""
    words = personal_key(name).split()
    if not 2 <= len(words) <= 5:
        return ()
    names = gazetteer()
    found: dict[str, None] = {}
    for word in words:
        if len(word) < 3:
            continue
        for entity in names.people(word):
            if any(_alike(words, personal_key(form).split()) for form in names.names(entity.id)):
                found[entity.id] = None
    return tuple(found)


def _alike(words: list[str], others: list[str]) -> bool:
    if len(words) != len(others):
        return False
    differing = [(one, other) for one, other in zip(words, others, strict=True) if one != other]
    alike = all(consonants(one) == consonants(other) for one, other in differing)
    same = len(words) - len(differing)
    return alike and same > 0 and (same > 1 or all(len(consonants(one)) >= _TELLING for one, _ in differing))
