"""Completing the parties of a predicate from what stands around it.

A frame's slots hold most parties. The others stand inside the complement ("strengthen its ties with Türkiye"), before
a "where" clause ("Gaza, where Israel has resumed attacks"), in a condition ("would act if the soldiers stayed"), or in
the clause that a participle hangs on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.coding.arguments import Arguments, Voice, as_host, distinct, nearby_party, parties_of
from dragoman.coding.clauses import fill, finite_above, is_added_participle, is_misjoined, prepositional, subject
from dragoman.coding.matching import Predicate
from dragoman.coding.obligation import obligation
from dragoman.model import Event, Links, Party, Sentence, Token

#: Types whose target may be a place itself.
_ON_THE_GROUND = frozenset({"ASSAULT", "COERCE", "AID", "MOBILIZE", "RETREAT", "PROTEST"})
#: Types that answer somebody's act: its owner is the recipient.
_OWNED = frozenset({"REQUEST", "ACCUSE", "SUPPORT", "REJECT"})
#: Prepositions after which a party inside the complement bears an act of this type, best first.
_RELATIONS: Mapping[str, tuple[str, ...]] = {
    "ACCUSE": ("by", "of", "against", "in"),
    "AGREE": ("with", "to", "against", "for", "toward", "towards", "on"),
    "REJECT": ("by", "from", "of", "with", "to", "for", "on"),
    "REQUEST": ("by", "among", "from"),
    "SUPPORT": ("between", "by", "with", "to", "for", "from", "of"),
    "THREATEN": ("with", "to", "against", "for", "toward", "towards", "on"),
}


@dataclass(frozen=True, slots=True)
class Completion:
    """A predicate in its sentence, whose missing parties are looked for."""

    sentence: Sentence
    predicate: Predicate
    links: Links
    voice: Voice

    def complete(self, arguments: Arguments, thing: tuple[Token, ...], above: Event | None) -> Arguments:
        """The parties, with those that stand elsewhere.

        Args:
            arguments: What the slots hold.
            thing: Head words of what the predicate is about.
            above: The event of the clause that this one hangs on; None without one.
        """
        frame = self.predicate.frame
        actor = arguments.actor
        if not actor and self.voice.speaker is not None and (frame is obligation() or not frame.actor):
            actor = (self.voice.speaker,)
        recipient = arguments.recipient or self._recipient(thing)
        if above is not None:
            actor = actor or above.actor
            if not recipient and above.type == frame.type:
                recipient = above.recipient
        if frame.type not in _ON_THE_GROUND:
            actor, recipient = distinct(map(as_host, actor)), distinct(map(as_host, recipient))
        brokers = mediators_of(self.sentence, self.predicate, self.links, self.voice)
        apart = {party.id for party in (*actor, *brokers)}
        return Arguments(actor, tuple(party for party in recipient if party.id not in apart))

    def _recipient(self, thing: tuple[Token, ...]) -> tuple[Party, ...]:
        """Whom the act is directed at, where no slot says so."""
        event_type = self.predicate.frame.type
        relations = _RELATIONS.get(event_type)
        if event_type in _OWNED:
            found = self._owner(thing)
            if found:
                return found
        if relations is not None:
            found = nearby_party(self.sentence, thing, self.links, self.voice, relations)
            return found or (self._warned(thing) if event_type == "THREATEN" else ())
        if event_type in ("ASSAULT", "COERCE", "AID"):
            return self._place_before_where() or self._where_it_falls(thing)
        return self._where_it_falls(thing) if event_type == "MOBILIZE" else ()

    def _parties(self, heads: tuple[Token, ...] | list[Token]) -> tuple[Party, ...]:
        return parties_of(self.sentence, heads, self.links, self.voice)

    def _owner(self, thing: tuple[Token, ...]) -> tuple[Party, ...]:
        """Whose act it is: Israel in "the need for the Israeli withdrawal", Chad in "defended Chad's decision"."""
        for token in thing:
            found = self._parties(fill(self.sentence, token, "poss"))
            if found:
                return found
        return ()

    def _where_it_falls(self, thing: tuple[Token, ...]) -> tuple[Party, ...]:
        """Where aid or force goes, when the words name only that: "provided 340 million for assistance in Iraq"."""
        inside = {at for token in (*thing, self.predicate.head) for at in self.sentence.subtree(token.index)}
        heads = [
            word
            for at in sorted(inside)
            if self.sentence.tokens[at].lemma.lower() in ("in", "to") and self.sentence.tokens[at].dep == "prep"
            for word in self.sentence.children(at, "pobj")
        ]
        return tuple(one for one in self._parties(heads) if one.entity.kind in ("country", "place", "group"))[:1]

    def _warned(self, thing: tuple[Token, ...]) -> tuple[Party, ...]:
        """Whose conduct a warning hangs on: the soldiers in "would act if the soldiers did not leave"."""
        conditions = [
            clause
            for token in thing
            for at in self.sentence.subtree(token.index)
            if (clause := self.sentence.tokens[at]).dep == "advcl"
            and any(mark.text.lower() in ("if", "unless", "until") for mark in self.sentence.children(at, "mark"))
        ]
        doers = [doer for one in conditions for doer in self.sentence.children(one.index, "nsubj", "nsubjpass")]
        return self._parties(doers)

    def _place_before_where(self) -> tuple[Party, ...]:
        """Gaza in "Gaza, where Israel has resumed attacks"."""
        clause = self.predicate.carrier
        while clause.dep == "conj" and clause.head != clause.index:
            clause = self.sentence.tokens[clause.head]
        where = any(child.text.lower() == "where" for child in self.sentence.children(clause.index, "advmod"))
        if clause.dep != "relcl" or not where:
            return ()
        return self._parties((self.sentence.tokens[clause.head],))


def event_above(sentence: Sentence, predicate: Predicate, coded: Mapping[int, Event]) -> Event | None:
    """The event of the clause that a participle or a joined verb without a subject of its own hangs on.

    Args:
        sentence: The sentence.
        predicate: The predicate.
        coded: Events of the sentence so far, by the position of the verb that carries them.
    """
    token = predicate.carrier
    if sentence.child(token.index, "nsubj", "nsubjpass", "agent") is not None:
        return None
    if is_added_participle(sentence, token) or is_misjoined(sentence, token):
        main = finite_above(sentence, token)
        return coded.get(main.index) if main else None
    while token.dep in ("advcl", "conj") and token.head != token.index:
        token = sentence.tokens[token.head]
        if token.index in coded:
            return coded[token.index]
    return None


def mediators_of(sentence: Sentence, predicate: Predicate, links: Links, voice: Voice) -> tuple[Party, ...]:
    """Who brokered it: "brokered by Qatar", "under the president's initiative", the subject of "brokered a truce"."""
    frame = predicate.frame
    if "negotiated" in frame.flags and "subj" not in frame.actor:
        return parties_of(sentence, subject(sentence, predicate.carrier), links, voice)
    found: list[Party] = []
    for token in (predicate.head, *fill(sentence, predicate.head, "obj")):
        for clause in sentence.children(token.index, "acl", "amod"):
            if clause.lemma in ("broker", "mediate", "negotiate", "facilitate"):
                heads = prepositional(sentence, clause, "by", "under", "through")
                found.extend(parties_of(sentence, heads, links, voice))
    return distinct(found)
