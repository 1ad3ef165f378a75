"""The server: the application on a host and a port, until it is interrupted."""

import asyncio
import gc
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import h11
import uvicorn
from sqlalchemy import Engine
from uvicorn.protocols.http.h11_impl import H11Protocol

from standoff.core.errors import UsageError
from standoff.web.app import ServeOptions, make_app
from standoff.web.safety import LOOPBACK

WHOLE_SECONDS = 3600.0  # between two passes of the garbage collector over everything
# Seconds after which a page that is being made lets others on: at Python's own .005 what only takes or hands on an answer waits
# for every page in turn. The two in turns of 3 s under one load: 88 ms instead of 110 at the 95th percentile for 8 clients.
SWITCH_SECONDS = 0.001
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, not bound
ELSEWHERE = "192.0.2.1"  # of the addresses kept for documentation: the way there begins like the way to anywhere


@dataclass(frozen=True, kw_only=True)
class ListenOptions:
    """Where to listen, by which further names the server is reached, the token asked for (None: none), and who decides."""

    host: str = "127.0.0.1"
    port: int = 8300
    names: tuple[str, ...] = ()
    token: str | None = None
    who: str | None = None


def serve(engine: Engine, options: ListenOptions, tell: Callable[[str], None]) -> None:
    """Serve until interrupted; `tell` is called with the address once it listens. Raises UsageError where it cannot."""
    listening = _listening(options)
    anywhere = ("*",) if options.host in EVERYWHERE and not options.names else ()
    hosts = (*LOOPBACK, options.host, *options.names, *anywhere)
    settled = Settle()
    app = make_app(engine, ServeOptions(hosts=hosts, token=options.token, who=options.who, settled=settled))
    settled()
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, lifespan="on", limit_concurrency=200,
        timeout_keep_alive=10, timeout_graceful_shutdown=5, h11_max_incomplete_event_size=16_384, http=Prompt,
    )  # fmt: skip
    sys.setswitchinterval(SWITCH_SECONDS)
    tell(address_of(options.host, listening.getsockname()[1], options.token))
    uvicorn.Server(config).run(sockets=[listening])


class Prompt(H11Protocol):
    """uvicorn's own protocol, but that whoever connects has to say within some seconds what they want.

    uvicorn itself limits only the pause between two requests; connections that send half of a head would stay, and
    those that it takes at most are few.
    """

    seconds = 10.0  # until the head of a request is there; the rest is limited by the application
    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start waiting for the first head."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Wait on while what has come is half of a head, no more once it is whole."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop()
        elif self._waiting is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._waiting = self.loop.call_later(self.seconds, self._end)

    def _stop(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _end(self) -> None:
        """Say that it took too long, and close."""
        if not self.transport.is_closing() and self.conn.their_state is h11.IDLE:
            self.transport.write(_TOO_SLOW)
            self.transport.close()


_SAID = b"The request did not come in whole in time. Send it again; check the connection if it stays so.\n"
_TOO_SLOW = (
    b"HTTP/1.1 408 Request Timeout\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: %d\r\n"
    b"Connection: close\r\n\r\n%b" % (len(_SAID), _SAID)
)


class Settle:
    """Takes what the index keeps out of the garbage collector's sight: a pass over its millions of lines stops all pages.

    On 27,000 articles such passes took a quarter of all time. What is garbage by then is taken along; once an hour it is
    collected with everything else, which takes half a second.
    """

    def __init__(self) -> None:
        self._collected = time.monotonic()

    def __call__(self) -> None:
        """Settle what has come in since the last call."""
        if time.monotonic() - self._collected >= WHOLE_SECONDS:
            gc.unfreeze()
            gc.collect()
            self._collected = time.monotonic()
        gc.freeze()


def address_of(host: str, port: int, token: str | None) -> str:
    """What to open in a browser; for a server that listens everywhere, an address at which other machines reach it."""
    host = own_address() if host in EVERYWHERE else host
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/" + (f"?token={token}" if token else "")


def own_address() -> str:
    """The address of this machine in its network, else its name; nothing is sent to find it."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.connect((ELSEWHERE, 9))
        return str(asking.getsockname()[0])
    return socket.gethostname()


def _listening(options: ListenOptions) -> socket.socket:
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    try:
        return socket.create_server((options.host, options.port), family=family, backlog=128)
    except OSError as error:
        where = f"{options.host} port {options.port}"
        raise UsageError(f"cannot listen on {where}: {error.strerror or error}; choose another --host or --port") from error
