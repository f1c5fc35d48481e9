"""Quotations as records of their own: exact words, who said them with the office of that day, to whom and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.attribution.phrases import noun_phrase
from dragoman.attribution.quotation import Quotation, find_quotations
from dragoman.codebook.cues import cues
from dragoman.codebook.frames import frames
from dragoman.model import Attribution, Document, Entity, Evidence, Links, Party, Sentence, Span, Token, Where
from dragoman.model.quote import Quote

_VENUES = ("in", "at", "on", "during", "via", "from", "through", "after", "before")


def quotes(
    document: Document, sentences: Sequence[Sentence], links: Links, attributions: Sequence[Attribution]
) -> tuple[Quote, ...]:
    """Every quotation that has a source, in the order of the text.

    Args:
        document: The report.
        sentences: Its sentences with mentions.
        links: Who the mentions stand for.
        attributions: Who says what; an attribution inside the words of a quotation is no quotation of its own.
    """
    marks = find_quotations(document)
    outer = [one for one in attributions if not _is_held(one.cue.span, marks)]
    pieces: dict[tuple[int, tuple[Span, ...]], list[Evidence]] = {}
    for mark in marks:
        one = _innermost(outer, mark.span)
        if one is not None:
            pieces.setdefault((one.cue.start, one.content), []).append(document.evidence(mark.start, mark.end))
    found: list[Quote] = []
    for key, words in pieces.items():
        joint = [one for one in outer if (one.cue.start, one.content) == key]
        via = _passed_on_by(outer, joint[0], words[0])
        found.append(replace(_quote(document, sentences, links, joint, tuple(words)), via=via))
    return tuple(sorted(found, key=lambda one: one.words[0].start))


def _is_held(span: Span, marks: Sequence[Quotation]) -> bool:
    return any(one.start <= span.start < one.end for one in marks)


def _innermost(attributions: Sequence[Attribution], words: Span) -> Attribution | None:
    """Who says the words: the narrowest attribution that holds most of them; None for words without a source."""
    least = (words.end - words.start) // 2
    around = [one for one in attributions if any(_shared(span, words) > least for span in one.content)]
    return min(around, key=lambda one: sum(span.end - span.start for span in one.content), default=None)


def _passed_on_by(attributions: Sequence[Attribution], one: Attribution, words: Evidence) -> tuple[Party, ...]:
    """The sources whose content holds the words around those who say them, the widest first."""
    around = [
        other
        for other in attributions
        if other.voiced and other.cue != one.cue and any(span.contains(words.span) for span in other.content)
    ]
    around.sort(key=lambda other: -sum(span.end - span.start for span in other.content))
    return tuple(other.source for other in around if other.source)


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _quote(
    document: Document,
    sentences: Sequence[Sentence],
    links: Links,
    joint: Sequence[Attribution],
    words: tuple[Evidence, ...],
) -> Quote:
    one = joint[0]
    named = one.source_span
    sentence, verb = _cue(sentences, one)
    audience = _audience(sentence, verb) if sentence and verb else None
    venue = _venue(sentence, verb, audience) if sentence and verb else None
    speakers = tuple(attribution.source for attribution in joint if attribution.source)
    return Quote(
        words=words,
        kind=one.kind,
        cue=one.cue,
        speaker=speakers,
        named=document.evidence(named.start, named.end) if named else None,
        source_class=one.source_class,
        audience=document.evidence(audience.start, audience.end) if audience else None,
        venue=document.evidence(venue.start, venue.end) if venue else None,
        where=_where(links, venue),
        about=_about(sentences, links, words, {party.id for party in speakers}),
    )


def _cue(sentences: Sequence[Sentence], one: Attribution) -> tuple[Sentence | None, Token | None]:
    """The sentence of a cue and its first word."""
    sentence = next((each for each in sentences if each.start <= one.cue.start < each.end), None)
    tokens = sentence.tokens if sentence else ()
    return sentence, next((token for token in tokens if token.start == one.cue.start), None)


def _audience(sentence: Sentence, verb: Token) -> Span | None:
    """Whom a cue addresses: "told reporters", "said to the assembly"."""
    word = cues().get(("v", verb.lemma.lower()))
    addressed = ("dobj", "dative") if word and "person" in word.shapes else ("dative",)
    heads = [child for child in sentence.children(verb.index, *addressed) if child.index > verb.index]
    for preposition in sentence.children(verb.index, "prep", "dative"):
        if preposition.lemma.lower() == "to" and verb.text.lower() != "according":
            heads.extend(sentence.children(preposition.index, "pobj"))
    nouns = (head for head in heads if head.pos in ("NOUN", "PROPN", "PRON"))
    return next((_near(sentence, head) for head in nouns), None)


def _venue(sentence: Sentence, verb: Token, audience: Span | None) -> Span | None:
    """Where or in what something was said: a place, or a noun of speaking or writing."""
    for preposition in sentence.children(verb.index, "prep"):
        if preposition.lemma.lower() not in _VENUES or preposition.index < verb.index:
            continue
        for noun in sentence.children(preposition.index, "pobj"):
            if _is_venue(sentence, noun):
                span = noun_phrase(sentence, noun)
                found = Span(preposition.start, span.end)
                return found if audience is None or not found.overlaps(audience) else None
    return None


def _is_venue(sentence: Sentence, noun: Token) -> bool:
    spoken = any(word.pos == "n" for word in frames().speech.get(noun.lemma.lower(), ()))
    mention = sentence.mention_at(noun.index)
    placed = mention is not None and mention.kind in ("place", "country")
    return spoken or placed or noun.lemma.lower() in _OCCASIONS


_OCCASIONS = frozenset(
    "conference meeting summit forum rally assembly council parliament hearing ceremony event visit session debate "
    "television radio show programme program network twitter facebook telegram x".split()
)


def _near(sentence: Sentence, head: Token) -> Span:
    """A noun with what stands before it and its "of": the addressee without the occasion behind it."""
    far = next((child for child in sentence.children(head.index, "prep", "relcl", "acl") if child.lemma != "of"), None)
    return noun_phrase(sentence, head, far if far is not None and far.index > head.index else None)


def _where(links: Links, venue: Span | None) -> Where:
    places = links.places_in(venue.start, venue.end) if venue else iter(())
    return next((place.where for place in places), Where())


def _about(
    sentences: Sequence[Sentence], links: Links, words: Sequence[Evidence], speakers: set[str]
) -> tuple[Entity, ...]:
    """Who the words name, each once."""
    found: dict[str, Entity] = {}
    for sentence in sentences:
        for mention in sentence.mentions:
            if any(piece.start <= mention.start < piece.end for piece in words):
                for party in links.parties(mention):
                    found.setdefault(party.id, party.entity)
    return tuple(entity for id, entity in found.items() if id not in speakers)
