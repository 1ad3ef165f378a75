"""Sightings: every name, outlet, address and date under which one text was given.

An article is its text; the same text given again is no second article, but who else carried it, where and when is kept.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, func, insert, select

from standoff.core.dates import Published
from standoff.core.records import Article
from standoff.store import schema
from standoff.store.quick import ask_each, batches

UNREAD = "published_unreadable:"  # a date that was given all the same
MARK = 16  # hexadecimal digits
FEW = 2_000  # articles that are asked for by their ids; for more, all sightings of texts given twice are looked through
OF_ITS_OWN = ("id", "name", "text", "outlet", "url")  # what stands in columns
Key = tuple[str, str, str]


class Sighting(msgspec.Struct, frozen=True, kw_only=True):
    """One time that a text was given: under which name, by which outlet, where, and when it came out there."""

    name: str
    outlet: str | None = None
    url: str | None = None
    author: str | None = None
    published: Published = Published()
    flags: tuple[str, ...] = ()


def key_of(article: Article) -> Key:
    """What tells a sighting from every other: the text's id, the name, and all that was said of it."""
    given = article.published_given
    unread = [flag for flag in article.flags if flag.startswith(UNREAD)]  # other remarks may change with the program
    said = (article.url, article.outlet, article.author, given.earliest, given.latest, *unread)
    mark = hashlib.sha256("\0".join("" if one is None else str(one) for one in said).encode("utf-8", "replace")).hexdigest()
    return article.id, article.name, mark[:MARK]


def is_sighted(connection: Connection, article: Article) -> bool:
    """Whether the text was given under this name with just this said of it."""
    query = "SELECT name FROM sighting WHERE article = ? AND name = ? AND mark = ?"
    return bool(next(ask_each(connection, query, [key_of(article)])))


def put_sighting(connection: Connection, article: Article, seen: dt.datetime) -> None:
    """Keep a sighting, once."""
    if is_sighted(connection, article):
        return
    _, name, mark = key_of(article)
    row = {"article": article.id, "name": name, "mark": mark, "url": article.url, "outlet": article.outlet}
    connection.execute(insert(schema.sighting).values(**row, data=kept_data(article), seen=seen))


def kept_data(article: Article) -> dict[str, Any]:
    """What is known of an article beside the columns that it has of its own."""
    return {field: value for field, value in msgspec.to_builtins(article).items() if field not in OF_ITS_OWN}


def seen_besides(connection: Connection, articles: Iterable[Article]) -> dict[str, tuple[Sighting, ...]]:
    """How else these articles were given, by their ids, oldest first; those given once are left out."""
    wanted = {article.id: article for article in articles}
    found: dict[str, list[Any]] = {}
    for query in _queries(wanted):
        for row in connection.execute(query):
            if row.article in wanted:
                found.setdefault(row.article, []).append(row)
    besides = {one: tuple(_sighting(row) for row in _without_first(wanted[one], rows)) for one, rows in found.items()}
    return {one: rows for one, rows in besides.items() if rows}


def _queries(wanted: Mapping[str, Article]) -> Iterable[Select[Any]]:
    seen = schema.sighting
    query = select(seen).order_by(seen.c.seen, seen.c.name, seen.c.mark)
    if len(wanted) <= FEW:
        return [query.where(seen.c.article.in_(some)) for some in batches(wanted)]
    twice = select(seen.c.article).group_by(seen.c.article).having(func.count() > 1)
    return [query.where(seen.c.article.in_(twice))]


def _without_first(article: Article, rows: list[Any]) -> list[Any]:
    """The sightings but for that by which the article is known itself, whose name may have been taken."""
    mark = key_of(article)[2]
    own = min(rows, key=lambda row: (row.mark != mark, row.name != article.name, row.seen))
    return [row for row in rows if row is not own]


def _sighting(row: Any) -> Sighting:
    data = row.data or {}
    return Sighting(
        name=row.name,
        outlet=row.outlet,
        url=row.url,
        author=data.get("author"),
        published=msgspec.convert(data.get("published_given", {}), Published),
        flags=tuple(data.get("flags", ())),
    )
