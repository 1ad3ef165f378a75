import datetime as dt

from standoff.report.brief import build_brief
from standoff.store.query import Filter
from tests.report.conftest import Keep
from tests.report.crisis import crisis


def test_one_event_stands_with_both_its_tellings(keep: Keep) -> None:
    events = build_brief(keep(*crisis())).events
    (talks,) = [one for one in events if one.place == "Bergen"]
    assert [party.code for party in talks.participants] == ["NOR", "SWE"]
    assert (talks.when, talks.status, talks.articles, talks.origins) == ("8 May 2030", "held", 2, 2)
    assert {telling.evidence[0].article for telling in talks.tellings} == {"third.txt", "fourth.txt"}


def test_a_telling_says_why_it_is_joined_by_outlet_and_in_words(keep: Keep) -> None:
    events = build_brief(keep(*crisis())).events
    (talks,) = [one for one in events if one.place == "Bergen"]
    (reason,) = [telling.reason for telling in talks.tellings if telling.reason]
    assert reason.startswith(("with Fjord Post: ", "with Harbour News: "))
    assert "“meets”" in reason
    assert "2030-" not in reason


def test_as_of_a_day_before_it_an_event_is_not_there(keep: Keep) -> None:
    brief = build_brief(keep(*crisis()), Filter(until=dt.date(2030, 5, 7)))
    assert [one for one in brief.events if one.place == "Bergen"] == []


def test_a_telling_of_a_later_article_is_new(keep: Keep) -> None:
    brief = build_brief(keep(*crisis()), since=dt.date(2030, 5, 11))
    (talks,) = [one for one in brief.events if one.place == "Bergen"]
    assert {telling.evidence[0].article: telling.new for telling in talks.tellings} == {"third.txt": False, "fourth.txt": True}
    assert brief.changed is not None and "1 event told anew" in brief.changed.also


def test_a_story_names_its_articles_with_why_they_belong(keep: Keep) -> None:
    stories = build_brief(keep(*crisis())).stories
    (copied,) = [one for one in stories if one.papers[0].article == "first.txt"]
    assert (copied.articles, copied.origins, copied.when) == (2, 1, "2–4 May 2030")
    assert {paper.article for paper in copied.papers} == {"first.txt", "second.txt"}
    assert any(paper.reason.startswith("both have") for paper in copied.papers)
    assert copied.title  # an article without a title is called by its name


def test_a_story_keeps_to_what_was_out_by_a_day(keep: Keep) -> None:
    brief = build_brief(keep(*crisis()), Filter(until=dt.date(2030, 5, 10)))
    assert {paper.article for one in brief.stories for paper in one.papers} == {"first.txt", "second.txt"}
