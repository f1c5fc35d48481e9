"""The coding step: sentences, links and attributions → events.

Another coder is a class with the same `code` method (see `Coding`).
"""

from collections.abc import Sequence
from typing import Protocol

from dragoman.coding.coder import FrameCoder, default_coder
from dragoman.model import Attribution, Document, Event, Links, Sentence


class Coding(Protocol):
    """What codes events: the seam between the walk and its coders."""

    def code(
        self, document: Document, sentences: Sequence[Sentence], links: Links, attributions: Sequence[Attribution]
    ) -> tuple[Event, ...]:
        """Every event of a document, in the order of the text."""
        ...


__all__ = ["Coding", "FrameCoder", "default_coder"]
