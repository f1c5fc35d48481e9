"""The coding step: sentences, links and attributions → events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.codebook import codebook
from dragoman.codebook.frames import Frame, FrameLexicon, frames
from dragoman.coding.arguments import Arguments, Voice, arguments_of, as_host, distinct, nearby_party, parties_of
from dragoman.coding.clauses import (
    fill,
    finite_above,
    is_added_participle,
    is_misjoined,
    is_passive,
    prepositional,
    subject,
    with_conjuncts,
)
from dragoman.coding.contexts import contexts_of
from dragoman.coding.facets import Core, agreement_of, commitment_of, meeting_of, position_of
from dragoman.coding.matching import Predicate, find_predicates
from dragoman.coding.merging import merge_summaries
from dragoman.coding.obligation import find_obligations, obligation
from dragoman.coding.passages import anchor_of, consumed, passage_of
from dragoman.coding.rules import ruled
from dragoman.coding.setting import status_by_date, when_of, where_of
from dragoman.coding.sport import is_sport
from dragoman.coding.status import status_of
from dragoman.model import Attribution, CoderVersion, Document, Event, Links, Party, Sentence, Span, Token, When
from dragoman.model.event import Status

#: Nouns that say nothing of what is asked for but that it is asked for.
_EMPTY_NOUNS = frozenset(
    "need importance necessity urgency case step measure effort action way call demand request".split()
)
#: Types whose target may be a place itself.
_ON_THE_GROUND = frozenset({"ASSAULT", "COERCE", "AID", "MOBILIZE", "RETREAT", "PROTEST"})
#: Version of this coder's rules and tables: raise it with any change that changes an event.
VERSION = CoderVersion(name="frames", version="1")


@dataclass(frozen=True, slots=True)
class FrameCoder:
    """Codes events by predicate frames on the dependency parse.

    Attributes:
        lexicon: The frames and their tables.
    """

    lexicon: FrameLexicon

    def code(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        links: Links,
        attributions: Sequence[Attribution],
    ) -> tuple[Event, ...]:
        """Every event of a document, in the order of the text.

        Args:
            document: The report.
            sentences: Its sentences with mentions.
            links: Who, when and where the mentions stand for.
            attributions: Who says what.
        """
        events: list[Event] = []
        blocks = {}
        for sentence in sentences:
            for event in self._sentence(document, sentence, links, attributions):
                events.append(event)
                blocks[event.id] = sentence.block
        return merge_summaries(events, blocks)

    def _sentence(
        self, document: Document, sentence: Sentence, links: Links, attributions: Sequence[Attribution]
    ) -> Iterator[Event]:
        if sentence.block == "label" or is_sport(sentence.tokens):
            return
        predicates = self._predicates(sentence, attributions, links)
        coded: dict[int, Event] = {}
        taken: set[int] = set()
        found: list[Event] = []
        for predicate in sorted(predicates, key=lambda one: _depth(sentence, one.carrier)):
            if predicate.head.index in taken or predicate.carrier.index in coded:
                continue
            if _intends_conflict(sentence, predicate, predicates) or _tells_broker(sentence, predicate, coded):
                continue
            anchor = anchor_of(sentence, predicate)
            voice = Voice(_chain(attributions, anchor), links.issuer)
            events = list(Reading(document, sentence, predicate, links, voice, self.lexicon).events(predicates, coded))
            if events:
                coded[predicate.carrier.index] = events[0]
                taken |= consumed(sentence, predicate)
                found.extend(events)
        yield from sorted(found, key=lambda event: event.anchor)

    def _predicates(self, sentence: Sentence, attributions: Sequence[Attribution], links: Links) -> list[Predicate]:
        """The sentence's predicates, the most telling first; what a speaker says must be done is a demand."""
        obligations = [
            one
            for one in find_obligations(sentence)
            if Voice(_chain(attributions, Span(one.head.start, one.head.end)), links.issuer).speaker is not None
        ]
        obliged = {one.head.index for one in obligations}
        framed = (one for one in find_predicates(sentence, self.lexicon) if one.carrier.index not in obliged)
        return sorted([*obligations, *framed], key=_telling, reverse=True)


def default_coder() -> FrameCoder:
    """The coder with the frames of the codebook."""
    return FrameCoder(frames())


def _depth(sentence: Sentence, token: Token) -> int:
    """How many clauses and phrases a word stands below the root: what governs is coded before what it governs."""
    return sum(1 for _ in sentence.ancestors(token.index))


def _intends_conflict(sentence: Sentence, predicate: Predicate, others: Sequence[Predicate]) -> bool:
    """Whether what is planned or agreed is hostile: "plans to impose sanctions" is a SANCTION to come, no promise."""
    if predicate.frame.type != "AGREE":
        return False
    complements = {clause.index for clause in fill(sentence, predicate.head, "xcomp")}
    return any(one.carrier.index in complements and codebook().quad(one.frame.type) > 2 for one in others)


def _tells_broker(sentence: Sentence, predicate: Predicate, coded: dict[int, Event]) -> bool:
    """Whether a participle only names who brokered the agreement of an event already coded."""
    noun = sentence.tokens[predicate.head.head]
    return "negotiated" in predicate.frame.flags and predicate.head.dep == "acl" and noun.head in coded


def _telling(predicate: Predicate) -> tuple[int, int, int]:
    """How much a reading of a verb rests on: fixed words first, then a noun it carries, then the verb itself."""
    frame = predicate.frame
    rank = {"n": 2, "v": 1, "a": 0}[frame.pos]
    return (min(frame.specificity, 4) if frame.requirements else 0, rank, frame.specificity)


def _chain(attributions: Sequence[Attribution], anchor: Span) -> tuple[Attribution, ...]:
    """The attributions whose content holds the anchor, the widest first: from the outlet inwards."""
    around = [one for one in attributions if any(span.contains(anchor) for span in one.content)]
    return tuple(sorted(around, key=lambda one: -sum(span.end - span.start for span in one.content)))


def _joined(arguments: Arguments, frame: Frame, event_type: str) -> Arguments:
    """Those who meet each other are all actors; a meeting still to come is a promise by one to the other."""
    if "reciprocal" not in frame.flags or event_type != frame.type:
        return arguments
    return Arguments(distinct((*arguments.actor, *arguments.recipient)), ())


@dataclass(frozen=True, slots=True)
class Reading:
    """One predicate in its document: everything its events are made from."""

    document: Document
    sentence: Sentence
    predicate: Predicate
    links: Links
    voice: Voice
    lexicon: FrameLexicon

    def events(self, others: Sequence[Predicate], coded: dict[int, Event]) -> Iterator[Event]:
        """The events that the predicate tells: one, or one for each of several things asked for."""
        arguments = arguments_of(self.sentence, self.predicate, self.links, self.voice)
        objects = self._objects()
        for index, thing in enumerate(objects or ((),)):
            filled = self._completed(arguments, thing, coded)
            if self._holds(filled):
                yield self._event(filled, thing, others, split=index if len(objects) > 1 else None)

    def _objects(self) -> list[tuple[Token, ...]]:
        """What it is about; things of different classes asked for in one breath are told apart."""
        for slot in self.predicate.frame.object:
            for head in dict.fromkeys((self.predicate.head, self.predicate.carrier)):
                found = fill(self.sentence, head, slot)
                if found:
                    return self._told_apart(self._content(found))
        return []

    def _content(self, found: tuple[Token, ...]) -> tuple[Token, ...]:
        """What is behind words that only introduce it: the withdrawal in "the need for withdrawal"."""
        for token in found:
            if token.lemma.lower() in _EMPTY_NOUNS:
                inner = prepositional(self.sentence, token, "for", "of", "to")
                if inner:
                    return tuple(dict.fromkeys(word for one in inner for word in with_conjuncts(self.sentence, one)))
        return found

    def _told_apart(self, found: tuple[Token, ...]) -> list[tuple[Token, ...]]:
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
                classes.extend(self.lexicon.object_class(token.lemma.lower()))
            if classes:
                break
            level = [child for token in level for child in self.sentence.children(token.index)]
        return classes

    def _completed(self, arguments: Arguments, thing: tuple[Token, ...], coded: dict[int, Event]) -> Arguments:
        """Parties that stand elsewhere: in the complement, before "where", or in the clause above."""
        actor, recipient = arguments.actor, arguments.recipient
        frame = self.predicate.frame
        if frame is obligation() and self.voice.speaker is not None:
            actor = (self.voice.speaker,)
        if not recipient and frame.type == "REQUEST":
            recipient = self._party_asked(thing)
        elif not recipient and frame.type == "ACCUSE":
            recipient = nearby_party(self.sentence, thing, self.links, self.voice, ("by", "of", "against", "in"))
        elif not recipient and frame.type == "SUPPORT":
            relations = ("between", "by", "with", "to", "for", "from", "of")
            recipient = nearby_party(self.sentence, thing, self.links, self.voice, relations)
        elif not recipient and frame.type in ("AGREE", "REJECT"):
            recipient = nearby_party(self.sentence, thing, self.links, self.voice)
        elif not recipient and frame.type in ("ASSAULT", "COERCE", "AID"):
            recipient = self._place_where()
        elif not recipient and frame.type == "THREATEN":
            recipient = nearby_party(self.sentence, thing, self.links, self.voice) or self._party_warned(thing)
        above = self._event_above(coded)
        if above is not None:
            actor = actor or above.actor
            if not recipient and above.type == frame.type:
                recipient = above.recipient
        if frame.type not in _ON_THE_GROUND:
            actor, recipient = distinct(map(as_host, actor)), distinct(map(as_host, recipient))
        apart = {party.id for party in (*actor, *self._mediators())}
        return Arguments(actor, tuple(party for party in recipient if party.id not in apart))

    def _party_asked(self, thing: tuple[Token, ...]) -> tuple[Party, ...]:
        """Whose act is asked for: Israel in "the need for the Israeli withdrawal"."""
        for token in thing:
            found = parties_of(self.sentence, fill(self.sentence, token, "poss"), self.links, self.voice)
            if found:
                return found
        return ()

    def _party_warned(self, thing: tuple[Token, ...]) -> tuple[Party, ...]:
        """Whose conduct a warning hangs on: the soldiers in "would act if the soldiers did not leave"."""
        conditions = [
            clause
            for token in thing
            for at in self.sentence.subtree(token.index)
            if (clause := self.sentence.tokens[at]).dep == "advcl"
            and any(mark.text.lower() in ("if", "unless", "until") for mark in self.sentence.children(at, "mark"))
        ]
        heads = [doer for clause in conditions for doer in self.sentence.children(clause.index, "nsubj", "nsubjpass")]
        return parties_of(self.sentence, heads, self.links, self.voice)

    def _place_where(self) -> tuple[Party, ...]:
        """Gaza in "Gaza, where Israel has resumed attacks"."""
        clause = self.predicate.carrier
        while clause.dep == "conj" and clause.head != clause.index:
            clause = self.sentence.tokens[clause.head]
        where = any(child.text.lower() == "where" for child in self.sentence.children(clause.index, "advmod"))
        if clause.dep != "relcl" or not where:
            return ()
        return parties_of(self.sentence, (self.sentence.tokens[clause.head],), self.links, self.voice)

    def _event_above(self, coded: dict[int, Event]) -> Event | None:
        """The event of the clause that a participle or a joined verb hangs on."""
        token = self.predicate.carrier
        if self.sentence.child(token.index, "nsubj", "nsubjpass", "agent") is not None:
            return None
        if is_added_participle(self.sentence, token) or is_misjoined(self.sentence, token):
            main = finite_above(self.sentence, token)
            return coded.get(main.index) if main else None
        while token.dep in ("advcl", "conj") and token.head != token.index:
            token = self.sentence.tokens[token.head]
            if token.index in coded:
                return coded[token.index]
        return None

    def _holds(self, arguments: Arguments) -> bool:
        """Whether the parties make it a political event; the flags of noisy frames ask for more."""
        flags = self.predicate.frame.flags
        if self._mediators():
            return True
        if self.predicate.frame is obligation():
            return bool(arguments.actor and arguments.recipient)
        if "weak" in flags and self.predicate.support is None:
            return bool(arguments.actor and arguments.recipient) or len(arguments.actor) > 1
        if self.predicate.nominal:
            return bool(arguments.actor) and (len(arguments.actor) > 1 or bool(arguments.recipient))
        if not arguments.actor:
            return bool(arguments.recipient) and is_passive(self.sentence, self.predicate.carrier)
        return "needs_party" not in flags or bool(arguments.recipient) or len(arguments.actor) > 1

    def _mediators(self) -> tuple[Party, ...]:
        """Who brokered it: "brokered by Qatar", "under President Trump's initiative"."""
        frame = self.predicate.frame
        if "negotiated" in frame.flags and "subj" not in frame.actor:
            return parties_of(self.sentence, subject(self.sentence, self.predicate.carrier), self.links, self.voice)
        found: list[Party] = []
        for token in (self.predicate.head, *fill(self.sentence, self.predicate.head, "obj")):
            for clause in self.sentence.children(token.index, "acl", "amod"):
                if clause.lemma in ("broker", "mediate", "negotiate", "facilitate"):
                    heads = prepositional(self.sentence, clause, "by", "under", "through")
                    found.extend(parties_of(self.sentence, heads, self.links, self.voice))
        return distinct(found)

    def _event(
        self, arguments: Arguments, thing: tuple[Token, ...], others: Sequence[Predicate], *, split: int | None
    ) -> Event:
        frame = self.predicate.frame
        refined = self.lexicon.refine(frame.type, self._classes(thing), frame.strength)
        mode, cameo = (frame.mode or refined[0], refined[1]) if refined else (frame.mode, frame.cameo)
        passage = passage_of(self.sentence, self.predicate, others)
        when = when_of(self.sentence, self.predicate, self.links, self.document.published_on)
        status = self._status(when)
        if frame.type == "CONSULT" and mode is None and len((*arguments.actor, *arguments.recipient)) > 2:
            mode = "multilateral"
        ruling = ruled(frame.type, mode, cameo, status)
        arguments = _joined(arguments, frame, ruling.type)
        where = where_of(self.sentence, self.predicate, self.links, passage)
        core = Core(ruling.type, ruling.mode, ruling.status, arguments.actor, arguments.recipient, where, thing)
        anchor = anchor_of(self.sentence, self.predicate)
        if split is not None:
            anchor = self._words(thing)
        book = codebook()
        mediators = self._mediators()
        tokens = [token for token in self.sentence.tokens if passage.start <= token.start and token.end <= passage.end]
        return Event(
            document_id=self.document.id,
            type=ruling.type,
            mode=ruling.mode,
            contexts=contexts_of(ruling.type, tokens),
            cameo=ruling.cameo,
            quad=book.quad(ruling.type),
            plover_score=book.score(ruling.type, ruling.mode),
            goldstein=book.cameo(ruling.cameo).goldstein,
            status=ruling.status,
            actor=arguments.actor,
            recipient=arguments.recipient,
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
            confidence=self._confidence(arguments),
            why=self._why(ruling.why),
            coder=VERSION,
        )

    def _status(self, when: When) -> Status:
        status = status_of(self.sentence, self.predicate, self.lexicon)
        return status_by_date(status, when, self.document.published_on)

    def _words(self, thing: tuple[Token, ...]) -> Span:
        places = sorted(at for token in thing for at in self.sentence.subtree(token.index))
        return Span(self.sentence.tokens[places[0]].start, self.sentence.tokens[places[-1]].end)

    def _confidence(self, arguments: Arguments) -> float:
        """How sure the reading is, from what it rests on; calibrated on the corpus by a later coder."""
        score = 0.85
        if self.predicate.nominal:
            score -= 0.2
        if "weak" in self.predicate.frame.flags:
            score -= 0.15
        if not arguments.recipient and len(arguments.actor) < 2:
            score -= 0.1
        if self.sentence.block in ("headline", "deck", "subhead"):
            score -= 0.1
        return round(score, 2)

    def _why(self, rule: str | None) -> str:
        frame = self.predicate.frame
        words = f"“{self.predicate.head.text}” calls up the frame “{frame.predicate}” → {frame.type}"
        if self.predicate.support:
            words += f", carried by “{self.predicate.carrier.text}”"
        return f"{words}; {rule}" if rule else words
