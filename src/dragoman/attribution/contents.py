"""What of a sentence a verb ascribes to its source: a clause, quotations, an infinitive, an object."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.attribution.phrases import pieces
from dragoman.attribution.quotation import Quotation
from dragoman.attribution.quoted import Quoted
from dragoman.codebook.cues import CueWord, cues
from dragoman.model import Sentence, Span, Token

_CLAUSES = ("ccomp", "parataxis")
_COMPLEMENTS = ("dobj", "xcomp", "ccomp", "oprd", "attr", "acomp")
_FOLLOW = ("prep", "oprd", "xcomp", "dobj", "acomp", "attr", "dative", "ccomp", "acl", "relcl")
"""What goes on a content that has begun: "called | the report + a fake"."""
_SETTING = frozenset("on during at after before since until while by amid despite".split())
"""Prepositions that say when, where or how somebody acts, rather than what they say."""
_TRAILING = ("relcl", "advcl")
_LEAST = 2
"""Words of a content before a comma after which a remark of the reporter's may follow."""


def clause_of(sentence: Sentence, verb: Token, word: CueWord, quoted: Quoted) -> tuple[Span, ...]:
    """The clause or the quotation that a verb governs, or the sentence that it is put into."""
    clause = _governed(sentence, verb, word) if word.shapes & {"clause", "quote"} else ()
    if quoted.own and not _beyond(clause, quoted.own):
        return _joined(clause, quoted.own)
    if quoted.holding(verb) is not None:
        return clause
    return _whole_quotation(clause, quoted.inside)


def _joined(clause: Sequence[Span], quoted: tuple[Span, ...]) -> tuple[Span, ...]:
    """Quotations with the clause that leads up to them: "that the plan fails, "as all know""."""
    if len(clause) == 1 and len(quoted) == 1 and clause[0].end <= quoted[0].start <= clause[0].end + 6:
        return (Span(clause[0].start, quoted[0].end),)
    return quoted


def phrase_of(
    sentence: Sentence, verb: Token, word: CueWord, inside: Sequence[Quotation], *, passive: bool
) -> tuple[Span, ...]:
    """What a verb wants, judges or speaks of: its infinitive, its object, or the object of its preposition."""
    by = sentence.child(verb.index, "agent") is not None
    places = _noun_before(sentence, verb) if by and verb.dep == "acl" else set()
    started = bool(places)
    for child in sentence.children(verb.index):
        if child.index < verb.index:
            if passive and child.dep == "nsubjpass" and (by or word.shapes & {"object", "infinitive"}):
                places |= set(sentence.subtree(child.index))
        elif not started:
            begun = _begins(sentence, child, word)
            started = bool(begun)
            places |= begun
        elif child.dep in _FOLLOW and not _sets_scene(sentence, child):
            places |= set(sentence.subtree(child.index))
    if not places:
        places = _relative_object(sentence, verb)
        started = bool(places)
    if not started and not (passive and by):
        return ()
    return _whole_quotation(pieces(sentence, without_remark(sentence, verb, places)), inside)


def _noun_before(sentence: Sentence, verb: Token) -> set[int]:
    """The noun that a participle with its agent follows: "a view shared by many"."""
    noun = sentence.tokens[verb.head]
    before = (child for child in sentence.children(noun.index) if child.index < verb.index)
    return {noun.index} | {at for child in before for at in sentence.subtree(child.index)}


def _relative_object(sentence: Sentence, verb: Token) -> set[int]:
    """What a relative clause says its noun is called, or that somebody says of it: "what critics call a farce"."""
    pronoun = next(
        (one for one in sentence.children(verb.index) if one.tag in ("WDT", "WP") and one.dep == "dobj"), None
    )
    if pronoun is None or sentence.child(verb.index, "nsubj") is None:
        return set()
    follow = (one for one in sentence.children(verb.index, "prep", "oprd", "xcomp") if one.index > verb.index)
    return {pronoun.index} | {at for one in follow for at in sentence.subtree(one.index)}


def _begins(sentence: Sentence, child: Token, word: CueWord) -> set[int]:
    """The words of a complement with which a content begins; empty for one that is none."""
    shapes = word.shapes
    begins = (
        (child.dep in ("dobj", "oprd", "attr", "acomp") and "object" in shapes and "person" not in shapes)
        or (
            child.dep == "xcomp" and bool(shapes & ({"infinitive", "object"} if child.tag == "VBG" else {"infinitive"}))
        )
        or (child.dep == "ccomp" and bool(shapes & {"object", "infinitive"}))
    )
    if begins:
        return set(sentence.subtree(child.index))
    if child.dep in ("prep", "agent", "prt", "dative") and child.lemma.lower() in word.prepositions:
        return set(sentence.subtree(child.index)) - {child.index}
    if child.dep == "dobj" and "person" in shapes:
        behind = (_begins(sentence, one, word) for one in sentence.children(child.index, "prep"))
        return next((begun for begun in behind if begun), set())
    return set()


def _sets_scene(sentence: Sentence, child: Token) -> bool:
    """Whether a dependent tells when, where or how, or stands behind a comma."""
    before = min(sentence.subtree(child.index)) - 1
    apart = sentence.tokens[before].text in (",", "—", "–", "--", "―", ";")
    return apart or (child.dep == "prep" and child.lemma.lower() in _SETTING)


def without_remark(sentence: Sentence, cue: Token, places: set[int]) -> set[int]:
    """A content without what the reporter adds behind a comma: ", which would be the first in years"."""
    if not places or max(places) < cue.index:
        return places
    tokens = sentence.tokens
    for at in sorted(places):
        token = tokens[at]
        speech = _other_voice(sentence, token, places)
        if speech is not None:
            return {one for one in places if one < speech}
        if token.dep not in _TRAILING or tokens[token.head].index >= at or token.head not in places:
            continue
        subtree = set(sentence.subtree(at))
        first = min(subtree)
        remains = sum(1 for one in places if one < first)
        if max(subtree) >= max(places) - 1 and remains >= _LEAST and tokens[first - 1].text in (",", "—", "–", "--"):
            return {one for one in places if one < first}
    return places


def _other_voice(sentence: Sentence, token: Token, places: set[int]) -> int | None:
    """Where the statement of somebody else begins that the parse joins to a content: ", and critics warned that …"."""
    if token.dep != "conj" or token.head not in places or ("v", token.lemma.lower()) not in cues():
        return None
    subject = sentence.child(token.index, "nsubj")
    if subject is None or subject.pos == "PRON" or sentence.child(token.index, "ccomp") is None:
        return None
    first = min(sentence.subtree(token.index))
    return first if sentence.tokens[first - 1].lemma in ("and", "but", "while", ";", ",") else None


# --- clauses ----------------------------------------------------------------------------------------------------------


def _beyond(clause: Sequence[Span], quoted: Sequence[Span]) -> bool:
    """Whether a clause is a sentence of the reporter's that only holds the quotation."""
    held = sum(max(0, min(one.end, other.end) - max(one.start, other.start)) for one in clause for other in quoted)
    return bool(clause) and 0 < held < 0.7 * sum(span.end - span.start for span in clause)


def _governed(sentence: Sentence, verb: Token, word: CueWord) -> tuple[Span, ...]:
    clauses = sentence.children(verb.index, *_CLAUSES, "advcl")
    for child in sorted(clauses, key=lambda one: (one.dep != "ccomp", one.index < verb.index)):
        if child.pos != "INTJ" and (child.dep != "advcl" or _asks(sentence, verb, child)):
            own = _own(sentence, verb, child)
            return pieces(sentence, without_remark(sentence, verb, set(sentence.subtree(child.index)) - own))
    complements = (one for one in sentence.children(verb.index, *_COMPLEMENTS) if one.index > verb.index)
    if any(one.text.lower() != "it" for one in complements):
        return ()
    if any(_begins(sentence, child, word) for child in sentence.children(verb.index, "prep", "agent", "prt")):
        return ()
    inserted = verb.dep in ("parataxis", "ccomp") and sentence.child(verb.index, "nsubj") is not None
    mark = sentence.child(verb.index, "mark", "advmod")
    likened = verb.dep == "advcl" and mark is not None and mark.lemma.lower() == "as" and mark.index < verb.index
    return _around(sentence, verb) if inserted or likened else ()


def _asks(sentence: Sentence, verb: Token, clause: Token) -> bool:
    """Whether a clause that the parse takes for an adverb's is what is said: "has not said when he would return"."""
    first = min(sentence.subtree(clause.index))
    return first == verb.index + 1 and sentence.tokens[first].tag in ("WRB", "WP")


def _own(sentence: Sentence, verb: Token, clause: Token) -> set[int]:
    """The verb's own words: itself, its subject and what else hangs on it but the clause."""
    return {verb.index} | {
        at
        for child in sentence.children(verb.index)
        if child.index != clause.index and child.dep != "dep"
        for at in sentence.subtree(child.index)
    }


def _around(sentence: Sentence, verb: Token) -> tuple[Span, ...]:
    """The clause that a verb with its subject is put into: "the talks, he said, had ended"."""
    if verb.dep == "ccomp" and verb.index > verb.head:
        return ()
    return pieces(sentence, set(sentence.subtree(verb.head)) - set(sentence.subtree(verb.index)))


def _whole_quotation(clause: Sequence[Span], inside: Sequence[Quotation]) -> tuple[Span, ...]:
    """A clause that lies in a quotation is widened to all of it, and one that ends in a quotation to its end."""
    if not clause:
        return ()
    for quotation in inside:
        if not any(quotation.span.overlaps(span) for span in clause):
            continue
        if all(span.start >= quotation.start - 2 and span.end <= quotation.end + 2 for span in clause):
            return (quotation.span,)
        if clause[-1].start <= quotation.start < clause[-1].end < quotation.end:
            return (*clause[:-1], Span(clause[-1].start, quotation.end))
    return tuple(clause)
