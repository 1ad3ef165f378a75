import pytest

from standoff.codebook.conflicts import conflict_words
from standoff.relating.claims_held import not_held
from standoff.relating.conflicts_tables import Claim
from tests.relating.claims import claims

TITLE = "Norway and Sweden quarrel over herring\n\n"


def told(text: str) -> list[tuple[str, str]]:
    return [
        (one.told, text[one.start : one.end])
        for one in not_held(text, 0, len(text), conflict_words().pattern_denying.finditer(text))
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Talks planned for Monday in Bergen were cancelled.", [("off", "Talks")]),
        ("Bergen talks called off", [("off", "talks")]),
        ("Talks set for 12 May 2031 have been called off.", [("off", "Talks")]),
        ("Norway cancels talks with Sweden", [("off", "talks")]),
        ("After the talks, Norway cancelled a visit to Malmö.", [("off", "visit")]),
        ("The meeting in Bergen never took place.", [("denied", "meeting")]),
        ("The envoys did not meet in Bergen.", [("denied", "meet")]),
        ("There was no meeting in Bergen on Monday.", [("denied", "meeting")]),
        ("Norway denied that its envoy met the Swedish one.", [("denied", "met")]),
    ],
)
def test_what_is_off_or_never_was_is_known_with_its_word(text: str, found: list[tuple[str, str]]) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The talks were not cancelled.",
        "The talks could be postponed.",
        "Norway threatened to cancel the talks.",
        "Norway denied that the talks were cancelled.",
        "Norway denied that it had spoken of herring at the talks.",
        "The orchestra cancelled its concert.",
        "The envoys had not met since the spring.",
    ],
)
def test_what_is_left_open_or_is_no_happening_is_not_off(text: str) -> None:
    assert told(text) == []


def day_of(text: str) -> Claim:
    (found,) = [one for one in claims(TITLE + text, "when") if one.topic == "meeting"]
    return found


def test_the_day_on_which_talks_were_called_off_is_not_the_day_of_the_talks() -> None:
    found = day_of("Norway on Monday called off its talks with Sweden in Bergen about herring.")
    assert (found.group, found.earliest, found.latest) == ("off", None, None)


def test_the_day_that_talks_were_set_for_is_kept() -> None:
    found = day_of("Talks between Norway and Sweden planned for 12 May 2031 in Bergen were cancelled, officials said.")
    assert (found.group, found.latest and found.latest.day) == ("off", 12)
    assert found.text.endswith("were cancelled")


def test_the_day_that_talks_were_moved_to_is_not_off() -> None:
    found = [one for one in claims(TITLE + "The Bergen talks with Sweden were postponed to 9 June 2031.", "when") if one.latest]
    assert all(one.group != "off" for one in found)


def test_a_past_meeting_is_held_and_one_to_come_is_not() -> None:
    met = day_of("The envoys of Norway and Sweden met in Bergen on Monday 5 May 2031 about herring.")
    ahead = day_of("The envoys of Norway and Sweden will meet in Bergen on 12 May 2031 about herring.")
    assert (met.group, ahead.group) == ("held", None)


def test_a_denied_meeting_without_a_day_is_one_claim_and_other_sentences_have_none() -> None:
    text = "The meeting of Norwegian and Swedish envoys in Bergen never took place, Norway said. Herring is dear."
    assert [(one.group, one.latest) for one in claims(TITLE + text, "when")] == [("denied", None)]
