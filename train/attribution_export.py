"""The trained attribution network as ONNX graphs with int8 weights."""

from pathlib import Path

import onnx
import torch
from torch import Tensor, nn

from standoff.reading.attribution_network import AFTER, BEFORE
from standoff.reading.attribution_signs import PAIR_SIGNS, WORD_SIGNS
from train.attribution_torch import ROLE, Reader, Roles
from train.lean import shipped

OPSET = 20


class RowTable(nn.Module):
    """An embedding in int8, each row with a scale of its own: one scale for all rows would cost accuracy."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))

    def forward(self, pieces: Tensor) -> Tensor:
        """The rows of the pieces."""
        return self.rows[pieces].float() * self.scale[pieces]


def export(reader: Reader, roles: Roles, out: Path) -> None:
    """Write `attribution.onnx` and `attribution_roles.onnx`."""
    reader.words = RowTable(reader.words.weight.detach())
    rows, long, words = (torch.export.Dim(name, min=2) for name in ("rows", "pieces_", "words"))
    pieces = torch.randint(1000, 2000, (3, 40))
    inputs = (pieces, torch.zeros(3, 40, len(WORD_SIGNS), dtype=torch.long), torch.zeros(3, 30, dtype=torch.long) + 1)
    shapes = ({0: rows, 1: long}, {0: rows, 1: long}, {0: rows, 1: words})
    write_graph(reader, inputs, shapes, ("pieces", "signs", "first"), ("cue", "about", "towards"), out / "attribution.onnx")
    cues, near = torch.export.Dim("cues", min=2), torch.export.Dim("near", min=16)
    length = BEFORE + AFTER
    signs = torch.zeros(3, length, len(PAIR_SIGNS), dtype=torch.long)
    given = (torch.randn(3, length, ROLE), torch.randn(3, ROLE), signs, torch.ones(3, length))
    names = ("about", "towards", "signs", "there")
    axes = ({0: cues, 1: near}, {0: cues}, {0: cues, 1: near}, {0: cues, 1: near})
    write_graph(roles, given, axes, names, ("roles",), out / "attribution_roles.onnx")


def write_graph(
    module: nn.Module,
    inputs: tuple[Tensor, ...],
    shapes: tuple[dict[int, torch.export.Dim], ...],
    names: tuple[str, ...],
    outputs: tuple[str, ...],
    file: Path,
) -> None:
    """Write a module as a graph in floats, in which an attention of ours is one operator, and as it ships."""
    module.eval()
    whole = file.with_suffix(".float.onnx")
    program = torch.onnx.export(
        module, inputs, input_names=names, output_names=outputs, dynamic_shapes=shapes, opset_version=OPSET, dynamo=True
    )
    program.save(str(whole))
    model = onnx.load(str(whole))
    del model.graph.value_info[:]
    _without_traces(model)
    onnx.save(model, str(whole))
    shipped(whole, file)


def _without_traces(model: onnx.ModelProto) -> None:
    """Take out what the exporter notes about where each operator comes from: files and lines of the machine that exported."""
    graph = model.graph
    for noted in (model, graph, *graph.node, *graph.input, *graph.output, *graph.initializer, *model.functions):
        del noted.metadata_props[:]
    for node in graph.node:
        node.doc_string = ""
