import datetime as dt

from standoff.report.brief import build_brief
from standoff.report.markdown import to_markdown
from standoff.store.query import Filter
from tests.report.conftest import Keep, Plant, day


def gathering(name: str, published: str, place: str = "Bergen", on: str = "2030-05-09", **fields: object) -> Plant:
    text = f"Norway and Sweden met in {place} about herring. The quota for herring is open, writes {name}. Herring is scarce."
    plant = Plant(name, text, published)
    plant.meeting(f"Norway and Sweden met in {place} about herring", "NOR", "SWE", place=place, date=day(on), **fields)
    return plant


def test_a_meeting_told_by_two_articles_is_one_line_that_counts_their_origins(keep: Keep) -> None:
    (line,) = build_brief(keep(gathering("a.txt", "2030-05-10"), gathering("b.txt", "2030-05-11"))).meetings.held
    assert line.told_by == "1 origin (2 articles)"
    assert len(line.evidence) == 2
    assert line.differences == ()


def test_a_line_says_which_article_tells_another_day(keep: Keep) -> None:
    two = gathering("a.txt", "2030-05-10"), gathering("b.txt", "2030-05-11", on="2030-05-10")
    brief = build_brief(keep(*two))
    (line,) = brief.meetings.held
    assert line.differences == ("date: 9 May 2030 (a.txt), 10 May 2030 (b.txt)",)
    assert "told differently: date" in to_markdown(brief)


def test_weekly_talks_are_a_line_each(keep: Keep) -> None:
    weekly = [gathering(f"{week}.txt", f"2030-05-{week:02}", on=f"2030-05-{week:02}") for week in (2, 9, 16)]
    assert len(build_brief(keep(*weekly)).meetings.held) == 3


def planned(name: str, published: str, **fields: str) -> Plant:
    return gathering(name, published, status="planned", **fields)


def test_a_brief_as_of_a_day_knows_a_meeting_that_was_announced_by_then(keep: Keep) -> None:
    views = keep(planned("a.txt", "2030-05-02"), gathering("b.txt", "2030-05-10"))
    before, after = (build_brief(views, Filter(until=dt.date(2030, 5, on))).meetings for on in (3, 10))
    assert ([line.when for line in before.ahead], before.held) == (["9 May 2030"], ())
    assert (after.ahead, len(after.held)) == ((), 1)
    assert before.ahead[0].differences == ()


def test_a_plan_whose_day_nobody_tells_is_not_ahead_and_not_past(keep: Keep) -> None:
    text = "Norway and Sweden will meet in Narvik about herring."
    plant = Plant("a.txt", text, "2030-05-02")
    plant.meeting("Norway and Sweden will meet in Narvik about herring", "NOR", "SWE", place="Narvik", status="planned")
    brief = build_brief(keep(plant))
    assert (brief.meetings.ahead, [line.place for line in brief.meetings.undated]) == ((), ["Narvik"])
    assert "Meetings announced, day not told" in to_markdown(brief)


def test_a_mention_without_a_day_stands_under_the_day_that_others_tell(keep: Keep) -> None:
    other = Plant("b.txt", "Norway and Sweden met in Bergen about herring, b.txt recalls, over the herring quota.", "2030-05-11")
    other.meeting("Norway and Sweden met in Bergen about herring", "NOR", "SWE", place="Bergen")
    (line,) = build_brief(keep(planned("a.txt", "2030-05-02"), other)).meetings.held
    assert (line.when, len(line.evidence)) == ("9 May 2030", 2)


def test_a_meeting_held_is_shown_by_a_sentence_that_tells_it_as_held(keep: Keep) -> None:
    told = gathering("b.txt", "2030-05-10"), gathering("c.txt", "2030-05-11")
    (line,) = build_brief(keep(planned("a.txt", "2030-05-02"), *told)).meetings.held
    assert [place.article for place in line.evidence] == ["b.txt", "c.txt", "a.txt"]


def test_a_meeting_ahead_is_shown_by_its_announcements_in_order(keep: Keep) -> None:
    (line,) = build_brief(keep(planned("a.txt", "2030-05-02"), planned("b.txt", "2030-05-03"))).meetings.ahead
    assert [place.article for place in line.evidence] == ["a.txt", "b.txt"]
