import pytest

pytest.importorskip("altair", reason="needs the extra standoff[web]")
pytest.importorskip("vl_convert", reason="needs the extra standoff[web]")

from standoff.report import charts
from standoff.report.brief import build_brief
from standoff.report.html import to_html
from standoff.report.pictures import NEEDED, pictures_of
from tests.report.conftest import Keep, Plant
from tests.report.crisis import crisis


def test_the_timeline_each_issue_and_each_series_are_drawn(keep: Keep) -> None:
    pictures = pictures_of(build_brief(keep(*crisis())))
    assert {"timeline", "lanes-0", "series-0"} <= set(pictures)
    assert ">Norway<" in pictures["lanes-0"].wide
    assert ">Norway<" in pictures["lanes-0"].narrow


def test_each_chart_stands_before_its_table(keep: Keep) -> None:
    page = to_html(build_brief(keep(*crisis())))
    for section in ("timeline", "lanes", "series"):
        body = page[page.index(f'aria-labelledby="{section}"') :]
        assert 0 < body.index("<svg") < body.index("<table") < body.index("</section>")


def test_two_dates_are_no_chart(keep: Keep) -> None:
    plant = Plant("one.txt", "Sweden rejected the limit. Norway demanded the limit.", "2030-05-02")
    plant.statement("Sweden rejected the limit", "reject", "SWE")
    plant.statement("Norway demanded the limit", "demand", "NOR")
    assert "timeline" not in pictures_of(build_brief(keep(plant)))


def test_where_charts_cannot_be_drawn_the_page_says_so_and_keeps_its_tables(keep: Keep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charts, "available", lambda: False)
    page = to_html(build_brief(keep(*crisis())))
    assert "<svg" not in page[page.index('aria-labelledby="timeline"') : page.index('aria-labelledby="events"')]
    assert NEEDED in page
    assert "Sweden accepted a limit on herring at last" in page


def test_a_few_bars_from_long_before_leave_the_rest_its_room(keep: Keep) -> None:
    plants = [Plant("old.txt", "Sweden rejected the first limit.", "1997-05-02")]
    plants += [Plant(f"{day}.txt", f"Sweden rejected limit {day}.", f"2030-05-{day:02}") for day in range(1, 21)]
    for plant in plants:
        plant.statement(plant.article.text[:-1], "reject", "SWE")
    views = keep(*plants)
    picture = pictures_of(build_brief(views))["timeline"]
    assert picture.note == "What lies before 3 May 2030 is cut off here."
    assert "2030" in picture.wide and "1997" not in picture.wide


def test_bars_that_lie_together_are_all_drawn(keep: Keep) -> None:
    assert pictures_of(build_brief(keep(*crisis())))["timeline"].note == ""
