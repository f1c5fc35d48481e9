"""Linking pronouns of the third person to whom the text last made the topic. First persons wait for the speaker."""

from __future__ import annotations

from dragoman.linking.context import Discourse
from dragoman.linking.gender import gender
from dragoman.linking.naming import party
from dragoman.model import Link, Mention, Party, Sentence

_SINGULAR = frozenset("he she him her his himself herself".split())
_FEMININE = frozenset("she her herself".split())
#: How many of the people named last a pronoun may mean.
_RECENT = 4
_PLURAL = frozenset("they them their themselves".split())
_NEUTER = frozenset(["it", "its", "itself"])


def link_pronoun(sentence: Sentence, mention: Mention, memory: Discourse) -> Link | None:
    """Link "he", "they", "its"; None for the first person and where nobody fits."""
    word = mention.text.lower()
    if word in _SINGULAR:
        person = _person(sentence, mention, memory)
        if person is not None:
            return Link((party(person.entity, mention),), f"{mention.text!r} points back at {person.entity.name}", 0.75)
    elif word in _PLURAL:
        parties = memory.last_set()
        if parties:
            names = ", ".join(one.entity.name for one in parties)
            return Link(
                tuple(party(one.entity, mention) for one in parties), f"{mention.text!r} points back at {names}", 0.6
            )
    elif word in _NEUTER:
        things = [thing for thing, subject in memory.things[-4:] if subject] or [
            thing for thing, _ in memory.things[-1:]
        ]
        if things and not _expletive(sentence, mention):
            entity = things[-1].entity
            return Link((party(entity, mention),), f"{mention.text!r} points back at {entity.name}", 0.5)
    return None


def _person(sentence: Sentence, mention: Mention, memory: Discourse) -> Party | None:
    """The latest subject of the last people named who may be a "he" or "she", and isn't the clause's own subject."""
    word = mention.text.lower()
    expected = "f" if word in _FEMININE else "m"
    barred = _clause_subject(sentence, mention) if word in ("him", "her") else None
    excluded = {person.id for person, _ in memory.people if barred and barred.start == person.start}
    able = [one for one in memory.people if gender(one[0]) in (expected, None) and one[0].id not in excluded]
    recent = able[-_RECENT:]
    subjects = [person for person, subject in recent if subject]
    return subjects[-1] if subjects else recent[-1][0] if recent else None


def _clause_subject(sentence: Sentence, mention: Mention) -> Mention | None:
    """The subject of the clause that a pronoun is an object in: somebody else than the pronoun."""
    token = sentence.tokens[mention.head]
    if token.dep == "poss":
        return None
    head = sentence.tokens[token.head]
    verb = sentence.tokens[head.head] if token.dep == "pobj" else head
    subject = sentence.child(verb.index, "nsubj", "nsubjpass")
    return sentence.mention_at(subject.index) if subject is not None else None


def points_ahead(sentence: Sentence, mention: Mention) -> bool:
    """Whether a pronoun stands before the subject of its sentence: "After he arrived, the king …"."""
    root = next((token for token in sentence.tokens if token.head == token.index), None)
    subject = sentence.child(root.index, "nsubj", "nsubjpass") if root is not None else None
    return (
        subject is not None
        and mention.head < subject.index
        and mention.head not in set(sentence.subtree(subject.index))
    )


def _expletive(sentence: Sentence, mention: Mention) -> bool:
    """ "It is vital that …", "it seems that …": the word stands for nothing."""
    token = sentence.tokens[mention.head]
    verb = sentence.tokens[token.head]
    if token.dep != "nsubj":
        return token.dep == "expl"
    return verb.lemma in ("be", "seem", "appear", "remain", "become", "emerge") and any(
        child.dep in ("ccomp", "xcomp", "advcl", "acl", "csubj") for child in sentence.children(verb.index)
    )
