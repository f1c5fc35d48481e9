"""Does a capital act, or is it a place? "Ankara will urge" is the Turkish government; "a bomb in Ankara" is not."""

from __future__ import annotations

from dragoman.model import Mention, Sentence, Token

_LOCATIVE = frozenset(
    "in at near around outside inside into onto across through throughout over above within beyond off via "
    "towards toward along".split()
)
_RELATIONAL = frozenset("with between by against among".split())
#: Verbs that go to, hold or hit a place.
_OF_PLACES = frozenset(
    "visit leave reach enter tour attend flee quit bomb shell hit strike attack raid storm seize capture take "
    "retake recapture besiege encircle surround invade occupy liberate travel fly arrive return go come head "
    "move drive march depart land bring send transfer evacuate relocate hold locate base situate open close "
    "cross".split()
)
_OF_TALK = frozenset("talk deal agreement pact ally rival relation tie dialogue negotiation".split())


def acts(sentence: Sentence, mention: Mention) -> bool:
    """Whether a place name stands for its government here, from where it stands in the parse."""
    token = sentence.tokens[mention.head]
    while token.dep == "conj" and token.head != token.index:
        token = sentence.tokens[token.head]
    head = sentence.tokens[token.head]
    if token.dep in ("nsubj", "poss"):
        return not (token.dep == "poss" and head.lemma in ("street", "airport", "suburb", "outskirts", "resident"))
    if token.dep in ("dobj", "obj", "dative", "iobj"):
        return head.lemma not in _OF_PLACES
    if token.dep == "nsubjpass":
        return head.lemma in ("tell", "accuse", "urge", "ask", "blame", "criticise", "criticize", "warn", "expect")
    if token.dep == "pobj":
        return _after_preposition(sentence, head)
    return False


def _after_preposition(sentence: Sentence, preposition: Token) -> bool:
    word = preposition.lemma.lower()
    if word in _LOCATIVE:
        return False
    governor = sentence.tokens[preposition.head]
    if word in _RELATIONAL:
        return governor.lemma not in _OF_PLACES
    if word in ("to", "from"):
        return governor.lemma not in _OF_PLACES and governor.pos in ("NOUN", "VERB") and governor.lemma != "trip"
    return word in ("on", "of") and governor.lemma in _OF_TALK
