from hypothesis import given
from hypothesis import strategies as st

from standoff.reading.lines import is_wrapped, lines_of, paragraphs

texts = st.text(st.sampled_from("ab .\n\t\u00a0\r\u2028"), max_size=80)
WRAPPED = "\n".join(
    [
        "Chile demanded on Monday that Peru open the harbour to its",
        "ships before the end of the month and that the guards be",
        "withdrawn from the gates, which have been shut since the",
        "storm of last year broke the outer wall in three places.",
        "",
        "Peru rejected the demand in a letter that its envoy gave to",
        "reporters, and it said that the harbour would stay shut for",
        "as long as the wall was not mended at the cost of both.",
    ]
)


@given(texts)
def test_lines_hold_the_whole_text(text: str) -> None:
    assert "\n".join(line.text for line in lines_of(text)) == text.removesuffix("\n")
    assert all(text[line.start : line.end] == line.text for line in lines_of(text))


@given(texts)
def test_paragraphs_are_in_order_and_hold_all_that_shows(text: str) -> None:
    bounds = paragraphs(text)
    places = [place for bound in bounds for place in bound]
    assert places == sorted(places)
    assert all(text[start:end].strip() for start, end in bounds)
    kept = "".join(text[start:end] for start, end in bounds)
    assert "".join(kept.split()) == "".join(text.split())


def test_text_broken_at_a_width_is_told() -> None:
    assert is_wrapped(lines_of(WRAPPED))
    assert [WRAPPED[start:end].split()[0] for start, end in paragraphs(WRAPPED)] == ["Chile", "Peru"]


def test_whole_paragraphs_on_a_line_are_not_wrapped() -> None:
    text = "\n".join(f"Chile rejected demand number {number}, and its envoy left the room at once." for number in range(8))
    assert not is_wrapped(lines_of(text))
    assert len(paragraphs(text)) == 8
