"""Report and Document: what arrived, and the one text whose offsets never change."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dragoman.errors import EvidenceError
from dragoman.model.evidence import Evidence, Span

MediaType = Literal["text/plain", "text/markdown", "text/html"]
BlockKind = Literal["label", "headline", "deck", "dateline", "subhead", "paragraph"]


@dataclass(frozen=True, slots=True)
class Report:
    """One report as it arrived, before it is read.

    Attributes:
        content: The text, or the bytes of a file whose encoding is still to be found.
        media_type: How to read `content`.
        name: Where it came from, for messages: a path, `path:line`, a URL, or `-` for standard input.
        title: The headline, where the source gives it apart from the text.
        url: The report's address.
        publisher: The outlet that published it.
        published_on: Calendar day of publication, as the source dates it; None when unknown.
        language: ISO 639-1 code, where the source says; None leaves it to be found.
    """

    content: str | bytes
    media_type: MediaType = "text/plain"
    name: str = "-"
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document with one function: its headline, a paragraph.

    Attributes:
        kind: What it is.
        start: First code point in the document's text.
        end: One past the last code point; blocks don't overlap and stand in order.
    """

    kind: BlockKind
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The block's interval."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class DocumentHeader:
    """What is known of a document without its text: what a wire line tells of it, and what a list shows.

    Attributes:
        id: SHA-256 (hex) of the document.
        url: The report's address.
        publisher: The outlet.
        published_on: Calendar day of publication; None when unknown.
        title: The headline.
    """

    id: str
    url: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A report that has been read: one text, its blocks, and what is known of it.

    Offsets everywhere in dragoman are Unicode code points of `text`, as intervals [start, end).

    Attributes:
        text: The stored text. Plain text is kept to the code point; HTML and Markdown are stored as rendered.
        blocks: In order, without overlap; white space between them belongs to none.
        name: Where it came from, for messages.
        title: The headline, from the source or the text; None when there is none.
        url: The report's address.
        publisher: The outlet.
        published_on: Calendar day of publication; None when unknown.
        id: SHA-256 (hex) over text, URL, publisher and date: the same input has the same id everywhere.
    """

    text: str
    blocks: tuple[Block, ...]
    name: str = "-"
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    id: str = ""

    def __post_init__(self) -> None:
        """Check the blocks and set the id."""
        at = 0
        for block in self.blocks:
            if not at <= block.start < block.end <= len(self.text):
                raise EvidenceError(
                    f"block [{block.start}, {block.end}) of {self.name} is empty, out of order or outside the text",
                    start=block.start,
                    end=block.end,
                    quote="",
                )
            at = block.end
        if not self.id:
            object.__setattr__(self, "id", digest("document", self.text, self.url, self.publisher, self.published_on))

    @property
    def header(self) -> DocumentHeader:
        """All that is known of the document but its text."""
        return DocumentHeader(self.id, self.url, self.publisher, self.published_on, self.title)

    def evidence(self, start: int, end: int) -> Evidence:
        """The words at [start, end) as evidence.

        Raises:
            EvidenceError: The interval is empty or reaches outside the text.
        """
        if end > len(self.text):
            raise EvidenceError(
                f"[{start}, {end}) reaches past the text's {len(self.text)} code points", start=start, end=end, quote=""
            )
        return Evidence(start=start, end=end, quote=self.text[start:end], document_id=self.id)


def digest(kind: str, *parts: object) -> str:
    """A stable id: SHA-256 in hex over the parts, each told apart from its neighbours.

    The same parts give the same id in any process; None and the empty string differ.

    >>> digest("x", "ab", "c") == digest("x", "a", "bc")
    False
    """
    hasher = hashlib.sha256(kind.encode())
    for part in parts:
        data = b"" if part is None else str(part).encode("utf-8", "surrogatepass")
        hasher.update(b"\x00-" if part is None else b"\x00+" + str(len(data)).encode() + b":" + data)
    return hasher.hexdigest()
