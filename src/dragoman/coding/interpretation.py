"""From one predicate to its events: parties completed from the clause around it, status, facets, evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.codebook import codebook
from dragoman.codebook.frames import Frame, FrameLexicon
from dragoman.coding.arguments import Arguments, Voice, arguments_of, distinct
from dragoman.coding.clauses import (
    fill,
    is_passive,
    prepositional,
    with_conjuncts,
)
from dragoman.coding.completion import Completion, by_means, event_above, mediators_of
from dragoman.coding.concerned import concerned
from dragoman.coding.confidence import Grounds, confidence
from dragoman.coding.contexts import contexts_of
from dragoman.coding.decision import Decision
from dragoman.coding.facets import Core, agreement_of, commitment_of, meeting_of
from dragoman.coding.matching import Predicate
from dragoman.coding.meetings import met_apart
from dragoman.coding.obligation import obligation
from dragoman.coding.passages import anchor_of, passage_of, promises_after
from dragoman.coding.pledges import pledge
from dragoman.coding.positions import position_of
from dragoman.coding.rules import Ruling, broken_down, refused, ruled
from dragoman.coding.second_opinion import SecondOpinion
from dragoman.coding.setting import status_by_date, when_of, where_of
from dragoman.coding.status import forbears, is_failure, is_pledged_not, is_precaution, is_ruled_out, status_of
from dragoman.coding.terms import is_laid_on, is_term, term
from dragoman.coding.unframed import unframed
from dragoman.model import CoderVersion, Document, Event, Links, Party, Sentence, Span, Token, When
from dragoman.model.event import Status
from dragoman.version import __version__

#: Nouns that say nothing of what is asked for but that it is asked for.
_EMPTY_NOUNS = frozenset(
    "need importance necessity urgency case step measure effort action way call demand request".split()
)
#: Types that are threats when their own author announces them → mode and CAMEO code of the threat.
_THREATS = {
    "ASSAULT": ("violence", "138"),
    "COERCE": ("restrict", "137"),
    "SANCTION": ("restrict", "1312"),
    "MOBILIZE": ("violence", "138"),
}
#: Types of promises.
_PROMISES = frozenset({"AGREE", "CONCEDE"})
_OFFICIAL = frozenset({"GOV", "MIL", "LEG", "JUD", "IGO", "UNO", "EUR"})
#: Version of this coder's rules and tables: raise it with any change that changes an event.
VERSION = CoderVersion(name="dragoman", version=__version__)
"""The coder of this version of dragoman: another version may read the same words in another way."""


def _lodged(frame: Frame, arguments: Arguments) -> Frame:
    """The protest of a state or an official is a complaint lodged, ACCUSE; only civilians demonstrate."""
    if frame.type != "PROTEST" or frame.mode not in (None, "demo") or not arguments.actor:
        return frame
    official = all(
        party.entity.kind == "country" or party.entity.sector in _OFFICIAL or party.entity.posts
        for party in arguments.actor
    )
    return replace(frame, type="ACCUSE", mode="disapprove", cameo="111") if official else frame


def _travels_for_state(party: Party) -> bool:
    """Whether somebody's journey is a visit: refugees and residents who come and go make none."""
    entity = party.entity
    return (
        entity.kind != "group" or entity.sector in _OFFICIAL | {None, "PTY", "REB", "OPP", "NGO"} or bool(entity.posts)
    )


@dataclass(frozen=True, slots=True)
class Interpretation:
    """One predicate in its document: everything its events are made from."""

    document: Document
    sentence: Sentence
    predicate: Predicate
    links: Links
    voice: Voice
    lexicon: FrameLexicon
    second: SecondOpinion | None = None
    told: Sequence[Event] = ()
    coder: CoderVersion = VERSION

    def events(self, others: Sequence[Predicate], coded: dict[int, Event]) -> Iterator[Event]:
        """The events that the predicate tells: one, or one for each of several things asked for."""
        arguments = arguments_of(self.sentence, self.predicate, self.links, self.voice)
        completion = Completion(self.sentence, self.predicate, self.links, self.voice, self.told)
        above = event_above(self.sentence, self.predicate, coded)
        objects = self._objects()
        for thing in objects or [()]:
            filled = completion.complete(arguments, thing, above)
            if (self._holds(filled) or self._promises_act(filled, others)) and not self._is_words(thing):
                frame = _lodged(self._frame(others, thing), filled)
                other = filled.recipient if frame.type == "CONSULT" else arguments.recipient
                met = bool(other) and "reciprocal" in frame.flags
                for those in met_apart(self.sentence, self.predicate, filled.recipient):
                    parties = Arguments(filled.actor, those)
                    event = self._event(parties, thing, others, frame=frame, met=met, split=len(objects) > 1)
                    if event is not None:
                        yield event

    def _frame(self, others: Sequence[Predicate], thing: tuple[Token, ...]) -> Frame:
        """The predicate's frame; a promise to yield is CONCEDE ("agreed to withdraw its troops")."""
        frame = self.predicate.frame
        if frame.type != "AGREE":
            return frame
        promised = thing or fill(self.sentence, self.predicate.head, "xcomp")
        complements = {token.index for token in promised if not forbears(self.sentence, token)}
        below = [one.frame for one in others if one.carrier.index in complements]
        if any(one.type in ("RETREAT", "CONCEDE") for one in below):
            return replace(frame, type="CONCEDE", mode=None, cameo=codebook().default_cameo("CONCEDE"))
        return frame

    def _objects(self) -> list[tuple[Token, ...]]:
        """What it is about; things of different classes asked for in one breath are told apart."""
        for slot in self.predicate.frame.object:
            for head in dict.fromkeys((self.predicate.head, self.predicate.carrier)):
                found = fill(self.sentence, head, slot)
                if found:
                    return self._told_apart(self._content(found))
        return self._added_infinitive()

    def _added_infinitive(self) -> list[tuple[Token, ...]]:
        """A complement that the parser hung on as a purpose: "promised in return to open the canal"."""
        if "xcomp" not in self.predicate.frame.object:
            return []
        clauses = self.sentence.children(self.predicate.head.index, "advcl")
        found: list[tuple[Token, ...]] = [(clause,) for clause in clauses if clause.tag == "VB"]
        return found[:1]

    def _content(self, found: tuple[Token, ...]) -> tuple[Token, ...]:
        """What is behind words that only introduce it: the withdrawal in "the need for withdrawal"."""
        for token in found:
            if token.lemma.lower() in _EMPTY_NOUNS:
                inner = prepositional(self.sentence, token, "for", "of", "to")
                if inner:
                    return tuple(dict.fromkeys(word for one in inner for word in with_conjuncts(self.sentence, one)))
        return found

    def _told_apart(self, found: tuple[Token, ...]) -> list[tuple[Token, ...]]:
        if self.predicate.frame.type in _PROMISES:
            return [(found[0],), *((token,) for token in promises_after(self.sentence, found[0]))]
        if self.predicate.frame.type != "REQUEST":
            return [found[:1]]
        found = self._with_misplaced(found)
        classes = [frozenset(self._classes((token,))) for token in found]
        if all(classes) and len(set(classes)) == len(classes):
            return [(token,) for token in found]
        return [found[:1]]

    def _with_misplaced(self, found: tuple[Token, ...]) -> tuple[Token, ...]:
        """Joined nouns that the parser hung too low: "the withdrawal from the territories and the delivery of aid"."""
        low = [
            self.sentence.tokens[at]
            for token in found
            if self._has_article(token)
            for at in sorted(self.sentence.subtree(token.index))
            if self.sentence.tokens[at].dep == "conj" and self.sentence.tokens[at].pos == "NOUN"
        ]
        misplaced = [
            token
            for token in low
            if self._has_article(token) and not self._has_article(self.sentence.tokens[token.head])
        ]
        return tuple(dict.fromkeys((*found, *misplaced)))

    def _has_article(self, token: Token) -> bool:
        return self.sentence.child(token.index, "det") is not None

    def _classes(self, thing: Sequence[Token]) -> list[str]:
        """Object classes of the head words, then of the words closely below them."""
        classes: list[str] = []
        level = list(thing) if thing or self.predicate.frame is not obligation() else [self.predicate.head]
        for _ in range(3):
            for token in level:
                found = self.lexicon.object_class(token.lemma.lower())
                classes.extend(one for one in found if one != "force" or not self._fights_ill(token))
            if classes:
                break
            level = [child for token in level for child in self.sentence.children(token.index)]
        return classes

    def _is_demand(self) -> bool:
        """Whether what must be done names a thing that is demanded of somebody: "the violence must stop"."""
        subjects = self.sentence.children(self.predicate.carrier.index, "nsubj", "nsubjpass")
        if any(token.pos == "PRON" for token in subjects):
            return False
        asked = [row.name for row in self.lexicon.refinements.get("REQUEST", ())]
        words = (self.predicate.head, *subjects)
        return any(one in asked for token in words for one in self.lexicon.object_class(token.lemma.lower()))

    def _fights_ill(self, token: Token) -> bool:
        """Whether what is fought is an ill and no enemy: "to fight terrorism", "the campaign against Ebola"."""
        foes = (*fill(self.sentence, token, "obj"), *fill(self.sentence, token, "against"))
        return any("ill" in self.lexicon.object_class(one.lemma.lower()) for one in foes)

    def _holds(self, arguments: Arguments) -> bool:
        """Whether the parties make it a political event; the flags of noisy frames ask for more."""
        flags = self.predicate.frame.flags
        if is_precaution(self.predicate) and not arguments.recipient:
            return False
        if mediators_of(self.sentence, self.predicate, self.links, self.voice):
            return True
        if self.predicate.frame is obligation():
            return bool(arguments.actor) and (bool(arguments.recipient) or self._is_demand())
        if self.predicate.frame is unframed():
            return bool(arguments.actor and arguments.recipient)
        if self.predicate.frame.mode == "visit" and not any(_travels_for_state(one) for one in arguments.actor):
            return False
        if "weak" in flags and self.predicate.support is None:
            return bool(arguments.actor and arguments.recipient) or len(arguments.actor) > 1
        if self.predicate.nominal:
            return bool(arguments.actor) and (len(arguments.actor) > 1 or bool(arguments.recipient))
        if self.predicate.carrier.lemma == "announce" and self.predicate.frame.type == "ASSAULT":
            return False
        if not arguments.actor:
            passive = is_passive(self.sentence, self.predicate.carrier)
            return bool(arguments.recipient) and (passive or by_means(self.sentence, self.predicate))
        joint = "reciprocal" in flags and len(arguments.actor) > 1
        return "needs_party" not in flags or bool(arguments.recipient) or joint

    def _promises_act(self, arguments: Arguments, others: Sequence[Predicate]) -> bool:
        """Whether a party is ready for a deed that a frame knows: "is willing to withdraw its troops" asks no other."""
        frame = self.predicate.frame
        if frame.type not in _PROMISES or frame.pos != "a" or not arguments.actor:
            return False
        promised = {token.index for token in fill(self.sentence, self.predicate.head, "xcomp")}
        return any(one.head.pos == "VERB" and one.carrier.index in promised for one in others)

    def _is_words(self, thing: tuple[Token, ...]) -> bool:
        """Whether a verb of many uses has an object that nobody is helped or hurt with: "delivered a message"."""
        frame = self.predicate.frame
        if "weak" not in frame.flags or frame.requirements:
            return False
        return any("abstract" in self.lexicon.object_class(token.lemma.lower()) for token in thing)

    def _event(
        self,
        arguments: Arguments,
        thing: tuple[Token, ...],
        others: Sequence[Predicate],
        *,
        frame: Frame,
        met: bool,
        split: bool,
    ) -> Event | None:
        passage = passage_of(self.sentence, self.predicate, others)
        when = when_of(self.sentence, self.predicate, self.links, self.document.published_on)
        ruling, decision = self._ruling(frame, arguments, thing, self._status(when))
        if ruling is None or (ruling.status == "negated" and is_laid_on(self.predicate.frame)):
            return None
        grounds = self._grounds(arguments, decision)
        if ruling.type == "AGREE" and frame.type == "CONSULT" and "subj" in frame.recipient:
            # Whoever will host promises it: "Germany will host a meeting of the group".
            arguments = Arguments(arguments.recipient, arguments.actor)
        if met and ruling.type == frame.type:
            arguments = Arguments(distinct((*arguments.actor, *arguments.recipient)), ())
        where = where_of(self.sentence, self.predicate, self.links, passage)
        core = Core(
            type=ruling.type,
            mode=ruling.mode,
            status=ruling.status,
            actor=arguments.actor,
            recipient=arguments.recipient,
            where=where,
            object=thing,
            terms=is_term(self.document, self.sentence, self.predicate.carrier, self.voice.chain),
        )
        anchor = anchor_of(self.sentence, self.predicate)
        if split:
            anchor = self._words(thing)
        book = codebook()
        mediators = mediators_of(self.sentence, self.predicate, self.links, self.voice)
        tokens = [token for token in self.sentence.tokens if passage.start <= token.start and token.end <= passage.end]
        return Event(
            document_id=self.document.id,
            type=ruling.type,
            mode=ruling.mode,
            contexts=contexts_of(ruling.type, tokens, decision.contexts if decision else ()),
            cameo=ruling.cameo,
            quad=book.quad(ruling.type),
            plover_score=book.score(ruling.type, ruling.mode),
            goldstein=book.cameo(ruling.cameo).goldstein,
            status=ruling.status,
            actor=arguments.actor,
            recipient=arguments.recipient,
            about=concerned(self.sentence, self.predicate, self.links, arguments, thing, mediators),
            mediator=mediators,
            when=when,
            where=where,
            attribution=self.voice.chain,
            meeting=meeting_of(core, self.sentence, self.predicate, self.document),
            commitment=commitment_of(core, self.sentence, self.predicate, self.document, self.links),
            position=position_of(core, self.sentence, self.predicate, self.document),
            agreement=agreement_of(core, self.sentence, self.predicate, self.document, mediators),
            evidence=(self.document.evidence(passage.start, passage.end),),
            anchor=self.document.evidence(anchor.start, anchor.end),
            confidence=confidence(grounds),
            why=self._why(ruling.why),
            coder=self.coder,
        )

    def _ruling(
        self, frame: Frame, arguments: Arguments, thing: tuple[Token, ...], status: Status
    ) -> tuple[Ruling | None, Decision | None]:
        """What comes of the predicate, and what frame and model together made of it.

        The ruling is None for no event, the decision where only the frame spoke.
        """
        if frame is unframed():
            decision = self._decide(None, arguments, thing)
            if decision is None:
                return None, None
            ruling = SecondOpinion.propose(decision, status)
            return (ruled(*ruling[:4])._replace(why=ruling.why) if ruling else None), decision
        first = self._first_ruling(frame, arguments, thing, status)
        if status == "negated" and is_pledged_not(self.sentence, self.predicate, self.lexicon):
            why = "binding oneself not to do it is AGREE"
            return Ruling("AGREE", None, codebook().default_cameo("AGREE"), "actual", why), None
        decision = self._decide(first, arguments, thing)
        if decision is None:
            return first, None
        weighed = SecondOpinion.weigh(first, decision)
        if weighed is not None and weighed.type not in _PROMISES and self._is_forbearance(frame, thing):
            weighed = first
        # Whether a meeting is multilateral is counted, not read.
        if weighed is not None and weighed.mode == "multilateral" and first.mode != "multilateral":
            weighed = weighed._replace(mode=first.mode if weighed.type == first.type else None)
        return weighed, decision

    def _is_forbearance(self, frame: Frame, thing: tuple[Token, ...]) -> bool:
        """Whether a promise is not to do something: the deed that it names misleads table and model."""
        inside = (clause for token in thing for clause in self.sentence.children(token.index, "acl", "xcomp"))
        own = (self.predicate.head,) if self.predicate.head.pos == "VERB" else ()
        return frame.type in _PROMISES and any(forbears(self.sentence, token) for token in (*own, *thing, *inside))

    def _first_ruling(self, frame: Frame, arguments: Arguments, thing: tuple[Token, ...], status: Status) -> Ruling:
        """What the frame makes of it, with PLOVER's rules for hard cases."""
        type_, mode, cameo = self.lexicon.sharpen(frame, self._classes(thing))
        if type_ != frame.type and self._is_forbearance(frame, thing):
            type_, mode, cameo = frame.type, frame.mode, frame.cameo
        if type_ == "CONSULT" and mode is None and len((*arguments.actor, *arguments.recipient)) > 2:
            mode = "multilateral"
        ruling = ruled(type_, mode, cameo, status)
        if status == "negated" and is_ruled_out(self.sentence, self.predicate):
            ruling = refused(ruling)
        if status == "negated" and is_failure(self.sentence, self.predicate):
            ruling = broken_down(ruling)
        return self._threatened(ruling, arguments)

    def _decide(self, ruling: Ruling | None, arguments: Arguments, thing: tuple[Token, ...]) -> Decision | None:
        """What the model adds; None without a model, or without anybody who acts."""
        if self.second is None or not arguments.actor:
            return None
        source = arguments.actor[0]
        others = [party for party in (*arguments.recipient, *arguments.actor[1:]) if party.start != source.start]
        target = Span(others[0].start, others[0].end) if others else self._words(thing) if thing else None
        return self.second.decide(self.document, self.sentence, ruling, Span(source.start, source.end), target)

    def _threatened(self, ruling: Ruling, arguments: Arguments) -> Ruling:
        """Force that its own author announces is a threat: "we will strike back", the minister said."""
        speaker = self.voice.speaker
        if ruling.status not in ("future", "hypothetical") or ruling.type not in _THREATS or speaker is None:
            return ruling
        same = {speaker.id, speaker.entity.country} & {party.id for party in arguments.actor}
        if not same:
            return ruling
        mode, cameo = _THREATS[ruling.type]
        return Ruling("THREATEN", mode, cameo, "actual", f"a {ruling.type} that its author announces is THREATEN")

    def _status(self, when: When) -> Status:
        status = status_of(self.sentence, self.predicate, self.lexicon)
        frame = self.predicate.frame
        forbearing = frame.type in _PROMISES and forbears(self.sentence, self.predicate.head)
        if (frame in (pledge(), term()) or forbearing) and status == "future":
            return "actual"  # What is promised is to come; the promise is made.
        return status_by_date(status, when, self.document.published_on)

    def _words(self, thing: tuple[Token, ...]) -> Span:
        apart = {at for one in thing for after in promises_after(self.sentence, one) for at in self._below(after)}
        places = sorted(at for token in thing for at in self._below(token) if at not in apart)
        while len(places) > 1 and self.sentence.tokens[places[-1]].pos in ("CCONJ", "PUNCT"):
            places.pop()
        return Span(self.sentence.tokens[places[0]].start, self.sentence.tokens[places[-1]].end)

    def _below(self, token: Token) -> list[int]:
        return list(self.sentence.subtree(token.index))

    def _grounds(self, arguments: Arguments, decision: Decision | None) -> Grounds:
        """What the reading rests on."""
        frame = self.predicate.frame
        grounds = Grounds(
            unframed=frame is unframed(),
            nominal=self.predicate.nominal,
            weak="weak" in frame.flags,
            headline=self.sentence.block in ("headline", "deck", "subhead"),
            lone=not arguments.recipient and len(arguments.actor) < 2,
        )
        return grounds._replace(share=decision.share) if decision else grounds

    def _why(self, rule: str | None) -> str:
        frame = self.predicate.frame
        if frame is unframed():
            return f"no frame knows “{self.predicate.head.text}”, but {rule}"
        words = f"“{self.predicate.head.text}” calls up the frame “{frame.predicate}” → {frame.type}"
        if self.predicate.support:
            words += f", carried by “{self.predicate.carrier.text}”"
        return f"{words}; {rule}" if rule else words
