"""Sport: its reports speak of beating, attacks, strikes and defence, and none of it is politics.

A sentence is sport when it holds a score ("2-1") beside a word of sport, or two different words of sport.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman.model import Token

_SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")
_WORDS = frozenset(
    "football soccer rugby cricket tennis basketball baseball hockey golf boxing athletics marathon "
    "midfielder striker goalkeeper defender winger batsman bowler wicket innings goal goalless penalty "
    "shootout half-time halftime quarterfinal quarter-final semifinal semi-final final playoff knockout "
    "league cup championship tournament trophy medal olympics fixture kickoff kick-off referee coach manager "
    "squad teammate stadium pitch seed set tiebreak qualifier match stoppage derby scorer hat-trick equaliser "
    "equalizer podium sprint relay grand-slam fifa uefa caf premier-league world-cup".split()
)
#: Words of sport that other news uses as often: they count only beside another.
_SHARED = frozenset("final set seed cup coach manager squad penalty goal match pitch relay sprint tournament".split())


def is_sport(tokens: Iterable[Token]) -> bool:
    """Whether a sentence reports on sport."""
    words = {token.lemma.lower() for token in tokens}
    found = words & _WORDS
    scored = any(_SCORE.fullmatch(token.text) for token in tokens) or _split_score(list(tokens))
    return (len(found) >= 2 and bool(found - _SHARED)) or (scored and bool(found)) or len(found) >= 3


def _split_score(tokens: list[Token]) -> bool:
    """A score that the tokeniser parted: "2", "-", "1"."""
    return any(
        first.text.isdigit()
        and dash.text in ("-", "–")
        and second.text.isdigit()
        and len(first.text) < 3
        and len(second.text) < 3
        for first, dash, second in zip(tokens, tokens[1:], tokens[2:], strict=False)
    )
