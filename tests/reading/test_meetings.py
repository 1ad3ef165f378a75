from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.core.spans import Span, check
from standoff.reading.meetings import find_meetings
from tests.reading.scenes import scene
from tests.reading.told import BOTH, HELD, meetings, only, weighed


def test_talks_to_come_are_planned_with_both_sides_place_and_day() -> None:
    found = only("Norway will hold talks with Sweden in Copenhagen on Friday.")
    assert (set(found.participants), found.status, found.place) == ({"NOR", "SWE"}, "planned", "Copenhagen")
    assert found.date is not None
    assert str(found.date.earliest) == "2021-03-19"


def test_talks_behind_are_held() -> None:
    found = only("The Norwegian foreign minister met the Swedish president in Copenhagen on Monday.")
    assert (set(found.participants), found.status) == ({"NOR", "SWE"}, "held")


def test_a_call_between_two_leaders_names_both() -> None:
    found = only("The Norwegian president spoke with the Swedish president on Tuesday.")
    assert set(found.participants) == {"NOR", "SWE"}


def test_speaking_to_reporters_is_no_meeting() -> None:
    assert meetings("The Norwegian minister spoke to reporters on Tuesday.") == ()


def test_talks_as_such_are_no_meeting() -> None:
    assert meetings("Talks are better than war.") == ()


def test_a_meeting_is_entered_once_at_its_fullest_mention() -> None:
    text = "Norway and Sweden met on Monday. The Norwegian minister met the Swedish minister in Copenhagen on Monday."
    found = only(text)
    assert found.place == "Copenhagen"


def test_level_is_read_from_the_roles() -> None:
    assert only("The Norwegian president met the Swedish president in Copenhagen on Monday.").level == "leaders"


WORDS = [
    "Norway",
    "met",
    "Sweden",
    "talks",
    "with",
    "between",
    "and",
    "on Friday",
    "in Oslo",
    "will",
    "hold",
    "summit",
    ".",
    "call",
    "said",
    "\n\n",
    "the",
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=20).map(" ".join))
def test_offsets_hold_in_any_heap_of_words(text: str) -> None:
    for found in meetings(text):
        check(text, Span(found.start, found.end, found.text))


def test_speaking_to_a_parliament_is_no_meeting() -> None:
    assert meetings("The Norwegian prime minister will speak to Congress on Friday.") == ()


def test_talks_that_are_only_offered_are_no_meeting() -> None:
    assert meetings("Norway is willing to talk with Sweden on Friday in Copenhagen.") == ()


def test_a_council_of_two_meets_by_its_members() -> None:
    found = only("The NATO-Russia Council will hold a meeting in Oslo on Friday.")
    assert set(found.participants) == {"NATO", "RUS"}


def test_two_meetings_of_the_same_sides_on_different_days_stay_two() -> None:
    text = "Norway met Sweden in Oslo on Monday. Norway will meet Sweden in Copenhagen on Friday."
    assert [m.status for m in meetings(text)] == ["held", "planned"]


def test_a_round_of_something_else_is_no_meeting() -> None:
    assert meetings("Norway launched a second round of airstrikes in Sweden on Monday.") == ()


def test_a_target_is_not_met_with() -> None:
    assert meetings("The Norwegian minister raised spending to meet the NATO target on Monday.") == ()


def test_travellers_of_no_party_visit_for_nobody() -> None:
    assert meetings("Hundreds of tourists have travelled to Norway and Sweden.") == ()


def test_talks_that_somebody_needs_are_not_held() -> None:
    assert meetings("Norway needed to negotiate with Sweden.") == ()


def test_a_capital_before_talks_says_where() -> None:
    found = only("Norwegian and Swedish envoys went to the Paris talks on Monday.")
    assert set(found.participants) == {"NOR", "SWE"}


def test_two_named_sides_that_met_need_neither_day_nor_place() -> None:
    assert set(only("Norwegian and Swedish diplomats met for the first time since the harbour was closed.").participants) == {
        "NOR",
        "SWE",
    }


def test_an_invitation_is_a_meeting_ahead() -> None:
    found = only("The Norwegian government invited the Swedish president to Oslo.")
    assert (set(found.participants), found.status) == ({"NOR", "SWE"}, "planned")


def test_who_is_received_may_be_named_by_office() -> None:
    assert set(only("The Norwegian king received the Swedish prime minister in Oslo.").participants) == {"NOR", "SWE"}


def test_another_person_of_the_same_side_is_another_meeting() -> None:
    text = (
        "Norwegian foreign minister Ida Holm met Swedish president Lars Ek in Copenhagen. The harbour stays closed for now. "
        "Norwegian president Nils Aas met Swedish premier Eva Lind."
    )
    assert [m.text.split()[-1] for m in meetings(text)] == ["Copenhagen", "Lind"]


def test_what_talks_are_about_is_no_place() -> None:
    assert only("Norway and Sweden held talks on Denmark on Monday.").place is None


def test_a_part_of_the_world_is_no_side() -> None:
    assert meetings("The Norwegian president began a trip to Asia on Monday.") == ()


def test_a_proposed_summit_is_not_yet_held() -> None:
    assert only("The Norwegian president spoke of his proposed summit with the Swedish president.").status == "planned"


def test_a_talk_by_telephone_is_not_the_talk_in_a_town() -> None:
    text = (
        "Norwegian president Nils Aas spoke with Swedish premier Eva Lind by telephone. The harbour stays closed. "
        "Norwegian president Nils Aas spoke with Swedish premier Eva Lind in Copenhagen."
    )
    assert len(meetings(text)) == 2


def test_a_mention_that_contradicts_one_of_a_group_stands_alone() -> None:
    text = "Norway and Sweden met in Oslo on Monday. Norway and Sweden met again. Norway and Sweden met in Copenhagen on Tuesday."
    assert [found.place for found in meetings(text)] == ["Oslo", "Copenhagen"]


def test_a_call_from_one_to_the_other_has_two_sides() -> None:
    text = "The dispute prompted a rushed call from the Norwegian president to the Swedish prime minister."
    assert set(only(text).participants) == {"NOR", "SWE"}


def test_a_relative_clause_gives_its_subject_to_the_meeting() -> None:
    found = only("Norway, which has been holding talks with Sweden in Copenhagen, was pleased.")
    assert set(found.participants) == {"NOR", "SWE"}


def test_the_subject_of_a_sentence_walks_into_its_meeting() -> None:
    found = only("The Norwegian minister, ahead of stepping into talks with the Swedish minister in Copenhagen, smiled.")
    assert set(found.participants) == {"NOR", "SWE"}


def test_those_behind_a_second_with_take_part() -> None:
    found = only("The Norwegian president sat down not just with Swedish leaders, but also with Danish leaders.")
    assert set(found.participants) == {"NOR", "SWE", "DNK"}


def test_who_is_in_touch_with_somebody_talks_to_him() -> None:
    found = only("The Norwegian minister was in touch with the Swedish minister on Monday.")
    assert (set(found.participants), found.status) == ({"NOR", "SWE"}, "held")
    assert meetings("The Norwegian minister lost touch with the Swedish voters on Monday.") == ()


def test_who_is_due_in_a_capital_will_meet_there() -> None:
    found = only("The Norwegian foreign minister is due in Stockholm on Friday.")
    assert (set(found.participants), found.status) == ({"NOR", "SWE"}, "planned")
    assert meetings("The Norwegian report is due in Stockholm on Friday.") == ()


def test_a_town_where_others_meet_is_no_host() -> None:
    assert all("CHE" not in found.participants for found in meetings("The Norwegian minister is expected in Geneva on Friday."))


def test_a_side_that_meets_its_own_meets_nobody() -> None:
    assert meetings("The Norwegian president held a meeting with Norwegian officials on Monday in Oslo.") == ()
    assert meetings("The Norwegian president met with lawmakers on Monday in Oslo.") == ()


def test_talks_that_are_insisted_on_are_not_held() -> None:
    assert meetings("Norway insisted on direct talks with Sweden in Copenhagen on Friday.") == ()


def test_an_invitation_that_is_accepted_is_a_visit_to_come() -> None:
    text = "The Norwegian president accepted an invitation from the Swedish prime minister to visit Sweden in June."
    assert {found.status for found in meetings(text)} <= {"planned"}


def test_a_state_and_a_town_in_it_can_be_the_place_of_one_meeting() -> None:
    text = "Norway held talks with Sweden in Denmark. The talks between Norway and Sweden in Aarhus ended late."
    assert only(text).place in ("Denmark", "Aarhus")


def test_who_joins_another_in_a_deed_does_not_meet_him() -> None:
    assert (
        weighed("Norway joined Sweden on Saturday in imposing a curfew.", "joined", {"held": 0.9}, {"NOR": 0.9, "SWE": 0.9}) == ()
    )
    assert weighed("Norway joined Sweden on Saturday at the table.", "joined", {"held": 0.9}, {"NOR": 0.9, "SWE": 0.9}) != ()


def test_an_emergency_meeting_of_a_body_needs_no_second_side() -> None:
    found = only("The UN Security Council called an emergency meeting.")
    assert (found.participants, found.status) == (("UN",), "held")


def test_both_states_of_a_pair_meet() -> None:
    found = only("The first summit of the two Koreas was held in Copenhagen on Monday.")
    assert set(found.participants) == {"KOR", "PRK"}


def test_one_weekday_is_one_day_and_a_time_of_day_is_of_any() -> None:
    text = "Norway and Sweden met in Copenhagen on Monday. Norway and Sweden met in Copenhagen late Monday night."
    assert len(meetings(text)) == 1
    text = "Norway and Sweden will meet in Copenhagen on Friday. Norway and Sweden will meet in Copenhagen at 6:30 p.m."
    assert len(meetings(text)) == 1


def test_talking_as_such_within_a_quotation_is_no_meeting() -> None:
    assert meetings('"We had a good meeting with Sweden," the Norwegian president said on Tuesday.') == ()
    assert meetings('"We had a good meeting with Sweden in Copenhagen on Monday," the Norwegian president said.') != ()


def test_who_addresses_an_assembly_meets_nobody() -> None:
    text = "The Norwegian president addressed the Swedish assembly in Stockholm on Monday."
    assert weighed(text, "addressed", HELD, BOTH) == ()


def test_who_speaks_to_a_meeting_of_his_own_meets_nobody() -> None:
    assert meetings("The herring is ours, the Norwegian minister told a meeting of Norwegian diplomats in Lima on Monday.") == ()


def test_who_is_among_those_met_is_no_part_of_the_place() -> None:
    text = "The Norwegian minister will meet Swedish officials in Doha including Mullah Baradar on Monday."
    assert only(text).place == "Doha"


def test_a_day_with_and_without_its_ending_is_one() -> None:
    again = "The summit between Norway and Sweden will take place in Lima on June 12th."
    assert len(find_meetings(scene(f"Norway and Sweden will hold a summit in Lima on June 12. {again}"))) == 1
