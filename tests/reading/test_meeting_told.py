import pytest

from standoff.reading.act_choice import classified
from standoff.reading.acts import frames_of
from standoff.reading.meeting_told import confirmed
from standoff.reading.meetings import find_meetings
from tests.reading.scenes import scene
from tests.reading.told import BOTH, HELD, judged, meetings, only, weighed


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


AHEAD = {"planned": 0.5, "held": 0.4, "cancelled": 0.0, "refused": 0.0}
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


def test_a_predicate_that_only_the_classifier_takes_for_a_meeting() -> None:
    text = "The Norwegian minister contacted the Swedish ambassador on Monday."
    assert meetings(text) == ()
    (found,) = weighed(text, "contacted", HELD, BOTH)
    assert (set(found.participants), found.status) == ({"NOR", "SWE"}, "held")
    assert weighed(text, "contacted", AHEAD | {"planned": 0.1}, BOTH) == ()


def test_the_likeliest_other_side_joins_a_lone_one() -> None:
    text = "The Norwegian minister held talks in Copenhagen on Monday."
    (found,) = weighed(text, "talks", HELD, {"NOR": 0.9, "SWE": 0.55, "FIN": 0.45})
    assert set(found.participants) == {"NOR", "SWE"}
    (found,) = weighed(text, "talks", HELD, {"NOR": 0.9, "SWE": 0.1})
    assert set(found.participants) == {"NOR"}


@pytest.mark.parametrize("meeting", ["last round of talks", "talks"])
def test_a_clause_about_a_meeting_makes_no_second_one(meeting: str) -> None:
    text = f"Peru quarrelled with Chile. The {meeting}, held in Oslo in April, collapsed when Chile declined to sign."
    read, told = judged(text, {"talks": HELD, "held": HELD})
    assert [mention.head.text for mention in confirmed(read, {one.candidate.token.i: one for one in told})] == ["talks"]
