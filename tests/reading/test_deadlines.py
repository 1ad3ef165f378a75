"""Deadlines of demands and threats."""

import datetime as dt

import pytest

from standoff.api import read_article
from standoff.core.records import Statement


def only(text: str, act: str) -> Statement:
    found = [s for s in read_article(text, published="2024-03-05").statements if s.act == act]
    assert found, text
    return found[0]


@pytest.mark.parametrize("words", ["by March 20", "before March 20", "no later than March 20", "until March 20"])
def test_a_day_to_be_met_is_the_deadline(words: str) -> None:
    statement = only(f"Norway demanded that Sweden withdraw its troops {words}.", "demand")
    assert statement.deadline is not None
    assert statement.deadline.latest == dt.date(2024, 3, 20)


def test_the_day_it_was_said_is_none() -> None:
    assert only("Norway on Monday demanded that Sweden withdraw its troops.", "demand").deadline is None


def test_the_day_of_saying_stays_beside_the_deadline() -> None:
    statement = only("Norway on Monday demanded that Sweden withdraw its troops by March 20.", "demand")
    assert statement.date is not None
    assert statement.deadline is not None
    assert statement.date.latest == dt.date(2024, 3, 4)


@pytest.mark.parametrize(
    ("words", "day"),
    [("seven days to", 12), ("48 hours to", 7), ("a week to", 12), ("until Sunday to", 10), ("a deadline of March 9 to", 9)],
)
def test_time_given_to_do_something_is_a_demand_with_a_deadline(words: str, day: int) -> None:
    statement = only(f"Norway gave Sweden {words} pull back its troops.", "demand")
    assert statement.deadline is not None
    assert statement.deadline.latest == dt.date(2024, 3, day)


def test_time_given_counts_from_the_day_it_was_given() -> None:
    statement = only("Norway on Friday gave Sweden seven days to pull back its troops.", "demand")
    assert statement.deadline is not None
    assert (statement.deadline.latest, statement.deadline.text) == (dt.date(2024, 3, 8), "seven days")


def test_a_demand_within_some_days_has_a_deadline() -> None:
    statement = only("Norway demanded that Sweden withdraw its troops within ten days.", "demand")
    assert statement.deadline is not None
    assert statement.deadline.latest == dt.date(2024, 3, 15)


def test_a_day_in_the_condition_of_a_threat_is_its_deadline_and_not_its_date() -> None:
    statement = only("Norway will impose sanctions on Sweden unless Sweden withdraws its troops by March 20.", "threaten")
    assert statement.deadline is not None
    assert statement.deadline.latest == dt.date(2024, 3, 20)


def test_a_condition_in_front_of_a_threat_tells_its_deadline() -> None:
    statement = only("Unless Sweden withdraws its troops by March 20, Norway will impose sanctions on Sweden.", "threaten")
    assert (statement.date, statement.deadline and statement.deadline.latest) == (None, dt.date(2024, 3, 20))


@pytest.mark.parametrize("words", ["within 48 hours", "in the next ten days", "in the coming two weeks"])
def test_a_term_is_kept_in_its_words_where_no_day_of_publication_is_known(words: str) -> None:
    found = [s for s in read_article(f"Norway demanded that Sweden withdraw its troops {words}.").statements if s.act == "demand"]
    assert len(found) == 1
    assert found[0].deadline is not None
    assert (found[0].deadline.text or "") in words
    assert (found[0].deadline.earliest, found[0].deadline.latest, found[0].deadline.basis) == (None, None, "unknown")


def test_a_term_that_lies_behind_is_no_deadline() -> None:
    assert only("Norway asked Sweden to free the drivers that it held in the last ten days.", "demand").deadline is None
