"""Pledges: "we will go on working with our partners", said by somebody, is a promise of theirs, whatever the verb.

Only the first person promises so: of others the same words are a forecast.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import cache

from dragoman.codebook import codebook
from dragoman.codebook.frames import Frame
from dragoman.coding.matching import Predicate
from dragoman.model import Sentence, Token

WILL = frozenset({"will", "shall", "'ll", "\u2019ll"})
"""Words that put a deed ahead, in lower case."""

_FIRST = frozenset({"i", "we"})
#: Verbs of state, sense and feeling, in which nothing is promised.
_NO_PROMISE = frozenset(
    "be have know see hear feel think believe need remember forget miss lose win find learn like love hope wish want "
    "face suffer say tell speak add note call".split()
)


@cache
def pledge() -> Frame:
    """The frame of what a speaker says that he or his side will do."""
    return Frame(
        predicate="we will",
        pos="v",
        type="AGREE",
        mode=None,
        cameo=codebook().default_cameo("AGREE"),
        actor=("subj",),
        recipient=("with", "to", "for", "alongside"),
        object=("xcomp", "obj"),
        flags=frozenset({"pledge"}),
        example="\u201cWe will continue our work with the tribunal,\u201d the minister said.",
        where="coding/pledges.py",
        lemma="will",
    )


def find_pledges(sentence: Sentence, known: Container[int]) -> Iterator[Predicate]:
    """The verbs of promises in the first person; `known` are the words that a frame has been found for."""
    for token in sentence.tokens:
        if token.pos == "VERB" and token.index not in known and _is_pledge(sentence, token, known):
            yield Predicate(pledge(), token, token)


def _is_pledge(sentence: Sentence, verb: Token, known: Container[int]) -> bool:
    if verb.lemma.lower() in _NO_PROMISE or verb.dep not in ("ROOT", "conj", "ccomp", "parataxis"):
        return False
    promised = any(aux.text.lower() in WILL for aux in sentence.children(verb.index, "aux"))
    doer = sentence.child(verb.index, "nsubj")
    denied = sentence.child(verb.index, "neg") is not None
    told = any(child.index in known for child in sentence.children(verb.index, "xcomp", "ccomp", "dobj"))
    return promised and not denied and not told and doer is not None and doer.text.lower() in _FIRST
