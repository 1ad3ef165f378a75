from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import spacy
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from standoff.reading.parsing_attributes import Attributes
from standoff.reading.parsing_columns import UnknownLayers


def ruler(*patterns: tuple[list[dict[int | str, Any]], dict[str, str], int]) -> AttributeRuler:
    found = AttributeRuler(spacy.blank("en").vocab)
    for pattern, attributes, index in patterns:
        found.add([pattern], attributes, index=index)
    return found


def both(rules: AttributeRuler, words: list[str], tags: list[str]) -> tuple[list[str], list[str]]:
    """Part of speech and lemma of each token, as the ruler sets them and as the table does."""
    first, second = (Doc(rules.vocab, words=words, tags=tags) for _ in range(2))
    rules(first)
    Attributes(rules)(second)
    return _told(first), _told(second)


def _told(doc: Doc) -> list[str]:
    return [f"{token.pos_}/{token.lemma_}/{token.morph}" for token in doc]


def test_a_later_rule_has_its_way() -> None:
    rules = ruler(([{"TAG": "NN"}], {"POS": "NOUN"}, 0), ([{"TAG": "NN", "LOWER": "it"}], {"POS": "PRON"}, 0))
    theirs, ours = both(rules, ["It", "ship"], ["NN", "NN"])
    assert ours == theirs == ["PRON//", "NOUN//"]


def test_a_rule_for_two_tokens_sets_the_one_it_names_and_what_others_set_stays() -> None:
    rules = ruler(
        ([{"LOWER": "let"}, {"LOWER": {"REGEX": "^.s$"}}], {"LEMMA": "us"}, 1),
        ([{"TAG": {"NOT_IN": ["VB"]}}], {"POS": "PRON"}, 0),
        ([{"TAG": {"IN": ["VB"]}}], {"POS": "VERB", "MORPH": "VerbForm=Inf"}, 0),
    )
    theirs, ours = both(rules, ["Let", "'s", "let", "be"], ["VB", "PRP", "VB", "VB"])
    assert ours == theirs == ["VERB//VerbForm=Inf", "PRON/us/", "VERB//VerbForm=Inf", "VERB//VerbForm=Inf"]


def test_two_rules_for_neighbours_may_set_the_same_token() -> None:
    rules = ruler(
        ([{"LOWER": "a"}, {"LOWER": "b"}], {"LEMMA": "first"}, 1),
        ([{"LOWER": "b"}, {"LOWER": "c"}], {"POS": "X"}, 0),
    )
    theirs, ours = both(rules, ["a", "b", "c"], ["NN", "NN", "NN"])
    assert ours == theirs == ["//", "X/first/", "//"]


def test_a_form_that_no_rule_names_is_like_any_other() -> None:
    table = Attributes(rules := ruler(([{"LOWER": {"IN": ["ship"]}}], {"POS": "NOUN"}, 0)))
    for word in ("boat", "raft", "canoe"):
        table(Doc(rules.vocab, words=[word]))
    assert table.kinds == 1


@pytest.mark.parametrize(
    "pattern", [[{"LOWER": "a"}] * 3, [{"SHAPE": "dd"}], [{"LOWER": {"FUZZY": "ship"}}], [{"LOWER": "a", "OP": "+"}]]
)
def test_rules_of_another_kind_are_refused(pattern: list[dict[int | str, Any]]) -> None:
    with pytest.raises(UnknownLayers):
        Attributes(ruler((pattern, {"POS": "NOUN"}, 0)))


def test_several_threads_are_told_the_same() -> None:
    rules = ruler()
    for number in range(200):
        rules.add([[{"LOWER": f"w{number}"}]], {"LEMMA": f"lemma{number}"})
    table, words = Attributes(rules), [f"w{number}" for number in range(200)]
    docs = [Doc(rules.vocab, words=words[start:] + words[:start]) for start in range(0, 200, 10)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(table, docs))
    assert all(token.lemma_ == token.text.replace("w", "lemma") for doc in docs for token in doc)
