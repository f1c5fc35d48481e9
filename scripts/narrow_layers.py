"""Narrow the model: of each layer's inner units the least telling quarter goes, and what it said on average stays.

A unit counts by how much what it adds varies: the variance of its value over the corpus times the square of its
outgoing weights. What leaves is replaced by its mean, as a bias, so that a unit which always says the same costs
nothing. docs/decisions/0006 has the scores.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn

if TYPE_CHECKING:
    from train_relations import Net, Sample

#: Inner units that a layer keeps, of 1,536.
WIDTH = 1152
_BATCH = 64


def narrowed(
    net: Net, samples: Sequence[Sample], batch_of: Callable[[Sequence[Sample]], tuple[Tensor, ...]]
) -> dict[str, np.ndarray]:
    """What the net learned, by torch's names, with layers of `WIDTH` inner units.

    Args:
        net: The trained net.
        samples: Sentences that it was trained on, over which the units are weighed.
        batch_of: Makes the net's inputs of samples; the second is the mask.
    """
    state = {name: value.detach().numpy() for name, value in net.state_dict().items()}
    for layer, (mean, variance) in enumerate(_values(net, samples, batch_of)):
        inner, outer = (f"body.encoder.layer.{layer}.{part}.dense" for part in ("intermediate", "output"))
        outgoing = state[f"{outer}.weight"]
        order = np.argsort(variance * (outgoing**2).sum(0))
        gone, kept = order[:-WIDTH], np.sort(order[-WIDTH:])
        state[f"{outer}.bias"] = state[f"{outer}.bias"] + outgoing[:, gone] @ mean[gone]
        state[f"{outer}.weight"] = outgoing[:, kept]
        for part in ("weight", "bias"):
            state[f"{inner}.{part}"] = state[f"{inner}.{part}"][kept]
    return state


def _values(
    net: Net, samples: Sequence[Sample], batch_of: Callable[[Sequence[Sample]], tuple[Tensor, ...]]
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Mean and variance of each inner unit's value over all pieces, layer by layer."""
    layers = [layer.intermediate for layer in net.body.encoder.layer]
    sums = [[torch.zeros(()), torch.zeros(())] for _ in layers]
    mask, pieces = torch.zeros(()), 0

    def weigh(place: int) -> Callable[[nn.Module, object, Tensor], None]:
        def hook(_layer: nn.Module, _inputs: object, values: Tensor) -> None:
            told = values[mask]
            sums[place] = [sums[place][0] + told.sum(0), sums[place][1] + (told**2).sum(0)]

        return hook

    hooks = [layer.register_forward_hook(weigh(place)) for place, layer in enumerate(layers)]
    net.eval()
    with torch.no_grad():
        for at in range(0, len(samples), _BATCH):
            inputs = batch_of(samples[at : at + _BATCH])
            mask = inputs[1].bool()
            pieces += int(mask.sum())
            net(*inputs)
    for hook in hooks:
        hook.remove()
    means = [(total / pieces, squares / pieces) for total, squares in sums]
    return [(mean.numpy(), (square - mean**2).clamp(min=0).numpy()) for mean, square in means]
