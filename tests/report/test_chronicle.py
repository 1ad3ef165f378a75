import datetime as dt

from standoff.report import chronicle
from standoff.report.brief import build_brief
from standoff.report.charts import MODES
from standoff.store.query import Filter
from tests.report.conftest import Keep, Plant
from tests.report.crisis import crisis


def test_the_timeline_goes_back_from_the_newest_entry(keep: Keep) -> None:
    moments = build_brief(keep(*crisis())).timeline.moments
    days = [one.earliest for one in moments]
    assert days == sorted(days, key=lambda day: day or dt.date.min, reverse=True)
    assert moments[0].what == "forecast"


def test_an_entry_leads_to_its_words(keep: Keep) -> None:
    (meeting,) = [one for one in build_brief(keep(*crisis())).timeline.moments if "Ministers" in one.evidence[0].quote]
    assert (meeting.mode, meeting.what, meeting.evidence[0].article) == ("happened", "meeting held", "third.txt")
    assert meeting.mode in MODES


def test_the_same_words_of_two_articles_are_one_entry_with_two_places(keep: Keep) -> None:
    one, other = (Plant(name, f"{start} Sweden rejected the limit.", "2030-05-02") for name, start in (("a", "A."), ("b", "B.")))
    for plant in (one, other):
        plant.statement("Sweden rejected the limit", "reject", "SWE")
    (moment,) = build_brief(keep(one, other)).timeline.moments
    assert [place.article for place in moment.evidence] == ["a", "b"]


def test_what_has_no_day_stands_last(keep: Keep) -> None:
    undated = Plant("undated.txt", "Sweden rejected the limit.", None)
    undated.statement("Sweden rejected the limit", "reject", "SWE")
    moments = build_brief(keep(undated, *crisis())).timeline.moments
    assert moments[-1].evidence[0].article == "undated.txt"


def test_a_long_timeline_keeps_the_newest_and_tells_how_much_is_left_out(keep: Keep) -> None:
    plants = []
    for day in range(1, 21):
        plant = Plant(
            f"{day}.txt", " ".join(f"Sweden rejected offer {day}-{number}." for number in range(6)), f"2030-05-{day:02}"
        )
        for number in range(6):
            plant.statement(f"Sweden rejected offer {day}-{number}", "reject", "SWE")
        plants.append(plant)
    brief = build_brief(keep(*plants))
    assert len(brief.timeline.moments) == chronicle.MOST_MOMENTS
    assert brief.timeline.more == 120 - chronicle.MOST_MOMENTS
    assert "20 further entries of the timeline, older ones: standoff timeline" in brief.not_shown
    assert brief.timeline.moments[-1].earliest == dt.date(2030, 5, 4)


def test_lanes_hold_each_partys_own_words_day_by_day(keep: Keep) -> None:
    (lanes,) = build_brief(keep(*crisis())).lanes
    assert (lanes.name, lanes.more) == ("herring limit", 0)
    sweden = [(one.state, one.stance, one.when) for one in lanes.stands if one.party.code == "SWE"]
    assert sweden == [("accepts", "for", "12 May 2030"), ("rejects", "against", "9 May 2030")]


def test_as_of_a_day_what_came_later_is_not_there(keep: Keep) -> None:
    brief = build_brief(keep(*crisis()), Filter(until=dt.date(2030, 5, 10)))
    assert [one.state for one in brief.lanes[0].stands if one.party.code == "SWE"] == ["rejects"]
    assert "accepts" not in {one.what for one in brief.timeline.moments}


def test_what_is_surely_of_the_days_since_is_marked(keep: Keep) -> None:
    brief = build_brief(keep(*crisis()), since=dt.date(2030, 5, 9))
    assert {one.when for one in brief.timeline.moments if one.new} == {"9 May 2030", "12 May 2030"}
    assert [one.new for one in brief.lanes[0].stands] == [True, True, False, False]
    assert brief.changed is not None
    assert "2 entries of the timeline" in brief.changed.also


def test_a_forecast_is_new_by_the_day_on_which_it_was_made(keep: Keep) -> None:
    views = keep(*crisis())
    before, after = (build_brief(views, since=dt.date(2030, 5, day)).timeline.moments[0] for day in (3, 4))
    assert (before.what, before.new, after.new) == ("forecast", True, False)
