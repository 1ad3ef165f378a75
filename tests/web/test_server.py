import gc
import socket
import time
from contextlib import suppress
from typing import Any

import pytest

pytest.importorskip("uvicorn", reason="needs the extra standoff[web]")

from standoff.web import server
from tests.web.conftest import running


def test_what_is_settled_is_out_of_the_collectors_sight(monkeypatch: pytest.MonkeyPatch) -> None:
    collected: list[int] = []
    monkeypatch.setattr(gc, "collect", lambda: collected.append(1))
    try:
        settle = server.Settle()
        settle()
        assert gc.get_freeze_count() > 0 and collected == []
    finally:
        gc.unfreeze()


def test_once_in_a_while_all_is_collected(monkeypatch: pytest.MonkeyPatch) -> None:
    collected: list[int] = []
    monkeypatch.setattr(gc, "collect", lambda: collected.append(1))
    monkeypatch.setattr(server, "WHOLE_SECONDS", 0.0)
    try:
        server.Settle()()
        assert collected == [1]
    finally:
        gc.unfreeze()


async def _hello(scope: dict[str, Any], receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


class Hasty(server.Prompt):
    seconds = 0.5


def answers(*parts: bytes, pause: float = 0.0, kept: int = 1) -> bytes:
    """What comes back for parts of a request that are sent with a pause between them, until the server closes."""
    with running(_hello, http=Hasty, lifespan="off", timeout_keep_alive=kept) as base:
        host, port = base.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=60) as asked:
            for part in parts:
                asked.sendall(part)
                time.sleep(pause)
            with suppress(ConnectionError):
                return b"".join(iter(lambda: asked.recv(65_536), b""))
    return b""


@pytest.mark.parametrize("head", [b"", b"GET / HTTP/1.1\r\nHost: x"])
def test_who_does_not_say_in_time_what_is_wanted_is_told_so(head: bytes) -> None:
    assert answers(head).startswith(b"HTTP/1.1 408 ")


def test_a_second_request_has_to_come_in_time_too() -> None:
    told = answers(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"GET / HT", pause=0.1)
    assert told.startswith(b"HTTP/1.1 200 ") and b"HTTP/1.1 408 " in told


def test_a_whole_request_is_answered_and_its_connection_kept_for_a_while() -> None:
    told = answers(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", pause=1.0, kept=5)
    assert told.count(b"HTTP/1.1 200 ") == 2 and b"408" not in told


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])  # noqa: S104 - told, not bound
def test_a_server_that_listens_everywhere_tells_an_address_that_can_be_opened(host: str) -> None:
    told = server.address_of(host, 8300, "abc")
    assert told == f"http://{server.own_address()}:8300/?token=abc"
    assert server.own_address() not in ("", *server.EVERYWHERE)


def test_without_a_network_the_machine_is_told_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "ELSEWHERE", "no address")
    assert server.own_address() == socket.gethostname()
