import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.reading.numbers import find_numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They sent 1,250 men.", 1250),
        ("It cost $1.5 million.", 1.5e6),
        ("A $40bn fund.", 4e10),
        ("They sent twenty-five men.", 25),
        ("They sent two hundred and fifty men.", 250),
        ("Half a million fled.", 5e5),
        ("Two dozen boats left.", 24),
        ("Some 3 1/2 tons.", 3.5),
        ("It lost 4.2M paper and parcel clients.", 4.2e6),
        ("A night of minus 30 degrees.", -30),
        ("A night of minus-4.5 degrees.", -4.5),
        ("One out of four boats sank.", 0.25),
        ("About 3/16 of a pint.", 3 / 16),
        ("A flat of 70m2.", 70),
        ("A sub-9 second run.", 9),
    ],
)
def test_a_number_has_its_value(text: str, value: float) -> None:
    assert [number.low for number in find_numbers(text)] == [value]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Dozens fled.", 24, 99),
        ("Hundreds of men.", 200, 999),
        ("Several thousand men.", 2000, 9999),
        ("Tens of thousands of men.", 20000, 99999),
        ("Hundreds of thousands of men.", 200000, 999999),
        ("Several hundred thousand men.", 200000, 999999),
    ],
)
def test_a_vague_size_has_its_bounds(text: str, low: float, high: float) -> None:
    number = find_numbers(text)[0]
    assert (number.low, number.high, number.vague) == (low, high, True)


@pytest.mark.parametrize(
    "text", ["He came 3rd.", "At 10:30 he left.", "An F-35 flew.", "Resolution 2231 stands.", "Version 1.2.3 is out."]
)
def test_what_only_looks_like_a_count_is_left(text: str) -> None:
    assert find_numbers(text) == []


@given(st.text(alphabet=st.sampled_from("0123456789.,-/ $%kmbn millionandtwohndre"), max_size=80))
def test_any_text_is_read_with_true_bounds(text: str) -> None:
    for number in find_numbers(text):
        assert 0 <= number.start < number.end <= len(text)
        assert number.low <= number.high
