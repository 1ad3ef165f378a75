from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from standoff.reading.wordpieces import UNKNOWN, vocabulary, words_of

TEXT = st.text(alphabet=st.characters(codec="utf-8"), max_size=60) | st.text(alphabet="aéÀßİ'’“- \n.5€̈", max_size=40)


def test_known_words_are_one_piece_each() -> None:
    words = words_of("The envoy left.")
    assert words.pieces == tuple(vocabulary()[piece] for piece in ("the", "envoy", "left", "."))


def test_a_rare_word_is_cut_into_its_longest_pieces() -> None:
    text = "Bargefolk"
    words = words_of(text)
    assert words.first == (0,)
    assert [text[a:b] for a, b in words.offsets] == ["Barge", "folk"]
    assert words.pieces[1] == vocabulary()["##folk"]


def test_accents_are_taken_off_but_offsets_stay_those_of_the_text() -> None:
    text = "In Café Zoë"
    words = words_of(text)
    assert words.pieces[1] == vocabulary()["cafe"]
    assert [text[a:b] for a, b in words.bounds] == ["In", "Café", "Zoë"]


def test_a_word_in_letters_that_the_vocabulary_lacks_is_unknown_as_a_whole() -> None:
    assert words_of("ᚠᚢᚦ").pieces == (UNKNOWN,)


def test_only_the_stretch_asked_for_is_cut() -> None:
    text = "He came. She left."
    assert [text[a:b] for a, b in words_of(text, 9, 17).bounds] == ["She", "left"]


@given(TEXT)
def test_pieces_lie_in_order_within_their_words_and_cover_them(text: str) -> None:
    words = words_of(text)
    assert len(words.pieces) == len(words.offsets)
    limits = [*words.first, len(words.pieces)]
    for number, (start, end) in enumerate(words.bounds):
        pieces = words.offsets[limits[number] : limits[number + 1]]
        assert pieces
        assert all(start <= a < b <= end for a, b in pieces)
        assert all(left[0] <= right[0] for left, right in pairwise(pieces))
