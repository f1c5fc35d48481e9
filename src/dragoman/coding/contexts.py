"""Contexts: what an event is about, from the words of its passage (the codebook's `terms`, matched on lemmas).

The relation model adds those that it sees in the sentence as a whole.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache

from dragoman.codebook import codebook
from dragoman.model import Token

#: Longest term in words.
_LONGEST = 4
#: Contexts that an event type carries by what it is.
_INHERENT: Mapping[str, tuple[str, ...]] = {"CONSULT": ("diplomatic",), "MOBILIZE": ("military",)}


def contexts_of(event_type: str, tokens: Sequence[Token], seen: Collection[str] = ()) -> tuple[str, ...]:
    """The contexts of an event, alphabetical.

    Args:
        event_type: PLOVER type.
        tokens: The words of its passage.
        seen: Contexts that the relation model sees.
    """
    terms, first_words = _terms(), _first_words()
    words = [word for token in tokens for word in _split(token)]
    found = {*_INHERENT.get(event_type, ()), *seen}
    for at in (at for at, word in enumerate(words) if word in first_words):
        for length in range(1, min(_LONGEST, len(words) - at) + 1):
            found.update(terms.get(" ".join(words[at : at + length]), ()))
    return tuple(sorted(found))


def _split(token: Token) -> list[str]:
    """Lower-case lemmas; hyphens part words and possessives fall away, as in the codebook's terms."""
    if token.tag == "POS" or token.pos == "PUNCT":
        return []
    return token.lemma.lower().replace("-", " ").split()


@cache
def _terms() -> Mapping[str, tuple[str, ...]]:
    terms: dict[str, tuple[str, ...]] = {}
    for context in codebook().contexts.values():
        for term in context.terms:
            terms[term] = (*terms.get(term, ()), context.code)
    return terms


@cache
def _first_words() -> frozenset[str]:
    return frozenset(term.partition(" ")[0] for term in _terms())
