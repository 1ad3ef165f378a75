import json
from pathlib import Path

import pytest

from benchmarks import parts, quality
from benchmarks.parts import PARTS, Part, absent
from benchmarks.quality import Result, below, lowered, results, skipped
from benchmarks.sheets import SHARED

FLOOR = json.loads(quality.FLOOR.read_text(encoding="utf-8"))
# One of each, with figures that ask for no reading.
ONE = {"ferries": Part((), lambda data: {"found": 0.9}), "harbours": Part(("harbours",), lambda data: {"found": 0.8}, 0.05)}


@pytest.fixture
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (parts, quality):
        monkeypatch.setattr(module, "PARTS", ONE)


def test_every_part_has_a_floor_and_every_floor_something_that_is_measured() -> None:
    presets = {quality._titled(name, one) for name, pinned in quality.PINNED.items() for one in pinned}
    sheets = {"sample", "five", "work", "dev", "polnear", "reversals"}
    assert set(FLOOR) == sheets | presets | set(PARTS)


# The third of them, damage, is degraded and parsed for several seconds: the gate does that.
@pytest.mark.parametrize("name", ["actors", "appended, sample"])
def test_what_ships_with_the_project_is_held_everywhere(name: str, tmp_path: Path) -> None:
    assert not PARTS[name].needs
    rows = PARTS[name].measure(tmp_path)
    assert set(rows) == set(FLOOR[name])
    assert below(name, rows, 0, FLOOR) == []


@pytest.mark.parametrize("name", [name for name in PARTS if PARTS[name].needs])
def test_a_part_names_what_it_needs(name: str, tmp_path: Path) -> None:
    assert absent(name, tmp_path) == str(tmp_path / PARTS[name].needs[0])
    if SHARED.is_dir():
        assert absent(name, SHARED) is None


@pytest.mark.usefixtures("_few")
def test_a_part_is_measured_where_what_it_needs_is_there(tmp_path: Path) -> None:
    (tmp_path / "harbours").mkdir()
    assert list(results(tmp_path, "standard", "harbours", True)) == [Result("harbours", {"found": 0.8})]


@pytest.mark.usefixtures("_few")
def test_a_part_without_its_data_is_skipped_with_the_reason(tmp_path: Path) -> None:
    assert list(results(tmp_path, "standard", "harbours", True)) == []
    (line,) = skipped(("ferries", "harbours"), ("ferries",), tmp_path)
    assert line == f"skipped: 'harbours' needs {tmp_path / 'harbours'}"


def test_a_part_below_its_floor_is_told() -> None:
    (line,) = below("ferries", {"found": 0.9, "lost": 0.5}, 0, {"ferries": {"found": 0.91, "lost": 0.5}})
    assert "found 0.900 is below the floor of 0.910" in line


@pytest.mark.usefixtures("_few")
def test_a_new_floor_stands_below_what_was_measured_and_leaves_the_others() -> None:
    found = [Result("ferries", {"found": 0.9}), Result("harbours", {"found": 0.8})]
    assert lowered({"old": {"found": 0.5}, "ferries": {"found": 0.95}}, found) == {
        "old": {"found": 0.5},
        "ferries": {"found": 0.89},
        "harbours": {"found": 0.75},
    }


def test_figures_of_another_preset_have_a_name_of_their_own() -> None:
    assert quality._presets("dev", "standard", None) == ["standard", "fast"]
    assert quality._presets("dev", "fast", None) == ["fast"]
    assert quality._presets("dev", "standard", "dev, fast") == ["fast"]
    assert quality._presets("dev", "standard", "dev") == ["standard"]
    assert quality._presets("check", "standard", None) == []
    assert quality._titled("dev", "fast") == "dev, fast"
