from benchmarks.quantities import change_of, gold_value, score, value_of
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
