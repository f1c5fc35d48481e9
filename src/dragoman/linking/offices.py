"""Linking offices: "the Turkish foreign minister", "the UN chief", "his counterpart" to whoever held them then."""

from __future__ import annotations

from dragoman.codebook import Role
from dragoman.gazetteer import gazetteer
from dragoman.linking.context import Discourse
from dragoman.linking.naming import country_entity, party
from dragoman.linking.people import as_of, post_sector
from dragoman.linking.phrases import country_beside, determiners, is_plural
from dragoman.model import Entity, Link, Mention, Sentence

#: Posts that one person of a state or body holds at a time; its ambassadors and spokespeople are many.
_HELD_BY_ONE = frozenset(
    "head_of_state head_of_government foreign_minister defence_minister finance_minister interior_minister "
    "vice_president deputy_head_of_government io_head speaker central_bank_head military_chief "
    "national_security_adviser intelligence_head crown_prince group_leader".split()
)


def office_holder(sentence: Sentence, mention: Mention, role: Role | None, memory: Discourse) -> Link | None:
    """ "The Turkish foreign minister", "the UN chief", "the prime minister": whoever held the post then."""
    if not mention.posts or is_plural(sentence, mention) or mention.posts[0] not in _HELD_BY_ONE:
        return None
    post = mention.posts[0]
    owner = mention.nationality or _body(mention) or country_beside(sentence, mention, memory)
    if owner is None:
        person = memory.last_person(post=post)
        if person is not None:
            return Link((party(person.entity, mention),), f"the {mention.name} named before, {person.entity.name}", 0.8)
        definite = "the" in determiners(sentence, mention) or mention.text[0].isupper()
        owner = memory.home() if definite else None
    return None if owner is None else holder(mention, owner, post, memory)


def holder(mention: Mention, owner: str, post: str, memory: Discourse) -> Link:
    """Whoever held a post of a state or body on the report's date; the state or body itself where nobody is known.

    Args:
        mention: The words.
        owner: ISO alpha-3, or the entity id of an organisation or group.
        post: Post id.
        memory: What the document has said so far.
    """
    names = gazetteer()
    for person in memory.surnames.values():
        if memory.on is None and _ever_held(person.entity.id, owner, post):
            return Link((party(person.entity, mention),), f"{person.entity.name}, named here, held that post", 0.8)
    holdings = names.holders(owner, post, memory.on) if memory.on else ()
    people = tuple(
        dict.fromkeys(as_of(one.entity, names.standing(one.entity.id, memory.on), country=owner) for one in holdings)
    )
    certain = any(one.state == "current" for one in holdings)
    named = [person for person in people if any(person.id == other.id for other in memory.surnames.values())]
    office = f"{post.replace('_', ' ')} of {owner}"
    if len(named) == 1 or (len(people) == 1 and certain):
        holding = (named or people)[0]
        return Link((party(holding, mention),), f"{holding.name} held {office} then", 0.85)
    itself = party(_entity(owner, post), mention)
    if people:
        why = f"{len(people)} people held {office} around then" if certain else f"nobody surely held {office} then"
        return Link((itself,), why, 0.5, alternatives=people)
    return Link((itself,), f"no table says who held {office} then", 0.6)


def counterpart(sentence: Sentence, mention: Mention, role: Role | None, memory: Discourse) -> Link | None:
    """ "His Turkish counterpart": the holder of the same post in that country."""
    if sentence.tokens[mention.last - 1].lemma.lower() != "counterpart" or not mention.nationality:
        return None
    person = memory.last_person()
    if person is None or not person.entity.posts:
        return None
    for post in reversed(person.entity.posts):
        link = holder(mention, mention.nationality, post, memory)
        if link.parties[0].entity.kind == "person":
            return link
    return None


def _body(mention: Mention) -> str | None:
    """The organisation or group that the mention names: "the UN chief"."""
    return mention.ids[0] if len(mention.ids) == 1 else None


def _entity(owner: str, post: str) -> Entity:
    return country_entity(owner, post_sector((post,)) or "GOV") if len(owner) == 3 else gazetteer().entity(owner)


def _ever_held(person_id: str, owner: str, post: str) -> bool:
    """Whether a person of the gazetteer has held this post at any time."""
    if person_id not in gazetteer():
        return False
    return any(one.country == owner and one.post == post for one in gazetteer().tenures(person_id))
