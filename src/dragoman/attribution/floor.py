"""Who has the floor between sentences: speech that runs on over sentences and paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.attribution.quotation import Quotation
from dragoman.attribution.statement import Found
from dragoman.model import Sentence, Span


@dataclass(frozen=True, slots=True)
class Floor:
    """Who has the floor.

    Attributes:
        speaker: The last statement, whose source may go on; None when nobody has the floor.
        waiting: An announcement ("The minister said:") whose speech is still to begin.
        open: A speech without quotation marks, as releases print them: it runs until the next announcement.
    """

    speaker: Found | None = None
    waiting: bool = False
    open: bool = False

    def carries(
        self, sentence: Sentence, inside: Sequence[Quotation], free: Sequence[Quotation], own: Sequence[Found]
    ) -> Found | None:
        """The statement that this sentence continues, or None.

        Args:
            sentence: The sentence.
            inside: The quotations that share words with it.
            free: Those of them that have no cue of their own.
            own: The statements of its own, outside quotation marks.
        """
        if self.speaker is None:
            return None
        if self.open and any(_speaks_of_another(one) for one in own):
            return None
        if self.open or (self.waiting and not inside and self.speaker.speaks):
            return self._goes_on(Span(sentence.start, sentence.end))
        quoted = next((one for one in free if _covers(one, sentence)), None)
        if quoted is None or own:
            return None
        return self._goes_on(Span(max(quoted.start, sentence.start), min(quoted.end, sentence.end)))

    def after(self, statements: Sequence[Found], announced: Found | None, inside: Sequence[Quotation]) -> Floor:
        """Who has the floor once a sentence is over."""
        if announced is not None:
            return Floor(announced, waiting=True)
        if self.open and any(_speaks_of_another(one) for one in statements):
            return Floor(next(one for one in reversed(statements) if _speaks_of_another(one)))
        if self.open or (self.waiting and not inside and self.speaker is not None and self.speaker.speaks):
            return Floor(self.speaker, open=True)
        speakers = [one for one in statements if one.speaks and one.voiced]
        if speakers:
            quoting = [one for one in speakers if _quotes(one, inside)]
            return Floor((quoting or speakers)[-1])
        return Floor(self.speaker) if inside else Floor()

    def _goes_on(self, span: Span) -> Found | None:
        if self.speaker is None or span.start >= span.end:
            return None
        return Found(self.speaker.source, self.speaker.cue, (span,))


def _quotes(statement: Found, inside: Sequence[Quotation]) -> bool:
    """Whether the content of a statement is direct speech."""
    return any(span == one.span for span in statement.content for one in inside)


def _covers(quotation: Quotation, sentence: Sentence) -> bool:
    """Whether a sentence lies in a quotation, marks and points at its edges aside."""
    return quotation.start <= sentence.start + 2 and sentence.end <= quotation.end + 3


def _speaks_of_another(statement: Found) -> bool:
    """Whether a statement is the reporter's: somebody speaks in it who isn't "I" or "we"."""
    head = statement.source.head
    return statement.speaks and statement.voiced and head is not None and head.text.lower() not in _SPEAKER


_SPEAKER = frozenset("i we you that which who it".split())
