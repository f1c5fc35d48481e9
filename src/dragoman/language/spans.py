"""Spans of tokens that name or describe somebody, and the mentions made of them."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model import Mention, Sentence
from dragoman.model.sentence import MentionKind


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a sentence.

    Attributes:
        first: First token.
        last: One past the last token.
        kind: What it looks like.
        ids: Gazetteer ids of all that bear it.
        known: Whether the gazetteer knows it.
        sector: PLOVER sector of a name that stands for an arm of its state.
    """

    first: int
    last: int
    kind: MentionKind
    ids: tuple[str, ...] = ()
    known: bool = False
    sector: str | None = None


def build_mention(
    sentence: Sentence,
    name: Name,
    *,
    first: int | None = None,
    posts: tuple[str, ...] = (),
    nationality: str | None = None,
) -> Mention:
    """A mention of a name and what stands before it.

    Args:
        sentence: The sentence.
        name: The name or the core of a description.
        first: First token of the whole, where titles stand before the name.
        posts: Post ids of those titles.
        nationality: Country or body that the titles belong to.
    """
    start = name.first if first is None else first
    named = words_of(sentence, name.first, name.last)
    if nationality is None and name.kind == "nationality" and len(name.ids) == 1:
        nationality = name.ids[0]
    return Mention(
        kind=name.kind,
        first=start,
        last=name.last,
        head=_head(sentence, start, name.last),
        start=sentence.tokens[start].start,
        end=sentence.tokens[name.last - 1].end,
        text=words_of(sentence, start, name.last),
        name=named,
        posts=posts,
        nationality=nationality,
        ids=name.ids,
        sector=name.sector,
    )


def words_of(sentence: Sentence, first: int, last: int) -> str:
    """The words as stored, from their tokens and the white space between them."""
    parts: list[str] = []
    at = sentence.tokens[first].start
    for token in sentence.tokens[first:last]:
        parts.append(" " * (token.start > at) + token.text)
        at = token.end
    return "".join(parts)


def _head(sentence: Sentence, first: int, last: int) -> int:
    """The token of the span that the rest of the span hangs on."""
    for token in sentence.tokens[first:last]:
        if not first <= token.head < last or token.head == token.index:
            return token.index
    return last - 1
