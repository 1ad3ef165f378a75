import asyncio
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from standoff.store.database import open_engine
from standoff.web.app import ServeOptions, make_app
from standoff.web.safety import COOKIE, LOOPBACK, Guard, Patience
from tests.web.conftest import HOST, running

TOKEN = "a-token-for-tests-1"  # noqa: S105 - of a server that lives as long as one test


@pytest.fixture
def guarded(record: Path) -> Iterator[TestClient]:
    engine = open_engine(record, create=False)
    with TestClient(make_app(engine, ServeOptions(token=TOKEN)), base_url=HOST, follow_redirects=False) as found:
        yield found
    engine.dispose()


@pytest.mark.parametrize("path", ["/situation", "/situation.json", "/static/web.js", "/nope", "/timeline?page=x"])
def test_every_answer_forbids_inline_script_and_other_hosts(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'" and policy["script-src"] == "'self'" and policy["style-src"] == "'self'"
    assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "same-origin"


def test_no_page_has_inline_script_or_style(client: TestClient) -> None:
    for path in ("/situation", "/figures", "/timeline", "/search"):
        page = client.get(path).text
        assert page.count("<script") == 1 and "<style" not in page and " style=" not in page and " onclick=" not in page


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_writes(client: TestClient, method: str) -> None:
    answer = client.request(method, "/situation")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


def test_a_name_that_is_not_this_machines_is_refused(client: TestClient) -> None:
    assert client.get("/situation", headers={"host": "evil.example"}).status_code == 421
    assert client.get("/situation", headers={"host": "[::1]:8300"}).status_code == 200


def test_a_very_long_address_is_refused(client: TestClient) -> None:
    assert client.get("/search?q=" + "x" * 5000).status_code == 414


def test_without_the_token_nothing_is_shown(guarded: TestClient) -> None:
    for path in ("/situation", "/static/web.js", "/openapi.json", "/?token=wrong"):
        answer = guarded.get(path)
        assert answer.status_code == 401
        assert "standoff serve" in answer.text and "Herring" not in answer.text


def test_the_token_is_taken_out_of_the_address_and_kept_in_a_strict_cookie(guarded: TestClient) -> None:
    first = guarded.get(f"/timeline?party=NOR&token={TOKEN}")
    assert (first.status_code, first.headers["location"]) == (303, "/timeline?party=NOR")
    cookie = first.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}={TOKEN};") and "SameSite=Strict" in cookie and "HttpOnly" in cookie
    assert guarded.get("/timeline?party=NOR", headers={"cookie": f"{COOKIE}={TOKEN}"}).status_code == 200


def test_the_way_in_leads_to_no_other_host() -> None:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "GET", "path": "//evil.example/", "raw_path": b"//evil.example/",
        "query_string": f"token={TOKEN}".encode(),
        "headers": [(b"host", b"127.0.0.1")],
    }  # fmt: skip
    run(Guard(None, LOOPBACK, TOKEN)(scope, None, send))  # type: ignore[arg-type]
    assert dict(sent[0]["headers"])[b"location"] == b"/evil.example/"


@pytest.mark.parametrize(
    ("asked", "status", "words"),
    [
        ({"method": "POST", "url": "/situation"}, 405, "Open the page itself instead"),
        ({"method": "GET", "url": "/search?q=" + "x" * 5000}, 414, "Search for fewer words"),
        ({"method": "GET", "url": "/", "headers": {"host": "evil.example"}}, 421, "printed when it was started"),
        ({"method": "POST", "url": "/judgements", "headers": {"origin": "http://evil.example"}}, 403, "decide there"),
        ({"method": "GET", "url": "/situation"}, 401, "ends in ?token="),
    ],
)
def test_a_refusal_is_a_page_that_says_what_to_do(guarded: TestClient, asked: dict[str, Any], status: int, words: str) -> None:
    answer = guarded.request(**asked)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert words in answer.text and "<h1>" in answer.text and "Herring" not in answer.text
    told = guarded.request(**{**asked, "headers": {**asked.get("headers", {}), "accept": "application/json"}})
    assert told.status_code == status and told.json()["status"] == status


def test_the_style_of_the_page_that_asks_for_a_token_is_there_without_it(guarded: TestClient) -> None:
    assert guarded.get("/static/style.css").status_code == 200


def run(asked: Any) -> None:
    with ThreadPoolExecutor(1) as own:  # the browser's tests leave a loop running in this thread
        own.submit(asyncio.run, asked).result()


def test_an_answer_that_takes_too_long_is_told_and_let_go() -> None:
    sent: list[Any] = []

    async def slow(scope: Any, receive: Any, send: Any) -> None:
        await asyncio.sleep(0.3)
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message: Any) -> None:
        sent.append(message)

    async def nothing() -> dict[str, Any]:
        return {"type": "http.request"}

    async def ask() -> None:
        await Guard(slow, LOOPBACK, None, Patience(answer=0.05))(scope, nothing, send)
        await asyncio.sleep(0.5)

    scope = {
        "type": "http", "method": "GET", "path": "/situation", "raw_path": b"/situation", "query_string": b"",
        "headers": [(b"host", b"127.0.0.1")],
    }  # fmt: skip
    run(ask())
    assert [one.get("status") for one in sent] == [503, None]
    assert b"Ask again in a moment" in sent[1]["body"]


def test_a_request_that_does_not_come_in_whole_is_told_so(record: Path) -> None:
    engine = open_engine(record, create=False)
    with running(make_app(engine, ServeOptions(patience=Patience(request=0.3)))) as base:
        host = base.removeprefix("http://")
        with socket.create_connection((host.split(":")[0], int(host.split(":")[1])), timeout=60) as asked:
            asked.sendall(f"POST /judgements HTTP/1.1\r\nHost: {host}\r\nContent-Length: 500\r\n\r\nwho=Ada".encode())
            told = b"".join(iter(lambda: asked.recv(65_536), b""))
    engine.dispose()
    assert told.startswith(b"HTTP/1.1 408") and b"nothing was done" in told


def test_a_broken_cookie_is_no_error(guarded: TestClient) -> None:
    assert guarded.get("/situation", headers={"cookie": 'standoff_token="\x01;;==, a b'}).status_code == 401
