import pytest

from standoff.reading.time_numbers import amount_of, number_of, ordinal_of, spelled_year


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("twenty-one", 21),
        ("a hundred", 100),
        ("two thousand", 2000),
        ("2 1/2", 2.5),
        ("1,200", 1200),
        ("three hundred and six", 306),
    ],
)
def test_number_words_say_their_number(words: str, number: float) -> None:
    assert number_of(words) == number


def test_words_that_are_no_number_say_none() -> None:
    assert number_of("several") is None


def test_couple_is_two_and_several_is_open() -> None:
    assert (amount_of("a couple of"), amount_of("several")) == (2.0, None)


def test_ordinals_in_words_and_digits() -> None:
    assert (ordinal_of("eighth"), ordinal_of("21st"), ordinal_of("none")) == (8, 21, 0)


def test_year_in_words() -> None:
    assert spelled_year("nineteen ninety-six") == 1996
