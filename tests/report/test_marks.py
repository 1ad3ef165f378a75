import html
import re

from hypothesis import given
from hypothesis import strategies as st

from standoff.report.marks import Mark, excerpts, holdable, marked_text

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


@given(marked(), st.data())
def test_an_excerpt_holds_its_parts_and_tells_the_length_of_the_rest(case: tuple[str, list[Mark]], data: st.DataObject) -> None:
    text, marks = case
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    markup = excerpts(text, marks, [(start, end)])
    left = [int(number.replace(",", "")) for number in re.findall(r"\[… ([\d,]+) characters left out …\]", markup)]
    assert left == [number for number in (start, len(text) - end) if number]
    shown = re.sub(r'<p class="gap">[^<]*</p>', "", markup)
    assert bare(shown).replace("\n", "") == holdable(text[start:end]).replace("\n", "")


def test_parts_that_touch_are_one_and_a_mark_keeps_its_target() -> None:
    markup = excerpts("abcdefghij", [Mark(2, 4, "mark", "x", "one")], [(3, 5), (2, 4)])
    assert markup.count("left out") == 2
    assert '<p><mark class="x" id="one">cd</mark>e</p>' in markup
