"""Safety: who may ask, and what a browser may do with the answer."""

import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlencode

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
DENIED = (
    "This record asks for a token. Open the address that `standoff serve` printed when it was started: it ends in "
    "?token=... and is needed once in each browser.\n"
)


class Guard:
    """An application that only hosts of `hosts` reach and, where `token` is set, only those who hold it.

    The name of the host is checked against other sites that resolve their own name to this machine.
    """

    def __init__(self, app: App, hosts: tuple[str, ...], token: str | None) -> None:
        self.app = app
        self.hosts = frozenset(host.casefold() for host in hosts)
        self.token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is not None:
            await _plain(_with_headers(send), *refusal)
        elif self.token is None or _holds(scope, self.token):
            await self.app(scope, receive, _with_headers(send))
        elif _given(scope, self.token):
            await _admit(_with_headers(send), scope, self.token)
        else:
            await _plain(_with_headers(send), 401, DENIED)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        writes = scope["method"] == "POST" and scope["path"] == WRITES
        if scope["method"] not in METHODS and not writes:
            return 405, f"Only GET and HEAD are answered here, and POST of decisions at {WRITES}.\n"
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > MOST_TARGET:
            return 414, f"The address is too long: at most {MOST_TARGET} bytes.\n"
        host = _host_of(scope)
        if host not in self.hosts and "*" not in self.hosts:
            return 421, f"This server does not answer for {host[:80]!r}; open it at the address that it printed when started.\n"
        if writes and not _is_own(scope):
            return 403, "Decisions are taken from this server's own pages only: open the page here, and decide there.\n"
        return None


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


async def _plain(send: Send, status: int, text: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    headers += [(b"allow", ", ".join(METHODS).encode())] if status == 405 else []
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text.encode()})
