"""Who a source is: the party behind the words, and the class of source it belongs to."""

from __future__ import annotations

from dragoman.gazetteer import gazetteer
from dragoman.model import Entity, Links, Party, Sentence, Token
from dragoman.model.event import SourceClass

_DOCUMENTS = frozenset(
    "statement communique communiqué report document text letter readout declaration resolution treaty memo "
    "memorandum transcript note bulletin survey poll study dossier cable filing".split()
)
_ANONYMOUS = frozenset("source official diplomat aide insider person adviser advisor member lawmaker analyst".split())
_STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PRM", "IGO", "UNO"})


def parties_of(sentence: Sentence, token: Token, links: Links) -> tuple[Party, ...]:
    """The parties that a source phrase names: its own mention's, and those joined to it by "and"."""
    found: list[Party] = []
    for at in [token.index, *(child.index for child in _conjuncts(sentence, token))]:
        mention = sentence.mention_at(at)
        if mention is not None:
            found.extend(links.parties(mention))
    return tuple(found)


def _conjuncts(sentence: Sentence, token: Token) -> list[Token]:
    found: list[Token] = []
    for child in sentence.children(token.index, "conj"):
        found.append(child)
        found.extend(_conjuncts(sentence, child))
    return found


def classify(entity: Entity | None, head: Token) -> SourceClass:
    """The class of a source, from who it is and the noun that names it."""
    noun = head.lemma.lower()
    if entity is not None and entity.sector == "JRN":
        return "news_agency" if entity.id in gazetteer() else "outlet"
    if noun in _DOCUMENTS:
        return "document"
    if entity is None:
        return "anonymous_official" if noun in _ANONYMOUS else "other"
    if entity.kind == "person":
        return "named_official" if entity.posts or entity.sector in _STATE else "other"
    if noun in _ANONYMOUS:
        return "anonymous_official"
    return "institution" if entity.sector in _STATE or entity.kind in ("country", "organisation") else "other"
