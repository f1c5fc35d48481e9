"""Builds the tables of the actor gazetteer: python scripts/build_gazetteer.py --facts FACTS --out OUT.

FACTS is the folder of fact tables (its README tells their columns). The hand-written corrections and additions stand
beside this script in gazetteer_additions.tsv; office holders of 1944 to 1989 and of the 1990s, for whom FACTS has no
table, in gazetteer_cold_war.tsv and gazetteer_earlier.tsv. The same input gives the same tables; each is a gzipped text
without a time stamp whose first line names it.
"""

from __future__ import annotations

import argparse
import gzip
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from gazetteer_facts import Additions, Spell, entity_ids, load_spells, read_tsv, slug
from gazetteer_names import NameTable, add_single_names, load_names, person_forms, person_keys

from dragoman.gazetteer.spelling import PARTICLES, personal_key

_GAVE = {
    "congress-legislators:executive": "presidents and vice presidents of the United States",
    "country-codes": "codes and capitals of countries",
    "factbook": "heads of state and government, ambassadors, memberships, groups, demonyms",
    "hand": "office holders since 2023, organisations, groups, metonyms, news agencies",
    "rigour": "names of countries and territories",
}
# PLOVER sets the United Nations and the European Union apart from other bodies of states; who belongs to the latter the
# additions tell.
_KIND_SECTORS = {"NGO": "NGO", "UN organ": "UNO"}
_ADDITIONS = Path(__file__).with_name("gazetteer_additions.tsv")


def build(facts: Path, out: Path) -> None:
    """Write every table."""
    additions = Additions(_ADDITIONS)
    ids = entity_ids(facts, additions)
    spells = load_spells(facts, additions, ids)
    table = load_names(facts, additions, ids)
    people = people_forms(facts, additions, spells)
    add_single_names(table, people, spells, additions)
    order = {id: number for number, id in enumerate(sorted(people))}
    keys = {id: person_keys(forms, table) for id, forms in people.items()}
    offices, sources = sorted({(s.post, s.title) for s in spells}), sorted({" ".join(s.sources) for s in spells})

    write(out, "bodies", body_lines(facts, additions, ids))
    write(out, "countries", country_lines(facts))
    write(out, "members", member_lines(facts, additions, ids))
    write(out, "posts", ["\t".join((row["phrase"], row["target"])) for row in additions.of("post")])
    write(out, "offices", ["\t".join(office) for office in offices])
    write(out, "sources", sources)
    write(out, "people", people_lines(spells, people, additions, offices, sources))
    write(out, "holders", holder_lines(spells, order))
    write(out, "names", name_lines(table, keys, order))
    write(out, "words", word_lines(people, order))
    (out / "SOURCES").write_text("\n".join(source_lines(facts)) + "\n", encoding="utf-8")


def write(out: Path, name: str, lines: list[str]) -> None:
    text = "\n".join([f"# dragoman gazetteer 1: {name}", *lines])
    out.mkdir(parents=True, exist_ok=True)
    (out / f"{name}.tsv.gz").write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


def people_forms(facts: Path, additions: Additions, spells: list[Spell]) -> dict[str, list[str]]:
    """Every person's names, the one to show first."""
    same = additions.map("same")
    aliases: dict[str, list[str]] = defaultdict(list)
    for row in read_tsv(facts / "aliases.tsv"):
        aliases[same.get(row["entity_id"], row["entity_id"])].append(row["alias"])
    for row in additions.of("alias"):
        aliases[row["target"]].append(row["phrase"])
    names = {spell.entity_id: spell.name for spell in spells}
    for file in ("tenures.tsv", "officeholders_2023_on.tsv"):
        for row in read_tsv(facts / file):
            if row["entity_id"] in same and same[row["entity_id"]] in names:
                aliases[same[row["entity_id"]]].append(row["name"])
    return {id: person_forms(name, aliases[id]) for id, name in names.items()}


def body_lines(facts: Path, additions: Additions, ids: dict[str, str]) -> list[str]:
    """id, kind, name, country, sector; sorted."""
    home, sectors = additions.map("home"), additions.map("sector")
    lines = {}
    for row in read_tsv(facts / "organisations.tsv"):
        sector = sectors.get(row["id"]) or _KIND_SECTORS.get(row["kind"], "IGO")
        lines[ids[row["id"]]] = ("organisation", row["full_name"], "", sector)
    for row in additions.of("organisation"):
        lines[ids[row["target"]]] = ("organisation", row["phrase"], "", row["note"])
    for row in read_tsv(facts / "armed_groups.tsv"):
        countries = [row["country"]] if ";" not in row["country"] else []
        country = home.get(row["id"]) or "".join(countries)
        lines[ids[row["id"]]] = ("group", row["name"], country, sectors.get(row["id"], "REB"))
    for row in additions.of("group"):
        lines[ids[row["target"]]] = ("group", row["phrase"], home[row["target"]], row["note"])
    for row in additions.of("state"):
        lines[row["target"]] = ("country", row["phrase"], row["note"], "")
    for row in read_tsv(facts / "news_agencies.tsv"):
        lines[ids["agency:" + slug(row["name"])]] = ("organisation", row["name"], row["iso3"], "JRN")
    shown = ((id, kind, name.partition(" (")[0], *rest) for id, (kind, name, *rest) in lines.items() if len(id) > 3)
    return sorted("\t".join(line) for line in shown)


def country_lines(facts: Path) -> list[str]:
    """iso3, iso2, name, formal name, capital, demonyms, other names, FIPS, COW, QID; sorted."""
    return sorted("\t".join(row.values()) for row in read_tsv(facts / "countries.tsv"))


def member_lines(facts: Path, additions: Additions, ids: dict[str, str]) -> list[str]:
    """Body id, then its members, `ISO3`, `ISO3>day of joining` or `ISO3<day of leaving`; sorted."""
    dated = {
        (row["phrase"], row["target"]): mark + row["note"]
        for kind, mark in (("joined", ">"), ("left", "<"))
        for row in additions.of(kind)
    }
    members: dict[str, set[str]] = defaultdict(set)
    for row in read_tsv(facts / "memberships.tsv"):
        if row["status"] in ("member", "suspended") and len(row["iso3"]) == 3:
            members[row["org_id"]].add(row["iso3"])
    for org, iso3 in dated:
        members[org].add(iso3)
    return sorted(
        "\t".join([ids[org], *(iso3 + dated.get((org, iso3), "") for iso3 in sorted(isos))])
        for org, isos in members.items()
    )


def people_lines(
    spells: list[Spell],
    people: dict[str, list[str]],
    additions: Additions,
    offices: list[tuple[str, str]],
    sources: list[str],
) -> list[str]:
    """id, names joined by `|`, home, tenures as body|office|start|end|last seen|superseded|source; sorted by id."""
    office_numbers = {office: number for number, office in enumerate(offices)}
    source_numbers = {source: number for number, source in enumerate(sources)}
    rows: dict[str, list[str]] = defaultdict(list)
    for spell in spells:
        office, source = office_numbers[spell.post, spell.title], source_numbers[" ".join(spell.sources)]
        cells = (
            spell.body,
            str(office),
            spell.start,
            spell.end,
            "" if spell.end else spell.seen,
            spell.by,
            str(source),
        )
        rows[spell.entity_id].append("|".join(cells))
    names = {spell.entity_id: spell.name for spell in spells}
    home = additions.map("home")
    return [
        "\t".join([id, "|".join(dict.fromkeys([names[id], *people[id]])), home.get(id, ""), *rows[id]])
        for id in sorted(people)
    ]


def holder_lines(spells: list[Spell], order: dict[str, int]) -> list[str]:
    """Body, post, numbers of the people who held it; sorted."""
    holders: dict[tuple[str, str], set[int]] = defaultdict(set)
    for spell in spells:
        holders[spell.body, spell.post].add(order[spell.entity_id])
    return [f"{body}\t{post}\t{_numbers(held)}" for (body, post), held in sorted(holders.items())]


def name_lines(table: NameTable, keys: dict[str, list[str]], order: dict[str, int]) -> list[str]:
    """First word, then rest|kind|ids|form|sector|flag of states and bodies, rest|numbers of people; sorted."""
    lines: dict[str, list[str]] = defaultdict(list)
    for key, entry in sorted(table.entries.items()):
        first, rest = _first(key)
        lines[first].append("|".join((rest, entry.kind, " ".join(entry.ids), entry.form, entry.sector, entry.flag)))
    for key, numbers in sorted(_inverted(keys, order).items()):
        first, _, rest = key.partition(" ")
        lines[first].append(f"{rest}|{_numbers(numbers)}")
    return ["\t".join((first, *entries)) for first, entries in sorted(lines.items())]


def _first(key: str) -> tuple[str, str]:
    """A key's first word and the rest with what ties it ("washington", ", dc")."""
    end = min((at for at in (key.find(" "), key.find(",")) if at >= 0), default=len(key))
    return key[:end], key[end:]


def word_lines(people: dict[str, list[str]], order: dict[str, int]) -> list[str]:
    """Word of a personal key, numbers of the people who bear it; sorted."""
    words = {id: {word for form in forms for word in personal_key(form).split()} for id, forms in people.items()}
    wanted = {id: [word for word in bag if word not in PARTICLES and len(word) > 1] for id, bag in words.items()}
    return [f"{word}\t{_numbers(numbers)}" for word, numbers in sorted(_inverted(wanted, order).items())]


def source_lines(facts: Path) -> list[str]:
    """What the tables rest on: the kinds of source with their licences, then every source id that a tenure may name."""
    rows = [row for row in read_tsv(facts / "sources.tsv") if row["licence"] != "-"]
    scraped = [row for row in rows if row["source"].startswith("eps:")]
    dates = sorted(row["date"] for row in scraped)
    lines = [
        "Sources of the *.tsv.gz tables beside this file, written by scripts/build_gazetteer.py.",
        "",
        "source\tlicence\tdate\twhat it gave",
        f"Wikidata, query results kept in {len(scraped)} repositories of every-politician-scrapers\tCC0\t"
        f"{dates[0]} to {dates[-1]}\toffice holders with dates, names",
    ]
    lines += [
        "\t".join((row["repository"], row["licence"], row["date"] or "2026-11", _GAVE[row["source"]]))
        for row in rows
        if row not in scraped
    ]
    lines.append(
        "scripts/gazetteer_additions.tsv, written for this project from general knowledge\tApache-2.0\t2026-11\t"
        "more names, corrections, dates of joining"
    )
    lines += [
        "",
        "Markers in a tenure's sources: hand = the hand-written table; succ = its end is the successor's start;",
    ]
    lines += ["hand-start, hand-end = that date was corrected from the hand-written table.", ""]
    lines += ["id\trepository\tcommit\tdate"]
    return lines + [
        "\t".join((row["source"], row["repository"], row["commit"], row["date"])) for row in rows if row["commit"]
    ]


def _inverted(keys: dict[str, list[str]], order: dict[str, int]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for id, words in keys.items():
        for word in words:
            found[word].add(order[id])
    return found


def _numbers(numbers: Iterable[int]) -> str:
    return " ".join(map(str, sorted(numbers)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--facts", type=Path, required=True, help="folder of the fact tables")
    parser.add_argument("--out", type=Path, required=True, help="folder to write the tables to")
    options = parser.parse_args()
    build(options.facts, options.out)


if __name__ == "__main__":
    main()
