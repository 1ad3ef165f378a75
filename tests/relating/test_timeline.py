"""The timeline."""

import datetime as dt

from standoff.core.dates import Published, When
from standoff.core.records import Forecast, Meeting, Statement
from standoff.relating.timeline import entries
from standoff.store.query import ItemRow

MARCH = Published(earliest=dt.date(2024, 3, 5), latest=dt.date(2024, 3, 6), basis="inferred")


def statement(act: str = "demand", date: When | None = None, status: str = "stated") -> ItemRow[Statement]:
    item = Statement(id=f"statement-{act}", article="a", start=0, end=4, text="Peru", act=act, date=date, status=status)  # type: ignore[arg-type]
    return ItemRow(item=item, article_name="one.txt", outlet=None, published=MARCH)


def test_a_statement_without_a_day_stands_under_its_articles_window() -> None:
    (entry,) = entries([statement()], [], [])
    assert (entry.earliest, entry.latest, entry.precision) == (MARCH.earliest, MARCH.latest, "window")


def test_a_statements_own_day_comes_first() -> None:
    day = dt.date(2024, 3, 1)
    early = statement("reject", When(earliest=day, latest=day, precision="day", basis="stated"))
    assert [entry.id for entry in entries([statement(), early], [], [])] == ["statement-reject", "statement-demand"]


def test_what_is_done_is_told_from_what_is_said() -> None:
    modes = [entry.mode for entry in entries([statement(), statement("sanction", status="happened")], [], [])]
    assert sorted(modes) == ["happened", "said"]


def test_a_meeting_has_one_entry_its_own() -> None:
    item = Meeting(id="meeting-1", article="a", start=0, end=4, text="Peru", participants=("PER", "CHL"), status="planned")
    found = entries([statement("meet")], [ItemRow(item=item, article_name="one.txt", outlet=None, published=MARCH)], [])
    assert [(entry.kind, entry.mode) for entry in found] == [("meeting", "planned")]


def test_a_forecast_stands_under_the_days_it_speaks_of() -> None:
    window = When(earliest=dt.date(2024, 6, 1), latest=dt.date(2024, 8, 31), precision="season", basis="inferred")
    item = Forecast(id="forecast-1", article="a", start=0, end=4, text="Peru", holder=("PER",), window=window)
    (entry,) = entries([], [], [ItemRow(item=item, article_name="one.txt", outlet=None, published=MARCH)])
    assert (entry.earliest, entry.latest) == (window.earliest, window.latest)
