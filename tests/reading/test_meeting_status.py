from standoff.reading.meetings import find_meetings
from tests.reading.scenes import scene


def status(text: str) -> str:
    (found,) = find_meetings(scene(text, "2021-03-17"))
    return found.status


def test_what_is_not_refused_is_still_open() -> None:
    assert status("Norway has not rejected talks with Sweden.") == "planned"


def test_those_who_fail_to_meet_have_not_met() -> None:
    assert status("Norwegian and Swedish envoys failed to meet in Copenhagen on Friday.") == "cancelled"


def test_what_is_refused_is_refused() -> None:
    assert status("Norway has rejected talks with Sweden.") == "refused"
