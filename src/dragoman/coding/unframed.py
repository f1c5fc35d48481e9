"""Verbs that no frame knows, proposed to the model: it alone says whether they tell an event, and which.

Only a verb with somebody as its subject and something to act on is proposed; verbs that report speech or only link are
not, since what they introduce is read by itself.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import cache

from dragoman.codebook.frames import Frame, FrameLexicon
from dragoman.coding.clauses import fill, subject
from dragoman.coding.decision import NONE
from dragoman.coding.matching import Predicate
from dragoman.model import Sentence, Token

#: Verbs that say how something is done, felt or known, and nothing about who does what to whom.
_LINKING = frozenset(
    "be have do get make go come seem appear become remain stay keep let begin start continue try want need hope "
    "know think believe feel see hear learn understand remember mean show use like love live work call name "
    "take give put set hold say tell speak report add note state describe write read ask expect plan intend "
    "include involve contain cost last happen follow lead win lose play sing born die grow rise fall".split()
)


@cache
def unframed() -> Frame:
    """The frame of a verb that no frame knows."""
    return Frame(
        predicate="verb without a frame",
        pos="v",
        type=NONE,
        mode=None,
        cameo="",
        actor=("subj",),
        recipient=("dat", "obj", "to", "with", "against", "on", "from", "at", "for"),
        object=("obj", "xcomp", "ccomp"),
        flags=frozenset(),
        example="",
        where="coding/unframed.py",
        lemma="",
    )


def find_unframed(sentence: Sentence, lexicon: FrameLexicon, framed: Container[int]) -> Iterator[Predicate]:
    """The verbs of a sentence to propose; `framed` are the words that a frame has been found for."""
    if sentence.block != "paragraph":
        return
    for token in sentence.tokens:
        if token.pos == "VERB" and token.index not in framed and _may_tell(sentence, token, lexicon):
            yield Predicate(unframed(), token, token)


def _may_tell(sentence: Sentence, verb: Token, lexicon: FrameLexicon) -> bool:
    lemma = verb.lemma.lower()
    if lemma in _LINKING or lemma in lexicon.speech or verb.dep in ("amod", "aux", "auxpass", "compound"):
        return False
    doers = subject(sentence, verb)
    if not any(sentence.mention_at(doer.index) for doer in doers):
        return False
    return any(fill(sentence, verb, slot) for slot in unframed().recipient)
