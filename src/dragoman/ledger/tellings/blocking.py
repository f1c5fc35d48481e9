"""Blocking: the keys by which two tellings of one occurrence find one another, so that few pairs need comparing.

Most tellings name who acts and upon whom, and when to within a few weeks: they meet under type, both parties and week.
Those that leave something open look wider: under one party and the week without the other party; under a party, a
place or a rare word and the week without a known actor; under a party and a rare word without a time. There they meet
all tellings, but these don't meet one another there, or the ledger's whole history of one state would be compared anew
with each report.

What is excluded without a rare word in common (`grounds.corroborated`) needn't be found without one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final
from zlib import crc32

from dragoman.ledger.tellings.grounds import RECIPROCAL
from dragoman.ledger.tellings.parties import Somebody
from dragoman.ledger.tellings.sketch import Sketch
from dragoman.ledger.words.gist import stem
from dragoman.ledger.words.wording import rarest

_SPAN_DAYS: Final = 7
_MOST_SPANS: Final = 6
_RARE: Final = 6
"""Rare words of a passage under which it is filed; measured on corpus/merges (decision 9)."""
_MOST_PARTIES: Final = 3
"""Of more parties that act together, each is looked up alone."""
_FAMILY: Final = {"CONCEDE": "AGREE", "SUPPORT": "AGREE", "SANCTION": "COERCE"}
"""Types under which one act may come share their keys."""
_NO_WEEK: Final = 0
Place = tuple[int, str]
"""Week and words under which something is filed."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Under what a telling is filed, and where it looks for its like; keys are numbers (`_number`).

    If one of two tellings finds the other, the other finds it, so that the order of arrival doesn't matter.

    Attributes:
        filed: Keys under which others find it.
        sought: Keys under which it finds others.
    """

    filed: frozenset[int]
    sought: frozenset[int]


def keys(one: Sketch) -> Keys:
    """Under what a telling is filed, and where it looks."""
    kind = _FAMILY.get(one.type, one.type)
    weeks = _weeks(one)
    parties = (*one.actor, *one.recipient)
    doers = parties if one.type in RECIPROCAL else one.actor
    actors = _all_names(doers)
    either = _all_names(parties)
    places = (one.place,) if one.place else ()
    by_rest = {(week, f"{kind}|{name}") for name in (*either, *places, *rarest(one.words, _RARE)) for week in weeks}
    by_party = {(_NO_WEEK, f"{kind}|{name}|{word}") for name in either for word in rarest(one.words, _RARE)}
    wider = (
        ("actor", {(week, f"{kind}|{name}") for name in actors for week in weeks}, not _names_both(one)),
        ("rest", by_rest, not doers or any(_is_unknown(party) for party in doers)),
        ("party", by_party, not weeks),
    )
    always = {(week, f"{kind}|{dyad}") for dyad in _dyads(one) for week in weeks}
    always.add((_NO_WEEK, f"report|{kind}|{one.document}"))
    return Keys(
        filed=_numbers(always, *(_filed(by, found, lacking=lacking) for by, found, lacking in wider)),
        sought=_numbers(always, *(_sought(by, found, lacking=lacking) for by, found, lacking in wider)),
    )


def _is_unknown(party: Somebody) -> bool:
    """Whether the words say so little of a party that it may come under quite another name."""
    return party.state is None and party.id.startswith("dragoman:")


def _names_both(one: Sketch) -> bool:
    """Whether a telling names who acts and upon whom so that they can be looked up: states, or somebody of one."""
    if one.type in RECIPROCAL:
        return 1 < len(one.actor) + len(one.recipient) <= _MOST_PARTIES and all(
            party.state for party in (*one.actor, *one.recipient)
        )
    return all(side and all(party.state for party in side) for side in (one.actor, one.recipient))


def _dyads(one: Sketch) -> set[str]:
    """Who and whom; in alphabetical order where the parties may act together."""
    if one.type in RECIPROCAL:
        names = [set(_names(party)) for party in (*one.actor, *one.recipient)][:_MOST_PARTIES]
        return {
            f"{min(a, b)}+{max(a, b)}"
            for mine, theirs in combinations(names, 2)
            for a in mine
            for b in theirs
            if a != b
        }
    return {f"{a}>{b}" for a in _all_names(one.actor) for b in _all_names(one.recipient)}


def _all_names(parties: Iterable[Somebody]) -> frozenset[str]:
    return frozenset(name for party in parties for name in _names(party))


def _filed(by: str, found: set[Place], *, lacking: bool) -> set[Place]:
    return {(week, f"{by}|{lacking}|{key}") for week, key in found}


def _sought(by: str, found: set[Place], *, lacking: bool) -> set[Place]:
    """Who lacks something looks among all, others only among those that lack it."""
    sides = (True, False) if lacking else (True,)
    return {(week, f"{by}|{side}|{key}") for side in sides for week, key in found}


def _numbers(*parts: set[Place]) -> frozenset[int]:
    """Keys as numbers: the week above a checksum of the words, whose chance meetings do no harm.

    What the news of some days is filed under so stands side by side in the index, and is written together.
    """
    return frozenset(week << 32 | crc32(key.encode()) for part in parts for week, key in part)


def _names(party: Somebody) -> Iterator[str]:
    if party.state:
        yield party.state
    if party.kind == "person":
        # Of "Chou En-lai" and "Chou" the first name is the one in common, of others the last.
        yield from {party.names[0], party.names[-1]} if party.names else ()
    elif party.kind != "country" and not party.vague:
        # Of "Senate" and "United States Senate" one of the rarest is.
        yield from rarest(frozenset(map(stem, party.names)), 2)


def _weeks(one: Sketch) -> tuple[int, ...]:
    """The weeks that a telling may lie in, with a day's grace; none where it leaves the time open."""
    first, last = (one.span.first - 1) // _SPAN_DAYS, (one.span.last + 1) // _SPAN_DAYS
    return tuple(range(first, last + 1)) if last - first < _MOST_SPANS else ()
