"""Check the sentence corpus: format, codes, marks, and that no row repeats another or a development sentence.

    python scripts/check_corpus.py [FILE…] [--counts]

Without files, all of `corpus/sentences/`. Exit 0 when clean, 1 with a line a fault.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from dragoman.codebook import codebook
from dragoman.errors import CodebookError

ROOT = Path(__file__).resolve().parent.parent
SENTENCES = ROOT / "corpus" / "sentences"
DEV = ROOT.parent / "shared" / "dev"
COLUMNS = 6
SHINGLE = 4
#: Share of common word runs from which two rows count as one: names alone changed in a sentence of 15 words leave
#: about this.
ALIKE = 0.55
_MARKS = re.compile(r"</?[st]>")
_WORD = re.compile(r"\w+")


class Row(NamedTuple):
    """A row of the corpus and where it stands."""

    where: str
    type: str
    mode: str
    status: str
    cameo: str
    contexts: str
    sentence: str

    @property
    def plain(self) -> str:
        """The sentence without marks."""
        return _MARKS.sub("", self.sentence)


def read_rows(paths: Iterable[Path], faults: list[str]) -> list[Row]:
    """Read rows; a line that isn't one becomes a fault."""
    rows = []
    for path in paths:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            if not line or line.startswith("#"):
                continue
            where = f"{path.name}:{number}"
            cells = line.split("\t")
            if len(cells) == COLUMNS:
                rows.append(Row(where, *cells))
            else:
                faults.append(f"{where}: {len(cells)} columns where {COLUMNS} are needed")
    return rows


def check_codes(row: Row) -> Iterator[str]:
    """Faults in a row's codes."""
    book = codebook()
    try:
        if row.type != "NONE":
            book.type(row.type)
            if row.mode != "-":
                book.mode(row.type, row.mode)
        elif row.mode != "-":
            yield f"{row.where}: a NONE row has no mode"
        book.status(row.status)
        if row.cameo != "-":
            book.cameo(row.cameo)
        elif row.type != "NONE":
            yield f"{row.where}: {row.type} needs a CAMEO code"
        for context in row.contexts.split(";") if row.contexts != "-" else ():
            book.context(context)
    except CodebookError as error:
        yield f"{row.where}: {error}"


def check_marks(row: Row) -> Iterator[str]:
    """Faults in a row's marks."""
    tags = _MARKS.findall(row.sentence)
    if sorted(tags) != ["</s>", "</t>", "<s>", "<t>"]:
        yield f"{row.where}: needs one <s>…</s> and one <t>…</t>, has {' '.join(tags) or 'none'}"
        return
    if not re.search(r"<s>[^<]*\w[^<]*</s>", row.sentence) or not re.search(r"<t>[^<]*\w[^<]*</t>", row.sentence):
        yield f"{row.where}: marks are empty, nested or crossed"
    if row.sentence != row.sentence.strip() or "  " in row.sentence:
        yield f"{row.where}: stray white space"
    if len(_WORD.findall(row.plain)) < 4:
        yield f"{row.where}: too short to tell anything"


def shingles(sentence: str) -> frozenset[str]:
    """Runs of words, without capitals and numbers."""
    words = [word.lower() for word in _WORD.findall(sentence)]
    runs = (" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)))
    return frozenset(runs)


def check_repeats(rows: list[Row], others: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Rows that stand twice with the same marks, or say nearly the same as another row or a development sentence."""
    exact: dict[str, str] = {}
    index: dict[str, list[int]] = defaultdict(list)
    sets: list[tuple[str, str, frozenset[str]]] = []
    for where, sentence in others:
        _add(sets, index, where, sentence)
    foreign = len(sets)
    for row in rows:
        if row.sentence in exact:
            yield f"{row.where}: stands already at {exact[row.sentence]}"
            continue
        exact[row.sentence] = row.where
        mine = shingles(row.plain)
        shared = Counter(other for shingle in mine for other in index.get(shingle, ()) if len(index[shingle]) < 50)
        for other, count in shared.most_common(3):
            where, plain, theirs = sets[other]
            if plain == row.plain and other >= foreign:
                continue
            if count / len(mine | theirs) >= ALIKE:
                yield f"{row.where}: says nearly what {where} says"
                break
        _add(sets, index, row.where, row.plain)


def _add(sets: list[tuple[str, str, frozenset[str]]], index: dict[str, list[int]], where: str, sentence: str) -> None:
    runs = shingles(sentence)
    for shingle in runs:
        index[shingle].append(len(sets))
    sets.append((where, sentence, runs))


def development_sentences() -> Iterator[tuple[str, str]]:
    """Sentences of the development sets, where they are there: the corpus must share none of them."""
    relations = DEV / "relations_dev.tsv"
    if relations.exists():
        for line in relations.read_text("utf-8").splitlines()[1:]:
            number, sentence = line.split("\t")[:2]
            yield f"relations_dev.tsv id {number}", sentence
    for path in sorted(DEV.glob("reports/*.txt")):
        for place, sentence in enumerate(re.split(r"(?<=[.!?])\s+", path.read_text("utf-8"))):
            yield f"{path.name} sentence {place}", sentence


def counts(rows: list[Row]) -> Iterator[str]:
    """How many rows each type, mode, status and CAMEO code has."""
    book = codebook()
    types = Counter(row.type for row in rows)
    yield f"{len(rows)} rows, {len({row.plain for row in rows})} sentences"
    yield "types: " + ", ".join(f"{name} {count}" for name, count in sorted(types.items()))
    modes = Counter((row.type, row.mode) for row in rows)
    wanted = [(one.code, mode.code) for one in book.types.values() for mode in one.modes]
    yield "modes: " + ", ".join(f"{one}.{mode} {modes[one, mode]}" for one, mode in wanted)
    yield "statuses: " + ", ".join(f"{name} {count}" for name, count in Counter(row.status for row in rows).items())
    cameo = Counter(row.cameo for row in rows)
    rare = [
        f"{code} {cameo[code]}"
        for code, entry in book.cameo_codes.items()
        if entry.edition != "1.1" and cameo[code] < 8
    ]
    yield f"CAMEO codes with fewer than 8 rows ({len(rare)}): " + ", ".join(rare)


def main() -> int:
    """Run the check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--counts", action="store_true", help="print how many rows each code has")
    arguments = parser.parse_args()
    faults: list[str] = []
    rows = read_rows(arguments.files or sorted(SENTENCES.glob("*.tsv")), faults)
    for row in rows:
        faults.extend(check_codes(row))
        faults.extend(check_marks(row))
    faults.extend(check_repeats(rows, development_sentences()))
    if arguments.counts:
        print("\n".join(counts(rows)))
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(rows)} rows, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
