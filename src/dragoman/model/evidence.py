"""Evidence: the exact words a record rests on."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.errors import EvidenceError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """An interval of a document's text.

    Attributes:
        start: First Unicode code point, from 0.
        end: One past the last code point; `start < end`.

    Raises:
        EvidenceError: The interval is empty or negative.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse an interval that holds no words."""
        if not 0 <= self.start < self.end:
            raise EvidenceError(f"[{self.start}, {self.end}) holds no words", start=self.start, end=self.end, quote="")

    def overlaps(self, other: Span) -> bool:
        """Whether the two intervals share a code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies inside this interval."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A quotation and where it stands; made by `Document.evidence`, which slices the stored text.

    Attributes:
        start: First Unicode code point in the document's text, from 0.
        end: One past the last code point.
        quote: The words themselves, exactly as stored.
        document_id: The document they stand in.

    Raises:
        EvidenceError: The interval is empty, or as long as the quotation it is not.

    >>> Evidence(start=0, end=5, quote="Dar met", document_id="d")
    Traceback (most recent call last):
    dragoman.errors.EvidenceError: [0, 5) can't hold the 7 code points of 'Dar met'
    """

    start: int
    end: int
    quote: str
    document_id: str

    def __post_init__(self) -> None:
        """Refuse a quotation that its own offsets contradict."""
        if not 0 <= self.start < self.end:
            raise EvidenceError(
                f"[{self.start}, {self.end}) holds no words", start=self.start, end=self.end, quote=self.quote
            )
        if self.end - self.start != len(self.quote):
            raise EvidenceError(
                f"[{self.start}, {self.end}) can't hold the {len(self.quote)} code points of {self.quote!r}",
                start=self.start,
                end=self.end,
                quote=self.quote,
            )

    @property
    def span(self) -> Span:
        """The interval without the words."""
        return Span(self.start, self.end)

    def check(self, text: str) -> None:
        """Compare the quotation with the text it claims to come from.

        Raises:
            EvidenceError: `text[start:end]` isn't the quotation.
        """
        found = text[self.start : self.end]
        if found != self.quote:
            raise EvidenceError(
                f"at [{self.start}, {self.end}) the document says {found!r}, not {self.quote!r}",
                start=self.start,
                end=self.end,
                quote=self.quote,
            )
