"""The names of the gazetteer: which words name whom, and how they must be written to do so.

Step two of build_gazetteer.py. A name stands in the table in the form whose capitals a text must show: "Turkey" needs
one, an acronym needs its own, a lower-case word needs none. Where one spelling has several bearers the table keeps them
all, or the kind that a reader would think of first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gazetteer_facts import Additions, Row, Spell, read_tsv, slug

from dragoman.gazetteer.spelling import PARTICLES, name_key, personal, personal_key, split

# A kind wins over those after it where they share a spelling; organisations, groups and agencies stand side by side.
_KINDS = ("shadow", "country", "organisation", "group", "agency", "nationality", "capital", "metonym", "person")
_BODIES = frozenset({"organisation", "group", "agency"})
_METONYM_SECTORS = {"ministry": "GOV", "palace": "GOV", "agency": "GOV", "military": "MIL"}
# Metonyms that mean something only after "the".
_WITH_ARTICLE = frozenset({"Beehive", "Fed", "junta", "Troika", "Green Zone", "Beltway"})
_SHORT = (("United Nations", "UN"), ("European Union", "EU"), ("African Union", "AU"))
_TOP_POSTS = frozenset({"head_of_state", "head_of_government", "foreign_minister", "io_head"})
_TITLE = re.compile(
    r"^(?:(?:H\.?E|Dr|Mr|Mrs|Mme|Ms|M|Prof|Hon|Eng|Engr|Ing|Ir|Shri|Sir|Dame|Sen|Senator|Amb|Ambassador|President|"
    r"Admiral|Adm|Gen|General|Maj|Major|Lt|Col|Colonel|Brig|Capt|Captain|Chief|Vice|Marshal)"
    r"(?:\.\s*|[- ](?=[A-Z])|(?=-)))+"
)
_HONORIFIC = re.compile(r"^(?:Sheikh|Shaikh|Sayyid|Seyyed|Prince|Princess|King|Lord|Pope|Mullah|Ayatollah|Datuk) ")
# These and a given name are the beginning of many people's names; a king's or pope's is whole.
_VAGUE = re.compile(r"^(?:Sheikh|Shaikh|Sayyid|Seyyed|Prince|Princess|Lord|Mullah|Ayatollah|Datuk) \S+$")
_ROLE = re.compile(r"\b(?:Envoy|Minister|President|Ambassador|The)\b")
_SUFFIX = re.compile(r",? (?:Jr|Sr)\.?$| (?:II|III|IV)$")
_NICKNAME = re.compile(r"[\"“”][^\"“”]*[\"“”] ?")
_INITIAL = re.compile(r"(?<= )[A-Z]\.? (?=\S)")
_HOUSE = re.compile(r"^(\S+ (?:bin|ibn) .+?) [Aa]l[- ]\S+$")

AddName = Callable[[str, str, Iterable[str], str], None]


@dataclass
class Named:
    """What one spelling names."""

    kind: str
    ids: list[str]
    form: str
    sector: str = ""
    flag: str = ""


@dataclass
class NameTable:
    """All names but those of people, by key."""

    entries: dict[str, Named] = field(default_factory=dict)

    def add(self, kind: str, form: str, ids: Iterable[str], sector: str = "") -> None:
        """Add a name; what bears the same spelling is joined, or the kind that comes first stands."""
        key, ids = name_key(form), list(dict.fromkeys(id for id in ids if id))
        if not key:
            return
        known = self.entries.get(key)
        if known is None or (_KINDS.index(kind) < _KINDS.index(known.kind) and not {kind, known.kind} <= _BODIES):
            self.entries[key] = Named(kind, ids, form, sector)
        elif known.kind == kind or {kind, known.kind} <= _BODIES:
            known.ids += [id for id in ids if id not in known.ids]
            known.form = min(known.form, form, key=_strictness)
            known.sector = known.sector or sector


def _strictness(form: str) -> tuple[int, str]:
    """How much a text must do to match the form."""
    return sum(1 + (sum(map(str.isupper, word.text)) > 1) for word in split(form) if word.text[:1].isupper()), form


def load_names(facts: Path, additions: Additions, ids: dict[str, str]) -> NameTable:
    table = NameTable()
    sectors = additions.map("sector")
    dropped = {(name_key(row["phrase"]), row["target"]) for row in additions.of("drop")}

    def add(kind: str, form: str, targets: Iterable[str], sector: str) -> None:
        if {(name_key(form), ""), (name_key(form), kind)}.isdisjoint(dropped):
            table.add(kind, form, [ids.get(target, target) for target in targets], sectors.get(form, sector))

    for row in read_tsv(facts / "metonyms.tsv"):
        kind = "capital" if row["kind"] == "seat_of_government" and row["phrase"][0].isupper() else "metonym"
        add(kind, _without_article(row["phrase"]), row["target"].split(";"), _METONYM_SECTORS.get(row["kind"], ""))
    _add_countries(add, read_tsv(facts / "countries.tsv"))
    for kind, file, name in (("organisation", "organisations.tsv", "full_name"), ("group", "armed_groups.tsv", "name")):
        for row in read_tsv(facts / file):
            if ids[row["id"]].startswith(("dragoman:", "Q")):
                for form in _body_forms([row[name], row["acronym"], *row["aliases"].split(";")], additions):
                    add(kind, form, [row["id"]], "")
    for row in read_tsv(facts / "news_agencies.tsv"):
        for form in _body_forms([row["name"], row["acronym"]], additions):
            add("agency", form, ["agency:" + slug(row["name"])], "")
    _add_additions(table, additions, ids)
    wordlike = {name_key(phrase) for phrase in additions.map("wordlike")}
    for key, entry in table.entries.items():
        entry.flag = "w" if key in wordlike else ""
    return table


def _add_countries(add: AddName, rows: list[Row]) -> None:
    claims: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        for name in dict.fromkeys([row["name"], row["formal_name"], *row["other_names"].split(";")]):
            if len(name) > 1 and "(" not in name and ", " not in name and "[" not in name:
                claims["country", re.sub(r"^[Tt]he ", "", name)].append(row)
        for demonym in dict.fromkeys(_plurals(row["demonyms"].split(";"))):
            if demonym:
                claims["nationality", demonym].append(row)
        if row["cow"] or row["iso3"] in ("PSE", "XKX"):
            claims["capital", row["capital"]].append(row)
    for (kind, form), claimants in claims.items():
        # A state's name and people come before those of a dependency that shares the word (Dutch: not Aruba).
        states = [row for row in claimants if row["cow"]] or claimants
        add(kind, form, [row["iso3"] for row in states], "")


def _plurals(demonyms: list[str]) -> Iterator[str]:
    for demonym in demonyms:
        if not demonym.isupper() and "." not in demonym:
            yield demonym
            if demonym.endswith(("an", "i", "er", "ot")):
                yield demonym + "s"


def _body_forms(names: list[str], additions: Additions) -> Iterator[str]:
    for name in filter(None, names):
        if "(" in name or ", al-" in name:
            continue
        form = _without_article(name)
        yield _relaxed(form, additions)
        if re.fullmatch(r"[A-Z]+-\d+", form):
            yield form.replace("-", "")
        for long, short in _SHORT:
            if re.search(rf"\b{long}\b.", form):
                yield form.replace(long, short)
            elif form.startswith(short + " "):
                yield form.replace(short, long, 1)


def _relaxed(form: str, additions: Additions) -> str:
    """An acronym that reads as a word may be written as one: "Nato", "Unicef"."""
    if len(form) >= 4 and form.isalpha() and form.isupper() and form not in additions.map("exact"):
        return form.capitalize()
    return form


def _without_article(name: str) -> str:
    bare = re.sub(r"^[Tt]he ", "", name)
    return name if bare in _WITH_ARTICLE or name == "The Hague" else bare


def _add_additions(table: NameTable, additions: Additions, ids: dict[str, str]) -> None:
    sectors = additions.map("sector")
    for kind in ("organisation", "group"):
        for row in additions.of(kind):
            for form in _body_forms([row["phrase"]], additions):
                table.add(kind, form, [ids[row["target"]]])
    for row in additions.of("state"):
        table.add("country", row["phrase"], [row["target"]])
    for row in additions.of("name"):
        first, *rest = row["target"].split(";")
        kind = {"org": "organisation", "grp": "group", "agency": "agency"}.get(first.partition(":")[0], "country")
        forms = list(_body_forms([row["phrase"]], additions)) if kind in _BODIES else [row["phrase"]]
        for form in forms:
            table.add(kind, form, [ids.get(target, target) for target in (first, *rest)])
    for kind in ("nationality", "capital", "metonym", "shadow"):
        for row in additions.of(kind):
            sector = "GOV" if kind == "metonym" else ""
            targets = [ids.get(target, target) for target in row["target"].split(";")]
            table.add(kind, row["phrase"], targets, sectors.get(row["phrase"], sector))


def person_forms(name: str, aliases: Iterable[str]) -> list[str]:
    """The forms under which a person is found, the name first."""
    forms: dict[str, None] = {}
    for alias in (name, *aliases):
        for form in (alias, *_variants(alias)) if alias == name else _variants(alias):
            words = split(form)
            plausible = all(word.text[:1].isupper() or word.key in PARTICLES for word in words)
            if (
                words
                and (plausible or form == name)
                and not _ROLE.search(form)
                and not (_VAGUE.match(form) and form != name)
            ):
                forms.setdefault(form)
    return list(forms)


def _variants(alias: str) -> Iterator[str]:
    form = _NICKNAME.sub("", alias).strip()
    if not _TITLE.match(form):
        yield form
    for pattern in (_TITLE, _HONORIFIC, _SUFFIX, _INITIAL):
        shorter = pattern.sub("", form).strip()
        if shorter != form and " " in shorter:
            form = shorter
            yield form
    if house := _HOUSE.match(form):
        yield house[1]


def person_keys(forms: Iterable[str], table: NameTable) -> list[str]:
    """The keys of at least two words that no state, body or place bears, too."""
    keys: dict[str, None] = {}
    for form in forms:
        key = personal_key(form)
        if " " in key and name_key(form) not in table.entries:
            keys[key] = None
    return list(keys)


def add_single_names(
    table: NameTable, people: dict[str, list[str]], spells: Iterable[Spell], additions: Additions
) -> None:
    """Add prominent people known by one word that isn't their family name and that no other person has in a name."""
    prominent = {spell.entity_id for spell in spells if "hand" in spell.sources or spell.post in _TOP_POSTS}
    bearers: dict[str, set[str]] = defaultdict(set)
    for id, forms in people.items():
        for form in forms:
            for word in personal(split(form)):
                bearers[word.key].add(id)
    for id in sorted(prominent):
        keys = {form: personal_key(form) for form in people[id]}
        family = {key.rpartition(" ")[2] for key in keys.values() if " " in key}
        for form, key in keys.items():
            whole = " " in form or key not in family
            if " " not in key and len(key) > 2 and bearers[key] == {id} and whole and form not in additions.map("drop"):
                table.add("person", form, [id])
