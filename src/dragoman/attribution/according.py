"""Prepositions that attribute: "according to", "per", "in the words of"."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.attribution.phrases import noun_phrase, rest
from dragoman.attribution.sources import parties_of
from dragoman.attribution.statement import Found, Source
from dragoman.model import Document, Links, Party, Sentence, Token

_OF = frozenset("words view opinion eyes".split())


def by_prepositions(document: Document, sentence: Sentence, links: Links) -> Iterator[Found]:
    """ "According to Turkish diplomatic sources, …": the rest of the sentence is the content."""
    for token in sentence.tokens:
        last = _last_word(sentence, token)
        source = sentence.child(last.index, "pobj") if last else None
        if last is None or source is None:
            continue
        content = rest(sentence, set(sentence.subtree(token.index)))
        if not content:
            continue
        parties = parties_of(sentence, source, links) or _sources_within(sentence, source, links)
        span = noun_phrase(sentence, source)
        yield Found(Source(source, span, parties), document.evidence(token.start, last.end), content)


def _last_word(sentence: Sentence, token: Token) -> Token | None:
    """The preposition that ends a cue which begins at a token; None where no cue begins."""
    lower = token.text.lower()
    if lower == "according":
        return sentence.child(token.index, "prep")
    if lower == "in":
        noun = sentence.child(token.index, "pobj")
        if noun is not None and noun.text.lower() in _OF:
            return sentence.child(noun.index, "prep")
    return None


def _sources_within(sentence: Sentence, source: Token, links: Links) -> tuple[Party, ...]:
    """ "Reports from Reuters and AFP": the bodies behind a document noun."""
    for preposition in sentence.children(source.index, "prep"):
        if preposition.lemma in ("from", "by", "in", "of"):
            for child in sentence.children(preposition.index, "pobj"):
                parties = parties_of(sentence, child, links)
                if parties:
                    return parties
    return ()
