from standoff.report.brief import build_brief
from standoff.report.markdown import to_markdown
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
    assert line.differences == ("date: 2030-05-09 (a.txt), 2030-05-10 (b.txt)",)
    assert "told differently: date" in to_markdown(brief)


def test_weekly_talks_are_a_line_each(keep: Keep) -> None:
    weekly = [gathering(f"{week}.txt", f"2030-05-{week:02}", on=f"2030-05-{week:02}") for week in (2, 9, 16)]
    assert len(build_brief(keep(*weekly)).meetings.held) == 3
