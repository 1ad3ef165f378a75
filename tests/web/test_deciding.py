import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from standoff.store.database import open_engine
from standoff.store.judgements import judgement_log
from standoff.store.judging import Judging
from standoff.store.write import put
from standoff.web.app import ServeOptions, make_app
from standoff.web.deciding import Choice
from tests.report.conftest import Plant
from tests.web.conftest import HOST, dispute, keep
from tests.web.test_safety import TOKEN


def doubtful() -> Plant:
    """Two codings that the reader was not sure of, and two persons whose names sound alike."""
    text = "Norway refused the herring limit. Sweden may close its ports. Ane Vik spoke. Ane Vikk spoke later."
    plant = Plant("doubt.txt", text, "2030-05-04", outlet="Fjord Post")
    plant.statement("Norway refused the herring limit", "reject", "NOR", certainty=0.4, doubts=("implied",))
    plant.statement("Sweden may close its ports", "hint", "SWE", certainty=0.6)
    for name in ("Ane Vik", "Ane Vikk"):
        plant.person(name, "NOR")
    return plant


@pytest.fixture
def judging(tmp_path: Path) -> Iterator[tuple[Engine, TestClient]]:
    engine = open_engine(tmp_path / "judged.db")
    keep(engine, doubtful())
    with TestClient(make_app(engine, ServeOptions(who="Ada")), base_url=HOST, raise_server_exceptions=False) as client:
        yield engine, client
    engine.dispose()


def form(client: TestClient, page: str, way: str, **changes: str) -> dict[str, str]:
    """What a browser would send for the first button of that way on a page."""
    text = client.get(page).text
    key = re.findall(r'name="key" value="([^"]+)"', text)[0]
    value = next(value for value, found in re.findall(r'name="decide" value="([^"]+)" data-way="(\w+)"', text) if found == way)
    return {"key": key, "back": page, "who": "Ada", "decide": value.replace("&#34;", '"'), **changes}


def decide(client: TestClient, page: str, way: str, headers: dict[str, str] | None = None, **changes: str) -> Any:
    return client.post(
        "/judgements",
        data=form(client, page, way, **changes),
        headers={"origin": HOST, **(headers or {})},
        follow_redirects=False,
    )


def test_a_coding_judged_wrong_goes_from_the_pages_and_comes_back_with_undo(judging: tuple[Engine, TestClient]) -> None:
    engine, client = judging
    answer = decide(client, "/review", "reject", reason="a rival says so")
    assert (answer.status_code, answer.headers["location"]) == (303, "/review#queue")
    assert [(one.who, one.decision, one.reason) for one in judgement_log(engine)] == [("Ada", "wrong", "a rival says so")]
    assert client.get("/search.json?act=reject").json()["data"]["pages"]["total"] == 0
    decide(client, "/review", "undo")
    assert client.get("/search.json?act=reject").json()["data"]["pages"]["total"] == 1


@pytest.mark.parametrize("way", ["accept", "reject", "unsure"])
def test_what_was_decided_leaves_the_queue(judging: tuple[Engine, TestClient], way: str) -> None:
    _, client = judging
    decide(client, "/review", way)
    page = client.get("/review.json").json()["data"]
    assert page["open"]["codings"] == 1
    assert page["decided"][0]["who"] == "Ada"


def test_what_was_undone_is_put_back_from_the_log(judging: tuple[Engine, TestClient]) -> None:
    _, client = judging
    decide(client, "/review", "reject")
    decide(client, "/judgements", "undo")
    log = client.get("/judgements.json").json()["data"]["decided"]
    assert [(one["decision"], one["state"], (one["undo"] or {}).get("label")) for one in log] == [
        ("took back: wrong", "in force", None), ("wrong", "undone", "Put back")
    ]  # fmt: skip
    decide(client, "/judgements", "redo")
    assert client.get("/search.json?act=reject").json()["data"]["pages"]["total"] == 0
    log = client.get("/judgements.json").json()["data"]["decided"]
    assert [one["decision"] for one in log] == ["put back: wrong", "took back: wrong", "wrong"]
    assert [one["undo"] is not None for one in log] == [False, False, True]


def test_the_log_is_in_words(judging: tuple[Engine, TestClient]) -> None:
    engine, client = judging
    plant = Plant("sailors.txt", "At least 450 sailors wait. Up to 900 boats are there.", "2030-05-05")
    low = plant.figure("At least 450 sailors", low=450, high=None, unit="sailors", party=("NOR",))
    high = plant.figure("Up to 900 boats", low=None, high=900, unit="boats", party=("NOR",))
    keep(engine, plant, dossier=False)
    judged = Judging(engine, "Bo")
    judged.right(low)
    judged.correct(high, {"high": ("800",), "party": ("SWE",)})
    judged.actors("not_same", "Ane Vik", "Ane Vikk")
    judged.undo(judged.conflict("no_conflict", (low, high)).id)
    client.app.app.state.web.keeper.refresh(tables=False)  # type: ignore[attr-defined]
    log = client.get("/judgements.json").json()["data"]["decided"]
    told = [(one["decision"], [on["words"] for on in one["on"]]) for one in log]
    figures = ["at least 450 “At least 450 sailors”", "up to 900 “Up to 900 boats”"]
    assert told == [
        ("took back: all can hold", figures),
        ("all can hold", figures),
        ("two actors", ["Ane Vik", "Ane Vikk"]),
        ("to be read as: high: 800; party: Sweden", figures[1:]),
        ("right", figures[:1]),
    ]
    assert log[-1]["on"][0]["href"] == f"/articles/{plant.article.id[:16]}?at=0#at"


def test_the_newest_decisions_hold_some_to_undo_however_many_were_undone(judging: tuple[Engine, TestClient]) -> None:
    engine, client = judging
    judged = Judging(engine, "Ada")
    made = [judged.unsure(identifier) for identifier in _items(client) * 4]
    for one in reversed(made[2:]):
        judged.undo(one.id)
    client.app.app.state.web.keeper.refresh(tables=False)  # type: ignore[attr-defined]
    shown = client.get("/review.json").json()["data"]["decided"]
    assert [one["id"] for one in shown] == [one.id for one in reversed(made)]
    assert [one["undo"]["way"] for one in shown] == ["redo"] * 6 + ["undo"] * 2


def _items(client: TestClient) -> list[str]:
    return [hit["id"] for hit in client.get("/search.json").json()["data"]["hits"]]


def test_a_page_of_the_queue_that_is_decided_tells_of_the_others(judging: tuple[Engine, TestClient]) -> None:
    _, client = judging
    page = client.get("/review?page=2").text
    assert "2 entries left on other pages" in page and "queue is empty" not in page


def test_two_names_are_merged_and_split_again(judging: tuple[Engine, TestClient]) -> None:
    _, client = judging
    address = "/compare?a=Ane+Vik&b=Ane+Vikk"
    assert client.get("/review.json?what=actors").json()["data"]["open"]["actors"] == 1
    decide(client, address, "accept")
    assert client.get("/compare.json?a=Ane+Vik&b=Ane+Vikk").json()["data"]["state"] == "judged to be one"
    assert client.get("/review.json?what=actors").json()["data"]["entries"] == []
    decide(client, address, "reject")
    assert client.get("/compare.json?a=Ane+Vik&b=Ane+Vikk").json()["data"]["state"] == "judged to be two"


def test_the_name_is_kept_for_the_next_decision(judging: tuple[Engine, TestClient]) -> None:
    _, client = judging
    answer = decide(client, "/review", "accept", who="Bo Lund")
    assert "SameSite=strict" in answer.headers["set-cookie"] and "HttpOnly" in answer.headers["set-cookie"]
    assert 'value="Bo Lund"' in client.get("/review").text


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://elsewhere.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_site_cannot_decide(judging: tuple[Engine, TestClient], headers: dict[str, str]) -> None:
    engine, client = judging
    assert decide(client, "/review", "reject", headers).status_code == 403
    assert judgement_log(engine) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"key": "guessed"}, "older than the server"),
        ({"who": " "}, "needs a name"),
        ({"who": "x" * 90}, "at most 80"),
        ({"back": "//elsewhere.example"}, "none of this server"),
        ({"back": "https://elsewhere.example"}, "none of this server"),
        ({"decide": "accept"}, "choose one of the buttons"),
        ({"decide": Choice(what="codings", to="undo", ids=("x",)).value()}, "taken back"),
        ({"decide": Choice(what="actors", to="accept", ids=("x",)).value()}, "what it is on"),
        ({"reason": "x" * 30_000}, "bytes"),
    ],
)
def test_a_decision_that_cannot_be_taken_says_why(
    judging: tuple[Engine, TestClient], changes: dict[str, Any], words: str
) -> None:
    engine, client = judging
    answer = decide(client, "/review", "accept", **changes)
    assert answer.status_code == 400 and words in answer.text.replace("&#39;", "'")
    assert judgement_log(engine) == []


@pytest.mark.parametrize(
    ("headers", "changes", "status"),
    [
        ({"accept": "application/json"}, {"key": "guessed"}, 400),
        ({"accept": "application/json, */*;q=0.5"}, {"who": " "}, 400),
        ({"accept": "application/json", "origin": "http://elsewhere.example"}, {}, 403),
    ],
)
def test_a_program_is_told_in_data_why_a_decision_was_not_taken(
    judging: tuple[Engine, TestClient], headers: dict[str, str], changes: dict[str, str], status: int
) -> None:
    _, client = judging
    answer = decide(client, "/review", "accept", headers, **changes)
    assert (answer.status_code, set(answer.json())) == (status, {"status", "title", "error"})


def test_a_decision_sent_as_json_is_refused_as_json(judging: tuple[Engine, TestClient]) -> None:
    answer = judging[1].post("/judgements", json={"who": "Ada"})
    assert (answer.status_code, answer.json()["status"]) == (400, 400)


def test_a_browser_is_told_on_a_page_why_a_decision_was_not_taken(judging: tuple[Engine, TestClient]) -> None:
    answer = decide(judging[1], "/review", "accept", {"accept": "text/html,application/json;q=0.9,*/*;q=0.8"}, who=" ")
    assert (answer.status_code, answer.headers["content-type"]) == (400, "text/html; charset=utf-8")
    assert "<h1>" in answer.text


def test_a_decision_on_what_is_gone_is_not_found(judging: tuple[Engine, TestClient]) -> None:
    _, client = judging
    value = Choice(what="codings", to="reject", ids=("stmt-none",)).value()
    assert decide(client, "/review", "accept", decide=value).status_code == 404


def test_decisions_are_taken_at_one_address_only(judging: tuple[Engine, TestClient]) -> None:
    _, client = judging
    assert client.post("/review", headers={"origin": HOST}).status_code == 405


def test_where_a_token_is_asked_for_it_is_needed_to_decide(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "token.db")
    keep(engine, doubtful())
    with TestClient(make_app(engine, ServeOptions(token=TOKEN)), base_url=HOST) as client:
        value = Choice(what="codings", to="reject", ids=(client_item(client),)).value()
        sent = {"who": "Ada", "back": "/review", "decide": value}
        assert client.post("/judgements", data=sent).status_code == 401
        bearer = {"authorization": f"Bearer {TOKEN}", "accept": "application/json"}
        answer = client.post("/judgements", data=sent, headers=bearer)
        assert (answer.status_code, answer.json()["decision"]) == (201, "wrong")
        client.cookies.set("standoff_token", TOKEN)
        assert client.post("/judgements", data=sent).status_code == 400  # a cookie alone does not write
    engine.dispose()


def client_item(client: TestClient) -> str:
    found = client.get("/search.json?act=reject", headers={"authorization": f"Bearer {TOKEN}"}).json()
    return str(found["data"]["hits"][0]["id"])


def test_an_article_shows_what_people_judged_wrong_as_struck_and_what_they_kept(small: tuple[Engine, TestClient]) -> None:
    engine, client = small
    address = next(one["href"] for one in client.get("/articles.json").json()["data"]["articles"] if one["name"] == "herring.txt")
    coded = client.get(f"{address}.json").json()["data"]["coded"]
    wrong = next(one["id"] for one in coded if "rejects" in one["head"])
    right = next(one["id"] for one in coded if "demands" in one["head"])
    Judging(engine, "Ada").wrong(wrong)
    Judging(engine, "Ada").right(right)
    again = dispute()
    again.found["stmt"] = [one for one in again.found["stmt"] if one.id != right]
    put(engine, again.article, msgspec.structs.replace(again.reading(), reader="another"))
    client.app.app.state.web.keeper.refresh()  # type: ignore[attr-defined]
    now = {one["id"]: one for one in client.get(f"{address}.json").json()["data"]["coded"]}
    assert now[wrong]["dropped"] and not now[right]["dropped"]
    page = client.get(f"{address}?item={right}").text
    assert f"i-{right} wanted" in page and "judged wrong: no other page has it" in page
