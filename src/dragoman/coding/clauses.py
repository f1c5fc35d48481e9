"""Reading a clause off the parse: which words fill a predicate's slots, with voice, control and coordination undone.

Slots are those of the frame tables: `subj`, `obj`, `dat`, `poss`, `xcomp`, `ccomp`, `csubj` and prepositions.
Labels are
ClearNLP's, as spaCy's English pipelines give them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dragoman.coding.misparses import (
    DAYS,
    FINITE,
    is_mistaken_participle,
    joined_below,
    mistaken_subject,
)
from dragoman.model import Sentence, Token

_SUBJECT = ("nsubj", "nsubjpass")
_RELATIVE = frozenset("who which that whom whose where when".split())
#: Nouns for what is said or written: in "passed a resolution condemning the coup" it is those who passed it.
_SPOKEN = frozenset(
    "statement resolution declaration report letter lawsuit suit complaint petition speech tweet post message motion "
    "bill decree note communique communiqué appeal article memo text email ruling verdict".split()
)
_OWNING = frozenset("led held controlled run ruled owned flagged commanded occupied operated based".split())
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})


def is_passive(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb is in the passive: "was attacked", "an agreement brokered by"."""
    if is_mistaken_participle(sentence, verb):
        return False
    if sentence.child(verb.index, "nsubjpass", "auxpass", "agent") is not None:
        return True
    return verb.tag == "VBN" and verb.dep in ("acl", "amod", "advcl") and sentence.child(verb.index, "aux") is None


def fill(sentence: Sentence, head: Token, slot: str) -> tuple[Token, ...]:
    """The head words that fill a slot of a verb, noun or adjective, joined ones included; empty when none does."""

    def find() -> Iterable[Token]:
        found = _FILLERS[slot](sentence, head) if slot in _FILLERS else prepositional(sentence, head, slot)
        return {token.index: token for one in found for token in with_conjuncts(sentence, one)}.values()

    return sentence.remembered((head.index, slot), find)


def with_conjuncts(sentence: Sentence, token: Token) -> Iterator[Token]:
    """A word and those joined to it by "and", "or" or commas."""
    yield token
    for child in (*sentence.children(token.index, "conj"), *joined_below(sentence, token)):
        if (child.pos == token.pos or child.pos in _NOMINAL) and not is_misjoined(sentence, child):
            yield from with_conjuncts(sentence, child)


# --- subjects ---------------------------------------------------------------------------------------------------------


def subject(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    """Who does it: the subject in the active, the by-agent in the passive; inherited where the clause has none."""
    if verb.pos in ("NOUN", "PROPN"):
        return _subject_of_noun(sentence, verb)
    if verb.pos in ("ADJ", "ADP"):
        return _own_subject(sentence, sentence.tokens[verb.head])
    if is_passive(sentence, verb):
        return _agent(sentence, verb)
    own = _own_subject(sentence, verb)
    return own if own else _inherited_subject(sentence, verb, depth=0)


def subject_or_object(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    """The noun before a verb, whatever its voice, inherited where a joined verb has none."""
    return direct_object(sentence, verb) if is_passive(sentence, verb) else subject(sentence, verb)


def _subject_of_noun(sentence: Sentence, noun: Token) -> tuple[Token, ...]:
    """The subject of a copula: "Hungary is a supporter of the plan"."""
    verb = sentence.tokens[noun.head]
    return _own_subject(sentence, verb) if noun.dep == "attr" else ()


def _agent(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    by = sentence.child(verb.index, "agent") or _low_agent(sentence, verb)
    doer = sentence.child(by.index, "pobj") if by else None
    return (doer,) if doer else ()


def _low_agent(sentence: Sentence, verb: Token) -> Token | None:
    """A by-phrase that the parser hung on the complement: "was accused of smuggling arms by Kenya"."""
    for preposition in sentence.children(verb.index, "prep"):
        for clause in sentence.children(preposition.index, "pcomp", "pobj"):
            for at in sorted(sentence.subtree(clause.index)):
                token = sentence.tokens[at]
                if token.lemma == "by" and token.dep in ("agent", "prep") and sentence.child(at, "pobj") is not None:
                    return token
    return None


def _own_subject(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    subjects = [child for child in sentence.children(verb.index, *_SUBJECT) if child.index < verb.index]
    if len(subjects) > 1 and sentence.child(subjects[-2].index, "cc") is not None:
        return tuple(subjects[-2:])  # "Mr. A, the minister, and Mr. B signed": joined, but both hung on the verb.
    # Of two the parser took a place before the clause for one: "Near Raqqa, two strikes hit …".
    own = subjects[-1] if subjects else sentence.child(verb.index, *_SUBJECT) or mistaken_subject(sentence, verb)
    if own is None:
        return ()
    antecedent = _antecedent(sentence, verb, own)
    return (antecedent or own,)


def _antecedent(sentence: Sentence, verb: Token, pronoun: Token) -> Token | None:
    """The noun that a relative pronoun stands for."""
    if pronoun.text.lower() not in _RELATIVE or pronoun.tag not in ("WDT", "WP", "IN", "DT"):
        return None
    clause = verb
    while clause.dep in ("conj", "xcomp", "ccomp") and clause.head != clause.index:
        clause = sentence.tokens[clause.head]
    return sentence.tokens[clause.head] if clause.dep == "relcl" else None


def _inherited_subject(sentence: Sentence, verb: Token, *, depth: int) -> tuple[Token, ...]:
    """The subject of the clause that a bare verb hangs on: joined verbs, infinitives, participles, "where" clauses."""
    if depth > 6 or verb.head == verb.index:
        return ()
    head = sentence.tokens[verb.head]
    if is_mistaken_participle(sentence, verb):
        return (head,)
    if is_added_participle(sentence, verb) or is_misjoined(sentence, verb):
        main = finite_above(sentence, verb)
        return _own_subject(sentence, main) or _inherited_subject(sentence, main, depth=depth + 1) if main else ()
    if verb.dep == "relcl":
        return (head,) if head.pos in _NOMINAL and not is_passive(sentence, verb) else ()
    if verb.dep == "acl":
        return _subject_from_noun(sentence, verb, head, depth=depth)
    if verb.dep not in ("conj", "xcomp", "ccomp", "advcl", "pcomp", "prep", "dep", "appos"):
        return ()
    if verb.dep == "xcomp":
        controller = sentence.child(head.index, "dobj", "dative")
        if controller is not None and head.lemma not in ("promise", "vow", "threaten", "pledge", "agree"):
            return (controller,)
    if head.pos in ("NOUN", "PROPN"):
        return _subject_from_noun(sentence, verb, head, depth=depth)
    if is_passive(sentence, head) and verb.dep in ("conj", "xcomp", "advcl"):
        undergoer = sentence.child(head.index, "nsubjpass")
        return (undergoer,) if undergoer else _inherited_subject(sentence, head, depth=depth + 1)
    own = _own_subject(sentence, head)
    return own if own else _inherited_subject(sentence, head, depth=depth + 1)


def is_added_participle(sentence: Sentence, verb: Token) -> bool:
    """A participle after a comma ("…, vowing to …"): it tells of the main clause's subject wherever parsers hang it."""
    if verb.tag != "VBG" or verb.dep not in ("advcl", "acl"):
        return False
    first = min(sentence.subtree(verb.index))
    return first > 0 and sentence.tokens[first - 1].text == ","


def is_misjoined(sentence: Sentence, verb: Token) -> bool:
    """A finite verb that the parser joined to an infinitive: it goes with the finite verb above.

    In "called on both sides to show restraint and offered to mediate" it is those who called that offered.
    """
    return (
        verb.dep == "conj"
        and verb.tag in ("VBD", "VBZ", "VBP")
        and sentence.tokens[verb.head].tag in ("VB", "VBG")
        and sentence.child(verb.index, *_SUBJECT) is None
    )


def finite_above(sentence: Sentence, verb: Token) -> Token | None:
    """The nearest verb above that has a tense of its own."""
    for token in sentence.ancestors(verb.index):
        finite = token.tag in ("VBD", "VBZ", "VBP") or is_mistaken_participle(sentence, token)
        finite = finite or sentence.child(token.index, "aux", "auxpass") is not None
        if token.pos in ("VERB", "AUX") and finite and token.tag != "VBG" and not _is_infinitive(sentence, token):
            return token
    return None


def _is_infinitive(sentence: Sentence, verb: Token) -> bool:
    return any(aux.text.lower() == "to" for aux in sentence.children(verb.index, "aux"))


def _subject_from_noun(sentence: Sentence, verb: Token, noun: Token, *, depth: int) -> tuple[Token, ...]:
    """ "Officials meeting in Geneva" do the meeting; in "a pledge to withdraw" it is whoever pledges."""
    bare = verb.tag == "VBG" and verb.dep == "acl" and sentence.child(verb.index, "aux") is None
    if bare and noun.pos != "VERB" and noun.lemma.lower() not in _SPOKEN:
        return (noun,)
    owner = sentence.child(noun.index, "poss")
    if owner is not None:
        return (owner,)
    governor = sentence.tokens[noun.head]
    if noun.dep in ("dobj", "pobj", "attr") and governor.index != noun.index:
        while governor.pos == "ADP" and governor.head != governor.index:
            governor = sentence.tokens[governor.head]
        if governor.pos in ("VERB", "AUX"):
            own = _own_subject(sentence, governor)
            return own if own else _inherited_subject(sentence, governor, depth=depth + 1)
    return ()


# --- objects and complements ------------------------------------------------------------------------------------------


def direct_object(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    """What it is done to: the object in the active, the subject in the passive, the noun before a participle."""
    if is_passive(sentence, verb):
        own = sentence.child(verb.index, "nsubjpass")
        if own is not None:
            return (_antecedent(sentence, verb, own) or own,)
        if verb.dep in ("acl", "amod", "relcl"):
            return (sentence.tokens[verb.head],)
        return _inherited_object(sentence, verb)
    things = sentence.children(verb.index, "dobj", "obj")
    if things:
        return tuple(_antecedent(sentence, verb, own) or own for own in things)
    clause = sentence.child(verb.index, "ccomp")
    if clause is not None and clause.tag == "VB":
        lower = sentence.child(clause.index, *_SUBJECT)
        if lower is not None and sentence.child(clause.index, "mark") is None:
            return (lower,)
    doer = sentence.child(verb.index, *_SUBJECT)
    if verb.dep == "relcl" and doer is not None and doer.text.lower() not in _RELATIVE:
        return (sentence.tokens[verb.head],)
    return ()


def _inherited_object(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    """Joined passives share their subject: "was arrested and deported"."""
    if verb.dep != "conj":
        return ()
    head = sentence.tokens[verb.head]
    own = sentence.child(head.index, "nsubjpass")
    return (own,) if own else ()


def complement_subject(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    """The subject of the complement: Israel in "wants Israel to withdraw", "insisted that Israel withdraw"."""
    for clause in sentence.children(verb.index, "ccomp", "xcomp"):
        own = sentence.child(clause.index, *_SUBJECT)
        if own is not None:
            return (own,)
    return ()


def owner(sentence: Sentence, noun: Token) -> tuple[Token, ...]:
    """A possessive, nationality or name before a noun: "Israel's attack", "Israeli attack", "the Saudi-led attack"."""
    found = sentence.children(noun.index, "poss")
    for child in (*sentence.children(noun.index, "amod", "compound", "nmod"), *led_by(sentence, noun)):
        mention = sentence.mention_at(child.index)
        if mention is not None and mention.kind in ("nationality", "country", "organisation", "group", "place"):
            found.append(child)
    return tuple(found[:1])


def led_by(sentence: Sentence, noun: Token) -> tuple[Token, ...]:
    """Whose something is by a participle before it: "the Saudi-led coalition", "the rebel-held area"."""
    return tuple(
        holder
        for participle in sentence.children(noun.index, "amod")
        if participle.text.lower() in _OWNING
        for holder in sentence.children(participle.index, "npadvmod", "compound", "amod")
    )


def prepositional(sentence: Sentence, head: Token, *prepositions: str) -> tuple[Token, ...]:
    """Objects of a preposition on the head, else on its object or particle, where parsers often hang it."""
    places = [head.index]
    if head.pos in ("VERB", "AUX"):
        places += [
            child.index for child in sentence.children(head.index, "dobj", "prt", "advmod", "attr", "acomp", "prep")
        ]
        places += [
            joined.index
            for thing in sentence.children(head.index, "dobj")
            for joined in sentence.children(thing.index, "conj")
        ]
    for at in places:
        objects = [
            word
            for child in sentence.children(at, "prep", "agent", "dative")
            for one in _joined_prepositions(sentence, child, prepositions)
            for word in sentence.children(one.index, "pobj", "pcomp")
        ]
        if objects and not (at == head.index and all(map(_is_day, objects))):
            return tuple(objects)
    return _object_of_particle(sentence, head, prepositions) or (
        asked_for(sentence, head) if "for" in prepositions else ()
    )


def asked_for(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    """The infinitive after "for" and its subject, which hold no preposition: "called for the truce to be kept"."""
    return tuple(
        clause
        for clause in sentence.children(verb.index, "advcl", "ccomp", "xcomp")
        if any(mark.text.lower() == "for" for mark in sentence.children(clause.index, "mark"))
    )


def _object_of_particle(sentence: Sentence, verb: Token, prepositions: tuple[str, ...]) -> tuple[Token, ...]:
    """What stands behind a preposition that the parser took for a particle: "to call on all parties"."""
    particle = sentence.child(verb.index, "prt")
    thing = sentence.child(verb.index, "dobj")
    if particle is None or thing is None or particle.lemma.lower() not in prepositions:
        return ()
    return (thing,) if particle.index < thing.index else ()


def _is_day(word: Token) -> bool:
    """A day or month after "on" or "in" fills no slot: "launched strikes on Iraq on Monday"."""
    return word.text.lower() in DAYS


def _joined_prepositions(sentence: Sentence, first: Token, asked: tuple[str, ...]) -> list[Token]:
    """A preposition and those joined to it, from the first that is asked for: "on Monday and to Lebanon on Friday"."""
    beside = sentence.children(first.head, "npadvmod") if first.dep == "prep" else ()
    after = (word for date in beside for word in sentence.children(date.index, "conj") if word.lemma == first.lemma)
    joined = (first, *sentence.children(first.index, "conj"), *after)
    if first.lemma.lower() in asked:
        return list(joined)
    return [one for one in joined if one.pos == "ADP" and one.lemma.lower() in asked]


def dative(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    """The indirect object: "gave Kenya a loan", "gave a loan to Kenya"."""
    own = sentence.child(verb.index, "dative", "iobj")
    if own is None:
        return ()
    if own.pos == "ADP":
        return tuple(sentence.children(own.index, "pobj"))
    return (own,)


def between(sentence: Sentence, head: Token) -> tuple[Token, ...]:
    """Both parties after "between", which may hang on a date: "the accord of 2 May between A, led by …, and B"."""
    dates = [
        word.index
        for preposition in sentence.children(head.index, "prep")
        for word in sentence.children(preposition.index, "pobj")
    ]
    for at in (head.index, *dates):
        for preposition in sentence.children(at, "prep"):
            if preposition.lemma.lower() == "between":
                return both_after(sentence, preposition)
    return prepositional(sentence, head, "between")


def both_after(sentence: Sentence, preposition: Token) -> tuple[Token, ...]:
    """The words after a "between", with the second where the parser cut it off; joined ones are left to the caller."""
    first = tuple(sentence.children(preposition.index, "pobj"))
    joined = any(sentence.children(one.index, "conj") for one in first)
    return first if joined else (*first, *_second_of_two(sentence, preposition, first))


def _second_of_two(sentence: Sentence, preposition: Token, first: Sequence[Token]) -> tuple[Token, ...]:
    """The noun after the "and" that "between" waits for, wherever the parser hung it."""
    start = max((max(sentence.subtree(one.index)) for one in first), default=preposition.index)
    for token in sentence.tokens[start + 1 :]:
        if token.dep == "cc" and token.lemma == "and":
            joined = [one for one in sentence.children(token.head, "conj") if one.index > token.index]
            return tuple(one for one in joined[:1] if one.pos in _NOMINAL)
        if token.tag in FINITE:
            break
    return ()


_FILLERS = {
    "subj": subject,
    "obj": direct_object,
    "dat": dative,
    "poss": owner,
    "between": between,
    "xcomp": lambda sentence, head: (
        tuple(sentence.children(head.index, "xcomp", "acl")) or prepositional_clause(sentence, head)
    ),
    "ccomp": lambda sentence, head: tuple(sentence.children(head.index, "ccomp", "acl")),
    "csubj": complement_subject,
}


def prepositional_clause(sentence: Sentence, head: Token) -> tuple[Token, ...]:
    """A gerund after a preposition: "commitment to deepening", "accused of obstructing"."""
    return tuple(
        clause for child in sentence.children(head.index, "prep") for clause in sentence.children(child.index, "pcomp")
    )
