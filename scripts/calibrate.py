"""Fit the confidence of events on the annotated reports, and tell how well it holds on reports it has not seen.

    python scripts/calibrate.py [--folds 5]

Prints the constant and the weights for `dragoman.coding.confidence`, and the expected calibration error of each event's
confidence under weights fitted on the other folds. An event is right when its type and its words are those of an entry.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import numpy as np

from dragoman import Coder
from dragoman.coding import interpretation
from dragoman.coding.confidence import Grounds, features
from dragoman.evaluation.events import compare, maximum_matching
from dragoman.evaluation.folders import READINGS, calibration_error
from dragoman.evaluation.gold import read_gold
from dragoman.model import Report

REPORTS = Path(__file__).resolve().parent.parent / "corpus" / "reports"
#: Strength of the pull of every weight but the constant towards nothing, so that rare grounds don't run away.
RIDGE = 1.0

Array = np.ndarray[Any, np.dtype[np.float64]]


def read_reports(folder: Path) -> list[tuple[Array, Array]]:
    """The features of each report's events, and which are right."""
    seen: list[Grounds] = []

    def note(grounds: Grounds) -> float:
        """Stands in for `confidence` and numbers the events, so that each can be traced to its grounds."""
        seen.append(grounds)
        return float(len(seen) - 1)

    setattr(interpretation, "confidence", note)  # noqa: B010 – a module's name, not an attribute of a class
    coder = Coder()
    found = []
    for path in sorted(folder.glob("*.yaml")):
        gold = read_gold(path)
        record = coder.code(Report(content=path.with_suffix(".txt").read_bytes(), name=path.stem))
        places = [gold.locate(entry.anchor, record.document.text) for entry in gold.events]
        fits = [
            [
                at
                for at, event in enumerate(record.events)
                if all(one.right for one in compare(entry, place, event, gold) if one.what in READINGS["type"])
            ]
            for entry, place in zip(gold.events, places, strict=True)
        ]
        right = set(maximum_matching(fits, range(len(fits))).values())
        rows = [(1.0, *features(seen[int(event.confidence)])) for event in record.events]
        found.append((np.array(rows), np.array([float(at in right) for at in range(len(record.events))])))
    return found


def fit(rows: Array, right: Array) -> Array:
    """Weights of a logistic regression by Newton's method, the constant first."""
    weights = np.zeros(rows.shape[1])
    pull = RIDGE * np.eye(rows.shape[1])
    pull[0, 0] = 0.0
    for _ in range(30):
        told = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (told - right) + pull @ weights
        curve = (rows * (told * (1 - told))[:, None]).T @ rows + pull
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def main() -> int:
    """Fit and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=5)
    folds = parser.parse_args().folds
    reports = read_reports(REPORTS)
    unseen: list[tuple[float, bool]] = []
    for fold in range(folds):
        others = [report for at, report in enumerate(reports) if at % folds != fold]
        weights = fit(np.concatenate([rows for rows, _ in others]), np.concatenate([right for _, right in others]))
        for rows, right in reports[fold::folds]:
            chances = 1 / (1 + np.exp(-rows @ weights))
            unseen += [(float(one), bool(is_right)) for one, is_right in zip(chances, right, strict=True)]
    print(f"{len(unseen)} events, calibration error on unseen reports {calibration_error(unseen):.3f}")
    told = fit(np.concatenate([rows for rows, _ in reports]), np.concatenate([one for _, one in reports])).tolist()
    print(f"BIAS = {told[0]:.2f}")
    print(f"WEIGHTS = ({', '.join(f'{weight:.2f}' for weight in told[1:])})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
