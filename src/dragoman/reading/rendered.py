"""Rendered: what a document format makes of a report, before its blocks are told apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dragoman.model.report import BlockKind


class Stretch(NamedTuple):
    """One paragraph, heading or line of its own in the rendered text.

    Attributes:
        start: First code point; never white space.
        end: One past the last; the one before it is never white space.
        kind: What the markup says it is; None leaves it to be told from the words.
    """

    start: int
    end: int
    kind: BlockKind | None = None


@dataclass(frozen=True, slots=True)
class Rendered:
    """A report's text as it will be stored, its stretches in order, and what its own metadata says.

    Attributes:
        text: The text to be stored.
        stretches: In order, without overlap.
        title: From the format's metadata; None where it has none.
        url: Likewise.
        publisher: Likewise.
        published_on: Likewise.
    """

    text: str
    stretches: tuple[Stretch, ...]
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published_on: date | None = None


def joined(parts: Iterable[tuple[str, BlockKind | None]]) -> tuple[str, tuple[Stretch, ...]]:
    r"""One text with a blank line between the parts, and where each stands in it; parts of white space are left out.

    >>> joined([("One.", None), (" ", None), ("Two.", None)])
    ('One.\n\nTwo.', (Stretch(start=0, end=4, kind=None), Stretch(start=6, end=10, kind=None)))
    """
    texts: list[str] = []
    stretches: list[Stretch] = []
    at = 0
    for part, kind in parts:
        text = part.strip()
        if text:
            texts.append(text)
            stretches.append(Stretch(at, at + len(text), kind))
            at += len(text) + 2
    return "\n\n".join(texts), tuple(stretches)
