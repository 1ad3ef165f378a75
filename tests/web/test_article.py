from hypothesis import given
from hypothesis import strategies as st

from standoff.web.pages.article import MOST_CHARS, MOST_ITEMS, parts_of


@given(st.text("ab. \n", max_size=400), st.integers(0, 600))
def test_parts_follow_each_other_and_cover_the_text(text: str, repeat: int) -> None:
    whole = text * repeat
    places = list(range(0, len(whole), 97))
    bounds = parts_of(whole, places)
    assert "".join(whole[start:end] for start, end in bounds) == whole
    assert all(end - start <= MOST_CHARS + 1 for start, end in bounds)
    assert all(sum(start <= place < end for place in places) <= MOST_ITEMS + 1 for start, end in bounds)


def test_a_line_without_end_is_cut_all_the_same() -> None:
    assert parts_of("x" * (2 * MOST_CHARS + 5), []) == [
        (0, MOST_CHARS), (MOST_CHARS, 2 * MOST_CHARS), (2 * MOST_CHARS, 2 * MOST_CHARS + 5)
    ]  # fmt: skip


def test_a_part_ends_at_the_end_of_a_line() -> None:
    text = "a line\n" * 10_000
    assert all(text[end - 1] == "\n" for _, end in parts_of(text, []))
