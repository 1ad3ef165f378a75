import pytest

from standoff.reading.tense import Tenses, subjunctive
from standoff.reading.times import find_times
from standoff.reading.tokens import DEFAULT_MODEL, parse


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("The envoys met on Wednesday.", "past"),
        ("The envoys will meet on Wednesday.", "future"),
        ("The envoys are to meet on Wednesday.", "future"),
        ("A meeting is scheduled for Wednesday.", "future"),
        ("The hearing was postponed until Wednesday.", "future"),
        ("The hearing was postponed on Wednesday.", "past"),
        ("The talks take place on Wednesday.", "future"),
        ("The minister says on Wednesday that he is ill.", "past"),
        ("The fleet has been at sea since Wednesday.", "past"),
        ("The envoys left after talks on Wednesday.", "past"),
        ("Neither of them could be reached Wednesday in the port.", "past"),
        ("They could be reached Wednesday in the port.", "future"),
        ("Inspections will go on even after many rules have expired in 2035.", "future"),
        ("The fleet has grown since they have met in 2021.", "past"),
        ("Until Thursday, they had not answered the letter.", "past"),
        ("The truce held until Friday.", "past"),
        ("The truce was extended until Friday.", "future"),
        ("The troops had left the province by May.", "past"),
        ("The troops must leave the province by May.", "future"),
    ],
)
def test_tense_and_plans_tell_the_side(text: str, side: str) -> None:
    doc = next(iter(parse([text], DEFAULT_MODEL)))
    assert Tenses(doc).side(find_times(text)[0]) == side


def test_only_a_modal_makes_the_future_sure() -> None:
    sure = []
    for text in ("It happens in 2031.", "It will happen in 2031."):
        doc = next(iter(parse([text], DEFAULT_MODEL)))
        sure.append(Tenses(doc).sure(find_times(text)[0]))
    assert sure == [False, True]


def test_empty_text_has_no_tokens() -> None:
    assert Tenses(next(iter(parse([""], DEFAULT_MODEL)))).token_at(0) is None


@pytest.mark.parametrize(
    ("text", "verb", "shall"),
    [
        ("Peru insisted that Chile leave the port.", "leave", True),
        ("Peru insisted that all sanctions be lifted.", "lifted", True),
        ("Peru insisted that Chile leaves the port.", "leaves", False),
        ("Peru insisted that all sanctions will be lifted.", "lifted", False),
        ("Peru insisted that all sanctions were lifted.", "lifted", False),
    ],
)
def test_a_subjunctive_tells_what_shall_be(text: str, verb: str, shall: bool) -> None:
    doc = next(iter(parse([text], DEFAULT_MODEL)))
    assert subjunctive(next(token for token in doc if token.text == verb)) == shall
