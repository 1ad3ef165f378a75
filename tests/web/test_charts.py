import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

pytest.importorskip("starlette", reason="needs the extra standoff[web]")

from standoff.core.dates import When
from standoff.report import charts as drawing
from standoff.store.database import open_engine
from standoff.store.query import Filter
from standoff.web import charts
from standoff.web.ask import Asked
from standoff.web.cells import held
from standoff.web.index import Index
from standoff.web.keeper import Keeper
from standoff.web.pages import series
from tests.report.conftest import Plant
from tests.web.conftest import dispute, keep, rival

MAY, JUNE = dt.date(2030, 5, 1), dt.date(2030, 6, 1)


def told() -> Plant:
    text = (
        "Norway demanded a limit on herring. Norway reaffirmed that it rejects herring boats. Norway and Sweden accepted talks. "
        "Vik expects a deal in June."
    )
    plant = Plant("told.txt", text, "2030-05-01", outlet="Fjord Post")
    plant.statement("Norway demanded a limit on herring", "demand", "NOR")
    plant.statement("Norway reaffirmed that it rejects herring boats", "reject", "NOR")
    plant.statement("Norway and Sweden accepted talks", "accept", "NOR")
    joint: Any = plant.found["stmt"][-1]
    plant.found["stmt"][-1] = msgspec.structs.replace(joint, party=("NOR", "SWE"))
    window = When(earliest=JUNE, latest=dt.date(2030, 6, 30), precision="window", basis="inferred")
    plant.forecast("Vik expects a deal in June", holder=("NOR",), window=window)
    return plant


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    engine = open_engine(tmp_path / "told.db")
    keep(engine, told())
    yield Keeper(engine).index
    engine.dispose()


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The charts that were drawn, as their specifications."""
    found: list[dict[str, Any]] = []
    real = drawing.drawn

    def draw(chart: Any, look: drawing.Look) -> str:
        found.append(chart.to_dict())
        return real(chart, look)

    monkeypatch.setattr(drawing, "drawn", draw)
    return found


def asked(**values: str) -> Asked:
    return Asked(path="/charts", values=values, where=Filter(party=values.get("party")))


def rows(chart: dict[str, Any]) -> list[dict[str, Any]]:
    return list(chart["data"]["values"])


def test_a_forecast_is_drawn_over_the_days_that_it_speaks_of(index: Index, drawn: list[dict[str, Any]]) -> None:
    charts.timeline_chart(asked(), index)
    (row,) = [row for row in rows(drawn[0]) if row["tone"] == "planned"]
    assert (row["first"], row["last"]) == ("2030-06-01", "2030-07-01")


def test_what_two_do_together_stands_in_the_lane_of_each(index: Index, drawn: list[dict[str, Any]]) -> None:
    charts.timeline_chart(asked(), index)
    assert [row["lane"] for row in rows(drawn[0])].count("Sweden") == 1
    assert [row["lane"] for row in rows(drawn[0])].count("Norway") == 4


def test_a_swim_lane_shows_the_stance_that_the_cell_shows(index: Index, drawn: list[dict[str, Any]]) -> None:
    charts.issue_chart(asked(), index, "herring")
    cell = held(index, "herring", "NOR")
    assert cell is not None
    newest = [row for row in rows(drawn[0]) if row["lane"] == "Norway"]
    assert newest and {row["tone"] for row in newest} == {cell.stance}


def test_a_series_tells_the_span_of_all_its_numbers(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "series.db")
    keep(engine, dispute(), rival())
    index = Keeper(engine).index
    spreads = [one.spread for one in series.view(asked(), index, engine).data.series]  # type: ignore[attr-defined]
    assert spreads and not [spread for spread in spreads if "no number" in spread]
    engine.dispose()
