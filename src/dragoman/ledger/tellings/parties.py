"""Parties: how far two words for somebody may mean the same one, "Ankara" and "the Turkish foreign minister" say."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from dragoman.gazetteer import gazetteer
from dragoman.gazetteer.predecessors import state_seated
from dragoman.ledger.words.gist import gist
from dragoman.model.entity import Entity, EntityKind, Party

UNKNOWN: Final = 0.45
"""How alike a party is to one that the words leave open."""
_FOUND: Final = 0.75
"""From this likeness on, two are the same."""
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


@lru_cache(maxsize=4096)
def somebody(entity: Entity, *, on: date | None) -> Somebody:
    """An entity as of a day."""
    names = tuple(fold(entity.name).split())
    return Somebody(
        id=state_seated(entity.id, on) if entity.kind == "country" else entity.id,
        kind=entity.kind,
        state=_state(entity, on),
        official=entity.sector not in _PRIVATE,
        names=names,
        vague=entity.id.startswith("dragoman:")
        and entity.kind not in ("country", "person")
        and not _is_named(entity.name),
    )


def _state(entity: Entity, on: date | None) -> str | None:
    """The code of the state that somebody is or belongs to, as of a day; its id where it has no code."""
    state = entity.id if entity.kind == "country" else entity.country
    if state is None:
        return None
    seated = state_seated(state, on)
    return (gazetteer().entity(seated).country if seated in gazetteer() else None) or seated


def alike(one: Sequence[Somebody], other: Sequence[Somebody]) -> float:
    """How far those on one side are those on the other, from 0 to 1; who stands on one side only doesn't count.

    Where one side names fewer, each of these is compared with the one most like it.
    """
    if not one or not other:
        return UNKNOWN
    rows = sum(max(likeness(a, b) for b in other) for a in one) / len(one)
    columns = sum(max(likeness(a, b) for a in one) for b in other) / len(other)
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
        return 0.05 if a.state and a.state == b.state else 0.0
    if a.state and b.state:
        return _of_states(a, b)
    if a.vague or b.vague:
        return UNKNOWN
    if _share_name(a, b):
        return 0.8
    # A person whose state is unknown may act for the other; two names of two bodies are two bodies.
    return 0.35 if any(one.kind == "person" and not one.state for one in (a, b)) else 0.05


def contradict(one: Sequence[Somebody], other: Sequence[Somebody]) -> bool:
    """Whether each side names somebody who can be nobody of the other side, as two meetings of one host do.

    Who is found on both sides is passed over, and can't be somebody else too.
    """
    mine = [a for a in one if all(likeness(a, b) < _FOUND for b in other)]
    theirs = [b for b in other if all(likeness(a, b) < _FOUND for a in one)]
    return _strange(mine, theirs) and _strange(theirs, mine)


def _strange(some: Sequence[Somebody], others: Sequence[Somebody]) -> bool:
    return bool(others) and any(all(likeness(a, b) <= _STRANGERS for b in others) for a in some)


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
    """One name holds the other ("Chou"), or the family names are the same and the given names begin alike."""
    if not a or not b:
        return False
    return set(a) <= set(b) or set(b) <= set(a) or (a[-1] == b[-1] and a[0][0] == b[0][0])


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
    return frozenset(stem for party in parties for words in (party.text, party.entity.name) for stem in _gist(words))


@lru_cache(maxsize=4096)
def _gist(name: str) -> frozenset[str]:
    return gist(name)
