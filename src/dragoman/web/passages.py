"""Passages: a report's text laid out with its marks, ready for a template.

Marks overlap: one passage tells of two events, a source stands inside another's words. The text of a block is therefore
cut wherever a mark begins or ends, first into stretches that rest the same events, then into pieces that carry the same
inner marks; so the elements made of them nest, whatever the marks do. Offsets are code points throughout.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from dragoman.model import Attribution, Block, Document, Event, Party, Span
from dragoman.model.report import BlockKind

Role = Literal["anchor", "actor", "recipient", "about", "mediator", "cue", "source"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words with a part to play: the deciding words, a party, a cue, a source.

    Attributes:
        start: First code point.
        end: One past the last.
        role: Their part.
        label: What to say of them, in a few words.
        event: Number of the event they belong to, from 1; None of an attribution, which stands for itself.
    """

    start: int
    end: int
    role: Role
    label: str
    event: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that carry the same marks.

    Attributes:
        text: The words.
        marks: What they carry, without repeats; empty for plain words.
    """

    text: str
    marks: tuple[Mark, ...] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        """The parts they play, each once."""
        return tuple(dict.fromkeys(mark.role for mark in self.marks))

    @property
    def label(self) -> str:
        """What to say of them."""
        return "; ".join(dict.fromkeys(mark.label for mark in self.marks))

    @property
    def events(self) -> tuple[int, ...]:
        """Numbers of the events whose marks they carry."""
        return tuple(dict.fromkeys(mark.event for mark in self.marks if mark.event is not None))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that rest the same events.

    Attributes:
        pieces: The words in order.
        events: Numbers of the events that rest on them, the one with the shortest passage first, which gives the
            colour; empty where nothing was coded.
        ending: Numbers of the events whose first passage ends here.
    """

    pieces: tuple[Piece, ...]
    events: tuple[int, ...] = ()
    ending: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block with its marks.

    Attributes:
        kind: What the block is.
        stretches: Its words in order.
    """

    kind: BlockKind
    stretches: tuple[Stretch, ...]

    @property
    def is_coded(self) -> bool:
        """Whether an event rests on it."""
        return any(stretch.events for stretch in self.stretches)


def lay_out(document: Document, events: Sequence[Event], marks: Iterable[Mark]) -> tuple[Paragraph, ...]:
    """A document's blocks with the passages of its events (numbered from 1) and the marks inside."""
    passages = [(one.start, one.end, number) for number, event in enumerate(events, start=1) for one in event.evidence]
    ends = {number: _visible_end(document, event.evidence[0].span) for number, event in enumerate(events, start=1)}
    inner = sorted(set(marks), key=lambda mark: (mark.start, mark.end, mark.role, mark.event or 0, mark.label))
    return tuple(_paragraph(document, block, passages, ends, inner) for block in document.blocks)


def event_marks(events: Sequence[Event]) -> list[Mark]:
    """The marks of events: their deciding words and their parties."""
    found = []
    for number, event in enumerate(events, start=1):
        found.append(Mark(event.anchor.start, event.anchor.end, "anchor", f"deciding words of {number}", number))
        groups: tuple[tuple[Role, tuple[Party, ...]], ...] = (
            ("actor", event.actor),
            ("recipient", event.recipient),
            ("about", event.about),
            ("mediator", event.mediator),
        )
        for role, parties in groups:
            found += [
                Mark(one.start, one.end, role, f"{role} of {number}: {one.entity.name}", number) for one in parties
            ]
    return found


def attribution_marks(attributions: Iterable[Attribution]) -> list[Mark]:
    """The marks of attributions: the words that attribute, and the source."""
    found = []
    for one in attributions:
        name = one.source.entity.name if one.source else "a source left open"
        found.append(Mark(one.cue.start, one.cue.end, "cue", f"as {name} says"))
        span = one.source_span or one.source
        if span is not None:
            found.append(Mark(span.start, span.end, "source", f"source: {name}"))
    return found


def stored_attribution_marks(attributions: Iterable[dict[str, Any]]) -> list[Mark]:
    """The same marks of attributions as the ledger stores them, which is as wire objects."""
    found = []
    for one in attributions:
        source = one["source"]
        name = source["name"] if source else "a source left open"
        found.append(Mark(one["start"], one["end"], "cue", f"as {name} says"))
        if source:
            found.append(Mark(source["start"], source["end"], "source", f"source: {name}"))
    return found


def _paragraph(
    document: Document,
    block: Block,
    passages: Sequence[tuple[int, int, int]],
    ends: dict[int, int],
    marks: Sequence[Mark],
) -> Paragraph:
    here = [one for one in passages if one[0] < block.end and block.start < one[1]]
    inner = [mark for mark in marks if mark.start < block.end and block.start < mark.end]
    stretches = []
    for start, end in _cuts(block.start, block.end, [(one[0], one[1]) for one in here]):
        resting = sorted(
            (one for one in here if one[0] <= start and end <= one[1]), key=lambda one: (one[1] - one[0], one[2])
        )
        numbers = tuple(dict.fromkeys(number for _, _, number in resting))
        ending = tuple(sorted(number for number in numbers if ends[number] == end))
        stretches.append(Stretch(_pieces(document.text, start, end, inner), numbers, ending))
    return Paragraph(block.kind, tuple(stretches))


def _visible_end(document: Document, span: Span) -> int:
    """Where a passage ends as far as blocks show it; 0 where none does."""
    return max((min(span.end, block.end) for block in document.blocks if block.span.overlaps(span)), default=0)


def _pieces(text: str, start: int, end: int, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    here = [mark for mark in marks if mark.start < end and start < mark.end]
    return tuple(
        Piece(text[left:right], tuple(mark for mark in here if mark.start <= left and right <= mark.end))
        for left, right in _cuts(start, end, [(mark.start, mark.end) for mark in here])
    )


def _cuts(start: int, end: int, spans: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """The intervals between `start` and `end` that no span begins or ends inside."""
    at = sorted({start, end, *(edge for span in spans for edge in span if start < edge < end)})
    return pairwise(at)
