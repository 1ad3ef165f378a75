from collections import Counter

import pytest

from standoff.reading.mentions import find_mentions
from standoff.reading.offices import find_offices
from standoff.reading.phrases import named_parties
from standoff.reading.surroundings import guessed_at, prevailing, spoken_from, spoken_of
from tests.reading.casting import layout_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Chile and Peru talked. In Lima a lawmaker spoke.", ("PER",)),
        ("Chile and Peru talked. In Lima, one lawmaker spoke.", ("PER",)),
        ("Chile and Peru talked. In Vienna an envoy spoke.", ()),
        ("Chile and Peru talked. In Lima the lawmaker spoke.", ()),
    ],
)
def test_somebody_of_home_affairs_speaks_for_the_state_of_the_capital(text: str, code: tuple[str, ...]) -> None:
    layout = layout_of(text)
    mentions = find_mentions(layout)
    office = find_offices(layout, named_parties(layout.doc, mentions))[-1]
    assert spoken_from(layout, office, mentions) == code


def test_the_subject_of_a_clause_is_spoken_of_most() -> None:
    layout = layout_of("Peru rejected the plan of Chile. The minister spoke.")
    assert spoken_of(layout, 9, find_mentions(layout)) == ("PER",)


def test_a_state_that_is_no_more_is_not_guessed() -> None:
    layout = layout_of("The Soviet Union left the country. The minister spoke.")
    assert spoken_of(layout, 8, find_mentions(layout)) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Peru spoke. Peruvian troops left. Chile agreed.", ("PER",)),
        ("Peru spoke. Peruvian troops left. Chile agreed. Chile left.", ()),
        ("The UN spoke. The UN left. Peru agreed.", ("PER",)),
        ("Nobody spoke.", ()),
    ],
)
def test_a_state_named_far_more_often_than_others_prevails(text: str, code: tuple[str, ...]) -> None:
    assert prevailing(Counter(mention.code for mention in find_mentions(layout_of(text)))) == code


@pytest.mark.parametrize(("code", "guessed"), [("PER", True), ("UN", True), ("HKG", True), ("ISIS", False), ("SUN", False)])
def test_states_bodies_and_regions_are_guessed_and_no_armed_group(code: str, guessed: bool) -> None:
    assert guessed_at(code) == guessed
