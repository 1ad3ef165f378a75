from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="needs the extra standoff[web]")

from starlette.testclient import TestClient

from standoff.store.database import open_engine
from standoff.web.app import make_app
from tests.report.conftest import Plant, day
from tests.web.conftest import HOST, keep


def first() -> Plant:
    text = (
        "Minister Ane Vik demanded a limit on herring. Norway and Sweden agreed to talk on herring, Vik said. "
        "Ane Vik met Bo Ek in Bergen on 3 May 2030."
    )
    plant = Plant("first.txt", text, "2030-05-03", outlet="Fjord Post")
    plant.person("Ane Vik", "NOR")
    plant.statement("Minister Ane Vik demanded a limit on herring", "demand", "NOR", speaker="Ane Vik")
    plant.statement("Norway and Sweden agreed to talk on herring", "offer_talks", "NOR", speaker="Ane Vik")
    joint = plant.found["stmt"][-1]
    plant.found["stmt"][-1] = joint.__class__(**{**_fields(joint), "party": ("NOR", "SWE")})
    words = "Ane Vik met Bo Ek in Bergen on 3 May 2030"
    plant.meeting(words, "NOR", "SWE", place="Bergen", persons=("Ane Vik", "Bo Ek"), date=day("2030-05-03"))
    return plant


def _fields(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__struct_fields__}


def second() -> Plant:
    text = (
        "Ane Vik rejected a limit on herring, the Skerry Times writes. "
        "Vik of Norway had met Ek of Sweden in Bergen on 3 May 2030 for an hour."
    )
    plant = Plant("second.txt", text, "2030-05-09", outlet="Skerry Times")
    plant.person("Ane Vik", "NOR")
    plant.statement("Ane Vik rejected a limit on herring", "reject", "NOR", speaker="Ane Vik")
    words = "Vik of Norway had met Ek of Sweden in Bergen on 3 May 2030"
    plant.meeting(words, "NOR", "SWE", place="Bergen", persons=("Ane Vik", "Bo Ek"), date=day("2030-05-03"))
    return plant


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    engine = open_engine(tmp_path / "actors.db")
    keep(engine, first(), second())
    with TestClient(make_app(engine), base_url=HOST) as found:
        yield found
    engine.dispose()


def page(client: TestClient, address: str) -> dict[str, Any]:
    return dict(client.get(address).json()["data"])


def quotes(found: dict[str, Any]) -> list[str]:
    return [one["evidence"][0]["quote"] for one in found["statements"]]


def test_a_persons_page_as_of_a_day_knows_nothing_later(client: TestClient) -> None:
    before = quotes(page(client, "/actors/Ane%20Vik.json?until=2030-05-04"))
    assert "Ane Vik rejected a limit on herring" not in before and len(before) == 2
    assert quotes(page(client, "/actors/Ane%20Vik.json?since=2030-05-04")) == ["Ane Vik rejected a limit on herring"]


def test_a_person_has_positions_as_of_a_day(client: TestClient) -> None:
    now, before = (page(client, f"/actors/Ane%20Vik.json{query}")["positions"] for query in ("", "?until=2030-05-04"))
    assert [(one["issue"], one["cell"]["stance"]) for one in now] == [("herring", "against")]
    assert [one["issue"] for one in before] == ["herring"] and before[0]["cell"]["stance"] != "against"


def test_a_person_has_the_meetings_that_name_it(client: TestClient) -> None:
    found = page(client, "/actors/Bo%20Ek.json")
    assert [one["place"] for one in found["meetings"]] == ["Bergen"]
    assert [one["party"]["code"] for one in page(client, "/actors/Ane%20Vik.json")["met"]] == ["SWE"]


def test_two_tellings_of_one_meeting_are_one_meeting_with_somebody(client: TestClient) -> None:
    assert [(one["party"]["code"], one["meetings"]) for one in page(client, "/actors/NOR.json")["met"]] == [("SWE", 1)]


def test_whoever_speaks_in_a_statement_of_several_is_not_made_a_speaker_of_each(client: TestClient) -> None:
    speakers = {one["party"]["code"]: one["speakers"] for one in page(client, "/actors.json")["actors"]}
    assert speakers == {"NOR": ["Ane Vik"], "SWE": []}


def test_the_newest_statement_stands_first(client: TestClient) -> None:
    assert quotes(page(client, "/actors/NOR.json"))[0] == "Ane Vik rejected a limit on herring"


def test_names_offices_and_speakers_are_those_of_what_came_out_by_the_day(tmp_path: Path) -> None:
    late = Plant("late.txt", "Kari Dahl, the new minister of Norway, rejected herring.", "2030-05-20", outlet="Fjord Post")
    late.person("Kari Dahl", "NOR")
    late.statement("Kari Dahl, the new minister of Norway, rejected herring", "reject", "NOR", speaker="Kari Dahl")
    engine = open_engine(tmp_path / "late.db")
    keep(engine, first(), second(), late)
    with TestClient(make_app(engine), base_url=HOST) as found:
        speakers = [
            {one["party"]["name"] for one in page(found, f"/actors/NOR.json{query}")["speakers"]}
            for query in ("", "?until=2030-05-10", "?until=2030-05-01")
        ]
        listed = [
            {one["party"]["code"]: one["speakers"] for one in page(found, f"/actors.json{query}")["actors"]}.get("NOR")
            for query in ("", "?until=2030-05-10", "?until=2030-05-01")
        ]
        names = [page(found, f"/actors/Kari%20Dahl.json{query}")["names"] for query in ("", "?until=2030-05-10")]
        notes = found.get("/actors/NOR.json?until=2030-05-10").json()["not_shown"]
    engine.dispose()
    assert speakers == [{"Ane Vik", "Kari Dahl"}, {"Ane Vik"}, set()]
    assert listed == [["Ane Vik", "Kari Dahl"], ["Ane Vik"], None]
    assert names == [["Kari Dahl"], []]
    assert "names and offices in articles that came out later, or on no known day" in notes
