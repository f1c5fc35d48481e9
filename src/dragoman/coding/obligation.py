"""Obligations: "Iran must comply", said by somebody, is a demand of theirs upon Iran (a house ruling on REQUEST).

In the reporter's own voice the same words are analysis, and no event.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from dragoman.codebook import codebook
from dragoman.codebook.frames import Frame
from dragoman.coding.matching import Predicate
from dragoman.model import Sentence, Token

_MODALS = frozenset({"must", "should", "ought"})
_VERBS = frozenset({"need", "have"})


@cache
def obligation() -> Frame:
    """The frame of what a speaker says must be done; the speaker is its actor."""
    return Frame(
        predicate="must",
        pos="v",
        type="REQUEST",
        mode=None,
        cameo=codebook().default_cameo("REQUEST"),
        actor=(),
        recipient=("subj",),
        object=(),
        flags=frozenset({"demand"}),
        example="“The rebels must let the convoys through,” the envoy said.",
        where="coding/obligation.py",
        lemma="must",
    )


def find_obligations(sentence: Sentence) -> Iterator[Predicate]:
    """Verbs that somebody is told they must or should do."""
    for token in sentence.tokens:
        if token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass") and _obliged(sentence, token):
            yield Predicate(obligation(), token, token)


def _obliged(sentence: Sentence, verb: Token) -> bool:
    words = {aux.text.lower() for aux in sentence.children(verb.index, "aux")}
    if words & _MODALS:
        return "have" not in words  # "Should have come" asks nothing of anybody any more.
    head = sentence.tokens[verb.head]
    return verb.dep == "xcomp" and head.lemma in _VERBS and head.tag in ("VBP", "VBZ") and head.pos == "VERB"
