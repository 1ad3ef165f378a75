from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.reading.attribution_chain import (
    CONTENT,
    CUE,
    FIRST,
    FURTHER,
    LABELS,
    LAST,
    MAY_FOLLOW,
    ONLY,
    SOURCE,
    chance,
    likeliest,
)
from standoff.reading.networks import Array

LENGTH = 4


def could_be(row: tuple[int, ...]) -> bool:
    return all(MAY_FOLLOW[at, to] for at, to in pairwise((0, *row, 0)))


ROWS = np.array([row for row in product(range(LABELS), repeat=LENGTH) if could_be(row)])
seeds = st.integers(0, 10_000)


def drawn(seed: int, rows: int = 3) -> Array:
    return np.random.default_rng(seed).normal(0, 2, (rows, LENGTH, LABELS)).astype(np.float32)


def heights(scores: Array) -> Array:
    """The score of every row that could be, for each row of scores: the long way round."""
    found: Array = np.stack([scores[:, place, ROWS[:, place]] for place in range(LENGTH)]).sum(axis=0, dtype=np.float64)
    return found


@pytest.mark.parametrize("part", [SOURCE, CUE, CONTENT])
def test_a_piece_begins_goes_on_and_ends(part: int) -> None:
    assert could_be((part + FIRST, part + FURTHER, part + LAST))
    assert could_be((part + ONLY, part + ONLY))
    assert not could_be((part + FIRST,))
    assert not could_be((0, part + LAST))
    assert not could_be((part + FIRST, 0, part + LAST))


def test_a_piece_does_not_go_on_as_another_part() -> None:
    assert not could_be((SOURCE + FIRST, CUE + LAST))


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_the_likeliest_row_is_the_highest_of_all_that_could_be(seed: int) -> None:
    scores = drawn(seed)
    assert np.array_equal(likeliest(scores), ROWS[heights(scores).argmax(axis=1)])


@settings(max_examples=40, deadline=None)
@given(seeds, st.sampled_from([SOURCE, CUE, CONTENT]))
def test_a_chance_is_the_share_of_all_rows_with_the_same_pieces(seed: int, part: int) -> None:
    scores = drawn(seed)
    labels = likeliest(scores)
    weights = np.exp(heights(scores))
    pieces = [np.where((rows >= part) & (rows < part + 4), rows, 0) for rows in (ROWS, labels)]
    same = (pieces[0][None] == pieces[1][:, None]).all(axis=2)
    assert np.allclose(chance(scores, labels, part), (weights * same).sum(axis=1) / weights.sum(axis=1))


def test_an_end_is_chosen_as_a_whole_and_not_word_by_word() -> None:
    """Three ends, each at one word; the middle one is the likeliest for each word alone, and the worst as an end."""
    scores = np.full((1, 4, LABELS), -50, dtype=np.float32)
    scores[0, 0, CONTENT + FIRST] = 0
    scores[0, 1:, [0, CONTENT + FURTHER]] = 0
    scores[0, 1:, CONTENT + LAST] = 4, 0, 3.9
    assert likeliest(scores).tolist() == [[CONTENT + FIRST, CONTENT + LAST, 0, 0]]


def test_no_likelihood_is_lost_over_long_rows() -> None:
    scores = np.zeros((1, 400, LABELS), dtype=np.float32)
    scores[:, :, 0] = 40
    assert chance(scores, likeliest(scores), CONTENT) == pytest.approx([1.0])
