"""Terms: what an agreement lays down, wherever a report retells it.

"Under the accord the President will return. He will name a government": the second sentence promises nothing of its own
but tells what the accord says, as does "the rebels are to disarm, according to the text".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from functools import cache

from dragoman.codebook.frames import Frame
from dragoman.coding.clauses import is_passive, prepositional
from dragoman.coding.matching import Predicate
from dragoman.coding.pledges import WILL, pledge
from dragoman.model import Attribution, Document, Sentence, Token

INSTRUMENTS = frozenset(
    "agreement accord treaty pact deal convention declaration protocol settlement text terms".split()
)
"""Lemmas of what states bind themselves by."""

_NAMES = "|".join(sorted(INSTRUMENTS))
#: Openings after which a paragraph tells an agreement's terms: "Under the new accord", "The treaty commits".
_SETS_OUT = re.compile(
    rf"\b(?:Under|By) (?:[\w-]+ ){{1,4}}?(?:{_NAMES})s?\b"
    rf"|\b(?:{_NAMES})s? (?:also )?(?:commit|oblige|require|bind|provide)s?\b"
)
#: How many characters before a sentence may hold such an opening: longer paragraphs change their subject.
_LOOKED_BACK = 2000
#: What only comes about, or is, or is said, and that nobody undertakes.
_NO_DEED = frozenset(
    "be have become remain know see feel think believe say tell speak add note come enter last begin start end take "
    "vote need continue apply grow rise fall get receive face suffer lose gain win benefit expire lapse happen".split()
)


@cache
def term() -> Frame:
    """The frame of what an agreement says that a party will do."""
    return replace(
        pledge(),
        predicate="under the agreement … will",
        flags=frozenset({"agreement"}),
        example="Under the accord the rebels will name two members of the commission.",
        where="coding/terms.py",
    )


def tells_terms(document: Document, sentence: Sentence, chain: Sequence[Attribution]) -> bool:
    """Whether what a sentence says will be done is what an agreement lays down.

    Args:
        document: The report.
        sentence: The sentence.
        chain: Who says it, from the outlet inwards: an agreement may speak for itself, "the text says".
    """
    if any(_is_instrument(document, one) for one in chain):
        return True
    at = bisect_right(document.blocks, sentence.start, key=lambda block: block.start) - 1
    if at < 0:
        return False
    since = max(document.blocks[at].start, sentence.start - _LOOKED_BACK)
    return _SETS_OUT.search(document.text, since, sentence.start) is not None


def is_term(document: Document, sentence: Sentence, verb: Token, chain: Sequence[Attribution]) -> bool:
    """Whether an act is what an agreement lays down, by its own words or by those around it."""
    return rests_on_agreement(sentence, verb) or tells_terms(document, sentence, chain)


def rests_on_agreement(sentence: Sentence, verb: Token) -> bool:
    """Whether the words put an act under an instrument: "under the accord each side will withdraw"."""
    heads = (verb, *sentence.ancestors(verb.index))
    bases = [word for head in heads for word in prepositional(sentence, head, "under")]
    return any(word.lemma.lower() in INSTRUMENTS for word in bases)


def is_arranged(sentence: Sentence, verb: Token) -> bool:
    """Whether "be to" tells that something has been settled: "Dublin is to give up its claim"."""
    above = sentence.tokens[verb.head]
    return verb.dep == "xcomp" and verb.tag == "VB" and above.lemma == "be" and above.tag in ("VBZ", "VBP")


def find_terms(sentence: Sentence, known: Container[int], *, told: bool) -> Iterator[Predicate]:
    """The verbs of what a party will do or is to do under an agreement.

    Args:
        sentence: The sentence.
        known: Words that a frame has been found for.
        told: Whether the sentence retells an agreement as a whole; else a verb has to rest on one itself.
    """
    for token in sentence.tokens:
        unknown = token.pos == "VERB" and token.index not in known
        if unknown and _is_due(sentence, token, known) and (told or rests_on_agreement(sentence, token)):
            yield Predicate(term(), token, token)


def _is_due(sentence: Sentence, verb: Token, known: Container[int]) -> bool:
    if verb.lemma.lower() in _NO_DEED or is_passive(sentence, verb):
        return False
    will = any(aux.text.lower() in WILL for aux in sentence.children(verb.index, "aux"))
    stands = verb.dep in ("ROOT", "conj", "ccomp", "parataxis")
    denied = sentence.child(verb.index, "neg") is not None
    deeper = any(child.index in known for child in sentence.children(verb.index, "xcomp", "ccomp", "dobj"))
    arranged = is_arranged(sentence, verb) and sentence.tokens[verb.head].dep != "relcl"
    return ((will and stands) or arranged) and not denied and not deeper


def is_laid_on(frame: Frame) -> bool:
    """Whether a frame tells what an agreement lays upon its parties: "the treaty obliges both states to …"."""
    return frame.type == "AGREE" and "agreement" in frame.flags and frame.actor == ("obj",)


def _is_instrument(document: Document, one: Attribution) -> bool:
    """Whether a source is an agreement, and no party that bears one in its name: its last word says what it is."""
    if one.source_span is None or (one.source is not None and one.source_class != "document"):
        return False
    words = document.text[one.source_span.start : one.source_span.end].lower().split()
    return bool(words) and words[-1].rstrip("s") in INSTRUMENTS
