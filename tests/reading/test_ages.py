import pytest
from spacy.tokens import Token

from standoff.reading.ages import age_beside, by_age
from standoff.reading.tokens import DEFAULT_MODEL, parse


def word(text: str, form: str) -> Token:
    return next(token for token in next(iter(parse([text], DEFAULT_MODEL))) if token.text == form)


@pytest.mark.parametrize(
    "text",
    [
        "Ana Lorca, 54, leads the delegation.",
        "Ana Lorca (54) leads the delegation.",
        "The 54-year-old envoy Ana Lorca leads the delegation.",
        "Ana Lorca, a 54-year-old envoy, leads the delegation.",
    ],
)
def test_an_age_stands_beside_a_name(text: str) -> None:
    assert age_beside(word(text, "Lorca")) == "54"


@pytest.mark.parametrize("text", ["Ana Lorca leads 54 envoys.", "Ana Lorca, who leads 54, spoke.", "Ana Lorca, 540, spoke."])
def test_other_numbers_are_no_age(text: str) -> None:
    assert age_beside(word(text, "Lorca")) is None


def test_a_person_is_called_by_age() -> None:
    assert by_age(word("The 54-year-old said that time was short.", "old")) == "54"


@pytest.mark.parametrize("text", ["The 54-year-old envoy spoke.", "A 54-year-old spoke.", "The old spoke."])
def test_an_age_that_only_describes_calls_nobody(text: str) -> None:
    assert by_age(word(text, "old")) is None
