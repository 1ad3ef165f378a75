import csv
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("starlette", reason="needs the extra standoff[web]")

from starlette.testclient import TestClient

from standoff.store.database import open_engine
from standoff.web.app import make_app
from standoff.web.render import carried
from standoff.web.routes import ROUTES
from tests.report.conftest import Plant
from tests.web.conftest import HOST, dispute, keep, rival

UNTIL = "2030-05-04"
LONG = (
    "The herring fleet of Bergen left its harbour before dawn and came back with empty nets, said the master of the fleet. "
    "Nobody in the harbour could recall a spring with so little herring, and the cold stores stood open and bare. "
    "The council of the harbour asked for help from the capital and was told to wait until the ministers had met. "
)


def undated() -> Plant:
    plant = Plant("undated.txt", "Sweden rejected a limit on herring without a word on when.", None, outlet="Nowhen")
    plant.statement("Sweden rejected a limit on herring", "reject", "SWE")
    return plant


def copy(name: str, published: str) -> Plant:
    plant = Plant(name, f"{LONG}Norway demanded more herring.", published, outlet=name)
    if name == "copy-b":
        plant = Plant(name, f"{LONG}Norway demanded more herring. It rained.", published, outlet=name)
    plant.statement("Norway demanded more herring", "demand", "NOR")
    return plant


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    engine = open_engine(tmp_path_factory.mktemp("asof") / "asof.db")
    keep(engine, dispute(), rival(), undated(), copy("copy-a", "2030-05-03"), copy("copy-b", "2030-05-05"))
    with TestClient(make_app(engine), base_url=HOST) as found:
        yield found
    engine.dispose()


def address(client: TestClient, name: str) -> str:
    route = next(one for one in ROUTES if one.name == name)
    keys = {"issue": "herring", "actor": "NOR"}
    if name == "article":
        keys[name] = client.get("/articles.json").json()["data"]["articles"][0]["id"][:16]
    if name in ("origin", "story"):
        found = client.get(f"/{'origins' if name == 'origin' else 'stories'}.json").json()["data"]["entries"]
        keys[name] = found[0]["id"] if found else ""
    return route.path.replace("{key}", keys.get(name, ""))


@pytest.mark.parametrize("name", [route.name for route in ROUTES if route.name != "story"])
def test_every_page_takes_an_as_of_day_and_hands_it_on_in_every_link(client: TestClient, name: str) -> None:
    page = client.get(f"{address(client, name)}?until={UNTIL}")
    assert page.status_code == 200, page.text
    links = re.findall(r'<a (?!class="clear")[^>]*?href="(/[^"]*)"', page.text)
    assert len(links) > 15
    assert not [link for link in links if f"until={UNTIL}" not in link and not link.startswith("/openapi")]
    assert "As of <b>4 May 2030</b>" in page.text or "As of <b>3 May 2030</b>" in page.text


@pytest.mark.parametrize("name", ["situation", "issues", "actors", "sources", "meetings", "origin", "actor"])
def test_the_links_of_a_page_as_of_a_day_lead_to_pages(client: TestClient, name: str) -> None:
    page = client.get(f"{address(client, name)}?until={UNTIL}").text
    links = {link.replace("&amp;", "&").partition("#")[0] for link in re.findall(r'href="(/[^"]*)"', page)}
    assert {client.get(link).status_code for link in sorted(links) if not link.startswith("/compare")} == {200}


def test_a_link_keeps_its_own_filters_and_its_place() -> None:
    page = '<a class="x" href="/actors/NOR?act=reject&amp;since=2030-01-01#s-1">a</a><a class="clear" href="/actors">b</a>'
    assert carried(page, UNTIL) == (
        f'<a class="x" href="/actors/NOR?act=reject&amp;since=2030-01-01&amp;until={UNTIL}#s-1">a</a>'
        '<a class="clear" href="/actors">b</a>'
    )
    assert carried(carried(page, UNTIL), UNTIL) == carried(page, UNTIL)
    assert carried(page, "") == page


def test_the_head_counts_the_articles_and_origins_up_to_the_day(client: TestClient) -> None:
    heads = [re.findall(r'class="meta">As of <b>[^<]*</b> · ([^·]*) ·', client.get(f"/situation{query}").text)[0]
             for query in ("", "?until=2030-05-05", f"?until={UNTIL}", "?until=2030-05-01")]  # fmt: skip
    assert heads == ["4 origins (5 articles)", "2 origins (3 articles)", "2 articles", "0 articles"]
    assert client.get(f"/situation.json?until={UNTIL}").json()["as_of"]["articles"] == 2


def rows_of(client: TestClient, page: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(page).text)))


def test_lists_as_of_a_day_count_what_was_known_by_then(client: TestClient) -> None:
    now, before = ({row["code"]: int(row["statements"]) for row in rows_of(client, f"/actors.csv{query}")}
                   for query in ("", f"?until={UNTIL}"))  # fmt: skip
    assert before["NOR"] < now["NOR"] and before["SWE"] < now["SWE"]
    now_issue, then_issue = (client.get(f"/issues.json{query}").json()["data"]["issues"] for query in ("", "?until=2030-05-02"))
    herring, early = ({one["id"]: one for one in some}["herring"] for some in (now_issue, then_issue))
    assert early["statements"] < herring["statements"] and early["articles"] == 1 < herring["articles"]
    assert early["stances"] == {"for": 1, "against": 1}
    assert [row["outlet"] for row in rows_of(client, "/sources.csv?table=outlets&until=2030-05-02")] == ["Fjord Post"]


PAGES = ("situation", "positions", "issues", "actors", "timeline", "search", "articles", "issues/herring", "actors/SWE")


@pytest.mark.parametrize("page", PAGES)
def test_what_has_no_day_is_named_as_not_shown(client: TestClient, page: str) -> None:
    after: list[str] = client.get(f"/{page}.json?until=2031-01-01").json()["not_shown"]
    assert [note for note in after if note.startswith("1 ") and "no day is known" in note]
    assert not [note for note in client.get(f"/{page}.json").json()["not_shown"] if "no day is known" in note]


def test_nothing_is_said_to_be_left_out_where_nothing_is(client: TestClient) -> None:
    for page in ("situation", "issues/herring", f"situation?until={UNTIL}"):
        path, _, query = page.partition("?")
        notes = client.get(f"/{path}.json?{query}").json()["not_shown"]
        assert not [note for note in notes if note.startswith("demands and answers")]


def test_search_narrows_to_the_articles_of_one_origin(client: TestClient) -> None:
    found: dict[str, Any] = client.get("/search.json").json()["data"]
    (origin,) = found["facets"]["origin"]
    narrowed = client.get(origin["href"].replace("/search", "/search.json")).json()["data"]
    assert {hit["article"] for hit in narrowed["hits"]} == {"copy-a", "copy-b"} and origin["hits"] == 2
    sentences = client.get(f"/search.json?q=herring&origin={origin['value']}").json()["data"]["hits"]
    assert {hit["article"] for hit in sentences} == {"copy-a", "copy-b"}
    assert client.get("/search.json?origin=none").json()["data"]["hits"] == []


def test_an_origin_as_of_a_day_holds_the_copies_that_had_come_out(client: TestClient) -> None:
    origin = client.get("/origins.json").json()["data"]["entries"][0]
    found = client.get(f"{origin['href']}.json?until={UNTIL}").json()
    assert found["data"]["origin"]["copies"] == []
    assert "1 copy that came out later, or on no known day" in found["not_shown"]


def test_a_position_is_not_told_twice_in_the_same_words(client: TestClient) -> None:
    cells = re.findall(r'data-label="Position">(.*?)</td>', client.get("/positions").text)
    assert cells and not [cell for cell in cells if re.search(r"(\w+)</span>\s*<span class=\"note\">\1<", cell)]


@pytest.mark.parametrize("page", ["/review", "/judgements", "/compare", "/article"])
def test_a_page_that_is_of_the_whole_record_says_so_where_a_day_is_asked_for(client: TestClient, page: str) -> None:
    path = address(client, "article") if page == "/article" else page
    told = [client.get(f"{path}.json{query}").json()["not_shown"] for query in ("", f"?until={UNTIL}")]
    assert [any("as of that day: the whole record's stand here" in note for note in notes) for notes in told] == [False, True]
