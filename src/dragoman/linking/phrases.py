"""Reading the phrase around a description: its number, its determiners, the country beside it."""

from __future__ import annotations

from dragoman.linking.context import Discourse
from dragoman.model import Mention, Sentence

_PLURAL = frozenset({"NNS", "NNPS"})


def is_plural(sentence: Sentence, mention: Mention) -> bool:
    """Whether the mention names several."""
    return sentence.tokens[mention.last - 1].tag in _PLURAL


def determiners(sentence: Sentence, mention: Mention) -> set[str]:
    """Articles, numbers and quantifiers on the mention or right before it."""
    before = sentence.tokens[max(0, mention.first - 3) : mention.first]
    hanging = [token for token in before if mention.first <= token.head < mention.last]
    inside = sentence.tokens[mention.first : mention.last - 1]
    return {token.text.lower() for token in (*hanging, *inside)}


def country_beside(sentence: Sentence, mention: Mention, memory: Discourse) -> str | None:
    """The country beside a description: "the president of France", "Israel's army", "a court in Kampala"."""
    for preposition in sentence.children(mention.head, "prep"):
        if preposition.lemma in ("of", "from", "in"):
            for child in sentence.children(preposition.index, "pobj"):
                country = _country_of(sentence.mention_at(child.index), memory)
                if country is not None:
                    return country
    owner = sentence.child(mention.head, "poss")
    return _country_of(sentence.mention_at(owner.index), memory) if owner else None


def _country_of(named: Mention | None, memory: Discourse) -> str | None:
    if named is None or named.kind not in ("country", "nationality", "place", "pronoun"):
        return None
    return named.ids[0] if len(named.ids) == 1 else memory.located.get(named.start) or None
