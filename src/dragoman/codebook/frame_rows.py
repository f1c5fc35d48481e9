"""The rows of the frame tables: what one is, and how its cells are read.

Place in the walk: data under the coding step. `codebook/frames.py` loads the tables, indexes the rows made here, and
tells the notation of a predicate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.errors import CodebookError

# fmt: off
PREPOSITIONS = frozenset({
    "about", "above", "across", "after", "against", "ahead", "along", "alongside", "amid", "among", "around", "as",
    "at", "before", "behind", "below", "beside", "between", "by", "down", "facing", "for", "from", "in", "inside",
    "into", "near", "of", "off", "on", "onto", "opposite", "out", "outside", "over", "past", "round", "through",
    "throughout", "to", "together", "toward", "towards", "under", "up", "upon", "via", "with", "within", "without",
})
# fmt: on
SLOTS = frozenset({"subj", "obj", "dat", "poss", "xcomp", "ccomp", "csubj"}) | PREPOSITIONS
STANCES = frozenset({"demand", "support", "oppose", "reject", "concern"})
FORCES = frozenset({"agreement", "pledge", "intent", "reaffirmation"})
STAGES = frozenset({"proposed", "negotiated", "signed", "ratified", "in_force", "suspended", "violated", "ended"})
FLAGS = frozenset({"reciprocal", "statement", "needs_party", "weak", "reiterated"}) | STANCES | FORCES | STAGES
STRENGTHS = frozenset({"appeal", "demand", "*"})
EFFECTS = frozenset(
    {"future", "hypothetical", "negated", "actual", "past", "historical", "ended", "obligation", "support", "receive"}
)
OPERATOR_KINDS = frozenset({"aux", "v", "vpass", "a", "n", "adv", "neg", "det", "prep", "sconj", "phrase"})
SPEECH_KINDS = frozenset({"speech", "belief", "writing", "expectation", "evidence"})
SPEECH_FLAGS = frozenset({"quote", "frame"})
SPEECH_PARTS = frozenset({"v", "n", "a", "prep", "phrase"})
NOUN_ACTOR = ("poss", "by", "of", "subj")

_Predicate = tuple[str, tuple[str, ...], tuple[str, ...], tuple["Requirement", ...], frozenset[str]]
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Requirement:
    """A word that must fill a slot of the predicate.

    Attributes:
        slot: `subj`, `obj`, `dat` or a preposition.
        lemmas: The lemmas that may fill it; one with a space is a head with its modifier ("tear gas").
            Empty: any word will do.
    """

    slot: str
    lemmas: frozenset[str]

    @property
    def weight(self) -> int:
        """How much it asks for: any word 2, one word 4, a head with its modifier 5."""
        if not self.lemmas:
            return 2
        return 5 if all(" " in lemma for lemma in self.lemmas) else 4


@dataclass(frozen=True, slots=True)
class Frame:
    """One predicate and what it says: a row of `frames/<type>.tsv`.

    Attributes:
        predicate: The row's own words, which tell a reader what matched.
        pos: `v`, `n` or `a` (adjectives and prepositional predicates such as "under arrest").
        type: PLOVER event type.
        mode: PLOVER mode; None where the words alone don't tell.
        cameo: CAMEO code, as fine as the words alone allow.
        actor, recipient, object: Slots to look in, best first; empty for none.
        flags: What else the words tell; see FLAGS.
        example: A sentence that shows it, or "".
        where: `file:line`.
        lemma: The head's lemma; for `under:arrest` the preposition.
        modifiers: Words that must stand before the head: a noun's modifiers, and what is before a hyphen.
        particles: Particles and prepositions that must hang on the head, in order.
        requirements: Slots that must be filled by given words.
        empty: Slots that must be empty.
    """

    predicate: str
    pos: str
    type: str
    mode: str | None
    cameo: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    object: tuple[str, ...]
    flags: frozenset[str]
    example: str
    where: str
    lemma: str
    modifiers: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    empty: frozenset[str] = frozenset()

    @property
    def adverbs(self) -> frozenset[str]:
        """Particles without an object of their own: those that no slot names ("give in", but not "give in Lusaka")."""
        return frozenset(self.particles).difference(self.actor, self.recipient, self.object)

    @property
    def specificity(self) -> int:
        """How much besides the head must match; the coder tries the most specific frame first."""
        words = 3 * (len(self.particles) + len(self.modifiers))
        return words + len(self.empty) + sum(requirement.weight for requirement in self.requirements)

    @property
    def strength(self) -> str:
        """`demand` for CAMEO root 10, else `appeal`: which rows of refinements.tsv apply."""
        return "demand" if self.cameo.startswith("10") else "appeal"

    @property
    def stance(self) -> str | None:
        """The position that the words take, if any."""
        return next(iter(self.flags & STANCES), None)

    @property
    def force(self) -> str | None:
        """How far the words bind the actor, if at all."""
        return next(iter(self.flags & FORCES), None)

    @property
    def stage(self) -> str | None:
        """Where the words put an agreement, if they do."""
        return next(iter(self.flags & STAGES), None)


@dataclass(frozen=True, slots=True)
class ObjectClass:
    """A word and the class of things it names: what is demanded, refused, threatened or promised."""

    name: str
    pos: str
    lemma: str
    where: str


@dataclass(frozen=True, slots=True)
class Refinement:
    """How an object of a class sharpens an event type.

    Attributes:
        type: PLOVER event type of the frame.
        name: Object class.
        strength: `appeal`, `demand` or `*` for both.
        becomes: PLOVER event type that the object makes of it; most rows keep the type.
        mode: PLOVER mode; None for none.
        cameo: CAMEO code.
        where: `file:line`.
    """

    type: str
    name: str
    strength: str
    becomes: str
    mode: str | None
    cameo: str
    where: str


@dataclass(frozen=True, slots=True)
class Operator:
    """A word that changes what its complement claims, or lends it an argument.

    Attributes:
        lemma: The word, or a phrase with spaces.
        pos: `aux`, `v`, `vpass` (in the passive), `a`, `n`, `adv`, `neg`, `det`, `prep`, `sconj` or `phrase`.
        effect: `future`, `hypothetical`, `negated`, `actual`, `past`, `historical`, `ended` (what it governs is over),
            `obligation` (said to somebody, it asks); for a support verb `support` (its subject is the actor of the
            nominal predicate) or `receive` (its subject is the recipient).
        note: Where it applies, for the reader of the table.
        where: `file:line`.
    """

    lemma: str
    pos: str
    effect: str
    note: str
    where: str


@dataclass(frozen=True, slots=True)
class SpeechWord:
    """A word that ascribes content to a source.

    Attributes:
        lemma: The word, or a phrase with spaces.
        pos: `v`, `n`, `a`, `prep` or `phrase`.
        kind: `speech`, `belief`, `writing`, `expectation` or `evidence`.
        force: What the source does with the content: say, warn, deny, claim, confirm, admit …
        flags: `quote` if it can introduce direct speech, `frame` if it is also an event frame.
        where: `file:line`.
    """

    lemma: str
    pos: str
    kind: str
    force: str
    flags: frozenset[str]
    where: str


class FrameReader:
    """Makes frames of one event type from the cells of its table.

    Cells repeat from row to row, so what they say is kept: the tables load in half the time.
    """

    def __init__(self, event_type: str, classes: Mapping[str, frozenset[str]]) -> None:
        """Read rows of `event_type`; `classes` gives the nouns of each object class."""
        self._type = event_type
        self._classes = classes
        self._known: dict[str, Requirement] = {}

    def __call__(self, cells: list[str], where: str) -> Frame:
        """Return the frame of one row.

        Raises:
            CodebookError: An unknown part of speech, slot, flag or class, or a predicate without a head.
        """
        predicate, pos, mode, cameo, actor, recipient, obj, flags, example = cells
        try:
            lemma, modifiers, particles, requirements, empty = self._predicate(predicate, pos)
            actors = slots(actor) or (NOUN_ACTOR if pos == "n" and not actor else ())
            return Frame(
                predicate, pos, self._type, mode or None, cameo, actors, slots(recipient), slots(obj),
                members(flags, FLAGS), example, where, lemma, modifiers, particles, requirements, empty,
            )  # fmt: skip
        except ValueError as error:
            raise CodebookError(f"{where}: {error}") from error

    def _predicate(self, predicate: str, pos: str) -> _Predicate:
        """Split a predicate into head, modifiers, particles, requirements and slots that must be empty."""
        if pos not in ("v", "n", "a"):
            raise ValueError(f"part of speech {pos!r} is none of v, n, a")
        if predicate.isalpha():
            return predicate, (), (), (), _NOTHING
        words = predicate.split(" ")
        plain = [word for word in words if ":" not in word and word[:1] != "!"]
        requirements = tuple([self._known.get(word) or self._requirement(word) for word in words if ":" in word])
        empty = frozenset([word[1:] for word in words if word[:1] == "!"])
        if not empty <= SLOTS:
            raise ValueError(f"no such slot in {predicate!r}")
        if not plain and requirements:
            return requirements[0].slot, (), (), requirements, empty
        if not plain or not all(plain):
            raise ValueError(f"{predicate!r} has no head")
        head = 0
        if pos == "n":
            head = max([i for i, word in enumerate(plain) if word not in PREPOSITIONS], default=0)
        # The tokeniser cuts at hyphens: "cease-fire" is a "fire" with "cease" before it.
        *prefixes, lemma = plain[head].split("-")
        return lemma, (*plain[:head], *prefixes), tuple(plain[head + 1 :]), requirements, empty

    def _requirement(self, word: str) -> Requirement:
        slot, _, names = word.partition(":")
        if slot not in SLOTS:
            raise ValueError(f"no slot {slot!r}")
        requirement = Requirement(slot, _NOTHING if names == "*" else self._lemmas(names, word))
        self._known[word] = requirement
        return requirement

    def _lemmas(self, names: str, word: str) -> frozenset[str]:
        if names[:1] == "@" and names[1:] in self._classes:
            return self._classes[names[1:]]
        lemmas: set[str] = set()
        for name in names.split("/"):
            if name[:1] != "@":
                lemmas.add(name.replace("_", " ").replace("-", " "))
            elif name[1:] in self._classes:
                lemmas |= self._classes[name[1:]]
            else:
                raise ValueError(f"object_classes.tsv has no class {name[1:]!r}")
        if not all(lemmas):
            raise ValueError(f"an empty lemma in {word!r}")
        return frozenset(lemmas)


@cache
def slots(cell: str) -> tuple[str, ...]:
    """Return the slots of a cell, best first; `-` and an empty cell are none.

    Raises:
        ValueError: An unknown slot.
    """
    if cell in ("", "-"):
        return ()
    named = tuple(cell.split("|"))
    for slot in named:
        if slot not in SLOTS:
            raise ValueError(f"no slot {slot!r}")
    return named


@cache
def members(cell: str, allowed: frozenset[str]) -> frozenset[str]:
    """Return the flags of a cell.

    Raises:
        ValueError: A flag that isn't in `allowed`.
    """
    flags = frozenset(cell.split(",")) if cell else _NOTHING
    if not flags <= allowed:
        raise ValueError(f"no flag {', '.join(sorted(flags - allowed))!r}")
    return flags


def object_class(cells: list[str], where: str) -> ObjectClass:
    """Return a row of object_classes.tsv."""
    name, pos, lemma = cells
    return ObjectClass(name, _one_of(pos, frozenset("vna"), "part of speech", where), lemma, where)


def refinement(cells: list[str], where: str) -> Refinement:
    """Return a row of refinements.tsv."""
    event_type, name, strength, becomes, mode, cameo = cells
    _one_of(strength, STRENGTHS, "strength", where)
    return Refinement(event_type, name, strength, becomes or event_type, mode or None, cameo, where)


def misreading(cells: list[str], where: str) -> tuple[str, str]:
    """Return a row of lemmas.tsv: a verb form and its lemma."""
    form, lemma = cells
    if not form or not lemma:
        raise CodebookError(f"{where}: a form without a lemma")
    return form, lemma


def operator(cells: list[str], where: str) -> Operator:
    """Return a row of operators.tsv."""
    lemma, pos, effect, note = cells
    _one_of(pos, OPERATOR_KINDS, "part of speech", where)
    return Operator(lemma, pos, _one_of(effect, EFFECTS, "effect", where), note, where)


def speech_word(cells: list[str], where: str) -> SpeechWord:
    """Return a row of speech.tsv."""
    lemma, pos, kind, force, flags = cells
    _one_of(pos, SPEECH_PARTS, "part of speech", where)
    _one_of(kind, SPEECH_KINDS, "kind", where)
    for flag in flags.split(",") if flags else ():
        _one_of(flag, SPEECH_FLAGS, "flag", where)
    return SpeechWord(lemma, pos, kind, force, members(flags, SPEECH_FLAGS), where)


def _one_of(value: str, allowed: frozenset[str], what: str, where: str) -> str:
    if value not in allowed:
        raise CodebookError(f"{where}: {what} {value!r} is none of {', '.join(sorted(allowed))}")
    return value
