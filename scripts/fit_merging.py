"""Fit what makes two tellings one occurrence on the families of reports, and tell how well it holds on unseen families.

    python scripts/fit_merging.py [--families corpus/merges] [--stems]

Prints the weights for `dragoman.ledger.tellings.sameness`, and precision, recall and F1 over pairs of events for some
thresholds: fitted on all families, and each family under weights fitted on the others. With --stems it writes anew how
seldom a stem stands in a sentence of corpus/sentences (`ledger/words/stems.tsv`).
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from dragoman import Coder
from dragoman.evaluation.families import read_families
from dragoman.evaluation.folders import Tally
from dragoman.evaluation.merges import Case, cases_of, code_families, justified, tally_pairs
from dragoman.ledger.tellings.blocking import keys
from dragoman.ledger.tellings.clusters import Tie, clusters
from dragoman.ledger.tellings.grounds import NAMES, corroborated, excluded, grounds
from dragoman.ledger.tellings.near_copies import COPY, similarity
from dragoman.ledger.tellings.sketch import Sketch, sketch
from dragoman.ledger.words.gist import gist
from dragoman.model.occurrence import Telling
from dragoman.model.record import Record

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
STEMS = CORPUS.parent / "src" / "dragoman" / "ledger" / "words" / "stems.tsv"
#: A stem in fewer sentences than this is as rare as any.
FEWEST = 20
#: Strength of the pull of every weight but the constant towards nothing; 3 holds best on unseen families.
RIDGE = 3.0
THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)

Array = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Pair:
    """Two events that may be one: what speaks for it, what the gold says, and whether the ledger weighs it."""

    a: Case
    b: Case
    grounds: tuple[float, ...]
    right: bool | None
    weighed: bool


@dataclass(frozen=True)
class Corpus:
    """All events of all families, their sketches by event id, and which documents are near copies."""

    cases: Sequence[Case]
    sketches: Mapping[str, Sketch]
    copies: frozenset[frozenset[str]]

    def copied(self, a: str, b: str) -> bool:
        """Whether two events, by id, stand in near copies."""
        return frozenset((self.sketches[a].document, self.sketches[b].document)) in self.copies

    def may_be_one(self, a: str, b: str) -> bool:
        """Whether nothing excludes that two events, by id, are one."""
        return not excluded(self.sketches[a], self.sketches[b], copies=self.copied(a, b))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--families", type=Path, default=CORPUS / "merges")
    parser.add_argument("--stems", action="store_true")
    arguments = parser.parse_args()
    if arguments.stems:
        write_stems()
        return
    corpus = read_corpus(arguments.families)
    pairs = read_pairs(corpus)
    weights = fit(pairs)
    print("weights:", ", ".join(f"{name} {weight:.2f}" for name, weight in zip(NAMES, weights, strict=True)))
    names = sorted({case.family for case in corpus.cases})
    held_out = {name: fit([pair for pair in pairs if name not in (pair.a.family, pair.b.family)]) for name in names}
    for threshold in THRESHOLDS:
        print(f"from {threshold} on:")
        show("  fitted on all", *score(corpus, pairs, weights, threshold))
        unseen = [score(corpus, pairs, held_out[name], threshold, family=name) for name in names]
        show("  unseen families", *(sum(tallies, Tally()) for tallies in zip(*unseen, strict=True)))


def read_corpus(folder: Path) -> Corpus:
    """Code all families."""
    families = read_families(folder)
    records, failures = code_families(families, Coder().code)
    print(f"{len(families)} families, {len(records)} reports, {len(failures)} that can't be coded")
    nobody = defaultdict[str, str](str)
    cases = [case for family in families for case in cases_of(family, records, nobody)]
    headers = {name: record.document.header for name, record in records.items()}
    sketches = {case.event.id: sketch(Telling(case.event, headers[case.report])) for case in cases}
    return Corpus(cases, sketches, near_copies(records))


def near_copies(records: Mapping[str, Record]) -> frozenset[frozenset[str]]:
    """Pairs of document ids."""
    documents = [record.document for record in records.values()]
    return frozenset(
        frozenset((a.id, b.id)) for a, b in combinations(documents, 2) if similarity(a.text, b.text) >= COPY
    )


def read_pairs(corpus: Corpus) -> list[Pair]:
    """The pairs of events that may be one; tells what is lost before the ledger weighs any."""
    filed = {id: keys(one) for id, one in corpus.sketches.items()}
    lost: Counter[str] = Counter()
    found = []
    for a, b in combinations(corpus.cases, 2):
        mine, theirs = corpus.sketches[a.event.id], corpus.sketches[b.event.id]
        copies, right = corpus.copied(a.event.id, b.event.id), justified(a, b)
        if excluded(mine, theirs, copies=copies):
            lost["are excluded"] += right is True
            continue
        weighed = corroborated(mine, theirs, copies=copies)
        met = copies or bool(filed[a.event.id].filed & filed[b.event.id].sought)
        lost["lack what corroborates them"] += right is True and not weighed
        lost["share no key"] += right is True and weighed and not met
        found.append(Pair(a, b, grounds(mine, theirs, copies=copies), right, weighed and met))
    one = sum(pair.right is True for pair in found if pair.weighed)
    print(f"{one + lost.total()} pairs are one; {', '.join(f'{count} {why}' for why, count in lost.items())}")
    print(f"{one} are weighed, and {sum(pair.right is False for pair in found if pair.weighed)} pairs that aren't one")
    return found


def fit(pairs: Sequence[Pair]) -> Array:
    """Logistic regression by Newton's method; over the pairs that the ledger doesn't weigh too, as others are few."""
    judged = [pair for pair in pairs if pair.right is not None]
    x = np.array([pair.grounds for pair in judged])
    y = np.array([float(bool(pair.right)) for pair in judged])
    pull = np.eye(x.shape[1]) * RIDGE
    pull[0, 0] = 1e-3
    weights: Array = np.zeros(x.shape[1])
    for _ in range(60):
        chances = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - chances) - pull @ weights
        step = np.linalg.solve((x * (chances * (1 - chances))[:, None]).T @ x + pull, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def score(
    corpus: Corpus, pairs: Sequence[Pair], weights: Array, threshold: float, *, family: str | None = None
) -> tuple[Tally, Tally]:
    """Tallies over pairs of events that stand for a gold telling, and of all events."""
    cases = [case for case in corpus.cases if family is None or case.family == family]
    events = {case.event.id for case in cases}
    ties = []
    for pair in pairs:
        a, b = sorted((pair.a.event.id, pair.b.event.id))
        chance = 1 / (1 + math.exp(-float(np.dot(weights, pair.grounds))))
        if pair.weighed and {a, b} <= events and chance >= threshold:
            ties.append(Tie(a, b, round(chance, 4)))
    occurrence = {one: min(group) for group in clusters(events, ties, compatible=corpus.may_be_one) for one in group}
    merged = [replace(case, occurrence=occurrence[case.event.id]) for case in cases]
    told, _ = tally_pairs([case for case in merged if case.told], lambda a, b: a.told == b.told)
    return told, tally_pairs(merged, justified)[0]


def show(title: str, told: Tally, every: Tally) -> None:
    """Both tallies in a line."""
    parts = [
        f"{name}: P {tally.precision:.3f} R {tally.recall:.3f} F1 {tally.f1:.3f}, {tally.coded - tally.justified} false"
        for name, tally in (("occurrences", told), ("all events", every))
    ]
    print(f"{title}: {'; '.join(parts)}")


def write_stems() -> None:
    """Count in how many sentences of the corpus each stem stands."""
    counts: Counter[str] = Counter()
    sentences = 0
    for path in sorted((CORPUS / "sentences").glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            sentence = re.sub(r"</?[st]>", "", line.split("\t")[-1])
            counts.update(gist(sentence))
            sentences += 1
    rows = [f"{stem}\t{count}" for stem, count in sorted(counts.items()) if count >= FEWEST]
    head = (
        f"# In how many sentences of corpus/sentences a stem stands (ledger/words/gist.py), those in {FEWEST} or more; "
        "* is how many sentences there are. Made by scripts/fit_merging.py --stems."
    )
    STEMS.write_text("\n".join((head, f"*\t{sentences}", *rows)) + "\n", "utf-8")
    print(f"{STEMS.name}: {len(rows)} stems of {sentences} sentences")


if __name__ == "__main__":
    main()
