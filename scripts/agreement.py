"""Agreement of the second reading with the corpus: `python scripts/agreement.py`.

`corpus/second_reading.tsv` holds what a reader who wrote none of it, labels hidden, made of a random tenth of the rows.
Cohen's kappa is given for the type.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from check_corpus import SENTENCES, read_rows

SECOND = SENTENCES.parent / "second_reading.tsv"
FIELDS = ("type", "mode", "status", "cameo_root")


def pairs(path: Path = SECOND) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """First and second labels of each row read twice; rows that have left the corpus since are passed over."""
    faults: list[str] = []
    first = {
        row.sentence: (row.type, row.mode, row.status, row.cameo[:2])
        for row in read_rows(sorted(SENTENCES.glob("*.tsv")), faults)
    }
    seconds = (line.split("\t") for line in path.read_text("utf-8").splitlines()[1:])
    return [(first[cells[4]], tuple(cells[:4])) for cells in seconds if cells[4] in first]


def kappa(read: list[tuple[str, str]]) -> float:
    """Cohen's kappa of two readers (1960): agreement beyond what their habits alone would give."""
    observed = sum(one == other for one, other in read) / len(read)
    ones, others = Counter(one for one, _ in read), Counter(other for _, other in read)
    expected = sum(count * others[label] for label, count in ones.items()) / len(read) ** 2
    return (observed - expected) / (1 - expected)


def main() -> None:
    """Print the agreement."""
    read = pairs()
    print(f"{len(read)} rows read twice")
    for index, name in enumerate(FIELDS):
        same = sum(one[index] == other[index] for one, other in read) / len(read)
        print(f"{name}: {same:.3f}")
    print(f"type, kappa: {kappa([(one[0], other[0]) for one, other in read]):.3f}")
    apart = Counter((one[0], other[0]) for one, other in read if one[0] != other[0])
    print(
        "types read differently: " + ", ".join(f"{one}/{other} {count}" for (one, other), count in apart.most_common())
    )


if __name__ == "__main__":
    main()
