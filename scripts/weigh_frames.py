"""Count how much each frame type speaks for each kind of event, and write it beside the relation model's weights.

    python scripts/weigh_frames.py --weights src/dragoman/coding/weights

Runs the frames alone over the corpus sentences, and compares what they tell between the marked parties with the label.
How much of that is added to the model's own opinion is chosen on the held-out part. Run it again when frames change;
the model needn't be trained again for that.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Sequence
from functools import cache
from multiprocessing import Pool
from pathlib import Path

from check_corpus import SENTENCES, Row, read_rows
from corpus_rows import candidate_of, is_held_out, kind_of

from dragoman import Coder
from dragoman.codebook.frames import frames
from dragoman.coding import FrameCoder
from dragoman.coding.decision import NONE
from dragoman.coding.relation_model import RelationModel
from dragoman.evaluation.relations import told_between
from dragoman.model import Report

#: Count added to every pair of opinion and kind, so that none is impossible.
SMOOTHING = 2.0
PROCESSES = 2

Witness = dict[str, dict[str, float]]


def opinion_of(sentence: str) -> str:
    """The type that the frames alone tell between the marked parties of a sentence; "NONE" for no event."""
    candidate = candidate_of(sentence)
    record = _coder().code(Report(content=candidate.text, language="en"))
    told = told_between(record, candidate.source, candidate.target)
    return told.type if told else NONE


@cache
def _coder() -> Coder:
    return Coder(coding=FrameCoder(frames()))


def witness_of(opinions: Sequence[str], rows: Sequence[Row], kinds: Sequence[str]) -> Witness:
    """Type that the frames say → kind → the logarithm of how often they say it there, over how often at all."""
    counts = {said: dict.fromkeys(kinds, SMOOTHING) for said in sorted({*opinions, NONE})}
    for said, row in zip(opinions, rows, strict=True):
        counts[said][kind_of(row)] += 1
    totals = {kind: sum(row[kind] for row in counts.values()) for kind in kinds}
    whole = sum(totals.values())
    return {
        said: {kind: math.log(count / totals[kind] * whole / sum(row.values())) for kind, count in row.items()}
        for said, row in counts.items()
    }


def temper(
    witness: Witness, shares: Sequence[dict[str, float]], opinions: Sequence[str], rows: Sequence[Row]
) -> tuple[float, float]:
    """How much of the witness to add, and the share of right kinds with it: the likeliest on the held-out part."""

    def scored(weight: float) -> tuple[float, float]:
        loss = right = 0.0
        for share, said, row in zip(shares, opinions, rows, strict=True):
            scores = {kind: math.log(one + 1e-9) + weight * witness[said][kind] for kind, one in share.items()}
            loss += math.log(sum(math.exp(score) for score in scores.values())) - scores[kind_of(row)]
            right += max(scores, key=lambda kind: scores[kind]) == kind_of(row)
        return loss, right / len(rows)

    best = min((0.1 * step for step in range(11)), key=lambda weight: scored(weight)[0])
    return round(best, 1), round(scored(best)[1], 3)


def main() -> int:
    """Count, temper, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True, help="folder that train_relations.py wrote")
    folder = parser.parse_args().weights
    faults: list[str] = []
    rows = sorted(read_rows(sorted(SENTENCES.glob("*.tsv")), faults), key=is_held_out)
    first = sum(not is_held_out(row) for row in rows)
    with Pool(PROCESSES) as pool:
        opinions = pool.map(opinion_of, [row.sentence for row in rows], chunksize=200)
    card = json.loads((folder / "relations.json").read_text("utf-8"))
    witness = witness_of(opinions[:first], rows[:first], card["kinds"])
    judged = RelationModel(folder).judge([candidate_of(row.sentence) for row in rows[first:]])
    shares = [{f"{type_}.{code}": share for (type_, code), share in one.kinds.items()} for one in judged]
    weight, together = temper(witness, shares, opinions[first:], rows[first:])
    silent = dict.fromkeys(witness, dict.fromkeys(card["kinds"], 0.0))
    alone = temper(silent, shares, opinions[first:], rows[first:])[1]
    print(f"right kinds on {len(shares)} held-out rows: model {alone}, with the frames weighed by {weight} {together}")
    card["witness"] = {
        said: {kind: round(weight * value, 3) for kind, value in row.items()} for said, row in witness.items()
    }
    (folder / "relations.json").write_text(json.dumps(card, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
