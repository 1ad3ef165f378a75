"""The application: addresses to pages in three forms, kept ready while the record stays the same."""

import gzip
import hashlib
import logging
import threading
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from typing import Any

import msgspec
from anyio.to_thread import current_default_thread_limiter
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route as Address

from standoff.core.errors import NotFound, StandoffError, UsageError
from standoff.relating.judgements_tables import Judgement
from standoff.web import charts, render
from standoff.web.ask import asked_of, known_issue
from standoff.web.deciding import Desk, Form
from standoff.web.index import Index
from standoff.web.keeper import Keeper
from standoff.web.openapi import document
from standoff.web.routes import ROUTES, Route
from standoff.web.safety import LOOPBACK, WRITES, Guard, Patience, asks_data
from standoff.web.streams import Csv

MOST_KEPT = 48 * 1024 * 1024  # bytes of answers kept ready
MOST_ONE = 4 * 1024 * 1024  # an answer above is made anew each time
# Pages that show who looks at them, and the key by which that is decided on, are not packed: their length would tell of it.
LEAST_PACKED, PACKING = 1_500, 5  # bytes; the level of gzip: a twentieth of a second for a megabyte
SUFFIXES = (".json", ".csv")
HTML, JSON, CSV, SVG = "text/html", "application/json", "text/csv", "image/svg+xml"
MEDIA = {"": HTML, ".json": JSON, ".csv": CSV}
# An SVG is a page of its own to the browser: it may style itself and do nothing else.
SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'"

log = logging.getLogger("standoff.web")


@dataclass(frozen=True, kw_only=True)
class ServeOptions:
    """How the application is reached: the hosts it answers for, and the token it asks for (None: none).

    `patience` is how long requests and answers may take; `who` is the name that decisions are taken under where a browser has
    given no other; `settled` is called whenever the index was brought up to date, in the thread that did so.
    """

    hosts: tuple[str, ...] = LOOPBACK
    token: str | None = None
    who: str | None = None
    settled: Callable[[], None] = lambda: None
    patience: Patience = field(default_factory=Patience)


# Pages made at the same time, of however many are asked for: Python's one lock makes them share a core, so that more of them only
# keep each other from being done. Eight clients on 27,000 articles waited for half as long for the slowest pages.
AT_ONCE = 3


class Kept:
    """Answers kept ready for one state of the record; those of older states are let go first."""

    def __init__(self) -> None:
        self._answers: OrderedDict[tuple[object, ...], bytes] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: tuple[object, ...], make: Callable[[], bytes]) -> bytes:
        """The answer, made if it is not there."""
        with self._lock:
            found = self._answers.get(key)
            if found is not None:
                self._answers.move_to_end(key)
                return found
        made = make()
        if len(made) <= MOST_ONE:
            self._keep(key, made)
        return made

    def _keep(self, key: tuple[object, ...], made: bytes) -> None:
        with self._lock:
            self._size += len(made) - len(self._answers.get(key, b""))
            self._answers[key] = made
            while self._size > MOST_KEPT:
                _, gone = self._answers.popitem(last=False)
                self._size -= len(gone)


class Web:
    """The pages of one record."""

    def __init__(self, engine: Engine, options: ServeOptions | None = None) -> None:
        options = options or ServeOptions()
        self.engine = engine
        self.keeper = Keeper(engine, settled=options.settled)
        self.kept = Kept()
        self.desk = Desk(engine, options.who, options.token)

    def page(self, route: Route, suffix: str, request: Request) -> Response:
        """A page as HTML, JSON or CSV."""
        index = self.keeper.index
        key, raw = str(request.path_params.get("key", "")), request.url.query
        if suffix == "" and key:
            key, suffix = _split(key)
        path = request.scope.get("raw_path", b"").decode("latin-1").partition("?")[0]
        path = path[: len(path) - len(suffix)] if suffix else path
        asked = replace(asked_of(path, raw, route.asked, index, key), whole=suffix == ".csv")
        if suffix == ".csv":
            return self._csv(request, Csv(route, asked, index, self.engine))
        if route.live:
            session = {"judge": self.desk.judge_of(request), "key": self.desk.key}
            return _response(request, self._made(route, asked, suffix, index, session), MEDIA[suffix])
        kept = (*index.version, path, suffix, tuple(sorted(asked.values.items())))
        answer = self.kept.get(kept, partial(self._made, route, asked, suffix, index))
        if len(answer) < LEAST_PACKED or "gzip" not in request.headers.get("accept-encoding", ""):
            return _response(request, answer, MEDIA[suffix])
        packed = self.kept.get((*kept, "gzip"), partial(gzip.compress, answer, PACKING, mtime=0))
        return _response(request, packed, MEDIA[suffix], {"content-encoding": "gzip"})

    def _csv(self, request: Request, made: Csv) -> Response:
        """A table; one of several parts is sent as they are made."""
        if made.parts == 1:
            return _response(request, made.first, CSV)
        return StreamingResponse(chain((made.first,), made.rest()), media_type=CSV, headers={"cache-control": "no-store"})

    async def judge(self, request: Request) -> Response:
        """Take a decision, bring the pages up to date with it, and lead back to where it was taken."""
        form = await self.desk.form_of(request)
        made = await run_in_threadpool(self._judge, form)
        if asks_data(request.scope):
            return Response(msgspec.json.encode(made), 201, media_type=JSON, headers={"cache-control": "no-store"})
        return self.desk.answer(form)

    def _judge(self, form: Form) -> Judgement:
        made = self.desk.take(form)
        self.keeper.refresh(tables=False)
        return made

    def _made(self, route: Route, asked: Any, suffix: str, index: Index, session: dict[str, str] | None = None) -> bytes:
        shown = route.view(asked, index, self.engine)
        if suffix == ".json":
            return render.to_json(asked, shown, index)
        return render.to_html(route, asked, shown, index, session)

    def chart(self, request: Request) -> Response:
        """A chart as SVG."""
        index = self.keeper.index
        name, key = request.path_params["name"], str(request.path_params.get("key", ""))
        allowed = {
            "timeline": charts.ASKED_TIMELINE, "issue": charts.ASKED_ISSUE, "figures": charts.ASKED_FIGURES,
            "series": charts.ASKED_SERIES,
        }.get(name)  # fmt: skip
        if allowed is None:
            raise NotFound(f"there is no chart {name[:40]!r}; the charts are: timeline, issue, figures, series")
        asked = asked_of(f"/charts/{name}", request.url.query, allowed, index, key)

        def draw() -> bytes:
            if name == "timeline":
                return charts.timeline_chart(asked, index).encode()
            if name == "series":
                return charts.series_chart(asked, index).encode()
            if name == "issue":
                return charts.issue_chart(asked, index, known_issue(index, key)).encode()
            return charts.figures_chart(asked, index, self.engine).encode()

        answer = self.kept.get((*index.version, "chart", name, key, tuple(sorted(asked.values.items()))), draw)
        return _response(request, answer, SVG, {"content-security-policy": SVG_POLICY})

    def failed(self, request: Request, error: Exception) -> Response:
        """What is wrong and what to do: as a page, or as data where data was asked for."""
        status, title, text = _told(error)
        if status == 500:
            log.error("%s failed", request.url.path, exc_info=error)
        if asks_data(request.scope):
            body = {"status": status, "title": title, "error": text}
            return Response(msgspec.json.encode(body), status, media_type=JSON, headers={"cache-control": "no-store"})
        path = request.url.path
        bare = (("This page without its filters", path),) if status == 400 and request.url.query else ()
        hints = (*bare, ("The situation", "/situation"), ("Search", "/search"), ("Articles", "/articles"))
        page = render.error_html(self.keeper.index, status, title, text, hints)
        return Response(page, status, media_type=HTML, headers={"cache-control": "no-store"})


def _split(key: str) -> tuple[str, str]:
    for suffix in SUFFIXES:
        if key.endswith(suffix):
            return key[: -len(suffix)], suffix
    return key, ""


def _told(error: Exception) -> tuple[int, str, str]:
    if isinstance(error, NotFound):
        return 404, "Not in this record", str(error)
    if isinstance(error, UsageError):
        return 400, "This cannot be asked", str(error)
    if isinstance(error, HTTPException):
        if error.status_code == 404:
            return 404, "No such page", "There is no page at this address; the navigation above lists all of them."
        title = "The request came in too slowly" if error.status_code == 408 else "This cannot be asked"
        return error.status_code, title, error.detail
    if isinstance(error, StandoffError):
        return 503, "The record cannot be read now", f"{error}. Reload the page in a moment."
    return 500, "Something went wrong here", (
        "The page could not be made; what is kept is safe. Reload it; if it fails again, the terminal that runs "
        "`standoff serve` shows the reason."
    )  # fmt: skip


def _response(request: Request, body: bytes, media: str, headers: dict[str, str] | None = None) -> Response:
    """The answer, or 304 where the browser has it already."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    common = {"etag": tag, "cache-control": "private, no-cache", "vary": "accept-encoding", **(headers or {})}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=common)
    return Response(body, media_type=media, headers=common)


def make_app(engine: Engine, options: ServeOptions | None = None) -> Guard:
    """The application over an open record; its index is made before the first page, and kept up to date while it runs."""
    options = options or ServeOptions()
    web = Web(engine, options)

    @asynccontextmanager
    async def alive(_: Starlette) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = AT_ONCE
        web.keeper.start()
        try:
            yield
        finally:
            web.keeper.stop()

    handlers: Any = {HTTPException: web.failed, StandoffError: web.failed, Exception: web.failed}
    inner = Starlette(routes=_addresses(web), lifespan=alive, exception_handlers=handlers)
    inner.state.web = web
    return Guard(inner, options.hosts, options.token, options.patience)


def _addresses(web: Web) -> list[Address]:
    found = [
        Address("/", lambda request: RedirectResponse("/situation", 307)),
        Address("/openapi.json", lambda request: _response(request, msgspec.json.encode(document()), JSON)),
        Address("/static/style.css", lambda request: _response(request, render.style(), "text/css")),
        Address("/static/web.js", lambda request: _response(request, render.script(), "text/javascript")),
        Address("/favicon.ico", lambda request: Response(status_code=204)),
        Address(WRITES, web.judge, methods=["POST"]),
        Address("/charts/{name}.svg", web.chart),
        Address("/charts/{name}/{key:path}.svg", web.chart),
    ]
    for route in ROUTES:
        if "{key}" in route.path:
            found.append(Address(route.path.replace("{key}", "{key:path}"), partial(web.page, route, "")))
        else:
            found += [Address(route.path + suffix, partial(web.page, route, suffix)) for suffix in ("", *SUFFIXES)]
    return found
