"""The relation model as a graph that onnxruntime runs fast: few nodes, eight-bit weights, nothing left to optimise.

An exported BERT has some four hundred nodes, a third of which work out shapes; this one has eighty. Each matrix is
quantised by its columns, symmetrically, and what it is multiplied with as it comes (`DynamicQuantizeMatMul`), so the
numbers are those of the exported and quantised model. docs/decisions/0006 has the times.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

#: Domain of onnxruntime's own operators.
OWN = "com.microsoft"
OPSET, IR_VERSION = 17, 9
EPSILON = 1e-12
#: Tensor that joins the vectors of source, target and sentence: what every head reads.
JOINED = "joined"
#: The model's inputs with their shapes: a row a sentence, a column a piece.
INPUTS = {"pieces": ("row", "piece"), "mask": ("row", "piece"), "source": ("row",), "target": ("row",)}


class Graph:
    """A graph in the making; each method adds nodes and gives the name of what they make."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: np.ndarray) -> str:
        """A value that is part of the model."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, operator: str, inputs: Sequence[str], output: str, *, own: bool = False, **settings: object) -> str:
        """One operator, of onnxruntime's `own` or of ONNX."""
        domain = OWN if own else ""
        self.nodes.append(helper.make_node(operator, inputs, [output], name=output, domain=domain, **settings))
        return output

    def linear(self, inputs: str, weight: np.ndarray, bias: np.ndarray, output: str) -> str:
        """A linear layer in eight bits.

        Args:
            inputs: What it reads.
            weight: A row an output, as torch keeps it.
            bias: One an output.
            output: What it makes.
        """
        scale = np.abs(weight).max(1) / 127
        scale[scale == 0] = 1
        whole = np.round(weight / scale[:, None]).astype(np.int8)
        return self.node(
            "DynamicQuantizeMatMul",
            [
                inputs,
                self.constant(f"{output}.weight", whole.T),
                self.constant(f"{output}.scale", scale.astype(np.float32)),
                self.constant(f"{output}.zero", np.zeros(len(bias), np.int8)),
                self.constant(f"{output}.bias", bias),
            ],
            output,
            own=True,
        )

    def normalised(self, inputs: str, weight: np.ndarray, bias: np.ndarray, output: str) -> str:
        """A layer's norm."""
        held = [self.constant(f"{output}.weight", weight), self.constant(f"{output}.bias", bias)]
        return self.node("LayerNormalization", [inputs, *held], output, axis=-1, epsilon=EPSILON)


def relation_graph(state: Mapping[str, np.ndarray], outputs: Sequence[str], *, heads: int, longest: int) -> bytes:
    """The model as ONNX.

    Args:
        state: What `Net` of train_relations.py learned, by torch's names.
        outputs: Names of the outputs, in the order of `Net.heads`.
        heads: How many heads attend.
        longest: Pieces of the longest sentence.
    """
    graph = Graph()
    states = _embedded(graph, state, longest)
    # As many pieces of each row as the mask says are there to be attended to.
    graph.constant("along", np.array([1], np.int64))
    graph.node("Cast", ["mask"], "mask.whole", to=TensorProto.INT32)
    graph.node("ReduceSum", ["mask.whole", "along"], "lengths", keepdims=0)
    depth = sum(name.endswith("intermediate.dense.bias") for name in state)
    for layer in range(depth):
        states = _layer(graph, state, states, layer, heads)
    joint = graph.linear(_joined(graph, states), state["joint.1.weight"], state["joint.1.bias"], "joint")
    graph.node("Gelu", [joint], "joint.active", own=True)
    for place, name in enumerate(outputs):
        graph.linear("joint.active", state[f"heads.{place}.weight"], state[f"heads.{place}.bias"], name)
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "relations",
            [helper.make_tensor_value_info(name, TensorProto.INT64, shape) for name, shape in INPUTS.items()],
            [
                helper.make_tensor_value_info(name, TensorProto.FLOAT, ["row", len(state[f"heads.{place}.bias"])])
                for place, name in enumerate(outputs)
            ],
            graph.constants,
        ),
        opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(OWN, 1)],
        ir_version=IR_VERSION,
    )
    return bytes(model.SerializeToString())


def write_graph(model: bytes, path: Path) -> None:
    """Check the model's form and write it.

    Raises:
        onnx.checker.ValidationError: It is none.
    """
    onnx.checker.check_model(model)
    path.write_bytes(model)


def _embedded(graph: Graph, state: Mapping[str, np.ndarray], longest: int) -> str:
    """Word vectors in eight bits, and what the places add, normalised."""
    words = state["body.embeddings.word_embeddings.weight"]
    least, most = min(0.0, float(words.min())), max(0.0, float(words.max()))
    scale = (most - least) / 255
    zero = round(-least / scale)
    graph.constant("words", np.clip(np.round(words / scale) + zero, 0, 255).astype(np.uint8))
    graph.constant("words.scale", np.array(scale, np.float32))
    graph.constant("words.zero", np.array(zero, np.uint8))
    graph.node("Gather", ["words", "pieces"], "words.found")
    graph.node("DequantizeLinear", ["words.found", "words.scale", "words.zero"], "words.vectors")
    places = state["body.embeddings.position_embeddings.weight"][:longest]
    graph.constant("places", places + state["body.embeddings.token_type_embeddings.weight"][0])
    graph.constant("first", np.array([0], np.int64))
    graph.node("Shape", ["pieces"], "width", start=1, end=2)
    graph.node("Slice", ["places", "first", "width", "first"], "places.found")
    graph.node("Add", ["words.vectors", "places.found"], "embedded")
    norm = [state[f"body.embeddings.LayerNorm.{part}"] for part in ("weight", "bias")]
    return graph.normalised("embedded", norm[0], norm[1], "states")


def _layer(graph: Graph, state: Mapping[str, np.ndarray], states: str, layer: int, heads: int) -> str:
    """One layer of the body: attention, then two linear layers, each added to what came in."""

    def linear(inputs: str, name: str) -> str:
        held = f"body.encoder.layer.{layer}.{name}"
        return graph.linear(inputs, state[f"{held}.weight"], state[f"{held}.bias"], f"{layer}.{name}")

    def added(inputs: str, to: str, name: str) -> str:
        held = f"body.encoder.layer.{layer}.{name}"
        graph.node("Add", [inputs, to], f"{layer}.{name}.sum")
        return graph.normalised(
            f"{layer}.{name}.sum", state[f"{held}.weight"], state[f"{held}.bias"], f"{layer}.{name}"
        )

    asked = [linear(states, f"attention.self.{part}") for part in ("query", "key", "value")]
    seen = graph.node("MultiHeadAttention", [*asked, "", "lengths"], f"{layer}.attention", own=True, num_heads=heads)
    states = added(linear(seen, "attention.output.dense"), states, "attention.output.LayerNorm")
    wide = graph.node("Gelu", [linear(states, "intermediate.dense")], f"{layer}.active", own=True)
    return added(linear(wide, "output.dense"), states, "output.LayerNorm")


def _joined(graph: Graph, states: str) -> str:
    """The vectors at the marks of source and target and the mean of the sentence, side by side."""
    graph.constant("last", np.array([-1], np.int64))
    for party in ("source", "target"):
        graph.node("Unsqueeze", [party, "last"], f"{party}.place")
        graph.node("GatherND", [states, f"{party}.place"], f"{party}.vector", batch_dims=1)
    graph.node("Cast", ["mask"], "mask.share", to=TensorProto.FLOAT)
    graph.node("Unsqueeze", ["mask.share", "along"], "mask.row")
    graph.node("MatMul", ["mask.row", states], "sum.row")
    graph.node("Squeeze", ["sum.row", "along"], "sum")
    graph.node("ReduceSum", ["mask.share", "along"], "count", keepdims=1)
    graph.node("Div", ["sum", "count"], "mean")
    return graph.node("Concat", ["source.vector", "target.vector", "mean"], JOINED, axis=-1)
