"""Names in a text: states, nationalities, capitals, bodies and people, wherever they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple, cast

from dragoman.gazetteer.spelling import PARTICLES, Word, join_keys, personal, split
from dragoman.gazetteer.tables import numbers, read

# Words that make a person's name the name of something else ("… International Airport").
_NAMESAKES = frozenset(
    "airport international university stadium street avenue road boulevard foundation institute hospital school "
    "square bridge center prize award library mosque park tower dam".split()
)

NameKind = Literal["country", "nationality", "capital", "metonym", "organisation", "group", "agency", "person"]
_Kind = Literal[NameKind, "shadow"]


class NameMatch(NamedTuple):
    """A name found in a text.

    Attributes:
        start: First code point in the searched text.
        end: One past the last.
        text: The words, exactly as they stand.
        kind: What the name is a name of. A `capital` is a seat of government, a `metonym` an office that stands for its
            government; whether a text means those who sit there, linking decides.
        ids: Everything that bears the name; several when it is ambiguous, none for a metonym of any country.
        sector: PLOVER sector of a metonym (the Pentagon is its state's, but MIL); None where the entity's own counts.
    """

    start: int
    end: int
    text: str
    kind: NameKind
    ids: tuple[str, ...]
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: _Kind
    ids: tuple[str, ...]
    sector: str | None
    cases: tuple[tuple[str, ...], ...]
    is_wordlike: bool

    def fits(self, words: list[Word], text: str) -> bool:
        """Whether the words are written as this name must be."""
        if self.is_wordlike and _in_capitals(text, words[0]):
            return False
        return all(_fits(word.text, case) for word, case in zip(words, self.cases, strict=True))


class _Bucket:
    """The names whose key begins with one word, parsed when that word is first met."""

    __slots__ = ("longest", "named", "people")

    def __init__(self, first: str, line: str) -> None:
        self.named: dict[str, _Entry] = {}
        self.people: dict[str, str] = {}
        for cell in line.split("\t"):
            rest, *fields = cell.split("|")
            if len(fields) == 1:
                self.people[f"{first} {rest}"] = fields[0]
            else:
                self.named[first + rest] = _entry(fields)
        self.longest = 1 + max(key.count(" ") for key in (*self.named, *self.people))


class Names:
    """The table of names, searched from each word of a text."""

    def __init__(self, id_of: Callable[[int], str]) -> None:
        """Read the table; `id_of` gives the id of a person's number."""
        self._id_of = id_of
        self._lines = {first: line for first, _, line in (line.partition("\t") for line in read("names"))}
        self._buckets: dict[str, _Bucket] = {}

    def bearers(self) -> Iterable[tuple[str, tuple[str, ...]]]:
        """Every key with the ids that bear it, without those that only shadow others."""
        for first in self._lines:
            bucket = self._bucket(first)
            if bucket:
                yield from ((key, entry.ids) for key, entry in bucket.named.items() if entry.ids)
                yield from ((key, self._ids(held)) for key, held in bucket.people.items())

    def people(self, key: str) -> tuple[str, ...]:
        """Ids of the people whose full name or alias has this personal key."""
        bucket = self._bucket(key.partition(" ")[0])
        return self._ids(bucket.people.get(key, "")) if bucket else ()

    def begins_name(self, key: str) -> bool:
        """Whether the full name of a person begins with the word of this key."""
        bucket = self._bucket(key)
        return bucket is not None and bool(bucket.people)

    def named(self, key: str) -> tuple[str, ...]:
        """Ids of the states, bodies and people of one name that have this key."""
        bucket = self._bucket(key.partition(" ")[0].rstrip(","))
        entry = bucket.named.get(key) if bucket else None
        return entry.ids if entry else ()

    def find(self, text: str) -> list[NameMatch]:
        """The names in a text: the leftmost first, of those that begin together the longest, without overlaps."""
        words = split(text)
        found = [*self._find_named(words, text), *self._find_people(personal(words))]
        found.sort(key=lambda match: (match[0], -match[1]))
        matches: list[NameMatch] = []
        end = 0
        for start, stop, kind, ids, sector in found:
            if start >= end:
                end = stop
                if kind != "shadow":
                    matches.append(NameMatch(start, stop, text[start:stop], cast("NameKind", kind), ids, sector))
        return matches

    def _bucket(self, first: str) -> _Bucket | None:
        if first not in self._buckets:
            line = self._lines.get(first)
            if line is None:
                return None
            self._buckets[first] = _Bucket(first, line)
        return self._buckets[first]

    def _ids(self, held: str) -> tuple[str, ...]:
        return tuple(map(self._id_of, numbers(held)))

    def _find_named(self, words: list[Word], text: str) -> Iterable[_Found]:
        for at, word in enumerate(words):
            bucket = self._bucket(word.key)
            if bucket is None or not bucket.named:
                continue
            key, best = "", None
            for end, tied in enumerate(words[at : at + bucket.longest], at + 1):
                if end > at + 1 and not tied.tie:
                    break
                key = key + tied.tie + tied.key if key else tied.key
                entry = bucket.named.get(key)
                if entry and entry.fits(words[at:end], text) and text[tied.end : tied.end + 1] != "$":
                    best = (word.start, tied.end, entry.kind, entry.ids, entry.sector)
            if best:
                yield best

    def _find_people(self, words: list[Word]) -> Iterable[_Found]:
        for at, word in enumerate(words):
            bucket = self._bucket(word.key)
            if bucket is None or not bucket.people or not _is_name_word(word):
                continue
            best = None
            # One more word than the longest name has, for an initial that the table doesn't know.
            for end, tied in enumerate(words[at + 1 : at + bucket.longest + 1], at + 2):
                if tied.tie != " " or not _is_name_word(tied):
                    break
                held = _held(bucket.people, words[at:end])
                if held and not _is_namesake(words[end : end + 1]):
                    best = (word.start, tied.end, "person", self._ids(held), None)
            if best:
                yield best


_Found = tuple[int, int, str, tuple[str, ...], str | None]


def _is_namesake(following: list[Word]) -> bool:
    """Whether a name goes on as that of an airport, a prize and the like."""
    return any(word.tie and word.text[0].isupper() and word.key in _NAMESAKES for word in following)


def _held(people: dict[str, str], words: list[Word]) -> str | None:
    """The numbers of the people so called, whether or not the text gives a middle initial."""
    held = people.get(join_keys(words))
    if held is None and any(len(word.key) == 1 for word in words[1:-1]):
        held = people.get(join_keys([words[0], *(word for word in words[1:-1] if len(word.key) > 1), words[-1]]))
    return held


def _is_name_word(word: Word) -> bool:
    """Whether a word is written as part of a person's name: with a capital, but for particles."""
    return word.text[0].isupper() or word.key in PARTICLES


def _entry(fields: list[str]) -> _Entry:
    kind, ids, form, sector, flag = fields
    return _Entry(
        kind=cast("_Kind", kind),
        ids=tuple(ids.split()),
        sector=sector or None,
        cases=tuple(_case(word.text) for word in split(form)),
        is_wordlike=flag == "w",
    )


def _case(form: str) -> tuple[str, ...]:
    """How a word must be written: as one of several, with a capital (`("",)`), or anyhow (`()`)."""
    letters = sum(mark.isupper() for mark in form)
    if letters > 1 or (letters and any(mark.isdigit() for mark in form)):
        plain = form.replace(".", "").replace(" ", "")
        return (plain, plain.upper())
    return ("",) if letters and form[0].isupper() else ()


def _fits(text: str, case: tuple[str, ...]) -> bool:
    if not case:
        return True
    return text[0].isupper() if case == ("",) else text.replace(".", "").replace(" ", "") in case


def _in_capitals(text: str, word: Word) -> bool:
    """Whether the word stands in a line that is all in capitals, where an acronym looks like any word."""
    start, end = text.rfind("\n", 0, word.start) + 1, text.find("\n", word.end)
    rest = text[start : word.start] + text[word.end : end if end >= 0 else len(text)]
    return rest.isupper()
