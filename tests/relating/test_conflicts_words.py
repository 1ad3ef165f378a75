"""What a set of accounts is headed by: the words of its claims."""

import pytest

from standoff.relating.conflicts_tables import Claim
from standoff.relating.conflicts_words import about, deed_phrase
from tests.relating.claims import claims
from tests.relating.test_conflicts_sets import sets

OPENING = "{}\n\nBERGEN, May 6, 2031 (Reuters) - {}"


def deeds(*sentences: str) -> list[Claim]:
    return [one for sentence in sentences for one in claims(OPENING.format("Norway and Sweden quarrel", sentence), "deed")]


@pytest.mark.parametrize(
    ("charge", "denial", "phrase"),
    [
        (
            "Sweden accused Norway of firing on its boat off Halden.",
            "Norway denied that its patrol fired on the boat.",
            "firing on its boat",
        ),
        (
            "Sweden accused Norway of ramming its coast guard cutter on Monday.",
            "Norway denied that its ship rammed the cutter.",
            "ramming its coast guard cutter",
        ),
        (
            "Sweden accused Norway of launching a ballistic missile on Monday.",
            "Norway denied that it tested a ballistic missile.",
            "ballistic missile",
        ),
    ],
)
def test_a_deed_is_told_in_the_words_that_the_claims_share(charge: str, denial: str, phrase: str) -> None:
    assert phrase in deed_phrase(deeds(charge, denial))


def test_a_deed_without_words_in_common_is_told_by_its_kind() -> None:
    (charge,) = deeds("Sweden accused Norway of bombing the herring market.")
    assert deed_phrase([charge]) == "attack"


def test_charge_and_denial_of_a_shooting_are_one_set_headed_by_it() -> None:
    (found,) = sets(
        OPENING.format(
            "Sweden accuses Norway of firing on boat", "Sweden accused Norway of firing on its boat off Halden on Monday."
        ),
        OPENING.format("Norway denies shooting", "Norway denied that its patrol fired on the boat."),
        OPENING.format(
            "Boat hit off Halden",
            "Sweden said that Norway shot at its boat. Norway said that its patrol had not fired on the boat.",
        ),
    )
    assert (found.of, found.about) == ("denial", "Norway: fired on the boat")
    assert {side.claimed_by for side in found.sides} == {("SWE",), ("NOR",)}


def test_two_blamed_for_one_deed_are_asked_who_did_it() -> None:
    found = deeds(
        "Sweden blamed Norway for the bombing of the herring market in Haugesund.",
        "Norway accused Denmark of bombing the herring market in Haugesund.",
    )
    assert about("actor", found) == "bombing of the herring market in Haugesund: who did it"


def test_a_number_of_two_owners_is_asked_for_its_owner() -> None:
    (found,) = sets(
        "Quarrel over the island of Herre\n\nThere are 8,500 Swedish soldiers at the border with Norway.",
        "Quarrel over the island of Herre\n\nNorway has put 8,500 soldiers on the island of Herre.",
        slot="figure",
    )
    assert (found.of, found.about) == ("actor", "8,500 soldiers: whose")
    assert {side.says for side in found.sides} == {
        "8,500 Swedish soldiers (border with Norway)",
        "8,500 soldiers of Norway (island of Herre)",
    }
