"""Status: did it happen, is it to come, might it, or did it not? PLOVER's auxiliary modes, read off the verb group.

The verb that carries a predicate and every verb that governs it up to the main clause are searched for
negation, modals and
the words of operators.tsv. The strongest claim against reality wins: negated, then hypothetical, future, historical.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.codebook.frames import FrameLexicon
from dragoman.coding.matching import Predicate
from dragoman.coding.misparses import is_mistaken_participle
from dragoman.model import Sentence, Token
from dragoman.model.event import Status

_FUTURE_AUX = frozenset({"will", "shall", "'ll", "wo", "\u2019ll"})
_HYPOTHETICAL_AUX = frozenset({"may", "might", "could", "would", "can", "'d"})
_CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
#: Participles that say an agreement was made before.
_CONCLUDED = frozenset(
    {"sign", "broker", "reach", "negotiate", "conclude", "mediate", "strike", "seal", "adopt", "ratify"}
)
#: Verbs of keeping from coming about.
_PRECAUTIONS = frozenset({"prevent", "avert", "avoid", "forestall", "preclude"})
#: Verbs of which one promises to leave something undone, or to see that nobody does it.
_FORBEARING = frozenset("refrain abstain desist forbear eschew".split()) | _PRECAUTIONS
_ORDER: tuple[Status, ...] = ("negated", "hypothetical", "future", "historical")
#: Relations through which a governing verb's claim reaches the one below it.
_REACH = frozenset({"xcomp", "conj", "pcomp", "acl", "dobj", "pobj", "prep", "attr", "oprd", "ccomp"})


def status_of(sentence: Sentence, predicate: Predicate, lexicon: FrameLexicon) -> Status:
    """The status that the words around a predicate give it."""
    found: set[Status] = set()
    if predicate.support is not None or predicate.head.pos in ("NOUN", "PROPN"):
        found |= set(_of_noun(sentence, predicate.head))
    for verb, below in _governors(sentence, predicate.carrier):
        found |= set(_of_verb(sentence, verb, lexicon, below=below))
    return next((status for status in _ORDER if status in found), "actual")


def is_ruled_out(sentence: Sentence, predicate: Predicate) -> bool:
    """Whether somebody says of their own act that it won't be: "will not recognise", "would not ease its sanctions"."""
    verb = predicate.carrier
    words = {child.text.lower() for child in sentence.children(verb.index, "aux")}
    denied = any(child.dep == "neg" for child in sentence.children(verb.index))
    nothing = any(_of_nothing(sentence, thing) for thing in sentence.children(verb.index, "dobj"))
    to_come = bool(words & _FUTURE_AUX) or ("would" in words and _is_future_in_the_past(sentence, verb))
    return (denied or nothing or is_given_up(sentence, verb)) and to_come


def is_failure(sentence: Sentence, predicate: Predicate) -> bool:
    """Whether somebody is said to have failed in an act: "failed to reach agreement"."""
    verb = predicate.carrier
    return verb.dep == "xcomp" and sentence.tokens[verb.head].lemma == "fail"


def _governors(sentence: Sentence, carrier: Token) -> Iterator[tuple[Token, Token | None]]:
    """The carrier, and the words above it whose claim reaches it, each with the word that it governs on the way."""
    yield carrier, None
    token = carrier
    while token.head != token.index and token.dep in _REACH:
        below, token = token, sentence.tokens[token.head]
        if below.dep == "ccomp" or (below.dep == "conj" and not _shares_auxiliary(sentence, carrier)):
            return
        if token.pos in ("VERB", "AUX", "NOUN", "ADJ"):
            yield token, below


def _shares_auxiliary(sentence: Sentence, verb: Token) -> bool:
    """A joined verb in its bare form shares the auxiliary before it: "will meet and discuss"."""
    return verb.tag in ("VB", "VBG", "VBN") and sentence.child(verb.index, "aux", "nsubj") is None


def _of_verb(sentence: Sentence, verb: Token, lexicon: FrameLexicon, *, below: Token | None) -> Iterator[Status]:
    own = below is None
    if below is not None:
        yield from _of_operator(sentence, verb, below, lexicon)
    for child in sentence.children(verb.index):
        word = child.text.lower()
        if child.dep == "neg" or word == "never":
            if not _denies_infinitive(sentence, verb, child):
                yield "negated"
        elif child.dep == "aux":
            yield from _of_auxiliary(sentence, verb, word)
        elif child.dep == "mark" and word in _CONDITIONS:
            yield "hypothetical"
        elif child.dep == "advmod" and own:
            yield from _effects(lexicon, word, "adv")
    if is_given_up(sentence, verb):
        yield "negated"
    if own:
        yield from _of_tense(sentence, verb)
        if any(_of_nothing(sentence, thing) for thing in sentence.children(verb.index, "dobj")):
            yield "negated"
        if verb.dep == "pcomp" and sentence.tokens[verb.head].lemma.lower() == "without":
            yield "negated"


def is_given_up(sentence: Sentence, verb: Token) -> bool:
    """Whether the words say that what was done before is done no more: "no longer demands"."""
    longer = (child for child in sentence.children(verb.index, "advmod") if child.text.lower() == "longer")
    return any(below.text.lower() == "no" for one in longer for below in sentence.children(one.index))


def forbears(sentence: Sentence, clause: Token) -> bool:
    """Whether a clause tells what won't be done: "not to attack", "it would not attack", "to refrain from force"."""
    if clause.lemma.lower() in _FORBEARING or any(
        child.dep == "neg" or child.text.lower() == "never" for child in sentence.children(clause.index)
    ):
        return True
    above = sentence.tokens[clause.head]
    return clause.dep == "xcomp" and any(
        _denies_infinitive(sentence, above, child) for child in sentence.children(above.index)
    )


def is_pledged_not(sentence: Sentence, predicate: Predicate, lexicon: FrameLexicon) -> bool:
    """Whether somebody binds themselves not to do it: "signed a pledge not to attack"."""
    verb = predicate.carrier
    above = sentence.tokens[verb.head]
    known = lexicon.nouns if above.pos == "NOUN" else lexicon.verbs
    promised = any(one.type in ("AGREE", "CONCEDE") for one in known.get(above.lemma.lower(), ()))
    return promised and verb.dep in ("acl", "xcomp") and forbears(sentence, verb)


def is_precaution(predicate: Predicate) -> bool:
    """Whether something is only kept from coming about: "to prevent an arms race" hinders nobody by itself."""
    return predicate.frame.type == "COERCE" and predicate.carrier.lemma in _PRECAUTIONS


def _denies_infinitive(sentence: Sentence, verb: Token, denial: Token) -> bool:
    """Whether a "not" that the parser hung on a verb denies the infinitive after it: "agreed not to attack"."""
    after = sentence.tokens[denial.index + 1 : denial.index + 2]
    return (
        denial.text.lower() in ("not", "never")
        and denial.index > verb.index
        and any(token.text.lower() == "to" and token.head != verb.index for token in after)
    )


def _of_nothing(sentence: Sentence, thing: Token) -> bool:
    """ "Made no promise", "reached no agreement": the object is said not to be."""
    return any(child.text.lower() in ("no", "neither") for child in sentence.children(thing.index, "det"))


def _of_auxiliary(sentence: Sentence, verb: Token, word: str) -> Iterator[Status]:
    if word in _FUTURE_AUX or (word == "would" and _is_future_in_the_past(sentence, verb)):
        yield "future"
    elif word in _HYPOTHETICAL_AUX:
        yield "hypothetical"
    elif word == "to" and verb.dep in ("xcomp", "acl", "advcl", "pcomp") and verb.tag == "VB":
        return


def _is_future_in_the_past(sentence: Sentence, verb: Token) -> bool:
    """ "Said it would send troops": a future told in the past, unless a condition or a perfect makes it unreal."""
    auxiliaries = {child.text.lower() for child in sentence.children(verb.index, "aux")}
    conditions = any(token.dep == "mark" and token.text.lower() in _CONDITIONS for token in sentence.tokens)
    told = any(token.tag == "VBD" and token.pos == "VERB" for token in sentence.ancestors(verb.index))
    return told and not conditions and "have" not in auxiliaries


def _of_operator(sentence: Sentence, verb: Token, below: Token, lexicon: FrameLexicon) -> Iterator[Status]:
    """What a governing word claims of an infinitive or gerund below it: "plans to", "failed to", "is expected to"."""
    if below.tag not in ("VB", "VBG") or below.dep not in ("xcomp", "pcomp", "acl", "advcl", "ccomp"):
        return
    if (verb.lemma == "go" and verb.tag != "VBG") or (verb.lemma == "be" and below.tag != "VB"):
        return
    kinds = {"VERB": ("v", "vpass"), "AUX": ("v", "aux"), "NOUN": ("n",), "ADJ": ("a",)}[verb.pos]
    passive = sentence.child(verb.index, "auxpass") is not None
    for operator in lexicon.operators.get(verb.lemma.lower(), ()):
        if operator.pos in kinds and (operator.pos != "vpass" or passive):
            yield from _as_status(operator.effect)


def _effects(lexicon: FrameLexicon, word: str, pos: str) -> Iterator[Status]:
    for operator in lexicon.operators.get(word, ()):
        if operator.pos == pos:
            yield from _as_status(operator.effect)


def _as_status(effect: str) -> Iterator[Status]:
    statuses: dict[str, Status] = {
        "future": "future",
        "hypothetical": "hypothetical",
        "negated": "negated",
        "historical": "historical",
        "past": "historical",
    }
    if effect in statuses:
        yield statuses[effect]


def _of_tense(sentence: Sentence, verb: Token) -> Iterator[Status]:
    """The past perfect and a participle before or after its noun tell of what lies behind the report."""
    auxiliaries = {child.text.lower() for child in sentence.children(verb.index, "aux")}
    if auxiliaries & {"had", "'d"} and verb.tag == "VBN":
        yield "historical"
    participle = verb.tag == "VBN" and verb.dep in ("amod", "acl") and not is_mistaken_participle(sentence, verb)
    if participle and not auxiliaries:
        yield "historical"


def _of_noun(sentence: Sentence, noun: Token) -> Iterator[Status]:
    for child in sentence.children(noun.index, "det", "amod", "neg"):
        word = child.text.lower()
        if word in ("no", "neither"):
            yield "negated"
        elif word in ("possible", "potential", "proposed", "planned", "alleged"):
            yield "hypothetical" if word != "planned" else "future"
    if any(child.lemma.lower() in _CONCLUDED and child.tag == "VBN" for child in _modifiers(sentence, noun)):
        yield "historical"


def _modifiers(sentence: Sentence, noun: Token) -> Iterator[Token]:
    """Participles on a noun or on its compound: "a signed ceasefire agreement", "a deal reached in March"."""
    for child in sentence.children(noun.index, "acl", "amod", "compound"):
        if child.dep == "compound":
            yield from _modifiers(sentence, child)
        else:
            yield child


def tense_of(sentence: Sentence, carrier: Token) -> str:
    """`past`, `present`, `perfect` or `future` of the verb group; `none` for a noun or a bare participle."""
    auxiliaries = {child.text.lower() for child in sentence.children(carrier.index, "aux", "auxpass")}
    if auxiliaries & _FUTURE_AUX:
        return "future"
    if auxiliaries & {"have", "has", "'ve", "had"}:
        return "perfect"
    if carrier.tag == "VBD" or auxiliaries & {"was", "were", "did"}:
        return "past"
    if carrier.tag in ("VBZ", "VBP") or auxiliaries & {"is", "are", "am", "do", "does"}:
        return "present"
    return "none"
