"""What a text tells of the people it names: the office, country or calling that stands beside a name anywhere in it."""

from __future__ import annotations

from dataclasses import replace

from dragoman.gazetteer import gazetteer
from dragoman.linking.context import Discourse
from dragoman.linking.phrases import country_after, country_beside, is_former, is_plural
from dragoman.model import Mention, Sentence

#: Sectors of people whom a report names without their country where it is the one it is about: church leaders too.
OFFICIAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PRM", "PTY", "REL"})
_SUBJECT = ("nsubj", "nsubjpass")
#: What one does for a state.
_FOR_STATES = frozenset({"sign", "initial", "initialled", "speak", "negotiate", "act"})
#: Words before the first place of a sentence that set its scene.
_SCENE = frozenset({"in", "from"})


def fuller(one: Mention | None, other: Mention) -> Mention:
    """What two mentions of a person tell together: the first's words, and what only the second adds."""
    if one is None:
        return other
    return replace(
        one,
        posts=one.posts or other.posts,
        nationality=one.nationality or other.nationality,
        sector=one.sector or other.sector,
    )


def described(sentence: Sentence, mention: Mention, memory: Discourse) -> Mention:
    """A person with the office and country that stand beside the name.

    "…, Norway's foreign minister,", "the Israeli delegate, Mr. …", "President … of Mozambique", "… for Pakistan".
    """
    if not mention.posts and not mention.nationality:
        role = role_beside(sentence, mention)
        if role is not None:
            country = role.nationality or country_beside(sentence, role, memory)
            posts = () if is_former(sentence, role) else role.posts
            mention = replace(mention, posts=posts, nationality=country)
    if mention.nationality:
        return mention
    country = (
        country_after(sentence, mention, memory) or _represented(sentence, mention) or _scene(sentence, mention, memory)
    )
    return replace(mention, nationality=country)


def _represented(sentence: Sentence, mention: Mention) -> str | None:
    """The state that people sign or speak for: "Mr … and Mr … signed for Germany"."""
    token = sentence.tokens[mention.head]
    while token.dep == "conj" and token.head != token.index:
        token = sentence.tokens[token.head]
    verb = sentence.tokens[token.head]
    if token.dep not in _SUBJECT or verb.lemma not in _FOR_STATES:
        return None
    for preposition in sentence.children(verb.index, "prep"):
        state = sentence.child(preposition.index, "pobj") if preposition.lemma == "for" else None
        named = sentence.mention_at(state.index) if state is not None else None
        if named is not None and named.kind == "country" and len(named.ids) == 1:
            return named.ids[0]
    return None


def role_beside(sentence: Sentence, mention: Mention) -> Mention | None:
    """The description in apposition to a name, on either side of it, by the parse or by the commas."""
    beside = [child.index for child in sentence.children(mention.head, "appos")]
    if sentence.tokens[mention.head].dep == "appos":
        beside.append(sentence.tokens[mention.head].head)
    named = [sentence.mention_at(at) for at in beside]
    for one in (_after_comma(sentence, mention), *named, _before_comma(sentence, mention)):
        if one is None or one.kind != "role" or is_plural(sentence, one):
            continue
        nearer = name_before(sentence, one)
        if nearer is None or nearer is mention:
            return one
    return None


def name_before(sentence: Sentence, role: Mention) -> Mention | None:
    """The person named right before a description and its comma: "General X, the army commander"."""
    tokens = sentence.tokens
    at = role.first - 1
    if at > 0 and tokens[at].text.lower() in ("the", "a", "an"):
        at -= 1
    if at < 1 or tokens[at].text != ",":
        return None
    named = sentence.mention_at(at - 1)
    return named if named is not None and named.kind == "person" else None


def _before_comma(sentence: Sentence, mention: Mention) -> Mention | None:
    """The delegate in "the Israeli delegate, Mr. …, said"."""
    tokens, at = sentence.tokens, mention.first
    closed = mention.last < len(tokens) and tokens[mention.last].text in (",", ".")
    if at < 2 or tokens[at - 1].text != "," or not closed:
        return None
    return sentence.mention_at(at - 2)


def _after_comma(sentence: Sentence, mention: Mention) -> Mention | None:
    """The minister in "…, the Iraqi foreign minister,": not where the description does something itself."""
    tokens, at = sentence.tokens, mention.last
    if at + 2 >= len(tokens) or tokens[at].text != "," or tokens[at + 1].text.lower() not in ("the", "a", "an"):
        return None
    role = next((one for one in sentence.mentions if one.first in (at + 2, at + 3)), None)
    return None if role is None or tokens[role.head].dep in _SUBJECT else role


def _scene(sentence: Sentence, mention: Mention, memory: Discourse) -> str | None:
    """The country of a capital that sets the scene for what a person does: "In Lisbon President … ruled out".

    The seats of international bodies are everybody's, and a government's own release sends its officials anywhere.
    """
    if sentence.tokens[mention.head].dep not in _SUBJECT or memory.issuer is not None:
        return None
    place = _scene_set(sentence, mention)
    return (
        place.ids[0]
        if place is not None and place.kind == "place" and gazetteer().entity(place.ids[0]).kind == "country"
        else None
    )


def scene_of(sentence: Sentence, mention: Mention) -> str | None:
    """The country where a sentence begins, for the bodies in it: "In France the Constitutional Council"."""
    place = _scene_set(sentence, mention)
    return place.ids[0] if place is not None and len(place.ids[0]) == 3 else None


def _scene_set(sentence: Sentence, mention: Mention) -> Mention | None:
    """The one place or state after "In" at the head of a sentence, where it stands before a mention."""
    if sentence.tokens[0].text.lower() not in _SCENE:
        return None
    place = next((one for one in sentence.mentions if one.first == 1), None)
    known = place is not None and place.kind in ("place", "country") and len(place.ids) == 1
    return place if place is not None and known and place.last <= mention.first else None
