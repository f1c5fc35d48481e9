"""Whom an event is about without being directed at them: Israel in "urged Türkiye to press Israel"."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.coding.arguments import Arguments, as_host, distinct
from dragoman.coding.matching import Predicate
from dragoman.gazetteer import gazetteer
from dragoman.model import Links, Party, Sentence, Token

#: Parties that an event's words are about, at most; a long list is background.
_MOST = 4
_SET_APART = frozenset({"pronoun", "place", "group"})
#: Sectors of those whom a state acts with.
_MEANS = frozenset({"MIL", "UNO"})
_OF_STATES = frozenset({"country", "place", "nationality", "role", "group"})


def concerned(
    sentence: Sentence,
    predicate: Predicate,
    links: Links,
    arguments: Arguments,
    thing: Sequence[Token],
    brokers: Sequence[Party],
) -> tuple[Party, ...]:
    """Whom the words of an event are about, in the order of the text.

    An act that one party directs at nobody is about the state where it is told to happen: "a protest in Silesia".

    Args:
        sentence: The sentence.
        predicate: What tells the event.
        links: Who the mentions stand for.
        arguments: Who acts, and on whom.
        thing: Head words of what is asked, promised, refused or spoken of; empty for nothing.
        brokers: Who mediated.
    """
    apart = {party.id for party in (*arguments.actor, *arguments.recipient, *brokers)}
    inside = sorted({at for token in thing for at in sentence.subtree(token.index)})
    mentions = dict.fromkeys(sentence.mention_at(at) for at in inside)
    named = [mention for mention in mentions if mention and mention.kind not in _SET_APART]
    found = distinct(party for mention in named for party in links.parties(mention))
    about = tuple(one for one in found if one.id not in apart and _is_sure(one))[:_MOST]
    directed = bool(arguments.recipient) or len(arguments.actor) > 1
    return about if about or directed else _state_told(sentence, predicate, links, apart)


def _is_sure(party: Party) -> bool:
    """Whether it is known who is meant: a state, a person, a body on record, or people and bodies of a known country.

    Troops known only by description are what a state acts with: Chad in "sent troops to fight in Chad".
    """
    entity = party.entity
    if entity.kind in ("country", "person") or entity.id in gazetteer():
        return True
    return entity.country is not None and entity.sector not in _MEANS


def _state_told(sentence: Sentence, predicate: Predicate, links: Links, apart: set[str]) -> tuple[Party, ...]:
    """The state whose name, people or place stands first behind a predicate, in its own clause."""
    head = predicate.head.index
    below = sorted({at for one in (head, predicate.carrier.index) for at in sentence.subtree(one)})
    for mention in dict.fromkeys(sentence.mention_at(at) for at in below if at > head):
        if mention is not None and mention.kind in _OF_STATES:
            states = distinct(map(as_host, links.parties(mention)))
            told = tuple(one for one in states if one.entity.kind == "country" and one.id not in apart)
            if told:
                return told[:1]
    return ()
