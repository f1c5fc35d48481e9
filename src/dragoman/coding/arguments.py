"""Parties: who fills a predicate's slots, as linked entities."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.coding.clauses import both_after, fill, led_by, subject, with_conjuncts
from dragoman.coding.matching import Predicate
from dragoman.gazetteer import gazetteer
from dragoman.model import Attribution, Entity, Links, Mention, Party, Sentence, Token, list_with

#: Nouns that only count or hold the party after "of": "dozens of protesters", "members of the council".
_PARTITIVE = frozenset(
    "dozen hundred thousand score group number majority handful member leader representative head delegation "
    "crowd coalition ministry minister government army people citizen resident team series pair couple wave "
    "official some many most all both one none force troop unit part side city town village area "
    "region enclave district camp base position stronghold province suburb neighbourhood neighborhood outskirts "
    "capital".split()
)
#: Views stay their owner's, whoever voices them: "Fidan reaffirmed Türkiye's stance" is Türkiye's SUPPORT.
_HELD = frozenset({"stance", "position", "view"})
#: Nouns for the state of those who own them.
_REALMS = frozenset({"country", "nation", "homeland"})
_FIRST_SINGULAR = frozenset({"i", "me", "my", "myself"})
_FIRST_PLURAL = frozenset({"we", "us", "our", "ourselves"})
#: Sectors of bodies whose acts are the government's own.
_EXECUTIVE = frozenset({"GOV", "SPY", "PRM"})
#: Nouns for the military through whom a state acts, which say no more of who acts than its name does.
_FORCES = frozenset("troop troops force forces official officials".split())
#: Verbs whose object only comes to be by them.
_FOUNDING = frozenset("establish create form found launch institute".split())
#: Nouns for the armed people of whoever is named after "of".
_ARMED = frozenset("force troop unit soldier element fighter".split())
_CLAUSES = frozenset({"advcl", "relcl", "acl", "parataxis"})
_STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PRM"})


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks where a predicate stands: the sources around it from the outlet inwards, and the issuing body.

    Attributes:
        chain: Attributions whose content holds the predicate, outermost first.
        issuer: Who "we" is outside any quotation.
    """

    chain: tuple[Attribution, ...] = ()
    issuer: Party | None = None

    @property
    def speaker(self) -> Party | None:
        """Who says "I" here."""
        inner = next((link.source for link in reversed(self.chain) if link.source), None)
        return inner or self.issuer


@dataclass(frozen=True, slots=True)
class Arguments:
    """The parties of a predicate."""

    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]


def arguments_of(sentence: Sentence, predicate: Predicate, links: Links, voice: Voice) -> Arguments:
    """Fill actor and recipient; a support verb lends a nominal predicate its own subject and prepositions."""
    frame = predicate.frame
    slots = frame.actor
    if predicate.support == "support" and frame.pos == "n" and frame.lemma not in _HELD:
        slots = ("subj", *slots)
    actor = _first_filled(sentence, predicate, slots, links, voice)
    actor = _holder_of_view(sentence, predicate, links, voice) or actor
    recipient = _first_filled(sentence, predicate, frame.recipient, links, voice, known=True)
    if predicate.support == "receive":
        carried = parties_of(sentence, subject(sentence, predicate.carrier), links, voice)
        recipient = recipient or carried
        actor = tuple(party for party in actor if party.id not in {one.id for one in carried})
    ids = {party.id for party in actor}
    return Arguments(actor, tuple(party for party in recipient if party.id not in ids))


def _holder_of_view(sentence: Sentence, predicate: Predicate, links: Links, voice: Voice) -> tuple[Party, ...]:
    """Whose stance it is that somebody voices: Türkiye's in "reaffirming Türkiye's stance"."""
    if predicate.frame.type != "SUPPORT":
        return ()
    views = [token for token in fill(sentence, predicate.carrier, "obj") if token.lemma in _HELD]
    owners = [owner for view in views for owner in fill(sentence, view, "poss")]
    return parties_of(sentence, owners, links, voice)


def _first_filled(
    sentence: Sentence, predicate: Predicate, slots: Iterable[str], links: Links, voice: Voice, *, known: bool = False
) -> tuple[Party, ...]:
    """The parties of the first slot that holds any; with `known` of the first that holds one whose country is known.

    In "sent a medical team to Kuwait" the team is no state's but what is sent.
    """
    first: tuple[Party, ...] = ()
    for slot in slots:
        for head in _heads(predicate, slot):
            passive = predicate.frame.pos == "a" and slot == "subj" and head.pos == "VERB"
            fillers = sentence.children(head.index, "nsubjpass") if passive else fill(sentence, head, slot)
            parties = parties_of(sentence, tuple(fillers), links, voice)
            if parties and not (known and all(map(_is_anybody, parties))):
                return parties
            first = first or parties
    return first


def _is_anybody(party: Party) -> bool:
    """Whether somebody is known only by description, and of no known country."""
    entity = party.entity
    return entity.kind in ("group", "organisation") and entity.country is None and entity.id not in gazetteer()


def _heads(predicate: Predicate, slot: str) -> tuple[Token, ...]:
    """Where to look for a slot: the predicate's own word first, then the verb that carries it."""
    if predicate.head.index == predicate.carrier.index:
        return (predicate.head,)
    if slot == "subj":
        return () if predicate.support == "receive" else (predicate.carrier,)
    return (predicate.head, predicate.carrier)


def parties_of(sentence: Sentence, tokens: Sequence[Token], links: Links, voice: Voice) -> tuple[Party, ...]:
    """The parties that these head words name, each once, in the order of the text."""
    heads = (
        head for token in tokens for head in (*_joined_before(sentence, token), token, *_listed_with(sentence, token))
    )
    return distinct(party for head in heads for party in _parties(sentence, head, links, voice, depth=0))


def _joined_before(sentence: Sentence, token: Token) -> tuple[Token, ...]:
    """The person named right before another, whom the parser took into his title: "met Premier A and Minister B"."""
    mention = sentence.mention_at(token.index)
    if mention is None or mention.kind != "person" or mention.first < 2:
        return ()
    before = sentence.mention_at(mention.first - 2)
    joined = sentence.tokens[mention.first - 1].lemma == "and"
    if before is None or before.kind != "person" or not joined:
        return ()
    return (sentence.tokens[before.head],) if before.head in set(sentence.subtree(token.index)) else ()


def _listed_with(sentence: Sentence, token: Token) -> tuple[Token, ...]:
    """The heads of the names listed after the one at a token, where the parse cuts the list off."""
    return tuple(sentence.tokens[mention.head] for mention in list_with(sentence, token.index)[1:])


def distinct(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Each entity once, at its first mention."""
    seen: dict[str, Party] = {}
    for party in parties:
        seen.setdefault(party.id, party)
    return tuple(seen.values())


def _parties(sentence: Sentence, token: Token, links: Links, voice: Voice, *, depth: int) -> tuple[Party, ...]:
    mention = sentence.mention_at(token.index)
    if mention is not None:
        speaker = _first_person(mention, voice)
        if speaker is not None:
            apposed = (one for one in sentence.children(token.index, "appos") if depth == 0)
            named = distinct(party for one in apposed for party in _parties(sentence, one, links, voice, depth=1))
            return named or (speaker,)
        found = _by_name(sentence, mention, links)
        if found and not _is_of_others(sentence, token, found):
            return tuple(as_actor(party) for party in found)
        if found:
            return _whose(sentence, token, links, voice, depth=depth) or found
    if depth > 3:
        return ()
    if token.lemma.lower() in _PARTITIVE:
        inner = _whose(sentence, token, links, voice, depth=depth)
        if inner:
            return inner
    return _inside(sentence, token, links, voice, depth=depth)


def _by_name(sentence: Sentence, mention: Mention, links: Links) -> tuple[Party, ...]:
    """Whom a mention stands for; for a pronoun in the words that name them before it in its sentence, if any do.

    In "Kenya said it would send troops" the words that tell a reader, and the relation model, who acts are "Kenya".
    """
    found = links.parties(mention)
    if mention.kind != "pronoun":
        return found
    before = [one for one in sentence.mentions if one.kind != "pronoun" and one.last <= mention.first]
    names = {named.id: named for one in before for named in links.parties(one)}
    return tuple(names.get(party.id, party) for party in found)


def _is_of_others(sentence: Sentence, token: Token, found: tuple[Party, ...]) -> bool:
    """Whether a description alone stands for those whose people it tells: "forces of the regime or of Russia"."""
    unknown = all(one.entity.kind == "group" and one.entity.country is None for one in found)
    of = (child for child in sentence.children(token.index, "prep") if child.lemma == "of")
    return unknown and token.lemma.lower() in _ARMED and any(of)


def _whose(sentence: Sentence, token: Token, links: Links, voice: Voice, *, depth: int) -> tuple[Party, ...]:
    """The parties after "of" or "from": the council in "members of the council"."""
    if depth > 3:
        return ()
    for preposition in sentence.children(token.index, "prep"):
        if preposition.lemma in ("of", "from"):
            inner = distinct(
                party
                for child in sentence.children(preposition.index, "pobj")
                for head in with_conjuncts(sentence, child)
                for party in _parties(sentence, head, links, voice, depth=depth + 1)
            )
            if inner:
                return inner
    return ()


def _inside(sentence: Sentence, token: Token, links: Links, voice: Voice, *, depth: int) -> tuple[Party, ...]:
    """The party inside a phrase that names none itself: "Israel's air force", "the Afghan army trainees"."""
    parts = (*sentence.children(token.index, "poss", "amod", "compound", "nmod"), *led_by(sentence, token))
    for child in parts:
        if sentence.mention_at(child.index) is not None:
            found = _parties(sentence, child, links, voice, depth=depth + 1)
        else:
            found = _inside(sentence, child, links, voice, depth=depth + 1) if child.dep == "compound" else ()
        if found:
            return _countries(found) if token.lemma.lower() in _REALMS else found
    return ()


def _countries(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """The states of people: who acts when "his country" does."""
    return tuple(
        Party(_state(party.entity.country, None), party.text, party.start, party.end)
        if party.entity.kind in ("person", "group") and party.entity.country
        else party
        for party in parties
    )


def _first_person(mention: Mention, voice: Voice) -> Party | None:
    """Who "I" or "we" is: the speaker; a speaker for a government says "we" of the state."""
    word = mention.text.lower()
    if mention.kind != "pronoun" or word not in _FIRST_SINGULAR | _FIRST_PLURAL:
        return None
    speaker = voice.speaker
    if speaker is None:
        return None
    entity = speaker.entity
    if word in _FIRST_PLURAL and entity.sector in _STATE and entity.country and entity.kind != "country":
        entity = _state(entity.country, entity.sector)
    return Party(entity, mention.text, mention.start, mention.end)


def as_actor(party: Party) -> Party:
    """A ministry, officials or troops act as the state; an army, the police, a court or a parliament as itself.

    So does a government that the gazetteer knows as a body of its own, as those of regions are.
    """
    entity = party.entity
    if entity.id in gazetteer():
        return party
    executive = entity.kind in ("organisation", "group") and entity.sector in _EXECUTIVE
    forces = entity.kind == "group" and entity.sector == "MIL" and entity.name.rpartition(" ")[2].lower() in _FORCES
    if (executive or forces) and entity.country:
        return Party(_state(entity.country, entity.sector), party.text, party.start, party.end)
    return party


def as_host(party: Party) -> Party:
    """A city that is visited, told or dealt with stands for its state; one that is attacked is itself the target."""
    entity = party.entity
    if entity.kind == "place" and entity.country:
        return Party(_state(entity.country, None), party.text, party.start, party.end)
    return party


def _state(iso3: str, sector: str | None) -> Entity:
    """The state, acting through an arm of it."""
    return replace(gazetteer().entity(iso3), sector=sector)


def nearby_party(
    sentence: Sentence,
    tokens: Sequence[Token],
    links: Links,
    voice: Voice,
    prepositions: Sequence[str],
    *,
    apart: Container[str] = (),
) -> tuple[Party, ...]:
    """The parties that stand inside a complement: Türkiye in "strengthen its partnership with Türkiye".

    Those whose country is known come before others: in "refused to send monitors to Chad" it is Chad.

    Args:
        sentence: The sentence.
        tokens: Head words of the complement.
        links: Who the mentions stand for.
        voice: Who speaks.
        prepositions: Those after which a party counts, best first; the object of a verb comes before all.
        apart: Ids of parties that don't count: who acts, as in "to open its borders to refugees".
    """
    first: tuple[Party, ...] = ()
    for token in tokens:
        founds = token.lemma in _FOUNDING
        objects = list(fill(sentence, token, "obj")) if token.pos == "VERB" and not founds else []
        inside = [sentence.tokens[at] for at in sorted(sentence.subtree(token.index))]
        near = set(_own_clause(sentence, token))
        for scope in ([one for one in inside if one.index in near], inside):
            for heads in (objects, *(_after(sentence, scope, preposition) for preposition in prepositions)):
                named = parties_of(sentence, heads, links, voice)
                found = tuple(one for one in named if one.entity.kind != "place" and one.id not in apart)
                if found and not all(map(_is_anybody, found)):
                    return found
                first = first or found
    return first


def _own_clause(sentence: Sentence, token: Token) -> Iterator[int]:
    """The words below a token that stand in no clause of their own: what "to lend to A to help B" lends to is A."""
    yield token.index
    for child in sentence.children(token.index):
        if child.dep not in _CLAUSES:
            yield from _own_clause(sentence, child)


def _after(sentence: Sentence, inside: Sequence[Token], preposition: str) -> list[Token]:
    """The words after a preposition in a phrase, with those joined to them."""
    return [
        word
        for one in inside
        if one.dep in ("prep", "dative", "agent") and one.lemma.lower() == preposition
        for child in (both_after(sentence, one) if preposition == "between" else sentence.children(one.index, "pobj"))
        for word in (child, *sentence.children(child.index, "conj"))
    ]
