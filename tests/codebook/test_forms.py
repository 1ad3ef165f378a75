import string

from hypothesis import given
from hypothesis import strategies as st

from standoff.codebook.forms import FormIndex, pieces_in, pieces_of


def test_the_longest_form_counts() -> None:
    index = FormIndex([("Sudan", "SDN"), ("South Sudan", "SSD")])
    text = "South Sudan met Sudan"
    assert [(text[a:b], v) for a, b, v in index.find(pieces_in(text))] == [("South Sudan", ("SSD",)), ("Sudan", ("SDN",))]


def test_a_form_with_signs_is_found_where_a_tokeniser_would_cut_it_otherwise() -> None:
    index = FormIndex([("U.S.", "USA"), ("Quai d'Orsay", "FRA")])
    text = "The U.S.-led force and the Quai d'Orsay."
    assert [text[a:b] for a, b, _ in index.find(pieces_in(text))] == ["U.S.", "Quai d'Orsay"]


def test_a_refused_form_gives_way_to_a_shorter_one() -> None:
    index = FormIndex([("the North Sea", 1), ("the North", 2)])
    found = index.find(pieces_in("the North Sea"), lambda values, _: values != (1,))
    assert [values for _, _, values in found] == [(2,)]


def test_a_form_that_the_text_breaks_off_is_not_found_but_the_shorter_one_is() -> None:
    index = FormIndex([("the North Sea Board", 1), ("the North", 2)])
    text = "by the North"
    assert [(text[a:b], values) for a, b, values in index.find(pieces_in(text))] == [("the North", (2,))]
    assert list(index.find(pieces_in("by the"))) == []


def test_a_form_is_looked_up_whole() -> None:
    index = FormIndex([("top diplomat", 1)])
    assert (index.get("top diplomat"), index.get("diplomat"), index.get("")) == ((1,), (), ())


@given(st.text(alphabet=string.ascii_letters + " .'-", max_size=60))
def test_pieces_stand_where_they_say(text: str) -> None:
    pieces = pieces_in(text)
    assert [text[a:b] for a, b in pieces.bounds] == pieces.words
    assert tuple(pieces.words) == pieces_of(text)
