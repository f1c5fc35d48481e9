"""Linking descriptions: "the Foreign Office", "Turkish diplomats", "the ministers", "his Turkish counterpart"."""

from __future__ import annotations

from dragoman.codebook import Role, codebook
from dragoman.gazetteer import gazetteer
from dragoman.linking.backrefs import back_reference, body_before
from dragoman.linking.bodies import choose
from dragoman.linking.context import Discourse
from dragoman.linking.lists import STATE_SECTORS, sector_of, several
from dragoman.linking.naming import country_entity, described, party
from dragoman.linking.offices import counterpart, former_holder, office_holder
from dragoman.linking.phrases import (
    complements,
    counted,
    country_below,
    country_beside,
    country_told,
    determiners,
    head,
    in_clause,
    is_plural,
    noun,
)
from dragoman.linking.rulers import ruled_state
from dragoman.model import Entity, Link, Mention, Party, Sentence
from dragoman.model.entity import EntityKind

_GOVERNMENT = frozenset({"government", "regime", "administration", "authority", "cabinet"})
#: People who act for the body they are of, though the noun tells no sector.
_STAFF = frozenset(
    "member fighter representative spokesman spokeswoman spokesperson leader head chief delegate delegation envoy "
    "negotiator staff worker employee expert monitor observer team".split()
)
_BODIES = frozenset({"police", "army", "military", "navy", "troop"})
_ARMED = frozenset({"MIL", "COP"})
_FIGHTING = frozenset({"MIL", "REB", "PRM"})
_NEIGHBOURS = frozenset({"neighbour", "neighbor"})
#: Those who stand for their state abroad, whatever they are sent for.
_SENT = frozenset({"delegation"})
#: Sectors of people who are at home where nothing else is told: prisoners, strikers, judges, but not refugees.
_AT_HOME = frozenset("CVL OPP SOC LAB REB UAF JRN CRM AGR EDU MED REL LEG JUD COP PTY ELI GOV BUS".split())
#: Words that say of people that they may be of another country.
_ABROAD = frozenset(
    "foreign international overseas western african arab asian european muslim islamic christian jewish world global "
    "regional allied un nato expatriate exiled regime regimes junta".split()
)
#: Participles after whose "-" a government or army isn't that of the body before it.
_BACKED = frozenset("backed supported recognised recognized brokered sponsored funded trained aligned allied".split())
#: How many of the people named last a bare title may mean.
_TITLED = 12


def link_role(sentence: Sentence, mention: Mention, memory: Discourse) -> Link | None:
    """Link a mention of kind `role`; None where the words stand for nobody in particular."""
    back = (
        back_reference(sentence, mention, memory)
        or body_before(sentence, mention, memory)
        or _titled_before(sentence, mention, memory)
    )
    if back is not None:
        return back
    role = _role(sentence, mention)
    for rule in (
        former_holder,
        several,
        office_holder,
        counterpart,
        _neighbour,
        _of_ruler,
        _of_body,
        _of_its_body,
        _of_state,
        _institution,
        _group,
    ):
        link = rule(sentence, mention, role, memory)
        if link is not None:
            return link
    return None


def _role(sentence: Sentence, mention: Mention) -> Role | None:
    """The codebook's role that the mention's noun names, with its compound where the codebook has that."""
    roles = codebook().roles
    core = (mention.name or mention.text).lower()
    token = head(sentence, mention)
    compound = core.split()[:-1] if token.index == mention.last - 1 else []
    if core in roles:
        return roles[core]
    for last in (token.lemma.lower(), token.text.lower(), token.text.lower().removesuffix("s")):
        for words in ([*compound, last], [last]):
            role = roles.get(" ".join(words))
            if role is not None:
                return role
    return None


def _titled_before(sentence: Sentence, mention: Mention, memory: Discourse) -> Link | None:
    """ "The Archbishop", "the Special Envoy": the person named with that calling before the name.

    The latest who is a subject comes first; whoever else stands in the clause isn't meant.
    """
    plain = not mention.nationality and not mention.ids and not is_plural(sentence, mention)
    determined = "the" in determiners(sentence, mention) or mention.text[0].isupper()
    if not plain or not determined or any(complements(sentence, mention, "of", "in")):
        return None
    apart = in_clause(sentence, mention, memory)
    words = mention.text.lower().removeprefix("the ").split()
    called = [one for one in memory.people[-_TITLED:] if one[0].id not in apart and _is_called(one[0], words)]
    person = next((one for one, subject in reversed(called) if subject), called[-1][0] if called else None)
    later = (one for one in memory.surnames.values() if one.id not in apart and _is_called(one, words))
    person = person or (next(later, None) if sentence.block != "paragraph" else None)
    if person is None:
        return None
    return Link((party(person.entity, mention),), f"{mention.text!r} points back at {person.text}", 0.8)


def _is_called(person: Party, words: list[str]) -> bool:
    """Whether a person's name came with these words before it: "envoy" in "Special Envoy for Chad Jane Roe"."""
    told = person.text.lower().split()
    title = told[: max(0, len(told) - len(person.entity.name.split()))] or told[:-1]
    spans = (title[at : at + len(words)] for at in range(len(title) - len(words) + 1))
    return any(span == words for span in spans)


def _neighbour(sentence: Sentence, mention: Mention, role: Role | None, memory: Discourse) -> Link | None:
    """ "Its neighbour": the other of the two countries that the report is between."""
    owner = country_beside(sentence, mention, memory)
    between = memory.two_countries()
    if noun(sentence, mention) not in _NEIGHBOURS or is_plural(sentence, mention) or owner not in between:
        return None
    other = next(country for country in between if country != owner)
    return Link((party(country_entity(other), mention),), f"{mention.text!r} of {owner}, in a report of the two", 0.7)


def _of_ruler(sentence: Sentence, mention: Mention, role: Role | None, memory: Discourse) -> Link | None:
    """ "The Assad regime", "Mugabe's forces": the state that somebody of this name ruled, where the report names it."""
    sector = "GOV" if noun(sentence, mention) in _GOVERNMENT else role.sector if role else None
    if sector not in STATE_SECTORS or mention.nationality or (is_plural(sentence, mention) and role is None):
        return None
    for child in sentence.children(mention.head, "compound", "nmod", "amod", "poss"):
        named = sentence.mention_at(child.index)
        if named is None or named.ids or named.kind not in ("person", "organisation", "group", "place", "nationality"):
            continue
        country = ruled_state(named.name or named.text, memory)
        if country is not None:
            arm = _arm(sentence, mention, role, country, sector)
            return Link((party(arm, mention),), f"{named.text} ruled {country}", 0.8)
    return None


def _of_body(sentence: Sentence, mention: Mention, role: Role | None, memory: Discourse) -> Link | None:
    """ "A Hamas delegation", "EU officials", "the Taliban's negotiators": people of a body stand for it."""
    if noun(sentence, mention) in _GOVERNMENT and country_told(sentence, mention, ("of", "in"), memory) is not None:
        return None  # "The UN-backed government in Libya" is Libya's, whoever backs it.
    ids = () if mention.nationality and len(mention.nationality) == 3 else mention.ids
    unknown: Mention | None = None
    for body in _bodies_beside(sentence, mention, role):
        if not ids:
            ids = body.ids
        if not ids and unknown is None:
            unknown = body
    entities = tuple(gazetteer().entity(id) for id in ids)
    if unknown is not None and not entities:
        linked = memory.parties_at(unknown)
        name = unknown.name or unknown.text
        entity: Entity | None = (
            linked[0].entity if linked else described(name, kind="organisation", country=unknown.nationality)
        )
    else:
        entity = entities[0] if len(entities) == 1 else choose(entities, memory) if entities else None
    if entity is None or (entity.kind == "country" and len(entity.id) == 3):
        return None
    return Link((party(entity, mention),), f"{mention.text!r} of {entity.name}", 0.8)


def _bodies_beside(sentence: Sentence, mention: Mention, role: Role | None) -> list[Mention]:
    """Organisations and groups that the people described belong to."""
    beside = [child.index for child in sentence.children(mention.head, "compound", "nmod", "amod", "poss")]
    if mention.posts or (role is not None and (role.sector in STATE_SECTORS or role.phrase in _STAFF)):
        beside += [token.index for token in complements(sentence, mention, "of", "from")]
    named = (sentence.mention_at(at) for at in beside)
    bodies = (one for one in named if one is not None and one.kind in ("organisation", "group"))
    return [one for one in bodies if not _only_backs(sentence, one)]


def _only_backs(sentence: Sentence, body: Mention) -> bool:
    """Whether a body only backs the people that it stands before: "the U.N.-supported government"."""
    after = sentence.tokens[body.last - 1 : body.last + 2]
    return any(token.text.lower().rpartition("-")[2] in _BACKED for token in after)


def _of_its_body(sentence: Sentence, mention: Mention, role: Role | None, memory: Discourse) -> Link | None:
    """ "Its forces", "their fighters": people of the movement that the pronoun stands for, who act as it."""
    owner = sentence.child(mention.head, "poss")
    pronoun = sentence.mention_at(owner.index) if owner is not None else None
    if pronoun is None or pronoun.kind != "pronoun" or role is None or role.sector not in _FIGHTING:
        return None
    whose = [one.entity for one in memory.parties_at(pronoun)]
    if len(whose) != 1 or whose[0].kind not in ("group", "organisation"):
        return None
    return Link((party(whose[0], mention),), f"{mention.text!r} of {whose[0].name}", 0.7)


def _of_state(sentence: Sentence, mention: Mention, role: Role | None, memory: Discourse) -> Link | None:
    """ "Turkish officials", "Israeli forces", "the government of Iraq": an arm of a state acts for it."""
    sector = sector_of(role, mention) or ("GOV" if noun(sentence, mention) in _SENT else None)
    if sector not in STATE_SECTORS:
        return None
    if noun(sentence, mention) == "counterpart":
        return None
    country = mention.nationality or country_beside(sentence, mention, memory)
    if country is None or len(country) != 3:
        return None
    arm = _arm(sentence, mention, role, country, sector)
    memory.institutions[(mention.name or mention.text).lower()] = arm
    return Link((party(arm, mention),), f"an arm of {country}", 0.85)


def _arm(sentence: Sentence, mention: Mention, role: Role | None, country: str, sector: str | None) -> Entity:
    """A body or officials of a state, under their own name as a source; the coder lets them act as the state."""
    if noun(sentence, mention) in _GOVERNMENT:
        return country_entity(country, sector)
    kind: EntityKind = "organisation" if role is not None and role.kind == "institution" else "group"
    words = mention.text if kind == "group" else mention.name or mention.text
    return described(words, kind=kind, country=country, sector=sector)


def _institution(sentence: Sentence, mention: Mention, role: Role | None, memory: Discourse) -> Link | None:
    """ "The Foreign Office", "the government", "police" without a country: the country that the report is about."""
    sector = role.sector if role else None
    collective = role is not None and (role.kind == "institution" or sentence.tokens[mention.head].lemma in _BODIES)
    if role is None or not collective or sector not in STATE_SECTORS or _is_anybodys(sentence, mention):
        return None
    named = memory.institutions.get((mention.name or mention.text).lower())
    if named is not None and named.kind == "organisation":
        return Link((party(named, mention),), f"{mention.text!r} is the {named.country} one named before", 0.8)
    home = memory.abroad() if noun(sentence, mention) == "regime" else _at_home(sentence, sector, memory)
    if home is None:
        return None
    why = f"{mention.text!r} names no country; the report is about {home}"
    return Link((party(_arm(sentence, mention, role, home, sector), mention),), why, 0.6)


def _at_home(sentence: Sentence, sector: str | None, memory: Discourse) -> str | None:
    """Whose body is meant: that of whoever acted last, or of the state that the report is about.

    Soldiers and police belong first to the one state whose places the sentence names.
    """
    if sector not in _ARMED:
        return memory.scene(sentence) or memory.home() or memory.ground()
    places = {memory.located.get(one.start) for one in sentence.mentions if one.kind == "place"} - {None, ""}
    here = next(iter(places)) if len(places) == 1 else None
    return here or memory.scene(sentence) or memory.home() or memory.ground()


def _is_anybodys(sentence: Sentence, mention: Mention) -> bool:
    """Whether bodies of several states are meant: "foreign governments", "parliaments"; troops and police are one's."""
    return is_plural(sentence, mention) and sentence.tokens[mention.head].lemma.lower() not in _BODIES


def _group(sentence: Sentence, mention: Mention, role: Role | None, memory: Discourse) -> Link | None:
    """Anybody else by description: "Muslim countries", "a Syrian opposition activist", "protesters"."""
    if role is None and not mention.posts:
        return None
    country = mention.nationality if mention.nationality and len(mention.nationality) == 3 else None
    words = f"{counted(sentence, mention)} {mention.text}".strip()
    theirs = noun(sentence, mention) != "counterpart"
    if country is None and theirs and (country := country_beside(sentence, mention, memory)) is not None:
        words = f"{words} of {gazetteer().entity(country).name}"
    kind: EntityKind = "organisation" if role is not None and role.kind == "institution" else "group"
    sector = sector_of(role, mention)
    if country is None and theirs:
        country = country_below(sentence, mention, memory)
    if country is None and sector in _AT_HOME and _ABROAD.isdisjoint(mention.text.lower().split()):
        country = memory.sole()
    entity = described(
        words,
        kind=kind,
        country=country if country and len(country) == 3 else None,
        sector=sector,
        posts=mention.posts,
    )
    return Link((party(entity, mention),), f"known only as {mention.text!r}", 0.6)
