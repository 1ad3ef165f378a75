import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.core.errors import OffsetError
from standoff.core.spans import Span, check, contains, cut, overlaps, trim

places = st.integers(-5, 40)


@given(st.text(max_size=30), places, places)
def test_a_cut_holds_its_text_or_is_refused(text: str, start: int, end: int) -> None:
    if 0 <= start < end <= len(text):
        span = cut(text, start, end)
        check(text, span)
        assert (span.start, span.end, span.text) == (start, end, text[start:end])
    else:
        with pytest.raises(OffsetError):
            cut(text, start, end)


@given(st.text(" \n\u00a0,.ab", max_size=30), st.data())
def test_trimming_takes_only_edges(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = trim(text, start, end, ",.")
    assert start <= first <= last <= end
    kept = text[first:last]
    assert kept.strip().strip(",.").strip() == kept or len(kept) != len(kept.strip(" \n\u00a0,.")) or kept == ""
    assert kept == text[start:end].strip(" \n\u00a0,.")


@given(st.text(" \t\nab", max_size=20))
def test_trimming_twice_changes_nothing(text: str) -> None:
    once = trim(text, 0, len(text))
    assert trim(text, *once) == once


def test_a_span_of_other_words_is_refused() -> None:
    with pytest.raises(OffsetError, match="does not hold"):
        check("Chile and Peru", Span(0, 5, "Kenya"))


def test_an_empty_span_is_refused() -> None:
    with pytest.raises(OffsetError):
        check("Chile", Span(2, 2, ""))


@pytest.mark.parametrize(
    ("a", "b", "shared", "within"),
    [((0, 3), (3, 5), False, False), ((0, 4), (3, 5), True, False), ((0, 5), (1, 4), True, True), ((0, 5), (0, 5), True, True)],
)
def test_spans_overlap_and_contain(a: tuple[int, int], b: tuple[int, int], *, shared: bool, within: bool) -> None:
    left, right = cut("abcdefgh", *a), cut("abcdefgh", *b)
    assert (overlaps(left, right), overlaps(right, left), contains(left, right)) == (shared, shared, within)


def test_spans_sort_by_place() -> None:
    assert sorted([Span(3, 4, "d"), Span(0, 9, "a"), Span(0, 2, "b")])[0] == Span(0, 2, "b")
