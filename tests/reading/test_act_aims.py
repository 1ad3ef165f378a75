from standoff.reading.acts import find_statements
from tests.reading.scenes import scene


def aims(text: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Act, party and addressee of each statement that the frames find."""
    return [(one.act, one.party, one.addressee) for one in find_statements(scene(text))]


def test_an_act_is_aimed_at_the_one_that_its_clause_names() -> None:
    assert aims("Chile urged Peru to leave the island.") == [("demand", ("CHL",), ("PER",))]


def test_what_is_said_to_the_own_side_is_aimed_at_it() -> None:
    text = "Chilean senators urged President Gomez of Chile to stop the war with Peru."
    assert aims(text) == [("demand", ("CHL",), ("CHL",))]


def test_a_rival_named_in_the_charge_is_not_whom_the_own_government_is_blamed_for() -> None:
    text = "The Chilean opposition criticized the Chilean government for talks with Peru."
    assert aims(text) == [("accuse", ("CHL",), ("CHL",))]


def test_no_deed_is_aimed_at_what_the_party_does_it_with() -> None:
    assert ("CHL",) not in [aimed for _, _, aimed in aims("Chile sent Chilean troops to the border with Peru.")]
