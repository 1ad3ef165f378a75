"""Cues beside a clause of its own, and words that nobody says."""

import pytest

from tests.reading.test_attribution import told


@pytest.mark.parametrize(
    "text",
    [
        "Nobody in the ministry said that the fleet had left.",
        "No official said that the fleet had left.",
        "According to plan, the fleet left the port on Monday morning.",
        'State television showed the film "We Shall Return" on the eve of the hearing.',
    ],
)
def test_what_nobody_says_is_no_attribution(text: str) -> None:
    assert told(text) == []


def test_according_to_a_particular_plan_is_one() -> None:
    assert [content for _, _, content in told("According to the plan, the fleet will leave the port on Monday.")] == [
        ("the fleet will leave the port on Monday",)
    ]


@pytest.mark.parametrize("word", ["adamant", "blunt", "clear"])
def test_a_clause_behind_a_plain_word_and_a_colon_is_said(word: str) -> None:
    assert told(f"The minister was {word}: no soldier would cross the line.") == [
        ("The minister", word, ("no soldier would cross the line",))
    ]


def test_a_thing_that_is_clear_says_nothing() -> None:
    assert told("One thing is clear: no soldier would cross the line.") == []


def test_a_film_in_a_later_sentence_takes_nothing_away() -> None:
    text = 'The video showed that the troops had left the port. Later the channel sent the film "We Shall Return" once more.'
    assert [content for _, _, content in told(text)] == [("the troops had left the port",)]
