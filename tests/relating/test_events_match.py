import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.relating.events_match import Window, between, compare, may_be_one
from standoff.relating.events_mentions import Glimpse, Placed
from tests.relating.tellings import act, day, talks


def test_talks_of_one_day_place_and_sides_are_one_event() -> None:
    verdict = compare(talks("a", 2), talks("b", 2))
    assert verdict.score > 0
    assert "the same day (2031-03-05)" in verdict.reason
    assert "NOR, SWE" in verdict.reason


@pytest.mark.parametrize("later", [7, 14, 30])
def test_talks_of_other_weeks_are_other_talks(later: int) -> None:
    assert compare(talks("a", 2), talks("b", 2 + later)).barred


def test_a_day_that_differs_by_one_can_be_one_event_and_is_told() -> None:
    verdict = compare(talks("a", 2, persons=frozenset({"holm"})), talks("b", 3, persons=frozenset({"holm"})))
    assert verdict.score > 0
    assert "but the days differ by one" in verdict.reason


def test_other_parties_bar_a_join() -> None:
    verdict = compare(talks("a", 2), talks("b", 2, agents=frozenset({"PER", "CHL"})))
    assert verdict.barred
    assert verdict.reason == "different parties act"


def test_talks_with_another_guest_are_other_talks() -> None:
    assert compare(talks("a", 2), talks("b", 2, agents=frozenset({"NOR", "PER"}))).barred


def test_other_persons_meet_at_another_meeting() -> None:
    assert compare(talks("a", 2, persons=frozenset({"holm"})), talks("b", 2, persons=frozenset({"berg"}))).barred


def test_the_same_kind_of_act_by_the_same_party_is_not_enough() -> None:
    assert compare(act("a", "accuse", repeated=True), act("b", "accuse", repeated=True)).score < -0.4


def test_a_single_act_with_its_day_and_words_is_enough() -> None:
    own = frozenset({"toll", "draft"})
    one, other = (act(article, "transmit", own=own, words=own, day=day(1)) for article in "ab")
    assert compare(one, other).score > 0


def test_different_acts_are_different_events() -> None:
    assert compare(act("a", "transmit"), act("b", "publish")).barred


def test_different_days_of_the_week_bar_a_join_where_no_day_is_known() -> None:
    assert compare(talks("a", weekday=0), talks("b", weekday=2)).barred
    assert compare(talks("a", 0), talks("b", weekday=2)).barred
    assert not compare(talks("a", 0), talks("b", weekday=0)).barred


@pytest.mark.parametrize(
    "other",
    [talks("b", 2), talks("b", 9), act("b", "transmit"), talks("b", weekday=0), talks("b", 2, persons=frozenset({"berg"}))],
)
def test_a_glimpse_rules_out_what_the_whole_mention_does(other: Placed) -> None:
    one = talks("a", 2, persons=frozenset({"holm"}))
    seen = msgspec.json.decode(msgspec.json.encode(one.mention), type=Glimpse)
    assert may_be_one(seen, other.mention) is not compare(one, other).barred


def test_a_window_is_no_weekday() -> None:
    assert not compare(talks("a", day=(dt.date(2031, 3, 1), dt.date(2031, 3, 31))), talks("b", weekday=2)).barred


def test_within_an_article_a_bare_mention_far_down_is_less_likely_the_same() -> None:
    first, next_, far = (act("a", "transmit", id=f"{number}", sentence=number) for number in (0, 1, 9))
    assert compare(first, next_).score > compare(first, far).score


def test_within_an_article_talks_with_another_guest_are_other_talks() -> None:
    assert compare(talks("a", 2), talks("a", 2, id="1", agents=frozenset({"NOR", "PER"}))).barred


windows = st.none() | st.lists(st.dates(), min_size=2, max_size=2).map(lambda days: (min(days), max(days)))


@given(windows, windows)
def test_the_gap_between_windows_is_the_same_from_both_sides(a: Window | None, b: Window | None) -> None:
    assert between(a, b) == between(b, a)


parties = st.frozensets(st.sampled_from(["NOR", "SWE", "PER"]))
tellings = st.builds(
    talks,
    st.sampled_from(["a", "b"]),
    st.none() | st.integers(0, 9),
    agents=parties,
    persons=st.frozensets(st.sampled_from(["holm", "berg"])),
    place=st.sampled_from([None, "oslo", "lima"]),
    sentence=st.integers(0, 20),
)


@given(tellings, tellings)
def test_a_verdict_is_the_same_in_either_order(a: Placed, b: Placed) -> None:
    one, other = compare(a, b), compare(b, a)
    assert (one.score, one.barred) == (other.score, other.barred)
