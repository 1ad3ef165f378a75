"""Which statement an answer answers."""

from standoff.core.records import Statement
from standoff.reading.replies import tie_replies


def said(number: int, act: str, party: str, addressee: str, text: str) -> Statement:
    start = number * 100
    return Statement(
        id=f"s{number}",
        article="a",
        start=start,
        end=start + len(text),
        text=text,
        act=act,
        party=(party,),
        addressee=(addressee,),
    )


DEMAND = said(1, "demand", "NOR", "SWE", "Norway demanded that Sweden dismantle its missiles")


def reply_of(*statements: Statement) -> str | None:
    return tie_replies(statements)[-1].reply_to


def test_a_refusal_answers_the_demand_on_the_same_matter() -> None:
    assert reply_of(DEMAND, said(2, "reject", "SWE", "NOR", "Sweden will not dismantle missiles")) == "s1"


def test_a_refusal_that_names_a_demand_answers_the_last_one() -> None:
    assert reply_of(DEMAND, said(2, "reject", "SWE", "NOR", "Sweden rejected the demand")) == "s1"


def test_a_refusal_of_something_else_answers_nothing() -> None:
    assert reply_of(DEMAND, said(2, "reject", "SWE", "NOR", "Sweden will not lower tariffs")) is None


def test_what_comes_later_is_not_answered() -> None:
    early = said(0, "reject", "SWE", "NOR", "Sweden will not dismantle missiles")
    assert tie_replies((early, DEMAND))[0].reply_to is None


def test_nobody_answers_a_third_party() -> None:
    assert reply_of(DEMAND, said(2, "reject", "FIN", "SWE", "Finland will not dismantle missiles")) is None


def test_a_denial_answers_an_accusation_not_a_demand() -> None:
    accusation = said(2, "accuse", "NOR", "SWE", "Norway accused Sweden of hiding missiles")
    assert reply_of(DEMAND, accusation, said(3, "deny", "SWE", "NOR", "Sweden denied hiding any missiles")) == "s2"


def test_taking_what_was_demanded_is_conceding() -> None:
    answer = tie_replies((DEMAND, said(2, "accept", "SWE", "NOR", "Sweden agreed to dismantle the missiles")))[-1]
    assert (answer.reply_to, answer.plover) == ("s1", "CONCEDE")
