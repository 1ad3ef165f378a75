"""Positions that rest on what the party itself denies are marked as such, in words and by a sign, on every page."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("starlette", reason="needs the extra standoff[web]")

from starlette.testclient import TestClient

from standoff.store.database import open_engine
from standoff.web.app import make_app
from tests.report.conftest import Plant
from tests.web.conftest import HOST, keep

MARK = '<span class="disputed"><span aria-hidden="true">≠</span> disputed</span>'
# How often each page has the mark: beside the position, in the legend, and on the situation beside the change too.
PAGES = {"/situation": 3, "/positions": 2, "/issues/herring": 2, "/actors/NOR": 2, "/positions?between=2031-03-01": 1}


def told() -> Plant:
    words = "Norway on Monday withdrew its offer of joint herring patrols off Bergen"
    plant = Plant("told.txt", f"{words}, two diplomats said.", "2031-03-04", outlet="Fjord Post")
    plant.statement(words, "reject", "NOR", addressee=("SWE",))
    return plant


def denied() -> Plant:
    words = "Norway denied that it had withdrawn its offer of joint herring patrols off Bergen"
    plant = Plant("denied.txt", f"{words}.", "2031-03-06", outlet="Skerry Times")
    plant.statement(words, "deny", "NOR")
    return plant


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    engine = open_engine(tmp_path_factory.mktemp("disputed") / "disputed.db")
    keep(engine, told(), denied())
    with TestClient(make_app(engine), base_url=HOST) as found:
        yield found
    engine.dispose()


def cells(client: TestClient, query: str = "") -> list[Any]:
    return [one["cell"] for one in client.get(f"/positions.json{query}").json()["data"]["positions"]]


@pytest.mark.parametrize("page", PAGES)
def test_a_position_that_the_party_denies_is_marked_by_a_sign_and_in_words(client: TestClient, page: str) -> None:
    text = client.get(page).text
    assert text.count(MARK) == PAGES[page]
    assert "which the party denies" in text or "The party denies the act that it rests on" in text


def test_as_of_a_day_before_the_denial_nothing_is_disputed(client: TestClient) -> None:
    assert [one["disputed"] for one in cells(client)] == [True]
    assert [one["disputed"] for one in cells(client, "?until=2031-03-05")] == [False]
    assert [one["disputed"] for one in cells(client, "?until=2031-03-06")] == [True]


@pytest.mark.parametrize(
    ("page", "table"),
    [("/situation", "positions"), ("/positions", ""), ("/issues/herring", "positions"), ("/actors/NOR", "positions")],
)
def test_tables_tell_it_too(client: TestClient, page: str, table: str) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get(f"{page}.csv", params={"table": table} if table else {}).text)))
    assert [row["disputed"] for row in rows] == ["true"]
