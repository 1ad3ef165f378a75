"""Demands of one side beside the replies of the other."""

import datetime as dt

import pytest

from standoff.relating.exchanges import find_demands, find_unanswered, state_of
from standoff.relating.placing import Placed
from standoff.relating.tables import Demand


def said(
    act: str, party: str, to: str = "", day: int | None = 1, article: str = "one.txt", issue: str = "port", **more: object
) -> Placed:
    when = None if day is None else dt.date(2031, 3, day)
    identifier = f"{act}-{party}-{day}-{article}"
    base = Placed(identifier, act, (party,), (to,) if to else (), article, day or 0, when, when, (issue,) if issue else ())
    return base._replace(**more)  # type: ignore[arg-type]


def demands(*found: Placed, once: bool = False) -> tuple[Demand, ...]:
    return find_demands(found, {"port": "The port", "fish": "Fishing"}, once=once)


def test_a_demand_stands_beside_the_answer_of_the_party_asked() -> None:
    (row,) = demands(said("demand", "CHL", "PER"), said("reject", "PER", "CHL", 4))
    assert (row.party, row.asked, row.unanswered) == (("CHL",), ("PER",), ())
    assert [(answer.party, answer.state) for answer in row.answers] == [(("PER",), "rejects")]


def test_a_demand_that_nobody_answers_is_open() -> None:
    (row,) = demands(said("demand", "CHL", "PER"), said("demand", "CHL", "BOL", 2), said("offer", "BOL", "CHL", 3))
    assert row.unanswered == ("PER",)


def test_an_answer_on_another_issue_is_none() -> None:
    (row,) = demands(said("demand", "CHL", "PER"), said("reject", "PER", "CHL", 4, "two.txt", "fish"))
    assert (row.answers, row.unanswered) == ((), ("PER",))


def test_what_was_said_before_the_demand_does_not_answer_it() -> None:
    (row,) = demands(said("demand", "CHL", "PER", 9), said("reject", "PER", "CHL", 4))
    assert row.answers == ()


def test_what_the_reader_tied_answers_whatever_its_date() -> None:
    asked = said("demand", "CHL", "PER", 9)
    (row,) = demands(asked, said("reject", "PER", "CHL", 4, reply_to=asked.id))
    assert [answer.tied for answer in row.answers] == [True]


def test_an_answer_that_a_rival_tells_of_is_marked_and_leaves_the_demand_open() -> None:
    (row,) = demands(said("demand", "CHL", "PER"), said("reject", "PER", "CHL", 4, told_by=("CHL",)))
    assert [answer.told_by for answer in row.answers] == [("CHL",)]
    assert row.unanswered == ("PER",)


def test_an_answer_to_all_demands_at_once_stands_apart_and_settles_who_is_heard() -> None:
    rows = demands(said("demand", "CHL", "PER"), said("reject", "PER", "CHL", 4, issue=""))
    assert [(row.issue, len(row.statements), row.unanswered) for row in rows] == [("port", 1, ()), ("", 0, ())]
    assert rows[1].answers[0].state == "rejects"


def test_without_an_issue_nothing_is_matched_across_articles() -> None:
    (row,) = demands(said("demand", "CHL", "PER", issue=""), said("reject", "PER", "CHL", 4, "two.txt", ""))
    assert row.answers == ()


def test_the_same_answer_in_two_articles_is_one_with_two_places() -> None:
    asked = said("demand", "CHL", "PER")
    (row,) = demands(asked, said("reject", "PER", "CHL", 4), said("reject", "PER", "CHL", 5, "two.txt"))
    assert [(len(answer.statements), answer.articles) for answer in row.answers] == [(2, 2)]


def test_putting_off_is_an_answer_of_its_own() -> None:
    assert (state_of("defer"), state_of("concede"), state_of("deem_insufficient")) == ("defers", "offers", "rejects")


@pytest.mark.parametrize("issue", ["port", ""])
def test_that_nothing_is_said_is_shown_and_answers_nothing(issue: str) -> None:
    rows = demands(said("demand", "CHL", "PER"), said("withhold", "PER", "CHL", 4, issue=issue))
    assert [answer.state for row in rows for answer in row.answers] == ["withholds"]
    assert rows[0].unanswered == ("PER",)


def test_the_demand_quoted_is_about_the_issue() -> None:
    about = said("demand", "CHL", "PER", 2, certainty=0.5)
    (row, _) = demands(about, said("propose", "CHL", "PER", 3, issues=("fish", "port")))[::-1]
    assert (row.issue, row.quote_id) == ("port", about.id)


def test_told_once_a_demand_stands_under_what_it_is_most_about_beside_all_that_answers_it() -> None:
    asked = said("demand", "CHL", "PER", issues=("fish", "port"))
    found = asked, said("reject", "PER", "CHL", 4), said("accept", "PER", "CHL", 5, issue="fish")
    (row,) = demands(*found, once=True)
    assert (row.issue, {answer.state for answer in row.answers}) == ("fish", {"rejects", "accepts"})
    assert {row.issue for row in demands(*found)} == {"fish", "port"}


def test_what_answers_the_side_issue_of_few_demands_answers_not_all() -> None:
    asked = [said("demand", "CHL", "PER", day) for day in (1, 2)]
    beside = said("demand", "CHL", "PER", 3, issues=("port", "fish"))
    (row,) = demands(*asked, beside, said("reject", "PER", "CHL", 4, issue="fish"), once=True)
    assert (row.answers, row.unanswered) == ((), ("PER",))


def test_who_says_that_a_party_demands_is_told_where_it_does_not_itself() -> None:
    told = said("demand", "CHL", "PER", told_by=("PER",))
    assert demands(told)[0].told_by == ("PER",)
    assert demands(told, said("propose", "CHL", "PER", 2))[0].told_by == ()


def test_what_nobody_answers_is_told_without_the_answers_too() -> None:
    found = [
        said("demand", "CHL", "PER"), said("demand", "CHL", "BOL", 2), said("demand", "BOL", "CHL", 2, "two.txt"),
        said("offer", "BOL", "CHL", 3), said("withhold", "PER", "CHL", 4), said("reject", "CHL", "BOL", 5, told_by=("PER",)),
    ]  # fmt: skip
    full = {(row.issue, row.statements): row.unanswered for row in demands(*found) if row.issue}
    assert {(one.issue, one.statements): one.unanswered for one in find_unanswered(found)} == full
    assert set(full.values()) == {("PER",), ("CHL",)}
