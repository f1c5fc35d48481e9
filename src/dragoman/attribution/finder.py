"""The attribution step: who says what, by which words.

Three shapes are read from the parse: a verb of speech or belief with its subject and clause ("the ministry said
that …",
"…," the ministry said), "according to" and its kind, and quotations that stand alone after a speaker was named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.attribution.quotation import Quotation, find_quotations
from dragoman.attribution.sources import classify, parties_of
from dragoman.codebook.frames import frames
from dragoman.model import Attribution, Document, Evidence, Links, Party, Sentence, Span, Token
from dragoman.model.event import QuoteKind, SourceClass

_CLAUSES = ("ccomp", "parataxis")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")


@dataclass(frozen=True, slots=True)
class Source:
    """The source of a statement as the parse gives it: its head noun and who that is."""

    head: Token | None
    parties: tuple[Party, ...]
    source_class: SourceClass


@dataclass(frozen=True, slots=True)
class Found:
    """A statement before its content is cut to quotations."""

    source: Source
    cue: Evidence
    content: tuple[Span, ...]


def attribute(document: Document, sentences: Sequence[Sentence], links: Links) -> tuple[Attribution, ...]:
    """Find every attribution of a document, in the order of its cues.

    Args:
        document: The report.
        sentences: Its sentences with mentions.
        links: Who the mentions stand for.
    """
    quotations = find_quotations(document)
    found: list[Attribution] = []
    floor = Floor()
    at = 0
    for sentence in sentences:
        while at < len(quotations) and quotations[at].end <= sentence.start:
            at += 1
        inside = _until(quotations, at, sentence.end)
        statements = [*_verbal(document, sentence, links, inside), *_according(document, sentence, links)]
        announced = None if statements else _announced(document, sentence, links)
        carried = floor.carries(sentence, inside, statements)
        if carried is not None:
            statements.insert(0, carried)
        floor = floor.after(sentence, statements, announced, inside)
        found.extend(one for statement in statements for one in _attributions(statement, inside))
    return tuple(sorted(found, key=lambda one: one.cue.start))


def _until(quotations: Sequence[Quotation], first: int, end: int) -> list[Quotation]:
    """The quotations from `first` on that begin before `end`."""
    last = first
    while last < len(quotations) and quotations[last].start < end:
        last += 1
    return list(quotations[first:last])


@dataclass(frozen=True, slots=True)
class Floor:
    """Who has the floor between sentences.

    Attributes:
        speaker: The last statement, whose source may go on; None when nobody has the floor.
        waiting: An announcement ("The minister said:") whose speech is still to begin.
        open: A speech without quotation marks, as releases print them: it runs until the next announcement.
    """

    speaker: Found | None = None
    waiting: bool = False
    open: bool = False

    def carries(self, sentence: Sentence, inside: Sequence[Quotation], own: Sequence[Found]) -> Found | None:
        """The statement that this sentence continues, or None."""
        if self.speaker is None:
            return None
        quoted = any(one.start <= sentence.start + 1 and sentence.end <= one.end + 2 for one in inside)
        if self.open or (self.waiting and not inside) or (quoted and not own):
            return Found(self.speaker.source, self.speaker.cue, (Span(sentence.start, sentence.end),))
        return None

    def after(
        self, sentence: Sentence, statements: Sequence[Found], announced: Found | None, inside: Sequence[Quotation]
    ) -> Floor:
        """Who has the floor once this sentence is over."""
        if announced is not None:
            return Floor(announced, waiting=True)
        if self.open or (self.waiting and not inside):
            return Floor(self.speaker, open=True)
        if statements:
            return Floor(statements[-1])
        return Floor(self.speaker) if inside else Floor()


def _announced(document: Document, sentence: Sentence, links: Links) -> Found | None:
    """ "A spokesman said:" with what was said still to come."""
    if sentence.tokens[-1].text != ":":
        return None
    for token in sentence.tokens:
        subject = _subject(sentence, token) if token.pos == "VERB" and _speaks(token) else None
        if subject is not None:
            source = Source(subject, parties_of(sentence, subject, links), "other")
            return Found(source, document.evidence(token.start, token.end), ())
    return None


def _attributions(statement: Found, inside: Sequence[Quotation]) -> Iterator[Attribution]:
    """One attribution a source: "according to Reuters and AFP" is two."""
    kind = _kind(statement.content, inside)
    source = statement.source
    for party in source.parties or (None,):
        head = source.head
        source_class = classify(party.entity if party else None, head) if head else source.source_class
        yield Attribution(party, source_class, statement.cue, statement.content, kind)


def _kind(content: Sequence[Span], inside: Sequence[Quotation]) -> QuoteKind:
    words = sum(span.end - span.start for span in content)
    quoted = sum(
        max(0, min(span.end, quotation.end) - max(span.start, quotation.start))
        for span in content
        for quotation in inside
    )
    if quoted >= 0.8 * words:
        return "direct"
    return "partial" if quoted else "indirect"


# --- verbs of speech --------------------------------------------------------------------------------------------------


def _verbal(document: Document, sentence: Sentence, links: Links, inside: Sequence[Quotation]) -> Iterator[Found]:
    for token in sentence.tokens:
        if token.pos not in ("VERB", "AUX") or not _speaks(token):
            continue
        subject = _subject(sentence, token)
        content = _content(sentence, token, subject, inside)
        if not content or (subject is None and token.tag != "VBN"):
            continue
        parties = parties_of(sentence, subject, links) if subject else ()
        source = Source(subject, parties, "other")
        yield Found(source, document.evidence(token.start, token.end), content)


def _speaks(token: Token) -> bool:
    return any(word.pos == "v" for word in frames().speech.get(token.lemma.lower(), ()))


def _subject(sentence: Sentence, verb: Token) -> Token | None:
    """The speaker: the verb's subject, its by-agent in the passive, or the subject of the verb it is joined to."""
    agent = sentence.child(verb.index, "agent")
    if agent is not None:
        return sentence.child(agent.index, "pobj")
    subject = sentence.child(verb.index, *_SUBJECTS)
    if subject is not None:
        return subject if subject.dep == "nsubj" else None
    if verb.dep == "conj":
        return _subject(sentence, sentence.tokens[verb.head])
    if verb.dep in ("advcl", "xcomp") and verb.tag == "VBG":
        return _subject(sentence, sentence.tokens[verb.head])
    return None


def _content(sentence: Sentence, verb: Token, subject: Token | None, inside: Sequence[Quotation]) -> tuple[Span, ...]:
    """The clause that the verb governs, else the quotations in its sentence."""
    clause = next((child for child in sentence.children(verb.index, *_CLAUSES) if child.index != verb.index), None)
    if clause is not None and not _is_question_tag(clause):
        span = _clause_span(sentence, clause, verb)
        if span is not None:
            return _whole_quotation(span, inside)
    direct = sentence.child(verb.index, "dobj")
    quoted = [quotation.span for quotation in inside if not quotation.span.contains(Span(verb.start, verb.end))]
    if direct is not None and not quoted:
        return ()
    return tuple(span for span in quoted if verb.end <= span.start or span.end <= verb.start)[:3]


def _is_question_tag(clause: Token) -> bool:
    return clause.pos == "INTJ"


def _clause_span(sentence: Sentence, clause: Token, verb: Token) -> Span | None:
    """The clause's words without punctuation at its edges, on its own side of the cue."""
    places = sorted(sentence.subtree(clause.index))
    if clause.index < verb.index:
        places = [at for at in places if at < verb.index]
    else:
        places = [at for at in places if at > verb.index]
    while places and sentence.tokens[places[0]].pos in ("PUNCT", "SPACE"):
        places.pop(0)
    while places and sentence.tokens[places[-1]].pos in ("PUNCT", "SPACE"):
        places.pop()
    return Span(sentence.tokens[places[0]].start, sentence.tokens[places[-1]].end) if places else None


def _whole_quotation(span: Span, inside: Sequence[Quotation]) -> tuple[Span, ...]:
    """A clause that covers most of a quotation is widened to all of it."""
    for quotation in inside:
        if quotation.span.overlaps(span) and span.start >= quotation.start - 2 and span.end <= quotation.end + 2:
            return (quotation.span,)
    return (span,)


# --- "according to" and quotations that stand alone -------------------------------------------------------------------


def _according(document: Document, sentence: Sentence, links: Links) -> Iterator[Found]:
    """ "According to Turkish diplomatic sources, …": the rest of the sentence is the content."""
    for token in sentence.tokens:
        if token.lemma.lower() != "accord" and token.text.lower() != "according":
            continue
        to = sentence.child(token.index, "prep")
        source = sentence.child(to.index, "pobj") if to else None
        if to is None or source is None:
            continue
        phrase = set(sentence.subtree(token.index))
        content = _rest(sentence, phrase)
        if content is None:
            continue
        parties = parties_of(sentence, source, links) or _sources_within(sentence, source, links)
        yield Found(Source(source, parties, "other"), document.evidence(token.start, to.end), (content,))


def _sources_within(sentence: Sentence, source: Token, links: Links) -> tuple[Party, ...]:
    """ "Reports from Reuters and AFP": the bodies behind a document noun."""
    for preposition in sentence.children(source.index, "prep"):
        if preposition.lemma in ("from", "by", "in", "of"):
            for child in sentence.children(preposition.index, "pobj"):
                parties = parties_of(sentence, child, links)
                if parties:
                    return parties
    return ()


def _rest(sentence: Sentence, phrase: set[int]) -> Span | None:
    """The longest stretch of the sentence outside a phrase, without punctuation at its edges."""
    runs: list[list[Token]] = [[]]
    for token in sentence.tokens:
        if token.index in phrase:
            runs.append([])
        else:
            runs[-1].append(token)
    run = max(runs, key=len)
    while run and run[0].pos == "PUNCT":
        run.pop(0)
    while run and run[-1].pos == "PUNCT":
        run.pop()
    return Span(run[0].start, run[-1].end) if run else None
