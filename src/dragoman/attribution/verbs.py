"""Verbs that attribute: each with its source and its content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.attribution.contents import clause_of, phrase_of
from dragoman.attribution.phrases import within
from dragoman.attribution.quotation import Quotation
from dragoman.attribution.quoted import Quoted, introduced
from dragoman.attribution.speakers import beside, source_of, speaker
from dragoman.attribution.statement import NOBODY, Found, Source
from dragoman.codebook.cues import CueWord, cues
from dragoman.codebook.frames import frames
from dragoman.model import Document, Links, Sentence, Token


def by_verbs(document: Document, sentence: Sentence, links: Links, inside: Sequence[Quotation]) -> Iterator[Found]:
    """The statements that verbs of a sentence introduce."""
    verbs = {token.index: word for token in sentence.tokens if (word := cue_verb(token)) is not None}
    speaking = [sentence.tokens[at] for at, word in verbs.items() if "quote" in word.shapes]
    quoted = introduced(document.text, sentence, speaking, inside)
    for at, word in verbs.items():
        found = _statement(document, sentence, links, sentence.tokens[at], word, Quoted(quoted.get(at, ()), inside))
        if found is not None:
            yield found


def cue_verb(token: Token) -> CueWord | None:
    """The cue that a token is as a verb."""
    if token.pos not in ("VERB", "AUX") or token.dep in ("amod", "compound", "aux", "auxpass"):
        return None
    return cues().get(("v", token.lemma.lower()))


def _statement(
    document: Document, sentence: Sentence, links: Links, verb: Token, word: CueWord, quoted: Quoted
) -> Found | None:
    passive = sentence.child(verb.index, "nsubjpass", "auxpass") is not None
    if "seems" in word.shapes and any(cue_verb(one) for one in sentence.children(verb.index, "xcomp")):
        return None
    source = NOBODY if "seems" in word.shapes else _source(sentence, links, verb, quoted, passive=passive)
    if source is None and verb.tag != "VBN":
        return None
    clause = clause_of(sentence, verb, word, quoted)
    content = clause or phrase_of(sentence, verb, word, quoted.inside, passive=passive)
    content = within(content, quoted.holding(verb))
    if not content:
        return None
    cue = document.evidence(verb.start, verb.end)
    voiced = bool(clause) and is_voiced(verb, word)
    return Found(source or NOBODY, cue, content, voiced=voiced, speaks="quote" in word.shapes)


def is_voiced(verb: Token, word: CueWord) -> bool:
    """Whether a verb makes its subject the source of what happens in its clause, as a wish or a liking doesn't."""
    spoken = frames().speech.get(verb.lemma.lower(), ())
    return word.kind not in ("expectation", "attitude") and any(one.pos == "v" for one in spoken)


def _source(sentence: Sentence, links: Links, verb: Token, quoted: Quoted, *, passive: bool) -> Source | None:
    """Who a verb's content comes from; None where the sentence names nobody."""
    head = speaker(sentence, verb, passive=passive)
    if head is not None and quoted.holding(verb) is None and quoted.holding(head) is not None:
        head = None
    if head is None and quoted.own and not passive:
        head = beside(sentence, verb, quoted.own)
    return source_of(sentence, links, head, verb) if head is not None else None
