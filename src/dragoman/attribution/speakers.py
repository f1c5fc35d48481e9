"""Who a cue's words come from: the noun in the parse, and the whole phrase that names the source."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.attribution.phrases import noun_phrase
from dragoman.attribution.sources import parties_of
from dragoman.attribution.statement import Source
from dragoman.codebook.cues import cues
from dragoman.model import Links, Sentence, Span, Token

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_HOPS = 4
"""Verbs from a cue up to the one that has its subject: "continued to refuse to say"."""
_LENT = ("xcomp", "conj", "advcl", "pcomp", "ccomp")
_NOUNS = ("NOUN", "PROPN", "PRON")
_MODIFIERS = ("compound", "poss", "npadvmod")
_RELATIVE = frozenset("who which that".split())


def source_of(sentence: Sentence, links: Links, head: Token, cue: Token) -> Source:
    """The source that a noun names; a relative pronoun stands for the noun before it."""
    if head.text.lower() not in _RELATIVE:
        return Source(head, noun_phrase(sentence, head, cue), parties_of(sentence, head, links), "other")
    noun = _antecedent(sentence, head)
    if noun is None:
        return Source(head, Span(head.start, head.end), (), "other")
    start = noun_phrase(sentence, noun, head).start
    return Source(noun, Span(min(start, head.start), head.end), parties_of(sentence, noun, links), "other")


def _antecedent(sentence: Sentence, pronoun: Token) -> Token | None:
    """The noun that a relative clause hangs on."""
    for token in sentence.ancestors(pronoun.index):
        if token.dep == "relcl":
            noun = sentence.tokens[token.head]
            return noun if noun.index < pronoun.index else None
    return None


def speaker(sentence: Sentence, verb: Token, *, passive: bool = False) -> Token | None:
    """The verb's subject, its by-agent in the passive, or the subject of the verb or the noun that it hangs on."""
    agent = sentence.child(verb.index, "agent")
    if agent is not None:
        return sentence.child(agent.index, "pobj")
    at = verb
    for _ in range(_HOPS):
        subject = _subject(sentence, at)
        if subject is not None:
            unnamed = subject.dep == "csubj" or (at is verb and passive) or subject.tag == "EX"
            return None if unnamed else subject
        controlled = sentence.tokens[at.head] if at.dep == "acl" and at.tag == "VBG" else _controller(sentence, at)
        if controlled is not None:
            return controlled
        if at.dep not in _LENT or (at.dep == "advcl" and at.tag not in ("VBG", "VB")) or at.head == at.index:
            return None
        aside = at.dep == "advcl" and sentence.tokens[at.index - 1].text == ","
        at = sentence.tokens[at.head]
        if at.dep == "prep":
            at = sentence.tokens[at.head]
        if aside and at.dep == "ccomp" and ("v", sentence.tokens[at.head].lemma.lower()) in cues():
            at = sentence.tokens[at.head]
    return None


def _controller(sentence: Sentence, verb: Token) -> Token | None:
    """Who is made to say something: the object of "forced the minister to admit"."""
    if verb.dep != "xcomp":
        return None
    objects = sentence.children(verb.head, "dobj")
    return objects[0] if objects and verb.head < objects[0].index < verb.index else None


def _subject(sentence: Sentence, verb: Token) -> Token | None:
    """The subject that stands nearest before a verb, else the first after it."""
    subjects = sentence.children(verb.index, *_SUBJECTS)
    before = [one for one in subjects if one.index < verb.index]
    return before[-1] if before else next(iter(subjects), None)


def beside(sentence: Sentence, verb: Token, quoted: Sequence[Span]) -> Token | None:
    """The noun between a quotation and its cue, or just after the cue, where the parse gives the cue no subject."""
    after = max((span.end for span in quoted if span.end <= verb.start), default=None)
    if after is not None:
        between = [token for token in sentence.tokens[: verb.index] if token.start >= after]
        places = {token.index for token in between}
        nouns = [token for token in between if token.pos in _NOUNS]
        top = [token for token in nouns if token.head not in places or token.dep == "ROOT"]
        if nouns:
            return (top or nouns)[0]
    follows = sentence.tokens[verb.index + 1 : verb.index + 6]
    return next((token for token in follows if token.pos in _NOUNS and token.dep not in _MODIFIERS), None)
