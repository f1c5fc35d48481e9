"""Linking offices: "the Turkish foreign minister", "the UN chief", "his counterpart" to whoever held them then."""

from __future__ import annotations

from dragoman.codebook import Role, codebook
from dragoman.gazetteer import Holding, gazetteer
from dragoman.linking.bodies import choose
from dragoman.linking.context import Discourse
from dragoman.linking.naming import country_entity, described, party
from dragoman.linking.people import as_of, post_sector
from dragoman.linking.phrases import complements, country_beside, determiners, in_clause, is_former, is_plural, noun
from dragoman.model import Entity, Link, Mention, Sentence
from dragoman.model.entity import EntityKind

#: Posts that one person of a state or body holds at a time; its ambassadors and spokespeople are many.
_HELD_BY_ONE = frozenset(
    "head_of_state head_of_government foreign_minister defence_minister finance_minister interior_minister "
    "vice_president deputy_head_of_government io_head speaker central_bank_head military_chief "
    "national_security_adviser intelligence_head crown_prince group_leader".split()
)


#: Bodies whose organs' heads stand in the tables as theirs.
_PARENTS = {"EUR": "Q458", "UNO": "Q1065"}
#: Sector of an office that exists in one body only → that body.
_OWNERS = {"EUR": "Q458"}
_ORGANS = frozenset({"commission", "council", "assembly", "parliament"})
#: Of the heads of a body, the one that "the chief" is.
_CHIEF = frozenset({"secretary", "commission", "director"})
#: Words that make another office of an office: "deputy crown prince", "president-elect".
_NOT_YET = frozenset({"deputy", "assistant", "vice", "shadow", "elect", "designate", "incoming", "future", "would-be"})
#: Nouns for whoever leads a body ("the head of the IAEA"); of a state they are no office.
_LEADERS = frozenset(
    "head chief boss president chair chairman chairwoman chairperson director leader secretary commander".split()
)


def office_holder(sentence: Sentence, mention: Mention, role: Role | None, memory: Discourse) -> Link | None:
    """ "The Turkish foreign minister", "the UN chief", "the prime minister": whoever held the post then."""
    if is_plural(sentence, mention) or _is_another(sentence, mention):
        return None
    body = _body(sentence, mention, memory)
    post = _post(sentence, mention, body)
    if post is None:
        return None
    owner = mention.nationality or (body.id if body else None) or country_beside(sentence, mention, memory)
    own = _own_holder(sentence, mention, post, memory) if owner is None and memory.issuer else None
    if own is not None:
        return own
    if owner is None:
        owner = _OWNERS.get(_sector(mention)) or _body_spoken_of(mention, post, memory)
    if owner is None:
        person = memory.last_person(post=post, apart=in_clause(sentence, mention, memory))
        if person is not None:
            return Link((party(person.entity, mention),), f"the {mention.name} named before, {person.entity.name}", 0.8)
        owner = memory.home() if _is_definite(sentence, mention) else None
    if owner is None:
        return None
    memory.offices.append(post)
    return holder(mention, owner, post, memory)


def _own_holder(sentence: Sentence, mention: Mention, post: str, memory: Discourse) -> Link | None:
    """ "The Foreign Secretary" in a British release: the issuer's own, where the office is called so there."""
    if memory.issuer is None or not _is_definite(sentence, mention):
        return None
    words = set((mention.name or mention.text).lower().replace("-", " ").split())
    apart = in_clause(sentence, mention, memory)
    named = dict.fromkeys(one.entity.id for one in memory.surnames.values() if one.entity.id in gazetteer())
    titles = {
        id: [
            set(one.title.lower().split())
            for one in gazetteer().tenures(id)
            if (one.country, one.post) == (memory.issuer, post)
        ]
        for id in named
        if id not in apart
    }
    if any(words <= title for held in titles.values() for title in held):
        return holder(mention, memory.issuer, post, memory)
    now = gazetteer().holders(memory.issuer, post, memory.on) if memory.on is not None else ()
    chief = post in ("head_of_state", "head_of_government") and any(
        words <= set(one.tenure.title.lower().split()) for one in now
    )
    return holder(mention, memory.issuer, post, memory) if chief else None


def _body_spoken_of(mention: Mention, post: str, memory: Discourse) -> str | None:
    """The body whose head "the Secretary-General" is: the last one named that has such a head."""
    if post != "io_head" or memory.on is None:
        return None
    named = (one.entity for one, _ in reversed(memory.things) if one.entity.kind == "organisation")
    owners = dict.fromkeys(_PARENTS.get(one.sector or "", one.id) for one in named)
    words = set((mention.name or mention.text).lower().replace("-", " ").split())
    for owner in owners:
        holdings = gazetteer().holders(owner, post, memory.on) if owner in gazetteer() else ()
        if any(words <= _title_words(one) for one in holdings):
            return owner
    return None


def _sector(mention: Mention) -> str:
    """The sector of the office that a description names: EUR for "the High Representative"."""
    post = codebook().posts.get((mention.name or mention.text).lower())
    return post.sector if post is not None else ""


def _is_definite(sentence: Sentence, mention: Mention) -> bool:
    """Whether one certain holder of an office is meant: "the minister", "Foreign Minister"."""
    return "the" in determiners(sentence, mention) or mention.text[0].isupper()


def _is_another(sentence: Sentence, mention: Mention) -> bool:
    """Whether words around an office make another of it."""
    core = set((mention.name or "").lower().split())
    near = sentence.tokens[max(0, mention.first - 1) : mention.last + 2]
    words = [
        token.text.lower() for token in near if token.index < mention.last or token.text in ("-", "elect", "designate")
    ]
    return any(word in _NOT_YET and word not in core for word in words)


def _post(sentence: Sentence, mention: Mention, body: Entity | None) -> str | None:
    """The post that a description means: of a body, its head; else the office, where one person holds it."""
    post = mention.posts[0] if mention.posts else None
    leads = noun(sentence, mention) in _LEADERS and mention.last - mention.first <= 2
    if body is not None and body.kind != "country" and leads and (post is None or post == "head_of_state"):
        return "group_leader" if body.kind == "group" else "io_head"
    return post if post in _HELD_BY_ONE else None


def _holdings(mention: Mention, owner: str, post: str, memory: Discourse) -> tuple[Holding, ...]:
    """Who held a post; of several heads of a body those whose title has most of the words: "UN secretary-general"."""
    names = gazetteer()
    if memory.on is None:
        return ()
    holdings = names.holders(owner, post, memory.on)
    words = set((mention.name or mention.text).lower().replace("-", " ").split())
    if len(owner) == 3:
        return holdings
    body = names.entity(owner)
    parent = _PARENTS.get(body.sector or "")
    own = {word for word in body.name.lower().split() if word in _ORGANS}
    if not holdings and parent and own:
        holdings = tuple(one for one in names.holders(parent, post, memory.on) if own <= _title_words(one))
    shared = [(len(words & _title_words(one)), bool(_CHIEF & _title_words(one))) for one in holdings]
    return tuple(one for one, marks in zip(holdings, shared, strict=True) if marks == max(shared))


def _title_words(holding: Holding) -> set[str]:
    return set(holding.tenure.title.lower().replace("-", " ").split())


def former_holder(sentence: Sentence, mention: Mention, role: Role | None, memory: Discourse) -> Link | None:
    """ "A former Haitian prime minister", "the ex-presidents": people by description, of the former elites."""
    if not mention.posts or not is_former(sentence, mention):
        return None
    country = mention.nationality or country_beside(sentence, mention, memory)
    country = country if country and len(country) == 3 else None
    kind: EntityKind = "group" if is_plural(sentence, mention) else "person"
    entity = described(mention.text, kind=kind, country=country, sector="ELI")
    return Link((party(entity, mention),), f"known only as {mention.text!r}", 0.6)


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
    holdings = _holdings(mention, owner, post, memory)
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
    """ "His Turkish counterpart", "her counterpart from Norway": the holder of the same post in that country."""
    if noun(sentence, mention) != "counterpart":
        return None
    country = mention.nationality or _origin(sentence, mention)
    person = memory.last_person()
    posts = person.entity.posts if person is not None else memory.offices[-1:]
    if country is None or not posts:
        return None
    links = [holder(mention, country, post, memory) for post in reversed(posts)]
    return next((link for link in links if link.parties[0].entity.kind == "person"), links[0])


def _origin(sentence: Sentence, mention: Mention) -> str | None:
    """The country after "from" or "in"."""
    after = sentence.tokens[mention.last : mention.last + 1]
    beside = [child for token in after if token.dep == "prep" for child in sentence.children(token.index, "pobj")]
    for token in (*beside, *complements(sentence, mention, "from", "in")):
        named = sentence.mention_at(token.index)
        if named is not None and named.kind in ("country", "place") and named.ids:
            return named.ids[0]
    return None


def _body(sentence: Sentence, mention: Mention, memory: Discourse) -> Entity | None:
    """The organisation or group of an office: "the UN chief", "the EU's foreign policy chief", "the head of NATO"."""
    ids = mention.ids
    if not ids:
        beside = [token.index for token in complements(sentence, mention, "of", "at")]
        beside += [token.index for token in sentence.children(mention.head, "poss", "compound", "nmod")]
        named = (sentence.mention_at(at) for at in beside)
        ids = next((one.ids for one in named if one and one.kind in ("organisation", "group")), ())
    entities = tuple(gazetteer().entity(id) for id in ids)
    if not entities or any(entity.kind == "country" for entity in entities):
        return None
    return entities[0] if len(entities) == 1 else choose(entities, memory) or entities[0]


def _entity(owner: str, post: str) -> Entity:
    return country_entity(owner, post_sector((post,)) or "GOV") if len(owner) == 3 else gazetteer().entity(owner)


def _ever_held(person_id: str, owner: str, post: str) -> bool:
    """Whether a person of the gazetteer has held this post at any time."""
    if person_id not in gazetteer() or gazetteer().entity(person_id).kind != "person":
        return False
    return any(one.country == owner and one.post == post for one in gazetteer().tenures(person_id))
