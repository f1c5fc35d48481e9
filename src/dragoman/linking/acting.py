"""Does a capital act, or is it a place? "Ankara will urge" is the Turkish government; "a bomb in Ankara" is not.

A capital acts where it does what governments do: says, wants, decides, or does what the codebook's frames tell of; and
where what it owns, gets or is party to is an act or a policy. It is a place where people travel, live or have weather.
"""

from __future__ import annotations

from functools import cache

from dragoman.codebook import codebook
from dragoman.codebook.frames import frames
from dragoman.model import Mention, Sentence, Token

_LOCATIVE = frozenset(
    "in at near around outside inside into onto across through throughout over above within beyond off via "
    "along".split()
)
#: Verbs that go to, hold or hit a place.
_OF_PLACES = frozenset(
    "visit leave reach enter tour attend flee quit bomb shell hit strike attack raid storm seize capture take "
    "retake recapture besiege encircle surround invade occupy liberate travel fly arrive return go come head move "
    "drive march depart land transfer evacuate relocate hold locate base situate open close sail connect link "
    "cross walk run ride cycle hike ship train route commute extend rain snow fall pass".split()
)
#: What cities do as well as governments: the object decides.
_CITY_DOES = frozenset(
    "rain burn sit stand rise fall celebrate host house feature feel look see record register run remain lie "
    "sound seem appear draw light turn get come stay land serve gather hold mark begin start continue open close "
    "reopen mourn brace have make give take win lose keep find fill empty attract bring lead become grow shake "
    "sleep wake suffer experience face go stage enjoy expect lock shut carry observe honour honor welcome offer".split()
)
#: What governments do that no frame tells of.
_STATES_DO = frozenset(
    "want plan seek hope intend need fear believe think know view regard mean choose prefer try attempt pay chair "
    "join back respond react reply answer extend cancel postpone approve adopt appoint name nominate impose ease "
    "restore renew sever reverse change shift soften harden table submit issue initial share enforce implement "
    "tighten downgrade upgrade normalise normalize resume halt grant allocate spend owe control own block allow "
    "manage handle struggle rush move hurry vie compete risk oversee fail refrain dither hesitate".split()
)
_COPULAS = frozenset("be remain seem appear become stay feel look".split())
_PARTIES = frozenset(
    "ally partner mediator member supporter backer guarantor signatory enemy rival adversary broker party friend "
    "sponsor donor supplier critic foe opponent lender creditor buyer".split()
)
#: Nouns of policy and dealings that are no frame of their own.
_POLICY = frozenset(
    "decision policy position stance role government regime administration ministry minister ambassador envoy "
    "embassy consulate delegation diplomat official spokesman spokeswoman negotiator representative army troop "
    "military response proposal plan offer note letter message warning signal reply request word answer relation "
    "tie relationship tension rift row spat war conflict standoff rivalry friendship trust partnership "
    "cooperation coordination trade treaty pact accord memorandum understanding truce pressure sanction embargo "
    "tariff influence leverage interest ambition strategy approach attitude right view willingness readiness "
    "refusal insistence reluctance failure choice vote veto seat term condition reason aim goal intention wish "
    "priority commitment obligation duty claim foreign security budget law support backing help aid loan weapon "
    "arm arsenal debt compensation delivery supply gas oil export import setback win victory blow defeat "
    "concession permission consent approval blessing border airspace territory ally partner rival enemy adversary "
    "foe behalf part dependence reliance ban curb restriction criticism charge announcement statement assurance "
    "guarantee recognition bid turn move step effort measure".split()
)
_NO_ACTS = frozenset(
    "visit trip arrival departure flight layover stopover journey tour homecoming day mark game chain map light "
    "march fire bomb blackout breakfast lunch dinner list forum gathering conference line escort evacuation "
    "delivery convoy assembly meal reception celebration ceremony".split()
)
_OF_DEALINGS = frozenset("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID REQUEST ACCUSE REJECT THREATEN SANCTION".split())
_PASSIVE = frozenset(
    "tell accuse urge ask blame criticise criticize warn expect inform invite sanction pressure condemn isolate "
    "consult represent commit prepare concern oblige force compel require bind allow forbid praise thank rebuke "
    "suspect involve brief notify assure reassure anger infuriate embarrass alarm ally owe offer give promise "
    "hand".split()
)


def acts(sentence: Sentence, mention: Mention) -> bool:
    """Whether a place name stands for its government here, from where it stands in the parse."""
    token = sentence.tokens[mention.head]
    while token.dep == "conj" and token.head != token.index and sentence.tokens[token.head].pos == "PROPN":
        token = sentence.tokens[token.head]
    head = sentence.tokens[token.head]
    if token.dep == "nsubj":
        return _does(sentence, head)
    if token.dep == "poss":
        return _of_policy(head)
    if token.dep in ("compound", "nmod"):
        return head.lemma.lower() in ("government", "regime", "administration", "authority")
    if token.dep in ("dobj", "obj", "dative", "iobj"):
        return head.lemma not in _OF_PLACES and (head.lemma in _done_by_states() or head.lemma in _PASSIVE)
    if token.dep == "nsubjpass":
        return head.lemma in _PASSIVE
    return token.dep == "pobj" and _after_preposition(sentence, head)


def _does(sentence: Sentence, verb: Token, depth: int = 0) -> bool:
    """Whether a verb, with its object or complement, is something that a government does."""
    inner = sentence.child(verb.index, "xcomp")
    if verb.lemma in _COPULAS:
        return _is(sentence, verb, depth)
    if verb.lemma in _CITY_DOES:
        if inner is not None and inner.pos == "VERB" and depth < 3:
            return _does(sentence, inner, depth + 1)
        thing = sentence.child(verb.index, "dobj", "obj")
        return thing is not None and _of_policy(thing)
    if sentence.child(verb.index, "ccomp") is not None:
        return True
    if sentence.child(verb.index, "dobj", "obj", "prep") is None and _only_force(verb.lemma):
        return False
    return verb.lemma in _done_by_states()


def _only_force(lemma: str) -> bool:
    """Whether all that a verb tells of is force, which without an object is done to the city: "the town burned"."""
    known = frames().verbs.get(lemma, ())
    return bool(known) and all(frame.type in ("ASSAULT", "COERCE", "PROTEST") for frame in known)


def _is(sentence: Sentence, verb: Token, depth: int) -> bool:
    """ "Ankara is ready", "Cairo is a mediator", "Oslo is to send": but not "Lima is the capital"."""
    for child in sentence.children(verb.index, "acomp", "attr", "xcomp", "oprd", "advcl"):
        word = child.lemma.lower()
        if child.dep == "advcl" and verb.lemma == "be":
            continue
        if child.pos == "VERB":
            return depth < 3 and _does(sentence, child, depth + 1)
        if child.pos == "ADJ":
            return word in frames().adjectives or word in frames().speech
        return word in _PARTIES
    return False


def _of_policy(noun: Token) -> bool:
    """Whether a noun is an act, a policy or an office of a government."""
    word = noun.lemma.lower()
    if word in _POLICY:
        return True
    if word in _NO_ACTS:
        return False
    role = codebook().roles.get(word)
    if role is not None:
        return role.sector in ("GOV", "MIL", "SPY", "LEG")
    return any(frame.type in _OF_DEALINGS for frame in frames().nouns.get(word, ()))


@cache
def _done_by_states() -> frozenset[str]:
    """Lemmas of verbs that people and states do."""
    spoken = (lemma for lemma, words in frames().speech.items() if any(word.pos == "v" for word in words))
    return frozenset({*frames().verbs, *spoken, *_STATES_DO} - _CITY_DOES)


def _after_preposition(sentence: Sentence, preposition: Token) -> bool:
    word = preposition.lemma.lower()
    if word in _LOCATIVE:
        return False
    governor = sentence.tokens[preposition.head]
    if preposition.dep == "agent":
        return governor.lemma not in _OF_PLACES
    if governor.pos in ("NOUN", "PROPN"):
        return _of_policy(governor) and (word not in ("on", "of", "for") or governor.lemma.lower() in _POLICY)
    if governor.lemma in ("accord", "accordance"):
        return True
    return governor.pos == "VERB" and _verb_takes(sentence, governor, word)


def _verb_takes(sentence: Sentence, verb: Token, preposition: str) -> bool:
    """ "Sign a deal with Kigali", "hand the note to Warsaw": but not "sail to Manila", "build a road to Doha"."""
    thing = sentence.child(verb.index, "dobj", "obj", "nsubjpass")
    if thing is not None:
        return _of_policy(thing) and (preposition in ("with", "to", "from", "by", "between", "against", "toward"))
    if verb.lemma in _OF_PLACES or preposition in ("on", "of", "for"):
        return False
    return verb.lemma in _done_by_states()
