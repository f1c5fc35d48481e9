"""Nouns and adjectives that attribute: "the ministry's claim that …", "was confident that …", "it is clear that …"."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.attribution.phrases import pieces
from dragoman.attribution.speakers import source_of, speaker
from dragoman.attribution.statement import NOBODY, Found, Source
from dragoman.codebook.cues import CueWord, cues
from dragoman.model import Document, Links, Sentence, Token

_LINKING = frozenset("be feel become seem appear remain grow get".split())
_LIGHT = frozenset(
    "make issue give offer take reach deliver release have voice express send publish sign write put show".split()
)
_BY = ("by", "from", "among")


def by_nouns(document: Document, sentence: Sentence, links: Links) -> Iterator[Found]:
    """The statements that nouns and adjectives of a sentence introduce."""
    for token in sentence.tokens:
        word = _cue(token)
        if word is None:
            continue
        source = _holder(sentence, links, token) if word.pos == "n" else _bearer(sentence, links, token, word)
        places = _content(sentence, token, word)
        if source is not None and places:
            cue = document.evidence(token.start, token.end)
            yield Found(source, cue, pieces(sentence, places), voiced=False, speaks=False)


def _cue(token: Token) -> CueWord | None:
    if token.pos == "NOUN":
        return cues().get(("n", token.lemma.lower()))
    if token.pos in ("ADJ", "VERB") and token.dep in ("acomp", "amod", "ROOT", "conj", "ccomp", "relcl", "advcl"):
        return cues().get(("a", token.text.lower()))
    return None


def _holder(sentence: Sentence, links: Links, noun: Token) -> Source | None:
    """Whose claim it is: its possessor, a name before it, or whom it comes from; None when nobody is named."""
    owner = sentence.child(noun.index, "poss")
    if owner is None:
        for preposition in sentence.children(noun.index, "prep"):
            if preposition.lemma.lower() in _BY:
                owner = sentence.child(preposition.index, "pobj")
    if owner is None and noun.dep == "dobj" and sentence.tokens[noun.head].lemma.lower() in _LIGHT:
        owner = speaker(sentence, sentence.tokens[noun.head])
    return source_of(sentence, links, owner, noun) if owner is not None else None


def _bearer(sentence: Sentence, links: Links, adjective: Token, word: CueWord) -> Source | None:
    """Who is sure or worried: the subject of the verb that the adjective follows."""
    verb = adjective if adjective.pos == "VERB" else sentence.tokens[adjective.head]
    if "impersonal" in word.shapes:
        return NOBODY
    if verb is not adjective and verb.lemma.lower() not in (
        "be",
        "feel",
        "become",
        "seem",
        "appear",
        "remain",
        "grow",
        "get",
    ):
        return None
    head = speaker(sentence, verb)
    return source_of(sentence, links, head, adjective) if head is not None else None


def _content(sentence: Sentence, token: Token, word: CueWord) -> set[int]:
    """The first complement of a noun or an adjective that may be content."""
    shapes = word.shapes
    for child in sentence.children(token.index):
        if child.index < token.index:
            continue
        subtree = set(sentence.subtree(child.index))
        if child.dep in ("acl", "ccomp", "relcl") and "clause" in shapes and _is_that(sentence, child):
            return subtree
        if child.dep in ("acl", "xcomp", "relcl") and "infinitive" in shapes and _is_to(sentence, child):
            return subtree
        if child.dep == "prep" and child.lemma.lower() in word.prepositions:
            return subtree - {child.index}
    if "impersonal" in shapes:
        verb = sentence.tokens[token.head]
        return {at for one in sentence.children(verb.index, "ccomp") for at in sentence.subtree(one.index)}
    return set()


def _is_that(sentence: Sentence, clause: Token) -> bool:
    mark = sentence.child(clause.index, "mark")
    return clause.dep == "ccomp" or (mark is not None and mark.lemma.lower() in ("that", "whether", "if"))


def _is_to(sentence: Sentence, clause: Token) -> bool:
    aux = sentence.child(clause.index, "aux")
    return aux is not None and aux.tag == "TO"
