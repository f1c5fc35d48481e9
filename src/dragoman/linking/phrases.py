"""Reading the phrase around a description: its head, number and determiners, the country or body beside it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from dragoman.linking.context import Discourse
from dragoman.model import Mention, Sentence, Token

_PLURAL = frozenset({"NNS", "NNPS"})
_JOINED = frozenset({",", "and", "&", "or", "/", "-"})
_ATTRIBUTES = frozenset("compound nmod amod poss conj".split())
_PLACED = frozenset({"country", "nationality", "place"})
#: Clauses, and what stands beside a phrase.
_CLAUSES = frozenset("relcl acl advcl appos conj".split())
#: Prepositions before whose or where somebody is.
_TELLING = frozenset("of from in at for by inside within across near throughout".split())
#: Participles that tell where people are: "families living in Chad", "the two held in Yemen".
_STAYING = frozenset("live reside base stay hold detain jail imprison shelter strand station".split())
#: Words after which "to" and "with" tell whose people they are: "forces loyal to the general".
_TIED = frozenset({"loyal", "faithful"})
#: Words that say of an office that it is over.
FORMER = frozenset("former ex erstwhile ousted deposed onetime late".split())


def head(sentence: Sentence, mention: Mention) -> Token:
    """The noun of a description: "minister" in "minister of foreign affairs"."""
    token = sentence.tokens[mention.head]
    return token if token.pos in ("NOUN", "PROPN") and token.dep != "compound" else sentence.tokens[mention.last - 1]


def noun(sentence: Sentence, mention: Mention) -> str:
    """The lemma of a description's noun, in lower case."""
    return head(sentence, mention).lemma.lower()


def is_plural(sentence: Sentence, mention: Mention) -> bool:
    """Whether the mention names several."""
    return head(sentence, mention).tag in _PLURAL


def is_former(sentence: Sentence, mention: Mention) -> bool:
    """Whether an office is said to be over: "a former foreign minister", "the ex-president"."""
    before = sentence.tokens[max(0, mention.first - 2) : mention.first]
    hanging = [token for token in before if mention.first <= token.head < mention.last or token.text == "ex"]
    words = {token.text.lower() for token in (*hanging, *sentence.tokens[mention.first : mention.last])}
    return not words.isdisjoint(FORMER)


def determiners(sentence: Sentence, mention: Mention) -> set[str]:
    """Articles, numbers and quantifiers on the mention or right before it."""
    before = sentence.tokens[max(0, mention.first - 3) : mention.first]
    hanging = [token for token in before if mention.first <= token.head < mention.last]
    inside = sentence.tokens[mention.first : mention.last - 1]
    return {token.text.lower() for token in (*hanging, *inside)}


def counted(sentence: Sentence, mention: Mention) -> str:
    """The words that count a description's people, as they stand before it: "More than 40", "eight"; empty for none."""
    number = sentence.child(head(sentence, mention).index, "nummod")
    if number is None or number.index >= mention.first:
        return ""
    first = min(sentence.subtree(number.index))
    tokens = sentence.tokens[first : mention.first]
    return "".join(
        token.text + " " * (after.start > token.end)
        for token, after in pairwise((*tokens, sentence.tokens[mention.first]))
    ).strip()


def in_clause(sentence: Sentence, mention: Mention, memory: Discourse) -> frozenset[str]:
    """Ids of who else is party to a mention's verb: the subject beside an object, the objects beside a subject."""
    token = sentence.tokens[mention.head]
    if token.dep == "poss":
        return frozenset()
    governor = sentence.tokens[token.head]
    verb = sentence.tokens[governor.head] if token.dep in ("pobj", "pcomp") else governor
    others = sentence.children(verb.index, "nsubj", "nsubjpass", "dobj", "dative")
    named = [sentence.mention_at(child.index) for child in others if child.index != token.index]
    return frozenset(one.id for other in named if other is not None for one in memory.parties_at(other))


def complements(sentence: Sentence, mention: Mention, *prepositions: str) -> Iterator[Token]:
    """Nouns after a preposition that hangs on any word of the mention, or that comes right after it."""
    after = sentence.tokens[mention.last : mention.last + 1]
    hanging = (child for at in range(mention.first, mention.last) for child in sentence.children(at, "prep"))
    beside = [token for token in after if token.dep == "prep" and token.lemma.lower() in ("of", "from")]
    for preposition in dict.fromkeys((*beside, *hanging)):
        if preposition.index >= mention.last and preposition.lemma.lower() in prepositions:
            yield from sentence.children(preposition.index, "pobj")


def country_after(sentence: Sentence, mention: Mention, memory: Discourse) -> str | None:
    """The country after a name: "President Machel of Mozambique", "Senator Vance of Ohio", "Mr Haksar for India"."""
    for preposition, kinds in (("of", ("country", "nationality", "place")), ("for", ("country",))):
        for noun_after in complements(sentence, mention, preposition):
            named = sentence.mention_at(noun_after.index)
            if named is not None and named.kind in kinds:
                return _country_of(named, memory)
    return None


def country_beside(sentence: Sentence, mention: Mention, memory: Discourse) -> str | None:
    """The country beside a description: "the president of France", "Israel's army", "a court in Kampala".

    Whose they are comes before where they are: "Israel's forces in Gaza" are Israel's.
    """
    prepositions = ("of", "from", "for") if "spokesperson" in mention.posts else ("of", "from")
    country = country_told(sentence, mention, prepositions, memory)
    if country is not None:
        return country
    for owner in owners_before(sentence, mention):
        if owner.kind in ("country", "nationality") and owner.ids:
            return owner.ids[0]
    owner_token = sentence.child(mention.head, "poss")
    owned = _country_of(sentence.mention_at(owner_token.index), memory) if owner_token else None
    return owned or country_told(sentence, mention, ("in",), memory)


def country_told(sentence: Sentence, mention: Mention, prepositions: tuple[str, ...], memory: Discourse) -> str | None:
    """The country after one of these prepositions: named itself, or within a place there."""
    for noun_after in complements(sentence, mention, *prepositions):
        country = _country_of(sentence.mention_at(noun_after.index), memory) or _country_within(
            sentence, noun_after, memory
        )
        if country is not None:
            return country
    return None


def _country_within(sentence: Sentence, place: Token, memory: Discourse) -> str | None:
    """The country inside a place that has no name itself: "the Buner district of Pakistan", "northern Iraq's hills"."""
    if sentence.mention_at(place.index) is not None:
        return None
    # A capitalised word is part of a name: "the Ministry of Health of Chad" is Chad's, whatever its own parts name.
    name = place.pos == "PROPN"
    parts = [] if name else sentence.children(place.index, "compound", "nmod", "poss", "amod")
    for preposition in sentence.children(place.index, "prep"):
        if preposition.lemma.lower() in (("of",) if name else ("of", "in")):
            parts += sentence.children(preposition.index, "pobj")
    named = (sentence.mention_at(part.index) for part in parts)
    told = (_country_of(one, memory) for one in named if one is not None and one.kind in _PLACED)
    return next((country for country in told if country), None)


def country_below(sentence: Sentence, mention: Mention, memory: Discourse) -> str | None:
    """The only country told anywhere in a description's phrase: "a worker for a telephone company in Somalia".

    Clauses don't belong to it, nor what stands after a preposition of direction: envoys to Chad are not Chad's. People
    of several joined things ("forces of the regime or of Russia") are of no one country.
    """
    noun_itself = head(sentence, mention).index
    within = tuple(_phrase(sentence, noun_itself))
    if any(child.dep == "conj" for at in within if at != noun_itself for child in sentence.children(at)):
        return None
    named = dict.fromkeys(sentence.mention_at(at) for at in within)
    others = [one for one in named if one is not None and one.start != mention.start and one.kind != "pronoun"]
    linked = {party.entity.country for one in others for party in memory.parties_at(one)}
    told = {_country_of(one, memory) for one in others if one.kind in _PLACED}
    owning = {one.nationality for one in others}
    countries = {one for one in linked | told | owning if one and len(one) == 3}
    return next(iter(countries)) if len(countries) == 1 else None


def _phrase(sentence: Sentence, at: int) -> Iterator[int]:
    """The words of a noun's phrase that tell whose or where it is, but for those joined to it."""
    yield at
    for child in sentence.children(at):
        held = sentence.tokens[at].lemma.lower() in _TIED
        directed = child.dep == "prep" and child.lemma.lower() not in _TELLING and not held
        placed = child.dep == "acl" and child.lemma.lower() in _STAYING
        if (child.dep not in _CLAUSES or placed) and not directed:
            yield from _phrase(sentence, child.index)


def owners_before(sentence: Sentence, mention: Mention) -> list[Mention]:
    """The countries and bodies named right before a description: "Turkish and Greek officials", "FYROM delegation".

    The description itself stands for a nationality that it took in.
    """
    owners: list[Mention] = [mention] if mention.nationality or mention.ids else []
    at = mention.first
    while at > 0:
        end = at
        if owners:
            end = _before_joint(sentence, at)
            if end == at:
                break
        elif sentence.tokens[at - 1].tag == "POS":
            end -= 1
        named = sentence.mention_at(end - 1) if end > 0 else None
        if named is None or named.last != end or not _can_own(sentence, named):
            break
        owners.insert(0, named)
        at = named.first
    return owners


def _before_joint(sentence: Sentence, at: int) -> int:
    while at > 0 and sentence.tokens[at - 1].text.lower() in _JOINED:
        at -= 1
    return at


def _can_own(sentence: Sentence, named: Mention) -> bool:
    if len(named.ids) != 1:
        return False
    token = sentence.tokens[named.head]
    if named.kind == "nationality":
        return token.dep in _ATTRIBUTES or token.pos == "ADJ"
    while token.dep == "conj" and token.head != token.index:
        token = sentence.tokens[token.head]
    return named.kind in ("country", "organisation", "group") and token.dep in _ATTRIBUTES


def _country_of(named: Mention | None, memory: Discourse) -> str | None:
    if named is None or named.kind not in ("country", "nationality", "place", "pronoun", "organisation", "person"):
        return None
    if named.kind == "organisation":
        return named.ids[0] if named.sector and len(named.ids) == 1 and len(named.ids[0]) == 3 else None
    if named.kind == "pronoun" and len({one.entity.country for one in memory.parties_at(named)}) > 1:
        return None
    located = memory.located.get(named.start) or None
    return located or (named.ids[0] if len(named.ids) == 1 else None)
