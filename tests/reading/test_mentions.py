import pytest

from standoff.reading.mentions import find_mentions
from tests.reading.casting import layout_of


def codes(text: str) -> list[str]:
    return [mention.code for mention in find_mentions(layout_of(text))]


def test_states_organisations_and_demonyms_are_found_in_order() -> None:
    assert codes("Norwegian officials met NATO envoys in Chile.") == ["NOR", "NATO", "CHL"]


def test_a_compound_with_led_keeps_its_state() -> None:
    assert codes("A Norwegian-led patrol left.") == ["NOR"]


@pytest.mark.parametrize("text", ["A Norway-backed militia left.", "An anti-Norwegian crowd left.", "A pro-Norwegian party won."])
def test_what_is_backed_or_opposed_is_not_that_state(text: str) -> None:
    assert codes(text) == []


def test_a_shared_name_goes_to_the_state_that_the_text_names() -> None:
    assert codes("Pyongyang fired a rocket. Korea's ruler was pleased.") == ["PRK", "PRK"]
    assert codes("Seoul was calm. Korea's president spoke.") == ["KOR", "KOR"]


def test_an_ambiguous_state_needs_a_word_of_its_own() -> None:
    assert "GEO" in codes("Tbilisi replied. Georgia will not withdraw its guards.")


def test_part_of_a_persons_name_is_no_state() -> None:
    assert codes("The film starred Vernon Jordan and opened on Friday.") == []


def test_a_capital_after_in_is_a_place() -> None:
    mentions = find_mentions(layout_of("Talks were held in Oslo. Oslo will host more."))
    assert [mention.place for mention in mentions] == [True, False]


def test_an_acronym_that_the_text_introduces_means_the_body() -> None:
    assert codes("Norway's Coastal Patrol Agency (CPA) said so. The CPA will act.") == ["NOR", "NOR", "NOR"]


def test_a_shared_name_goes_to_the_usual_state_where_the_text_names_neither() -> None:
    assert codes("Congo accused Rwanda of arming the rebels.") == ["COD", "RWA"]
    assert codes("Brazzaville was calm. Congo accused Rwanda.") == ["COG", "COG", "RWA"]


@pytest.mark.parametrize("text", ["The New Jersey governor spoke.", "Police in Jersey City left.", "She lives in New Mexico."])
def test_part_of_another_places_name_is_no_actor(text: str) -> None:
    assert codes(text) == []


def test_a_territory_is_an_actor_of_its_own() -> None:
    assert codes("Jersey accused France of acting unreasonably.") == ["JERSEY", "FRA"]
    assert codes("The Faroe Islands signed with New Caledonia.") == ["FAROE", "NEWCAL"]


def test_an_adjective_before_a_title_is_no_part_of_a_name() -> None:
    assert codes("In Tashkent, Kazakh Water Minister Rustam Yusupov spoke.")[-1] == "KAZ"
