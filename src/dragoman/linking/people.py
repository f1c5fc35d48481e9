"""Linking people: a name, with the office and country around it, to whoever bore it on the report's date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dragoman.codebook import codebook
from dragoman.gazetteer import Standing, Tenure, gazetteer
from dragoman.gazetteer.spelling import personal_key
from dragoman.linking.naming import party, slug
from dragoman.linking.phrases import FORMER
from dragoman.linking.respelled import respelled, respelled_holders
from dragoman.model import Entity, Link, Mention

#: Weights of what speaks for a candidate; only their order matters: an office held then beats a country beats a
#: mere name.
_POST, _COUNTRY, _IN_OFFICE, _PROMINENT = 4.0, 3.0, 1.0, 0.5
#: Most countries of a report among whose people a name in another spelling is looked for.
_NEAR = 8
#: Years before somebody's first office in which a name that is not quite theirs is somebody else's.
_GENERATION = 10
#: Offices whose holders the news of every country names by their initials or by a party's title.
_SPOKESMEN_OF_STATES = frozenset({"head_of_state", "head_of_government", "foreign_minister"})
#: Words before a person's title that say that the office is over: "then" too, which tells nothing of an office alone.
_FORMER_HOLDER = FORMER | {"then"}


def link_person(mention: Mention, *, on: date | None, countries: frozenset[str], issuer: str | None = None) -> Link:
    """Link a person's name.

    Args:
        mention: A mention of kind `person`, with its title and nationality.
        on: The report's date.
        countries: Countries that the report names, which break ties between namesakes.
        issuer: State whose own release this is: an official whom it names without a country is its own.
    """
    names = gazetteer()
    name = mention.name or mention.text
    candidates = {
        id: entity for id, entity in _candidates(mention, name, on, countries).items() if _may_be(entity, mention, on)
    }
    scored = sorted(
        ((_score(entity, mention, names.standing(entity.id, on), countries), entity) for entity in candidates.values()),
        key=lambda pair: (-pair[0], pair[1].id),
    )
    if not scored or scored[0][0] < _threshold(mention):
        return _unknown(mention, issuer)
    best = [entity for score, entity in scored if score == scored[0][0]]
    if len(best) > 1 and "party_leader" in mention.posts and not mention.nationality:
        return _unknown(mention, issuer)
    standing = names.standing(best[0].id, on) if on else Standing(best[0].id, on, "unknown")
    entity = _as_described(as_of(best[0], standing, country=_country(mention)), standing, mention)
    if len(best) > 1:
        why = f"{name!r} may be {len(best)} people of that name; nothing in the text tells them apart"
        return Link((party(entity, mention),), why, 0.5, alternatives=tuple(best))
    return Link((party(entity, mention),), _why(entity, standing, on), 0.95 if standing.state == "current" else 0.8)


def _candidates(mention: Mention, name: str, on: date | None, countries: frozenset[str]) -> dict[str, Entity]:
    """Who may be meant: those who bear the name, else those who bear it in another spelling and fit the report."""
    names = gazetteer()
    if mention.ids:
        return {id: names.entity(id) for id in mention.ids}
    if len(name.split()) == 1 and not mention.posts and not (mention.sector and mention.nationality):
        return {}
    found = names.people(name, country=mention.nationality, on=on)
    if not found and _given_initials(name):
        found = _holder_with_initials(mention, name, on)
    if not found and len(name.split()) > 1:
        found = tuple(map(names.entity, _respelled(mention, name, on, countries)))
    return {entity.id: entity for entity in found if _is_plausible(entity.id, name, on)}


def _given_initials(name: str) -> tuple[str, ...]:
    """The initials before a family name, in lower case: ("g",) of "G. Shultz"; empty where a given name is written."""
    letters = [letter for word in name.split()[:-1] for letter in word.replace("-", ".").split(".") if letter]
    return tuple(letter.lower() for letter in letters) if letters and all(len(one) == 1 for one in letters) else ()


def _holder_with_initials(mention: Mention, name: str, on: date | None) -> tuple[Entity, ...]:
    """The only one in the world of this family name and first initial who speaks for a state on the day."""
    first, family = _given_initials(name)[0], name.split()[-1]
    bearers = gazetteer().people(family, country=mention.nationality, on=on) if on is not None else ()
    holders = [one for one in bearers if one.name[0].lower() == first and _SPOKESMEN_OF_STATES & set(one.posts)]
    return tuple(holders) if len(holders) == 1 else ()


def _may_be(entity: Entity, mention: Mention, on: date | None) -> bool:
    """Whether what the text tells of a person lets them be this one: a namesake of another state or time is not."""
    standing = gazetteer().standing(entity.id, on)
    if standing.state != "future":
        return True
    tenures = gazetteer().tenures(entity.id)
    country = _country(mention)
    foreign = country is not None and country not in {entity.country, *(home_of(one.country) for one in tenures)}
    if foreign or {one.post for one in tenures} & set(mention.posts):
        return False
    return _is_own_name(entity, mention) or not _is_next_generation(tenures, on)


def _is_own_name(entity: Entity, mention: Mention) -> bool:
    return personal_key(mention.name or mention.text) == personal_key(entity.name)


def _is_next_generation(tenures: Sequence[Tenure], on: date | None) -> bool:
    """Whether the first office lies so far ahead that another bearer of the name is likelier."""
    starts = [one.start.first.year for one in tenures if one.start is not None]
    return on is not None and bool(starts) and min(starts) - on.year > _GENERATION


def _is_plausible(id: str, name: str, on: date | None) -> bool:
    """Whether a part of somebody's name may name them: not years before they held any office."""
    names = gazetteer()
    if names.standing(id, on).state != "future":
        return True
    return personal_key(name) in {personal_key(form) for form in names.names(id)}


def _respelled(mention: Mention, name: str, on: date | None, countries: frozenset[str]) -> tuple[str, ...]:
    """Whoever bears the name in another spelling: of the country the text gives, else of those the report names."""
    if mention.nationality:
        return respelled(name, (mention.nationality,))
    near = respelled(name, tuple(sorted(countries)[:_NEAR]))
    if near or not mention.posts or on is None:
        return near
    return respelled_holders(name, mention.posts[0], on)


def home_of(body: str) -> str | None:
    """The state that a tenure's state or body belongs to; None for an organisation of states."""
    names = gazetteer()
    return names.entity(body).country if body in names else body


def as_of(entity: Entity, standing: Standing, *, country: str | None = None) -> Entity:
    """The person with the offices held on the date; a former holder is of PLOVER's sector ELI, the former elites.

    Args:
        entity: The person.
        standing: Their offices on the date.
        country: The country that the text speaks of, for those who hold offices of several.
    """
    sector = entity.sector
    if standing.state == "former":
        sector = "ELI"
    elif standing.state == "future":
        sector = None
    elif standing.posts:
        sector = standing.sector or sector
    return Entity(
        id=entity.id,
        name=entity.name,
        kind="person",
        country=_country_served(standing, country, entity),
        sector=sector,
        posts=standing.posts,
    )


def _country_served(standing: Standing, asked: str | None, entity: Entity) -> str | None:
    """The country that the text speaks of, where an office of it is held; else the one of most offices ever held.

    Between as many, that of the senior office; none for somebody who serves an organisation of states.
    """
    if not standing.tenures:
        return standing.country or entity.country
    held = [home_of(tenure.country) for tenure in standing.tenures]
    if asked in held:
        return asked
    everywhere = Counter(home_of(tenure.country) for tenure in standing.former)
    return max(held, key=lambda country: (everywhere[country], country == standing.country))


def _as_described(entity: Entity, standing: Standing, mention: Mention) -> Entity:
    """Where no table tells which office was held then, the office that the text itself gives."""
    if _former(mention) and mention.posts:
        posts = tuple(post for post in entity.posts if post not in mention.posts)
        return replace(entity, posts=posts, sector=entity.sector if posts else "ELI")
    if standing.posts or standing.state == "former" or not mention.posts:
        return entity
    return replace(entity, posts=mention.posts, sector=entity.sector or post_sector(mention.posts))


def _former(mention: Mention) -> bool:
    """Whether the text says that the office is over: "former", "ex-"."""
    words = mention.text.lower().replace("-", " ").split()[:4]
    return any(word in _FORMER_HOLDER for word in words)


def post_sector(posts: tuple[str, ...]) -> str | None:
    """The PLOVER sector of the first of these offices that has one."""
    sectors = codebook().post_sectors
    return next((sectors[post] for post in posts if post in sectors), None)


def _country(mention: Mention) -> str | None:
    return mention.nationality if mention.nationality and len(mention.nationality) == 3 else None


def _score(entity: Entity, mention: Mention, standing: Standing, countries: frozenset[str]) -> float:
    score = 0.0
    if mention.posts and set(mention.posts) & _posts(entity, standing):
        score += _POST
    elif "party_leader" in mention.posts and _SPOKESMEN_OF_STATES & set(standing.posts):
        score += _COUNTRY  # "General Secretary Gorbachev": where one party rules, its leader leads the state.
    if mention.nationality and mention.nationality in {entity.country, *(one.country for one in standing.tenures)}:
        score += _COUNTRY
    if standing.state == "current":
        score += _IN_OFFICE
    if entity.country in countries:
        score += _PROMINENT
    return score


def _posts(entity: Entity, standing: Standing) -> set[str]:
    """The posts held on the report's date; where it isn't known, those ever held."""
    if standing.on is not None:
        return set(standing.posts)
    return {tenure.post for tenure in gazetteer().tenures(entity.id)}


def _threshold(mention: Mention) -> float:
    """A bare surname with a title needs the office or the country to agree; a full name stands by itself."""
    return _COUNTRY if len((mention.name or mention.text).split()) == 1 and not mention.ids else 0.0


def _why(entity: Entity, standing: Standing, on: date | None) -> str:
    day = on.isoformat() if on else "an unknown date"
    if standing.state == "current" and standing.posts:
        return f"{entity.name} held {' and '.join(standing.posts).replace('_', ' ')} on {day}"
    return f"{entity.name} by name; office on {day}: {standing.state}"


def _unknown(mention: Mention, issuer: str | None) -> Link:
    """A person by their own name, with the country and sector that the words around it give."""
    name = _peerage(mention) or mention.name or mention.text
    former = _former(mention)
    body = mention.nationality if mention.nationality and len(mention.nationality) != 3 else None
    entity = Entity(
        id=slug(name),
        name=name,
        kind="person",
        country=_country(mention) or (home_of(body) if body else issuer),
        sector="ELI" if former and (mention.posts or mention.sector) else post_sector(mention.posts) or mention.sector,
        posts=() if former else mention.posts,
    )
    return Link((party(entity, mention),), f"{name!r} is in no table; described by the text", 0.6)


def _peerage(mention: Mention) -> str | None:
    """ "Lord Home": the title is half of a peer's name where no given name is told."""
    words = mention.text.split()
    return mention.text if len(words) == 2 and words[0] in ("Lord", "Lady", "Baroness") else None
