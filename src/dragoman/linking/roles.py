"""Linking descriptions: "the Foreign Office", "Turkish diplomats", "the ministers", "his Turkish counterpart"."""

from __future__ import annotations

from dragoman.codebook import Role, codebook
from dragoman.gazetteer import gazetteer
from dragoman.linking.context import Discourse
from dragoman.linking.naming import country_entity, described, party
from dragoman.linking.offices import counterpart, office_holder
from dragoman.linking.people import post_sector
from dragoman.linking.phrases import country_beside, determiners, is_plural
from dragoman.model import Entity, Link, Mention, Party, Sentence
from dragoman.model.entity import EntityKind

#: Sectors whose collectives act for their state: "Israeli troops" are ISR, sector MIL.
STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PRM"})
_BOTH = frozenset({"both", "two"})
_SIDES = frozenset(
    "side party leader minister president counterpart official delegation country nation state government".split()
)
_GOVERNMENT = frozenset({"government", "regime", "administration", "authority", "cabinet"})
_SPOKESMEN = frozenset({"leader", "representative", "delegate", "delegation", "negotiator", "government", "side"})
_BODIES = frozenset({"police", "army", "military", "navy", "troop"})
_NATIONS = frozenset("country nation state government".split())
_BACK = frozenset({"the", "both", "these", "those", "all", "same", "two"})


def link_role(sentence: Sentence, mention: Mention, memory: Discourse) -> Link | None:
    """Link a mention of kind `role`; None where the words stand for nobody in particular."""
    role = _role(sentence, mention)
    for rule in (_back_reference, office_holder, counterpart, _of_list, _of_body, _of_state, _institution, _group):
        link = rule(sentence, mention, role, memory)
        if link is not None:
            return link
    return None


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


def _back_reference(sentence: Sentence, mention: Mention, role: Role | None, memory: Discourse) -> Link | None:
    """ "The ministers", "both leaders", "the two sides", "the same nations": whoever was last named together."""
    noun = sentence.tokens[mention.last - 1].lemma.lower()
    words = determiners(sentence, mention)
    if mention.nationality or mention.ids or noun not in _SIDES or not is_plural(sentence, mention):
        return None
    if not words & _BACK or any(child.lemma in ("from", "of") for child in sentence.children(mention.head, "prep")):
        return None
    size = 2 if words & _BOTH else None
    parties = memory.last_set(size=size, people=noun not in _NATIONS if noun not in ("side", "party") else None)
    if not parties and size == 2:
        parties = tuple(party(country_entity(country), mention) for country in memory.two_countries())
    if not parties:
        return None
    named = tuple(Party(one.entity, mention.text, mention.start, mention.end) for one in parties)
    who = ", ".join(one.entity.name for one in parties)
    return Link(named, f"{mention.text!r} points back at {who}, last named together", 0.75)


def _of_list(sentence: Sentence, mention: Mention, role: Role | None, memory: Discourse) -> Link | None:
    """ "Foreign ministers from Türkiye, Pakistan and Jordan", "the leaders of Syria and Libya": the countries."""
    sector = role.sector if role else post_sector(mention.posts)
    speaks = sector in STATE_SECTORS or sentence.tokens[mention.last - 1].lemma.lower() in _SPOKESMEN
    listed = _listed_countries(sentence, mention) if speaks and is_plural(sentence, mention) else ()
    if len(listed) < 2:
        return None
    return Link(listed, f"{mention.text!r} from the countries listed after it", 0.9)


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
    country = mention.nationality or country_beside(sentence, mention, memory)
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
    if country is None and (country := country_beside(sentence, mention, memory)) is not None:
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
