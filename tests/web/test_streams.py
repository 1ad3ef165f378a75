import csv
import io
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="needs the extra standoff[web]")

from starlette.testclient import TestClient

from standoff.store.database import open_engine
from standoff.web import shown
from standoff.web.app import make_app
from standoff.web.ask import asked_of
from standoff.web.keeper import Keeper
from standoff.web.pages import figures
from standoff.web.routes import ROUTES
from standoff.web.streams import Csv
from tests.report.conftest import Plant
from tests.web.conftest import HOST, crowded, dispute, keep, rival


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def counts(number: int) -> Plant:
    """As many counts of boats, and one of sailors."""
    text = " ".join(f"Norway counts {place} boats today." for place in range(1, number + 1)) + " Norway counts 7 sailors."
    plant = Plant("counts.txt", text, "2030-05-07", outlet="Fjord Post")
    for place in range(1, number + 1):
        plant.figure(f"{place} boats today", low=place, high=place, unit="boats", party=("NOR",))
    plant.figure("7 sailors", low=7, high=7, unit="sailors", party=("NOR",))
    return plant


def test_a_list_of_several_parts_is_made_part_by_part_as_it_is_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown, "MOST_ROWS", 7)
    engine = open_engine(tmp_path / "parts.db")
    keep(engine, dispute(), rival(), crowded(40))
    route = next(one for one in ROUTES if one.name == "timeline")
    index = Keeper(engine).index
    asked = asked_of("/timeline", "", route.asked, index)
    asked = asked.__class__(path=asked.path, values=asked.values, where=asked.where, whole=True)
    table = Csv(route, asked, index, engine)
    parts = [table.first, *table.rest()]
    found = rows(b"".join(parts).decode())
    assert table.parts == len(parts) == -(-len(found) // 7) > 6
    assert {row["id"] for row in found} == {line.id for line in index.entries}
    engine.dispose()


def test_every_figure_is_in_the_csv_however_large_its_group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (shown, figures):
        monkeypatch.setattr(module, "MOST_ROWS", 5)
    engine = open_engine(tmp_path / "figures.db")
    keep(engine, counts(17), dispute())
    with TestClient(make_app(engine), base_url=HOST) as client:
        found = rows(client.get("/figures.csv").text)
        whole = {line.id for line in client.app.app.state.web.keeper.index.kinds["figure"]}  # type: ignore[attr-defined]
    engine.dispose()
    assert len(found) == len(whole) == 19 and {row["id"] for row in found} == whole


def test_the_smaller_tables_of_a_page_come_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown, "MOST_ROWS", 2)
    engine = open_engine(tmp_path / "tables.db")
    keep(engine, dispute(), rival())
    with TestClient(make_app(engine), base_url=HOST) as client:
        statements = rows(client.get("/issues/herring.csv").text)
        positions = rows(client.get("/issues/herring.csv?table=positions").text)
        total = client.get("/issues/herring.json").json()["data"]["pages"]["total"]
    engine.dispose()
    assert len(statements) == total > 2
    assert len(positions) == len({row["party"] for row in positions})
