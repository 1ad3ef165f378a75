"""Conflicts on the pages: what a later account took over, the sentence around each quotation, sides as of a day."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("starlette", reason="needs the extra standoff[web]")

from starlette.testclient import TestClient

from standoff.store.database import open_engine
from standoff.web.app import make_app
from tests.report.conftest import Plant, day
from tests.web.conftest import HOST, keep

SENTENCE = "When the ferry sank off Bergen, {0} passengers were killed, {1}."


def toll(name: str, number: int, told: str, by: tuple[str, ...], tail: str) -> Plant:
    """How many were killed on a ferry, as told on a day."""
    text = SENTENCE.format(number, tail)
    plant = Plant(f"{name}.txt", text, told, outlet=name)
    source = plant.attribution(f"{number} passengers were killed", party=by) if by else None
    plant.figure(
        f"{number} passengers were killed", low=number, high=number, unit="passengers", counted="killed", party=("NOR",),
        place="Bergen", as_of=day(told), attribution=source,
    )  # fmt: skip
    return plant


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    engine = open_engine(tmp_path_factory.mktemp("tolls") / "tolls.db")
    keep(
        engine, toll("Fjord Post", 40, "2030-05-02", ("NOR",), "Norway says"),
        toll("Skerry Times", 65, "2030-05-04", ("NOR",), "Norway now says"),
        toll("Harbour News", 120, "2030-05-04", ("SWE",), "according to Sweden"),
    )  # fmt: skip
    with TestClient(make_app(engine), base_url=HOST) as found:
        yield found
    engine.dispose()


def conflicts(client: TestClient, query: str = "") -> list[Any]:
    return client.get(f"/conflicts.json{query}").json()["data"]["conflicts"]  # type: ignore[no-any-return]


def updated(client: TestClient, query: str = "") -> dict[str, bool]:
    (one,) = conflicts(client, query)
    return {side["says"].split()[0]: side["updated"] for side in one["sides"]}


def test_a_side_that_a_later_account_took_over_is_marked_on_the_page_and_in_its_twins(client: TestClient) -> None:
    assert updated(client) == {"40": True, "65": False, "120": False}
    assert client.get("/conflicts").text.count("a later account here took this one over") == 1
    rows = list(csv.DictReader(io.StringIO(client.get("/conflicts.csv").text)))
    assert {(row["says"].split()[0], row["updated"]) for row in rows} == {("40", "true"), ("65", "false"), ("120", "false")}
    assert client.get("/situation").text.count("a later account here took this one over") == 1
    assert "a later account took this over" in client.get("/review?what=conflicts").text


def test_as_of_a_day_only_what_was_told_by_then_stands_against_each_other(client: TestClient) -> None:
    assert conflicts(client, "?until=2030-05-03") == []
    assert updated(client, "?until=2030-05-04") == {"40": True, "65": False, "120": False}


def test_a_quotation_has_its_sentence_around_it(client: TestClient) -> None:
    (one,) = conflicts(client)
    around = {cited["quote"]: cited["sentence"] for side in one["sides"] for cited in side["cited"]}
    assert around["120 passengers were killed"] == SENTENCE.format(120, "according to Sweden")
    for page in ("/conflicts", "/situation", "/review?what=conflicts"):
        assert f'<p class="full">{SENTENCE.format(65, "Norway now says")}</p>' in client.get(page).text
