"""Look-ups of a few rows by their keys, and the stream of all lines: what a page asks while the record grows."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Engine, Text, case, cast, func, select

from standoff.core.records import LocalActor
from standoff.store import schema
from standoff.store.database import asking
from standoff.store.query import KINDS, ArticleRow, ItemRow, article_row, item_columns, item_row

MOST_KEYS = 500  # of one question: below the number of parameters that any SQLite takes
LISTED = ("statement", "figure", "meeting", "forecast", "attribution")


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """How far a record has come: its newest reading and dossier, and a sum that changes with what is in force."""

    newest: int
    dossier: int
    in_force: int


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """An article in force without its text; `data` and `outline` are JSON."""

    reading: int
    id: str
    name: str
    outlet: str | None
    url: str | None
    language: str
    earliest: dt.date | None
    latest: dt.date | None
    data: str
    outline: str


def mark_of(engine: Engine) -> Mark:
    """How far the record has come; two equal marks are one state of the record."""
    r, d = schema.reading, schema.dossier
    total = func.coalesce(func.sum(case((r.c.current, r.c.id), else_=0)), 0)
    with asking(engine) as connection:
        newest, in_force = connection.execute(select(func.coalesce(func.max(r.c.id), 0), total)).one()
        dossier = connection.execute(select(func.coalesce(func.max(d.c.id), 0))).scalar_one()
    return Mark(newest=newest, dossier=dossier, in_force=int(in_force))


def newest_of(engine: Engine) -> tuple[int, int]:
    """The numbers of the newest reading and of the newest dossier: the quick look at whether anything came in."""
    r, d = schema.reading, schema.dossier
    with asking(engine) as connection:
        one = connection.execute(select(func.coalesce(func.max(r.c.id), 0))).scalar_one()
        return one, connection.execute(select(func.coalesce(func.max(d.c.id), 0))).scalar_one()


def heads(engine: Engine, after: int, until: int) -> Iterator[Head]:
    """The articles whose reading in force is newer than `after` and not newer than `until`, oldest reading first."""
    a, r = schema.article, schema.reading
    columns = (
        r.c.id.label("reading"), a.c.id, a.c.name, a.c.outlet, a.c.url, r.c.language,
        r.c.published_earliest.label("earliest"), r.c.published_latest.label("latest"),
        cast(a.c.data, Text).label("data"), cast(r.c.data, Text).label("outline"),
    )  # fmt: skip
    query = select(*columns).join(a, a.c.id == r.c.article).where(r.c.current, r.c.id > after, r.c.id <= until).order_by(r.c.id)
    with asking(engine) as connection:
        for row in connection.execution_options(yield_per=1000).execute(query):
            yield Head(**row._mapping)


def lines(engine: Engine, after: int, until: int) -> Iterator[tuple[Any, ...]]:
    """Every listed item of those readings: reading, id, kind, start, end, act, earliest, latest and its data as JSON."""
    i, r = schema.item, schema.reading
    columns = (
        i.c.reading,
        i.c.id,
        i.c.kind,
        i.c.start,
        i.c.end,
        i.c.act,
        i.c.earliest,
        i.c.latest,
        cast(i.c.data, Text).label("data"),
    )
    query = (
        select(*columns)
        .join(r, r.c.id == i.c.reading)
        .where(r.c.current, r.c.id > after, r.c.id <= until, i.c.kind.in_(LISTED))
        .order_by(i.c.reading, i.c.kind, i.c.id)
    )
    with asking(engine) as connection:
        for row in connection.execution_options(yield_per=5000).execute(query):
            yield tuple(row)


def newest_statements(engine: Engine, limit: int) -> tuple[ItemRow[Any], ...]:
    """The statements of the newest readings, at most `limit`, in the order in which all of them are listed."""
    i, r, a = schema.item, schema.reading, schema.article
    newest = (
        select(i.c.reading, i.c.id)
        .join(r, r.c.id == i.c.reading)
        .where(r.c.current, i.c.kind == "statement")
        .order_by(i.c.reading.desc(), i.c.id)
        .limit(limit)
        .subquery()
    )
    query = item_columns().join(newest, (newest.c.reading == i.c.reading) & (newest.c.id == i.c.id))
    with asking(engine) as connection:
        rows = connection.execute(query.order_by(i.c.earliest.nulls_last(), a.c.name, i.c.start, i.c.id)).mappings()
        return tuple(item_row(row, KINDS[row["kind"]]) for row in rows)


def some_items(engine: Engine, identifiers: Iterable[str]) -> dict[str, ItemRow[Any]]:
    """The items in force with these ids, by id; an id that is not there is left out."""
    i, r = schema.item, schema.reading
    found: dict[str, ItemRow[Any]] = {}
    with asking(engine) as connection:
        for ids in _portions(identifiers):
            rows = connection.execute(item_columns().where(r.c.current, i.c.id.in_(ids))).mappings()
            found.update((row["id"], item_row(row, KINDS[row["kind"]])) for row in rows)
    return found


def some_articles(engine: Engine, identifiers: Iterable[str]) -> dict[str, ArticleRow]:
    """The articles in force with these ids, by id, with their texts."""
    a, r = schema.article, schema.reading
    found: dict[str, ArticleRow] = {}
    with asking(engine) as connection:
        for ids in _portions(identifiers):
            query = select(a, r).join(r, r.c.article == a.c.id).where(r.c.current, a.c.id.in_(ids))
            found.update((row[a.c.id], article_row(row)) for row in connection.execute(query).mappings())
    return found


def some_sentences(engine: Engine, identifiers: Iterable[str]) -> dict[str, tuple[tuple[int, int], ...]]:
    """The bounds of the sentences of these articles (code points), by the article's id."""
    table = schema.passage
    found: dict[str, list[tuple[int, int]]] = {}
    with asking(engine) as connection:
        for ids in _portions(identifiers):
            query = select(table.c.article, table.c.start, table.c.end).where(table.c.article.in_(ids))
            for row in connection.execute(query.order_by(table.c.article, table.c.start)):
                found.setdefault(row.article, []).append((row.start, row.end))
    return {article: tuple(bounds) for article, bounds in found.items()}


def some_actors(engine: Engine, name_or_code: str, limit: int) -> list[tuple[str, LocalActor]]:
    """An actor as at most `limit` articles have it, newest reading first, each with the article's id."""
    t, r = schema.local_actor, schema.reading
    query = (
        select(r.c.article, t.c.data)
        .join(r, r.c.id == t.c.reading)
        .where(r.c.current, (t.c.code == name_or_code) | (t.c.name == name_or_code))
        .order_by(r.c.id.desc(), t.c.place)
        .limit(limit)
    )
    with asking(engine) as connection:
        return [(row.article, msgspec.convert(row.data, LocalActor)) for row in connection.execute(query)]


def items_of_article(engine: Engine, article_id: str, start: int, end: int, limit: int) -> tuple[ItemRow[Any], ...]:
    """The items of an article that touch start:end (code points), by place, at most `limit`."""
    i, r = schema.item, schema.reading
    query = (
        item_columns()
        .where(r.c.current, i.c.article == article_id, i.c.start < end, i.c.end > start)
        .order_by(i.c.start, i.c.end, i.c.id)
        .limit(limit)
    )
    with asking(engine) as connection:
        return tuple(item_row(row, KINDS[row["kind"]]) for row in connection.execute(query).mappings())


def places_in(engine: Engine, article_id: str) -> list[int]:
    """Where each item of an article begins (code points), in order."""
    i, r = schema.item, schema.reading
    query = select(i.c.start).join(r, r.c.id == i.c.reading).where(r.c.current, i.c.article == article_id).order_by(i.c.start)
    with asking(engine) as connection:
        return [row.start for row in connection.execute(query)]


def _portions(identifiers: Iterable[str]) -> Iterator[Sequence[str]]:
    every = list(dict.fromkeys(identifiers))
    for first in range(0, len(every), MOST_KEYS):
        yield every[first : first + MOST_KEYS]
