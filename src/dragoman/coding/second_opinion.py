"""The model's second opinion on what a frame has read: it may change an event's type, mode and code, or find nothing.

The frame says where an event stands, who its parties are and what its status is; the model has read the whole sentence
with the parties marked. `decision` weighs the two.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.coding.decision import NONE, Decision, Opinion, decide
from dragoman.coding.relation_model import Candidate, RelationModel, relation_model
from dragoman.coding.rules import Ruling
from dragoman.model import Document, Sentence, Span
from dragoman.model.event import Status

#: What a frame's type gains over the model's opinion of the whole sentence: the frame knows which clause is meant.
TRUST = 3.0
#: How sure the decision must be before it takes another type than the frame's.
OVERRULE = 0.9
#: How sure it must be that nothing happened before an event is dropped.
DROP = 0.95
#: How sure the model must be of an event that no frame has read.
PROPOSE = 0.8
#: Types whose telling is an act of its own: what they tell of is still to come, they are not.
_ANNOUNCING = frozenset({"AGREE", "CONCEDE", "THREATEN"})


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """Weighs rulings.

    Attributes:
        load: Gives the relation model; called when the first event is weighed, so that nothing else waits for it.
    """

    load: Callable[[], RelationModel] = relation_model

    def decide(
        self, document: Document, sentence: Sentence, ruling: Ruling | None, source: Span | None, target: Span | None
    ) -> Decision:
        """What frame and model together make of two parties; spans count in the document. None for no frame."""
        first, last = sentence.start, sentence.tokens[-1].end
        candidate = Candidate(document.text[first:last], _within(source, first, last), _within(target, first, last))
        opinion = Opinion(ruling.type, ruling.mode, ruling.cameo) if ruling else None
        model = self.load()
        return decide(model.judge([candidate])[0], opinion, model.witness, trust=TRUST)

    @staticmethod
    def weigh(ruling: Ruling, decision: Decision) -> Ruling | None:
        """The ruling as it stands after the decision; None for an event that is none."""
        if decision.type == NONE:
            return None if decision.share >= DROP else ruling
        if decision.type == ruling.type:
            return ruling._replace(mode=decision.mode, cameo=decision.cameo)
        if decision.share < OVERRULE:
            return ruling
        why = f"the sentence as a whole reads as {decision.type} rather than {ruling.type} ({decision.share:.0%} sure)"
        return Ruling(decision.type, decision.mode, decision.cameo, _status(decision, ruling.status), why)

    @staticmethod
    def propose(decision: Decision, status: Status) -> Ruling | None:
        """What the model reads where no frame does; None for nothing, or nothing sure enough."""
        if decision.type == NONE or decision.share < PROPOSE:
            return None
        why = f"the sentence as a whole reads as {decision.type} ({decision.share:.0%} sure)"
        return Ruling(decision.type, decision.mode, decision.cameo, _status(decision, status), why)


def _status(decision: Decision, status: Status) -> Status:
    """What a promise or a threat tells of is to come; the promise is not."""
    return "actual" if decision.type in _ANNOUNCING and status == "future" else status


def _within(span: Span | None, first: int, last: int) -> Span | None:
    """A span counted from the start of the sentence; None where it doesn't stand in it."""
    if span is None or span.start < first or span.end > last:
        return None
    return Span(span.start - first, span.end - first)
