"""The coding step: sentences, links and attributions → events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.codebook import codebook
from dragoman.codebook.frames import FrameLexicon, frames
from dragoman.coding.clauses import fill
from dragoman.coding.completion import meets_on_arrival
from dragoman.coding.interpretation import VERSION, Interpretation
from dragoman.coding.matching import Predicate, find_predicates
from dragoman.coding.meetings import with_parents
from dragoman.coding.merging import merge_summaries
from dragoman.coding.obligation import find_obligations
from dragoman.coding.passages import anchor_of, consumed
from dragoman.coding.pledges import find_pledges
from dragoman.coding.second_opinion import SecondOpinion
from dragoman.coding.sport import is_sport
from dragoman.coding.status import forbears
from dragoman.coding.terms import find_terms, is_laid_on, tells_terms
from dragoman.coding.unframed import find_unframed, unframed
from dragoman.coding.voices import Voices
from dragoman.model import Attribution, CoderVersion, Document, Event, Links, Sentence, Span, Token

#: How many of the events before a sentence "the attack" may point back at.
_REMEMBERED = 8
_TOPICAL = frozenset({"what", "how", "why", "who", "where", "when"})


@dataclass(frozen=True, slots=True)
class FrameCoder:
    """Codes events by predicate frames on the dependency parse.

    Attributes:
        lexicon: The frames and their tables.
        second: The model's opinion on what the frames read; None leaves it to the frames.
        version: What its events say they were coded by.
    """

    lexicon: FrameLexicon
    second: SecondOpinion | None = None
    version: CoderVersion = VERSION

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
        voices = Voices(attributions, links.issuer)
        for sentence in sentences:
            for event in self._sentence(document, sentence, links, voices, events[-_REMEMBERED:]):
                events.append(event)
                blocks[event.id] = sentence.block
        return with_parents(merge_summaries(events, blocks))

    def _sentence(
        self,
        document: Document,
        sentence: Sentence,
        links: Links,
        voices: Voices,
        told: Sequence[Event],
    ) -> Iterator[Event]:
        if sentence.block == "label" or _names_topic(sentence) or is_sport(sentence.tokens):
            return
        predicates = self._predicates(document, sentence, voices)
        framed = [one for one in predicates if one.frame is not unframed()]
        coded: dict[int, Event] = {}
        taken: set[int] = set()
        found: list[Event] = []
        for predicate in sorted(predicates, key=lambda one: _depth(sentence, one.carrier)):
            apart = _is_pact(sentence, predicate) or meets_on_arrival(sentence, predicate)
            inside = predicate.head.index in taken and not apart
            if inside or predicate.carrier.index in coded:
                continue
            if _intends_conflict(sentence, predicate, framed) or _tells_broker(sentence, predicate, coded):
                continue
            voice = voices.at(anchor_of(sentence, predicate))
            before = (*told, *found)
            reading = Interpretation(
                document, sentence, predicate, links, voice, self.lexicon, self.second, before, self.version
            )
            events = list(reading.events(framed, coded))
            if events:
                coded[predicate.carrier.index] = events[0]
                found.extend(events)
            if events or is_laid_on(predicate.frame):
                taken |= consumed(sentence, predicate)
        yield from sorted(found, key=lambda event: event.anchor)

    def _predicates(self, document: Document, sentence: Sentence, voices: Voices) -> list[Predicate]:
        """The sentence's predicates, the most telling first; what a speaker says must be done is a demand."""
        obligations = [
            one
            for one in find_obligations(sentence)
            if voices.at(Span(one.head.start, one.head.end)).speaker is not None
        ]
        obliged = {one.head.index for one in obligations}
        framed = [one for one in find_predicates(sentence, self.lexicon) if one.carrier.index not in obliged]
        told = {token.index for one in (*obligations, *framed) for token in (one.head, one.carrier)}
        chain = voices.at(Span(sentence.start, sentence.start + 1)).chain
        pledged = list(find_pledges(sentence, told))
        pledged += find_terms(sentence, told, told=tells_terms(document, sentence, chain))
        known = told | {one.head.index for one in pledged}
        proposed = find_unframed(sentence, self.lexicon, known) if self.second else ()
        return sorted([*obligations, *framed, *pledged, *proposed], key=_telling, reverse=True)


def default_coder(version: CoderVersion = VERSION) -> FrameCoder:
    """The coder with the frames of the codebook and the trained model.

    Args:
        version: What its events say they were coded by.
    """
    return FrameCoder(frames(), SecondOpinion(), version)


def _names_topic(sentence: Sentence) -> bool:
    """Whether a title only says what the text below it is about: "What the Parties Undertake", "How It Began"."""
    return sentence.block == "subhead" and any(token.text.lower() in _TOPICAL for token in sentence.tokens[:1])


def _depth(sentence: Sentence, token: Token) -> int:
    """How many clauses and phrases a word stands below the root: what governs is coded before what it governs."""
    return sum(1 for _ in sentence.ancestors(token.index))


def _is_pact(sentence: Sentence, predicate: Predicate) -> bool:
    """Whether a noun names both parties of an agreement, told wherever it stands: "welcomed the deal between …"."""
    return (
        predicate.nominal
        and "agreement" in predicate.frame.flags
        and len(fill(sentence, predicate.head, "between")) > 1
    )


def _intends_conflict(sentence: Sentence, predicate: Predicate, others: Sequence[Predicate]) -> bool:
    """Whether what is planned or agreed is hostile: "plans to impose sanctions" is a SANCTION to come, no promise.

    A promise not to strike is one.
    """
    if predicate.frame.type != "AGREE":
        return False
    complements = {clause.index for clause in fill(sentence, predicate.head, "xcomp") if not forbears(sentence, clause)}
    return any(one.carrier.index in complements and codebook().quad(one.frame.type) > 2 for one in others)


def _tells_broker(sentence: Sentence, predicate: Predicate, coded: dict[int, Event]) -> bool:
    """Whether a participle only names who brokered the agreement of an event already coded."""
    noun = sentence.tokens[predicate.head.head]
    return "negotiated" in predicate.frame.flags and predicate.head.dep == "acl" and noun.head in coded


def _telling(predicate: Predicate) -> tuple[int, int, int]:
    """How much a reading of a verb rests on: fixed words first, then a noun it carries, then the verb itself."""
    frame = predicate.frame
    if frame is unframed():
        return (-1, 0, 0)
    rank = {"n": 2, "v": 1, "a": 0}[frame.pos]
    return (min(frame.specificity, 4) if frame.requirements else 0, rank, frame.specificity)
