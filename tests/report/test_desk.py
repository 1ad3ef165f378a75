from hypothesis import given
from hypothesis import strategies as st

from standoff.report.desk import sentences_around

BOUNDS = st.lists(st.integers(0, 60), max_size=12, unique=True).map(
    lambda found: tuple(zip(sorted(found)[::2], sorted(found)[1::2], strict=False))
)


@given(BOUNDS, st.integers(0, 60), st.integers(0, 60))
def test_the_sentences_around_a_place_are_all_that_it_touches(
    sentences: tuple[tuple[int, int], ...], one: int, other: int
) -> None:
    start, end = min(one, other), max(one, other)
    touched = [bounds for bounds in sentences if bounds[0] < end and start < bounds[1]]
    expected = (min(start, touched[0][0]), max(end, touched[-1][1])) if touched else (start, end)
    assert sentences_around(sentences, start, end) == expected
