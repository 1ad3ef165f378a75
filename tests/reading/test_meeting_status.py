import pytest

from tests.reading.told import meetings, only


def test_talks_called_off_are_cancelled() -> None:
    assert only("Norway cancelled talks with Sweden in Copenhagen on Friday.").status == "cancelled"


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


def test_a_call_refused_is_refused() -> None:
    found = only("The Norwegian president refused to take a call from the Swedish president.")
    assert (set(found.participants), found.status) == ({"NOR", "SWE"}, "refused")


def test_a_summit_to_be_held_is_planned() -> None:
    found = only("Norway and Sweden hope to discuss trade during the summit to be held in Copenhagen.")
    assert found.status == "planned"


def test_a_meeting_on_whose_eve_something_is_said_lies_ahead() -> None:
    assert only("On the eve of his meeting with the Swedish president, the Norwegian president praised him.").status == "planned"


def test_a_guest_who_is_there_meets_now() -> None:
    assert only("The Norwegian president is in Stockholm, meeting with the Swedish president.").status == "held"


def test_a_summit_that_is_skipped_is_refused() -> None:
    assert only("The Norwegian president skipped a summit with the Swedish president in Copenhagen.").status == "refused"


def test_a_meeting_behind_the_word_that_calls_it_off_is_cancelled() -> None:
    text = "Norway regretted the postponement of the talks with Sweden in Copenhagen on Friday."
    assert [found.status for found in meetings(text)] == ["cancelled"]


def test_what_somebody_was_able_to_do_is_done() -> None:
    assert only("The Norwegian minister was able to meet with the Swedish minister on Monday.").status == "held"


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


def test_what_should_be_called_off_is_still_planned() -> None:
    assert only("The Norwegian prime minister should cancel his meeting with the Swedish king on Monday.").status == "planned"


def test_a_headline_s_set_for_a_day_is_planned() -> None:
    assert only("Soto's summit with Chilean President Ana Berg set for June 12 in Lima, king says.").status == "planned"


def test_what_is_not_refused_is_still_open() -> None:
    assert only("Norway has not rejected talks with Sweden.").status == "planned"


def test_those_who_fail_to_meet_have_not_met() -> None:
    assert only("Norwegian and Swedish envoys failed to meet in Copenhagen on Friday.").status == "cancelled"


def test_what_is_refused_is_refused() -> None:
    assert only("Norway has rejected talks with Sweden.").status == "refused"


@pytest.mark.parametrize(
    "text",
    [
        "No talks between Norway and Sweden took place in Copenhagen on Monday.",
        "The Norwegian minister was not able to meet his Swedish counterpart in Copenhagen on Monday.",
        "The Norwegian minister insisted he never met his Swedish counterpart in Copenhagen.",
        "A meeting between Norway and Sweden in Copenhagen on Monday fell through.",
        "The planned meeting between Norway and Sweden in Copenhagen on Friday is off.",
        "The Norwegian president dropped plans to visit Sweden on Friday.",
        "Norway dismissed reports that its minister met his Swedish counterpart in Copenhagen.",
    ],
)
def test_however_it_is_denied_what_never_was_is_not_held(text: str) -> None:
    assert only(text).status == "cancelled"


@pytest.mark.parametrize(
    "text",
    [
        "Under no circumstances will the Norwegian president meet the Swedish president in Copenhagen.",
        "The Norwegian president by no means intends to meet his Swedish counterpart in May.",
        "Norway does not plan to meet Sweden in Copenhagen on Friday.",
        "The Norwegian president is no longer expected to meet his Swedish counterpart in Copenhagen on Friday.",
        "Norway has no plans to hold talks with Sweden in Copenhagen.",
        "Norway will hold no talks with Sweden in Copenhagen.",
        "The Norwegian minister decided against meeting his Swedish counterpart in Copenhagen.",
        "The Norwegian minister did not attend the summit with Sweden in Copenhagen on Monday.",
        "The Norwegian minister stayed away from talks with Sweden in Copenhagen on Monday.",
    ],
)
def test_what_shall_not_be_is_refused_however_that_is_said(text: str) -> None:
    assert only(text).status == "refused"


@pytest.mark.parametrize(
    "text",
    [
        "The Norwegian and Swedish ministers almost met in Copenhagen on Monday.",
        "It is not true that the Norwegian minister met the Swedish minister in Copenhagen on Monday.",
        "Reports that the Norwegian minister met his Swedish counterpart in Copenhagen are false.",
        "Had the Norwegian minister met his Swedish counterpart in Copenhagen, the war would be over.",
        "Norway and Sweden would have met in Copenhagen on Monday but for the storm.",
        "Instead of meeting the Swedish minister in Copenhagen on Monday, Norway's minister stayed at home.",
        "A storm kept the Norwegian minister from meeting his Swedish counterpart in Copenhagen on Monday.",
        "The Norwegian minister would not confirm that he met the Swedish minister in Copenhagen.",
        "The Norwegian minister has not met his Swedish counterpart since May.",
        "The Norwegian president has not yet decided whether to visit Sweden in May.",
    ],
)
def test_what_is_not_told_to_have_been_is_no_meeting(text: str) -> None:
    assert meetings(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The Norwegian minister not only met his Swedish counterpart in Copenhagen on Monday, he dined with him.",
        "Norway's minister did not just meet his Swedish counterpart in Copenhagen on Monday; he embraced him.",
        "Norway and Sweden met in Copenhagen on Monday without reaching a deal.",
        "No deal was reached when Norway met Sweden in Copenhagen on Monday.",
        "Norway's president met his Swedish counterpart in Copenhagen on Monday, not in Oslo.",
        "Norway left the talks with Sweden in Copenhagen on Monday without a deal.",
    ],
)
def test_a_denial_of_something_beside_the_meeting_leaves_it_held(text: str) -> None:
    assert only(text).status == "held"


@pytest.mark.parametrize(
    "text",
    [
        "The Norwegian minister has yet to meet his Swedish counterpart.",
        "Norway agreed to talks with Sweden in Copenhagen with no conditions.",
        "The Norwegian minister did not rule out that he would meet his Swedish counterpart in Copenhagen.",
        "Norway's president will meet his Swedish counterpart in Copenhagen on Friday, not in Oslo.",
    ],
)
def test_what_is_still_to_come_is_planned(text: str) -> None:
    assert only(text).status == "planned"


@pytest.mark.parametrize("words", ["stayed out of", "kept away from", "sat out"])
def test_who_keeps_away_refuses(words: str) -> None:
    assert only(f"Norway {words} the talks with Sweden in Copenhagen on Tuesday.").status == "refused"


@pytest.mark.parametrize("words", ["has been struck from his diary", "was taken off the agenda"])
def test_what_is_struck_from_a_list_is_cancelled(words: str) -> None:
    assert only(f"The visit of Norway's foreign minister to Sweden {words}.").status == "cancelled"


def test_what_is_brought_forward_is_still_ahead() -> None:
    assert only("The visit of Norway's foreign minister to Sweden has been brought forward to Wednesday.").status == "planned"


def test_what_is_part_of_a_cancelled_journey_is_cancelled() -> None:
    text = "Norway's president called off a trip to Stockholm, where he was to meet Sweden's prime minister."
    assert {one.status for one in meetings(text)} == {"cancelled"}


def test_what_did_not_once_happen_was_not() -> None:
    assert only("Not once did Norway's president meet Sweden's leader during the crisis.").status == "cancelled"


@pytest.mark.parametrize(("words", "status"), [("indefinitely", "cancelled"), ("to March 14", "planned")])
def test_what_is_put_off_without_a_day_is_cancelled(words: str, status: str) -> None:
    assert only(f"A visit to Sweden by Norway's defence minister has been postponed {words}.").status == status


def test_what_was_to_have_been_was_not() -> None:
    assert only("The foreign ministers of Norway and Sweden were to have met in Oslo on Wednesday.").status == "cancelled"


@pytest.mark.parametrize("verb", ["proposed", "suggested"])
def test_what_is_proposed_is_no_meeting_yet(verb: str) -> None:
    assert meetings(f"Norway has {verb} a meeting with Swedish officials on Monday in Oslo.") == ()


def test_a_second_day_of_talks_goes_on() -> None:
    assert only("A Norwegian delegation is in Stockholm for a second day of talks with the Swedish government.").status == "held"


def test_a_meeting_to_discuss_something_need_not_lie_ahead() -> None:
    assert only("Norway's minister met Sweden's envoy on Monday at a meeting to discuss the rail link.").status == "held"


@pytest.mark.parametrize(
    "text",
    [
        "Norway and Sweden may meet in Oslo on Friday.",
        "Norwegian and Swedish ministers are likely to meet in Oslo next week.",
        "Norway invited Swedish president Berg to Oslo next week.",
        "Talks between Norway and Sweden could take place in Oslo.",
        "Norway said it would meet Sweden's envoy in Oslo on Friday if the ports reopen.",
        "The possible summit of Norway and Sweden in Oslo was discussed.",
        "Norway's minister hopes to meet Sweden's envoy in Oslo on Friday.",
    ],
)
def test_a_meeting_that_nobody_has_agreed_to_is_in_doubt(text: str) -> None:
    meeting = only(text)
    assert (meeting.status, meeting.doubts) == ("planned", ("undecided_meeting",))
    assert meeting.certainty < 1


@pytest.mark.parametrize(
    "text",
    [
        "Norway will meet Sweden in Oslo on Friday.",
        "Norway agreed to meet Swedish envoys in Oslo on Friday.",
        "Norway's minister is expected to meet Sweden's envoy in Oslo on Friday.",
        "Norway's minister is scheduled to visit Sweden on Friday.",
        "Norway and Sweden met in Oslo on Friday.",
        "Norway and Sweden may meet in Oslo on Friday. Norway will meet Sweden in Oslo on Friday, its envoy said.",
    ],
)
def test_a_meeting_that_is_set_or_held_is_not(text: str) -> None:
    assert only(text).doubts == ()
