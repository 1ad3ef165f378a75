import datetime as dt

from standoff.report.brief import build_brief
from standoff.store.query import Filter
from tests.report.conftest import Keep
from tests.report.crisis import crisis


def test_a_series_holds_each_range_with_its_day_and_place(keep: Keep) -> None:
    (series,) = build_brief(keep(*crisis())).series
    assert [(one.low, one.high, one.when) for one in series.points] == [
        (300, 300, "2 May 2030"), (450, 450, "4 May 2030"), (900, None, "9 May 2030")
    ]  # fmt: skip
    assert series.spread == "300 to 900, open above"
    assert (series.origins, series.articles) == (2, 3)
    assert series.points[0].evidence[0].quote == "300 sailors"


def test_as_of_a_day_later_figures_are_not_there(keep: Keep) -> None:
    (series,) = build_brief(keep(*crisis()), Filter(until=dt.date(2030, 5, 5))).series
    assert [one.low for one in series.points] == [300, 450]


def test_a_figure_told_since_is_new(keep: Keep) -> None:
    (series,) = build_brief(keep(*crisis()), since=dt.date(2030, 5, 4)).series
    assert [one.new for one in series.points] == [False, True, True]
