import pytest
from spacy.tokens import Doc, Token

from standoff.reading.connectors import behind_connector, connector_after, connector_before, in_connector
from standoff.reading.tokens import DEFAULT_MODEL, parse
from tests.reading.scenes import scene


def doc(text: str) -> Doc:
    return next(iter(parse([text], DEFAULT_MODEL)))


def word(text: str, form: str) -> Token:
    return next(token for token in doc(text) if token.text == form)


AFTER = [
    ("Kenya will lift the ban provided that Sudan pays.", "lift", "provided"),
    ("Kenya will lift the ban in exchange for fish.", "lift", "in"),
    ("Kenya will lift the ban as long as Sudan pays.", "lift", "as"),
    ("Kenya lifted the ban, provided Sudan pays.", "lifted", "provided"),
]


@pytest.mark.parametrize(("text", "form", "connector"), AFTER)
def test_a_connector_follows_its_predicate(text: str, form: str, connector: str) -> None:
    found = connector_after(word(text, form))
    assert found is not None and found.text == connector


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Kenya kept the ban as long as five years.", "kept"),
        ("Kenya will lift the ban, an aide said on condition that he not be named.", "lift"),
        ("Kenya lifted the ban only after Sudan paid.", "lifted"),
        ("Kenya provided the boats.", "provided"),
    ],
)
def test_what_only_looks_like_a_connector_is_none(text: str, form: str) -> None:
    assert connector_after(word(text, form)) is None


def test_a_connector_opens_the_sentence() -> None:
    found = connector_before(word("In exchange for fish, Kenya will lift the ban.", "lift"))
    assert found is not None and found.text == "In"


def test_a_clause_behind_a_connector_is_a_condition() -> None:
    text = "Kenya will lift the ban provided that Sudan pays."
    assert behind_connector(word(text, "pays"))
    assert not behind_connector(word(text, "lift"))


def test_a_word_of_a_connector() -> None:
    text = "In exchange for fish, Kenya will lift the exchange tax."
    first, second = (token for token in doc(text) if token.text == "exchange")
    assert in_connector(first) and not in_connector(second)


def test_assuming_that_is_a_connector_behind_a_comma_alone() -> None:
    found = connector_after(word("Kenya will join the talks, assuming that Sudan pays.", "join"))
    assert found is not None and found.text == "assuming"
    assert connector_after(word("Kenya is now assuming that Sudan pays.", "is")) is None


def test_what_a_connector_opens_is_told_by_nobody() -> None:
    assert scene("Kenya will join the talks, assuming that Sudan pays.").attributions == ()
