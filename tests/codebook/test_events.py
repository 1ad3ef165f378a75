import pytest

from standoff.codebook.events import act_family, family_of, is_repeated


@pytest.mark.parametrize(
    ("one", "other"), [("deliver", "delivery"), ("suspend", "suspension"), ("compensate", "compensation"), ("buy", "purchase")]
)
def test_words_for_one_thing_are_of_one_family(one: str, other: str) -> None:
    assert family_of(one) == family_of(other)


@pytest.mark.parametrize(("one", "other"), [("buy", "sell"), ("rise", "fall"), ("order", "border"), ("meet", "vote")])
def test_other_words_are_not(one: str, other: str) -> None:
    assert family_of(one) != family_of(other)


def test_acts_told_as_one_event_have_one_family() -> None:
    assert act_family("offer_talks") == act_family("offer")
    assert act_family("meet") != act_family("transmit")


def test_stances_are_repeated_and_deeds_are_not() -> None:
    assert is_repeated("accuse")
    assert not is_repeated("transmit")
