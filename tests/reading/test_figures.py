import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.core.records import Figure
from standoff.core.spans import Span, check
from standoff.reading.figures import find_figures
from tests.reading.scenes import scene


def figures(text: str) -> tuple[Figure, ...]:
    return find_figures(scene(text, "2021-03-17"))


def only(text: str) -> Figure:
    found = figures(text)
    assert len(found) == 1, found
    return found[0]


def test_troops_belong_to_the_subject_that_moves_them() -> None:
    found = only("Norway has massed more than 100,000 troops on Sweden's border.")
    assert (found.low, found.high, found.party, found.modifier) == (100000, None, ("NOR",), "more than")


def test_troops_belong_to_the_state_of_their_adjective() -> None:
    assert only("Sweden said that 8,500 Norwegian soldiers were on alert.").party == ("NOR",)


def test_place_is_read_from_the_clause() -> None:
    assert only("The army keeps 300 tanks in Norway.").place == "Norway"


def test_figure_carries_who_says_so() -> None:
    held = scene("The Swedish minister said that 8,500 soldiers were on alert.")
    assert [f.attribution for f in find_figures(held)] == [held.attributions[0].id]


def test_the_killed_are_told_from_the_living() -> None:
    found = only("The war has killed more than 4,300 people.")
    assert found.unit == "people killed"


def test_a_vague_size_keeps_its_word() -> None:
    found = only("Dozens of soldiers crossed the river.")
    assert (found.low, found.high, found.modifier) == (24, 99, "dozens")


def test_within_leaves_the_bottom_of_a_time_open() -> None:
    found = only("Norway must withdraw its troops within 60 days, Sweden said.")
    assert (found.low, found.high) == (None, 60)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("About a third of the Norwegian troops have left the border.", 33.3, 33.3),
        ("Two-thirds of the soldiers were sent home.", 66.7, 66.7),
        ("More than half their exports go to Sweden.", 50, None),
        ("One in five people has fled.", 20, 20),
    ],
)
def test_a_part_told_in_words_is_a_share(text: str, low: float, high: float | None) -> None:
    found = only(text)
    assert (found.low, found.high, found.unit) == (low, high, "percent")


@pytest.mark.parametrize(
    "text", ["Norway answered only half of the list.", "They meet one in three weeks.", "Half of everything was lost."]
)
def test_a_part_of_no_substance_is_no_figure(text: str) -> None:
    assert figures(text) == ()


def test_a_quarter_of_a_million_is_a_number_of_people() -> None:
    found = only("A quarter of a million people fled from Norway.")
    assert (found.low, found.unit) == (250_000, "people")


def test_half_a_dozen_is_six() -> None:
    found = only("A half-dozen soldiers were killed at the border of Norway.")
    assert (found.low, found.high) == (6, 6)


def test_the_same_figure_is_entered_once() -> None:
    assert len(figures("They sent 8,500 soldiers. Later the 8,500 soldiers left.")) == 1


def test_money_of_substance_is_kept() -> None:
    found = only("Norway promised $40 billion in aid.")
    assert (found.low, found.unit) == (40_000_000_000, "US dollars")


def test_a_truce_of_days_is_kept() -> None:
    assert only("Both sides agreed on a five-day cease-fire.").low == 5


@pytest.mark.parametrize(
    "text",
    [
        "He met two leaders on 21 January 2019 at 10:30.",
        "The minister, 42, spoke for three hours.",
        "One of the soldiers left.",
        "The council passed resolution 2231 by 9 votes.",
        "The club won 3-2 at home.",
        "The shares fell by 4 percent.",
        "The drought was the worst in 40 years.",
        "The Group of Seven will meet.",
        "They signed a multi-billion-dollar deal.",
        "Dial 555-0134 for help.",
        "It was the third time in two years.",
    ],
)
def test_numbers_without_substance_are_left(text: str) -> None:
    assert figures(text) == ()


WORDS = [
    "Norway",
    "sent",
    "more than",
    "8,500",
    "troops",
    "killed",
    "dozens of",
    "people",
    "$",
    "5",
    "billion",
    "in",
    "Sweden",
    ".",
    "said",
    "\n\n",
    "the",
    '"',
    "13",
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=20).map(" ".join))
def test_offsets_hold_in_any_heap_of_words(text: str) -> None:
    for found in figures(text):
        check(text, Span(found.start, found.end, found.text))
        assert found.low is None or found.high is None or found.low <= found.high


def test_the_whole_of_which_a_number_is_a_part_is_no_figure_of_its_own() -> None:
    assert [(f.low, f.high) for f in figures("Norway said that 19 of 35 members had voted.")] == [(19, 19)]


def test_a_whole_that_is_told_as_known_is_a_figure() -> None:
    assert [f.low for f in figures("Norway said that 40 of the 120 sailors killed were young.")] == [40, 120]


def test_a_term_ends_before_the_name_that_opens_the_clause() -> None:
    found = only("Within 48 hours Norway must answer.")
    assert (found.text, found.high, found.counted) == ("48 hours", 48, None)


def test_a_month_without_its_own_year_dates_a_toll_with_the_year_told_beside_it() -> None:
    when = only("Between January and March 2019 forty people died.").as_of
    assert when is not None
    assert (when.earliest, when.latest) == (dt.date(2019, 1, 1), dt.date(2019, 1, 31))
