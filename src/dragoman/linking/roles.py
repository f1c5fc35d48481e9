"""Linking descriptions: "the Foreign Office", "Turkish diplomats", "the ministers", "his Turkish counterpart"."""

from __future__ import annotations

from dragoman.codebook import Role, codebook
from dragoman.gazetteer import gazetteer
from dragoman.linking.context import Discourse
from dragoman.linking.naming import described, party
from dragoman.linking.people import as_of, post_sector
from dragoman.model import Entity, Link, Mention, Party, Sentence
from dragoman.model.entity import EntityKind

#: Sectors whose collectives act for their state: "Israeli troops" are ISR, sector MIL.
STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PRM"})
_PLURAL = frozenset({"NNS", "NNPS"})
_BOTH = frozenset({"both", "two"})
_SIDES = frozenset("side party leader minister president counterpart official delegation country nation state".split())
_GOVERNMENT = frozenset({"government", "regime", "administration", "authority", "cabinet"})
#: Posts that one person of a state holds at a time; its ambassadors and spokespeople are many.
_HELD_BY_ONE = frozenset(
    "head_of_state head_of_government foreign_minister defence_minister finance_minister "
    "interior_minister vice_president deputy_head_of_government io_head speaker central_bank_head "
    "military_chief national_security_adviser intelligence_head crown_prince group_leader".split()
)
_BODIES = frozenset({"police", "army", "military", "navy", "troop"})
_NATIONS = frozenset("country nation state government".split())
_BACK = frozenset({"the", "both", "these", "those", "all", "same", "two"})


def link_role(sentence: Sentence, mention: Mention, memory: Discourse) -> Link | None:
    """Link a mention of kind `role`; None where the words stand for nobody in particular."""
    role = _role(sentence, mention)
    for rule in (_back_reference, _office_holder, _counterpart, _of_body, _of_state, _institution, _group):
        link = rule(sentence, mention, role, memory)
        if link is not None:
            return link
    return None


def country_entity(iso3: str, sector: str | None = None) -> Entity:
    """A state as an actor; the sector tells which arm of it acts."""
    state = gazetteer().entity(iso3)
    return state if sector is None else Entity(state.id, state.name, state.kind, state.country, sector)


def _role(sentence: Sentence, mention: Mention) -> Role | None:
    """The codebook's role that the mention's head noun names, with its compound where the codebook has that."""
    roles = codebook().roles
    head = sentence.tokens[mention.last - 1]
    compound = (mention.name or mention.text).lower().split()[:-1]
    for last in (head.lemma.lower(), head.text.lower(), head.text.lower().removesuffix("s")):
        for words in ([*compound, last], [last]):
            role = roles.get(" ".join(words))
            if role is not None:
                return role
    return None


def _plural(sentence: Sentence, mention: Mention) -> bool:
    return sentence.tokens[mention.last - 1].tag in _PLURAL


def _determiners(sentence: Sentence, mention: Mention) -> set[str]:
    """Articles, numbers and quantifiers on the mention or right before it."""
    before = sentence.tokens[max(0, mention.first - 3) : mention.first]
    hanging = [token for token in before if mention.first <= token.head < mention.last]
    inside = sentence.tokens[mention.first : mention.last - 1]
    return {token.text.lower() for token in (*hanging, *inside)}


def _back_reference(sentence: Sentence, mention: Mention, role: Role | None, memory: Discourse) -> Link | None:
    """ "The ministers", "both leaders", "the two sides", "the same nations": whoever was last named together."""
    noun = sentence.tokens[mention.last - 1].lemma.lower()
    determiners = _determiners(sentence, mention)
    if mention.nationality or mention.ids or noun not in _SIDES or not _plural(sentence, mention):
        return None
    if not determiners & _BACK or any(
        child.lemma in ("from", "of") for child in sentence.children(mention.head, "prep")
    ):
        return None
    size = 2 if determiners & _BOTH else None
    parties = memory.last_set(size=size, people=noun not in _NATIONS if noun not in ("side", "party") else None)
    if not parties and size == 2:
        parties = tuple(party(country_entity(country), mention) for country in memory.two_countries())
    if not parties:
        return None
    named = tuple(Party(one.entity, mention.text, mention.start, mention.end) for one in parties)
    who = ", ".join(one.entity.name for one in parties)
    return Link(named, f"{mention.text!r} points back at {who}, last named together", 0.75)


def _office_holder(sentence: Sentence, mention: Mention, role: Role | None, memory: Discourse) -> Link | None:
    """ "The Turkish foreign minister", "the president of France", "the prime minister": whoever held the post then."""
    if not mention.posts or _plural(sentence, mention) or mention.posts[0] not in _HELD_BY_ONE:
        return None
    post = mention.posts[0]
    country = mention.nationality or _complement_country(sentence, mention, memory)
    if country is None:
        person = memory.last_person(post=post)
        if person is not None:
            return Link((party(person.entity, mention),), f"the {mention.name} named before, {person.entity.name}", 0.8)
        definite = "the" in _determiners(sentence, mention) or mention.text[0].isupper()
        country = memory.home() if definite else None
    if country is None or len(country) != 3:
        return None
    return _holder(mention, country, post, memory)


def _holder(mention: Mention, country: str, post: str, memory: Discourse) -> Link:
    names = gazetteer()
    for person in memory.surnames.values():
        if memory.on is None and _ever_held(person.entity.id, country, post):
            return Link((party(person.entity, mention),), f"{person.entity.name}, named here, held that post", 0.8)
    holdings = names.holders(country, post, memory.on) if memory.on else ()
    people = tuple(
        dict.fromkeys(as_of(one.entity, names.standing(one.entity.id, memory.on), country=country) for one in holdings)
    )
    if len(people) == 1:
        return Link(
            (party(people[0], mention),), f"{people[0].name} held {post.replace('_', ' ')} of {country} then", 0.85
        )
    state = party(country_entity(country, post_sector((post,)) or "GOV"), mention)
    if people:
        why = f"{len(people)} people held {post.replace('_', ' ')} of {country} around then; taken as the state"
        return Link((state,), why, 0.5, alternatives=people)
    return Link((state,), f"no table says who held {post.replace('_', ' ')} of {country} then; taken as the state", 0.6)


def _ever_held(person_id: str, country: str, post: str) -> bool:
    """Whether a person of the gazetteer has held this post of this country at any time."""
    if person_id not in gazetteer():
        return False
    return any(one.country == country and one.post == post for one in gazetteer().tenures(person_id))


def _counterpart(sentence: Sentence, mention: Mention, role: Role | None, memory: Discourse) -> Link | None:
    """ "His Turkish counterpart": the holder of the same post in that country."""
    if sentence.tokens[mention.last - 1].lemma.lower() != "counterpart" or not mention.nationality:
        return None
    person = memory.last_person()
    if person is None or not person.entity.posts:
        return None
    for post in reversed(person.entity.posts):
        link = _holder(mention, mention.nationality, post, memory)
        if link.parties[0].entity.kind == "person":
            return link
    return None


def _complement_country(sentence: Sentence, mention: Mention, memory: Discourse) -> str | None:
    """The country beside a description: "the president of France", "Israel's army", "a court in Kampala"."""
    for preposition in sentence.children(mention.head, "prep"):
        if preposition.lemma in ("of", "from", "in"):
            for child in sentence.children(preposition.index, "pobj"):
                country = _country_of(sentence.mention_at(child.index), memory)
                if country is not None:
                    return country
    owner = sentence.child(mention.head, "poss")
    return _country_of(sentence.mention_at(owner.index), memory) if owner else None


def _country_of(named: Mention | None, memory: Discourse) -> str | None:
    if named is None or named.kind not in ("country", "nationality", "place"):
        return None
    return named.ids[0] if len(named.ids) == 1 else memory.located.get(named.start)


def _of_body(sentence: Sentence, mention: Mention, role: Role | None, memory: Discourse) -> Link | None:
    """ "A Hamas delegation", "EU officials", "the Taliban's negotiators": people of a body stand for it."""
    if len(mention.ids) == 1 and mention.nationality is None:
        entity = gazetteer().entity(mention.ids[0])
        return Link((party(entity, mention),), f"{mention.text!r} of {entity.name}", 0.8)
    for child in sentence.children(mention.head, "compound", "nmod", "amod", "poss"):
        body = sentence.mention_at(child.index)
        if body is None or body.kind not in ("organisation", "group") or len(body.ids) != 1:
            continue
        entity = gazetteer().entity(body.ids[0])
        return Link((party(entity, mention),), f"{mention.text!r} of {entity.name}", 0.8)
    return None


def _of_state(sentence: Sentence, mention: Mention, role: Role | None, memory: Discourse) -> Link | None:
    """ "Turkish officials", "Israeli forces", "the government of Iraq": an arm of a state acts for it."""
    sector = role.sector if role else post_sector(mention.posts)
    if sector not in STATE_SECTORS:
        return None
    listed = _listed_countries(sentence, mention)
    if len(listed) > 1:
        return Link(listed, f"{mention.text!r} from the countries listed after it", 0.9)
    country = mention.nationality or _complement_country(sentence, mention, memory)
    if country is None or len(country) != 3:
        return None
    return Link((party(_arm(sentence, mention, role, country, sector), mention),), f"an arm of {country}", 0.85)


def _arm(sentence: Sentence, mention: Mention, role: Role | None, country: str, sector: str | None) -> Entity:
    """A body or officials of a state, under their own name as a source; the coder lets them act as the state."""
    if sentence.tokens[mention.last - 1].lemma.lower() in _GOVERNMENT:
        return country_entity(country, sector)
    kind: EntityKind = "organisation" if role is not None and role.kind == "institution" else "group"
    words = mention.text if kind == "group" else mention.name or mention.text
    return described(words, kind=kind, country=country, sector=sector)


def _listed_countries(sentence: Sentence, mention: Mention) -> tuple[Party, ...]:
    """ "Foreign ministers from Türkiye, Pakistan and Jordan": the countries after the preposition."""
    for preposition in sentence.children(mention.head, "prep"):
        if preposition.lemma not in ("from", "of"):
            continue
        parties = [
            party(country_entity(named.ids[0]), named)
            for at in sorted(sentence.subtree(preposition.index))
            if (named := sentence.mention_at(at))
            and named.first == at
            and named.kind == "country"
            and len(named.ids) == 1
        ]
        if parties:
            return tuple(parties)
    return ()


def _institution(sentence: Sentence, mention: Mention, role: Role | None, memory: Discourse) -> Link | None:
    """ "The Foreign Office", "the government", "police" without a country: the country that the report is about."""
    sector = role.sector if role else None
    collective = role is not None and (role.kind == "institution" or sentence.tokens[mention.head].lemma in _BODIES)
    if role is None or not collective or sector not in STATE_SECTORS:
        return None
    regime = sentence.tokens[mention.last - 1].lemma.lower() == "regime"
    home = memory.abroad() if regime else memory.home()
    if home is None:
        return None
    why = f"{mention.text!r} names no country; the report is about {home}"
    return Link((party(_arm(sentence, mention, role, home, sector), mention),), why, 0.6)


def _group(sentence: Sentence, mention: Mention, role: Role | None, memory: Discourse) -> Link | None:
    """Anybody else by description: "Muslim countries", "a Syrian opposition activist", "protesters"."""
    if role is None and not mention.posts:
        return None
    country = mention.nationality if mention.nationality and len(mention.nationality) == 3 else None
    words = mention.text
    if country is None and (country := _complement_country(sentence, mention, memory)) is not None:
        words = f"{mention.text} of {gazetteer().entity(country).name}"
    kind: EntityKind = "organisation" if role is not None and role.kind == "institution" else "group"
    entity = described(
        words,
        kind=kind,
        country=country,
        sector=(role.sector if role else post_sector(mention.posts)) or None,
        posts=mention.posts,
    )
    return Link((party(entity, mention),), f"known only as {mention.text!r}", 0.6)
