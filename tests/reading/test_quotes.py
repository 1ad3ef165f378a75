from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.reading.lines import paragraphs
from standoff.reading.quotes import Quotation, find_quotations


def quotations(text: str) -> tuple[Quotation, ...]:
    return find_quotations(text, paragraphs(text))


def inner(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations(text)]


def test_typographic_marks_are_paired() -> None:
    assert inner("“We will wait,” she said. “Not for long.”") == ["We will wait,", "Not for long."]


def test_straight_marks_are_paired_by_their_neighbours() -> None:
    assert inner('"We will wait," she said, "but not for long."') == ["We will wait,", "but not for long."]


def test_a_straight_mark_may_close_what_a_typographic_one_opened() -> None:
    assert inner('“We will wait" is what she said.') == ["We will wait"]


def test_a_closing_mark_after_a_blank_still_closes() -> None:
    assert inner("“The bridge is shut, ”said the mayor.") == ["The bridge is shut,"]


def test_a_detached_straight_mark_closes_what_is_open() -> None:
    assert inner('"The bridge is shut, "said the mayor.') == ["The bridge is shut,"]


def test_a_quotation_that_never_closes_ends_where_the_next_opens() -> None:
    text = "“The bridge is shut, the mayor said. “It stays shut.”"
    first, second = quotations(text)
    assert (first.closed, second.closed) == (False, True)
    assert text[first.start : first.end] == "The bridge is shut, the mayor said."


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    first, second = quotations("“The bridge is shut.\n\n“It stays shut,” the mayor said.")
    assert not first.closed
    assert second.goes_on


def test_a_new_paragraph_does_not_go_on_from_a_closed_quotation() -> None:
    assert not quotations("“The bridge is shut.”\n\n“It stays shut,” the mayor said.")[1].goes_on


def test_apostrophes_are_no_quotation() -> None:
    assert inner("The mayor's men didn't open the dockers' bridge.") == []


def test_single_marks_make_a_quotation() -> None:
    assert inner("It was a ‘grave mistake’, the mayor said.") == ["grave mistake"]


def test_a_plural_apostrophe_does_not_close_single_marks() -> None:
    assert inner("'The dockers' demands are fair,' she said.") == ["The dockers' demands are fair,"]


def test_single_marks_within_double_ones_are_part_of_the_quotation() -> None:
    assert inner("“She called it ‘a farce’ twice,” he said.") == ["She called it ‘a farce’ twice,"]


def test_a_stray_closing_mark_is_passed_over() -> None:
    assert inner("The bridge is shut.” That was all.") == []


def test_guillemets_are_marks() -> None:
    assert inner("« The bridge is shut », the mayor said.") == ["The bridge is shut"]


@settings(max_examples=300)
@given(st.text(alphabet="ab S.,\n“”\"'’‘«»-", max_size=80))
def test_quotations_are_ordered_disjoint_and_within_a_paragraph(text: str) -> None:
    bounds = paragraphs(text)
    last = 0
    for q in find_quotations(text, bounds):
        assert last <= q.left < q.start < q.end <= q.right
        assert text[q.start : q.end].strip() == text[q.start : q.end]
        assert any(start <= q.left and q.right <= end for start, end in bounds)
        last = q.right
