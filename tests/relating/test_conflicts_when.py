"""Days that cannot both hold, in articles of our own sentences read by the real reader."""

from standoff.relating.claims_index import echoes, keys
from standoff.relating.conflicts import decide
from standoff.relating.conflicts_tables import Decision
from tests.relating.claims import claims

TITLE = "Norway and Sweden talk about herring in Bergen\n\n"
MET = "Envoys of Norway and Sweden met in Bergen on {} to talk about herring quotas, a spokesman said."
PLANNED = "Envoys of Norway and Sweden will meet in Bergen on {} to talk about herring quotas, a spokesman said."
DUE = "Norway set Sweden a deadline of {} to answer the complaint about herring quotas."


def between(one: str, other: str, published: str = "2031-05-16", earlier: str = "2031-05-16") -> list[Decision]:
    mine, theirs = claims(TITLE + one, "when", earlier), claims(f"{TITLE}{other} ", "when", published)
    return [found for a in mine for b in theirs if (found := decide(a, b)) is not None]


def verdicts(found: list[Decision]) -> set[str]:
    return {one.verdict for one in found}


def test_one_meeting_on_two_days_is_a_conflict_with_both_days_in_the_reason() -> None:
    found = between(MET.format("Monday 12 May 2031"), MET.format("Tuesday 13 May 2031"))
    assert {(one.verdict, one.kind) for one in found} == {("conflict", "time")}
    assert "2031-05-12 against 2031-05-13" in found[0].reason
    assert "meeting" in found[0].reason


def test_weekdays_of_dated_articles_are_days() -> None:
    assert verdicts(between(MET.format("Monday"), MET.format("Tuesday"))) == {"conflict"}


def test_the_same_weekday_in_a_later_print_is_told_twice() -> None:
    assert verdicts(between(MET.format("Monday"), MET.format("Monday"), published="2031-05-23")) == {"same"}


def test_a_later_word_on_a_day_ahead_is_an_update() -> None:
    found = between(PLANNED.format("20 May 2031"), PLANNED.format("22 May 2031"), published="2031-05-18")
    assert verdicts(found) == {"update"}


def test_a_postponed_meeting_is_an_update_however_far() -> None:
    moved = "The meeting of envoys of Norway and Sweden in Bergen about herring quotas was postponed to 9 June 2031."
    assert verdicts(between(PLANNED.format("20 May 2031"), moved, published="2031-05-18")) == {"update"}


def test_a_day_within_a_month_can_hold_beside_it() -> None:
    assert verdicts(between(MET.format("12 May 2031"), MET.format("May 2031").replace(" on ", " in "))) == {"compatible"}


def test_a_second_round_is_another_meeting() -> None:
    second = "Envoys of Norway and Sweden held a second meeting in Bergen on 13 May 2031 to talk about herring quotas."
    assert verdicts(between(MET.format("12 May 2031"), second)) == {"different_referent"}


def test_meetings_a_week_apart_are_two_meetings() -> None:
    assert verdicts(between(MET.format("5 May 2031"), MET.format("12 May 2031"))) == {"different_referent"}


def test_two_deadlines_are_a_conflict() -> None:
    found = between(DUE.format("29 December 2031"), DUE.format("31 January 2032"))
    assert verdicts(found) == {"conflict"}
    assert "by 2031-12-29 against by 2032-01-31" in found[0].reason


def test_a_build_up_that_began_in_two_months_is_a_conflict() -> None:
    one = "Norway's deployment of soldiers near the Swedish border at Kiruna began in {}, officials said."
    assert verdicts(between(one.format("October 2030"), one.format("December 2030"))) == {"conflict"}


def test_what_was_over_is_not_what_was_still_ahead() -> None:
    found = between(PLANNED.format("20 May 2031"), MET.format("15 May 2031"), published="2031-05-18")
    assert verdicts(found) == {"different_referent"}


def test_states_and_a_kind_alone_join_nothing() -> None:
    assert not between("Norway's minister was arrested in March 2031.", "A Norwegian cook was arrested in April 2031.")


def test_accounts_of_one_meeting_share_a_key() -> None:
    one, other = (claims(TITLE + MET.format(day), "when", "2031-05-16")[0] for day in ("12 May 2031", "13 May 2031"))
    assert set(keys(one)) & set(keys(other))


def test_only_the_same_day_is_an_echo() -> None:
    one, other = (claims(TITLE + MET.format(day), "when", "2031-05-16")[0] for day in ("12 May 2031", "13 May 2031"))
    assert echoes(one, one)
    assert not echoes(one, other)


def test_rounds_of_talks_in_two_countries_are_two() -> None:
    one = "Envoys of Norway and Sweden will hold talks about herring quotas in Geneva on 20 May 2031, a spokesman said."
    other = "Envoys of Norway and Sweden will hold talks about herring quotas in Vienna on 22 May 2031, a spokesman said."
    assert verdicts(between(one, other)) <= {"different_referent"}


def test_talks_that_open_and_talks_that_are_held_can_be_one() -> None:
    opening = "Talks of Norway and Sweden about herring quotas are due to open in Bergen on 22 May 2031, an envoy told reporters."
    assert verdicts(between(PLANNED.format("20 May 2031"), opening)) == {"conflict"}


def test_the_end_of_talks_is_no_rival_of_the_day_on_which_they_were_held() -> None:
    ended = "The talks in which envoys of Norway and Sweden met in Bergen about herring quotas ended on Tuesday 13 May 2031."
    assert "conflict" not in verdicts(between(MET.format("Monday 12 May 2031"), ended))
