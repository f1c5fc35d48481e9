"""The trained relation model: what one party does to another, as their sentence tells it.

MiniLM-L6 (Wang et al. 2020) fine-tuned on the project's corpus with both parties marked, after Baldini Soares et al.
2019; eight-bit weights, run by onnxruntime on one core. `scripts/train_relations.py` makes the weights and says how.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from dragoman.coding.pieces import Pieces
from dragoman.model import Span

WEIGHTS = Path(__file__).with_name("weights")
#: Pieces of the vocabulary that mark where source and target begin and end.
MARKS = {"source": ("[unused1]", "[unused2]"), "target": ("[unused3]", "[unused4]")}
#: Longest sentence, in pieces; of a longer one the part around the parties is read, which decides as well as all of it.
LONGEST = 36
_BATCH = 16


class Candidate(NamedTuple):
    """Two parties in their sentence.

    Attributes:
        text: The sentence.
        source: Who may act, in code points of `text`; None where the sentence doesn't name them.
        target: On whom or what, likewise.
    """

    text: str
    source: Span | None
    target: Span | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the model makes of a candidate: the share of each answer, summing to one in each field but `contexts`.

    Attributes:
        kinds: PLOVER type with the CAMEO root or code that its acts fall under, such as ("CONCEDE", "03");
            ("NONE", "") for nothing that PLOVER codes.
        modes: Mode of the likeliest kind's type; None for no mode.
        statuses: Status.
        codes: CAMEO codes of three digits.
        contexts: PLOVER contexts; each has a share of its own, for a sentence may have several.
    """

    kinds: dict[tuple[str, str], float]
    modes: dict[tuple[str, str | None], float]
    statuses: dict[str, float]
    codes: dict[str, float]
    contexts: dict[str, float] = field(default_factory=dict)

    def types(self) -> dict[str, float]:
        """The share of each PLOVER type."""
        shares: dict[str, float] = {}
        for (type_, _), share in self.kinds.items():
            shares[type_] = shares.get(type_, 0.0) + share
        return shares


class RelationModel:
    """Judges candidates.

    Attributes:
        version: Hash of the corpus that the weights were trained on, ten hexadecimal digits.
        witness: Type that a frame said ("NONE" for no frame) → kind → logarithm of how much it speaks for that kind.
    """

    def __init__(self, folder: Path = WEIGHTS) -> None:
        """Load weights, vocabulary and labels.

        Raises:
            OSError: A file can't be read.
        """
        import onnxruntime

        card = json.loads((folder / "relations.json").read_text("utf-8"))
        self.version: str = card["corpus"]
        self.witness: dict[str, dict[tuple[str, str], float]] = {
            said: {_pair(name): weight for name, weight in weights.items()} for said, weights in card["witness"].items()
        }
        self._kinds = [_pair(name) for name in card["kinds"]]
        self._modes = [_mode(name) for name in card["modes"]]
        self._statuses: list[str] = card["statuses"]
        self._codes: list[str] = card["codes"]
        self._contexts: list[str] = card["contexts"]
        self._cooling: float = card["temperature"]
        self._pieces = Pieces(folder / "vocabulary.txt")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        # The graph is written as it is to run: sums fused with the norms after them would be slower.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / "relations.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def judge(self, candidates: Sequence[Candidate]) -> list[Judgement]:
        """A judgement for each candidate, in order."""
        inputs = [self.encode(candidate) for candidate in candidates]
        order = sorted(range(len(inputs)), key=lambda at: len(inputs[at].pieces))
        found: dict[int, Judgement] = {}
        for first in range(0, len(order), _BATCH):
            places = order[first : first + _BATCH]
            found.update(zip(places, self._run([inputs[at] for at in places]), strict=True))
        return [found[at] for at in range(len(inputs))]

    def encode(self, candidate: Candidate) -> Encoded:
        """A candidate as the model reads it."""
        return encode(candidate, self._pieces)

    def _run(self, inputs: Sequence[Encoded]) -> list[Judgement]:
        width = max(len(one.pieces) for one in inputs)
        *scores, contexts = self._session.run(
            ["kinds", "modes", "statuses", "codes", "contexts"],
            {
                "pieces": np.array([one.pieces + [0] * (width - len(one.pieces)) for one in inputs], dtype=np.int64),
                "mask": np.array([[1] * len(one.pieces) + [0] * (width - len(one.pieces)) for one in inputs], np.int64),
                "source": np.array([one.source for one in inputs], dtype=np.int64),
                "target": np.array([one.target for one in inputs], dtype=np.int64),
            },
        )
        kinds, modes, statuses, codes = (_shares(one / self._cooling).tolist() for one in scores)
        return [
            Judgement(
                dict(zip(self._kinds, kinds[row], strict=True)),
                dict(zip(self._modes, modes[row], strict=True)),
                dict(zip(self._statuses, statuses[row], strict=True)),
                dict(zip(self._codes, codes[row], strict=True)),
                dict(zip(self._contexts, contexts[row].tolist(), strict=True)),
            )
            for row in range(len(inputs))
        ]


class Encoded(NamedTuple):
    """A sentence as numbers, with the places of the marks of source and target; 0 for one that isn't there."""

    pieces: list[int]
    source: int
    target: int


def encode(candidate: Candidate, pieces: Pieces) -> Encoded:
    """A candidate as numbers: the sentence with a mark before and after each party."""
    cuts = sorted(
        (offset, end, pieces.numbers[mark])
        for party, span in (("source", candidate.source), ("target", candidate.target))
        if span is not None
        for offset, end, mark in zip((span.start, span.end), (1, 0), MARKS[party], strict=True)
    )
    numbers: list[int] = []
    bounds = [0, *(offset for offset, _, _ in cuts), len(candidate.text)]
    for place, (first, last) in enumerate(pairwise(bounds)):
        numbers += pieces(candidate.text[first:last])
        if place < len(cuts):
            numbers.append(cuts[place][2])
    starts = [pieces.numbers[MARKS[party][0]] for party in ("source", "target")]
    numbers = _window(numbers, [numbers.index(mark) for mark in starts if mark in numbers])
    numbers = [pieces.numbers["[CLS]"], *numbers, pieces.numbers["[SEP]"]]
    source, target = (numbers.index(mark) if mark in numbers else 0 for mark in starts)
    return Encoded(numbers, source, target)


def _window(numbers: list[int], marked: Sequence[int]) -> list[int]:
    """The part of a long sentence to read: around its parties."""
    room = LONGEST - 2
    if len(numbers) <= room:
        return numbers
    middle = (min(marked) + max(marked)) // 2 if marked else 0
    first = max(0, min(middle - room // 2, len(numbers) - room))
    return numbers[first : first + room]


@cache
def relation_model() -> RelationModel:
    """The model that ships with the package, loaded once."""
    return RelationModel()


def _pair(name: str) -> tuple[str, str]:
    type_, _, code = name.partition(".")
    return type_, code


def _mode(name: str) -> tuple[str, str | None]:
    type_, _, mode = name.partition(".")
    return type_, None if mode == "-" else mode


def _shares(scores: np.ndarray[Any, np.dtype[np.float32]]) -> np.ndarray[Any, np.dtype[np.float32]]:
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    shares: np.ndarray[Any, np.dtype[np.float32]] = raised / raised.sum(-1, keepdims=True)
    return shares
