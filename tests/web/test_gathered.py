import csv
import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="needs the extra standoff[web]")

from starlette.testclient import TestClient

from standoff.store.database import open_engine
from standoff.web.app import make_app
from standoff.web.gathered import ahead
from tests.report.conftest import Plant, day
from tests.web.conftest import HOST, keep

WHO = {"Bergen": ("Norway", "Sweden", "NOR", "SWE"), "Malmö": ("Denmark", "Finland", "DNK", "FIN"),
       "Narvik": ("Iceland", "Poland", "ISL", "POL"), "Kiruna": ("Latvia", "Estonia", "LVA", "EST")}  # fmt: skip


def announced(name: str, published: str | None, place: str, on: str | None, **fields: Any) -> Plant:
    one, other, *codes = WHO[place]
    words = f"{one} and {other} will meet in {place} over herring"
    plant = Plant(name, f"{words}, {name} reports. Herring is scarce this year in {place}.", published, outlet=name)
    plant.meeting(words, *codes, place=place, **{"status": "planned", "date": day(on) if on else None, **fields})
    return plant


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    """A meeting announced for 20 May and told as held on 21 May, one for June, one that nobody dates, one without any day."""
    engine = open_engine(tmp_path / "meetings.db")
    keep(
        engine,
        announced("early.txt", "2030-05-10", "Bergen", "2030-05-20"),
        announced("late.txt", "2030-05-21", "Bergen", "2030-05-20", status="held"),
        announced("june.txt", "2030-05-18", "Malmö", "2030-06-02"),
        announced("someday.txt", "2030-05-12", "Narvik", None),
        announced("nowhen.txt", None, "Kiruna", None),
    )
    with TestClient(make_app(engine), base_url=HOST) as found:
        yield found
    engine.dispose()


def places(lines: list[dict[str, Any]]) -> list[str]:
    return [line["place"] for line in lines]


def stands(client: TestClient, query: str = "") -> dict[str, list[str]]:
    found = client.get(f"/meetings.json{query}").json()["data"]["meetings"]
    return {state: places(lines) for state, lines in found.items() if lines}


def test_as_of_a_day_a_meeting_announced_by_then_lies_ahead(client: TestClient) -> None:
    assert stands(client, "?until=2030-05-15") == {"ahead": ["Bergen"], "undated": ["Narvik"]}
    assert places(client.get("/situation.json?until=2030-05-15").json()["data"]["ahead"]) == ["Bergen"]


def test_as_of_a_day_nothing_is_known_that_was_announced_later(client: TestClient) -> None:
    assert stands(client, "?until=2030-05-09") == {}
    assert client.get("/situation.json?until=2030-05-09").json()["data"]["ahead"] == []


def test_the_situation_and_the_meetings_name_the_same_ones_as_ahead(client: TestClient) -> None:
    for query in ("", "?until=2030-05-15", "?until=2030-05-19", "?until=2031-01-01"):
        ahead = places(client.get(f"/situation.json{query}").json()["data"]["ahead"])
        assert ahead == stands(client, query).get("ahead", []) == places_ahead(client, query)


def places_ahead(client: TestClient, query: str) -> list[str]:
    joint = "&" if query else "?"
    return places(client.get(f"/meetings.json{query}{joint}state=ahead").json()["data"]["meetings"]["ahead"])


def test_a_meeting_told_as_held_lies_ahead_of_nobody_and_has_the_day_that_others_tell(client: TestClient) -> None:
    found = {state: set(some) for state, some in stands(client).items()}
    assert found == {"ahead": {"Malmö"}, "held": {"Bergen"}, "undated": {"Narvik", "Kiruna"}}
    (held,) = client.get("/meetings.json").json()["data"]["meetings"]["held"]
    assert (held["when"], len(held["evidence"])) == ("20 May 2030", 2)


def test_the_timeline_as_of_a_day_holds_what_was_announced_by_then(client: TestClient) -> None:
    entries = client.get("/timeline.json?until=2030-05-15").json()["data"]["entries"]
    assert [one["when"] for one in entries] == ["20 May 2030", "12 May 2030"]


@pytest.mark.parametrize("page", ["meetings", "timeline"])
def test_a_filter_by_days_says_how_many_it_leaves_out_for_they_have_none(client: TestClient, page: str) -> None:
    notes = client.get(f"/{page}.json?until=2031-01-01").json()["not_shown"]
    assert [note for note in notes if "of which no day is known" in note and note.startswith("1 ")]
    assert not [note for note in client.get(f"/{page}.json").json()["not_shown"] if "no day is known" in note]


def test_the_same_meetings_lie_ahead_whichever_days_were_asked_for_before(client: TestClient) -> None:
    days = [f"?until=2030-05-{number:02}" for number in range(9, 31)]
    fresh = {}
    for day_asked in days:
        index = client.app.app.state.web.keeper.index  # type: ignore[attr-defined]
        index.settled.clear()
        fresh[day_asked] = [(one.first_day, one.told) for one in ahead(index, dt.date.fromisoformat(day_asked[7:]))]
    for day_asked in (*reversed(days), *days):
        assert [(one.first_day, one.told) for one in ahead(index, dt.date.fromisoformat(day_asked[7:]))] == fresh[day_asked]
    assert index.settled


def test_a_meeting_that_many_mention_shows_some_and_counts_all(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "many.db")
    keep(engine, *(announced(f"{letter}.txt", "2030-05-10", "Bergen", "2030-05-20") for letter in "abcdefghij"))
    with TestClient(make_app(engine), base_url=HOST) as found:
        pages = [found.get(f"/{name}.json").json() for name in ("situation", "meetings")]
        rows = list(csv.DictReader(io.StringIO(found.get("/meetings.csv").text)))
    engine.dispose()
    for (meeting,) in (pages[0]["data"]["ahead"], pages[1]["data"]["meetings"]["ahead"]):
        assert (meeting["told_by"], len(meeting["evidence"])) == ("2 origins (10 articles)", 8)
    for page in pages:
        assert [note for note in page["not_shown"] if note.startswith("2 further mentions of meetings")]
    assert len(rows) == 10
