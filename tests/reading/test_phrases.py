import pytest

from tests.reading.casting import Read


@pytest.mark.parametrize(
    ("text", "word", "party"),
    [
        ("Norwegian officials said so.", "officials", ("NOR",)),
        ("Officials in Oslo said so.", "Officials", ("NOR",)),
        ("Norway's defence ministry said so.", "ministry", ("NOR",)),
        ("Pyongyang's state media said so.", "media", ("PRK",)),
        ("The troops of Norway left.", "troops", ("NOR",)),
        ("Sources close to the Norwegian government said so.", "Sources", ("NOR",)),
    ],
)
def test_a_noun_acts_for_whom_its_modifiers_name(text: str, word: str, party: tuple[str, ...]) -> None:
    assert Read(text).party(word) == party


def test_an_administration_acts_for_the_state_of_its_head() -> None:
    text = "Chilean President Ana Lorca spoke. The Lorca administration denied it."
    assert Read(text).party("administration") == ("CHL",)


def test_coordinated_names_act_together() -> None:
    assert Read("Norway and Chile believe so.").party("Norway") == ("NOR", "CHL")


def test_a_border_is_no_actor() -> None:
    assert Read("Guards stood on the Norwegian border.").party("border") == ()


@pytest.mark.parametrize("where", ["in Nairobi", "in Kenya"])
def test_diplomats_are_not_of_the_state_in_which_they_are_posted(where: str) -> None:
    assert Read(f"Diplomats {where} said that Ethiopia would withdraw.").party("Diplomats") == ()
    assert Read(f"Officials {where} said that Ethiopia would withdraw.").party("Officials") == ("KEN",)
