import datetime as dt
from typing import Any

import pytest

pytest.importorskip("altair", reason="needs the extra standoff[web]")
pytest.importorskip("vl_convert", reason="needs the extra standoff[web]")

from standoff.report import charts

MAY, JUNE = dt.date(2030, 5, 1), dt.date(2030, 6, 1)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The charts that were drawn, as their specifications."""
    found: list[dict[str, Any]] = []
    real = charts.drawn

    def draw(chart: Any, look: charts.Look) -> str:
        found.append(chart.to_dict())
        return real(chart, look)

    monkeypatch.setattr(charts, "drawn", draw)
    return found


def rows(chart: dict[str, Any]) -> list[dict[str, Any]]:
    return list(chart["data"]["values"])


def test_a_range_told_for_a_window_of_days_is_as_long_as_the_window() -> None:
    window = charts.Range((MAY, dt.date(2030, 5, 31)), 3, 5, "Norway")
    (row,) = charts.placed([window])
    assert (row["first"], row["last"], row["low"], row["high"]) == ("2030-05-01", "2030-05-31", 3, 5)


def test_a_window_that_is_open_reaches_to_the_end_of_the_chart() -> None:
    day, until = charts.Range((MAY, MAY), 1, 1, "a"), charts.Range((None, JUNE), 2, 2, "a")
    assert [(row["first"], row["last"]) for row in charts.placed([day, until])] == [
        ("2030-05-01", "2030-05-01"), ("2030-05-01", "2030-06-01")
    ]  # fmt: skip


def test_a_window_is_no_point_in_the_middle_of_it(drawn: list[dict[str, Any]]) -> None:
    look = charts.Look(colours=charts.THEMES["light"])
    svg = charts.ranges([charts.Range((MAY, dt.date(2030, 5, 31)), 3, 5, "Norway")], look)
    assert svg.startswith("<svg")
    assert not [row for row in rows(drawn[0]) if "day" in row]
    assert "rect" in {layer["mark"]["type"] for layer in drawn[0]["layer"]}


def test_a_label_holds_nothing_that_turns_the_reading_or_ends_the_drawing() -> None:
    (row,) = charts.placed([charts.Range((MAY, MAY), 1, 2, "Nor\u202eway\x00 </svg>\n" + "x" * 200)])
    assert row["who"].startswith("Norway </svg> xx")
    assert len(row["who"]) == charts.LONGEST_WHO
