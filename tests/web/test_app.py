import csv
import io
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from sqlalchemy import Engine
from starlette.testclient import TestClient

from standoff.store.database import open_engine
from standoff.web.app import ServeOptions, make_app
from standoff.web.routes import ROUTES
from standoff.web.shown import MOST_ROWS
from tests.report.conftest import Plant
from tests.web.conftest import HOST, TURNED, hostile, keep
from tests.web.test_safety import TOKEN

KEYS = {"issue": "herring", "actor": "NOR"}
ALONE = ("origin", "story")  # pages of what the planted record has none of: tests of their own


def address(client: TestClient, name: str) -> str:
    route = next(one for one in ROUTES if one.name == name)
    key = KEYS.get(name) or client.get("/articles.json?outlet=Fjord+Post").json()["data"]["articles"][0]["id"][:16]
    return route.path.replace("{key}", key)


@pytest.mark.parametrize("name", [route.name for route in ROUTES if route.name not in ALONE])
def test_every_page_says_as_of_when_it_is_and_what_it_leaves_out(client: TestClient, name: str) -> None:
    page = client.get(address(client, name))
    assert page.status_code == 200
    assert "As of <b>6 May 2030</b>" in page.text
    assert 'id="not-shown"' in page.text


@pytest.mark.parametrize("name", [route.name for route in ROUTES if route.name not in ALONE])
def test_every_page_has_a_twin_that_its_schema_describes(client: TestClient, name: str) -> None:
    document = client.get("/openapi.json").json()
    route = next(one for one in ROUTES if one.name == name)
    schema = document["paths"][f"{route.path}.json"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    found = client.get(address(client, name) + ".json")
    assert found.headers["content-type"] == "application/json"
    Draft202012Validator({**schema, "components": document["components"]}).validate(found.json())


@pytest.mark.parametrize("name", [route.name for route in ROUTES if route.name not in ALONE])
def test_every_table_of_a_page_comes_as_csv_with_as_many_cells_as_heads(client: TestClient, name: str) -> None:
    page = client.get(address(client, name)).text
    links = re.findall(r'href="([^"]+\.csv\?table=[^"]+)"', page)
    assert links
    for link in links:
        found = client.get(link.replace("&amp;", "&"))
        assert found.status_code == 200
        rows = list(csv.reader(io.StringIO(found.text)))
        assert {len(row) for row in rows} == {len(rows[0])}


def test_the_csv_of_a_list_has_all_rows_of_all_its_pages_in_one_file(client: TestClient) -> None:
    page = client.get("/timeline?act=reject").text
    (link,) = [link.replace("&amp;", "&") for link in re.findall(r'href="([^"]+\.csv\?[^"]+)"', page)]
    found = [row["id"] for row in csv.DictReader(io.StringIO(client.get(link).text))]
    total = client.get("/timeline.json?act=reject").json()["data"]["pages"]["total"]
    assert len(set(found)) == len(found) == total > 10_000
    second = [row["id"] for row in csv.DictReader(io.StringIO(client.get(f"{link}&page=2").text))]
    assert second == found[MOST_ROWS : 2 * MOST_ROWS]


def test_an_address_carries_the_whole_state(client: TestClient) -> None:
    found = client.get("/timeline.json?party=SWE&act=reject&until=2030-05-02").json()
    assert found["link"] == "/timeline?act=reject&party=SWE&until=2030-05-02"
    assert [one["entry"]["quote"] for one in found["data"]["entries"]] == ["Sweden rejected a limit on herring"]


def test_a_page_as_of_an_earlier_day_knows_nothing_later(client: TestClient) -> None:
    now, before = (client.get(f"/issues/herring.json{query}").json() for query in ("", "?until=2030-05-02"))
    stance = [{one["party"]["code"]: one["cell"]["stance"] for one in page["data"]["positions"]}["NOR"] for page in (now, before)]
    assert stance == ["open", "for"]
    assert before["as_of"]["latest"] == "2030-05-02"


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/timeline?since=yesterday", 400, "write it as 2022-01-26"),
        ("/timeline?since=2030-05-03&until=2030-05-01", 400, "swap them"),
        ("/timeline?page=0", 400, "no number from 1"),
        ("/timeline?act=conflate", 400, "the acts are"),
        ("/timeline?party=NOR&party=SWE", 400, "given twice"),
        ("/timeline?colour=red", 400, "it knows: party"),
        ("/timeline?q=%ff", 400, "not UTF-8"),
        ("/timeline?party=" + "x" * 2500, 400, "too long"),
        ("/search?q=a%00b", 400, "control character"),
        ("/issues?issue=x", 400, "it knows: until, table"),
        ("/timeline?issue=sardines", 400, "its issues are: herring, ports"),
        ("/issues/sardines", 404, "its issues are: herring, ports"),
        ("/actors/Nobody", 404, "see the list of actors"),
        ("/articles/ffffffffffff", 404, "see the list of articles"),
        ("/articles/..%2f..%2fetc", 404, "see the list of articles"),
        ("/elsewhere", 404, "the navigation above"),
        ("/charts/pie.svg", 404, "the charts are"),
        ("/timeline.csv?table=none", 404, "its tables are: timeline"),
    ],
)
def test_an_error_is_a_page_that_says_what_to_do(client: TestClient, path: str, status: int, words: str) -> None:
    page = client.get(path)
    assert (page.status_code, words in page.text) == (status, True)
    assert "<h1>" in page.text and "Traceback" not in page.text


def test_an_error_of_a_twin_is_json(client: TestClient) -> None:
    found = client.get("/timeline.json?page=x")
    assert found.status_code == 400
    assert set(found.json()) == {"status", "title", "error"}


def test_a_page_that_fails_tells_nothing_of_the_inside(small: tuple[Engine, TestClient], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError("secret detail")

    monkeypatch.setattr("standoff.web.pages.meetings.make_meetings", broken)
    page = small[1].get("/meetings")
    assert page.status_code == 500
    assert "secret" not in page.text and "Reload it" in page.text


@pytest.mark.parametrize("path", ["/situation", "/timeline", "/search?q=herring", "/figures", "/articles", "/sources", "/actors"])
def test_nothing_of_an_article_becomes_markup(client: TestClient, path: str) -> None:
    page = client.get(path).text
    outside = re.sub(r'<script src="/static/web\.js" defer></script>', "", page)
    assert "<script" not in outside and "<img src=x" not in page and "<b>broken" not in page
    assert "javascript:" not in re.sub(r"&[^;]+;", "", page)


def test_a_hostile_article_is_shown_letter_for_letter(client: TestClient) -> None:
    key = hostile().article.id[:16]
    page = client.get(f"/articles/{key}").text
    body = page.partition('id="reading"')[2].partition("</div>")[0].partition(">")[2]
    plain = re.sub(r"<[^>]+>", "", body)
    for code, char in (("&lt;", "<"), ("&gt;", ">"), ("&#34;", '"'), ("&#39;", "'"), ("&amp;", "&")):
        plain = plain.replace(code, char)
    assert plain == hostile().article.text.replace("\x07", "\ufffd").replace("\x0c", "\ufffd")
    assert TURNED[:10] in plain
    assert client.get(f"/articles/{key}.json").json()["data"]["text"] == hostile().article.text


def test_a_long_article_comes_in_parts_that_make_its_text(client: TestClient) -> None:
    listed = client.get("/articles.json?outlet=Long+Line").json()["data"]["articles"][0]
    first = client.get(f"{listed['href']}.json").json()["data"]
    parts = [client.get(f"{listed['href']}.json?part={number}").json()["data"] for number in range(1, first["parts"] + 1)]
    assert first["parts"] > 2
    assert len("".join(part["text"] for part in parts)) == parts[-1]["end"]
    assert sum(len(part["coded"]) for part in parts) >= listed["coded"] == 10_000
    last = parts[-1]["coded"][-1]["id"]
    assert client.get(f"{listed['href']}.json?item={last}").json()["data"]["part"] == first["parts"]


def test_a_hit_opens_its_article_at_its_sentence(client: TestClient) -> None:
    hit = client.get("/search.json?q=%22expects+a+deal%22").json()["data"]["hits"][0]
    page = client.get(hit["href"].partition("#")[0]).text
    assert 'id="at"' in page.partition("Vik expects")[0][-200:]


def test_facets_count_and_narrow(client: TestClient) -> None:
    page = client.get("/search.json?q=ports").json()["data"]
    party = {one["value"]: one for one in page["facets"]["party"]}["SWE"]
    narrowed = client.get(party["href"].replace("/search", "/search.json")).json()["data"]
    assert (party["hits"], party["chosen"]) == (2, False)
    assert narrowed["pages"]["total"] == 2
    assert {one["value"]: one["chosen"] for one in narrowed["facets"]["party"]}["SWE"]


def test_accounts_that_differ_stand_side_by_side(client: TestClient) -> None:
    found = client.get("/conflicts.json").json()["data"]["conflicts"]
    assert {one["of"] for one in found} >= {"figure"}
    assert all(len(one["sides"]) > 1 and one["reason"] for one in found)


def test_what_rivals_ascribe_is_told_apart_from_own_words(client: TestClient) -> None:
    page = client.get("/actors/SWE.json").json()["data"]
    assert [one["evidence"][0]["quote"] for one in page["ascribed"]] == ["demands herring without limit"]
    assert "demands herring without limit" not in {one["evidence"][0]["quote"] for one in page["statements"]}


def test_a_meeting_ahead_is_on_the_situation_page(client: TestClient) -> None:
    assert [one["place"] for one in client.get("/situation.json").json()["data"]["ahead"]] == ["Bergen"]


def test_a_forecast_says_whether_its_window_has_passed(client: TestClient) -> None:
    assert [one["passed"] for one in client.get("/forecasts.json").json()["data"]["forecasts"]] == [False]


def test_what_could_not_be_taken_in_is_listed_with_its_reason(client: TestClient) -> None:
    page = client.get("/sources.json").json()["data"]
    assert page["failures"] == [{"name": "<b>broken</b>.pdf", "reason": "is no text"}]


@pytest.mark.parametrize("chart", ["timeline.svg", "issue/herring.svg", "timeline.svg?theme=dark&party=NOR"])
def test_a_chart_is_an_svg_that_can_run_nothing(client: TestClient, chart: str) -> None:
    found = client.get(f"/charts/{chart}")
    assert found.headers["content-type"].startswith("image/svg+xml")
    assert "script-src" not in found.headers["content-security-policy"]
    assert found.text.startswith("<svg") and "<script" not in found.text


def test_a_group_of_figures_has_a_chart(client: TestClient) -> None:
    groups = client.get("/figures.json").json()["data"]["groups"]
    largest = next(one for one in groups if one["figures"] >= 3)
    found = client.get("/charts/figures.svg", params={"group": largest["key"]})
    assert found.text.startswith("<svg") and "Sweden" in found.text


def test_a_list_comes_in_pages_that_hold_each_row_once(client: TestClient) -> None:
    seen: list[str] = []
    address: str | None = "/timeline.json?act=reject"
    while address:
        page = client.get(address).json()["data"]
        seen += [one["entry"]["id"] for one in page["entries"]]
        after = page["pages"]["after"]
        address = after.replace("/timeline", "/timeline.json") if after else None
    assert len(seen) == len(set(seen)) == 10_001


def test_the_same_page_is_not_sent_twice(client: TestClient) -> None:
    first = client.get("/situation")
    again = client.get("/situation", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_situation_page_is_light(client: TestClient) -> None:
    parts = [client.get(path).content for path in ("/situation", "/static/style.css", "/static/web.js")]
    assert sum(map(len, parts)) < 150_000


def test_a_page_is_packed_for_who_can_unpack_it(client: TestClient) -> None:
    packed, plain = (client.get("/situation", headers={"accept-encoding": name}) for name in ("gzip", "identity"))
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert packed.content == plain.content
    assert "content-encoding" not in client.get("/review", headers={"accept-encoding": "gzip"}).headers


def test_an_empty_record_has_pages_too(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "empty.db")
    with TestClient(make_app(engine), base_url=HOST) as client:
        for route in ROUTES:
            if "{key}" in route.path:
                continue
            assert client.get(route.path).status_code == 200
        assert "Read more articles" in client.get("/situation").text
    engine.dispose()


def test_an_article_read_meanwhile_shows_up(small: tuple[Engine, TestClient]) -> None:
    engine, client = small
    plant = Plant("late.txt", "Sweden accepted a limit on herring.", "2030-05-08", outlet="Late News")
    plant.statement("Sweden accepted a limit on herring", "accept", "SWE", addressee=("NOR",))
    keep(engine, plant, dossier=False)
    web = client.app.app.state.web  # type: ignore[attr-defined]
    web.keeper.refresh()
    page = client.get("/issues/herring.json").json()
    assert page["as_of"]["latest"] == "2030-05-08"
    assert {one["party"]["code"]: one["cell"]["stance"] for one in page["data"]["positions"]}["SWE"] == "for"


def test_an_answer_for_programs_needs_no_cookie(record: Path) -> None:
    engine = open_engine(record, create=False)
    with TestClient(make_app(engine, ServeOptions(token=TOKEN)), base_url=HOST) as client:
        assert client.get("/issues.json").status_code == 401
        assert client.get("/issues.json", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    engine.dispose()


@pytest.mark.parametrize(
    "page", ["/situation?until=2030-05-06&changed=2030-05-01", "/timeline?until=2030-05-06", "/positions?between=2030-05-01"]
)
def test_what_people_read_has_one_style_of_days_and_what_programs_read_another(client: TestClient, page: str) -> None:
    text = re.sub(r"<head>.*?</head>|<form class=\"filters\".*?</form>", "", client.get(page).text, flags=re.DOTALL)
    words = re.sub(r"<[^>]*>", " ", text)
    assert not re.search(r"\b\d{4}-\d{2}(-\d{2})?\b", words), re.findall(r".{30}\d{4}-\d{2}.{10}", words)
    assert re.search(r"\b\d{1,2} May 2030\b", words)
    assert re.search(r"<time datetime=\"\d{4}-\d{2}-\d{2}", text)
    data = client.get(page.replace("?", ".json?")).json()
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", data["as_of"]["latest"])
