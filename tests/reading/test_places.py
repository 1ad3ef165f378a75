from standoff.reading.places import place_in
from standoff.reading.tokens import DEFAULT_MODEL, parse


def place(text: str) -> str | None:
    return place_in(next(iter(parse([text], DEFAULT_MODEL))))


def test_place_is_the_phrase_behind_its_preposition() -> None:
    assert place("The army stands near the border of Norway.") == "border of Norway"


def test_town_and_country_stay_together() -> None:
    assert place("They met in Osaka, Japan.") == "Osaka, Japan"


def test_a_day_is_no_place() -> None:
    assert place("They met on Wednesday.") is None


def test_a_place_that_hangs_on_something_else_is_not_that_thing() -> None:
    assert place("They spoke on the need for relief flights in northern Iraq.") == "northern Iraq"
    assert place("They agreed to answer to any provocation by North Korea.") is None


def test_a_day_behind_a_place_is_no_part_of_it() -> None:
    assert place("They met in Oslo last week.") == "Oslo"
