"""Descriptions that point back: "the ministers", "both sides", "the three countries", "the agency", "the bloc"."""

from __future__ import annotations

from dragoman.linking.bodies import body_named
from dragoman.linking.context import Discourse
from dragoman.linking.naming import country_entity, party
from dragoman.linking.phrases import complements, determiners, is_plural, noun
from dragoman.model import Link, Mention, Party, Sentence

_NUMBERS = {"both": 2, "each": 2, "two": 2, "pair": 2, "duo": 2, "trio": 3, "three": 3, "four": 4, "five": 5, "six": 6}
_NATIONS = frozenset("country nation state government neighbour neighbor republic capital economy power".split())
_PERSONS = frozenset(
    "leader minister president premier chancellor counterpart delegate official diplomat envoy negotiator man woman "
    "statesman politician ambassador king chief pair duo trio".split()
)
_EITHER = frozenset("side party delegation rival partner two three four five six both team foe".split())
#: Nouns for those whom people speak for.
_SIDES = frozenset("side delegation rival foe team".split())
#: Determiners that point at who is known already.
_DEFINITE = frozenset({"the", "both", "these", "those", "all", "each", "same", "neither"})
#: Words before a noun that say no more of it; a headline leaves its articles out, so that a number alone points back.
_BACK = _DEFINITE | {"two", "three", "four", "five", "six"}
#: Nouns for those who are sent, and the posts of those who send them.
_DELEGATES = frozenset("delegate diplomat envoy negotiator ambassador official".split())
_CHIEFS = frozenset({"head_of_state", "head_of_government"})
_COUNCILS = frozenset({"council", "assembly", "parliament", "congress", "senate"})
_GROUPS = ("group",)
_ORGANISATIONS = ("organisation",)
#: Nouns for a body named before, with the kinds of entity that they fit; any other must be part of its name.
_BODIES: dict[str, tuple[str, ...]] = {
    "agency": _ORGANISATIONS,
    "bloc": _ORGANISATIONS,
    "alliance": _ORGANISATIONS,
    "organisation": _ORGANISATIONS,
    "organization": _ORGANISATIONS,
    "body": _ORGANISATIONS,
    "watchdog": _ORGANISATIONS,
    "charity": _ORGANISATIONS,
    "group": _GROUPS,
    "movement": _GROUPS,
    "militia": _GROUPS,
    "faction": _GROUPS,
    "insurgency": _GROUPS,
    "rebels": _GROUPS,
    "militants": _GROUPS,
    "insurgents": _GROUPS,
}
#: How many named bodies back a noun may reach.
_REACH = 6


def back_reference(sentence: Sentence, mention: Mention, memory: Discourse) -> Link | None:
    """ "The ministers", "both leaders", "the two sides", "the same nations": whoever was last named together."""
    what = noun(sentence, mention)
    words = determiners(sentence, mention) | {what}
    size = next((_NUMBERS[word] for word in words if word in _NUMBERS), None)
    if mention.nationality or mention.ids or what not in _NATIONS | _PERSONS | _EITHER:
        return None
    if size is None and not is_plural(sentence, mention):
        return None
    if size is None and (_is_qualified(sentence, mention) or "all" in words):
        return None
    definite = bool(words & _DEFINITE) or (sentence.block != "paragraph" and bool(words & _BACK))
    if not definite or any(complements(sentence, mention, "from", "of")):
        return None
    people = None if what in _EITHER else what in _PERSONS
    parties = _people_here(sentence, mention, memory) if people and size == 2 else ()
    parties = parties or (memory.last_set(size=size, people=False, latest=what == "side") if what in _SIDES else ())
    parties = parties or memory.last_set(size=size, people=people, latest=what == "side")
    if what in _DELEGATES and any(_CHIEFS & set(one.entity.posts) for one in parties):
        return None
    between = memory.two_countries(ahead=2)
    if size == 2 and what not in _PERSONS and parties and _are_states(parties) and between:
        parties = tuple(party(country_entity(country), mention) for country in between)
    if not parties and size == 2:
        parties = memory.last_two() if what in _PERSONS else ()
        parties = parties or tuple(party(country_entity(country), mention) for country in memory.two_countries())
    if not parties:
        return None
    named = tuple(Party(one.entity, mention.text, mention.start, mention.end) for one in parties)
    who = ", ".join(one.entity.name for one in parties)
    return Link(named, f"{mention.text!r} points back at {who}, last named together", 0.75)


def _people_here(sentence: Sentence, mention: Mention, memory: Discourse) -> tuple[Party, ...]:
    """The two people of the sentence up to a description: "A met B in May, and the two men conferred again"."""
    here = (one for one in sentence.mentions if one.start < mention.start)
    people = {one.id: one for other in here for one in memory.parties_at(other) if one.entity.kind == "person"}
    return tuple(people.values()) if len(people) == 2 else ()


def _is_qualified(sentence: Sentence, mention: Mention) -> bool:
    """Whether an adjective tells of which sort they are: "the Western powers" are not those named before."""
    core = mention.last - (len((mention.name or mention.text).split()) if mention.posts else 1)
    return any(token.text.lower() not in _BACK for token in sentence.tokens[mention.first : core])


def _are_states(parties: tuple[Party, ...]) -> bool:
    return all(one.entity.kind == "country" for one in parties)


def body_before(sentence: Sentence, mention: Mention, memory: Discourse) -> Link | None:
    """ "The agency", "the bloc", "the ministry": the body of that sort named last."""
    what = sentence.tokens[mention.head].text.lower()
    bare = mention.last - mention.first == 1 and not mention.posts
    if not bare or not determiners(sentence, mention) & {"the", "this", "that"}:
        return None
    if any(complements(sentence, mention, "of", "for", "in")):
        return None
    recent = [one.entity for one, _ in memory.things[-_REACH:]][::-1]
    if what in ("resolution", "text"):
        council = next((one for one in recent if _COUNCILS & set(one.name.lower().split())), None)
        return None if council is None else Link((party(council, mention),), f"{mention.text!r} of {council.name}", 0.6)
    found = body_named(what, memory) or next((one for one in recent if one.kind in _BODIES.get(what, ())), None)
    if found is None:
        return None
    return Link((party(found, mention),), f"{mention.text!r} points back at {found.name}", 0.6)
