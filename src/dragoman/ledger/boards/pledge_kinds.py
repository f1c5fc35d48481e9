"""Kinds of pledges: what was promised, and which types of events keep, advance or break such a promise.

The table is data, `pledge_kinds.tsv` beside this file; to follow another kind of pledge is to add a row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from dragoman.codebook import codebook
from dragoman.errors import CodebookError
from dragoman.ledger.boards.acts import Act
from dragoman.ledger.words.gist import gist, stem
from dragoman.model.event import Event

Effect = Literal["fulfilment", "progress", "breach"]

_HEADER: Final = ("pledge", "cameo", "words", "kept", "advanced", "broken")
_NONE: Final = "-"
_UNSPECIFIC: Final = "030"
_REFUSALS: Final = frozenset(stem(word) for word in "refrain abstain avoid desist".split())


@dataclass(frozen=True, slots=True)
class PledgeKind:
    """What was promised, and what comes of it.

    Attributes:
        name: Such as "aid".
        cameo: CAMEO codes that announce it; a longer code under one of these counts too.
        words: Stems of the words that tell it.
        effects: Event type, or type/mode, to what such an event of the committer does to the promise.
    """

    name: str
    cameo: tuple[str, ...]
    words: frozenset[str]
    effects: dict[str, Effect]

    def effect(self, event: Event) -> Effect | None:
        """What an event of the committer does to such a promise; None for one that has no bearing on it."""
        return self.effects.get(f"{event.type}/{event.mode}") or self.effects.get(event.type)

    @property
    def types(self) -> frozenset[str]:
        """Event types that have a bearing on such a promise."""
        return frozenset(one.partition("/")[0] for one in self.effects)


def kind_of(pledge: Act) -> PledgeKind:
    """What kind of pledge this is: by the words of what is promised, among kinds that its CAMEO code allows.

    A code that names what is intended ("036") decides alone; where it names several kinds ("0357") or none ("030"),
    the kind that has most of its words in the pledge; without any, cooperation, which no single event keeps.
    """
    kinds = pledge_kinds()
    code = pledge.event.cameo
    named = [kind for kind in kinds.values() if any(code.startswith(one) for one in kind.cameo)]
    allowed = named if named and code != _UNSPECIFIC else list(kinds.values())
    words = pledge.gist | gist(pledge.event.anchor.quote)
    if words & _REFUSALS or pledge.words.lower().split()[:1] == ["not"]:
        return kinds["refrain"]
    best = max(allowed, key=lambda kind: len(kind.words & words))
    return best if best.words & words or allowed is named else kinds["cooperate"]


@cache
def pledge_kinds() -> dict[str, PledgeKind]:
    """All kinds by name, in the order of the table.

    Raises:
        CodebookError: The table is broken; the message names the line.
    """
    table = files("dragoman.ledger.boards").joinpath("pledge_kinds.tsv").read_text(encoding="utf-8")
    return {kind.name: kind for kind in _read(table)}


def _read(table: str) -> Iterator[PledgeKind]:
    for number, line in enumerate(table.splitlines(), start=1):
        cells = tuple(line.split("\t"))
        if number == 1 and cells != _HEADER:
            raise CodebookError(f"pledge_kinds.tsv:1: the header must be {', '.join(_HEADER)}")
        if number > 1 and not line.startswith("#"):
            if len(cells) != len(_HEADER):
                raise CodebookError(f"pledge_kinds.tsv:{number}: {len(cells)} cells, not {len(_HEADER)}")
            yield _kind(cells, f"pledge_kinds.tsv:{number}")


def _kind(cells: tuple[str, ...], where: str) -> PledgeKind:
    name, cameo, words, kept, advanced, broken = cells
    effects: dict[str, Effect] = {}
    columns: tuple[tuple[Effect, str], ...] = (("fulfilment", kept), ("progress", advanced), ("breach", broken))
    for effect, cell in columns:
        for one in _listed(cell):
            if not _known(one):
                raise CodebookError(f"{where}: PLOVER has no {one}")
            effects[one] = effect
    return PledgeKind(name, tuple(_listed(cameo)), frozenset(map(stem, _listed(words))), effects)


def _listed(cell: str) -> list[str]:
    return [] if cell == _NONE else cell.split()


def _known(one: str) -> bool:
    type_, _, mode = one.partition("/")
    known = codebook().types.get(type_)
    return known is not None and (not mode or mode in {each.code for each in known.modes})
