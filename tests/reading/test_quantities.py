import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.reading.quantities import Quantity, find_quantities
from standoff.reading.tokens import DEFAULT_MODEL, masked, parse


def quantities(text: str) -> list[Quantity]:
    return find_quantities(next(iter(parse([masked(text, ())], DEFAULT_MODEL))))


def only(text: str) -> Quantity:
    found = quantities(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The army has sent 8,500 soldiers to the river.", 8500, 8500),
        ("The army has sent more than 8,500 soldiers to the river.", 8500, None),
        ("The army has sent at least 8,500 soldiers to the river.", 8500, None),
        ("The army has sent up to 8,500 soldiers to the river.", None, 8500),
        ("The army has sent fewer than 8,500 soldiers to the river.", None, 8500),
        ("The army has sent about 8,500 soldiers to the river.", 8500, 8500),
        ("The army has sent nearly 8,500 soldiers to the river.", 8500, 8500),
        ("The army has sent between 60,000 and 85,000 soldiers to the river.", 60000, 85000),
        ("The army has sent 100,000 to 120,000 soldiers to the river.", 100000, 120000),
        ("The army has sent 500-600 soldiers to the river.", 500, 600),
        ("The army has sent tens of thousands of soldiers to the river.", 20000, 99999),
        ("The army has sent 50 soldiers or more to the river.", 50, None),
        ("The army has sent more than 200 but fewer than 300 soldiers to the river.", 200, 300),
        ("The army has sent at least 20 and no more than 30 soldiers to the river.", 20, 30),
        ("The army has sent 30-odd soldiers to the river.", 30, 30),
    ],
)
def test_the_words_around_a_number_bound_it(text: str, low: float | None, high: float | None) -> None:
    found = only(text)
    assert (found.low, found.high) == (low, high)


def test_a_magnitude_said_once_holds_for_both_ends() -> None:
    assert only("The fund holds 5 to 10 million dollars.").values == (5e6, 1e7)


def test_money_has_its_currency_and_what_it_is_for() -> None:
    found = only("They signed a $110 billion deal in the port.")
    assert (found.low, found.unit, found.counted) == (1.1e11, "US dollars", "deal")


def test_a_share_has_its_unit() -> None:
    assert only("The tariff is 25 percent.").unit == "percent"


def test_the_noun_is_found_behind_adjectives() -> None:
    found = only("The report speaks of 50 so-called tactical battalion teams near the river.")
    assert found.counted is not None
    assert found.counted.endswith("teams")


def test_the_span_runs_from_the_modifier_to_the_unit() -> None:
    text = "The army has sent more than 8,500 soldiers to the river."
    found = only(text)
    assert text[found.start : found.end] == "more than 8,500 soldiers"


def test_a_number_within_a_date_is_taken() -> None:
    text = "On 21 January they sent 40 men."
    doc = next(iter(parse([text], DEFAULT_MODEL)))
    assert [q.low for q in find_quantities(doc, [(3, 13)])] == [40]


def test_one_that_counts_nothing_is_left() -> None:
    assert quantities("No one knew which one it was.") == []


def test_up_and_down_are_told() -> None:
    assert [q.direction for q in quantities("Output rose 5 percent, and exports fell by 3 percent.")] == ["up", "down"]


WORDS = [
    "more than",
    "between",
    "and",
    "5",
    "1,000",
    "million",
    "$",
    "%",
    "troops",
    "up to",
    "dozens of",
    "men",
    ".",
    "to",
    "-",
    "\n\n",
    "“a”",
    "of whom",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=20).map(" ".join))
def test_any_heap_of_words_is_read_with_true_bounds(text: str) -> None:
    for found in quantities(text):
        assert 0 <= found.start <= found.number_start < found.number_end <= found.end <= len(text)


def test_a_sum_said_again_in_another_currency_keeps_its_bound() -> None:
    euros, dollars = quantities("The fund holds more than 5 million euros ($5.4 million).")
    assert (euros.low, euros.high, dollars.low, dollars.high) == (5e6, None, 5.4e6, None)


def test_a_count_in_brackets_does_not_take_the_bound_of_another() -> None:
    assert quantities("They hold more than 40 tanks (12 burnt).")[1].bound is None


@pytest.mark.parametrize("text", ["They drew 3-3 on Sunday.", "They all use the same one.", "She has an Orca 14 Max Plus."])
def test_a_score_a_pronoun_and_a_name_are_no_quantities(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("The forecast was revised upward by 40 billion euros.", "up"),
        ("The index was trending up 0.4%.", "up"),
        ("The village added a 30 meter tower.", None),
    ],
)
def test_the_way_is_told_by_the_word_next_to_the_number(text: str, direction: str | None) -> None:
    assert only(text).direction == direction


@pytest.mark.parametrize(
    "text", ["He lives at 49 Harrow Hill Road.", "Many caught Covid-19 there.", "Varga, 65, now faces the task."]
)
def test_an_address_an_illness_and_an_age_are_no_quantities(text: str) -> None:
    assert quantities(text) == []


def test_adjectives_behind_a_hyphen_lead_on_to_the_noun() -> None:
    assert only("They fired three short-range ballistic missiles.").counted == "short-range ballistic missiles"


def test_a_quote_mark_that_closes_is_no_inch() -> None:
    assert [quantity.kind for quantity in quantities('He called it "phase 2" then.')] in ([], ["none"])


def test_over_with_an_article_is_a_length_and_no_bound() -> None:
    assert only("They met over a three-day visit.").bound is None


def test_topped_leaves_the_top_open() -> None:
    assert (only("The losses have topped 2,000 men.").low, only("The losses have topped 2,000 men.").high) == (2000, None)


def test_soldiers_and_tanks_are_no_two_ends_of_a_range() -> None:
    found = quantities("More than 200 soldiers but fewer than 30 tanks crossed the river.")
    assert [(one.low, one.high) for one in found] == [(200, None), (None, 30)]


def test_what_is_counted_stands_behind_odd() -> None:
    (found,) = quantities("Thirty-odd lorries crossed the river.")
    assert (found.counted, found.modifier) == ("lorries", "odd")


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("A couple of", 2, 2),
        ("A couple of dozen", 24, 24),
        ("A couple of hundred", 200, 200),
        ("Some 600-plus", 600, None),
        ("A hundred-odd of their", 100, 100),
    ],
)
def test_couples_and_numbers_with_a_bound_behind(words: str, low: int, high: int | None) -> None:
    found = only(f"{words} soldiers crossed the river.")
    assert (found.low, found.high, found.counted) == (low, high, "soldiers")


def test_only_one_counts() -> None:
    assert only("Only one aircraft was damaged.").values == (1,)
