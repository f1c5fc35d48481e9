"""Linking pronouns of the third person to whom the text last made the topic. First persons wait for the speaker."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.linking.context import Discourse
from dragoman.linking.gender import gender
from dragoman.linking.naming import party
from dragoman.linking.phrases import in_clause
from dragoman.model import Link, Mention, Party, Sentence

_SINGULAR = frozenset("he she him her his himself herself".split())
_FEMININE = frozenset("she her herself".split())
_REFLEXIVE = frozenset("himself herself themselves itself".split())
#: How many of the people named last a pronoun may mean.
_RECENT = 6
_PLURAL = frozenset("they them their themselves".split())
_SUBJECT = ("nsubj", "nsubjpass")
_NEUTER = frozenset(["it", "its", "itself"])


def link_pronoun(sentence: Sentence, mention: Mention, memory: Discourse) -> Link | None:
    """Link "he", "they", "its"; None for the first person and where nobody fits."""
    word = mention.text.lower()
    if word in _SINGULAR:
        person = _person(sentence, mention, memory)
        if person is not None:
            return Link((party(person.entity, mention),), f"{mention.text!r} points back at {person.entity.name}", 0.75)
    elif word in _PLURAL:
        parties = memory.last_set(apart=_beside(sentence, mention, memory), several=True) or _told(
            sentence, mention, memory
        )
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
    """Whom "he" or "she" may mean: the subject named last in the sentence, else the one of the sentence before.

    A "his" may stand for anybody named in the sentence; nobody beside a pronoun in its clause is meant by it.
    """
    expected = "f" if mention.text.lower() in _FEMININE else "m"
    apart = _beside(sentence, mention, memory)
    able = [one for one in memory.people if gender(one[0]) in (expected, None) and one[0].id not in apart][-_RECENT:]
    here = [one for one in able if one[0].start >= sentence.start]
    owning = sentence.tokens[mention.head].dep == "poss"
    return _topic(here) or (here[-1][0] if here and owning else None) or _topic(able) or (able[-1][0] if able else None)


def _told(sentence: Sentence, mention: Mention, memory: Discourse) -> tuple[Party, ...]:
    """Who says of themselves what they do, states and bodies among them: "the authorities announced they will …"."""
    token = sentence.tokens[mention.head]
    clause = sentence.tokens[token.head]
    if token.dep not in _SUBJECT or clause.dep != "ccomp":
        return ()
    teller = sentence.child(clause.head, *_SUBJECT)
    named = sentence.mention_at(teller.index) if teller is not None else None
    parties = memory.parties_at(named) if named is not None else ()
    return () if any(one.entity.kind == "person" for one in parties) else parties


def _topic(people: Sequence[tuple[Party, bool]]) -> Party | None:
    """The latest of the people who is a subject."""
    return next((person for person, subject in reversed(people) if subject), None)


def _beside(sentence: Sentence, mention: Mention, memory: Discourse) -> frozenset[str]:
    """Who else is party to the verb of a pronoun; nobody for a reflexive."""
    return frozenset() if mention.text.lower() in _REFLEXIVE else in_clause(sentence, mention, memory)


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
