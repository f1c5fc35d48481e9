"""Linking countries, organisations, groups and the offices that stand for a government, by name."""

from __future__ import annotations

from dragoman.codebook import codebook
from dragoman.gazetteer import gazetteer
from dragoman.linking.context import Discourse
from dragoman.linking.naming import country_entity, described, party
from dragoman.linking.phrases import complements, country_beside, country_told
from dragoman.linking.told import scene_of
from dragoman.model import Entity, Link, Mention, Sentence

#: Words that name a body in short, once its whole name was told.
BODY_WORDS = frozenset(
    "union council commission court bank fund league committee ministry board secretariat mission tribunal "
    "coalition department parliament assembly party front army network bloc group agency organisation "
    "organization movement conference".split()
)
#: Nouns for bodies that belong to one state, and words in their names that say otherwise.
_OF_STATES = frozenset(
    "government cabinet council committee court parliament assembly senate chamber commission front party".split()
)
_ABROAD = frozenset("world european african arab asian american latin global atlantic inter regional".split())
#: Nouns for bodies of towns and provinces, which are where their name says.
_CIVIC = frozenset(
    "police court judge prosecutor municipality council government city county district province department "
    "legislature senate assembly hospital university authority".split()
)
#: Last words of the names of documents, which recognisers take for bodies.
_DOCUMENTS = frozenset("agreement agreements accord accords treaty pact protocol convention memorandum charter".split())
#: How many named bodies back such a word may reach.
_REACH = 12
#: Words of bodies' names that tell nothing about which body is meant.
_EMPTY = frozenset(
    "the of for and in international united national people organisation organization group council union".split()
)


def link_body(sentence: Sentence, mention: Mention, memory: Discourse) -> Link | None:
    """A country, nationality, organisation or group by name."""
    if not mention.ids:
        if mention.kind not in ("organisation", "group") or mention.text.split()[-1].lower() in _DOCUMENTS:
            return None
        before = body_named(mention.text.lower(), memory) or _named_in_full(mention, memory)
        if before is not None:
            return Link((party(before, mention),), f"{mention.text!r} points back at {before.name}", 0.6)
        name = _full_name(sentence, mention)
        country = mention.nationality or _country_in_name(name, mention, memory)
        entity = described(name, kind="organisation", country=country or _country_told(sentence, mention, memory))
        return Link((party(entity, mention),), f"{mention.text!r} is in no table", 0.5)
    elsewhere = _same_elsewhere(sentence, mention, memory)
    if elsewhere is not None:
        why = f"{mention.text!r} names no country; the report is about {elsewhere.country}"
        return Link((party(elsewhere, mention),), why, 0.7)
    entities = tuple(gazetteer().entity(id) for id in mention.ids)
    if len(entities) == 1:
        return Link((party(_acting(mention, entities[0]), mention),), f"{mention.text} names {entities[0].name}", 0.95)
    likeliest = choose(entities, memory)
    if likeliest is not None:
        why = f"{mention.text!r} may be several; the report speaks of {likeliest.country or likeliest.name}"
        return Link((party(_ministry(mention, likeliest, memory), mention),), why, 0.8)
    entity = _acting(mention, entities[0])
    return Link((party(entity, mention),), f"{mention.text!r} may be several", 0.4, alternatives=entities)


def body_named(what: str, memory: Discourse) -> Entity | None:
    """The body that one word of its name points back at: "the Council"; None for a word of another sort."""
    if what not in BODY_WORDS:
        return None
    spelled = {what, what.replace("organisation", "organization"), what.replace("organization", "organisation")}
    recent = (one.entity for one, _ in reversed(memory.things[-_REACH:]))
    named = (one for one in recent if one.kind in ("organisation", "group"))
    return next((one for one in named if spelled & set(one.name.lower().split())), None)


def _full_name(sentence: Sentence, mention: Mention) -> str:
    """The name of an unknown body with that of the body it is an organ of: "Small Group of the Global Coalition"."""
    name = mention.name or mention.text
    organ = name.split()[-1].lower() in BODY_WORDS
    for whole in complements(sentence, mention, "of") if organ else ():
        body = sentence.mention_at(whole.index)
        if body is not None and body.kind == "organisation" and body.ids:
            return f"{name} of the {body.text}"
    return name


def _named_in_full(mention: Mention, memory: Discourse) -> Entity | None:
    """The body whose name ends or begins with these words: the "UN Board of Inquiry" for "the Board of Inquiry"."""
    words = mention.text.lower().removeprefix("the ").split()
    recent = (one.entity for one, _ in reversed(memory.things[-_REACH:]))
    longer = (one for one in recent if one.kind == "organisation" and len(one.name.split()) > len(words) > 1)
    return next((one for one in longer if words in _ends(one.name.lower().split(), len(words))), None)


def _ends(words: list[str], length: int) -> tuple[list[str], list[str]]:
    return words[:length], words[-length:]


def _country_in_name(name: str, mention: Mention, memory: Discourse) -> str | None:
    """The one country whose name, people or place stands in a body's name: "Iraqi Judicial Council", "Delhi Police".

    A town tells the country of its civic bodies, and of what is only its own name. The report's later forms of a name,
    its acronym too, keep its country. What lies between states is of none of them.
    """
    words = frozenset(name.lower().replace("-", " ").split())
    if not _ABROAD.isdisjoint(words):
        return None
    named = (match for match in gazetteer().find(mention.text) if match.kind in ("country", "nationality"))
    inside = {id for match in named for id in match.ids}
    if not inside and (len(words) == 1 or not _CIVIC.isdisjoint(words)):
        inside = {state for at, state in memory.located.items() if mention.start <= at < mention.end and state}
    country = next(iter(inside)) if len(inside) == 1 else None
    if country is not None and len(country) != 3:
        return None
    return memory.homes.setdefault(name, country) if country else memory.homes.get(name)


def _country_told(sentence: Sentence, mention: Mention, memory: Discourse) -> str | None:
    """The country of an unknown body of a state: where it is, the sentence is set, or what the report is about."""
    words = mention.text.lower().split()
    if words[-1] in _CIVIC and (place := country_told(sentence, mention, ("of", "in"), memory)) is not None:
        return place
    if words[-1] not in _OF_STATES or not _EMPTY.isdisjoint(words) or not _ABROAD.isdisjoint(words):
        return None
    return scene_of(sentence, mention) or memory.topic()


def choose(entities: tuple[Entity, ...], memory: Discourse) -> Entity | None:
    """The one of several bearers of a name that the report speaks of; None where nothing tells.

    A seat of theirs that is named, the words of their full name and the country they belong to speak for them.
    """
    marks = [
        (one.id in memory.seated) * 2.0
        + min(2.0, 0.7 * len(_telling(one) & memory.words))
        + 1.5 * (memory.countries[one.country or ""] > 0)
        + 0.01 * memory.countries[one.country or ""]
        for one in entities
    ]
    best = max(marks)
    return entities[marks.index(best)] if best > 0 else None


def _telling(entity: Entity) -> set[str]:
    words = {word.strip(",.'’").lower() for word in entity.name.split()}
    return {word.removesuffix("s") for word in words - _EMPTY if len(word) > 2}


def is_institution(name: str) -> bool:
    """Whether a name is that of an institution which every state may have: "Congress", "State Department"."""
    role = codebook().roles.get(name.lower())
    return role is not None and role.kind == "institution"


def _same_elsewhere(sentence: Sentence, mention: Mention, memory: Discourse) -> Entity | None:
    """A name that the gazetteer knows of one state and that any may use ("Congress") where the report is of another."""
    name = mention.name or mention.text
    if mention.sector is None or not is_institution(name):
        return None
    owner = country_beside(sentence, mention, memory)
    if owner is None and not any(memory.countries[id] for id in mention.ids):
        owner = memory.home()
    if owner is None or owner in mention.ids or len(owner) != 3:
        return None
    return described(name, kind="organisation", country=owner, sector=mention.sector)


def _acting(mention: Mention, entity: Entity) -> Entity:
    """A metonym's entity: the state, with the sector of the arm that acts; a ministry is a body of it."""
    name = mention.name or mention.text
    if entity.kind != "country" or mention.sector is None:
        return entity
    if is_institution(name):
        return described(name, kind="organisation", country=entity.id, sector=mention.sector)
    return country_entity(entity.id, mention.sector)


def _ministry(mention: Mention, entity: Entity, memory: Discourse) -> Entity:
    """An office that several states have ("the Foreign Office", then "the FO") is a body of the one meant."""
    if entity.kind != "country" or mention.sector is None:
        return entity
    name = mention.name or mention.text
    for known, _ in memory.things:
        words = known.entity.name.split()
        if (
            name.isupper()
            and len(words) == len(name)
            and all(word[0] == letter for word, letter in zip(words, name, strict=True))
        ):
            return known.entity
    return described(name, kind="organisation", country=entity.id, sector=mention.sector)
