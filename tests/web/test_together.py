"""Pages of what hangs together over articles: copies, stories, events, conflicts, series, positions."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from standoff.store.database import open_engine
from standoff.store.views import Views
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


def news(name: str, *sentences: str) -> Plant:
    plant = Plant(f"{name}.txt", " ".join(sentences), "2030-05-06" if name != "week" else "2030-05-11", outlet=name)
    for words in (one.rstrip(".") for one in sentences if "demanded" in one):
        plant.statement(words, "demand", "NOR", addressee=("SWE",), date=day("2030-05-06"))
    return plant


HERRING = (
    "Norway demanded a herring limit on Monday in a short letter from its ministry to Stockholm.",
    "The letter reached the harbour offices of the whole coast before the morning boats came in.",
    "Old skippers on the northern quay read it twice and folded it away without a word.",
)
STORM = (
    "A storm tore the roofs from eleven cold stores along the outer islands late on Tuesday.",
    "Carpenters from four valleys drove out at night with timber and tar on their lorries.",
    "By noon the first of the stores was dry again and the ice machine hummed inside.",
)
SCHOOL = (
    "The school of navigation opened its doors to forty pupils from inland towns this week.",
    "Their teacher, a retired pilot, let each of them steer the old tender round the mole.",
    "Two of the pupils were sick and all of them asked to come back in the autumn.",
)


def test_what_a_round_up_took_over_counts_as_told_where_it_was_taken_from(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "week.db")
    keep(
        engine, news("herring", *HERRING, "Nobody in Oslo would add anything to what stands in that letter today."),
        news("storm", *STORM, "The islands count on help from the mainland until the roofs are on again."),
        news("school", *SCHOOL, "The town pays for the tender and for the soup that follows every trip."),
        news("week", *HERRING, *STORM, *SCHOOL),
    )  # fmt: skip
    (position,) = [one for one in Views(engine).positions() if one.party == "NOR"]
    demands = {(row.party, row.origins, row.articles) for row in Views(engine).demands() if row.issue}
    assert (position.origins, position.articles) == (1, 2) and demands == {(("NOR",), 1, 2)}
    with TestClient(make_app(engine), base_url=HOST) as found:
        for page in ("/positions", "/situation", "/situation?until=2030-06-01"):
            assert "1 origin (2 articles)" in found.get(page).text
        (row,) = data(found, "/situation?until=2030-06-01")["demands"]
    assert (row["origins"], row["articles"]) == (1, 2)
    engine.dispose()


WEEK = (
    "Ten things to know from the coasts of the north this week, gathered by our own desk in three short parts. "
    "Ferries to the islands stood still for two days after a storm tore the ramp from its hinges near Tromsø. "
    f"{TEXT.partition('. ')[0]}. "
    "A whale was seen off the lighthouse of Lista, and hundreds came with children and telescopes to look at it."
)


def week() -> Plant:
    """A round-up that takes over one sentence: no copy, but what it tells there has its origin elsewhere."""
    plant = Plant("week.txt", WEEK, "2030-05-08", outlet="Harbour News")
    plant.statement("Norway demanded a herring limit", "demand", "NOR", addressee=("SWE",), date=day("2030-05-06"))
    return plant


def test_a_sentence_taken_over_counts_at_its_source_on_every_page(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "week.db")
    keep(engine, letter("first.txt", "Fjord Post", "2030-05-06"), week())
    with TestClient(make_app(engine), base_url=HOST) as client:
        assert data(client, "/origins")["entries"] == []
        (event,) = [one for one in data(client, "/events")["events"] if one["what"] == "demands"]
        (listed,) = [one for one in data(client, "/issues")["issues"] if one["id"] == "herring"]
        (row,) = [one for one in data(client, "/situation")["matrix"]["rows"] if one["id"] == "herring"]
        cells = {one["party"]["code"]: one["cell"] for one in data(client, "/issues/herring")["positions"]}
    engine.dispose()
    assert [(one["origins"], one["articles"]) for one in (event, listed, row, cells["NOR"])] == [(1, 2)] * 4
