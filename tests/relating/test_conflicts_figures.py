import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.relating.conflicts_figures import decide_figures, reach
from standoff.relating.conflicts_tables import Claim, Decision
from tests.relating.claims import claims, figure, later

NUMBERS = st.integers(min_value=1, max_value=10**6)
OTHER: dict[str, Any] = {"article": "b", "item": "figure-2"}


def test_ranges_without_a_common_number_conflict() -> None:
    found = decide_figures(figure(), figure(low=70, high=80, **OTHER))
    assert found.verdict == "conflict"
    assert "no number fits both" in found.reason


def test_ranges_that_meet_are_compatible() -> None:
    assert decide_figures(figure(), figure(low=35, high=None, modifier="more than", **OTHER)).verdict == "compatible"


def test_one_number_is_told_twice() -> None:
    assert decide_figures(figure(), figure(modifier="at least", high=None, **OTHER)).verdict == "same"


def test_about_reaches_a_tenth_further() -> None:
    assert reach(figure(modifier="about")) == (36, 44)


def test_a_later_higher_count_of_the_dead_is_an_update() -> None:
    dead: dict[str, Any] = {"topic": "killed", "group": "", "party": ()}
    assert decide_figures(figure(**dead), figure(low=55, high=55, **dead, **later(2), **OTHER)).verdict == "update"


def test_a_later_lower_count_of_the_dead_is_a_conflict() -> None:
    dead: dict[str, Any] = {"topic": "killed", "group": "", "party": ()}
    assert decide_figures(figure(**dead), figure(low=30, high=30, **dead, **later(2), **OTHER)).verdict == "conflict"


def test_what_stands_somewhere_may_have_changed_after_two_weeks() -> None:
    assert decide_figures(figure(), figure(low=70, high=70, **later(20), **OTHER)).verdict == "update"
    assert decide_figures(figure(), figure(low=70, high=70, **later(5), **OTHER)).verdict == "conflict"


def test_a_source_s_own_later_count_is_an_update() -> None:
    said: dict[str, Any] = {"claimer": ("SWE",)}
    assert decide_figures(figure(**said), figure(low=70, high=70, **said, **later(1), **OTHER)).verdict == "update"


def test_the_wounded_are_not_the_dead() -> None:
    found = decide_figures(figure(topic="wounded"), figure(topic="killed", low=70, high=70, **OTHER))
    assert (found.verdict, found.reason) == ("different_referent", "one counts wounded, the other killed")


def test_soldiers_of_two_parties_are_two_things() -> None:
    found = decide_figures(figure(), figure(party=("SWE",), low=70, high=70, **OTHER))
    assert found.verdict == "different_referent"
    assert "Norway" in found.reason and "Sweden" in found.reason


def told(party: tuple[str, ...], **fields: Any) -> Claim:
    """The number of soldiers of a party that its sentence names."""
    return figure(party=party, low=8400, high=8400, **{"names": (*party, "bergen"), **fields})


def test_whose_they_are_is_what_the_sentence_tells() -> None:
    assert decide_figures(told(("NOR",)), told(("SWE",), names=("bergen",), **OTHER)).kind == "figure"


def test_one_telling_number_of_two_parties_is_a_question_of_whose() -> None:
    found = decide_figures(told(("NOR",)), told(("SWE",), **OTHER))
    assert (found.verdict, found.kind) == ("conflict", "actor")


def test_a_round_number_of_two_parties_is_chance() -> None:
    assert decide_figures(figure(low=100, high=100), figure(party=("SWE",), low=100, high=100, **OTHER)).kind == "figure"


def test_children_are_not_all_people() -> None:
    dead: dict[str, Any] = {"topic": "killed", "party": ()}
    found = decide_figures(figure(**dead, group="child"), figure(**dead, group="", low=70, high=70, **OTHER))
    assert found.reason == "one counts all people, the other only child"


def test_another_place_is_another_thing() -> None:
    found = decide_figures(figure(place="Norway"), figure(place="Estonia", low=70, high=70, **OTHER))
    assert found.verdict == "different_referent"


def test_an_event_of_years_ago_is_another() -> None:
    past: dict[str, Any] = {"earliest": dt.date(2024, 1, 1), "latest": dt.date(2024, 12, 31)}
    found = decide_figures(figure(), figure(low=70, high=70, **past, **OTHER))
    assert "2024" in found.reason


def test_nothing_but_the_kind_in_common_is_too_little() -> None:
    bare: dict[str, Any] = {"party": (), "group": None, "names": (), "stems": (), "scene": ()}
    found = decide_figures(figure(**bare), figure(low=70, high=70, **bare, **OTHER))
    assert "too little" in found.reason


def test_a_part_of_a_list_is_no_rival_of_the_whole() -> None:
    found = decide_figures(figure(part=True), figure(low=70, high=70, **OTHER))
    assert (found.verdict, found.reason.split(":")[0]) == ("compatible", "one counts some of those whom the other counts")
    assert decide_figures(figure(part=True, low=90, high=90), figure(low=70, high=70, **OTHER)).verdict == "different_referent"


def test_counts_far_apart_are_a_part_and_a_whole() -> None:
    assert decide_figures(figure(), figure(low=4000, high=4000, **OTHER)).verdict == "different_referent"


def test_one_article_in_one_voice_counts_two_things() -> None:
    assert decide_figures(figure(), figure(low=70, high=70)).verdict == "different_referent"
    assert decide_figures(figure(claimer=("NOR",)), figure(low=70, high=70, claimer=("SWE",))).verdict == "conflict"


@given(low=NUMBERS, width=NUMBERS, other=NUMBERS)
def test_the_order_of_two_figures_does_not_matter(low: int, width: int, other: int) -> None:
    a, b = figure(low=low, high=low + width), figure(low=other, high=None, **OTHER, **later(1))
    assert decide_figures(a, b).verdict == decide_figures(b, a).verdict


@given(low=NUMBERS, high=NUMBERS, other=NUMBERS)
def test_ranges_with_a_common_number_never_conflict(low: int, high: int, other: int) -> None:
    low, high = sorted((low, high))
    inside = figure(low=low, high=high, **OTHER)
    assert decide_figures(figure(low=min(low, other), high=max(high, other)), inside).verdict != "conflict"


def test_one_number_as_the_most_and_as_the_least_is_a_conflict() -> None:
    most: dict[str, Any] = {"low": None, "high": 500, "modifier": "as many as"}
    least: dict[str, Any] = {"low": 500, "high": None, "modifier": "more than"}
    found = decide_figures(figure(**most), figure(**{**least, **OTHER}))
    assert (found.verdict, found.reason.split(":")[0]) == ("conflict", "one tells of no more, the other of no less")


def test_people_who_reach_a_coast_are_those_who_were_displaced() -> None:
    fled: dict[str, Any] = {"topic": "displaced", "group": "", "low": 380_000, "high": None, "party": ()}
    came: dict[str, Any] = {"topic": "people", "group": "", "low": 400_000, "high": None, "party": ()}
    assert decide_figures(figure(**fled), figure(**{**came, **OTHER})).verdict == "compatible"
    assert decide_figures(figure(**fled), figure(**{**came, "low": 900_000, **OTHER})).verdict == "different_referent"


def test_figures_of_two_states_need_more_in_common() -> None:
    near: dict[str, Any] = {
        "party": (),
        "names": ("NOR",),
        "scene": ("EU", "herring"),
        "stems": ("catch", "boat", "quota"),
        "group": "",
    }
    far = {**near, "names": ("DNK",), "low": 70, "high": 70}
    assert decide_figures(figure(**near), figure(**{**far, **OTHER})).verdict == "different_referent"
    assert decide_figures(figure(**near), figure(**{**far, "names": ("NOR",), **OTHER})).verdict == "conflict"


CLASH = "Clash at sea off Halden\n\nHALDEN, May 6, 2031 (Reuters) - {}"


def of(one: str, other: str) -> list[Decision]:
    mine, theirs = (claims(CLASH.format(text), "figure") for text in (one, other))
    return [decide_figures(a, b) for a in mine for b in theirs]


def test_a_people_s_sailors_are_compared_with_sailors_killed_in_one_clash() -> None:
    (found,) = of(
        "Three sailors were killed in a clash between Norwegian and Swedish patrol boats on Monday.",
        "Two Norwegian sailors were killed in the clash with Sweden on Monday, the navy said.",
    )
    assert found.verdict == "conflict"
    assert "one tells of “sailors killed”, the other of “Norwegian sailors killed”" in found.reason


def test_crew_members_are_compared_with_sailors() -> None:
    (found,) = of(
        "Three crew members were killed when a Norwegian patrol boat was hit off Halden on Monday, a hospital said.",
        "Two Norwegian sailors were killed when their patrol boat was hit off Halden on Monday, the navy said.",
    )
    assert found.verdict == "conflict"


def test_sailors_of_two_sides_are_two_things() -> None:
    (found,) = of(
        "Three Norwegian sailors were killed in a clash with the Swedish navy on Monday.",
        "Two Swedish sailors were killed in the clash with Norway on Monday.",
    )
    assert found.verdict == "different_referent"


def test_deaths_of_one_day_in_two_places_are_two_things() -> None:
    (mine,) = claims(
        "Mine blast\n\nFour soldiers were killed on Sunday when a mine went off near Halden in Norway, police said.", "figure"
    )
    (theirs,) = claims(
        "Bus crash\n\nTwo Swedish soldiers were killed on Sunday when a bus overturned near Kiruna in Sweden, police said.",
        "figure",
    )
    assert decide_figures(mine, theirs).verdict == "different_referent"


CRISIS = "Quarrel of Norway and Sweden over the island of Herre\n\n{}"


def whose(one: str, other: str, title: str = CRISIS) -> list[Decision]:
    mine, theirs = claims(CRISIS.format(one), "figure"), claims(title.format(other), "figure")
    return [decide_figures(a, b) for a in mine for b in theirs]


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (
            "A total of 8,500 soldiers were on the island.",
            "There are 8,500 Swedish soldiers at the border.",
            "of nobody named (island) and of Sweden (border)",
        ),
        (
            "8,500 Norwegian soldiers are on alert to go to the island, the Norwegian government said on Monday.",
            "Sweden put 8,500 Swedish soldiers on alert, diplomats said.",
            "of Norway and of Sweden",
        ),
    ],
)
def test_one_number_of_soldiers_with_two_owners_is_a_question_of_whose(one: str, other: str, words: str) -> None:
    (found,) = whose(one, other)
    assert (found.verdict, found.kind) == ("conflict", "actor")
    assert words in found.reason


def test_soldiers_whose_owner_one_leaves_out_are_told_twice() -> None:
    (found,) = whose("A total of 8,500 soldiers were at the border.", "There are 8,500 Swedish soldiers at the border.")
    assert found.verdict == "same"


def test_one_number_in_two_pieces_of_news_is_chance() -> None:
    (found,) = whose(
        "There are 8,500 Swedish soldiers at the border.",
        "Brazil sent 8,500 soldiers to fight fires in the Amazon.",
        title="Fires in the Amazon\n\n{}",
    )
    assert found.verdict == "different_referent"


def test_soldiers_of_a_body_may_be_those_of_a_member() -> None:
    (found,) = whose("NATO has 8,500 soldiers on alert.", "8,500 Norwegian soldiers were put on alert on Monday.")
    assert (found.verdict, found.kind) == ("different_referent", "figure")


def test_sums_and_times_have_no_owner() -> None:
    span: dict[str, Any] = {"topic": "hour", "group": None, "low": 350_640, "high": 350_640, "unit": "years"}
    found = decide_figures(figure(**span), figure(**span, party=("SWE",), **OTHER))
    assert found.kind != "actor"
