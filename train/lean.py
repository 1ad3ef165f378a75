"""A trained graph without work that changes no answer: a quicker operator of attention, and no state that nobody asks for.

    python -m train.lean GRAPH.float.onnx --out standoff/reading/models

writes the graph as it ships, with int8 weights, from the one in floats that an export leaves beside it. Exports do the same.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import NodeProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

OPSET = 23  # the first with an operator of attention: on short rows it takes a third less time than the runtime's own
_IR = 11  # the version of the file's format in which graphs of this opset are written
# The network that reads one row at a time, which hides nothing; the one that is asked about some cells only.
_ALONE, _ASKED = "attribution", "acts"
# What comes out of an operator of the runtime has no type for the quantizer.
_UNTYPED = {"DefaultTensorType": onnx.TensorProto.FLOAT}


class Graph:
    """A graph that is rewritten: its operators in order, and constants that are added."""

    def __init__(self, model: onnx.ModelProto) -> None:
        self.model = model
        self.nodes = list(model.graph.node)
        self.constants: dict[str, NDArray[np.generic]] = {}

    def makers(self) -> dict[str, NodeProto]:
        """The operator that makes each tensor."""
        return {name: node for node in self.nodes for name in node.output}

    def finished(self) -> onnx.ModelProto:
        """The model, with what its outputs need."""
        graph = self.model.graph
        graph.initializer.extend(numpy_helper.from_array(value, name) for name, value in self.constants.items())
        wanted, kept = {one.name for one in graph.output}, []
        for node in reversed(self.nodes):
            if wanted & set(node.output):
                kept.append(node)
                wanted |= set(node.input)
        weights = [one for one in graph.initializer if one.name in wanted]
        del graph.node[:], graph.initializer[:], graph.value_info[:], self.model.opset_import[:]
        graph.node.extend(reversed(kept))
        graph.initializer.extend(weights)
        self.model.opset_import.extend([helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)])
        self.model.ir_version = _IR
        return self.model


def attend(graph: Graph, *, masked: bool) -> None:
    """Put the standard operator of attention in place of the runtime's own; `masked`: rows may be shorter than the batch."""
    nodes, makers, mask = [], graph.makers(), ""
    for node in graph.nodes:
        if node.op_type != "MultiHeadAttention":
            nodes.append(node)
            continue
        if masked and not mask:
            mask = "attended"
            nodes += _pairwise(graph, makers[makers[node.input[4]].input[0]].input[0], mask)
        heads = next(one.i for one in node.attribute if one.name == "num_heads")
        inputs = [*node.input[:3], *([mask] if masked else [])]
        nodes.append(helper.make_node("Attention", inputs, node.output, q_num_heads=heads, kv_num_heads=heads))
    graph.nodes = nodes


def _pairwise(graph: Graph, hidden: str, name: str) -> Iterator[NodeProto]:
    """What is added for each piece that looks and each that is looked at, of what is added for the latter [rows, length]."""
    graph.constants |= {
        f"{name}.nought": np.zeros((), np.float32),
        f"{name}.to": np.array([1, 2]),
        f"{name}.from": np.array([1, 3]),
    }
    yield helper.make_node("Mul", [hidden, f"{name}.nought"], [f"{name}.none"])
    yield helper.make_node("Unsqueeze", [hidden, f"{name}.to"], [f"{name}.hidden"])
    yield helper.make_node("Unsqueeze", [f"{name}.none", f"{name}.from"], [f"{name}.every"])
    yield helper.make_node("Add", [f"{name}.hidden", f"{name}.every"], [name])


def only_kept(graph: Graph, name: str = "kept") -> None:
    """Let the last layer go on with the cells of the input `name` only (row and place); the states of the others are nought."""
    last = max(place for place, node in enumerate(graph.nodes) if node.op_type == "Attention")
    norms = [place for place, node in enumerate(graph.nodes) if place > last and node.op_type == "LayerNormalization"]
    attended, states = graph.nodes[last].output[0], graph.nodes[norms[1]].output[0]
    before = next(node.output[0] for node in reversed(graph.nodes[:last]) if node.op_type == "LayerNormalization")
    layer = graph.nodes[last + 1 : norms[1] + 1]
    for node in layer:
        for place, one in enumerate(node.input):
            if one in (attended, before):
                node.input[place] = f"{one}.{name}"
    layer[-1].output[0] = f"{states}.{name}"
    whole = [
        helper.make_node("Shape", [before], [f"{name}.shape"]),
        helper.make_node("ConstantOfShape", [f"{name}.shape"], [f"{name}.nought"]),
        helper.make_node("ScatterND", [f"{name}.nought", name, f"{states}.{name}"], [states]),
    ]
    gathered = [helper.make_node("GatherND", [one, name], [f"{one}.{name}"]) for one in (attended, before)]
    graph.nodes = [*graph.nodes[: last + 1], *gathered, *layer, *whole, *graph.nodes[norms[1] + 1 :]]
    graph.model.graph.input.append(helper.make_tensor_value_info(name, onnx.TensorProto.INT64, ["cells", 2]))


def lean(model: onnx.ModelProto, name: str) -> onnx.ModelProto:
    """The graph of the network `name` with the quicker operator, and of what is asked about only what is needed."""
    graph = Graph(model)
    attend(graph, masked=name != _ALONE)
    if name == _ASKED:
        only_kept(graph)
    return graph.finished()


def shipped(whole: Path, file: Path) -> None:
    """Write the graph `whole`, which is in floats, as it ships: lean, and with int8 weights."""
    quantize_dynamic(
        lean(onnx.load(str(whole)), file.stem),
        str(file),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,  # processors without VNNI add pairs of products in 16 bits, which whole bytes overflow
        op_types_to_quantize=["MatMul"],
        extra_options=_UNTYPED,
    )


def main() -> None:
    """Write the graph."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("graph", type=Path, help="in floats; its name up to the first dot is the network's")
    cli.add_argument("--out", type=Path, required=True)
    args = cli.parse_args()
    shipped(args.graph, args.out / f"{args.graph.name.partition('.')[0]}.onnx")


if __name__ == "__main__":
    main()
