import datetime as dt

import pytest

from standoff.relating.claims_figures import _several
from standoff.relating.conflicts_tables import Claim
from tests.relating.claims import claims


def only(text: str) -> Claim:
    (found,) = claims(text, "figure")
    return found


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        ("The blast at the mill in Tartu killed 14 people.", "killed"),
        ("At least 30 people were wounded when the mill in Tartu burned.", "wounded"),
        ("Police in Tartu arrested 30 protesters near the mill.", "arrested"),
        ("Divers rescued 17 sailors from the wreck off Tartu.", "rescued"),
        ("Norway has moved 4,000 soldiers to the border with Sweden.", "soldiers"),
    ],
)
def test_what_befell_those_counted_is_the_topic(sentence: str, topic: str) -> None:
    assert only(f"Mill burns in Estonia\n\n{sentence}").topic == topic


@pytest.mark.parametrize("counted", ["20,000 centrifuges", "20,000 spinning centrifuges"])
def test_a_thing_of_no_known_kind_is_told_by_its_noun(counted: str) -> None:
    assert only(f"Plant grows\n\nNorway keeps {counted} in the plant at Bergen.").topic == "centrifuges"


@pytest.mark.parametrize(
    ("noun", "several"), [("ferry", "ferries"), ("box", "boxes"), ("day", "days"), ("ships", "ships"), ("", "")]
)
def test_one_thing_has_one_name_however_many_there_are(noun: str, several: str) -> None:
    assert _several(noun) == several


def test_whose_soldiers_they_are_is_the_party() -> None:
    found = only("Border tense\n\nNorway has moved 4,000 soldiers to the border with Sweden.")
    assert (found.party, found.low, found.group) == (("NOR",), 4000, "soldier")


def test_a_people_is_a_group_by_its_country() -> None:
    found = only("Ferry lost\n\nThe storm off Gotland killed 12 Norwegian sailors on Sunday.")
    assert (found.group or "").split("+")[0] == "NOR"


def test_a_number_on_top_of_others_is_a_part() -> None:
    assert only("Ferry lost\n\nThe storm off Gotland killed 12 other people on Sunday.").part


def test_a_past_year_is_the_day_of_the_figure() -> None:
    found = only("Ferry lost\n\nIt was the worst storm since 2019, when 40 people died off Gotland.")
    assert (found.earliest, found.latest) == (dt.date(2019, 1, 1), dt.date(2019, 12, 31))


def test_where_a_count_begins_is_no_day_of_it() -> None:
    found = only("Ferry lost\n\nStorms off Gotland have killed 40 people since 2019.")
    assert found.latest is None or found.latest >= dt.date(2031, 1, 1)


def test_the_opposition_does_not_speak_for_its_state() -> None:
    text = "Blast in Bergen\n\nThe Norwegian opposition said 120 people were killed in the blast at the harbour of Bergen."
    (found,) = claims(text, "figure")
    assert (found.claimer, found.speaker) == ((), "The Norwegian opposition")


def test_a_people_s_sailors_are_sailors_too() -> None:
    found = only("Ferry lost\n\nThe storm off Gotland killed 12 Norwegian fishermen on Sunday.")
    assert (found.group or "").split("+") == ["NOR", "fishermen"]


def test_a_people_by_its_own_name_is_no_further_group() -> None:
    assert only("Ferry lost\n\nThe storm off Gotland killed 12 Norwegians on Sunday.").group == "NOR"
