import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from benchmarks.quantities import _of_cqe, by_quantulum, change_of, gold_value, load, peers, score, unit_fits, value_of
from standoff.reading.quantities import Quantity


def quantity(**fields: object) -> Quantity:
    base: dict[str, object] = {
        "start": 0,
        "end": 1,
        "number_start": 0,
        "number_end": 1,
        "values": (5.0,),
        "low": 5.0,
        "high": 5.0,
    }
    return Quantity(**{**base, **fields})  # type: ignore[arg-type]


def test_gold_values_are_numbers_or_ranges() -> None:
    assert (gold_value("252.0-287.0"), gold_value("-5.0"), gold_value("3 - 4")) == ((252.0, 287.0), (-5.0,), (3.0, 4.0))


def test_vague_sizes_are_compared_by_the_sets_convention() -> None:
    assert value_of(quantity(values=(24.0, 99.0), vague=True)) == (12.0, 120.0)


def test_change_is_the_bound_or_the_direction() -> None:
    assert change_of(quantity(bound="above", modifier="more than")) == ">"
    assert change_of(quantity(direction="up")) == "up"
    assert change_of(quantity()) == "="


def test_each_gold_quantity_is_matched_once() -> None:
    gold = {"value": "5.0", "change": "=", "unit": "-", "normalized_unit": "-"}
    result = score([{"text": "", "quantities": [gold]}], [[quantity(), quantity()]])
    assert (result["gold"], result["found"]) == (1, 2)
    assert abs(result["value_f1"] - 2 / 3) < 1e-9


@pytest.mark.parametrize("told", ["no JSON", {"text": "a"}, [{"text": "a"}], [{"text": "a", "quantities": [{"value": "many"}]}]])
def test_a_file_of_another_form_is_said(told: object, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(told if isinstance(told, str) else json.dumps(told), encoding="utf-8")
    with pytest.raises(SystemExit, match=r"a\.json cannot be read as NewsQuant's JSON"):
        load(path)


@pytest.mark.parametrize(
    ("value", "change", "unit", "values"),
    [("252.0-287.0", "up", "mile", (252.0, 287.0)), ("19.0", ">", "-", (19.0,)), ("3.0", "=", "envoy", (3.0,))],
)
def test_what_the_other_peer_tells_is_compared_as_the_set_writes_it(
    value: str, change: str, unit: str, values: tuple[float, ...]
) -> None:
    how = SimpleNamespace(change=change)
    found = _of_cqe(SimpleNamespace(value=value, change=how, unit=SimpleNamespace(unit=[f"{unit}s"], norm_unit=unit)))
    assert (found.values, change_of(found)) == (values, change)
    assert unit_fits({"unit": unit, "normalized_unit": unit}, found)
    assert not unit_fits({"unit": "acre", "normalized_unit": "acre"}, found)


def test_the_peers_quantities_are_told_in_our_form() -> None:
    pytest.importorskip("quantulum3", reason="a peer that `make peers` installs")
    (found,) = by_quantulum("The ferry sailed 30 miles.")
    assert (found.values, found.unit_name, found.kind) == ((30.0,), "mile", "measure")
    entry = {"text": "The ferry sailed 30 miles.", "quantities": []}
    assert peers([entry], [[(17, 19)]])["quantulum3, dates left out"]["found"] == 0
