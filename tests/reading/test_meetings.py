from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.core.records import Meeting
from standoff.core.spans import Span, check
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
