"""Finding predicates: which frame a word of the sentence calls up, and the verb that carries it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dragoman.codebook.frames import Frame, FrameLexicon, Operator, Requirement
from dragoman.coding.clauses import asked_for, fill, is_passive
from dragoman.model import Sentence, Token

_PARTICLES = (
    "prt",
    "prep",
    "advmod",
    "agent",
    "mark",
    "dative",
    "aux",
    "acomp",
    "oprd",
    "ccomp",
    "intj",
    "npadvmod",
    "amod",
)
#: Tags of the words that begin a question.
_ASKING = frozenset({"WP", "WDT", "WRB", "WP$"})
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow".split())
#: Verbs that say of an event that it is there, and nothing else.
_HAPPENINGS = frozenset("occur happen begin start open resume continue conclude ensue".split())
_COPULAS = frozenset({"be", "remain", "stay", "stand", "keep", "seem", "come", "go", "put", "place", "hold"})


@dataclass(frozen=True, slots=True)
class Predicate:
    """A frame found in a sentence.

    Attributes:
        frame: The frame.
        head: The word that calls it up.
        carrier: The verb that carries tense and subject: a support verb ("held talks"), else the head.
        support: How a verb lends its subject: `support` makes it the actor, `receive` the recipient; of one that
            only `happen`s the noun itself is the subject.
    """

    frame: Frame
    head: Token
    carrier: Token
    support: str | None = None

    @property
    def nominal(self) -> bool:
        """Whether it is a noun that no verb carries."""
        return self.frame.pos == "n" and self.support is None


def find_predicates(sentence: Sentence, lexicon: FrameLexicon) -> Iterator[Predicate]:
    """Every predicate of a sentence, in order; at most one frame a word, the most specific that fits."""
    if sentence.block != "paragraph" and sentence.tokens[0].tag in _ASKING:
        return  # "What the parties undertake" heads what follows and tells nothing.
    for token in sentence.tokens:
        if token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass"):
            frame = _first(sentence, token, _felt(sentence, token, lexicon))
            if frame:
                yield Predicate(frame, token, _copula(sentence, token), "support")
                continue
            frame = _first(sentence, token, lexicon.verbs.get(token.lemma.lower(), ()))
            if frame and not _only_describes(sentence, token, frame):
                yield Predicate(frame, token, token)
        elif token.pos in ("NOUN", "PROPN") and (token.dep != "compound" or sentence.block != "paragraph"):
            frame = _first(sentence, token, lexicon.nouns.get(token.lemma.lower(), ()))
            if frame and sentence.mention_at(token.index) is None and not _is_name(sentence, token):
                yield _carried(sentence, token, frame, lexicon)
        elif token.pos in ("ADJ", "ADP", "ADV") and _is_predicative(sentence, token):
            frame = _first(sentence, token, lexicon.adjectives.get(token.lemma.lower(), ()))
            if frame:
                yield Predicate(frame, token, _copula(sentence, token), "support")
        elif token.dep == "amod" and (verb := _judging(sentence, token)) is not None:
            frame = _first(sentence, token, lexicon.adjectives.get(token.text.lower(), ()))
            if frame and not frame.actor and "subj" in frame.object:
                yield Predicate(frame, token, verb, "support")


def _only_describes(sentence: Sentence, verb: Token, frame: Frame) -> bool:
    """Whether a verb tells no act: a participle before its noun ("state-financed"), or "call" that gives a name."""
    if verb.dep == "amod":
        return frame.stage is None
    named = sentence.child(verb.index, "oprd", "ccomp", "attr") is not None
    return verb.lemma == "call" and not frame.particles and named


def _felt(sentence: Sentence, verb: Token, lexicon: FrameLexicon) -> tuple[Frame, ...]:
    """Adjectives that parsers take for passives: "was concerned by the build-up", "is committed to assisting"."""
    if verb.tag != "VBN" or (sentence.child(verb.index, "nsubjpass") is None and verb.dep != "acomp"):
        return ()
    frames = lexicon.adjectives.get(verb.text.lower(), ())
    return tuple(frame for frame in frames if "concern" in frame.flags or (frame.force and frame.particles))


def _is_predicative(sentence: Sentence, token: Token) -> bool:
    """Whether a word is said of the subject ("is ready", "stayed on strike") and isn't only put before a noun."""
    if token.pos == "ADP":
        return sentence.tokens[token.head].lemma in _COPULAS
    return token.dep not in ("amod", "compound", "nmod", "advmod")


def _judging(sentence: Sentence, adjective: Token) -> Token | None:
    """The copula of a judgement whose noun an adjective colours: "this was an indefensible attack"."""
    noun = sentence.tokens[adjective.head]
    verb = sentence.tokens[noun.head]
    return verb if noun.dep == "attr" and verb.lemma == "be" else None


def _is_name(sentence: Sentence, token: Token) -> bool:
    """Whether a capitalised noun is part of a name ("in March", "the Treaty of Rome") rather than a headline's noun."""
    return token.pos == "PROPN" and sentence.block == "paragraph"


def _first(sentence: Sentence, head: Token, frames: tuple[Frame, ...]) -> Frame | None:
    return next((frame for frame in frames if _fits(sentence, head, frame)), None)


def _fits(sentence: Sentence, head: Token, frame: Frame) -> bool:
    """Whether all that a frame asks for stands in the sentence."""
    return (
        _has_modifiers(sentence, head, frame.modifiers)
        and _has_particles(sentence, head, frame)
        and all(_filled(sentence, head, requirement) for requirement in frame.requirements)
        and not any(fill(sentence, head, slot) for slot in frame.empty)
    )


def _has_modifiers(sentence: Sentence, head: Token, modifiers: tuple[str, ...]) -> bool:
    if not modifiers:
        return True
    before = sentence.tokens[max(0, head.index - 2 * len(modifiers) - 1) : head.index]
    words = {token.lemma.lower() for token in before} | {token.text.lower() for token in before}
    return all(modifier in words for modifier in modifiers)


def _has_particles(sentence: Sentence, head: Token, frame: Frame) -> bool:
    at = head
    for particle in frame.particles:
        clauses = asked_for(sentence, head) if particle == "for" else ()
        found = next(
            (
                child
                for place in (at, *fill(sentence, head, "obj"), head, *clauses)
                for child in sentence.children(place.index, *_PARTICLES)
                if child.text.lower() == particle and child.index > head.index
            ),
            None,
        )
        if found is None or not _stands_as(sentence, found, adverb=particle in frame.adverbs):
            return False
        at = found
    return True


def _stands_as(sentence: Sentence, particle: Token, *, adverb: bool) -> bool:
    """An adverb has no object ("gave in", not "in Lusaka"); a preposition's object is no day ("called on Saturday")."""
    objects = sentence.children(particle.index, "pobj")
    if adverb:
        return not objects
    return not any(word.text.lower() in _DAYS for word in objects)


def _filled(sentence: Sentence, head: Token, requirement: Requirement) -> bool:
    if requirement.slot == head.lemma.lower():
        words = tuple(sentence.children(head.index, "pobj"))
    else:
        words = fill(sentence, head, requirement.slot)
    if not requirement.lemmas or not words:
        return bool(words)
    lemmas = requirement.lemmas
    return any(_is(sentence, word, lemmas) for word in words) or any(
        _is(sentence, word, lemmas) for word in _measured(sentence, words)
    )


def _measured(sentence: Sentence, words: tuple[Token, ...]) -> tuple[Token, ...]:
    """What is measured out: food in "40 tonnes of food"."""
    return tuple(
        thing
        for word in words
        for preposition in sentence.children(word.index, "prep")
        if preposition.lemma == "of"
        for thing in sentence.children(preposition.index, "pobj")
    )


def _is(sentence: Sentence, word: Token, lemmas: frozenset[str]) -> bool:
    lemma = word.lemma.lower()
    if lemma in lemmas:
        return True
    return _has_pairs(lemmas) and any(
        f"{child.lemma.lower()} {lemma}" in lemmas for child in sentence.children(word.index, "compound", "amod")
    )


@cache
def _has_pairs(lemmas: frozenset[str]) -> bool:
    """Whether any of them is of two words."""
    return any(" " in lemma for lemma in lemmas)


def _carried(sentence: Sentence, noun: Token, frame: Frame, lexicon: FrameLexicon) -> Predicate:
    """The noun with the support verb that carries it, if one does: "held talks", "talks were held"."""
    top = noun
    while top.dep == "conj" and top.head != top.index:
        top = sentence.tokens[top.head]
    verb = sentence.tokens[top.head]
    if top.dep == "pobj" and verb.pos == "ADP":
        verb = sentence.tokens[verb.head]
    if verb.pos in ("VERB", "AUX") and top.dep in ("dobj", "nsubjpass", "attr", "pobj"):
        support = _support(verb, lexicon)
        if support and not (
            top.dep == "pobj" and support.effect == "support" and verb.lemma not in ("engage", "enter")
        ):
            return Predicate(frame, noun, verb, support.effect)
    if top.dep == "nsubj" and _happens(sentence, verb):
        return Predicate(frame, noun, verb, "happen")
    if top.dep in ("acl", "nsubj") and is_passive(sentence, verb):
        return Predicate(frame, noun, verb)
    return Predicate(frame, noun, noun)


def _happens(sentence: Sentence, verb: Token) -> bool:
    """ "The meeting took place", "talks resumed": the verb only says that the noun came about."""
    if verb.lemma == "take":
        return any(child.lemma == "place" for child in sentence.children(verb.index, "dobj"))
    alone = sentence.child(verb.index, "dobj", "ccomp", "xcomp") is None
    return verb.lemma in _HAPPENINGS and alone


def _support(verb: Token, lexicon: FrameLexicon) -> Operator | None:
    operators = lexicon.operators.get(verb.lemma.lower(), ())
    return next((one for one in operators if one.effect in ("support", "receive")), None)


def _copula(sentence: Sentence, adjective: Token) -> Token:
    """The verb that an adjective or a preposition phrase is said with: "is ready to", "remains under arrest"."""
    head = sentence.tokens[adjective.head]
    if adjective.pos == "VERB" and adjective.dep != "acomp":
        return adjective
    return head if head.pos in ("VERB", "AUX") else adjective
