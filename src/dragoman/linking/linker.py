"""The linking step: sentences with mentions → whom, where and when they stand for, as of the report's date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from dragoman.gazetteer import gazetteer
from dragoman.gazetteer.predecessors import state_seated
from dragoman.linking.acting import acts
from dragoman.linking.bodies import link_body
from dragoman.linking.calendar import link_dates
from dragoman.linking.context import Discourse, Joint
from dragoman.linking.issuing import issuer_of
from dragoman.linking.namesakes import settled
from dragoman.linking.naming import country_entity, party, slug
from dragoman.linking.people import link_person
from dragoman.linking.phrases import is_plural
from dragoman.linking.pronouns import link_pronoun, points_ahead
from dragoman.linking.roles import link_role
from dragoman.linking.rulers import is_ruler, ruled_state
from dragoman.linking.told import OFFICIAL, described, fuller, name_before
from dragoman.linking.toponyms import link_places
from dragoman.model import Document, Entity, Link, Links, Located, Mention, Party, Sentence, list_with, lists_in

_CHIEFS = frozenset({"head_of_state", "head_of_government"})
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
    issuer = issuer_of(document)
    memory.issuer = issuer.entity.country if issuer else None
    if memory.issuer:
        memory.countries[memory.issuer] += 1
    sentences = settled(sentences, memory)
    named = _full_names(sentences, memory)
    links = memory.links
    by_start = {place.start: place for place in places}
    for sentence in sentences:
        ahead: list[Mention] = []
        names = {
            one.start: named.get(one.start) or _link(sentence, one, memory, links, by_start)
            for one in sentence.mentions
            if one.kind not in ("pronoun", "role")
        }
        links.update((start, one) for start, one in names.items() if one is not None and one.parties)
        for mention in sentence.mentions:
            found = (
                names[mention.start] if mention.start in names else _link(sentence, mention, memory, links, by_start)
            )
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
    if mention.kind == "person":
        memory.located[mention.start] = found.parties[0].entity.country or ""
    if found.parties[0].entity.country and _is_subject(sentence, mention):
        memory.scenes[sentence.block_index] = found.parties[0].entity.country
    subject = _is_subject(sentence, mention) or _owns_subject(sentence, mention)
    for one in found.parties:
        memory.remember(mention, one, subject=subject)
    if mention.kind == "role" and len(found.parties) == 1 and found.parties[0].entity.kind == "group":
        _note_described(sentence, mention, found.parties[0], memory, subject=subject)


def _note_described(sentence: Sentence, mention: Mention, one: Party, memory: Discourse, *, subject: bool) -> None:
    """Keep whom "he" or "they" may mean among those known by description: "Iraq's envoy", "the strikers"."""
    if is_plural(sentence, mention):
        if subject:
            memory.sets.append(Joint((one,), acting=True))
    elif mention.posts and "spokesperson" not in mention.posts:
        memory.people.append((one, subject))


def _link(
    sentence: Sentence, mention: Mention, memory: Discourse, links: dict[int, Link], places: dict[int, Located]
) -> Link | None:
    match mention.kind:
        case "pronoun":
            return link_pronoun(sentence, mention, memory)
        case "role":
            return _apposed(sentence, mention, links) or link_role(sentence, mention, memory)
        case "person":
            return _surname(sentence, mention, memory)
        case "organisation" | "place" if mention.start not in places and is_ruler(mention, memory):
            return _surname(sentence, mention, memory)
        case "place":
            return _place(sentence, mention, places, memory.on)
        case "country" if _is_region(mention, places.get(mention.start)):
            return _place(sentence, replace(mention, ids=()), places, memory.on)
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
        told[key] = fuller(told.get(key), described(sentence, mention, memory))
        if _titled(sentence, mention):
            titled.add(key)
    known = {
        key: link_person(
            mention, on=memory.on, countries=memory.about(), issuer=_own_country(mention, memory, titled=key in titled)
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


def _own_country(mention: Mention, memory: Discourse, *, titled: bool) -> str | None:
    """The country of somebody whom the text names without one: the issuer's, or the one that the report is about.

    A government names its own officials by their office alone, but nobody is prime minister of a state without it;
    others are of the only country that the report names.
    """
    official = bool(mention.posts) or mention.sector in OFFICIAL
    own = titled or (official and _CHIEFS.isdisjoint(mention.posts))
    return (memory.issuer if own else None) or (memory.topic() if official else memory.sole())


def _titled(sentence: Sentence, mention: Mention) -> bool:
    """Whether a capitalised word that is no name stands before the name: "Special Advisor Knox Thames"."""
    if mention.posts:
        return True
    before = sentence.tokens[mention.first - 1] if mention.first else None
    return before is not None and before.dep == "compound" and before.text[0].isupper()


def _surname(sentence: Sentence, mention: Mention, memory: Discourse) -> Link:
    """A name of one word: whoever was spelled out with it, else by title and country."""
    name = (mention.name or mention.text).split()[-1]
    person = memory.surnames.get(name)
    if person is not None:
        return Link((party(person.entity, mention),), f"{name!r} is {person.entity.name}, named in full elsewhere", 0.9)
    told = described(sentence, mention, memory)
    if not told.posts and not told.nationality and (state := ruled_state(name, memory, now=True)) is not None:
        told = replace(told, nationality=state, posts=("head_of_state",))
    own = _own_country(told, memory, titled=False)
    if told.sector in OFFICIAL and not told.posts and memory.issuer is not None:  # "Secretary Clinton"
        told = replace(told, nationality=told.nationality or own)
    found = link_person(told, on=memory.on, countries=memory.about(), issuer=own)
    memory.surnames.setdefault(name, found.parties[0])
    return found


def _apposed(sentence: Sentence, mention: Mention, links: dict[int, Link]) -> Link | None:
    """A description beside names: "his Turkish counterpart, Foreign Minister Hakan Fidan", "two senators, A and B"."""
    plural = sentence.tokens[mention.head].tag in ("NNS", "NNPS")
    listed = (
        tuple(one for name in list_with(sentence, mention.head) for one in _parties_at(name, links)) if plural else ()
    )
    if len(listed) > 1:
        return _as_named(mention, listed)
    for at in _beside(sentence, mention):
        other = sentence.mention_at(at)
        link = links.get(other.start) if other and other.kind in ("person", "role") else None
        if link is not None and (len(link.parties) > 1) == plural:
            return _as_named(mention, link.parties)
    return None


def _beside(sentence: Sentence, mention: Mention) -> list[int]:
    """Tokens of the names in apposition to a description: the one right before its comma, then those of the parse."""
    beside = [child.index for child in sentence.children(mention.head, "appos")]
    if sentence.tokens[mention.head].dep == "appos":
        beside.append(sentence.tokens[mention.head].head)
        if (before := name_before(sentence, mention)) is not None:
            beside.insert(0, before.head)
    if mention.last + 1 < len(sentence.tokens) and sentence.tokens[mention.last].text == ",":
        after = sentence.mention_at(mention.last + 1)
        if mention.posts or (after is not None and _is_closed(sentence, after)):
            beside.append(mention.last + 1)
    return beside


def _is_closed(sentence: Sentence, mention: Mention) -> bool:
    """Whether a comma or a stop follows a name."""
    return mention.last < len(sentence.tokens) and sentence.tokens[mention.last].text in (",", ".")


def _parties_at(mention: Mention, links: Mapping[int, Link]) -> tuple[Party, ...]:
    return links[mention.start].parties if mention.start in links else ()


def _as_named(mention: Mention, parties: tuple[Party, ...]) -> Link:
    """A description linked to whom it stands beside."""
    names = ", ".join(one.entity.name for one in parties)
    return Link(tuple(party(one.entity, mention) for one in parties), f"{mention.text!r} stands beside {names}", 0.9)


def _is_region(mention: Mention, located: Located | None) -> bool:
    """Whether a state's name is that of a region elsewhere here: Georgia of the United States."""
    return located is not None and located.where.lat is not None and located.where.country not in mention.ids


def _place(sentence: Sentence, mention: Mention, places: dict[int, Located], on: date | None) -> Link | None:
    """A place name: a government where it acts, else the place itself as a party to what happens there."""
    if mention.ids and acts(sentence, mention):
        state = gazetteer().entity(state_seated(mention.ids[0], on))
        if state.kind == "country":
            state = replace(state, sector="GOV")
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


def _owns_subject(sentence: Sentence, mention: Mention) -> bool:
    """Whether a person stands before the subject of the main clause: "Mr. Nagy's Government declared"."""
    token = sentence.tokens[mention.head]
    owned = sentence.tokens[token.head]
    main = sentence.tokens[owned.head]
    return mention.kind == "person" and token.dep == "poss" and owned.dep in _SUBJECT and main.dep == "ROOT"


def _joint(sentence: Sentence, links: dict[int, Link]) -> list[Joint]:
    """Parties that the sentence names together: those joined by "and", and those who meet each other."""
    groups: dict[int, list[Party]] = {}
    people: dict[str, Party] = {}
    named: dict[str, Party] = {}
    found: list[Joint] = []
    subjects: set[str] = set()
    for mention in sentence.mentions:
        link = links.get(mention.start)
        if link is None or mention.kind in ("pronoun", "nationality"):
            continue
        if _is_subject(sentence, mention):
            subjects |= {one.id for one in link.parties}
        if mention.kind == "role" and len(link.parties) > 1:
            found.append(Joint(link.parties, officials=True, acting=_is_subject(sentence, mention)))
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
    together = [tuple(group) for group in groups.values()]
    together.extend(_listed(sentence, links))
    joined = [Joint(group, acting=_acts(group, subjects)) for group in together if len(group) > 1]
    facing = [Joint(tuple(named.values()))] if len(named) == 2 else []
    meeting = [Joint(tuple(people.values()), acting=_meet(people, subjects))] if len(people) > 1 else []
    return _once([*facing, *joined, *meeting, *found])


def _once(joints: Sequence[Joint]) -> list[Joint]:
    """Each set once, where it was last found; acting where it was found so at all."""
    acting = {_members(joint) for joint in joints if joint.acting}
    kept = {_members(joint): joint for joint in reversed(joints)}
    return [replace(joint, acting=members in acting) for members, joint in reversed(kept.items())]


def _members(joint: Joint) -> tuple[tuple[str, ...], bool]:
    return tuple(party.id for party in joint.parties), joint.officials


def _acts(group: Sequence[Party], subjects: set[str]) -> bool:
    """Whether a list is the subject of a clause."""
    return group[0].id in subjects


def _meet(people: Mapping[str, Party], subjects: set[str]) -> bool:
    """Whether one of two people does something to the other."""
    return len(people) == 2 and bool(people.keys() & subjects)


def _listed(sentence: Sentence, links: dict[int, Link]) -> list[tuple[Party, ...]]:
    """Parties named one after the other, whatever the parse makes of them."""
    found: list[tuple[Party, ...]] = []
    for mentions in lists_in(sentence):
        parties = {
            one.id: one for mention in mentions if mention.start in links for one in links[mention.start].parties
        }
        if len(parties) >= len(mentions) > 1:
            found.append(tuple(parties.values()))
    return found


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
