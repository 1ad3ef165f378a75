import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from standoff.relating.stories_words import LEAD, MOST_WORDS, Weights, key_of, terms_of, weigh

texts = st.text(max_size=300)
weights = st.dictionaries(st.integers(0, 2**32 - 1), st.floats(0.01, 50), max_size=60).map(Weights.of)


def test_words_are_counted_in_lower_case_without_the_genitive() -> None:
    terms = terms_of("Harbour talks. The harbour's keys, harbour dues.")
    assert terms["harbour"].times == 3
    assert "harbour's" not in terms


def test_an_abbreviation_with_points_is_the_one_without() -> None:
    assert terms_of("the N.A.T.O. envoy").keys() == terms_of("the NATO envoy").keys()


def test_a_capital_makes_a_name_only_where_no_sentence_starts() -> None:
    terms = terms_of("Ferries stopped. In Velmora ferries stopped. Guards of Velmora waited.")
    assert terms["velmora"].name
    assert not terms["ferries"].name
    assert not terms["guards"].name


def test_the_lead_is_the_opening_words() -> None:
    terms = terms_of("opening " + "filler " * LEAD + "closing")
    assert terms["opening"].lead
    assert not terms["closing"].lead


def test_scripts_without_spaces_go_by_two_characters() -> None:
    assert {"港口", "口会", "会谈"} <= terms_of("港口会谈").keys()


def test_a_word_in_many_articles_weighs_nothing() -> None:
    terms = terms_of("velmora harbourmaster")
    common = key_of("velmora")
    found = weigh(terms, 10_000, lambda key: 9_000 if key == common else 0)
    assert found.keys.tolist() == [key_of("harbourmaster")]


def test_a_rarer_word_weighs_more() -> None:
    terms = terms_of("velmora harbourmaster")
    found = weigh(terms, 10_000, lambda key: 1_000 if key == key_of("velmora") else 2)
    assert found.heaviest[0] == key_of("harbourmaster")


@given(weights)
def test_weights_survive_the_record(one: Weights) -> None:
    again = Weights.from_bytes(one.to_bytes())
    assert np.array_equal(again.keys, one.keys)
    assert np.array_equal(again.weights, one.weights)


@given(weights, weights)
def test_likeness_is_the_same_from_both_sides_and_at_most_one(a: Weights, b: Weights) -> None:
    one, other = a.shared(b), b.shared(a)
    assert one.keys() == other.keys()
    assert abs(sum(one.values()) - sum(other.values())) < 1e-5
    assert sum(one.values()) < 1 + 1e-5


@given(texts)
def test_any_text_has_weights_in_the_order_of_its_keys(text: str) -> None:
    found = weigh(terms_of(text), 0, lambda _: 0)
    assert len(found.keys) <= MOST_WORDS
    assert found.keys.tolist() == sorted(set(found.keys.tolist()))
