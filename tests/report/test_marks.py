import html
import re

from hypothesis import given
from hypothesis import strategies as st

from standoff.report.marks import Mark, holdable, marked_text

TEXTS = st.text(st.sampled_from("ab<>&\"' \n\u202e\u00e9\U0001f600\x00"), max_size=40)


def bare(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(TEXTS)
    bounds = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(bounds, bounds), max_size=6))
    return text, [Mark(min(pair), max(pair), "mark", "cited", target=f"m-{n}") for n, pair in enumerate(pairs)]


@given(marked())
def test_the_text_comes_through_code_point_for_code_point(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    assert bare(marked_text(text, marks)) == holdable(text)


@given(marked())
def test_elements_nest_whatever_overlaps(case: tuple[str, list[Mark]]) -> None:
    stack: list[str] = []
    for closing, tag in re.findall(r"<(/?)([a-z]+)", marked_text(*case)):
        if closing:
            assert stack.pop() == tag
        else:
            stack.append(tag)
    assert stack == []


@given(marked())
def test_each_mark_has_one_target(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    wanted = sorted(mark.target for mark in marks if text[mark.start : mark.end].strip("\n"))
    assert sorted(re.findall(r'id="(m-\d+)"', marked_text(text, marks))) == wanted


def test_crossing_marks_are_cut_where_they_cross() -> None:
    markup = marked_text("abcdef", [Mark(0, 4, "mark", "x", "one"), Mark(2, 6, "mark", "x", "two")])
    assert re.sub(r' (class|id)="\w+"', "", markup) == "<p><mark>ab<mark>cd</mark></mark><mark>ef</mark></p>"
