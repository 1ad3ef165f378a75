"""What a page is asked for: typed values out of a URL's query, and the links that change them."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import get_args
from urllib.parse import parse_qsl, quote, urlencode

from standoff.codebook.acts import acts
from standoff.core.errors import NotFound, UsageError
from standoff.relating.conflicts_tables import ConflictKind
from standoff.report.gatherings import STATES
from standoff.store.query import Filter
from standoff.web.index import Index

MOST_QUERY = 2_000  # characters of a query: far more than any page's own links have
MOST_WORDS = 300
MOST_PAGE = 100_000
KINDS = ("statement", "meeting", "forecast")

ORDERS = ("newest", "oldest")
DIFFERENCES: tuple[str, ...] = get_args(ConflictKind)
VERDICTS = ("conflict", "update")
QUEUES = ("codings", "actors", "conflicts")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One request: the page's path, the values of its query as given, and what they stand for.

    `whole` asks for all rows of a list instead of those of one page, as a table for other programs has them.
    """

    path: str
    values: Mapping[str, str]
    where: Filter
    key: str = ""
    whole: bool = False

    def get(self, name: str, default: str = "") -> str:
        """A value as given."""
        return self.values.get(name, default)

    @property
    def page(self) -> int:
        """The number of the page of a list, from 1."""
        return int(self.values.get("page", "1"))

    @property
    def outlet(self) -> str | None:
        """The outlet asked for."""
        return self.values.get("outlet")

    def day(self, name: str) -> dt.date | None:
        """A day of the query."""
        return dt.date.fromisoformat(self.values[name]) if name in self.values else None

    def link(self, path: str | None = None, suffix: str = "", **changes: str | int | None) -> str:
        """The address with some values changed (None: left out); a change other than of the page goes back to page 1."""
        kept = {name: value for name, value in self.values.items() if name != "page" or not changes}
        kept.update({name: str(value) for name, value in changes.items() if value is not None})
        for name, value in changes.items():
            if value is None:
                kept.pop(name, None)
        return link((path or self.path) + suffix, **kept)

    def change(self, name: str, value: str | None) -> str:
        """The address with one value changed, by its name."""
        return self.link(None, "", **{name: value})


def link(path: str, **values: object) -> str:
    """An address with its query in a fixed order, so that one state has one address; `path` is quoted already."""
    given = {name: str(value) for name, value in sorted(values.items()) if value not in (None, "")}
    return path + ("?" + urlencode(given) if given else "")


def segment(text: str) -> str:
    """A name as one segment of a path."""
    return quote(text, safe="")


def read_query(raw: str, allowed: tuple[str, ...]) -> dict[str, str]:
    """The query's values by name; raises UsageError on what the page does not know, on doubles and on what is too long."""
    if len(raw) > MOST_QUERY:
        raise UsageError(f"the address is too long: keep its query under {MOST_QUERY} characters")
    try:
        pairs = parse_qsl(raw, keep_blank_values=True, errors="strict", max_num_fields=40)
    except ValueError:
        raise UsageError("the address cannot be read: its query is not UTF-8, or has too many fields") from None
    values: dict[str, str] = {}
    for name, value in pairs:
        if name not in allowed:
            known = ", ".join(allowed) or "none"
            raise UsageError(f"{name[:40]!r} is nothing that this page can be asked by; it knows: {known}")
        if name in values:
            raise UsageError(f"{name!r} is given twice; give it once")
        if value.strip():
            values[name] = _CHECKS[name](value.strip())
    return values


def asked_of(path: str, raw: str, allowed: tuple[str, ...], index: Index, key: str = "") -> Asked:
    """The request for a page; raises UsageError saying what is wrong and what can be asked."""
    values = read_query(raw, allowed)
    since, until = _days(values)
    if "issue" in values and values["issue"] not in index.names:
        listed = ", ".join(list(index.names)[:20]) or "none"
        raise UsageError(f"issue {values['issue'][:60]!r} is no issue of this record; its issues are: {listed}")
    where = Filter(party=values.get("party"), act=values.get("act"), issue=values.get("issue"), since=since, until=until)
    return Asked(path=path, values=values, where=where, key=key)


def known_issue(index: Index, identifier: str) -> str:
    """The same id; raises NotFound where the record has no such issue."""
    if identifier not in index.names:
        listed = ", ".join(list(index.names)[:20]) or "none"
        raise NotFound(f"this record has no issue {identifier[:60]!r}; its issues are: {listed}")
    return identifier


def _days(values: Mapping[str, str]) -> tuple[dt.date | None, dt.date | None]:
    since = dt.date.fromisoformat(values["since"]) if "since" in values else None
    until = dt.date.fromisoformat(values["until"]) if "until" in values else None
    if "month" in values and values["month"] != "undated":
        first = dt.date.fromisoformat(values["month"] + "-01")
        last = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
        since, until = max(since or first, first), min(until or last, last)
    if since and until and since > until:
        raise UsageError(f"the first day ({since}) comes after the last one ({until}); swap them")
    return since, until


def _text(name: str, most: int = 200) -> Callable[[str], str]:
    def check(value: str) -> str:
        if len(value) > most:
            raise UsageError(f"{name} is too long: at most {most} characters")
        if any(ord(char) < 32 or 0xD800 <= ord(char) < 0xE000 for char in value):
            raise UsageError(f"{name} holds a control character; leave it out")
        return value

    return check


def _day(name: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        try:
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
                raise ValueError
            return dt.date.fromisoformat(value).isoformat()
        except ValueError:
            raise UsageError(f"{name} {value[:40]!r} is no day; write it as 2022-01-26") from None

    return check


def _choice(name: str, choices: tuple[str, ...]) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value not in choices:
            raise UsageError(f"{name} {value[:40]!r} is not among: {', '.join(choices)}")
        return value

    return check


def _number(name: str, most: int, least: int = 1) -> Callable[[str], str]:
    def check(value: str) -> str:
        if not re.fullmatch(r"[0-9]{1,9}", value) or not least <= int(value) <= most:
            raise UsageError(f"{name} {value[:40]!r} is no number from {least} to {most}")
        return str(int(value))

    return check


def _act(value: str) -> str:
    if value not in acts():
        raise UsageError(f"act {value[:40]!r} is no act of the codebook; the acts are: {', '.join(acts())}")
    return value


def _month(value: str) -> str:
    if value == "undated":
        return value
    _day("month")(value + "-01")
    return value


def _identifier(value: str) -> str:
    if not re.fullmatch(r"[\w:.-]{1,64}", value):
        raise UsageError(f"item {value[:40]!r} is no id")
    return value


_CHECKS: dict[str, Callable[[str], str]] = {
    "party": _text("party"),
    "act": _act,
    "issue": _text("issue", 100),
    "outlet": _text("outlet"),
    "origin": _text("origin"),
    "month": _month,
    "since": _day("since"),
    "until": _day("until"),
    "changed": _day("changed"),
    "q": _text("the search", MOST_WORDS),
    "page": _number("page", MOST_PAGE),
    "part": _number("part", MOST_PAGE),
    "at": _number("at", 999_999_999, 0),
    "kind": _choice("kind", KINDS),
    "state": _choice("state", STATES),
    "order": _choice("order", ORDERS),
    "what": _choice("what", QUEUES),
    "item": _identifier,
    "a": _text("a"),
    "b": _text("b"),
    "between": _day("between"),
    "of": _choice("of", DIFFERENCES),
    "verdict": _choice("verdict", VERDICTS),
    "group": _text("group"),
    "table": _text("table", 40),
    "theme": _choice("theme", ("light", "dark")),
    "size": _choice("size", ("narrow",)),
}
