"""The classifier of acts as an ONNX graph with int8 weights, and what its outputs stand for."""

import json
from collections.abc import Sequence
from pathlib import Path

import torch

from standoff.reading.act_options import SIGNS
from standoff.reading.act_rows import FEATURES
from train.acts_data import ACTS, STATUSES
from train.acts_torch import Coder
from train.attribution_export import RowTable, write_graph

INPUTS = ("pieces", "named", "said", "seen", "marks", "rows", "places", "features", "whose", "side_rows", "side_places", "signs")
OUTPUTS = ("acts", "sides", "meetings", "roots")


def export(coder: Coder, roots: Sequence[str], out: Path) -> None:
    """Write `acts.onnx` and `acts.json`."""
    coder.words = RowTable(coder.words.weight.detach())
    rows, long, asked, named = (torch.export.Dim(name, min=1) for name in ("rows_", "long", "asked", "options"))
    table = {0: rows, 1: long}
    marks = [torch.zeros(3, 40, dtype=torch.long) for _ in range(4)]
    at = (torch.tensor([0, 0, 1, 2]), torch.tensor([3, 9, 5, 7]))
    sides = (torch.tensor([0, 0, 1, 2, 3]), torch.tensor([0, 0, 0, 1, 2]), torch.tensor([4, 6, 0, 1, 2]), torch.zeros(5, SIGNS))
    given = (torch.randint(1000, 2000, (3, 40)), *marks, *at, torch.zeros(4, FEATURES), *sides)
    shapes = (table, *(table for _ in marks), *({0: asked} for _ in range(3)), *({0: named} for _ in sides))
    write_graph(coder, given, shapes, INPUTS, OUTPUTS, out / "acts.onnx")
    (out / "acts.json").write_text(json.dumps({"acts": ACTS, "roots": list(roots), "meetings": STATUSES}), encoding="utf-8")
