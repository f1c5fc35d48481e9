"""Passages: which words an event rests on, which decided, and which belong to its complement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.coding.clauses import is_added_participle, is_misjoined
from dragoman.coding.matching import Predicate
from dragoman.model import Sentence, Span, Token

#: Arcs from a predicate to what it speaks about: what stands there is its content, not an event of its own.
_COMPLEMENT = frozenset({"xcomp", "ccomp", "dobj", "attr", "oprd", "dative", "acomp", "pcomp", "pobj", "acl"})
#: What stands beside a verb and is no part of what it tells.
_APART = frozenset({"conj", "cc", "parataxis", "punct"})
_CLAUSES = frozenset({"advcl", "conj", "relcl", "parataxis"})


def consumed(sentence: Sentence, predicate: Predicate) -> set[int]:
    """Tokens inside a predicate's complement, where no other event is coded.

    A finite relative clause with its own subject, or after a comma, tells something of its own and is left free.
    """
    frame = predicate.frame
    slots = {"of", *frame.recipient, *frame.object, *(requirement.slot for requirement in frame.requirements)}
    taken: set[int] = set()
    for start in {predicate.head.index, predicate.carrier.index}:
        for child in sentence.children(start):
            slotted = child.dep == "prep" and child.lemma.lower() in slots
            if frame.type == "ACCUSE" and _is_told(sentence, child):
                continue
            if child.dep in _COMPLEMENT or _is_purpose(sentence, child) or slotted:
                taken |= _without_free_clauses(sentence, child)
    return taken - {predicate.head.index, predicate.carrier.index}


def _is_told(sentence: Sentence, child: Token) -> bool:
    """ "Complained that aircraft were bombing the town": what is alleged in a clause of its own is coded, too."""
    subject = sentence.child(child.index, "nsubj", "nsubjpass")
    return child.dep == "ccomp" and subject is not None and child.tag != "VB"


def _is_purpose(sentence: Sentence, child: Token) -> bool:
    """ "To discuss", "to ensure that": an infinitive of purpose."""
    return child.dep == "advcl" and any(aux.text.lower() == "to" for aux in sentence.children(child.index, "aux"))


def _without_free_clauses(sentence: Sentence, token: Token) -> set[int]:
    taken: set[int] = set()
    stack = [token.index]
    while stack:
        at = stack.pop()
        if at != token.index and _is_free(sentence, sentence.tokens[at]):
            continue
        taken.add(at)
        stack.extend(child.index for child in sentence.children(at))
    return taken


def _is_free(sentence: Sentence, clause: Token) -> bool:
    if clause.dep == "relcl":
        subject = sentence.child(clause.index, "nsubj", "nsubjpass")
        own = subject is not None and subject.tag not in ("WDT", "WP")
        first = min(sentence.subtree(clause.index))
        return own or (first > 0 and sentence.tokens[first - 1].text in (",", "—", "–", "-"))
    if is_added_participle(sentence, clause) or is_misjoined(sentence, clause):
        return True
    return (
        clause.dep == "acl"
        and clause.tag == "VBN"
        and sentence.tokens[clause.head].lemma in ("agreement", "deal", "ceasefire")
    )


def passage_of(sentence: Sentence, predicate: Predicate, others: Iterable[Predicate]) -> Span:
    """The clause that an event rests on, without clauses after it that tell other events."""
    top = predicate.carrier
    heads = {other.carrier.index for other in others if other.carrier.index != top.index}
    kept = {top.index, predicate.head.index}
    stack = [top.index, predicate.head.index]
    while stack:
        at = stack.pop()
        for child in sentence.children(at):
            if (
                child.dep in _CLAUSES
                and (child.index in heads or _holds(sentence, child, heads))
                and child.index not in kept
            ):
                continue
            if child.index not in kept:
                kept.add(child.index)
                stack.append(child.index)
    return _trimmed(sentence, kept, around=(top.index, predicate.head.index))


def _holds(sentence: Sentence, clause: Token, heads: set[int]) -> bool:
    return clause.dep == "advcl" and any(at in heads for at in sentence.subtree(clause.index))


def _trimmed(sentence: Sentence, kept: set[int], *, around: tuple[int, int]) -> Span:
    """The longest unbroken run of kept words around the predicate, without punctuation at its edges."""
    first, last = min(around), max(around)
    while first - 1 in kept or (first > 0 and sentence.tokens[first - 1].pos == "PUNCT" and first - 2 in kept):
        first -= 1
    end = len(sentence.tokens) - 1
    while last + 1 in kept or (last < end and sentence.tokens[last + 1].pos == "PUNCT" and last + 2 in kept):
        last += 1
    while first < last and sentence.tokens[first].pos == "PUNCT":
        first += 1
    while last > max(around) and sentence.tokens[last].pos in ("PUNCT", "CCONJ"):
        last -= 1
    return Span(sentence.tokens[first].start, sentence.tokens[last].end)


def anchor_of(sentence: Sentence, predicate: Predicate) -> Span:
    """The deciding words: the verb with its particle, through to the noun it carries."""
    places = [predicate.carrier.index, predicate.head.index]
    places.extend(child.index for child in sentence.children(predicate.head.index, "prt"))
    for particle in predicate.frame.particles:
        near = (child for child in sentence.children(predicate.head.index) if child.text.lower() == particle)
        places.extend(child.index for child in near if child.index > predicate.head.index)
    first, last = min(places), max(places)
    if last - first > 8:
        first = last = predicate.head.index
    return Span(sentence.tokens[first].start, sentence.tokens[last].end)


def promises_after(sentence: Sentence, token: Token) -> list[Token]:
    """Infinitives joined to a first one with a "to" of their own: "to free prisoners and to reopen the road"."""
    joined = [child for child in sentence.children(token.index, "conj") if _is_infinitive(sentence, child)]
    found = [*joined, *_listed(sentence, token)]
    return [*found, *(after for one in found for after in promises_after(sentence, one))]


def _listed(sentence: Sentence, token: Token) -> Iterator[Token]:
    """The second of three infinitives, which the parser takes for a purpose: "to free …, to reopen … and to pay …"."""
    above = (token, sentence.tokens[token.head]) if token.dep == "xcomp" else (token,)
    for child in (child for one in above for child in sentence.children(one.index, "advcl")):
        if child.index < token.index or not _is_infinitive(sentence, child):
            continue
        first = min(sentence.subtree(child.index))
        goes_on = any(_is_infinitive(sentence, one) for one in sentence.children(child.index, "conj"))
        if goes_on and first > 0 and sentence.tokens[first - 1].text == ",":
            yield child


def _is_infinitive(sentence: Sentence, token: Token) -> bool:
    return token.tag == "VB" and any(aux.text.lower() == "to" for aux in sentence.children(token.index, "aux"))


def words_of(sentence: Sentence, tokens: Iterable[Token], text: str) -> str | None:
    """The words of phrases as they stand in the text, or None for none."""
    places = sorted(at for token in tokens for at in _without_free_clauses(sentence, token))
    apart = {at for token in tokens for one in promises_after(sentence, token) for at in sentence.subtree(one.index)}
    places = [at for at in places if at not in apart]
    places = [at for at in places if sentence.tokens[at].dep != "mark" or at != places[0]]
    while places and sentence.tokens[places[-1]].pos in ("PUNCT", "CCONJ"):
        places.pop()
    while places and (sentence.tokens[places[0]].pos == "PUNCT" or sentence.tokens[places[0]].text.lower() == "to"):
        places.pop(0)
    if not places:
        return None
    return text[sentence.tokens[places[0]].start : sentence.tokens[places[-1]].end]


def verb_phrase(sentence: Sentence, verb: Token, text: str) -> str:
    """A verb and what follows it in its own clause, as it stands in the text: "withdraw its troops by March"."""
    kept = {verb.index}
    for child in sentence.children(verb.index):
        if child.index > verb.index and child.dep not in _APART:
            kept |= _without_free_clauses(sentence, child)
    last = verb.index
    while last + 1 in kept:
        last += 1
    while last > verb.index and sentence.tokens[last].pos in ("PUNCT", "CCONJ"):
        last -= 1
    return text[verb.start : sentence.tokens[last].end]
