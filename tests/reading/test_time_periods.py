import datetime as dt

import pytest

from standoff.reading.calendar import find_dates
from tests.reading.scenes import scene


def windows(text: str) -> dict[str, tuple[dt.date | None, dt.date | None]]:
    _, times = find_dates(scene(text, "2021-11-10").context)
    return {when.text or "": (when.earliest, when.latest) for when in times}


SUMMER = (dt.date(2020, 7, 1), dt.date(2020, 9, 30))


@pytest.mark.parametrize("words", ["a year ago", "a year earlier"])
def test_a_year_before_a_quarter_is_that_quarter(words: str) -> None:
    found = windows(f"In the third quarter the mill lost $4 million, against $2 million {words}.")
    assert found[words] == SUMMER


def test_a_quarter_named_before_is_the_quarter() -> None:
    found = windows("The third quarter was poor. Sales in the quarter fell.")
    assert found["the quarter"] == (dt.date(2021, 7, 1), dt.date(2021, 9, 30))


def test_the_period_of_another_year_is_the_same_quarter() -> None:
    assert windows("The third quarter was poor. It earned more in the 2020 period.")["2020"] == SUMMER


def test_without_a_quarter_a_year_ago_is_the_year() -> None:
    assert windows("The mill opened a year ago.")["a year ago"] == (dt.date(2020, 1, 1), dt.date(2020, 12, 31))


def test_a_year_named_after_the_quarter_ends_its_reach() -> None:
    found = windows("The third quarter was poor. All of 2020 was good. The owner died a year ago.")
    assert found["a year ago"] != SUMMER
