from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.clusters import _least_cost, b_cubed, ceaf_e, conll, muc

GOLD = [frozenset("abc"), frozenset("de"), frozenset("f")]
FOUND = [frozenset("ab"), frozenset("cd"), frozenset("ef")]


def test_muc_counts_links() -> None:
    """Of the three gold links one stands; of the three found links one is right."""
    assert muc(GOLD, FOUND) == pytest.approx((1 / 3, 1 / 3))


def test_b_cubed_counts_mentions() -> None:
    """Precision: a, b 1; c, d, e, f 1/2. Recall: a, b 2/3; c 1/3; d, e 1/2; f 1."""
    assert b_cubed(GOLD, FOUND) == pytest.approx((4 / 6, (2 / 3 + 2 / 3 + 1 / 3 + 1 / 2 + 1 / 2 + 1) / 6))


def test_ceaf_e_matches_clusters_one_to_one() -> None:
    """abc with ab 4/5, de with cd 2/4, f with ef 2/3."""
    worth = 4 / 5 + 1 / 2 + 2 / 3
    assert ceaf_e(GOLD, FOUND) == pytest.approx((worth / 3, worth / 3))


def test_the_textbook_example_of_muc() -> None:
    """Vilain et al. 1995: the key A-B-C-D against the response A-B, C-D lacks one link of three."""
    score = muc([frozenset("ABCD")], [frozenset("AB"), frozenset("CD")])
    assert score == pytest.approx((1.0, 2 / 3))


def test_a_perfect_grouping_scores_one() -> None:
    assert conll(GOLD, GOLD).f1 == pytest.approx(1.0)


def test_singletons_have_no_links() -> None:
    score = conll(GOLD, [frozenset(letter) for letter in "abcdef"])
    assert score.muc.f1 == 0.0
    assert score.b3 == pytest.approx((1.0, 0.5))
    assert score.ceafe.precision == pytest.approx((1 / 2 + 2 / 3 + 1) / 6)


def test_different_mentions_are_refused() -> None:
    with pytest.raises(ValueError, match="same mentions"):
        conll(GOLD, [frozenset("abc")])
    with pytest.raises(ValueError, match="two clusters"):
        conll(GOLD, [frozenset("abc"), frozenset("cdef")])


costs = st.integers(1, 4).flatmap(
    lambda height: st.lists(st.lists(st.integers(-9, 9).map(float), min_size=5, max_size=5), min_size=height, max_size=height)
)


@given(costs)
def test_the_matching_is_the_best_of_all(cost: list[list[float]]) -> None:
    every = (sum(row[place] for row, place in zip(cost, places, strict=True)) for places in permutations(range(5), len(cost)))
    assert _least_cost(cost) == pytest.approx(min(every))
