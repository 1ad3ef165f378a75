from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.reading.times import RawTime, find_times


def only(text: str) -> RawTime:
    found = find_times(text)
    assert len(found) == 1, [raw.text for raw in found]
    return found[0]


@pytest.mark.parametrize(
    ("sentence", "expression"),
    [
        ("The envoys met on Friday (Jan. 21) in the old port.", "Friday (Jan. 21)"),
        ("They signed it Jan. 21 at noonday prayers.", "Jan. 21"),
        ("The decree of 21 January 2019 stands.", "21 January 2019"),
        ("Talks take place this Monday in the capital.", "this Monday"),
        ("Both sides met on Wednesday.", "Wednesday"),
        ("The accord reached last June has lapsed.", "last June"),
        ("A draft was made public in mid-December.", "mid-December"),
        ("An advance could come in early 2022.", "early 2022"),
        ("A reply is due sometime next week.", "sometime next week"),
        ("They will speak in the coming days.", "the coming days"),
        ("A new round follows in the next two weeks.", "the next two weeks"),
        ("The fleet left port last week.", "last week"),
        ("He warned them earlier this month.", "earlier this month"),
        ("The ceasefire collapsed two months ago.", "two months ago"),
        ("Shelling went on over the weekend.", "the weekend"),
        ("It was a treaty of the 1990s.", "the 1990s"),
        ("The pact dates from the summer of 2019.", "the summer of 2019"),
        ("Filed 2022-01-21 by the bureau.", "2022-01-21"),
        ("They met from Jan. 21-23 on the island.", "Jan. 21-23"),
        ("Sales fell in the third quarter of 1989.", "the third quarter of 1989"),
        ("The border closed at the beginning of the week.", "the beginning of the week"),
    ],
)
def test_expression_is_found_with_its_bounds(sentence: str, expression: str) -> None:
    assert expression in [raw.text for raw in find_times(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The information fripple was sunk.",
        "He may march in the sun and may fall.",
        "The file is numbered 20211223 in the archive.",
        "They moved 2000 troops and 1950 tanks.",
        "He is a 42-year-old lawyer.",
        "Jan Brenner and April Stone spoke.",
        "The spring of the clock broke.",
        "A second envoy left.",
        "Dial 555-2014 for help.",
    ],
)
def test_words_and_numbers_that_only_look_like_times_are_left(sentence: str) -> None:
    assert find_times(sentence) == []


def test_may_as_a_month_needs_a_word_before_it() -> None:
    assert only("Talks resume in May.").month == 5


def test_word_before_the_expression_is_kept_as_its_lead() -> None:
    assert only("The vote was postponed until Monday.").lead == "until"


def test_between_now_and_a_date_is_told_from_the_date_alone() -> None:
    assert find_times("An attack may come between now and mid-February.")[-1].lead == "between"


def test_vague_number_of_units_has_no_amount() -> None:
    assert only("It will take several weeks.").amount is None


def test_same_text_gives_the_same_times() -> None:
    text = "On Friday, Oct. 23, two weeks after the vote, they met again; nothing has come of it since 2014."
    assert find_times(text) == find_times(text)


@given(st.text(alphabet=st.sampled_from("MondayJan. 2120-/:'sthe lastweekof\n(),“”é0"), max_size=120))
def test_offsets_hold_whatever_the_text(text: str) -> None:
    found = find_times(text)
    assert all(text[raw.start : raw.end] == raw.text for raw in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


WORDS = [
    "Friday",
    "Jan.",
    "21",
    "2014",
    "the",
    "last",
    "next",
    "two",
    "weeks",
    "ago",
    "between",
    "now",
    "and",
    "(",
    ")",
    ",",
    "1990s",
    "of",
    "May",
    "\n",
]


@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
def test_offsets_hold_in_heaps_of_time_words(text: str) -> None:
    assert all(text[raw.start : raw.end] == raw.text for raw in find_times(text))


def test_the_year_ended_on_a_day_is_a_length_of_time() -> None:
    first = find_times("Profit fell in the year ended March 31.")[0]
    assert (first.text, first.kind) == ("the year", "duration")


@pytest.mark.parametrize(
    ("sentence", "years"),
    [
        ("It rained between January and March 2022.", [2022, 2022]),
        ("They rowed from 3 March to 5 April 2021.", [2021, 2021]),
        ("The port was shut from November to January 2021.", [2020, 2021]),
        ("In March he slept; in April 2020 he woke.", [None, 2020]),
    ],
)
def test_a_month_takes_the_year_of_the_one_it_is_told_with(sentence: str, years: list[int | None]) -> None:
    assert [raw.year for raw in find_times(sentence)] == years


def test_as_early_as_leads_in_a_month() -> None:
    assert only("Norland may strike as early as June.").month == 6


@pytest.mark.parametrize("text", ["The wreaths were for the victims of Black Friday.", "They recalled Bloody Sunday."])
def test_a_day_that_became_a_name_is_no_weekday(text: str) -> None:
    assert find_times(text) == []


def test_midnight_is_that_of_its_day() -> None:
    raw = only("The contract expired at midnight on 31 December in the capital.")
    assert (raw.text, raw.month, raw.day, raw.daytime) == ("midnight on 31 December", 12, 31, "24:00")


def test_a_half_of_last_year_is_a_half() -> None:
    raw = only("Exports slumped in the second half of last year under the sanctions.")
    assert (raw.kind, raw.amount, raw.shift, raw.part) == ("half", 2.0, -1, None)


def test_a_paper_named_after_a_day_is_no_day() -> None:
    assert find_times("The suspension was reported by the Sunday Times of the capital.") == []
