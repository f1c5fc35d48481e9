"""Completing the parties of a predicate from what stands around it.

A frame's slots hold most parties. The others stand inside the complement ("strengthen its ties with Türkiye"), before
a "where" clause ("Gaza, where Israel has resumed attacks"), in a condition ("would act if the soldiers stayed"), or in
the clause that a participle hangs on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.coding.arguments import Arguments, Voice, as_host, distinct, nearby_party, parties_of
from dragoman.coding.clauses import (
    fill,
    finite_above,
    is_added_participle,
    is_misjoined,
    is_passive,
    prepositional,
    subject,
    subject_or_object,
)
from dragoman.coding.decision import NONE
from dragoman.coding.matching import Predicate
from dragoman.coding.obligation import obligation
from dragoman.model import Event, Links, Party, Sentence, Token

#: Types whose target may be a place itself.
_ON_THE_GROUND = frozenset({"ASSAULT", "COERCE", "AID", "MOBILIZE", "RETREAT", "PROTEST"})
#: Types that fall on whoever is where they happen.
_FALLING = frozenset({"ASSAULT", "COERCE", "AID", "MOBILIZE", "RETREAT"})
#: Types that answer somebody's act: its owner is the recipient.
_OWNED = frozenset({"REQUEST", "ACCUSE", "SUPPORT", "REJECT", "CONCEDE"})
#: What only the authorities of a place do to people there.
_BY_AUTHORITIES = frozenset({"arrest", "deport", "expel", "release", "convict"})
#: Types whose telling gives a deed that others judge.
_HOSTILE = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
#: Nouns for what somebody strikes with: as the subject of an attack they name nobody.
_MEANS = frozenset("strike airstrike attack raid sortie bomb missile shell rocket drone aircraft jet warplane".split())
_BLASTS = frozenset("bombing blast explosion shelling shooting bombardment mine grenade".split())
#: Types that two or more do together.
_JOINT = frozenset({"AGREE", "CONSULT", "CONCEDE", "COOPERATE"})
#: Verbs whose object goes to somebody.
_GIVING = frozenset("send provide supply deliver dispatch deploy contribute give transfer lend pay hand ship".split())
#: Verbs whose object comes to be, or goes on to be, by them.
_FOUNDING = frozenset("set build open appoint extend convene expand prolong assemble raise".split())
#: Types of promises.
_PROMISES = frozenset({"AGREE", "CONCEDE"})
_EVERYBODY = frozenset({"all", "those", "everyone", "parties", "sides"})
_CONCERNED = frozenset({"concerned", "involved"})
_THIS = frozenset({"this", "these", "that", "those"})
#: Nouns for a hostile deed that the report has told already.
_DEEDS = frozenset(
    "attack strike bombing assault raid killing murder massacre violence incident act action aggression invasion move "
    "shelling bombardment offensive operation coup arrest detention seizure atrocity crime outrage provocation".split()
)
#: Deeds whose "of" names whoever suffers them: "the shelling of the town".
_SUFFERED = frozenset(
    "shelling bombing bombardment killing murder assassination execution siege invasion occupation annexation seizure "
    "kidnapping abduction torture persecution arrest detention massacre expulsion displacement capture downing burning "
    "targeting harassment imprisonment deportation beheading stoning destruction blockade".split()
)
#: Prepositions after which a party inside the complement bears an act of this type, best first.
_RELATIONS: Mapping[str, tuple[str, ...]] = {
    "ACCUSE": ("by", "of", "against", "in"),
    "AGREE": ("with", "to", "against", "for", "toward", "towards", "on", "of"),
    "AID": ("to", "for"),
    "CONCEDE": ("to", "from", "of", "by", "for", "on"),
    "CONSULT": ("between", "with", "among"),
    NONE: ("to", "with", "against", "from"),
    "COOPERATE": ("with", "between", "to"),
    "PROTEST": ("against", "by", "of"),
    "RETREAT": ("on", "against", "of", "from", "to", "for"),
    "SANCTION": ("against", "on", "with", "to", "from", "between"),
    "REJECT": ("by", "from", "of", "with", "to", "for", "on"),
    "REQUEST": ("by", "among", "from"),
    "SUPPORT": ("between", "among", "by", "with", "to", "for", "from", "of"),
    "THREATEN": ("with", "to", "against", "for", "toward", "towards", "on"),
}


@dataclass(frozen=True, slots=True)
class Completion:
    """A predicate in its sentence, whose missing parties are looked for.

    Attributes:
        sentence: The sentence.
        predicate: The predicate.
        links: Who the mentions stand for.
        voice: Who speaks.
        told: The events of the report so far, to which "the attack" and "this agreement" point back.
    """

    sentence: Sentence
    predicate: Predicate
    links: Links
    voice: Voice
    told: Sequence[Event] = ()

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
        if not actor and frame.type == "ASSAULT":
            actor = self._who_struck()
        if not actor and frame.mode in _BY_AUTHORITIES and is_passive(self.sentence, self.predicate.carrier):
            actor = self._authorities(arguments.recipient)
        given = () if self._is_victim(arguments.recipient, thing) else arguments.recipient
        pointed = self._struck_before(actor) or self._all_concerned(actor) or self._complained_of(actor, given)
        recipient = pointed or given or self._recipient(thing, frozenset(party.id for party in actor))
        if len(actor) > 1 and frame.type in _PROMISES and not given:
            # Two or more promise each other; whom they will set up or work with is nobody yet.
            recipient = tuple(one for one in recipient if one.entity.kind != "group" or one.entity.country)
        if above is not None:
            actor = actor or above.actor
            if not recipient and above.type == frame.type:
                recipient = above.recipient
        if frame.type not in _ON_THE_GROUND:
            actor, recipient = distinct(map(as_host, actor)), distinct(map(as_host, recipient))
        brokers = mediators_of(self.sentence, self.predicate, self.links, self.voice)
        apart = {party.id for party in (*actor, *brokers)}
        return Arguments(actor, tuple(party for party in recipient if party.id not in apart))

    def _recipient(self, thing: tuple[Token, ...], acting: frozenset[str]) -> tuple[Party, ...]:
        """Whom the act is directed at, where no slot says so."""
        event_type = self.predicate.frame.type
        asked = self._addressed()
        if asked:
            return asked
        relations = _RELATIONS.get(event_type)
        found: tuple[Party, ...] = ()
        if event_type in _OWNED or self.predicate.frame.mode == "release":
            found = tuple(party for party in self._owner(thing) if party.id not in acting)
            if found:
                return found
        if relations is not None:
            if event_type == "ACCUSE" and any(token.lemma.lower() in _SUFFERED for token in thing[:1]):
                relations = tuple(one for one in relations if one != "of")
            found = self._destined(thing) or self._not_founded(
                thing, nearby_party(self.sentence, thing, self.links, self.voice, relations, apart=acting)
            )
            if event_type in _PROMISES:
                # A name without a state, deep in what is promised, is seldom somebody: "from all of the Sinai".
                found = tuple(party for party in found if party.entity.kind != "person" or party.entity.country)
            found = found or self._of_deed_before(thing) or self._backed_before(thing)
            found = found or (self._warned(thing) if event_type == "THREATEN" else ())
        if not found and event_type in ("ASSAULT", "COERCE", "AID"):
            found = self._place_before_where()
        return found or (self._where_it_falls(thing) if event_type in _FALLING else ())

    def _destined(self, thing: tuple[Token, ...]) -> tuple[Party, ...]:
        """Who is to get what is promised or refused: Chad in "refused to send peacekeepers to Chad"."""
        giving = [token for token in thing if token.pos == "VERB" and token.lemma.lower() in _GIVING]
        return self._parties(
            [who for one in giving for slot in ("dat", "to") for who in fill(self.sentence, one, slot)]
        )

    def _not_founded(self, thing: tuple[Token, ...], found: tuple[Party, ...]) -> tuple[Party, ...]:
        """Those who are there already: not the mission of "agreed to set up a mission".

        Where a frame asks for somebody besides the actor, what is founded is enough.
        """
        if self.predicate.frame.flags & {"weak", "needs_party"}:
            return found
        founding = [token for token in thing if token.lemma.lower() in _FOUNDING]
        new = {
            one.id for one in self._parties([new for token in founding for new in fill(self.sentence, token, "obj")])
        }
        return tuple(one for one in found if one.id not in new)

    def _addressed(self) -> tuple[Party, ...]:
        """To whom words or a journey go: "asked Congress for aid", "protested to Peru", "left for a visit to Peru"."""
        frame, head = self.predicate.frame, self.predicate.head
        if head.pos != "VERB":
            return ()
        if frame.type == "REQUEST":
            asked = fill(self.sentence, head, "obj") if "for" in frame.particles else ()
            return self._parties(asked) or self._parties(fill(self.sentence, head, "csubj"))
        if frame.type == "PROTEST":
            return self._parties(fill(self.sentence, head, "to"))
        if frame.mode != "visit":
            return ()
        purposes = fill(self.sentence, head, "for")
        return self._parties(
            [host for one in purposes for to in ("to", "with") for host in fill(self.sentence, one, to)]
        )

    def _complained_of(self, actor: tuple[Party, ...], given: tuple[Party, ...]) -> tuple[Party, ...]:
        """Whose conduct a complaint to a third is about: Chad in "complained to the Council that Chad had attacked"."""
        head = self.predicate.head
        told = {one.id for one in self._parties(fill(self.sentence, head, "to"))}
        if self.predicate.frame.type != "ACCUSE" or not given or not {one.id for one in given} <= told:
            return ()
        known = {one.id for one in (*actor, *given)}
        return tuple(one for one in self._parties(fill(self.sentence, head, "csubj")) if one.id not in known)

    def _parties(self, heads: tuple[Token, ...] | list[Token]) -> tuple[Party, ...]:
        return parties_of(self.sentence, heads, self.links, self.voice)

    def _owner(self, thing: tuple[Token, ...]) -> tuple[Party, ...]:
        """Whose act it is: Israel in "the need for the Israeli withdrawal", Chad in "defended Chad's decision"."""
        for token in thing:
            found = self._parties(fill(self.sentence, token, "poss"))
            if found:
                return found
        return ()

    def _is_victim(self, recipient: tuple[Party, ...], thing: tuple[Token, ...]) -> bool:
        """Whether whom a slot found only suffers what is condemned: the town in "condemned the town's shelling"."""
        if self.predicate.frame.type != "ACCUSE" or not recipient:
            return False
        suffered = [token for token in thing[:1] if token.lemma.lower() in _SUFFERED]
        victims = {one.id for token in suffered for one in self._parties(fill(self.sentence, token, "of"))}
        return bool(victims) and all(party.id in victims for party in recipient)

    def _who_struck(self) -> tuple[Party, ...]:
        """Whose strikes they are: "missiles fired by the army hit", "two strikes destroyed" after one told before."""
        means = [token for token in subject_or_object(self.sentence, self.predicate.carrier) if token.lemma in _MEANS]
        if not means:
            return ()
        shooting = [clause for token in means for clause in self.sentence.children(token.index, "acl")]
        owners = self._parties(means) or self._parties([who for one in shooting for who in subject(self.sentence, one)])
        if owners:
            return owners
        return next((one.actor for one in reversed(self.told) if one.type == "ASSAULT" and one.actor), ())

    def _authorities(self, held: tuple[Party, ...]) -> tuple[Party, ...]:
        """The state whose authorities it must be, where no one is named: Togo in "was arrested in Togo"."""
        carrier = self.predicate.carrier
        places = [word for slot in ("in", "from") for word in prepositional(self.sentence, carrier, slot)]
        inner = [word for one in places for word in prepositional(self.sentence, one, "in")]
        hosts = map(as_host, self._parties([*places, *inner]))
        ids = {one.id for one in held}
        return tuple(one for one in hosts if one.entity.kind == "country" and one.id not in ids)[:1]

    def _struck_before(self, actor: tuple[Party, ...]) -> tuple[Party, ...]:
        """At whom the same attacker struck before, where a sentence of a list of strikes names only the place."""
        things = fill(self.sentence, self.predicate.carrier, "obj")
        if self.predicate.frame.type != "ASSAULT" or not any(token.lemma in _MEANS for token in things):
            return ()
        if any(fill(self.sentence, token, slot) for token in things for slot in ("on", "against", "at")):
            return ()
        last = next((one for one in reversed(self.told) if one.type == "ASSAULT"), None)
        same = last is not None and {party.id for party in last.actor} == {party.id for party in actor}
        return last.recipient if last is not None and same else ()

    def _of_deed_before(self, thing: tuple[Token, ...]) -> tuple[Party, ...]:
        """Whose deed is judged that was told before: "China condemned the attack", "this was an outrage"."""
        if self.predicate.frame.type != "ACCUSE" or not any(self._points_back(token) for token in thing[:1]):
            return ()
        return next((one.actor for one in reversed(self.told) if one.type in _HOSTILE and one.actor), ())

    def _all_concerned(self, actor: tuple[Party, ...]) -> tuple[Party, ...]:
        """Who is praised or called upon as "all concerned", "those involved": the parties of the pact told last."""
        below = sorted(self.sentence.subtree(self.predicate.head.index))
        words = [self.sentence.tokens[at].text.lower() for at in below]
        concerned = any(one in _EVERYBODY and two in _CONCERNED for one, two in pairwise(words))
        joint = (one for one in reversed(self.told) if len(one.actor) > 1 or one.type in _JOINT)
        parties = (distinct((*one.actor, *one.recipient)) for one in joint) if concerned else ()
        ids = {party.id for party in actor}
        return next((found for found in parties if len(found) > 1 and ids.isdisjoint(one.id for one in found)), ())

    def _backed_before(self, thing: tuple[Token, ...]) -> tuple[Party, ...]:
        """Whose cause it is that was backed before: "the kingdom supports these efforts", "this step is welcome"."""
        pointing = any(
            child.text.lower() in _THIS for token in thing[:1] for child in self.sentence.children(token.index, "det")
        )
        if self.predicate.frame.type != "SUPPORT" or not pointing:
            return ()
        return next((one.recipient for one in reversed(self.told) if one.type == "SUPPORT" and one.recipient), ())

    def _points_back(self, token: Token) -> bool:
        """Whether a word stands for a deed that is known already: "this", "the attack", "these acts"."""
        if token.text.lower() in _THIS:
            return True
        determined = any(child.text.lower() in _THIS | {"the"} for child in self.sentence.children(token.index, "det"))
        bare = self.sentence.child(token.index, "prep", "relcl", "acl", "poss") is None
        return determined and bare and token.lemma.lower() in _DEEDS

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
    if meets_on_arrival(sentence, predicate):
        return coded.get(sentence.tokens[sentence.tokens[token.head].head].index)
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


def meets_on_arrival(sentence: Sentence, predicate: Predicate) -> bool:
    """Whether a noun tells what somebody travels for: "will travel to Bonn for talks with members of the group"."""
    noun = predicate.head
    purpose = sentence.tokens[noun.head]
    journey = predicate.nominal and noun.dep == "pobj" and purpose.lemma.lower() == "for"
    return journey and predicate.frame.type == "CONSULT" and bool(fill(sentence, noun, "with"))


def by_means(sentence: Sentence, predicate: Predicate) -> bool:
    """Whether what harms somebody is a deed or a weapon whose owner isn't told: "a car bomb killed a merchant"."""
    doers = subject(sentence, predicate.carrier) if predicate.frame.type == "ASSAULT" and not predicate.nominal else ()
    return any(token.lemma.lower() in _MEANS | _BLASTS for token in doers)


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
