"""Positions over time, out of statements that were placed."""

import datetime as dt

import pytest

from standoff.relating.placing import Placed
from standoff.relating.positions import changes_between, find_positions
from standoff.relating.tables import Position, Shift

MARCH = dt.date(2031, 3, 1), dt.date(2031, 3, 31)


def on(day: int | None) -> dt.date | None:
    return None if day is None else dt.date(2031, 3, day)


def placed(
    act: str, day: int | None, party: str = "CHL", number: int = 0, certainty: float = 1.0, told_by: tuple[str, ...] = ()
) -> Placed:
    return Placed(
        f"{act}-{day}-{number}", act, (party,), (), f"{day}.txt", number, on(day), on(day), ("port",), certainty, told_by
    )


def positions(*found: Placed) -> tuple[Position, ...]:
    return find_positions(found, {"port": "The port"})


def changes(*found: Placed) -> list[tuple[str | None, str]]:
    (row,) = positions(*found)
    return [(change.before, change.state) for change in row.changes]


def test_the_last_statement_sets_the_stance() -> None:
    (row,) = positions(placed("reject", 1), placed("accept", 5))
    assert (row.stance, row.state, row.act, row.since_earliest) == ("for", "accepts", "accept", on(5))


def test_a_repeat_does_not_make_a_stance_newer() -> None:
    (row,) = positions(placed("accept", 1), placed("reject", 3), placed("reject", 9))
    assert (row.stance, row.since_earliest, row.last_earliest) == ("against", on(3), on(9))


def test_another_word_for_the_same_state_is_no_change() -> None:
    assert changes(placed("demand", 1), placed("propose", 4)) == [(None, "demands")]


def test_the_stance_over_time_is_told_step_by_step() -> None:
    found = placed("reject", 1), placed("offer_talks", 4), placed("partially_accept", 9)
    assert changes(*found) == [(None, "rejects"), ("rejects", "open"), ("open", "partly")]


def test_taking_one_part_and_refusing_another_in_one_article_is_a_part_accepted() -> None:
    (row,) = positions(placed("reject", 5), placed("accept", 5, number=3))
    assert (row.stance, row.state, row.statements) == ("mixed", "partly", ("reject-5-0", "accept-5-3"))


def test_articles_that_tell_one_day_differently_make_it_mixed() -> None:
    (row,) = positions(placed("reject", 5), placed("accept", 5, number=3)._replace(article="other.txt"))
    assert (row.stance, row.state) == ("mixed", "mixed")


def test_demanding_and_refusing_go_together_and_the_last_one_counts() -> None:
    (row,) = positions(placed("reject", 5), placed("demand", 5, number=3))
    assert (row.stance, row.state) == ("for", "demands")


def test_a_principle_held_goes_with_a_refusal() -> None:
    (row,) = positions(placed("reject", 5), placed("reaffirm", 5, number=3))
    assert (row.stance, row.state) == ("against", "rejects")


@pytest.mark.parametrize("later", ["commit", "offer_talks", "concede", "demand"])
def test_what_goes_with_an_acceptance_does_not_take_its_place(later: str) -> None:
    (row,) = positions(placed("accept", 5), placed(later, 5, number=3))
    assert (row.stance, row.state, row.act, row.quote_id) == ("for", "accepts", "accept", "accept-5-0")


def test_of_what_is_taken_on_one_day_the_furthest_counts() -> None:
    (row,) = positions(placed("offer", 5), placed("offer_talks", 5, number=3))
    assert row.state == "offers"


def test_an_acceptance_in_part_is_no_whole_one() -> None:
    (row,) = positions(placed("partially_accept", 5), placed("accept", 5, number=3))
    assert row.state == "partly"


def test_the_words_quoted_are_about_the_issue() -> None:
    about, beside = placed("reject", 5)._replace(certainty=0.6), placed("reject", 5, number=3)._replace(issues=("fish", "port"))
    row = next(one for one in positions(about, beside) if one.issue == "port")
    assert row.quote_id == about.id


def test_every_party_has_its_own_row() -> None:
    assert [(row.party, row.stance) for row in positions(placed("reject", 5, "PER"), placed("accept", 5))] == [
        ("CHL", "for"),
        ("PER", "against"),
    ]


def test_an_undated_statement_goes_before_dated_ones_and_the_change_is_not_sure() -> None:
    (row,) = positions(placed("accept", 2), placed("reject", None))
    assert (row.stance, row.statements) == ("for", ("reject-None-0", "accept-2-0"))
    assert [change.sure for change in row.changes] == [True, False]


def test_a_statement_of_some_day_of_the_year_does_not_pass_for_the_newest() -> None:
    vague = placed("reject", 1)._replace(earliest=dt.date(2031, 1, 1), latest=dt.date(2031, 12, 31))
    (row,) = positions(vague, placed("accept", 20))
    assert row.state == "accepts"


def test_the_surest_statement_of_the_state_is_quoted() -> None:
    (row,) = positions(placed("reject", 1), placed("accept", 2, number=1), placed("accept", 3, number=2, certainty=0.4))
    assert row.quote_id == "accept-2-1"


def test_what_a_rival_says_of_a_party_is_not_its_position() -> None:
    (row,) = positions(placed("reject", 1), placed("accept", 5, told_by=("PER",)))
    assert (row.state, row.statements, row.ascribed) == ("rejects", ("reject-1-0",), ("accept-5-0",))


def test_a_party_that_is_only_spoken_of_is_silent() -> None:
    (row,) = positions(placed("accept", 5, told_by=("PER",)))
    assert (row.stance, row.state, row.statements, row.quote_id) == ("silent", "silent", (), "accept-5-0")


def test_no_statement_no_row() -> None:
    assert positions() == ()


def test_copies_of_one_text_count_as_one_origin() -> None:
    found = (placed("reject", 1), placed("reject", 2), placed("reject", 3))
    (row,) = find_positions(found, {"port": "The port"}, {"1.txt": "o", "2.txt": "o", "3.txt": "3.txt"}.__getitem__)
    assert (row.articles, row.origins) == (3, 2)
    assert (row.changes[0].articles, row.changes[0].origins) == (3, 2)


def between(first: int, last: int, *found: Placed) -> tuple[Shift, ...]:
    return changes_between(positions(*found), on(first), on(last))


def test_between_two_days_only_what_changed_then_is_told() -> None:
    found = placed("reject", 1), placed("accept", 5), placed("reject", 20)
    assert [(change.before, change.state) for change in between(2, 10, *found)] == [("rejects", "accepts")]


def test_what_may_have_changed_outside_the_days_is_not_sure() -> None:
    vague = placed("reject", 8)._replace(latest=on(30))
    assert [change.sure for change in between(2, 10, vague)] == [False]


def test_what_has_no_day_did_not_change_between_any_two() -> None:
    assert between(1, 31, placed("reject", None)) == ()


def test_a_state_that_rests_on_what_the_party_denies_is_disputed() -> None:
    found = [placed("demand", 3), placed("accept", 5)]
    (row,) = find_positions(found, {"port": "The port"}, disputed={"accept-5-0"})
    assert (row.state, row.disputed) == ("accepts", ("accept-5-0",))
    assert [change.disputed for change in row.changes] == [(), ("accept-5-0",)]


def test_statements_of_one_origin_count_once_wherever_they_stand() -> None:
    found = [placed("reject", 3), placed("reject", 4), placed("reject", 5)]
    (row,) = find_positions(found, {"port": "The port"}, origin_at=lambda one: "week.txt" if one.start == 0 else one.article)
    assert (row.origins, row.articles) == (1, 3)
