"""The facts of the gazetteer, read and made consistent: who held which post when, with one id a person.

Step one of build_gazetteer.py. Both tables of office holders are read, corrected by the hand-written additions, merged
where they tell of the same spell, and closed where somebody else is known to have taken over.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from dragoman.gazetteer.dates import PartialDate
from dragoman.gazetteer.spelling import personal_key

Row = dict[str, str]

# The last day that the hand-written table speaks for where it leaves a tenure open, and the first year in which it is
# believed more than the sources (its README says so).
HAND_THROUGH = "2025-11-30"
HAND_SINCE = 2023

# Heads of state and government and foreign ministers of 1944 to 1989 and of the 1990s, of whom the open sources have
# few; written by hand.
_EARLIER = tuple(Path(__file__).with_name(name) for name in ("gazetteer_cold_war.tsv", "gazetteer_earlier.tsv"))
_HOLDERS = ("tenures.tsv", "officeholders_2023_on.tsv")
_HEADS = frozenset({"head_of_state", "vice_president"})
_FUNCTION = re.compile(
    r"^(?:(?:Charg\S+ )?[Dd]['’]Affaires (?:Ad Interim )?|Appointed Ambassador |H\. ?E\. (?:Ambassador )?|Dr\.? "
    r"|(?:Us )?Special Envoy (?:to|for) Syria )| Charg\S+ d['’]Affaires$"
)
# Posts that one person at a time holds, whatever the title.
_SOLE = frozenset(
    {
        "head_of_state",
        "head_of_government",
        "governor_general",
        "crown_prince",
        "foreign_minister",
        "defence_minister",
        "interior_minister",
        "finance_minister",
        "central_bank_head",
        "national_security_adviser",
    }
)
# Posts with as many seats as titles.
_TITLED = frozenset(
    "ambassador charge_d_affaires un_representative io_head military_chief intelligence_head speaker "
    "other_minister special_envoy subnational_head group_leader deputy_foreign_minister party_leader".split()
)
_SAME_START = timedelta(days=45)
_OVERLAP = timedelta(days=31)
_SEVERAL_SEATS = timedelta(days=180)
# Codes without a number of the Correlates of War that still have a head of state of their own.
_OWN_HEAD = frozenset({"PSE", "VAT", "ESH", "COK", "NIU", "XKX", "XAB", "XDN", "XLH", "XNC", "XNK", "XSL", "XSO"})


@dataclass(frozen=True)
class Spell:
    """One row of a table of office holders; dates as texts, empty when unknown."""

    entity_id: str
    name: str
    body: str
    post: str
    title: str
    start: str
    end: str
    seen: str
    by: str
    sources: tuple[str, ...]

    @property
    def first(self) -> date:
        """The earliest day of the start."""
        return PartialDate.parse(self.start).first if self.start else date.min

    @property
    def last(self) -> date:
        """The latest day of the end."""
        return PartialDate.parse(self.end).last if self.end else date.max

    @property
    def until(self) -> date:
        """The last day it is known to last."""
        return self.last if self.end else PartialDate.parse(self.seen).last

    @property
    def from_hand(self) -> bool:
        """Whether only the hand-written table has it."""
        return self.sources == ("hand",)


class Additions:
    """The hand-written additions by kind: phrase, target, note.

    Facts: `post` (post, sector; the senior first), `same` (one person under two ids), `apart` (an earlier holder who
    only shares a name with somebody in the tables), `recode` and `repost` (a row under the wrong country or post),
    `drop_person`, `drop_row`, `home` (whose a person or group is), `sector`, `body` (a body that is a state), `state`
    (one that is no more, and has no single successor), `joined` and `left` (member and day).
    Names: `organisation` and `group` (new bodies), `name` (of a body or state), `alias` (of a person), `nationality`,
    `capital`, `metonym`, `shadow` (a name that holds another and hides it), `drop` (a name not to be found, as a kind
    or at all), `exact` (an acronym never written as a word), `wordlike` (one that a line of capitals hides).
    """

    def __init__(self, path: Path) -> None:
        """Read the table: kind, phrase, target, note."""
        self._rows: dict[str, list[Row]] = defaultdict(list)
        for row in read_tsv(path):
            self._rows[row["kind"]].append(row)
        self._maps = {kind: {row["phrase"]: row["target"] for row in rows} for kind, rows in self._rows.items()}

    def of(self, kind: str) -> list[Row]:
        """The rows of a kind, in order."""
        return self._rows[kind]

    def map(self, kind: str) -> dict[str, str]:
        """Phrase to target of a kind's rows."""
        return self._maps[kind]


def read_tsv(path: Path) -> list[Row]:
    lines = path.read_text(encoding="utf-8").split("\n")
    names = lines[0].split("\t")
    return [dict(zip(names, line.split("\t"), strict=True)) for line in lines[1:] if line]


def entity_ids(facts: Path, additions: Additions) -> dict[str, str]:
    """The entity id of every `org:` and `grp:` id and, as `agency:<slug>`, of every news agency."""
    ids = {row["id"]: row["qid"] or "dragoman:" + row["id"][4:] for row in read_tsv(facts / "organisations.tsv")}
    ids |= {row["id"]: "dragoman:" + row["id"][4:] for row in read_tsv(facts / "armed_groups.tsv")}
    for kind in ("organisation", "group"):
        ids |= {row["target"]: "dragoman:" + row["target"][4:] for row in additions.of(kind)}
    ids |= additions.map("body")
    for row in read_tsv(facts / "news_agencies.tsv"):
        ids["agency:" + slug(row["name"])] = "dragoman:" + slug(row["name"])
    return ids


def slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def clean_name(name: str) -> str:
    """A name as it is shown: without a peerage after a comma, without a function, without invisible marks."""
    name = "".join(mark for mark in name if unicodedata.category(mark) not in ("Cf", "Mn"))
    name = _FUNCTION.sub("", name)
    name = re.sub(r",\s*(Jr|Sr)\b\.?", r" \1.", name).strip()
    before, comma, after = name.partition(", ")
    return before if comma and " " in before and re.match(r"(Baron|Baroness|Lord|Viscount)\b", after) else name


def load_spells(facts: Path, additions: Additions, ids: dict[str, str]) -> list[Spell]:
    """All spells, sorted by person, start, body, post and title."""
    dependencies = {row["iso3"] for row in read_tsv(facts / "countries.tsv") if not row["cow"]} - _OWN_HEAD
    raw = [_spell(row, ids) for file in _HOLDERS for row in read_tsv(facts / file)]
    earlier = [row for file in _EARLIER for row in read_tsv(file)]
    raw += _earlier(earlier, raw, facts, ids, additions.map("apart"))
    kept = {spell: _corrected(spell, additions) for spell in raw}
    spells = [spell for spell in _reopened(kept) if not (spell.body in dependencies and spell.post in _HEADS)]
    groups: dict[tuple[str, str, str], list[Spell]] = defaultdict(list)
    for spell in _one_name(spells):
        groups[spell.entity_id, spell.body, spell.post].append(spell)
    merged = [spell for group in groups.values() for spell in merge(group)]
    return sorted(
        _supersede(merged), key=lambda spell: (spell.entity_id, spell.start, spell.body, spell.post, spell.title)
    )


def _earlier(
    rows: list[Row], known: list[Spell], facts: Path, bodies: dict[str, str], apart: dict[str, str]
) -> list[Spell]:
    """The hand-written rows of earlier holders; a person whom the tables have keeps that id.

    The same person is one of the same name and country, or one with a name in common who took the post at that time;
    those of `apart` are nobody whom the tables have.
    """
    ids = {(spell.body, personal_key(spell.name)): spell.entity_id for spell in known}
    homes: dict[str, set[str]] = defaultdict(set)
    held: dict[tuple[str, str], list[Spell]] = defaultdict(list)
    for spell in known:
        homes[spell.entity_id].add(spell.body)
        held[spell.body, spell.post].append(spell)
    for alias in read_tsv(facts / "aliases.tsv"):
        for body in homes.get(alias["entity_id"], ()):
            ids.setdefault((body, personal_key(alias["alias"])), alias["entity_id"])
    spells = []
    for row in rows:
        home = row["body"].removeprefix("dragoman:").removeprefix("org:").lower()
        new = Spell(
            entity_id=f"dragoman:{home}-{slug(row['name'])}",
            name=row["name"],
            body=bodies.get(row["body"], row["body"]),
            post=row["post"],
            title=row["title"],
            start=row["start"],
            end=row["end"],
            seen=HAND_THROUGH,
            by="",
            sources=("hand",),
        )
        same = next((spell.entity_id for spell in held[new.body, new.post] if _is_namesake_in_post(new, spell)), None)
        known_id = None if new.entity_id in apart else ids.get((new.body, personal_key(new.name))) or same
        spells.append(replace(new, entity_id=known_id or new.entity_id))
    return spells


def _is_namesake_in_post(one: Spell, other: Spell) -> bool:
    """Whether two rows of a post start within a month of each other under names that share a word."""
    shared = set(personal_key(one.name).split()) & set(personal_key(other.name).split())
    return bool(shared) and bool(other.start) and abs(one.first - other.first) <= timedelta(days=31)


def _spell(row: Row, ids: dict[str, str]) -> Spell:
    sources = tuple(row["source"].split("+"))
    end = row["end"]
    if "hand" in sources and "succ" in sources and end < HAND_THROUGH:
        # Whoever wrote this row knew the post to be held on; the holder that the end was taken from isn't a successor.
        end, sources = "", tuple(source for source in sources if source != "succ")
    return Spell(
        entity_id=row["entity_id"],
        name=clean_name(row["name"]),
        body=ids.get(row["iso3"], row["iso3"]),
        post=row["post"],
        title=row["post_title"],
        start=row["start"],
        end=end,
        seen=row["last_seen"] or HAND_THROUGH,
        by="",
        sources=sources,
    )


def _corrected(spell: Spell, additions: Additions) -> Spell | None:
    row = f"{spell.entity_id}|{spell.body}|{spell.post}|{spell.start}"
    if spell.entity_id in additions.map("drop_person") or row in additions.map("drop_row"):
        return None
    wrong, _, right = additions.map("recode").get(spell.entity_id, "").partition(">")
    body = right if right and spell.body == wrong else spell.body
    seat = additions.map("repost").get(f"{spell.body}|{spell.post}|{spell.title}", f"{spell.post}|{spell.title}")
    post, _, title = seat.partition("|")
    entity_id = additions.map("same").get(spell.entity_id, spell.entity_id)
    return replace(spell, body=body, post=post, title=title, entity_id=entity_id)


def _reopened(kept: dict[Spell, Spell | None]) -> list[Spell]:
    """The corrected spells; one whose end was taken from a row that proved to be of another seat is open again."""
    spells = [spell for spell in kept.values() if spell is not None]
    starts = {(spell.body, spell.post, spell.start) for spell in spells}
    moved = {(old.body, old.post, old.start) for old in kept} - starts
    return [
        replace(spell, end="", sources=tuple(source for source in spell.sources if source != "succ"))
        if "succ" in spell.sources and (spell.body, spell.post, spell.end) in moved
        else spell
        for spell in spells
    ]


def _one_name(spells: list[Spell]) -> list[Spell]:
    """Give every person one name: the hand table's, else the first."""
    names: dict[str, str] = {}
    for spell in sorted(spells, key=lambda spell: not spell.from_hand):
        names.setdefault(spell.entity_id, spell.name)
    return [replace(spell, name=names[spell.entity_id]) for spell in spells]


def merge(group: list[Spell]) -> list[Spell]:
    """Join the rows of one person in one post that tell of the same spell."""
    hand = [spell for spell in group if spell.from_hand]
    rest = _merge_sources(sorted((spell for spell in group if not spell.from_hand), key=lambda s: (s.start, s.title)))
    for spell in sorted(hand, key=lambda spell: spell.start):
        same = [other for other in rest if _same_spell(spell, other)]
        rest = [other for other in rest if other not in same]
        rest.append(_merge_hand(spell, same) if same else spell)
    return rest


def _merge_sources(spells: list[Spell]) -> list[Spell]:
    kept: list[Spell] = []
    for spell in spells:
        for index, other in enumerate(kept):
            if _similar_title(spell, other) and _starts_alike(spell, other) and _ends_alike(spell, other):
                kept[index] = _join_sources(other, spell)
                break
            if spell.post in _SOLE and _contains(other, spell):
                kept[index] = replace(other, sources=tuple(dict.fromkeys((*other.sources, *spell.sources))))
                break
        else:
            kept.append(spell)
    return kept


def _contains(outer: Spell, inner: Spell) -> bool:
    """Whether one row tells the whole of what another tells: a reign and one of its terms, or of its titles."""
    if not inner.start or (outer.end and not inner.end):
        return False
    return outer.first <= inner.first and inner.until <= outer.until


def _ends_alike(spell: Spell, other: Spell) -> bool:
    if spell.end and other.end:
        return abs(spell.last - other.last) <= _SAME_START or spell.end.startswith(other.end)
    if not spell.end and not other.end:
        return True
    closed, open_ = (spell, other) if spell.end else (other, spell)
    return PartialDate.parse(open_.seen).last <= closed.last


def _join_sources(spell: Spell, other: Spell) -> Spell:
    return replace(
        spell,
        start=max(spell.start, other.start, key=len),
        end=max(spell.end, other.end, key=len),
        seen=max(spell.seen, other.seen),
        sources=tuple(dict.fromkeys((*spell.sources, *other.sources))),
    )


def _same_spell(hand: Spell, other: Spell) -> bool:
    if hand.post not in _SOLE and not _similar_title(hand, other):
        return False
    if hand.start and other.start and _starts_alike(hand, other):
        return True
    return min(hand.last, other.last) - max(hand.first, other.first) > _OVERLAP


def _similar_title(spell: Spell, other: Spell) -> bool:
    return _title_key(spell.title) == _title_key(other.title)


def _title_key(title: str) -> str:
    title = re.sub(r"\b(of america|federal|acting|caretaker|the)\b", "", title.lower()).replace(
        "foreign affairs", "foreign"
    )
    return " ".join(re.findall(r"\w+", title.replace("defense", "defence")))


def _starts_alike(spell: Spell, other: Spell) -> bool:
    if spell.start.startswith(other.start) or other.start.startswith(spell.start):
        return True
    return abs(spell.first - other.first) <= _SAME_START


def _merge_hand(hand: Spell, others: list[Spell]) -> Spell:
    """One spell of a hand row and the source rows it repeats; the hand row wins conflicts from 2023 on."""
    starts = [other.start for other in others if other.start]
    ends = [other.end for other in others if other.end]
    start = _agreed(hand.start, min(starts, default=""))
    open_seen = [other.seen for other in others if not other.end]
    if hand.end:
        end = _agreed(hand.end, max(ends, default=""))
    else:
        end = max((end for end in ends if end > HAND_THROUGH[:7]), default="") if not open_seen else ""
    return replace(
        hand,
        start=start,
        end=end,
        seen=max([hand.seen, *open_seen]),
        sources=tuple(dict.fromkeys([source for other in others for source in other.sources] + ["hand"])),
    )


def _agreed(hand: str, other: str) -> str:
    if not hand or not other:
        return hand or other
    if other.startswith(hand) or (int(hand[:4]) < HAND_SINCE and not hand.startswith(other)):
        return other
    return hand


def _supersede(spells: list[Spell]) -> list[Spell]:
    """Date the day by which an open spell is over: somebody else began in the same seat after it was last seen."""
    seats: dict[tuple[str, ...], list[Spell]] = defaultdict(list)
    for spell in spells:
        if spell.post in _SOLE:
            seats[spell.body, spell.post].append(spell)
        elif spell.post in _TITLED:
            seats[spell.body, spell.post, _title_key(spell.title)].append(spell)
    successor: dict[Spell, str] = {}
    for seat in seats.values():
        if not _has_several_seats(seat):
            for spell in seat:
                begun = [
                    other.start for other in seat if other.entity_id != spell.entity_id and _begins_after(other, spell)
                ]
                if not spell.end and begun:
                    successor[spell] = PartialDate.parse(min(begun)).first.isoformat()
    return [replace(spell, by=successor.get(spell, "")) for spell in spells]


def _begins_after(other: Spell, spell: Spell) -> bool:
    return bool(other.start) and other.first > PartialDate.parse(spell.seen).last


def _has_several_seats(seat: list[Spell]) -> bool:
    """Whether two people are known to have held the seat together for long, as San Marino's captains regent do."""
    known = sorted((spell for spell in seat if spell.start), key=lambda spell: spell.first)
    for index, spell in enumerate(known):
        for other in known[index + 1 :]:
            if other.entity_id != spell.entity_id and min(spell.until, other.until) - other.first > _SEVERAL_SEATS:
                return True
    return False
