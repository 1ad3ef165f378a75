from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from standoff.reading.attribution_windows import MOST, SHARED, windows

# Word pieces of each word, and the words that begin a sentence.
PAGE = st.lists(st.integers(1, 4), min_size=1, max_size=900).flatmap(
    lambda sizes: st.tuples(st.just(sizes), st.sets(st.integers(0, len(sizes) - 1), max_size=40))
)


def first_of(sizes: list[int]) -> list[int]:
    return [sum(sizes[:place]) for place in range(len(sizes))]


def test_no_words_are_no_windows() -> None:
    assert windows([], [], 0) == []


def test_a_short_page_is_one_window() -> None:
    (one,) = windows([0, 4], list(range(9)), 9)
    assert (one.start, one.end, one.own_start, one.own_end) == (0, 9, 0, 9)


def test_neighbours_share_whole_sentences() -> None:
    size = 20
    starts = list(range(0, 900, size))
    left, right = windows(starts, list(range(900)), 900)[:2]
    assert right.start in starts
    assert 0 < left.end - right.start <= SHARED


@given(PAGE)
def test_every_word_is_owned_once_by_a_window_that_shows_it(page: tuple[list[int], set[int]]) -> None:
    sizes, starts = page
    found = windows(sorted(starts | {0}), first_of(sizes), sum(sizes))
    assert all(one.start <= one.own_start < one.own_end <= one.end for one in found)
    assert (found[0].own_start, found[-1].own_end) == (0, len(sizes))
    assert all(left.own_end == right.own_start for left, right in pairwise(found))


@given(PAGE)
def test_no_window_has_more_pieces_than_the_network_reads(page: tuple[list[int], set[int]]) -> None:
    sizes, starts = page
    assert all(sum(sizes[one.start : one.end]) <= MOST for one in windows(sorted(starts | {0}), first_of(sizes), sum(sizes)))
