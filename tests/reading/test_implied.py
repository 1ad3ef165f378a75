import pytest

from standoff.reading.acts import find_statements
from standoff.reading.implied import SURE
from tests.reading.scenes import scene

IMPLIED = [
    ('"We will repair every bridge before the winter," Peru said.', "commit", "PER"),
    ('"Peru is a liar and a menace to every fisherman," Chile said.', "accuse", "CHL"),
    ('"The port must be handed over this year," Chile said.', "demand", "CHL"),
]


@pytest.mark.parametrize(("text", "act", "party"), IMPLIED)
def test_what_a_quotation_amounts_to(text: str, act: str, party: str) -> None:
    found = find_statements(scene(text))
    assert [(s.act, s.party) for s in found] == [(act, (party,))]
    assert all(s.certainty <= SURE for s in found if "implied" in s.doubts)


def test_nothing_is_implied_outside_of_quotations() -> None:
    assert find_statements(scene("Peru will repair every bridge before the winter.")) == ()


def test_a_condition_implies_nothing() -> None:
    found = find_statements(scene('"If Peru is terrorizing fishermen, we shall see," Chile said.'))
    assert not [s for s in found if s.act == "accuse"]


def test_what_is_told_of_a_party_at_odds_is_a_charge() -> None:
    text = 'Chile accused Peru of cheating. "Peru is pushing the villagers towards the cliff," Chile said.'
    assert [s.act for s in find_statements(scene(text))] == ["accuse", "accuse"]


def test_what_is_told_of_a_friend_is_no_charge() -> None:
    found = find_statements(scene('"Peru is pushing the boats towards the beach," Chile said.'))
    assert not [s for s in found if s.act == "accuse"]


def test_what_a_rival_shall_never_do_is_a_red_line() -> None:
    found = find_statements(scene('"Peru will never govern this valley," Chile said.'))
    assert [(s.act, s.party, s.addressee) for s in found] == [("red_line", ("CHL",), ("PER",))]


def test_what_will_not_be_done_to_a_party_is_refused() -> None:
    found = find_statements(scene('"We will not be pushed from this valley," Chile said.'))
    assert [(s.act, s.party) for s in found] == [("reject", ("CHL",))]


def test_to_give_on_a_condition_is_an_offer() -> None:
    found = find_statements(scene('"We would return the boats if Peru paid the fine," Chile said.'))
    assert ("offer", ("CHL",)) in [(s.act, s.party) for s in found]
