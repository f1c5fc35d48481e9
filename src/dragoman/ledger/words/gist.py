"""Gist: the content words of a phrase, by their stems, so that "withdrew its forces" and "withdrawal of forces" meet.

Two accounts of one pledge or demand seldom use the same words; what the boards compare is which content words the two
share. A stem here is a key and no linguistic unit: endings are cut off, the rest is cut to seven letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from functools import cache, lru_cache
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_STEM: Final = 7
"""Letters of a stem: "withdraw" and "withdrawal" share them; "internal" and "international" do too, and seldom meet."""
_SHORTEST: Final = 4
"""Letters that an ending leaves at least: "red" keeps its own."""
_ENDINGS: Final = ("ingly", "edly", "ings", "ing", "ies", "ied", "ed", "es", "ly", "s", "y", "e")

_EMPTY: Final = frozenset(
    "a about after again against all also an and any are as at be been before being between both but by can could did "
    "do does during each either else ever every for from further had has have having he her hers him his how i if in "
    "including into is it its itself just may me might more most must my neither no nor not of off on once one only or "
    "other our ours out over own said same say says she should so some such than that the their theirs them then there "
    "these they this those through to too toward towards under until up upon us very was we were what when where "
    "which while who whom whose why will with within without would yet you your mr mrs ms s "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
"""Words that say nothing of what is promised or demanded."""

_IRREGULAR: Final = dict(
    pair.split(":")
    for pair in (
        "began:begin begun:begin brought:bring built:build came:come drew:draw fought:fight found:find freed:free "
        "froze:freeze frozen:freeze gave:give given:give held:hold hosted:host kept:keep laid:lay led:lead left:leave "
        "lent:lend made:make met:meet paid:pay ran:run rebuilt:rebuild reconstruction:rebuild reconstruct:rebuild "
        "sent:send shut:close sold:sell stood:stand took:take taken:take truce:ceasefire defense:defence "
        "withdrew:withdraw withdrawn:withdraw pullout:withdraw"
    ).split()
)

_CEASE_FIRE: Final = re.compile(r"\bcease[-\s]fire", re.IGNORECASE)
_MONTHS: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_DATE: Final = re.compile(rf"\b(?:\d{{1,2}}\s(?:{_MONTHS})\b|(?:{_MONTHS})\.?\s\d{{1,2}}\b)(?:,?\s\d{{4}}\b)?")
"""A day of the calendar: by when something is promised is no part of what is."""


def gist(words: str, *, without: Set[str] = frozenset()) -> frozenset[str]:
    """The stems of a phrase's content words.

    Args:
        words: In English; what has no content words gives the empty set.
        without: Stems to leave out, such as those of the parties' names, which are compared for themselves.

    >>> sorted(gist("withdrew its troops from the towns")), sorted(gist("the withdrawal of troops"))
    (['town', 'troop', 'withdra'], ['troop', 'withdra'])
    """
    plain = _CEASE_FIRE.sub("ceasefire", _DATE.sub(" ", words)).replace("’", "'")
    found = (word.lower() for word in _WORD.findall(plain))
    return frozenset(stem(word) for word in found if word not in _EMPTY) - without


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The key of a word in lower case.

    >>> [stem(word) for word in ("deepening", "deepen", "promised", "promise", "sent", "policies", "policy", "2025")]
    ['deepen', 'deepen', 'promis', 'promis', 'send', 'polic', 'polic', '2025']
    """
    word = _IRREGULAR.get(word, word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word.removesuffix(ending)
            break
    return word[:_STEM]


def gist_of_names(names: Iterable[str]) -> frozenset[str]:
    """The stems of all words in some names."""
    return frozenset(one for name in names for one in gist(name))


@cache
def forms(stem_: str) -> tuple[str, ...]:
    """The beginnings of all words with this stem.

    >>> forms("withdra")
    ('withdra', 'withdrew', 'withdrawn', 'pullout')
    """
    irregular = (form for form, base in _IRREGULAR.items() if stem(base) == stem_)
    split = ("cease-fire", "cease fire") if stem_ == stem("ceasefire") else ()
    return (stem_, *irregular, *split)
