"""Facets: the meeting, commitment or agreement that an event is; `positions.py` has the position.

They are read from the same predicate, so that the event list and the boards made from facets can never disagree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dragoman.coding.clauses import asked_for, fill, is_passive, prepositional
from dragoman.coding.matching import Predicate
from dragoman.coding.passages import verb_phrase, words_of
from dragoman.coding.status import tense_of
from dragoman.coding.terms import is_arranged, is_laid_on, rests_on_agreement
from dragoman.coding.unframed import unframed
from dragoman.model import (
    Agreement,
    Attendee,
    Commitment,
    Document,
    Links,
    Meeting,
    Party,
    Sentence,
    Token,
    When,
    Where,
)
from dragoman.model.event import Force, MeetingFormat, Presence, Stage, Status

_AGAIN = frozenset(
    {"reiterate", "reaffirm", "repeat", "renew", "restate", "again", "long-standing", "longstanding", "repeatedly"}
)
_AMOUNT = re.compile(
    r"(?:[$€£¥]|US\$|USD |EUR )\s?\d[\d,.]*(?:\s?(?:thousand|million|billion|trillion|m|bn|k)\b)?"
    r"|\b\d[\d,.]*\s(?:thousand |million |billion )?(?:dollars|euros|pounds|yen|yuan|kroner|tonnes|tons|doses|troops)\b"
)
_SIDELINES = re.compile(r"\bon the (?=(?:sidelines|margins) of (.+))", re.IGNORECASE)
#: Lemma of the frame of what its speaker says will be done.
_WILL = "will"
_INVITING = frozenset({"invite", "invitation"})
#: Verbs of what may come of a wish or a resolve: "wants to meet" and "decided to open talks" schedule nothing.
_WISHES = frozenset("want wish hope seek like love try offer agree promise propose decide resolve".split())
#: What others say of a deed to come that nobody has promised: "is expected to", "is likely to".
_FORESEEING = frozenset("expect anticipate predict believe think suppose likely".split())
_SENDING = frozenset({"send", "dispatch"})
_PEOPLE = frozenset({"person", "group"})
_CONDITION_MARKS = frozenset({"if", "unless", "once", "provided"})


@dataclass(frozen=True, slots=True)
class Core:
    """What is known of an event before its facets are read.

    Attributes:
        type: PLOVER type after the rules.
        mode: PLOVER mode.
        status: Status.
        actor: Who acts.
        recipient: Whom it is directed at.
        where: Where it takes place.
        object: Head words of what it is about; empty when the words don't tell.
        terms: Whether it is told as what an agreement lays down.
    """

    type: str
    mode: str | None
    status: Status
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    where: Where
    object: tuple[Token, ...]
    terms: bool = False


def meeting_of(core: Core, sentence: Sentence, predicate: Predicate, document: Document) -> Meeting | None:
    """The meeting of a CONSULT event, or of the AGREE event that announces one.

    None for one that was only possible, and where no words for a meeting stand.
    """
    to_come = announces_meeting(core, sentence, predicate)
    if (core.type != "CONSULT" and not to_come) or core.status in ("negated", "hypothetical"):
        return None
    mode = _way(core, predicate)
    if to_come and "subj" in predicate.frame.recipient:
        # Who will be host acts in AGREE; at the meeting it is the guest who comes.
        core = replace(core, actor=core.recipient, recipient=core.actor)
    parties = (*core.actor, *_met(core, mode))
    if predicate.frame is unframed() or not _is_told(core, mode, parties):
        return None
    present: Presence = "expected" if to_come or core.status == "future" else "present"
    return Meeting(
        format=_format(mode, parties),
        venue=core.where,
        attendees=tuple(Attendee(party, party.entity.country, present) for party in parties),
        level=_level(parties),
        host=core.recipient[0] if mode == "visit" and core.recipient else None,
        agenda=_agenda(sentence, predicate, document.text),
        parent=_parent(sentence, predicate, document.text),
    )


def announces_meeting(core: Core, sentence: Sentence, predicate: Predicate) -> bool:
    """Whether an AGREE event tells of a meeting to come, "will receive the envoy on Monday", and of no wish for one.

    Whoever sends somebody to it doesn't come himself.
    """
    verb = predicate.carrier
    above = sentence.tokens[verb.head]
    wished = verb.dep == "xcomp" and above.lemma in _WISHES
    return (
        core.type == "AGREE"
        and predicate.frame.type == "CONSULT"
        and predicate.frame.lemma not in _SENDING
        and not wished
    )


def _way(core: Core, predicate: Predicate) -> str | None:
    """How they met: by telephone, on a visit, …; people who receive people meet them, whoever travelled."""
    frame = predicate.frame
    mode = core.mode or (frame.mode if core.type == "AGREE" else None)
    if mode == "visit" and "subj" in frame.recipient:
        all_people = all(party.entity.kind in _PEOPLE for party in (*core.actor, *core.recipient))
        return None if all_people and core.recipient else mode
    return mode


def _met(core: Core, mode: str | None) -> tuple[Party, ...]:
    """Who was met: a state, a place or a body that is visited is the host, and only people attend."""
    if mode != "visit":
        return core.recipient
    return tuple(party for party in core.recipient if party.entity.kind in _PEOPLE)


def _is_told(core: Core, mode: str | None, parties: tuple[Party, ...]) -> bool:
    """Whether the words tell who met: a visit has its visitor, unless he goes home; else two met, or a body did.

    Mediation tells of a meeting only where it names those who were brought together.
    """
    if mode == "visit":
        return bool(core.actor) and not _goes_home(core)
    if mode == "third-party" and not core.recipient:
        return False
    return len(parties) > 1 or _is_many(parties)


def _goes_home(core: Core) -> bool:
    """Whether those who travel go to their own country: "flew back to Lima"."""
    own = {party.entity.country for party in core.actor}
    return None not in own and own == {party.entity.country for party in core.recipient}


def _is_many(parties: tuple[Party, ...]) -> bool:
    """Whether one party stands for more than two: "Arab oil ministers", the Security Council."""
    return len(parties) == 1 and parties[0].entity.kind in ("group", "organisation")


def _format(mode: str | None, parties: tuple[Party, ...]) -> MeetingFormat:
    if mode == "phone":
        return "phone"
    if mode == "visit":
        return "visit"
    many = mode == "multilateral" or len(parties) > 2 or _is_many(parties)
    return "multilateral" if many else "bilateral"


def _level(parties: tuple[Party, ...]) -> str | None:
    """The office that all who met share, in words."""
    posts = [set(party.entity.posts) for party in parties if party.entity.kind == "person"]
    shared = set.intersection(*posts) if posts else set()
    return sorted(shared)[0].replace("_", " ") if shared else None


def _agenda(sentence: Sentence, predicate: Predicate, text: str) -> str | None:
    """What was discussed: "on …", "about …", or the object of "to discuss"."""
    for head in (predicate.head, predicate.carrier):
        topic = [word for word in prepositional(sentence, head, "on", "about", "over") if not _is_time(sentence, word)]
        if topic:
            return words_of(sentence, topic[:1], text)
        for clause in sentence.children(head.index, "advcl", "xcomp"):
            if clause.lemma in ("discuss", "review", "explore", "address", "assess"):
                return words_of(sentence, fill(sentence, clause, "obj")[:1], text)
    return None


_SIDELINES_END = re.compile(r",| to discuss | held in | held at |\. |;|—|–")
_TIME_WORDS = frozenset("monday tuesday wednesday thursday friday saturday sunday sideline margin eve day".split())


def _is_time(sentence: Sentence, token: Token) -> bool:
    return (
        token.lemma.lower() in _TIME_WORDS
        or (token.pos in ("PROPN", "NUM") and token.text[:1].isdigit())
        or any(child.pos == "NUM" for child in sentence.children(token.index) if token.pos == "PROPN")
    )


def _parent(sentence: Sentence, predicate: Predicate, text: str) -> str | None:
    """The larger meeting "on the sidelines of" which the predicate's own clause puts this one."""
    for found in _SIDELINES.finditer(text, sentence.start, sentence.end):
        sidelines = next((token for token in sentence.tokens if token.start >= found.end()), None)
        if sidelines is not None and _is_of_clause(sentence, sidelines, predicate):
            return _SIDELINES_END.split(found.group(1))[0].strip(" .")
    return None


def _is_of_clause(sentence: Sentence, token: Token, predicate: Predicate) -> bool:
    """Whether a word hangs on a predicate with no other clause between but an infinitive: "met to discuss … on"."""
    own = {predicate.carrier.index, predicate.head.index}
    while token.index not in own and token.head != token.index:
        if token.pos in ("VERB", "AUX") and token.tag != "VB":
            return False
        token = sentence.tokens[token.head]
    return token.index in own


def commitment_of(
    core: Core, sentence: Sentence, predicate: Predicate, document: Document, links: Links
) -> Commitment | None:
    """The commitment of an AGREE or CONCEDE event; None where nobody is told to make it."""
    # An invitation or a visit to come binds nobody but under an agreement, and a promise not made is none.
    invites = predicate.frame.lemma in _INVITING or _only_visits(core, predicate)
    if not core.actor or core.status == "negated" or invites or _is_foreseen(sentence, predicate.carrier):
        return None
    if predicate.frame is unframed() and tense_of(sentence, predicate.carrier) != "future":
        return None
    if core.type != "AGREE" and not (core.type == "CONCEDE" and _is_promised(core, predicate)):
        return None
    action = _action(core, sentence, predicate, document.text)
    if action is None:
        return None
    passage = document.text[sentence.start : sentence.end]
    amount = _AMOUNT.search(action) or _AMOUNT.search(passage)
    return Commitment(
        force=_force(core, sentence, predicate),
        joint=len(core.actor) > 1,
        action=action,
        beneficiary=core.recipient,
        amount=amount.group(0) if amount else None,
        deadline=_deadline(sentence, links),
        conditions=_conditions(sentence, predicate, document.text),
    )


def _only_visits(core: Core, predicate: Predicate) -> bool:
    """Whether all that is announced is to meet.

    Who will host a conference undertakes to, who will receive a guest does not; a journey may be a term of an accord.
    """
    frame = predicate.frame
    if frame.type != "CONSULT" or (core.terms and frame.mode == "visit"):
        return False
    return "subj" not in frame.recipient or bool(core.recipient)


def _is_foreseen(sentence: Sentence, verb: Token) -> bool:
    """Whether others only expect it: "the council is expected to lift the ban"."""
    above = sentence.tokens[verb.head]
    return verb.dep == "xcomp" and above.lemma in _FORESEEING and (above.pos == "ADJ" or is_passive(sentence, above))


def _is_promised(core: Core, predicate: Predicate) -> bool:
    """Whether a CONCEDE event is a promise to yield, and no yielding in words, such as an apology or an amnesty."""
    frame = predicate.frame
    return frame.force is not None or frame.type in ("AGREE", "RETREAT") or core.status == "future"


def _action(core: Core, sentence: Sentence, predicate: Predicate, text: str) -> str | None:
    """What is promised, in the words of the text: what "promise" has after it, else the verb with what follows it.

    None where the words for a promise stand alone: "what they undertake".
    """
    frame, verb = predicate.frame, predicate.carrier
    promises = (frame.force is not None or frame.type == "AGREE") and frame.lemma != _WILL
    if not promises and verb.tag == "VB" and not is_passive(sentence, verb):
        return verb_phrase(sentence, verb, text)
    if is_laid_on(frame) and core.object and core.object[0].tag == "VB":
        return verb_phrase(sentence, core.object[0], text)
    things = fill(sentence, predicate.head, "obj") if frame.type == "CONCEDE" else ()
    things = tuple(thing for thing in things or core.object if not _is_time(sentence, thing))
    words = words_of(sentence, things or _spelt_out(sentence, predicate), text)
    if words is None and any(thing.index > verb.index for thing in sentence.children(verb.index, "dobj")):
        return verb_phrase(sentence, verb, text)
    return words or (None if promises else text[predicate.head.start : predicate.head.end])


def _spelt_out(sentence: Sentence, predicate: Predicate) -> tuple[Token, ...]:
    """What is promised beyond the frame's slots: "gave a promise to …", "assured … that", "agreed for … to …"."""
    head = predicate.head
    nouns = fill(sentence, head, "obj")
    clauses = (clause for noun in nouns for clause in sentence.children(noun.index, "acl") if clause.tag == "VB")
    told = (*fill(sentence, head, "ccomp"), *fill(sentence, head, "xcomp"), *prepositional(sentence, head, "on", "to"))
    added = (clause for clause in sentence.children(head.index, "advcl") if clause.tag == "VB")
    found = (*clauses, *asked_for(sentence, head), *told, *added)
    return tuple(token for token in found if not _is_time(sentence, token))[:1]


def _force(core: Core, sentence: Sentence, predicate: Predicate) -> Force:
    if is_again(sentence, predicate):
        return "reaffirmation"
    if rests_on_agreement(sentence, predicate.carrier) or is_arranged(sentence, predicate.carrier):
        return "agreement"
    force = predicate.frame.force
    if force is not None:
        return force  # type: ignore[return-value]
    if core.terms:
        return "agreement"
    return "agreement" if len(core.actor) > 1 else "pledge"


def _deadline(sentence: Sentence, links: Links) -> When:
    dates = [
        dated for dated in links.dates_in(sentence.start, sentence.end) if dated.relation in ("by", "until", "within")
    ]
    return dates[0].when if dates else When()


def _conditions(sentence: Sentence, predicate: Predicate, text: str) -> str | None:
    for head in (predicate.carrier, predicate.head):
        for at in sentence.subtree(head.index):
            token = sentence.tokens[at]
            if token.dep == "advcl" and any(
                mark.text.lower() in _CONDITION_MARKS for mark in sentence.children(at, "mark", "prep", "advmod")
            ):
                places = sorted(sentence.subtree(at))
                return text[sentence.tokens[places[0]].start : sentence.tokens[places[-1]].end]
    return None


def is_again(sentence: Sentence, predicate: Predicate) -> bool:
    """Whether the words say that it was said before."""
    if "reiterated" in predicate.frame.flags or predicate.carrier.lemma.lower() in _AGAIN:
        return True
    near = (*sentence.children(predicate.head.index), *sentence.children(predicate.carrier.index))
    return any(token.text.lower() in _AGAIN for token in near)


def agreement_of(
    core: Core, sentence: Sentence, predicate: Predicate, document: Document, mediators: tuple[Party, ...]
) -> Agreement | None:
    """The instrument that an event signs, ratifies, suspends or breaks."""
    stage = predicate.frame.stage
    if stage is None:
        return None
    named = core.object or ((predicate.head,) if predicate.head.pos == "NOUN" else ())
    words = words_of(sentence, named[:1], document.text)
    if words is None:
        return None
    parties = (*core.actor, *core.recipient)
    typed: Stage = stage  # type: ignore[assignment]
    return Agreement(instrument=words, stage=typed, parties=parties, mediators=mediators)
