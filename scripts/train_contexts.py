"""Give the relation model a second look at what a sentence is about: its contexts.

    python scripts/train_contexts.py --weights src/dragoman/coding/weights

Needs what `train_relations.py` needs, and its weights. A linear layer for each context is fitted on the vectors that
the finished eight-bit model makes of the corpus sentences, and appended to it as one more output; nothing else in it
changes. Prints the F1 over the held-out part of the codebook's terms alone, of the layer, and of both together.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from check_corpus import SENTENCES, Row, read_rows
from corpus_rows import is_held_out
from onnx import TensorProto, helper, numpy_helper
from relation_graph import JOINED
from torch import nn
from train_relations import batch_of, labels_of, pair_of

from dragoman.coding.contexts import contexts_of
from dragoman.coding.pieces import Pieces
from dragoman.language import Parser
from dragoman.model import Report
from dragoman.reading import read
from dragoman.settings import Settings

EPOCHS, RATE, DECAY, BATCH = 60, 3e-3, 1e-3, 512
OUTPUT = "contexts"


def vectors_of(model: onnx.ModelProto, rows: Sequence[Row], pieces: Pieces) -> np.ndarray:
    """What the heads of the model read, a row a sentence."""
    labels = labels_of(rows)
    samples = [pair_of(row, labels, pieces).whole for row in rows]
    graph = onnx.ModelProto()
    graph.CopyFrom(model)
    graph.graph.output.append(helper.make_tensor_value_info(JOINED, TensorProto.FLOAT, None))
    session = onnxruntime.InferenceSession(graph.SerializeToString(), providers=["CPUExecutionProvider"])
    order = sorted(range(len(samples)), key=lambda at: len(samples[at].pieces))
    found: dict[int, np.ndarray] = {}
    for first in range(0, len(order), 64):
        places = order[first : first + 64]
        inputs = batch_of([samples[at] for at in places])
        names = ("pieces", "mask", "source", "target")
        feed = {name: tensor.numpy() for name, tensor in zip(names, inputs, strict=True)}
        found.update(zip(places, session.run([JOINED], feed)[0], strict=True))
    return np.stack([found[at] for at in range(len(samples))])


def told(row: Row, names: Sequence[str]) -> list[float]:
    """The contexts of a row as ones and zeros."""
    contexts = set(row.contexts.split(";"))
    return [float(name in contexts) for name in names]


def fit(vectors: np.ndarray, gold: np.ndarray) -> nn.Linear:
    """A logistic layer for each context."""
    torch.manual_seed(1)
    layer = nn.Linear(vectors.shape[1], gold.shape[1])
    optimiser = torch.optim.AdamW(layer.parameters(), lr=RATE, weight_decay=DECAY)
    inputs, golds = torch.tensor(vectors), torch.tensor(gold, dtype=torch.float32)
    for _ in range(EPOCHS):
        for places in torch.randperm(len(inputs)).split(BATCH):
            loss = nn.functional.binary_cross_entropy_with_logits(layer(inputs[places]), golds[places])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return layer


def append(model: onnx.ModelProto, layer: nn.Linear) -> None:
    """Append the layer to the model as one more output."""
    graph = model.graph
    weights = {"contexts.weight": layer.weight.detach().numpy().T, "contexts.bias": layer.bias.detach().numpy()}
    graph.initializer.extend(
        numpy_helper.from_array(np.ascontiguousarray(value), name) for name, value in weights.items()
    )
    graph.node.extend(
        [
            helper.make_node("Gemm", [JOINED, *weights], ["contexts.scores"]),
            helper.make_node("Sigmoid", ["contexts.scores"], [OUTPUT]),
        ]
    )
    graph.output.append(helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["row", layer.out_features]))


def by_terms(rows: Sequence[Row]) -> Iterator[set[str]]:
    """The contexts that the codebook's terms give each sentence."""
    settings = Settings()
    parser = Parser(settings.language_model, batch_size=settings.batch_size)
    for row in rows:
        sentences = parser.parse(read(Report(content=row.plain, language="en")))
        yield set(contexts_of(row.type, [token for sentence in sentences for token in sentence.tokens]))


def f1(found: Sequence[set[str]], gold: Sequence[set[str]]) -> float:
    """Micro F1 of sets."""
    right = sum(len(one & other) for one, other in zip(found, gold, strict=True))
    return 2 * right / max(1, sum(map(len, found)) + sum(map(len, gold)))


def main() -> int:
    """Fit, measure, append."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True, help="folder that train_relations.py wrote")
    folder = parser.parse_args().weights
    faults: list[str] = []
    rows = read_rows(sorted(SENTENCES.glob("*.tsv")), faults)
    rows.sort(key=is_held_out)
    first = sum(not is_held_out(row) for row in rows)
    names = sorted({name for row in rows for name in row.contexts.split(";")} - {"-"})
    model = onnx.load(str(folder / "relations.onnx"))
    if any(output.name == OUTPUT for output in model.graph.output):
        print("these weights have contexts already", file=sys.stderr)
        return 1
    vectors = vectors_of(model, rows, Pieces(folder / "vocabulary.txt"))
    gold = np.array([told(row, names) for row in rows])
    layer = fit(vectors[:first], gold[:first])
    shares = torch.sigmoid(layer(torch.tensor(vectors[first:]))).detach().numpy()
    golds = [{name for name in row.contexts.split(";") if name != "-"} for row in rows[first:]]
    termed = list(by_terms(rows[first:]))
    print(f"terms alone {f1(termed, golds):.3f}")
    for least in (0.3, 0.35, 0.4, 0.45, 0.5):
        layered = [{name for name, share in zip(names, row, strict=True) if share >= least} for row in shares]
        both = [one | other for one, other in zip(termed, layered, strict=True)]
        print(f"from a share of {least}: layer {f1(layered, golds):.3f}, both {f1(both, golds):.3f}")
    append(model, layer)
    onnx.save(model, str(folder / "relations.onnx"))
    card = json.loads((folder / "relations.json").read_text("utf-8"))
    card["contexts"] = names
    (folder / "relations.json").write_text(json.dumps(card, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
