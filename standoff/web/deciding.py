"""Deciding: a person's choice on a page becomes a judgement in the log, with who and when."""

import hmac
import secrets
from http.cookies import CookieError, SimpleCookie
from typing import Literal
from urllib.parse import parse_qsl, quote, unquote

import msgspec
from sqlalchemy import Engine
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from standoff.codebook.persons import is_known
from standoff.core.errors import NotFound, UsageError
from standoff.core.records import LocalActor
from standoff.relating.actors import key_of_person, own_key
from standoff.relating.judgements_tables import Decision, Judgement
from standoff.store import query
from standoff.store.judging import Judging

COOKIE = "standoff_judge"
MOST_BODY = 20_000  # bytes of a form: a choice, a name and a reason
MOST_NAME, MOST_REASON, MOST_BACK = 80, 500, 2_000
Way = Literal["accept", "reject", "unsure", "undo"]
What = Literal["codings", "actors", "speakers", "conflicts", "undo"]
_ACTORS: dict[Way, Decision] = {"accept": "same", "reject": "not_same", "unsure": "unsure"}
_CONFLICTS: dict[Way, Decision] = {"accept": "conflict", "reject": "no_conflict", "unsure": "unsure"}


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What a button stands for: what is decided on, how, and by which ids; actors bring the names by which they are found."""

    what: What
    to: Way
    ids: tuple[str, ...]
    names: tuple[str, ...] = ()

    def value(self) -> str:
        """As the value of a button."""
        return msgspec.json.encode(self).decode()


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """A decision as a page sends it."""

    who: str
    choice: Choice
    back: str
    reason: str | None = None


class Desk:
    """Takes decisions: only with the key that this run of the server put in its pages, or with the token."""

    def __init__(self, engine: Engine, who: str | None, token: str | None) -> None:
        self.engine = engine
        self.who = who
        self.token = token
        self.key = secrets.token_urlsafe(24)

    def judge_of(self, request: Request) -> str:
        """The name under which this browser decided last, else the one that the server was started with."""
        try:
            found = SimpleCookie(request.headers.get("cookie", "")).get(COOKIE)
        except CookieError:
            found = None
        return unquote(found.value)[:MOST_NAME] if found is not None else self.who or ""

    async def form_of(self, request: Request) -> Form:
        """The form of a request; raises UsageError where it is none, or not from a page of this run of the server."""
        body = bytearray()
        async for part in request.stream():
            body += part
            if len(body) > MOST_BODY:
                raise UsageError(f"a decision takes at most {MOST_BODY} bytes")
        try:
            pairs = dict(parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=20))
        except ValueError:
            raise UsageError("the decision cannot be read: send a form, in UTF-8") from None
        if not (self._holds_key(pairs.get("key", "")) or self._holds_token(request)):
            raise UsageError("this page is older than the server, which was started anew; reload the page and decide again")
        return _form(pairs)

    def take(self, form: Form) -> Judgement:
        """Keep the decision; raises NotFound, UsageError."""
        judging, choice = Judging(self.engine, form.who, form.reason), form.choice
        if choice.what == "undo":
            return judging.undo(choice.ids[0])
        if choice.what == "actors":
            a, b = (_actor(self.engine, key, name) for key, name in zip(choice.ids, choice.names, strict=True))
            return judging.two_actors(_ACTORS[choice.to], a, b)
        if choice.what == "conflicts":
            return judging.conflict(_CONFLICTS[choice.to], choice.ids)
        if choice.what == "speakers" and choice.to == "accept":
            return judging.correct(choice.ids[0], {"speaker": choice.names})
        if choice.to == "accept":
            return judging.right(choice.ids[0])
        return judging.wrong(choice.ids[0]) if choice.to == "reject" else judging.unsure(choice.ids[0])

    def answer(self, form: Form) -> Response:
        """Back to the page, with the name kept for the next decision."""
        found = RedirectResponse(form.back + "#queue", 303, headers={"cache-control": "no-store"})
        found.set_cookie(COOKIE, quote(form.who), max_age=31_536_000, httponly=True, samesite="strict")
        return found

    def _holds_key(self, given: str) -> bool:
        return hmac.compare_digest(given.encode("utf-8", "replace"), self.key.encode())

    def _holds_token(self, request: Request) -> bool:
        """Whether a program brings the token itself; a browser's cookie is not enough to write."""
        given = request.headers.get("authorization", "")
        return self.token is not None and hmac.compare_digest(given.encode("latin-1", "replace"), f"Bearer {self.token}".encode())


def _form(pairs: dict[str, str]) -> Form:
    who, back, reason = (pairs.get(name, "").strip() for name in ("who", "back", "reason"))
    if not who:
        raise UsageError("a decision needs a name: say above the list who decides")
    if len(who) > MOST_NAME or len(reason) > MOST_REASON or any(ord(char) < 32 for char in who + reason):
        raise UsageError(f"a name has at most {MOST_NAME} characters, a reason {MOST_REASON}, both on one line")
    if not back.startswith("/") or back.startswith(("//", "/\\")) or len(back) > MOST_BACK or not back.isprintable():
        raise UsageError("the address to go back to is none of this server's")
    try:
        choice = msgspec.json.decode(pairs.get("decide", ""), type=Choice)
    except msgspec.MsgspecError:
        raise UsageError("nothing was decided: choose one of the buttons of the list") from None
    needed = {"actors": 2, "conflicts": len(choice.ids)}.get(choice.what, 1)
    if len(choice.ids) != needed or (choice.what == "actors" and len(choice.names) != needed):
        raise UsageError("this decision does not say what it is on; reload the page and decide again")
    if choice.what == "speakers" and (len(choice.names) != 1 or choice.to == "reject"):
        raise UsageError("who speaks is one person, or it cannot be told; reload the page and decide again")
    if (choice.to == "undo") != (choice.what == "undo"):
        raise UsageError("only a decision that was made can be taken back")
    return Form(who=who, choice=choice, back=back, reason=reason or None)


def _actor(engine: Engine, key: str, name: str) -> LocalActor:
    """The actor of that key under that name as an article, or the file of office-holders, has it; raises NotFound."""
    for _, actor in query.local_actors(engine, [name, key]):
        if own_key(actor) == key:
            return actor
    if is_known(name) and key_of_person(name) == key:
        return LocalActor(name=name, type="person")
    raise NotFound(f"no actor {name[:60]!r} is in the record any more; reload the page")
