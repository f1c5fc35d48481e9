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
_AROUND: Final = '“”" \n'
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
    """All that is said, where all of it stands in marks; where marks open further on, only what stands in these."""
    trimmed = [one for span in spans if (one := _trimmed(text, span))]
    words = [text[span.start : span.end] for span in trimmed]
    if any(mark in part for part in words for mark in '“”"'):
        yield from _phrases(text, spans)
    elif trimmed:
        yield Span(trimmed[0].start, trimmed[-1].end), " … ".join(words)


def _phrases(text: str, spans: list[Span]) -> Iterator[tuple[Span, str]]:
    """The phrases that stand in marks, of what is retold in part."""
    for part in spans:
        for found in _IN_MARKS.finditer(text, part.start, part.end):
            span = _trimmed(text, Span(*found.span(found.lastgroup or 0)))
            words = text[span.start : span.end] if span else ""
            if span and len(words.split()) >= _PHRASE_WORDS:
                yield span, words


def _trimmed(text: str, span: Span) -> Span | None:
    """Words without the marks around them and the comma that leads over to who said them; None where none are left."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip(_AROUND))
    end = span.start + len(words.rstrip(_AROUND + ","))
    return Span(start, end) if start < end else None
