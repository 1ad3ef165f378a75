import pytest

from standoff.codebook.world import world


def codes(text: str) -> list[set[str]]:
    return [{claim.code for claim in match.claims} for match in world().find(text)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Norway", "NOR"),
        ("the Norwegian fleet", "NOR"),
        ("Norwegians", "NOR"),
        ("Oslo", "NOR"),
        ("Bundestag", "DEU"),
        ("NATO", "NATO"),
        ("the Security Council", "UNSC"),
    ],
)
def test_an_actor_is_found_by_each_kind_of_form(text: str, code: str) -> None:
    assert codes(text) == [{code}]


def test_the_pronoun_us_is_no_state() -> None:
    assert codes("They told us.") == []


def test_the_north_is_no_actor_where_a_name_goes_on() -> None:
    assert codes("the North Sea") == []
    assert {"PRK"} in codes("the North agreed")


def test_a_form_of_two_states_has_two_claims() -> None:
    assert codes("Korea") == [{"PRK", "KOR"}]


def test_an_office_that_one_state_has_names_its_owner() -> None:
    owner = world().owner("Deputy Secretary of State")
    assert owner is not None
    assert (owner.code, owner.ambiguous) == ("USA", False)


def test_an_office_that_many_have_has_no_owner() -> None:
    assert world().owner("Foreign Minister") is None


def test_every_actor_has_a_name_and_a_type() -> None:
    assert set(world().names) == set(world().types)


def test_a_political_party_has_a_home() -> None:
    assert all(world().types[home] == "state" for home in world().homes.values())


def test_a_region_lies_in_states() -> None:
    assert world().lands
    assert all(world().types[land] == "state" for lands in world().lands.values() for land in lands)
