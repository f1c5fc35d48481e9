"""The relation model: what type of event passes from one marked party to another, as a small transformer reads it.

MiniLM-L6 (Wang et al. 2020; weights under Apache-2.0) fine-tuned on our own corpus with both parties marked by special
tokens, quantised to 8-bit integers and run by onnxruntime on the CPU. `scripts/train_relations.py` makes it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from dragoman.coding.wordpiece import WordPiece
from dragoman.errors import SettingsError
from dragoman.model import Span

#: Pieces of the vocabulary that BERT left unused: they mark where source and target begin and end.
SOURCE_MARKS = ("[unused1]", "[unused2]")
TARGET_MARKS = ("[unused3]", "[unused4]")
#: Longest sentence in pieces; what goes beyond is cut off, a marked party beyond it stands at the front.
MAX_PIECES = 128
_BATCH = 32

Floats = npt.NDArray[np.float32]


class Marked(NamedTuple):
    """A sentence with its two parties.

    Attributes:
        text: The sentence.
        source: Who acts, in code points of `text`.
        target: On whom; None where the sentence names nobody.
    """

    text: str
    source: Span | None
    target: Span | None


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the model holds of one sentence; each group of shares adds up to 1.

    Attributes:
        types: PLOVER type, or NONE, → share.
        modes: `TYPE.mode`, with `-` for no mode, → share.
        statuses: Status → share.
    """

    types: Mapping[str, float]
    modes: Mapping[str, float]
    statuses: Mapping[str, float]

    def mode_of(self, event_type: str) -> str | None:
        """The likeliest mode within a type; None where none is likelier than each."""
        within = {mode: share for mode, share in self.modes.items() if mode.startswith(f"{event_type}.")}
        best = max(within, key=lambda mode: within[mode], default=None)
        mode = best.partition(".")[2] if best else "-"
        return None if mode == "-" else mode


class Labels(NamedTuple):
    """The names of the model's outputs, in their order."""

    types: tuple[str, ...]
    modes: tuple[str, ...]
    statuses: tuple[str, ...]


class RelationModel:
    """The model with its vocabulary and labels.

    Args:
        weights: The ONNX file.
        vocabulary: The WordPiece vocabulary, one piece a line.
        labels: JSON with `types`, `modes` and `statuses`.

    Raises:
        SettingsError: onnxruntime can't load the weights.
    """

    def __init__(self, weights: bytes, vocabulary: str, labels: Labels) -> None:
        self._pieces = WordPiece(vocabulary.split("\n"))
        self._labels = labels
        self._session = _session(weights)

    def opinions(self, sentences: Sequence[Marked]) -> list[Opinion]:
        """The model's opinion of each sentence, in order."""
        encoded = [self.encode(sentence) for sentence in sentences]
        order = sorted(range(len(encoded)), key=lambda index: len(encoded[index][0]))
        found: dict[int, Opinion] = {}
        for first in range(0, len(order), _BATCH):
            chunk = order[first : first + _BATCH]
            outputs = self._session.run(None, _padded([encoded[index] for index in chunk]))
            for row, index in enumerate(chunk):
                found[index] = self._opinion(*(output[row] for output in outputs))
        return [found[index] for index in range(len(encoded))]

    def encode(self, sentence: Marked) -> tuple[list[int], int, int]:
        """The sentence's pieces with marks, and where source and target begin; 0 for a party that isn't marked."""
        marks = [
            (span.start, span.end, names)
            for span, names in ((sentence.source, SOURCE_MARKS), (sentence.target, TARGET_MARKS))
            if span is not None
        ]
        cuts = sorted([(start, 1, names[0]) for start, _, names in marks] + [(end, 0, names[1]) for _, end, names in marks])
        pieces = [self._pieces.number("[CLS]")]
        at = 0
        for place, _, mark in cuts:
            pieces += self._pieces.numbers(sentence.text[at:place])
            pieces.append(self._pieces.number(mark))
            at = place
        pieces += self._pieces.numbers(sentence.text[at:])
        pieces = [*pieces[: MAX_PIECES - 1], self._pieces.number("[SEP]")]
        return pieces, self._place(pieces, SOURCE_MARKS[0]), self._place(pieces, TARGET_MARKS[0])

    def _place(self, pieces: list[int], mark: str) -> int:
        number = self._pieces.number(mark)
        return pieces.index(number) if number in pieces else 0

    def _opinion(self, types: Floats, modes: Floats, statuses: Floats) -> Opinion:
        labels = self._labels
        return Opinion(
            types=dict(zip(labels.types, _shares(types), strict=True)),
            modes=dict(zip(labels.modes, _shares(modes), strict=True)),
            statuses=dict(zip(labels.statuses, _shares(statuses), strict=True)),
        )


def _session(weights: bytes) -> Any:
    try:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's own errors have no common root
        raise SettingsError(f"the relation model can't be loaded: {error}") from error


def _padded(encoded: Sequence[tuple[list[int], int, int]]) -> dict[str, npt.NDArray[np.int64]]:
    longest = max(len(pieces) for pieces, _, _ in encoded)
    pieces = np.zeros((len(encoded), longest), dtype=np.int64)
    mask = np.zeros_like(pieces)
    for row, (numbers, _, _) in enumerate(encoded):
        pieces[row, : len(numbers)] = numbers
        mask[row, : len(numbers)] = 1
    places = {"source": [source for _, source, _ in encoded], "target": [target for _, _, target in encoded]}
    return {"pieces": pieces, "mask": mask, **{name: np.array(at, dtype=np.int64) for name, at in places.items()}}


def _shares(scores: Floats) -> list[float]:
    """Softmax."""
    raised = np.exp(scores - scores.max())
    shares: list[float] = (raised / raised.sum()).tolist()
    return shares


@cache
def relation_model(folder: Path | None = None) -> RelationModel:
    """The model in the package, loaded once a process.

    Args:
        folder: Another folder with `relations.onnx`, `vocabulary.txt` and `relations.json`, for training.

    Raises:
        SettingsError: The model isn't there or can't be loaded.
    """
    place = folder or files("dragoman.coding") / "weights"
    try:
        described = json.loads((place / "relations.json").read_text("utf-8"))
        labels = Labels(*(tuple(described[name]) for name in Labels._fields))
        vocabulary = (place / "vocabulary.txt").read_text("utf-8").rstrip("\n")
        return RelationModel((place / "relations.onnx").read_bytes(), vocabulary, labels)
    except (OSError, KeyError, ValueError) as error:
        raise SettingsError(f"the relation model isn't whole: {error}") from error
