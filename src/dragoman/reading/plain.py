"""Plain text: stored to the code point, so that every offset points into the user's own file."""

from __future__ import annotations

from dragoman.reading.lines import paragraphs
from dragoman.reading.rendered import Rendered


def render(text: str, *, name: str) -> Rendered:
    """The text as it stands, with its paragraphs; `name` is where it came from."""
    del name  # nothing in plain text can go wrong
    return Rendered(text, paragraphs(text))
