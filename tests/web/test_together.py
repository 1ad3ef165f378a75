"""Pages of what hangs together over articles: copies, stories, events, conflicts, series, positions."""

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from standoff.store.database import open_engine
from standoff.web.app import make_app
from tests.report.conftest import Plant, day
from tests.web.conftest import HOST, keep

TEXT = (
    "Norway demanded a herring limit in Bergen on Monday, in a letter that its ministry sent to all ports of the coast. "
    "The letter names forty boats that crossed the agreed line at night, and asks that each of them be called back at once. "
    "Sweden rejected the herring limit within hours, and said that no letter would keep its crews from waters they have fished "
    "since their grandfathers rowed there. Skippers on both sides mended nets, watched the fog and waited for orders. "
    "The harbour master of Bergen counted 120 trawlers at the quay, more than in any spring that he remembers."
)


def letter(name: str, outlet: str, published: str, text: str = TEXT) -> Plant:
    plant = Plant(name, text, published, outlet=outlet)
    plant.statement("Norway demanded a herring limit", "demand", "NOR", addressee=("SWE",), date=day("2030-05-06"))
    plant.statement("Sweden rejected the herring limit", "reject", "SWE", addressee=("NOR",), date=day("2030-05-06"))
    words = "120 trawlers" if "120 trawlers" in text else "150 trawlers"
    plant.figure(words, low=int(words[:3]), high=int(words[:3]), unit="trawlers", place="Bergen")
    return plant


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    engine = open_engine(tmp_path_factory.mktemp("together") / "copies.db")
    changed = TEXT.replace("120 trawlers", "150 trawlers").replace(
        " Skippers on both sides mended nets, watched the fog and waited for orders.", ""
    )
    keep(engine, letter("first.txt", "Fjord Post", "2030-05-06"), letter("copy.txt", "Skerry Times", "2030-05-08", changed))
    with TestClient(make_app(engine), base_url=HOST) as found:
        yield found
    engine.dispose()


def data(client: TestClient, address: str) -> Any:
    return client.get(address.replace("?", ".json?") if "?" in address else address + ".json").json()["data"]


def test_a_copy_is_told_from_the_first_and_counted_as_one_origin(client: TestClient) -> None:
    page = data(client, "/origins")
    (entry,) = page["entries"]
    assert (page["origins"], page["articles"]) == (1, 2)
    assert (entry["first"]["outlet"], [copy["paper"]["outlet"] for copy in entry["copies"]]) == ("Fjord Post", ["Skerry Times"])


def test_what_a_copy_changed_stands_sentence_beside_sentence(client: TestClient) -> None:
    href = data(client, "/origins")["entries"][0]["href"]
    (copy,) = data(client, href)["origin"]["copies"]
    assert {change["kind"] for change in copy["changes"]} == {"figure", "left out"}
    page = client.get(href).text
    assert '<mark class="was">120</mark>' in page or '<mark class="was">120 trawlers</mark>' in page
    assert client.get(href + ".csv").text.count("left out") == 1


def test_every_count_is_of_origins_and_articles(client: TestClient) -> None:
    assert "1 origin (2 articles)" in client.get("/situation").text
    assert "1 origin (2 articles)" in client.get("/issues").text


def test_an_unknown_origin_or_story_is_not_found(client: TestClient) -> None:
    assert client.get("/origins/origin-none").status_code == client.get("/stories/story-none").status_code == 404


@pytest.mark.parametrize("address", ["/origins", "/stories", "/events", "/conflicts", "/series", "/positions"])
def test_twins_are_as_their_schema_says(client: TestClient, address: str) -> None:
    document = client.get("/openapi.json").json()
    schema = document["paths"][f"{address}.json"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    Draft202012Validator({**schema, "components": document["components"]}).validate(client.get(f"{address}.json").json())


def test_positions_as_of_a_day_are_those_of_the_day(client: TestClient) -> None:
    now = {(one["party"]["code"], one["state"]) for one in data(client, "/positions")["positions"]}
    assert now == {("NOR", "demands"), ("SWE", "rejects")}
    assert data(client, "/positions?until=2030-05-05")["positions"] == []


def test_between_two_days_stands_what_changed(client: TestClient) -> None:
    changes = data(client, "/positions?between=2030-05-01&until=2030-05-31")["changes"]
    assert {(one["party"]["code"], one["before"], one["state"], one["sure"]) for one in changes} == {
        ("NOR", None, "demands", True),
        ("SWE", None, "rejects", True),
    }
    assert data(client, "/positions?between=2030-05-07")["changes"] == []
