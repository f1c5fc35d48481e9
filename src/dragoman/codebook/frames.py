"""The predicate frames: which words tell which PLOVER event, and where its parties stand in the parse.

Place in the walk: data under the coding step. The tables are in this folder: `frames/<type>.tsv`, `object_classes.tsv`,
`refinements.tsv`, `operators.tsv`, `speech.tsv`, `lemmas.tsv`; a frame is added there, never here. The predicate of a
frame is a head lemma and, after it, words that must stand with it:

* `walk out`, `set free`: the plain words hang on the head (particle, preposition, adverb, adjective), or each on the
  one before: `pull out of`; one that a slot of the row names is a preposition with its object, any other has none;
* `obj:hostage`, `subj:ceasefire`, `to:justice`: the slot's word has this lemma; `obj:tie/link` allows either,
  `obj:@ban` any noun of the object class `ban`; an underscore stands for a space, and a lemma of two words is a head
  after its modifier (`obj:tear_gas`);
* `xcomp:*`: the slot is filled, by whatever word; `!obj`: it is empty (`csubj`: the subject of the complement clause);
* of a noun, the words before the head modify it (`peace talk`), prepositions after it must follow (`strike on`), and
  `state of:emergency` is a head with a filled preposition;
* of an adjective, `under:arrest` is a preposition with its object, found under the key `under`;
* a hyphen parts words as in the parse: `cease-fire` is the head `fire` after `cease`.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple, TypeVar

from dragoman.codebook.frame_rows import (
    Frame,
    FrameReader,
    ObjectClass,
    Operator,
    Refinement,
    Requirement,
    SpeechWord,
    misreading,
    object_class,
    operator,
    refinement,
    speech_word,
)
from dragoman.errors import CodebookError

__all__ = [
    "Frame",
    "FrameLexicon",
    "ObjectClass",
    "Operator",
    "Refinement",
    "Requirement",
    "Sharpened",
    "SpeechWord",
    "check_codes",
    "frames",
]

_Row = TypeVar("_Row")
#: CAMEO codes of dissent whose fourth digit tells its aim.
_DISSENT = frozenset({"141", "142", "143", "144", "145"})


class Sharpened(NamedTuple):
    """What a frame codes once its object is known.

    Attributes:
        type: PLOVER event type.
        mode: PLOVER mode; None for none.
        cameo: CAMEO code.
    """

    type: str
    mode: str | None
    cameo: str


@dataclass(frozen=True, slots=True)
class FrameLexicon:
    """Every table of this module, indexed for the coder.

    Attributes:
        verbs: Verb lemma → frames whose head it is, most specific first, then in table order.
        nouns: The same for nominal predicates.
        adjectives: The same for adjectives; prepositional predicates stand under their preposition.
        operators: Lemma or phrase → operators.
        speech: Lemma or phrase → speech words.
        refinements: Event type → its refinements in table order.
        lemmas: Verb forms whose lemma spaCy's rules get wrong ("staged" as "stag") → the right lemma.
        object_classes: Every row of object_classes.tsv.
    """

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    adjectives: Mapping[str, tuple[Frame, ...]]
    operators: Mapping[str, tuple[Operator, ...]]
    speech: Mapping[str, tuple[SpeechWord, ...]]
    refinements: Mapping[str, tuple[Refinement, ...]]
    lemmas: Mapping[str, str]
    object_classes: tuple[ObjectClass, ...]
    _classes: Mapping[str, tuple[str, ...]] = field(repr=False)

    def __iter__(self) -> Iterator[Frame]:
        """Iterate over every frame: verbs, nouns, adjectives."""
        for index in (self.verbs, self.nouns, self.adjectives):
            for group in index.values():
                yield from group

    def object_class(self, lemma: str) -> tuple[str, ...]:
        """Return the classes that a lemma, or a head after its modifier, belongs to, in table order.

        >>> frames().object_class("cease-fire") == frames().object_class("cease fire") != ()
        True
        """
        return self._classes.get(_spaced(lemma), ())

    def refine(self, type: str, classes: Container[str], strength: str = "appeal") -> tuple[str | None, str] | None:
        """Return mode and CAMEO code for a type with an object of these classes.

        Args:
            type: PLOVER event type.
            classes: Object classes found in the complement.
            strength: `appeal` or `demand`; only REQUEST tells them apart.

        Returns:
            The first row of refinements.tsv that fits and keeps the type, or None.
        """
        found = next((row for row in self._fitting(type, classes, strength) if row.becomes == type), None)
        return (found.mode, found.cameo) if found else None

    def sharpen(self, frame: Frame, classes: Container[str]) -> Sharpened:
        """Return what a frame codes with an object of these classes.

        A frame that is precise by itself ("recall an ambassador") stays as it is; a promise to strike is THREATEN,
        a promise to withdraw CONCEDE; a strike for higher pay is 1432, as a march for it is 1412.
        """
        found = next(iter(self._fitting(frame.type, classes, frame.strength)), None)
        if found is None:
            return Sharpened(frame.type, frame.mode, frame.cameo)
        if found.becomes != frame.type:
            return Sharpened(found.becomes, found.mode, found.cameo)
        if frame.cameo in _DISSENT:
            return Sharpened(frame.type, frame.mode, frame.cameo + found.cameo[3])
        open_code = frame.cameo.endswith("0") or found.cameo.startswith(frame.cameo)
        if not open_code:
            return Sharpened(frame.type, frame.mode, frame.cameo)
        return Sharpened(frame.type, frame.mode or found.mode, found.cameo)

    def _fitting(self, type: str, classes: Container[str], strength: str) -> Iterator[Refinement]:
        for row in self.refinements.get(type, ()):
            if row.name in classes and row.strength in ("*", strength):
                yield row


@lru_cache(maxsize=1)
def frames() -> FrameLexicon:
    """Load the frame tables once.

    Raises:
        CodebookError: A row that can't be used, with its file and line.
    """
    return load(files("dragoman.codebook"))


def load(folder: Traversable) -> FrameLexicon:
    """Load the frame tables of a folder, named as the module's docstring tells.

    Raises:
        CodebookError: A row that can't be used, with its file and line.
    """
    classes = _read(folder / "object_classes.tsv", 3, object_class)
    sets = _nouns_by_class(classes)
    tables = sorted((t for t in (folder / "frames").iterdir() if t.name.endswith(".tsv")), key=lambda table: table.name)
    rows = [row for table in tables for row in _read(table, 9, FrameReader(table.name[:-4].upper(), sets))]
    _refuse_duplicates(rows)
    refinements = _read(folder / "refinements.tsv", 6, refinement)
    _refuse_unknown_classes(refinements, sets)
    return FrameLexicon(
        verbs=_by_head(rows, "v"),
        nouns=_by_head(rows, "n"),
        adjectives=_by_head(rows, "a"),
        operators=_grouped(_read(folder / "operators.tsv", 4, operator), lambda row: row.lemma),
        speech=_grouped(_read(folder / "speech.tsv", 5, speech_word), lambda row: row.lemma),
        refinements=_grouped(refinements, lambda row: row.type),
        lemmas=dict(_read(folder / "lemmas.tsv", 2, misreading)),
        object_classes=tuple(classes),
        _classes=_classes_by_lemma(classes),
    )


def check_codes(lexicon: FrameLexicon, modes: Mapping[str, Container[str]], cameo: Container[str]) -> None:
    """Refuse a lexicon that uses a type, mode or CAMEO code which the ontology lacks.

    Args:
        lexicon: What `frames()` loaded.
        modes: PLOVER event type → its modes.
        cameo: The CAMEO codes.

    Raises:
        CodebookError: With the file and line of the first row at fault.
    """
    refinements = [row for group in lexicon.refinements.values() for row in group]
    rows = [(row.type, row.mode, row.cameo, row.where) for row in lexicon]
    rows += [(row.becomes, row.mode, row.cameo, row.where) for row in refinements]
    for event_type, mode, code, where in rows:
        if event_type not in modes:
            raise CodebookError(f"{where}: PLOVER has no event type {event_type!r}")
        if mode is not None and mode not in modes[event_type]:
            raise CodebookError(f"{where}: {event_type} has no mode {mode!r}")
        if code not in cameo:
            raise CodebookError(f"{where}: CAMEO has no code {code!r}")
    for row in refinements:
        if row.type not in modes:
            raise CodebookError(f"{row.where}: PLOVER has no event type {row.type!r}")


def _read(table: Traversable, width: int, make: Callable[[list[str], str], _Row]) -> list[_Row]:
    """Return a table's rows; the first line is the header, `#` starts a comment line."""
    rows = []
    name = table.name
    for number, line in enumerate(table.read_text("utf-8").split("\n")[1:], start=2):
        if not line or line[0] == "#":
            continue
        cells = line.split("\t")
        if len(cells) != width:
            raise CodebookError(f"{name}:{number}: {len(cells)} columns where {width} are needed")
        rows.append(make(cells, f"{name}:{number}"))
    return rows


def _spaced(lemma: str) -> str:
    """Part a lemma at its hyphens, as the tokeniser does."""
    return lemma.replace("-", " ")


def _nouns_by_class(rows: Iterable[ObjectClass]) -> dict[str, frozenset[str]]:
    nouns: dict[str, set[str]] = {}
    for row in rows:
        members = nouns.setdefault(row.name, set())
        if row.pos == "n":
            members.add(_spaced(row.lemma))
    return {name: frozenset(lemmas) for name, lemmas in nouns.items()}


def _classes_by_lemma(rows: Iterable[ObjectClass]) -> dict[str, tuple[str, ...]]:
    classes: dict[str, dict[str, None]] = {}
    for row in rows:
        classes.setdefault(_spaced(row.lemma), {})[row.name] = None
    return {lemma: tuple(names) for lemma, names in classes.items()}


def _by_head(rows: Iterable[Frame], pos: str) -> dict[str, tuple[Frame, ...]]:
    index = _grouped((row for row in rows if row.pos == pos), lambda row: row.lemma)
    # sorted() is stable: frames alike keep the order of the tables.
    return {lemma: tuple(sorted(group, key=lambda row: -row.specificity)) for lemma, group in index.items()}


def _grouped(rows: Iterable[_Row], key: Callable[[_Row], str]) -> dict[str, tuple[_Row, ...]]:
    groups: dict[str, list[_Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return {name: tuple(group) for name, group in groups.items()}


def _refuse_duplicates(rows: Iterable[Frame]) -> None:
    seen: dict[tuple[str, str], str] = {}
    for row in rows:
        first = seen.setdefault((row.pos, row.predicate), row.where)
        if first is not row.where:
            raise CodebookError(f"{row.where}: {row.predicate!r} ({row.pos}) stands at {first} already")


def _refuse_unknown_classes(rows: Iterable[Refinement], sets: Mapping[str, frozenset[str]]) -> None:
    for row in rows:
        if row.name not in sets:
            raise CodebookError(f"{row.where}: object_classes.tsv has no class {row.name!r}")
