import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.cli.words import amount, clean, counted, days, one_line, short_id

DAY = dt.date


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        (None, None, ""),
        (DAY(2031, 5, 6), DAY(2031, 5, 6), "2031-05-06"),
        (DAY(2031, 5, 1), DAY(2031, 5, 31), "2031-05"),
        (DAY(2031, 1, 1), DAY(2031, 12, 31), "2031"),
        (DAY(2031, 5, 6), DAY(2031, 5, 9), "2031-05-06/09"),
        (DAY(2031, 5, 30), DAY(2031, 6, 2), "2031-05-30/06-02"),
        (DAY(2031, 12, 30), DAY(2032, 1, 2), "2031-12-30/2032-01-02"),
        (DAY(2031, 5, 6), None, "from 2031-05-06"),
        (None, DAY(2031, 5, 6), "by 2031-05-06"),
        (DAY(2031, 1, 1), DAY(2031, 2, 28), "2031-01-01/02-28"),
    ],
)
def test_days_are_said_as_short_as_they_can_be(earliest: dt.date | None, latest: dt.date | None, words: str) -> None:
    assert days(earliest, latest) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(40, 60, "40 to 60"), (1000, 1000, "1,000"), (40, None, "at least 40"), (None, 60, "up to 60"), (None, None, "")],
)
def test_an_open_end_stays_open(low: int | None, high: int | None, words: str) -> None:
    assert amount(low, high) == words


@given(st.text())
def test_no_control_character_reaches_the_terminal(text: str) -> None:
    assert not any((ord(char) < 32 and char not in "\n\t") or 127 <= ord(char) < 160 for char in clean(text))


@given(st.text())
def test_a_quote_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


def test_an_id_is_shortened_to_its_first_digits() -> None:
    assert short_id("statement-0123456789abcdef") == "01234567"


@pytest.mark.parametrize("name", ["RUS", "ukraine-nato-membership", "actor-nothex"])
def test_a_name_is_not_shortened(name: str) -> None:
    assert short_id(name) == name


def test_one_is_singular() -> None:
    assert (counted(1, "article"), counted(1200, "article"), counted(2, "entry", "entries")) == (
        "1 article",
        "1,200 articles",
        "2 entries",
    )
