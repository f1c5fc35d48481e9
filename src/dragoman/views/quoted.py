"""Quoted: the words that a report has in quotation marks, by whose they are, read from its stored attributions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from dragoman.model.entity import Entity
from dragoman.model.evidence import Span
from dragoman.views.parties import Sought

# The mark that closes a sentence's last phrase may stand behind what is said.
_IN_MARKS: Final = re.compile(r"“(?P<curly>[^“”]+)|\"(?P<straight>[^\"]+)\"?")
_PHRASE_WORDS: Final = 4
"""Words that a phrase in the reporter's own sentence has at least: fewer are a word held at arm's length."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words in quotation marks.

    Attributes:
        speaker: Who said them, as of the report's day.
        words: The words, without the marks around them.
        span: Where they stand in the report's text, from the first word to the last.
        cue: First code point of the words that attribute them.
    """

    speaker: Entity
    words: str
    span: Span
    cue: int


def quoted(attributions: str, text: str, sought: Sought) -> Iterator[Quoted]:
    """The words of somebody sought, in the order of the attributions.

    Args:
        attributions: What a report attributes, as the ledger stores it.
        text: The report's text.
        sought: Whose words.
    """
    for one in json.loads(attributions):
        speaker, spans = _speaker(one), [Span(each["start"], each["end"]) for each in one["content"]]
        if speaker and spans and sought.is_meant(speaker):
            found = _whole(text, spans) if one["kind"] == "direct" else _phrases(text, spans)
            yield from (Quoted(speaker, words, span, one["start"]) for span, words in found)


def _speaker(one: Mapping[str, Any]) -> Entity | None:
    """Whose words a link has in quotation marks; None of one that only retells, or names no source."""
    source = one.get("source")
    if not source or one.get("kind") not in ("direct", "partial"):
        return None
    posts = tuple(source.get("posts") or ())
    return Entity(source["id"], source["name"], source["kind"], source.get("country"), source.get("sector"), posts)


def _whole(text: str, spans: list[Span]) -> Iterator[tuple[Span, str]]:
    """All that is said, where all of it stands in marks."""
    yield Span(spans[0].start, spans[-1].end), " … ".join(text[span.start : span.end] for span in spans)


def _phrases(text: str, spans: list[Span]) -> Iterator[tuple[Span, str]]:
    """The phrases that stand in marks, of what is retold in part."""
    for part in spans:
        for found in _IN_MARKS.finditer(text, part.start, part.end):
            marks = found.lastgroup or 0
            if len(found[marks].split()) >= _PHRASE_WORDS:
                yield Span(found.start(marks), found.end(marks)), found[marks]
