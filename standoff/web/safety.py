"""Safety: who may ask, how long it may take, and what a browser may do with the answer."""

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

import msgspec
from starlette.exceptions import HTTPException

from standoff.web.render import refusal_html

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LOOPBACK = ("127.0.0.1", "localhost", "::1")
COOKIE = "standoff_token"
MOST_TARGET = 4_000  # bytes of an address
METHODS = ("GET", "HEAD")
WRITES = "/judgements"  # the one address that takes POST: a person's decision
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)
STYLE = "/static/style.css"  # holds nothing of the record: the page that asks for a token needs it too
SITUATION = ("The situation", "/situation")

log = logging.getLogger("standoff.web")


class Refusal(NamedTuple):
    """Why a request is not answered: the status, what is wrong, what to do, and a page to go on from."""

    status: int
    title: str
    text: str
    way_on: tuple[str, str] | None = SITUATION


DENIED = Refusal(
    401, "This record asks for a token",
    "Open the address that `standoff serve` printed when it was started: it ends in ?token=... and is needed once in each "
    "browser. A program sends the token in the header Authorization: Bearer ...", None,
)  # fmt: skip
SLOW = Refusal(
    503, "The answer takes too long",
    "The server is busy, or what was asked is too much at once. Ask again in a moment, for fewer days or with another filter.",
)  # fmt: skip
LATE = "The request did not come in whole in time, so nothing was done. Send it again; check the connection if it stays so."


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How long is waited, in seconds: until a request has come in whole, and for its answer to begin.

    Not calibrated: pages of a large record answer in half a second, and a decision is a few hundred bytes.
    """

    request: float = 10.0
    answer: float = 30.0


class Guard:
    """An application that only hosts of `hosts` reach and, where `token` is set, only those who hold it.

    The name of the host is checked against other sites that resolve their own name to this machine.
    """

    def __init__(self, app: App, hosts: tuple[str, ...], token: str | None, patience: Patience | None = None) -> None:
        self.app = app
        self.patience = patience or Patience()
        self._late: set[asyncio.Task[None]] = set()
        self.hosts = frozenset(host.casefold() for host in hosts)
        self.token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is not None:
            await _refuse(_with_headers(send), scope, refusal)
        elif self.token is None or scope["path"] == STYLE or _holds(scope, self.token):
            await self._answer(scope, receive, _with_headers(send))
        elif _given(scope, self.token):
            await _admit(_with_headers(send), scope, self.token)
        else:
            await _refuse(_with_headers(send), scope, DENIED)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer in time: what takes longer is told so, and its own answer is let go once it is there."""
        begun = told = False

        async def sending(message: MutableMapping[str, Any]) -> None:
            nonlocal begun
            if not told:
                begun = True
                await send(message)

        task = asyncio.ensure_future(self.app(scope, _in_time(receive, self.patience.request), sending))
        limit = self.patience.answer + (self.patience.request if scope["method"] == "POST" else 0)
        try:
            await asyncio.wait({task}, timeout=limit)
        except asyncio.CancelledError:
            task.cancel()
            raise
        if begun or task.done():
            await task
            return
        told = True
        self._late.add(task)
        task.add_done_callback(self._gone)
        await _refuse(send, scope, SLOW)

    def _gone(self, task: "asyncio.Task[None]") -> None:
        self._late.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("an answer that was given up failed", exc_info=task.exception())

    def _refusal(self, scope: Scope) -> Refusal | None:
        writes = scope["method"] == "POST" and scope["path"] == WRITES
        if scope["method"] not in METHODS and not writes:
            how = f"Only GET and HEAD are answered here, and POST of decisions at {WRITES}. Open the page itself instead."
            return Refusal(405, "This cannot be done here", how)
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > MOST_TARGET:
            how = f"At most {MOST_TARGET} bytes are read. Search for fewer words, or take filters out of the address."
            return Refusal(414, "The address is too long", how)
        host = _host_of(scope)
        if host not in self.hosts and "*" not in self.hosts:
            how = (
                f"It does not answer for {host[:80]!r}. Open it at the address that `standoff serve` printed when it was "
                "started, or start it with --name to have it answer for this name too."
            )
            return Refusal(421, "This server has another name", how, None)
        if writes and not _is_own(scope):
            how = "Decisions are taken from this server's own pages only: open the page here, and decide there."
            return Refusal(403, "This came from another site", how, ("Review", "/review"))
        return None


def _in_time(receive: Receive, seconds: float) -> Receive:
    """The same, but that a request has to come in whole within that time; after it, only its end is waited for."""
    end, whole = asyncio.get_running_loop().time() + seconds, False

    async def receiving() -> MutableMapping[str, Any]:
        nonlocal whole
        if whole:
            return await receive()
        try:
            async with asyncio.timeout_at(end):
                message = await receive()
        except TimeoutError:
            raise HTTPException(408, LATE) from None
        whole = not message.get("more_body", False)
        return message

    return receiving


def _is_own(scope: Scope) -> bool:
    """Whether a request that writes may come from a page of this server: the browser says so in both ways that it can.

    Programs send neither header; the page's key, or the token, is asked of them later all the same.
    """
    headers = {name: value.decode("latin-1").casefold() for name, value in scope["headers"]}
    origin, site = headers.get(b"origin"), headers.get(b"sec-fetch-site")
    if origin is not None and origin.partition("://")[2] != headers.get(b"host"):
        return False
    return site in (None, "same-origin")


def _host_of(scope: Scope) -> str:
    given = next((value for name, value in scope["headers"] if name == b"host"), b"").decode("latin-1").casefold()
    if given.startswith("["):
        return given[1:].partition("]")[0]
    return given.partition(":")[0]


def _with_headers(send: Send) -> Send:
    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            given = {name.lower() for name, _ in message.get("headers", ())}
            message["headers"] = [*message.get("headers", ()), *(pair for pair in HEADERS if pair[0] not in given)]
        await send(message)

    return sending


def _holds(scope: Scope, token: str) -> bool:
    """Whether the cookie, or a bearer header for programs, holds the token."""
    for name, value in scope["headers"]:
        if name == b"authorization" and hmac.compare_digest(value, b"Bearer " + token.encode()):
            return True
        if name == b"cookie" and _cookie_matches(value.decode("latin-1"), token):
            return True
    return False


def _cookie_matches(raw: str, token: str) -> bool:
    try:
        cookie = SimpleCookie(raw).get(COOKIE)
    except CookieError:
        return False
    return cookie is not None and hmac.compare_digest(cookie.value.encode(), token.encode())


def _given(scope: Scope, token: str) -> bool:
    pairs = parse_qsl(scope["query_string"].decode("latin-1"))
    return any(name == "token" and hmac.compare_digest(value.encode(), token.encode()) for name, value in pairs)


async def _admit(send: Send, scope: Scope, token: str) -> None:
    """Keep the token in a cookie that no other site can make the browser send, and take it out of the address."""
    pairs = [pair for pair in parse_qsl(scope["query_string"].decode("latin-1")) if pair[0] != "token"]
    place = (scope.get("raw_path") or b"/").decode("latin-1").partition("?")[0]
    target = "/" + place.lstrip("/\\") + ("?" + urlencode(pairs) if pairs else "")
    cookie = f"{COOKIE}={token}; HttpOnly; SameSite=Strict; Path=/; Max-Age=2592000"
    headers = [
        (b"location", target.encode("latin-1", "ignore")),
        (b"set-cookie", cookie.encode()),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": 303, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def asks_data(scope: Scope) -> bool:
    """Whether what is wrong is told as data: asked at an address of data, or by a program that accepts or sends JSON.

    Browsers name HTML among what they accept, and get a page.
    """
    if scope["path"].endswith(".json"):
        return True
    headers = {name: value.decode("latin-1").casefold() for name, value in scope["headers"]}
    accepted = headers.get(b"accept", "")
    return "text/html" not in accepted and any("application/json" in one for one in (accepted, headers.get(b"content-type", "")))


async def _refuse(send: Send, scope: Scope, refusal: Refusal) -> None:
    """Say why a request is not answered and what to do: as a page, or as data where data was asked for."""
    status, title, text, way_on = refusal
    if asks_data(scope):
        media, body = b"application/json", msgspec.json.encode({"status": status, "title": title, "error": text})
    else:
        media, body = b"text/html; charset=utf-8", refusal_html(status, title, text, way_on)
    headers = [(b"content-type", media), (b"cache-control", b"no-store"), (b"content-length", str(len(body)).encode())]
    headers += [(b"allow", ", ".join(METHODS).encode())] if status == 405 else []
    headers += [(b"retry-after", b"10")] if status == 503 else []
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
