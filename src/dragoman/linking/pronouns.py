"""Linking pronouns of the third person to whom the text last made the topic. First persons wait for the speaker."""

from __future__ import annotations

from dragoman.linking.context import Discourse
from dragoman.linking.naming import party
from dragoman.model import Link, Mention, Sentence

_SINGULAR = frozenset("he she him her his himself herself".split())
_PLURAL = frozenset("they them their themselves".split())
_NEUTER = frozenset(["it", "its", "itself"])


def link_pronoun(sentence: Sentence, mention: Mention, memory: Discourse) -> Link | None:
    """Link "he", "they", "its"; None for the first person and where nobody fits."""
    word = mention.text.lower()
    if word in _SINGULAR:
        person = memory.last_person()
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


def _expletive(sentence: Sentence, mention: Mention) -> bool:
    """ "It is vital that …", "it seems that …": the word stands for nothing."""
    token = sentence.tokens[mention.head]
    verb = sentence.tokens[token.head]
    if token.dep != "nsubj":
        return token.dep == "expl"
    return verb.lemma in ("be", "seem", "appear", "remain", "become", "emerge") and any(
        child.dep in ("ccomp", "xcomp", "advcl", "acl", "csubj") for child in sentence.children(verb.index)
    )
