import pytest

from standoff.core.records import Figure
from standoff.reading.figures import find_figures
from tests.reading.scenes import scene


def bounds(text: str) -> list[tuple[float | None, float | None]]:
    return [(figure.low, figure.high) for figure in figures(text)]


def figures(text: str) -> tuple[Figure, ...]:
    return find_figures(scene(text, "2021-03-17"))


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("The court sentenced him to 14 years in prison.", 14),
        ("The permits are valid for 20 years.", 20),
        ("The parliament has 45 days to decide.", 45),
        ("The envoy arrived on a three-day visit.", 3),
        ("They lived through nine years of shelling.", 9),
    ],
)
def test_a_length_of_time_that_something_lasts_is_kept(text: str, low: int) -> None:
    assert bounds(text) == [(low, low)]


@pytest.mark.parametrize(
    "text", ["The currency hit a two-year low.", "It was the deadliest raid in 12 years.", "The minister left 40 minutes later."]
)
def test_a_distance_in_time_is_left(text: str) -> None:
    assert bounds(text) == []


def test_a_share_is_kept() -> None:
    assert bounds("Insurgents caused 72 percent of the losses.") == [(72, 72)]


def test_a_move_of_the_market_is_left() -> None:
    assert bounds("The stock index closed down 0.7 percent.") == []


def test_a_distance_is_kept_once_though_it_is_given_in_two_units() -> None:
    assert bounds("The rocket flew about 480 km (300 miles).") == [(480, 480)]


def test_one_dead_is_a_toll() -> None:
    assert bounds("The blast killed one soldier.") == [(1, 1)]


def test_one_who_speaks_is_no_toll() -> None:
    assert bounds("One soldier said that the road was open.") == []


def test_at_least_one_of_a_kind_of_arms_is_kept() -> None:
    assert bounds("They fired at least one missile.") == [(1, None)]


def test_people_named_by_their_nation_are_counted() -> None:
    assert bounds("The victims included 57 Canadians.") == [(57, 57)]


def test_a_body_is_counted_by_its_member_states() -> None:
    assert bounds("The 27-nation bloc agreed.") == [(27, 27)]


def test_talks_are_not_counted_by_their_sides() -> None:
    assert bounds("The six-party talks have stalled.") == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("In the capital, thousands marched.", 2000, 9999),
        ("The shelling wounded at least 35 more.", 35, None),
        ("The raid left dozens dead and more than 80 were injured.", 80, None),
        ("The deployment will drop to 4,500 next spring.", 4500, 4500),
        ("The town of 60,000 was cut off.", 60000, 60000),
    ],
)
def test_a_number_alone_counts_what_was_named(text: str, low: int, high: int | None) -> None:
    assert (low, high) in bounds(text)


def test_a_pair_already_spoken_of_is_left() -> None:
    assert bounds("The two spoke by telephone.") == []


def test_the_same_number_of_other_things_is_another_figure() -> None:
    assert bounds("The raid killed 12 soldiers. It also killed 12 civilians.") == [(12, 12), (12, 12)]


@pytest.mark.parametrize("words", ["rather than 12", "instead of 12"])
def test_a_number_that_is_corrected_is_none(words: str) -> None:
    assert bounds(f"A correction said that the air force operated 20 drones {words} along the border.") == [(20, 20)]


def test_what_befell_a_single_ship_is_told() -> None:
    assert bounds("Only one aircraft was damaged when fighters crossed the strait.") == [(1, 1)]
