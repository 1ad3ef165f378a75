"""What the parts of a reading reached on corpora that cannot be shipped: a floor under each, a little below what was measured."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"

FLOORS = [
    (
        ("times", "--data", "temporal/TBAQ-cleaned", "--half", "second"),
        {"strict_f1": 0.855, "relaxed_f1": 0.925, "value_f1": 0.778},
    ),
    (
        ("quantities", "--data", "quantities/newsquant_dev.json"),
        {"value_f1": 0.935, "value_change_f1": 0.88, "value_unit_f1": 0.835},
    ),
    (("noise", "--data", "noise/aeb.fullpage.jsonl.gz"), {"line_f1": 0.95, "precision": 0.97}),
    (("noise", "--pages", "pages", "--half", "first"), {"gain": -0.001, "residual_words_removed": 1 / 3}),
    (("damage", "--data", "news/international.jsonl.gz", "--articles", "12"), {"macro_auc": 0.80}),
]


@pytest.mark.skipif(not DATA.is_dir(), reason="needs the corpora beside the repository, which cannot be shipped")
@pytest.mark.parametrize(("arguments", "least"), FLOORS, ids=[" ".join(arguments[:3:2]) for arguments, _ in FLOORS])
def test_a_part_stays_above_its_floor(arguments: tuple[str, ...], least: dict[str, float]) -> None:
    name, option, path, *rest = arguments
    command = [sys.executable, "-m", f"benchmarks.{name}", option, str(DATA / path), *rest, "--json"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found = json.loads(told.splitlines()[-1])
    assert {key: found[key] for key in least} == {key: pytest.approx(max(found[key], floor)) for key, floor in least.items()}
