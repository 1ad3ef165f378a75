"""What statements are told to be made, and what is only demanded, denied or supposed."""

import pytest

from standoff.core.records import Statement, Status
from standoff.core.spans import Span
from standoff.relating.unsaid import unsaid


def coded(
    text: str, words: str, act: str, party: str, content: str = "", condition: str = "", status: Status = "stated"
) -> Statement:
    """A statement over `words` of a text, with the places of its content and condition in the text."""

    def span(part: str) -> Span | None:
        return Span(text.index(part), text.index(part) + len(part), part) if part else None

    start = text.index(words)
    return Statement(
        id=f"{act}-{party}", article="a", start=start, end=start + len(words), text=words, act=act, party=(party,),
        content=span(content), condition=span(condition), status=status,
    )  # fmt: skip


def told(*statements: Statement) -> set[str]:
    """The acts of those that are not said by their party."""
    return {identifier.split("-")[0] for identifier in unsaid(statements)}


def test_what_a_demand_asks_for_is_not_done() -> None:
    text = "Oslo insisted that Sweden pull its guns off the ridge"
    demand = coded(text, text, "demand", "NOR", "that Sweden pull its guns off the ridge")
    assert told(demand, coded(text, "Sweden pull its guns off the ridge", "posture_down", "SWE")) == {"posture_down"}


def test_nor_is_an_answer_that_a_demand_asks_for_given() -> None:
    text = "Oslo pressed Sweden to reject the fishing pact"
    assert told(coded(text, text, "demand", "NOR"), coded(text, "reject the fishing pact", "reject", "SWE")) == {"reject"}


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Oslo insisted that Sweden clear the ridge, which Sweden rejected", "Sweden rejected"),
        ("Oslo told Sweden to clear the ridge, a call that Sweden turned down", "Sweden turned down"),
        ("Oslo's call to clear the ridge, rejected by Stockholm", "rejected by Stockholm"),
        ("Oslo told Sweden to clear the ridge but Sweden refused", "Sweden refused"),
    ],
)
def test_an_answer_in_an_aside_of_the_demand_is_one(text: str, answer: str) -> None:
    assert told(coded(text, text, "demand", "NOR"), coded(text, answer, "reject", "SWE")) == set()


def test_what_those_who_propose_would_do_themselves_is_theirs() -> None:
    text = "Norway and Sweden proposed that both leave the ridge"
    assert told(coded(text, text, "propose", "NOR"), coded(text, "both leave the ridge", "posture_down", "NOR")) == set()


def test_a_deed_in_what_a_demand_goes_on_to_say_is_asked_for_too() -> None:
    text = "Oslo wants Sweden to clear the ridge and lift the tolls"
    demand = coded(text, "Oslo wants Sweden to clear the ridge", "demand", "NOR", "Sweden to clear the ridge and lift the tolls")
    assert told(demand, coded(text, "lift the tolls", "ease", "SWE")) == {"ease"}


def test_an_answer_beyond_the_words_of_the_demand_stands() -> None:
    text = "Oslo wants Sweden to clear the ridge and Sweden refused"
    demand = coded(text, "Oslo wants Sweden to clear the ridge", "demand", "NOR", "Sweden to clear the ridge and Sweden refused")
    assert told(demand, coded(text, "Sweden refused", "reject", "SWE")) == set()


@pytest.mark.parametrize("act", ["demand", "accept"])
def test_what_a_party_denies_having_said_is_not_said(act: str) -> None:
    text = "Sweden denied that it had agreed to clear the ridge"
    assert told(coded(text, text, "deny", "SWE"), coded(text, "it had agreed to clear the ridge", act, "SWE")) == {act}


def test_what_is_said_beside_a_denial_is_said() -> None:
    text = "Sweden denied the report and demanded a new line on the ridge"
    assert told(coded(text, text, "deny", "SWE"), coded(text, "demanded a new line on the ridge", "demand", "SWE")) == set()


def test_what_was_coded_as_denied_is_not_said() -> None:
    text = "Sweden did not agree to clear the ridge"
    assert told(coded(text, text, "accept", "SWE", status="denied")) == {"accept"}


def test_a_condition_tells_of_nothing_that_is_done() -> None:
    text = "Oslo will lift the tolls if Sweden clears the ridge"
    offer = coded(text, text, "offer", "NOR", "lift the tolls", "if Sweden clears the ridge")
    assert told(offer, coded(text, "Sweden clears the ridge", "posture_down", "SWE")) == {"posture_down"}


def test_acts_that_answer_nothing_are_left_as_they_are() -> None:
    text = "Oslo asked Sweden to stop what it called an attack on the ridge"
    assert told(coded(text, text, "demand", "NOR"), coded(text, "attack on the ridge", "assault", "SWE")) == set()
