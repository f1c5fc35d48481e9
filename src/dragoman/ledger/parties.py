"""Parties: how far two words for somebody may mean the same one, "Ankara" and "the Turkish foreign minister" say."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dragoman.gazetteer.predecessors import state_seated
from dragoman.ledger.gist import gist
from dragoman.model.entity import EntityKind, Party

UNKNOWN: Final = 0.45
"""How alike a party is to one that the words leave open."""
_STRANGERS: Final = 0.05
"""Up to this likeness, two are not the same."""
_PRIVATE: Final = frozenset("REB OPP CVL SEP RAD CRM BUS MED NGO EDU REL LAB SOC INS".split())
"""Sectors that don't act for their state."""
_PARTICLES: Final = frozenset("al el bin ibn ben de da van von der of the".split())


@dataclass(frozen=True, slots=True)
class Somebody:
    """A party, as far as it can be told from others.

    Attributes:
        id: The entity's id.
        kind: What it is.
        state: The state that it is or belongs to, as of the report's date; None when unknown.
        official: Whether it acts for that state, as far as its sector tells.
        names: The words of its name, folded; of a person the family name comes last.
        vague: Whether the words describe it and don't name it ("both heads of state").
    """

    id: str
    kind: EntityKind
    state: str | None
    official: bool
    names: tuple[str, ...]
    vague: bool


def somebody(party: Party, *, on: date | None) -> Somebody:
    """A party as of a day."""
    entity = party.entity
    state = entity.id if entity.kind == "country" else entity.country
    names = tuple(fold(entity.name).split())
    return Somebody(
        id=state_seated(entity.id, on) if entity.kind == "country" else entity.id,
        kind=entity.kind,
        state=state_seated(state, on) if state else None,
        official=entity.sector not in _PRIVATE,
        names=names,
        vague=entity.id.startswith("dragoman:") and entity.kind not in ("country", "person") and not _is_named(entity.name),
    )


def alike(one: Sequence[Somebody], other: Sequence[Somebody]) -> float:
    """How far those on one side are those on the other, from 0 to 1; who stands on one side only doesn't count.

    Where one side names fewer, each of these is compared with the one most like it.
    """
    if not one or not other:
        return UNKNOWN
    table = [[likeness(a, b) for b in other] for a in one]
    rows = sum(max(row) for row in table) / len(one)
    columns = sum(max(column) for column in zip(*table, strict=True)) / len(other)
    if len(one) == len(other):
        return min(rows, columns)
    return rows if len(one) < len(other) else columns


def likeness(a: Somebody, b: Somebody) -> float:
    """How far one may be the other, from 0 to 1.

    The figures are ranks more than probabilities: `sameness` learns what they weigh.
    """
    if a.id == b.id:
        return 0.75 if a.vague else 1.0
    if a.kind == b.kind == "person":
        if _same_person(a.names, b.names):
            return 0.95
        return 0.2 if a.state and a.state == b.state else 0.0
    if a.state and b.state:
        return _of_states(a, b)
    if a.vague or b.vague:
        return UNKNOWN
    if _share_name(a, b):
        return 0.8
    # A person whose state is unknown may act for the other's; two names of two bodies are two bodies.
    return 0.35 if a.kind == "person" and not a.state and b.state or b.kind == "person" and not b.state and a.state else 0.05


def contradict(one: Sequence[Somebody], other: Sequence[Somebody]) -> bool:
    """Whether each side names somebody who can be nobody of the other side, as two meetings of one host do."""
    return _left_over(one, other) and _left_over(other, one)


def _left_over(one: Sequence[Somebody], other: Sequence[Somebody]) -> bool:
    return bool(other) and any(max(likeness(a, b) for b in other) <= _STRANGERS for a in one)


def fold(name: str) -> str:
    """A name in lower case without accents and punctuation.

    >>> fold("Muḥammad al-Ṣadr")
    'muhammad al sadr'
    """
    plain = "".join(one for one in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(one))
    return " ".join("".join(one if one.isalnum() else " " for one in plain).split())


def _of_states(a: Somebody, b: Somebody) -> float:
    if a.state != b.state:
        return 0.8 if not a.vague and not b.vague and _share_name(a, b) and "country" not in (a.kind, b.kind) else 0.0
    if a.official and b.official:
        return 0.85
    if _share_name(a, b):
        return 0.8
    return 0.6 if not a.official and not b.official else 0.15


def _same_person(a: Sequence[str], b: Sequence[str]) -> bool:
    """The family names are the same, and the given names don't differ."""
    if not a or not b or a[-1] != b[-1]:
        return False
    return len(a) == 1 or len(b) == 1 or a[0][0] == b[0][0]


def _share_name(a: Somebody, b: Somebody) -> bool:
    mine, theirs = set(a.names) - _PARTICLES, set(b.names) - _PARTICLES
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine)


def _is_named(name: str) -> bool:
    """Whether a name is a proper one: some word after the first has a capital, or the only word does."""
    words = name.split()
    tail = words[1:] if len(words) > 1 else words
    return any(word[:1].isupper() for word in tail)


def stems_of(parties: Sequence[Party]) -> frozenset[str]:
    """The stems of the words that name some parties."""
    return frozenset(stem for party in parties for words in (party.text, party.entity.name) for stem in gist(words))
