"""The attribution step: who says what, by which words.

Verbs, nouns, adjectives and prepositions of `cues.tsv` are read from the parse ("the ministry said that …", "its
warning that …", "according to"), labels from the layout ("MODERATOR: …"), and speech that runs on over sentences and
paragraphs from its quotation marks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dragoman.attribution.according import by_prepositions
from dragoman.attribution.floor import Floor
from dragoman.attribution.labels import by_labels
from dragoman.attribution.nouns import by_nouns
from dragoman.attribution.phrases import without
from dragoman.attribution.quotation import Quotation, find_quotations
from dragoman.attribution.quoted import in_quotation
from dragoman.attribution.sources import classify
from dragoman.attribution.speakers import source_of, speaker
from dragoman.attribution.statement import Found
from dragoman.attribution.verbs import by_verbs, cue_verb
from dragoman.model import Attribution, Document, Links, Sentence, Span
from dragoman.model.event import QuoteKind

LONGEST_SENTENCE = 1_000
"""Tokens of a sentence that is read; nobody writes a longer one, and no parse of one can be trusted."""


def attribute(document: Document, sentences: Sequence[Sentence], links: Links) -> tuple[Attribution, ...]:
    """Find every attribution of a document, in the order of its cues.

    Args:
        document: The report.
        sentences: Its sentences with mentions.
        links: Who the mentions stand for.
    """
    quotations = find_quotations(document)
    inside = _quotations_in(sentences, quotations)
    reach = _reached(document.text, sentences, quotations)
    own = [_own(document, sentence, links, held) for sentence, held in zip(sentences, reach, strict=True)]
    carried = _carried(document, sentences, links, inside, own)
    found = [*(one for group in own for one in group), *carried, *by_labels(document, sentences, links)]
    joined = _joined(document, found)
    starts = [quotation.start for quotation in quotations]
    return tuple(one for statement in joined for one in _attributions(statement, _near(statement, quotations, starts)))


def _near(statement: Found, quotations: Sequence[Quotation], starts: Sequence[int]) -> Sequence[Quotation]:
    """The quotations that may share words with a statement's content."""
    first = bisect_right(starts, statement.content[0].start) - 1
    return quotations[max(first, 0) : bisect_left(starts, statement.content[-1].end)]


def _quotations_in(sentences: Sequence[Sentence], quotations: Sequence[Quotation]) -> list[list[Quotation]]:
    """For each sentence the quotations that share words with it, in order."""
    found: list[list[Quotation]] = []
    first = 0
    for sentence in sentences:
        while first < len(quotations) and quotations[first].end <= sentence.start:
            first += 1
        last = first
        while last < len(quotations) and quotations[last].start < sentence.end:
            last += 1
        found.append(list(quotations[first:last]))
    return found


def _reached(
    text: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation]
) -> Iterator[Sequence[Quotation]]:
    """For each sentence its quotations, and the one that ends just before it, as a question before "she asked" does."""
    ends = [quotation.end for quotation in quotations]
    for sentence, inside in zip(sentences, _quotations_in(sentences, quotations), strict=True):
        last = bisect_right(ends, sentence.start) - 1
        between = text[ends[last] : sentence.start] if last >= 0 and sentence.start - ends[last] <= _GAP else "\n"
        yield [quotations[last], *inside] if "\n" not in between and quotations[last] not in inside[:1] else inside


_GAP = 4
"""Code points of a closing mark and the white space after it."""


def _own(document: Document, sentence: Sentence, links: Links, inside: Sequence[Quotation]) -> list[Found]:
    """The statements that a sentence's own words introduce."""
    if len(sentence.tokens) > LONGEST_SENTENCE:
        return []
    return [
        *by_verbs(document, sentence, links, inside),
        *by_prepositions(document, sentence, links),
        *by_nouns(document, sentence, links),
    ]


def _carried(
    document: Document,
    sentences: Sequence[Sentence],
    links: Links,
    inside: Sequence[Sequence[Quotation]],
    own: Sequence[Sequence[Found]],
) -> Iterator[Found]:
    """What goes on from the sentences before: quotations without a cue of their own, and announced speech."""
    outside = [
        [one for one in group if not any(q.start <= one.cue.start < q.end for q in held)]
        for group, held in zip(own, inside, strict=True)
    ]
    claimed = {span.start for group in outside for one in group for span in one.content}
    floor = Floor()
    for sentence, held, outer in zip(sentences, inside, outside, strict=True):
        announced = None if outer else _announced(document, sentence, links, held)
        free = [one for one in held if one.start not in claimed]
        found = floor.carries(sentence, held, free, outer)
        floor = floor.after(outer, announced, held)
        if found is not None:
            yield found


def _announced(document: Document, sentence: Sentence, links: Links, inside: Sequence[Quotation]) -> Found | None:
    """ "A spokesman said:" with what was said still to come."""
    if sentence.tokens[-1].text != ":" or len(sentence.tokens) > LONGEST_SENTENCE:
        return None
    speaking = [token for token in sentence.tokens if (word := cue_verb(token)) and "quote" in word.shapes]
    for token in (*speaking, *(one for one in sentence.tokens if one.dep == "ROOT" and one.pos == "VERB")):
        head = speaker(sentence, token)
        if head is not None and not in_quotation(token, inside):
            found = Found(source_of(sentence, links, head, token), document.evidence(token.start, token.end), ())
            return found if token in speaking else replace(found, speaks=False)
    return None


def _joined(document: Document, found: Iterable[Found]) -> list[Found]:
    """Statements in the order of their cues, each cue once a block: what is carried on joins what was said before."""
    by_cue: dict[tuple[int, int], Found] = {}
    blocks = [block.start for block in document.blocks]
    for one in sorted(found, key=lambda one: (one.cue.start, one.content)):
        if not one.content:
            continue
        key = (one.cue.start, bisect_right(blocks, one.content[0].start))
        before = by_cue.get(key)
        by_cue[key] = one if before is None else replace(before, content=_union(document.text, before, one))
    return [one for one in by_cue.values() if one.content]


def _union(text: str, one: Found, other: Found) -> tuple[Span, ...]:
    """The contents of two statements, those joined that only marks and white space part."""
    found: list[Span] = []
    for span in sorted((*one.content, *other.content)):
        if found and (found[-1].end >= span.start or not any(map(str.isalnum, text[found[-1].end : span.start]))):
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def _attributions(statement: Found, quotations: Sequence[Quotation]) -> Iterator[Attribution]:
    """One attribution a source: "according to Reuters and AFP" is two."""
    content = without(statement.content, statement.cue.span)
    if not content:
        return
    kind = _kind(content, quotations)
    source = statement.source
    for party in source.parties or (None,):
        head = source.head
        source_class = classify(party.entity if party else None, head) if head else source.source_class
        yield Attribution(
            party, source_class, statement.cue, content, kind, source_span=source.span, voiced=statement.voiced
        )


def _kind(content: Sequence[Span], quotations: Sequence[Quotation]) -> QuoteKind:
    words = sum(span.end - span.start for span in content)
    quoted = sum(
        max(0, min(span.end, quotation.end) - max(span.start, quotation.start))
        for span in content
        for quotation in quotations
    )
    if quoted >= 0.8 * words:
        return "direct"
    return "partial" if quoted else "indirect"
