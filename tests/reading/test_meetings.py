import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.core.records import Meeting
from standoff.core.spans import Span, check
from standoff.reading.act_candidates import candidates
from standoff.reading.act_choice import classified
from standoff.reading.act_model import Judged, Side
from standoff.reading.acts import frames_of
from standoff.reading.meetings import find_meetings
from tests.reading.scenes import scene


def meetings(text: str) -> tuple[Meeting, ...]:
    return find_meetings(scene(text, "2021-03-17"))


def only(text: str) -> Meeting:
    found = meetings(text)
    assert len(found) == 1, found
    return found[0]


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


def test_talks_called_off_are_cancelled() -> None:
    assert only("Norway cancelled talks with Sweden in Copenhagen on Friday.").status == "cancelled"


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


def test_refused_talks_are_refused() -> None:
    assert only("Norway refused to hold talks with Sweden.").status == "refused"


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian and Swedish envoys did not meet on Friday as planned.",
        "A meeting of the Norwegian and Swedish foreign ministers never took place.",
        "The meeting between Norway and Sweden was not held on Friday.",
        "Talks between Norway and Sweden planned for Monday were cancelled.",
    ],
)
def test_what_never_was_is_cancelled(text: str) -> None:
    assert only(text).status == "cancelled"


def test_talks_that_did_not_go_well_were_held() -> None:
    assert only("The talks between Norway and Sweden in Copenhagen on Friday did not go well.").status == "held"


def test_what_is_put_off_is_still_ahead() -> None:
    assert only("A summit of Norway and Sweden in Copenhagen was postponed.").status == "planned"


@pytest.mark.parametrize(
    "text",
    [
        "Norway denied that its minister met Sweden's envoy in Copenhagen on Monday.",
        "Norway denied having held talks with Sweden in Copenhagen.",
        "Norway denied reports of a meeting with Sweden in Copenhagen.",
    ],
)
def test_what_is_denied_to_have_been_is_cancelled(text: str) -> None:
    assert only(text).status == "cancelled"


@pytest.mark.parametrize(
    "text",
    [
        "Norway did not deny that its minister met Sweden's envoy in Copenhagen on Monday.",
        "Norway denied the charges at a meeting with Sweden in Copenhagen.",
        "Norway denied that it had called off its meeting with Sweden in Copenhagen on Monday.",
    ],
)
def test_a_denial_of_something_else_cancels_no_meeting(text: str) -> None:
    assert only(text).status == "held"


def test_talks_backed_out_of_are_cancelled() -> None:
    assert only("Norway pulled out of high-level talks with Sweden on Wednesday.").status == "cancelled"


def test_a_council_of_two_meets_by_its_members() -> None:
    found = only("The NATO-Russia Council will hold a meeting in Oslo on Friday.")
    assert set(found.participants) == {"NATO", "RUS"}


def test_sides_said_before_are_borrowed_and_doubted() -> None:
    text = "Norway held talks with Sweden on Monday. Talks will be held in Copenhagen on Friday."
    found = [m for m in meetings(text) if m.place == "Copenhagen"]
    assert [(set(m.participants), m.doubts) for m in found] == [({"NOR", "SWE"}, ("sides_said_before",))]


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


def test_a_call_refused_is_refused() -> None:
    found = only("The Norwegian president refused to take a call from the Swedish president.")
    assert (set(found.participants), found.status) == ({"NOR", "SWE"}, "refused")


def test_a_summit_to_be_held_is_planned() -> None:
    found = only("Norway and Sweden hope to discuss trade during the summit to be held in Copenhagen.")
    assert found.status == "planned"


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


def classified_meetings(text: str) -> list[str]:
    read = scene(text, "2021-03-17")
    return [meeting.text for meeting in find_meetings(read, classified(frames_of(read)))]


def test_words_of_many_senses_count_where_the_classifier_sees_a_meeting() -> None:
    text = (
        "The Norwegian president landed in Stockholm on Monday for talks with the Swedish government. A plane landed in Norway."
    )
    assert [found.split()[-1] for found in classified_meetings(text)] == ["government"]


def test_what_the_classifier_takes_for_none_is_dropped() -> None:
    text = "Could a summit between Norway and Sweden end the quarrel? Nobody knows."
    assert (len(meetings(text)), classified_meetings(text)) == (1, [])


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


def test_a_meeting_on_whose_eve_something_is_said_lies_ahead() -> None:
    assert only("On the eve of his meeting with the Swedish president, the Norwegian president praised him.").status == "planned"


def test_a_proposed_summit_is_not_yet_held() -> None:
    assert only("The Norwegian president spoke of his proposed summit with the Swedish president.").status == "planned"


def test_a_guest_who_is_there_meets_now() -> None:
    assert only("The Norwegian president is in Stockholm, meeting with the Swedish president.").status == "held"


def test_a_summit_that_is_skipped_is_refused() -> None:
    assert only("The Norwegian president skipped a summit with the Swedish president in Copenhagen.").status == "refused"


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


def test_a_journey_to_no_state_borrows_no_host() -> None:
    text = "Norway met Sweden in Copenhagen on Monday. The Norwegian president will begin a trip to Asia on Friday."
    assert [found.place for found in meetings(text)] == ["Copenhagen"]


def weighed(text: str, head: str, meetings: dict[str, float], sides: dict[str, float]) -> tuple[Meeting, ...]:
    """The meetings where the classifier sees these chances of statuses at the word `head`, and of sides that take part."""
    seen = scene(text, "2021-03-17")
    frames = frames_of(seen)
    told = [
        Judged(one, 0.1, {"meet": 0.9}, tuple(Side((code,), chance, 0.0) for code, chance in sides.items()), meetings)
        for one in candidates(frames.matcher, frames.matches, frames.found)
        if one.token.text == head
    ]
    assert told
    return find_meetings(seen, told)


HELD = {"planned": 0.05, "held": 0.9, "cancelled": 0.0, "refused": 0.0}
AHEAD = {"planned": 0.5, "held": 0.4, "cancelled": 0.0, "refused": 0.0}
BOTH = {"NOR": 0.9, "SWE": 0.9}
BEFORE = "The islands were calm before the meeting of Norway with Sweden in Copenhagen."


def test_a_status_is_corrected_where_the_classifier_is_clear_about_another() -> None:
    assert only(BEFORE).status == "planned"
    assert [found.status for found in weighed(BEFORE, "meeting", HELD, BOTH)] == ["held"]


def test_a_status_stands_where_the_classifier_is_not_clear() -> None:
    text = "Norway held talks with Sweden in Copenhagen."
    assert [found.status for found in weighed(text, "talks", AHEAD, BOTH)] == ["held"]


def test_a_meeting_that_words_refuse_stays_refused() -> None:
    text = "Norway refused talks with Sweden in Copenhagen on Friday."
    assert [found.status for found in weighed(text, "talks", HELD, BOTH)] == ["refused"]


def test_a_side_that_the_classifier_hardly_sees_takes_no_part() -> None:
    text = "Norway held talks with Sweden and Finland in Copenhagen."
    (found,) = weighed(text, "talks", HELD, {**BOTH, "FIN": 0.05})
    assert set(found.participants) == {"NOR", "SWE"}


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


def test_somebody_met_without_a_name_is_not_the_side_named_before() -> None:
    text = "Norway and Sweden signed a treaty on cod. The Norwegian minister also met with the families of the drowned on Monday."
    assert all("SWE" not in found.participants for found in meetings(text))


def test_talks_that_are_insisted_on_are_not_held() -> None:
    assert meetings("Norway insisted on direct talks with Sweden in Copenhagen on Friday.") == ()


def test_an_invitation_that_is_accepted_is_a_visit_to_come() -> None:
    text = "The Norwegian president accepted an invitation from the Swedish prime minister to visit Sweden in June."
    assert {found.status for found in meetings(text)} <= {"planned"}


def test_a_meeting_behind_the_word_that_calls_it_off_is_cancelled() -> None:
    text = "Norway regretted the postponement of the talks with Sweden in Copenhagen on Friday."
    assert [found.status for found in meetings(text)] == ["cancelled"]


def test_a_state_and_a_town_in_it_can_be_the_place_of_one_meeting() -> None:
    text = "Norway held talks with Sweden in Denmark. The talks between Norway and Sweden in Aarhus ended late."
    assert only(text).place in ("Denmark", "Aarhus")


def test_what_somebody_was_able_to_do_is_done() -> None:
    assert only("The Norwegian minister was able to meet with the Swedish minister on Monday.").status == "held"


def test_who_joins_another_in_a_deed_does_not_meet_him() -> None:
    assert (
        weighed("Norway joined Sweden on Saturday in imposing a curfew.", "joined", {"held": 0.9}, {"NOR": 0.9, "SWE": 0.9}) == ()
    )
    assert weighed("Norway joined Sweden on Saturday at the table.", "joined", {"held": 0.9}, {"NOR": 0.9, "SWE": 0.9}) != ()


def test_talks_that_go_on_are_held() -> None:
    assert only("Norwegian officials are negotiating with Swedish officials in Copenhagen.").status == "held"
    assert only("Norwegian and Swedish ministers are meeting in Copenhagen on Friday.").status == "planned"


def test_who_came_for_talks_has_them() -> None:
    assert only("The Norwegian minister was in Copenhagen on Monday for talks with the Swedish minister.").status == "held"


def test_who_spoke_before_meeting_another_met_him() -> None:
    found = only("The Norwegian minister spoke before meeting with the Swedish minister in Copenhagen.")
    assert found.status == "held"


def test_recent_talks_lie_behind() -> None:
    found = meetings("Norway wants to repeat its recent talks with Sweden in Copenhagen.")
    assert {one.status for one in found} <= {"held"}


def test_talks_that_are_broken_off_are_cancelled() -> None:
    assert only("Norway and Sweden broke off talks on cod in Copenhagen on Friday.").status == "cancelled"


def test_what_is_denied_of_two_verbs_is_denied_of_both() -> None:
    found = only("The Norwegian president will not shake hands or meet with the Swedish president in Copenhagen next week.")
    assert found.status == "refused"


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


def test_talks_said_before_are_told_anew_only_with_a_place_and_day_of_their_own() -> None:
    text = "Norway held talks with Sweden on Monday in Oslo. The meeting was scheduled in Bergen."
    assert [m.place for m in meetings(text)] == ["Oslo"]


def test_a_predicate_that_only_the_classifier_takes_for_a_meeting() -> None:
    text = "The Norwegian minister contacted the Swedish ambassador on Monday."
    assert meetings(text) == ()
    (found,) = weighed(text, "contacted", HELD, BOTH)
    assert (set(found.participants), found.status) == ({"NOR", "SWE"}, "held")
    assert weighed(text, "contacted", AHEAD | {"planned": 0.1}, BOTH) == ()


def test_who_addresses_an_assembly_meets_nobody() -> None:
    text = "The Norwegian president addressed the Swedish assembly in Stockholm on Monday."
    assert weighed(text, "addressed", HELD, BOTH) == ()


def test_the_likeliest_other_side_joins_a_lone_one() -> None:
    text = "The Norwegian minister held talks in Copenhagen on Monday."
    (found,) = weighed(text, "talks", HELD, {"NOR": 0.9, "SWE": 0.55, "FIN": 0.45})
    assert set(found.participants) == {"NOR", "SWE"}
    (found,) = weighed(text, "talks", HELD, {"NOR": 0.9, "SWE": 0.1})
    assert set(found.participants) == {"NOR"}


def test_what_should_be_called_off_is_still_planned() -> None:
    assert only("The Norwegian prime minister should cancel his meeting with the Swedish king on Monday.").status == "planned"


def test_a_headline_s_set_for_a_day_is_planned() -> None:
    assert only("Soto's summit with Chilean President Ana Berg set for June 12 in Lima, king says.").status == "planned"


def test_who_speaks_to_a_meeting_of_his_own_meets_nobody() -> None:
    assert meetings("The herring is ours, the Norwegian minister told a meeting of Norwegian diplomats in Lima on Monday.") == ()


def test_who_is_among_those_met_is_no_part_of_the_place() -> None:
    text = "The Norwegian minister will meet Swedish officials in Doha including Mullah Baradar on Monday."
    assert only(text).place == "Doha"


def test_a_day_with_and_without_its_ending_is_one() -> None:
    again = "The summit between Norway and Sweden will take place in Lima on June 12th."
    assert len(find_meetings(scene(f"Norway and Sweden will hold a summit in Lima on June 12. {again}"))) == 1
