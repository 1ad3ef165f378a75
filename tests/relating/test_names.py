import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.relating.names import name_likeness, plain, skeletons, word_likeness

words = st.text("abcdefghijklmnopqrstuvwxyzäöšž", max_size=12)


@pytest.mark.parametrize(
    ("a", "b"), [("Shevchuk", "Schewtschuk"), ("Yelland", "Jelland"), ("Kossov", "Kosof"), ("Zorin", "Sorin")]
)
def test_transliterations_sound_alike(a: str, b: str) -> None:
    assert word_likeness(plain(a), plain(b)) > 0.7


@pytest.mark.parametrize(("a", "b"), [("Marlow", "Tennick"), ("Berg", "Holm"), ("Lindgren", "Lundqvist")])
def test_other_names_do_not(a: str, b: str) -> None:
    assert word_likeness(plain(a), plain(b)) < 0.7


def test_first_names_are_told_apart_from_last_names() -> None:
    last, first = name_likeness("Jane Holm", "Bert Holm")
    assert last == 1.0
    assert first is not None and first < 0.6


def test_an_initial_is_as_good_as_its_name() -> None:
    assert name_likeness("A. Holm", "Ada Holm") == (1.0, 1.0)
    assert name_likeness("B. Holm", "Ada Holm") == (1.0, 0.0)


def test_a_lone_last_name_says_nothing_of_the_first() -> None:
    assert name_likeness("Holm", "Ada Holm") == (1.0, None)


def test_a_lost_consonant_is_still_looked_up() -> None:
    assert skeletons("zaline") & skeletons("psaline")
    assert not skeletons("berg") & skeletons("holm")


@given(words, words)
def test_likeness_is_a_share_and_the_same_from_both_sides(a: str, b: str) -> None:
    found = word_likeness(plain(a), plain(b))
    assert 0 <= found <= 1
    assert abs(found - word_likeness(plain(b), plain(a))) < 1e-9


@given(words.filter(lambda word: bool(plain(word))))
def test_a_word_is_like_itself(word: str) -> None:
    assert word_likeness(plain(word), plain(word)) == 1.0
    assert skeletons(plain(word))
