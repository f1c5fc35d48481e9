"""The linking step: sentences with mentions → whom, where and when they stand for, as of the report's date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dragoman.gazetteer import gazetteer
from dragoman.linking.acting import acts
from dragoman.linking.bodies import link_body
from dragoman.linking.calendar import link_dates
from dragoman.linking.context import Discourse, Joint
from dragoman.linking.naming import country_entity, party, slug
from dragoman.linking.people import link_person
from dragoman.linking.phrases import country_after, country_beside, is_former
from dragoman.linking.pronouns import link_pronoun, points_ahead
from dragoman.linking.roles import link_role
from dragoman.linking.toponyms import link_places
from dragoman.model import Document, Entity, Link, Links, Located, Mention, Party, Sentence

_SUBJECT = frozenset({"nsubj", "nsubjpass", "agent"})


def link(document: Document, sentences: Sequence[Sentence]) -> Links:
    """Link every mention, date and place of a document.

    Args:
        document: The report; its date decides who held which office.
        sentences: Its sentences with mentions.
    """
    memory = Discourse(
        on=document.published_on, countries=_countries(sentences), seated=_seated(sentences), words=_words(sentences)
    )
    places = link_places(document, sentences, memory.countries)
    memory.located = {place.start: place.where.country for place in places if place.where.country}
    issuer = _issuer(document)
    memory.issuer = issuer.entity.country if issuer else None
    if memory.issuer:
        memory.countries[memory.issuer] += 1
    named = _full_names(sentences, memory)
    links: dict[int, Link] = {}
    by_start = {place.start: place for place in places}
    for sentence in sentences:
        ahead: list[Mention] = []
        for mention in _in_reading_order(sentence):
            found = named.get(mention.start) or _link(sentence, mention, memory, links, by_start)
            if found is not None and found.parties:
                _note(sentence, mention, found, memory, links)
            elif mention.kind == "pronoun" and points_ahead(sentence, mention):
                ahead.append(mention)
        for mention in ahead:
            found = link_pronoun(sentence, mention, memory)
            if found is not None:
                _note(sentence, mention, found, memory, links)
        memory.sets.extend(_joint(sentence, links))
    return Links(
        mentions=links,
        dates=link_dates(document),
        places=_with_acting(sentences, places),
        issuer=issuer,
    )


def _note(sentence: Sentence, mention: Mention, found: Link, memory: Discourse, links: dict[int, Link]) -> None:
    """Keep a link, and what it tells of the parties named so far."""
    links[mention.start] = found
    if mention.kind == "pronoun":
        memory.located[mention.start] = found.parties[0].entity.country or ""
        return
    for one in found.parties:
        memory.remember(mention, one, subject=_is_subject(sentence, mention))


def _link(
    sentence: Sentence, mention: Mention, memory: Discourse, links: dict[int, Link], places: dict[int, Located]
) -> Link | None:
    match mention.kind:
        case "pronoun":
            return link_pronoun(sentence, mention, memory)
        case "role":
            return _apposed(sentence, mention, links) or link_role(sentence, mention, memory)
        case "person":
            return _surname(mention, memory)
        case "place":
            return _place(sentence, mention, places)
        case "country" if _is_region(mention, places.get(mention.start)):
            return _place(sentence, replace(mention, ids=()), places)
        case _:
            return link_body(sentence, mention, memory)


def _countries(sentences: Sequence[Sentence]) -> Counter[str]:
    """How often each country is named, in any form."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        for mention in sentence.mentions:
            if mention.kind in ("country", "nationality", "place") and len(mention.ids) == 1:
                counts[mention.ids[0]] += 1
            elif mention.nationality and len(mention.nationality) == 3:
                counts[mention.nationality] += 1
    return counts


def _seated(sentences: Sequence[Sentence]) -> frozenset[str]:
    """The bodies whose seat the document names."""
    places = (mention for sentence in sentences for mention in sentence.mentions if mention.kind == "place")
    return frozenset(id for mention in places for id in mention.ids if len(id) != 3)


def _words(sentences: Sequence[Sentence]) -> frozenset[str]:
    """The document's words, by lemma."""
    return frozenset(token.lemma.lower() for sentence in sentences for token in sentence.tokens)


def _full_names(sentences: Sequence[Sentence], memory: Discourse) -> dict[int, Link]:
    """Link people who are named with more than a bare surname, wherever they stand; remember their short names."""
    named = [
        (sentence, mention)
        for sentence in sorted(sentences, key=lambda one: one.block != "paragraph")
        for mention in sentence.mentions
        if mention.kind == "person" and (len((mention.name or "").split()) > 1 or mention.ids)
    ]
    told: dict[str, Mention] = {}
    titled: set[str] = set()
    for sentence, mention in named:
        key = (mention.name or "").lower()
        told[key] = _fuller(told.get(key), _described(sentence, mention, memory))
        if _titled(sentence, mention):
            titled.add(key)
    known = {
        key: link_person(
            mention, on=memory.on, countries=memory.about(), issuer=memory.issuer if key in titled else None
        )
        for key, mention in told.items()
    }
    links: dict[int, Link] = {}
    for _, mention in named:
        said = known[(mention.name or "").lower()]
        links[mention.start] = replace(said, parties=(party(said.parties[0].entity, mention),))
        for form in (mention.name or "").split():
            memory.surnames.setdefault(form.strip("."), said.parties[0])
    return links


def _fuller(one: Mention | None, other: Mention) -> Mention:
    """What two mentions of a person tell together: the first's words, and what only the second adds."""
    if one is None:
        return other
    return replace(
        one,
        posts=one.posts or other.posts,
        nationality=one.nationality or other.nationality,
        sector=one.sector or other.sector,
    )


def _described(sentence: Sentence, mention: Mention, memory: Discourse) -> Mention:
    """A person with the office and country that stand beside the name.

    "…, Norway's foreign minister,", "the Israeli delegate, Mr. …", "President … of Mozambique".
    """
    if not mention.posts and not mention.nationality:
        beside = [child.index for child in sentence.children(mention.head, "appos")]
        if sentence.tokens[mention.head].dep == "appos":
            beside.append(sentence.tokens[mention.head].head)
        for at in beside:
            role = sentence.mention_at(at)
            if role is not None and role.kind == "role":
                country = role.nationality or country_beside(sentence, role, memory)
                posts = () if is_former(sentence, role) else role.posts
                return replace(mention, posts=posts, nationality=country)
    if not mention.nationality:
        return replace(mention, nationality=country_after(sentence, mention, memory))
    return mention


def _titled(sentence: Sentence, mention: Mention) -> bool:
    """Whether a capitalised word that is no name stands before the name: "Special Advisor Knox Thames"."""
    if mention.posts:
        return True
    before = sentence.tokens[mention.first - 1] if mention.first else None
    return before is not None and before.dep == "compound" and before.text[0].isupper()


def _surname(mention: Mention, memory: Discourse) -> Link:
    """A name of one word: whoever was spelled out with it, else by title and country."""
    name = (mention.name or mention.text).split()[-1]
    person = memory.surnames.get(name)
    if person is not None:
        return Link((party(person.entity, mention),), f"{name!r} is {person.entity.name}, named in full elsewhere", 0.9)
    found = link_person(mention, on=memory.on, countries=memory.about())
    memory.surnames.setdefault(name, found.parties[0])
    return found


def _in_reading_order(sentence: Sentence) -> list[Mention]:
    """Names before the roles and pronouns that may point at them by apposition."""
    return sorted(sentence.mentions, key=lambda mention: (mention.kind == "role", mention.first))


def _apposed(sentence: Sentence, mention: Mention, links: dict[int, Link]) -> Link | None:
    """A description beside a name: "his Turkish counterpart, Foreign Minister Hakan Fidan"."""
    beside = [child.index for child in sentence.children(mention.head, "appos")]
    if sentence.tokens[mention.head].dep == "appos":
        beside.append(sentence.tokens[mention.head].head)
    if mention.posts and mention.last + 1 < len(sentence.tokens) and sentence.tokens[mention.last].text == ",":
        beside.append(mention.last + 1)
    for at in beside:
        other = sentence.mention_at(at)
        link = links.get(other.start) if other and other.kind in ("person", "role") else None
        if link is not None and (len(link.parties) > 1) == (sentence.tokens[mention.head].tag in ("NNS", "NNPS")):
            names = ", ".join(one.entity.name for one in link.parties)
            parties = tuple(Party(one.entity, mention.text, mention.start, mention.end) for one in link.parties)
            return Link(parties, f"{mention.text!r} stands beside {names}", 0.9)
    return None


def _is_region(mention: Mention, located: Located | None) -> bool:
    """Whether a state's name is that of a region elsewhere here: Georgia of the United States."""
    return located is not None and located.where.lat is not None and located.where.country not in mention.ids


def _place(sentence: Sentence, mention: Mention, places: dict[int, Located]) -> Link | None:
    """A place name: a government where it acts, else the place itself as a party to what happens there."""
    if mention.ids and acts(sentence, mention):
        state = gazetteer().entity(mention.ids[0])
        if state.kind == "country":
            state = country_entity(state.id, "GOV")
        return Link((party(state, mention),), f"{mention.text} acts here: {state.name}", 0.8)
    located = places.get(mention.start)
    if located is None:
        return None
    name = located.where.name or mention.text
    if located.where.lat is None and located.where.country is not None:
        state = country_entity(located.where.country)
        return Link((party(state, mention),), f"{mention.text} is {state.name}", 0.8)
    entity = Entity(slug(name), name, "place", located.where.country)
    return Link((party(entity, mention),), f"{name} as a place", 0.8)


def _is_subject(sentence: Sentence, mention: Mention) -> bool:
    token = sentence.tokens[mention.head]
    while token.dep == "conj" and token.head != token.index:
        token = sentence.tokens[token.head]
    return token.dep in _SUBJECT


def _joint(sentence: Sentence, links: dict[int, Link]) -> list[Joint]:
    """Parties that the sentence names together: those joined by "and", and those who meet each other."""
    groups: dict[int, list[Party]] = {}
    people: dict[str, Party] = {}
    named: dict[str, Party] = {}
    found: list[Joint] = []
    for mention in sentence.mentions:
        link = links.get(mention.start)
        if link is None or mention.kind in ("pronoun", "nationality"):
            continue
        if mention.kind == "role" and len(link.parties) > 1:
            found.append(Joint(link.parties, officials=True))
            continue
        for one in link.parties:
            if one.entity.kind == "person":
                people.setdefault(one.id, one)
            elif one.entity.kind in ("country", "group") and (mention.kind != "role" or one.entity.kind == "country"):
                named.setdefault(one.id, one)
        token = sentence.tokens[mention.head]
        while token.dep == "conj" and token.head != token.index:
            token = sentence.tokens[token.head]
        group = groups.setdefault(token.index, [])
        known = {other.id for other in group}
        group.extend(one for one in link.parties if one.id not in known and one.entity.kind != "place")
    joined = [Joint(tuple(group)) for group in (*groups.values(), *_listed(sentence, links)) if len(group) > 1]
    facing = [Joint(tuple(named.values()))] if len(named) == 2 else []
    meeting = [Joint(tuple(people.values()))] if len(people) > 1 else []
    return [*facing, *joined, *meeting, *found]


def _listed(sentence: Sentence, links: dict[int, Link]) -> list[list[Party]]:
    """Parties named one after the other with "and" before the last, whatever the parse makes of them."""
    found: list[list[Party]] = []
    current: list[Party] = []
    last, closed = -1, True
    for mention in sentence.mentions:
        link = links.get(mention.start)
        if (
            link is None
            or len(link.parties) != 1
            or mention.kind == "pronoun"
            or link.parties[0].entity.kind == "place"
        ):
            continue
        between = {token.text.lower() for token in sentence.tokens[last : mention.first]} if last >= 0 else {"."}
        if closed or not between or not between <= {",", "and", "the", "&"}:
            current = []
            found.append(current)
        closed = bool(current) and bool(between & {"and", "&"})
        current.append(link.parties[0])
        last = mention.last
    return [group for group in found if len(group) > 2]


def _with_acting(sentences: Sequence[Sentence], places: Sequence[Located]) -> tuple[Located, ...]:
    acting = {
        mention.start
        for sentence in sentences
        for mention in sentence.mentions
        if mention.kind == "place" and mention.ids and acts(sentence, mention)
    }
    return tuple(
        Located(place.start, place.end, place.where, acts=True) if place.start in acting else place for place in places
    )


def _issuer(document: Document) -> Party | None:
    """The state or body that publishes its own statements; None for a news outlet."""
    if not document.publisher:
        return None
    for match in gazetteer().find(document.publisher):
        if match.kind != "agency" and len(match.ids) == 1:
            return Party(gazetteer().entity(match.ids[0]), document.publisher, 0, 1)
    return None
