"""Positions: where somebody stands on something, read off the event that says so.

A position is a facet of a REQUEST, SUPPORT, REJECT or ACCUSE event: its actors hold it.
"""

from __future__ import annotations

from dragoman.coding.clauses import fill
from dragoman.coding.facets import Core, is_again
from dragoman.coding.matching import Predicate
from dragoman.coding.obligation import obligation
from dragoman.coding.passages import words_of
from dragoman.coding.status import is_given_up, tense_of
from dragoman.model import Document, Position, Sentence, Token
from dragoman.model.event import Novelty, Stance

_STANCES: dict[str, Stance] = {"REQUEST": "demand", "REJECT": "reject"}
#: Who orders his own people about argues for nothing.
_COMMANDS = frozenset({"order", "instruct", "command"})


def position_of(core: Core, sentence: Sentence, predicate: Predicate, document: Document) -> Position | None:
    """The position that a REQUEST, SUPPORT, REJECT or ACCUSE event takes; None where nobody is told to hold it."""
    taken = core.type in ("REQUEST", "SUPPORT", "REJECT", "ACCUSE") and predicate.frame.stage in (None, "proposed")
    commands = predicate.frame.lemma in _COMMANDS
    if not taken or not core.actor or commands or _is_courtesy(core, predicate):
        return None
    stance = _stance(core, sentence, predicate)
    words = words_of(sentence, _judged(core, sentence, predicate), document.text)
    if words is None or stance is None:
        return None
    novelty: Novelty = "reiterated" if is_again(sentence, predicate) else "new"
    return Position(stance=stance, object=words, addressee=core.recipient, novelty=novelty)


def _stance(core: Core, sentence: Sentence, predicate: Predicate) -> Stance | None:
    """How the holder stands; None where the words don't tell.

    Support denied is rejection where it is withheld for good ("does not recognise", "will not endorse"); that it has
    not been given ("has not yet endorsed the plan") is none.
    """
    stance = predicate.frame.stance or _STANCES.get(core.type)
    if core.type == "REJECT" and stance == "support":
        return "reject"
    if predicate.frame is obligation():
        return "demand"  # What must not be is demanded, too.
    if core.type == "ACCUSE" and predicate.frame.type == "PROTEST":
        return "oppose"
    if core.status == "negated" and not is_given_up(sentence, predicate.carrier):
        return "reject" if stance == "support" and _is_withheld(sentence, predicate.carrier) else None
    return stance  # type: ignore[return-value]


def _is_withheld(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb with "not" tells of a lasting stand; a past tense only where it reports a present one."""
    tense = tense_of(sentence, verb)
    return tense != "perfect" and (tense != "past" or verb.dep == "ccomp")


def _is_courtesy(core: Core, predicate: Predicate) -> bool:
    """Whether a person is praised for something, which tells of no stand on an issue."""
    frame = predicate.frame
    praises = frame.type == "SUPPORT" and "obj" in frame.recipient and "for" in frame.object
    return praises and any(party.entity.kind == "person" for party in core.recipient)


def _judged(core: Core, sentence: Sentence, predicate: Predicate) -> tuple[Token, ...]:
    """What the position is about: the thing itself before what it is praised or blamed for, or as."""
    head = predicate.head
    if predicate.frame is obligation():
        return (head,)
    things = fill(sentence, head, "obj")[:1] if "obj" in predicate.frame.recipient and not core.recipient else ()
    if core.type in ("SUPPORT", "ACCUSE") and things:
        return things
    return core.object or things or _clause_of(sentence, predicate)


def _clause_of(sentence: Sentence, predicate: Predicate) -> tuple[Token, ...]:
    """The clause that says what it is about: "voiced concern that …", "called on all concerned to …"."""
    nouns = fill(sentence, predicate.head, "obj")
    told = [
        one for noun in nouns for one in sentence.children(noun.index, "acl", "ccomp") if one.pos in ("VERB", "AUX")
    ]
    asked = [one for one in sentence.children(predicate.head.index, "xcomp", "advcl") if one.tag == "VB"]
    return (*told, *asked)[:1]
