"""Officials of several states at once: "ministers from Jordan, Egypt and Qatar", "Turkish and Greek officials"."""

from __future__ import annotations

from dragoman.codebook import Role
from dragoman.gazetteer import gazetteer
from dragoman.linking.backrefs import back_reference
from dragoman.linking.context import Discourse
from dragoman.linking.naming import country_entity, described, party
from dragoman.linking.people import post_sector
from dragoman.linking.phrases import complements, is_former, is_plural, noun, owners_before
from dragoman.model import Entity, Link, Mention, Party, Sentence

#: Sectors whose collectives act for their state: "Israeli troops" are ISR, sector MIL.
STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PRM"})
_SPOKESMEN = frozenset(
    "leader representative delegate delegation negotiator government side envoy emissary team mediator".split()
)
_SKIPPED = frozenset({",", "and", "&", "the", "both", "as", "well", "or", "plus"})
_LISTED = frozenset({"country", "organisation", "group", "place", "nationality"})


def several(sentence: Sentence, mention: Mention, role: Role | None, memory: Discourse) -> Link | None:
    """Officials or people of several states or bodies, as those states and bodies."""
    if not is_plural(sentence, mention) or is_former(sentence, mention):
        return None
    sector = sector_of(role, mention)
    if sector is None and (mention.posts or noun(sentence, mention) in _SPOKESMEN):
        sector = "GOV"
    owners = owners_before(sentence, mention)
    if len(owners) > 1:
        parties = tuple(party(_acting(_id(owner), sector, mention), owner) for owner in owners)
        return Link(parties, f"{mention.text!r} of the {len(owners)} before it", 0.9)
    if sector not in STATE_SECTORS:
        return None
    listed = _listed(sentence, mention, sector, memory)
    if len(listed) < 2:
        return None
    return Link(listed, f"{mention.text!r} from the countries listed after it", 0.9)


def sector_of(role: Role | None, mention: Mention) -> str | None:
    """The sector that a description tells: its role's, else its office's."""
    return (role.sector if role else None) or post_sector(mention.posts)


def _id(owner: Mention) -> str:
    return owner.nationality or owner.ids[0]


def _acting(id: str, sector: str | None, mention: Mention) -> Entity:
    """A state or body whose people act; people who speak for no state are a group of it."""
    entity = gazetteer().entity(id)
    if entity.kind != "country":
        return entity
    if sector in STATE_SECTORS:
        return country_entity(id, sector)
    return described(mention.name or mention.text, kind="group", country=id, sector=sector)


def _listed(sentence: Sentence, mention: Mention, sector: str | None, memory: Discourse) -> tuple[Party, ...]:
    """The states and bodies named one after the other behind "from" or "of", whatever the parse makes of "and"."""
    for noun_after in complements(sentence, mention, "from", "of"):
        preposition = sentence.tokens[noun_after.head]
        found = _names_after(sentence, preposition.index + 1, sector, memory)
        if found:
            return found
    return ()


def _names_after(sentence: Sentence, at: int, sector: str | None, memory: Discourse) -> tuple[Party, ...]:
    tokens = sentence.tokens
    found: list[Party] = []
    while at < len(tokens):
        named = sentence.mention_at(at)
        if named is None and tokens[at].text.lower() in _SKIPPED:
            at += 1
            continue
        if named is None:
            break
        if named.kind == "role" and not found:
            link = back_reference(sentence, named, memory)
            return tuple(_of(one.entity, sector, named) for one in link.parties) if link else ()
        if named.kind not in _LISTED or len(named.ids) != 1:
            break
        found.append(_of(gazetteer().entity(named.ids[0]), sector, named))
        at = named.last
    return tuple(found)


def _of(entity: Entity, sector: str | None, named: Mention) -> Party:
    return party(country_entity(entity.id, sector) if entity.kind == "country" else entity, named)
