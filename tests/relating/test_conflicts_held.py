"""A meeting told as held against the same meeting told as off, in articles of our own sentences."""

import pytest

from standoff.relating.conflicts import decide
from standoff.relating.conflicts_tables import Decision
from standoff.relating.conflicts_words import about
from tests.relating.claims import claims

TITLE = "Norway and Sweden and the herring quotas\n\n"
MET = "The foreign ministers of Norway and Sweden met in Bergen on 12 May 2031 for talks on herring quotas, officials said."
PLANNED = "The foreign ministers of Norway and Sweden will meet in Bergen on 12 May 2031 for talks on herring quotas."
OFF = "Talks between Norway and Sweden on herring quotas planned for 12 May 2031 in Bergen were cancelled, an official said."
UNDATED = "Norway cancelled its talks with Sweden on herring quotas in Bergen, an official said."
NEVER = "The talks of Norway and Sweden on herring quotas in Bergen on 12 May 2031 never took place, an official said."
DENIED = "Norway denied that its foreign minister met the Swedish one in Bergen on 12 May 2031."


def between(one: str, other: str, first: str = "2031-05-13", then: str = "2031-05-14") -> list[Decision]:
    mine, theirs = claims(TITLE + one, "when", first), claims(f"{TITLE}{other} ", "when", then)
    return [found for a in mine for b in theirs if (found := decide(a, b)) is not None]


@pytest.mark.parametrize("other", [OFF, UNDATED, NEVER, DENIED])
def test_a_meeting_held_and_the_same_not_held_is_a_conflict(other: str) -> None:
    (found,) = between(MET, other)
    assert (found.verdict, found.kind) == ("conflict", "time")
    assert "as held" in found.reason


@pytest.mark.parametrize("off", [OFF, UNDATED, OFF.replace("cancelled", "postponed")])
def test_a_meeting_ahead_that_is_off_later_is_an_update(off: str) -> None:
    (found,) = between(PLANNED, off, first="2031-05-08", then="2031-05-10")
    assert found.verdict == "update"
    assert "as called off" in found.reason


def test_a_meeting_held_after_it_was_off_is_an_update() -> None:
    (found,) = between(OFF, MET, first="2031-05-10", then="2031-05-13")
    assert found.verdict == "update"


def test_a_meeting_told_as_ahead_and_as_off_on_one_day_is_a_conflict() -> None:
    (found,) = between(PLANNED, OFF, first="2031-05-10", then="2031-05-10")
    assert found.verdict == "conflict"


@pytest.mark.parametrize(
    "other",
    [
        "Norway cancelled the next round of talks with Sweden on herring quotas in Bergen, an official said.",
        "Norway cancelled its talks with Sweden on herring quotas in Malmö, an official said.",
        "Talks between Denmark and Finland planned for 16 May 2031 in Malmö were cancelled, an official said.",
    ],
)
def test_another_meeting_that_is_off_says_nothing_of_this_one(other: str) -> None:
    assert not [one for one in between(MET, other) if one.verdict in ("conflict", "update")]


def test_two_who_tell_it_as_off_agree() -> None:
    again = "Norwegian and Swedish talks on herring quotas in Bergen set for 12 May 2031 have been called off, Finland said."
    assert {one.verdict for one in between(OFF, again)} == {"same"}


def test_the_set_asks_whether_it_was_held() -> None:
    told = [one for text in (MET, OFF) for one in claims(TITLE + text, "when", "2031-05-13")]
    assert about("time", told) == "meeting (Norway, Sweden): whether it was held"
