import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.core.dates import When
from standoff.core.ids import text_id
from standoff.core.records import Article
from standoff.core.spans import Span
from standoff.reading.context import Context, closed
from standoff.reading.tokens import DEFAULT_MODEL, masked, parse, pipeline

TEXT = "Harbour talks stall\n\n“Chile” demanded on Monday, that Peru open the harbour.   \n"


def context(text: str = TEXT) -> Context:
    doc = next(parse([masked(text, [])], DEFAULT_MODEL))
    monday = text.find("Monday")
    times = (When(text="Monday", start=monday, end=monday + 6), When(text="implied"))
    return Context(
        article=Article(id=text_id(text), name="x", text=text), doc=doc, times=times, title=Span(0, 19, "Harbour talks stall")
    )


ONE = context()


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_a_span_is_trimmed_and_holds(a: int, b: int) -> None:
    start, end = min(a, b), max(a, b)
    span = ONE.span(start, end)
    if span is None:
        assert not TEXT[start:end].strip()
    else:
        assert TEXT[span.start : span.end] == span.text == TEXT[start:end].strip()


def test_evidence_is_cut_from_the_stored_text_not_from_the_parsers() -> None:
    quote = next(token for token in ONE.doc if token.text == '"')
    name = next(token for token in ONE.doc if token.text == "Chile")
    assert ONE.tokens_span(quote, name) == Span(21, 27, "“Chile")


def test_marks_at_the_edge_can_be_left_out() -> None:
    end = TEXT.index(", that") + 1
    assert ONE.span(end - 7, end, extra=",") == Span(end - 7, end - 1, "Monday")


def test_sentences_show_something() -> None:
    assert all(sentence.text.strip() for sentence in ONE.sentences)


@pytest.mark.parametrize(("place", "inside"), [(0, True), (18, True), (19, False), (40, False)])
def test_the_title_is_known(place: int, *, inside: bool) -> None:
    assert ONE.in_title(place) is inside


def test_times_are_found_by_place() -> None:
    start = TEXT.index("Monday")
    assert [when.text for when in ONE.times_in(0, len(TEXT))] == ["Monday"]
    assert ONE.times_in(start + 1, len(TEXT)) == ()


def test_identifiers_are_of_article_kind_and_place() -> None:
    assert ONE.id("figure", 1, 2) == context().id("figure", 1, 2)
    assert len({ONE.id("figure", 1, 2), ONE.id("figure", 1, 3), ONE.id("noise", 1, 2), context("Else.").id("figure", 1, 2)}) == 4


def test_an_empty_article_has_no_sentences() -> None:
    empty = Context(article=Article(id=text_id(""), name="x", text=""), doc=pipeline(DEFAULT_MODEL)(""))
    assert empty.sentences == ()


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        ('Peru called it "a bad joke" and left.', 'called it "a bad joke', 'called it "a bad joke"'),
        ('Peru called it "not serious."', 'called it "not serious', 'called it "not serious."'),
        ('"A bad joke," Peru said.', 'A bad joke,"', '"A bad joke,"'),
        ("Peru called it “a bad joke” twice.", "it “a bad joke", "it “a bad joke”"),
        ('Peru called it "a bad joke" and left.', 'called it "a bad', 'called it "a bad'),
        ('Peru called it "a bad joke" and left.', "Peru called it", "Peru called it"),
    ],
)
def test_a_quotation_mark_at_the_edge_is_taken_in_where_it_makes_a_pair(text: str, words: str, whole: str) -> None:
    start = text.index(words)
    left, right = closed(text, start, start + len(words))
    assert text[left:right] == whole
