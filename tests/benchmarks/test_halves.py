"""Pairs parted by chance into a half to work on and one to check on."""

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.halves import work_pairs


@given(st.sets(st.integers(1, 200)), st.integers(0, 200), st.integers(0, 9))
def test_half_of_the_pairs_that_were_there_are_to_work_on_and_all_later_ones(pairs: set[int], parted: int, seed: int) -> None:
    work = work_pairs(pairs, parted, seed)
    there, later = {pair for pair in pairs if pair <= parted}, {pair for pair in pairs if pair > parted}
    assert later <= work <= pairs
    assert len(work & there) == (len(there) + 1) // 2


def test_which_half_a_pair_is_in_hangs_on_nothing_but_the_seed() -> None:
    assert work_pairs([3, 1, 2, 2], 3, seed=5) == work_pairs([1, 2, 3], 3, seed=5)
    assert any(work_pairs(range(20), 20, seed=1) != work_pairs(range(20), 20, seed=other) for other in range(2, 9))
