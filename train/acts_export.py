"""The classifier of acts as an ONNX graph with int8 weights, and what its outputs stand for."""

import json
from collections.abc import Sequence
from pathlib import Path

import torch

from standoff.reading.act_rows import FEATURES
from train.acts_data import ACTS
from train.acts_torch import Coder
from train.attribution_export import RowTable, write_graph

INPUTS = ("pieces", "named", "said", "seen", "marks", "rows", "places", "features")
OUTPUTS = ("acts", "options", "roots")


def export(coder: Coder, roots: Sequence[str], out: Path) -> None:
    """Write `acts.onnx` and `acts.json`."""
    coder.words = RowTable(coder.words.weight.detach())  # type: ignore[assignment]
    rows, long, asked = (torch.export.Dim(name, min=1) for name in ("rows_", "long", "asked"))
    table = {0: rows, 1: long}
    marks = [torch.zeros(3, 40, dtype=torch.long) for _ in range(4)]
    at = (torch.tensor([0, 0, 1, 2]), torch.tensor([3, 9, 5, 7]))
    given = (torch.randint(1000, 2000, (3, 40)), *marks, *at, torch.zeros(4, FEATURES))
    shapes = (table, *(table for _ in marks), {0: asked}, {0: asked}, {0: asked})
    write_graph(coder, given, shapes, INPUTS, OUTPUTS, out / "acts.onnx")
    (out / "acts.json").write_text(json.dumps({"acts": ACTS, "roots": list(roots)}), encoding="utf-8")
