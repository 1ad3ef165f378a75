"""Look-ups of a few rows by their keys, and the stream of all lines: what a page asks while the record grows."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Engine, Select, Text, and_, bindparam, case, cast, func, select

from standoff.core.records import AnyItem, LocalActor
from standoff.store import schema
from standoff.store.database import asking
from standoff.store.query import KINDS, ArticleRow, ItemRow, article_row, item_columns, item_row, with_sightings

MOST_KEYS = 500  # of one question: below the number of parameters that any SQLite takes
_DECODERS: dict[str, msgspec.json.Decoder[Any]] = {kind: msgspec.json.Decoder(found) for kind, found in KINDS.items()}
_ACTOR = msgspec.json.Decoder(LocalActor)
LISTED = ("statement", "figure", "meeting", "forecast", "attribution")


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """How far a record has come: its newest reading, dossier and judgement, and a sum that changes with what is in force.

    `unfiled` articles are not yet filed under the issues of the newest dossier.
    """

    newest: int
    dossier: int
    judged: int
    in_force: int
    unfiled: int


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """An item with its article's id and the sentences around it: `sentence` is the stored text from `first` to `last`."""

    item: AnyItem
    article: str
    first: int
    last: int
    sentence: str


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
    r, p = schema.reading, schema.placing
    total = func.coalesce(func.sum(case((r.c.current, r.c.id), else_=0)), 0)
    newest, dossier, judged = newest_of(engine)
    with asking(engine) as connection:
        in_force = connection.execute(select(total)).scalar_one()
        unfiled = connection.execute(select(func.count()).select_from(p).where(p.c.dossier != dossier)).scalar_one()
    return Mark(newest=newest, dossier=dossier, judged=judged, in_force=int(in_force), unfiled=unfiled)


def newest_of(engine: Engine) -> tuple[int, int, int]:
    """The numbers of the newest reading, dossier and judgement: the quick look at whether anything came in."""
    r, d, j = schema.reading, schema.dossier, schema.judgement
    query = select(*(select(func.coalesce(func.max(number), 0)).scalar_subquery() for number in (r.c.id, d.c.id, j.c.number)))
    with asking(engine) as connection:
        reading, dossier, judgement = connection.execute(query).one()
        return reading, dossier, judgement


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
    """Every listed item of those readings: reading, id, kind, start, act, earliest, latest and its data as JSON."""
    i = schema.item
    yield from _lines(engine, and_(i.c.reading > after, i.c.reading <= until))


def lines_of_articles(engine: Engine, articles: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    """The same of the readings in force of these articles, by their ids."""
    for some in _portions(articles):
        yield from _lines(engine, schema.reading.c.article.in_(some))


def _lines(engine: Engine, which: ColumnElement[bool]) -> Iterator[tuple[Any, ...]]:
    i, r = schema.item, schema.reading
    data = cast(i.c.data, Text).label("data")
    query = select(i.c.reading, i.c.id, i.c.kind, i.c.start, i.c.act, i.c.earliest, i.c.latest, data)
    query = query.join(r, r.c.id == i.c.reading).where(r.c.current, which)
    with asking(engine) as connection:
        rows = connection.execution_options(yield_per=5000).execute(query.order_by(i.c.reading, i.c.kind, i.c.id))
        for row in rows:
            # Asked for by their kinds too, SQLite would go through all items of these kinds to find those of some readings.
            if row.kind in LISTED:
                yield tuple(row)


def some_items(engine: Engine, identifiers: Iterable[str]) -> dict[str, ItemRow[Any]]:
    """The items in force with these ids, by id; an id that is not there is left out."""
    i, r = schema.item, schema.reading
    found: dict[str, ItemRow[Any]] = {}
    with asking(engine) as connection:
        for ids in _portions(identifiers):
            rows = connection.execute(item_columns().where(r.c.current, i.c.id.in_(ids))).mappings()
            found.update((row["id"], item_row(row, KINDS[row["kind"]])) for row in rows)
    return found


def places(engine: Engine, identifiers: Iterable[str]) -> dict[str, Placed]:
    """The items in force with these ids, by id, each with the sentences that it touches; texts are cut by the database."""
    found: dict[str, Placed] = {}
    with asking(engine) as connection:
        for ids in _portions(identifiers):
            for row in connection.execute(_places(), {"ids": ids}):
                item = _DECODERS[row.kind].decode(row.data)
                found[row.id] = Placed(item=item, article=row.article, first=row.first, last=row.last, sentence=row.sentence)
    return found


@cache
def _places() -> Select[Any]:
    """The question of `places`, with the ids to be filled in: to make it anew takes longer than the database needs."""
    i, r, p, a = schema.item, schema.reading, schema.passage, schema.article
    first, last = func.min(p.c.start), func.max(p.c.end)
    around = (
        select(
            i.c.reading, i.c.id,
            case((first < i.c.start, first), else_=i.c.start).label("first"),
            case((last > i.c.end, last), else_=i.c.end).label("last"),
        )
        .join(r, r.c.id == i.c.reading)
        .outerjoin(p, and_(p.c.article == i.c.article, p.c.start < i.c.end, p.c.end > i.c.start))
        .where(r.c.current, i.c.id.in_(bindparam("ids", expanding=True)))
        .group_by(i.c.reading, i.c.id)
        .subquery()
    )  # fmt: skip
    sentence = func.substr(a.c.text, around.c.first + 1, around.c.last - around.c.first).label("sentence")
    columns = (i.c.id, i.c.kind, i.c.article, around.c.first, around.c.last, sentence, cast(i.c.data, Text).label("data"))
    query = select(*columns).join(around, and_(around.c.reading == i.c.reading, around.c.id == i.c.id))
    return query.join(a, a.c.id == i.c.article)


def some_data(engine: Engine, identifiers: Iterable[str]) -> dict[str, AnyItem]:
    """The items in force with these ids, by id, without their places."""
    found: dict[str, AnyItem] = {}
    with asking(engine) as connection:
        for ids in _portions(identifiers):
            for row in connection.execute(_data(), {"ids": ids}):
                found[row.id] = _DECODERS[row.kind].decode(row.data)
    return found


@cache
def _data() -> Select[Any]:
    """The question of `some_data`, with the ids to be filled in."""
    i, r = schema.item, schema.reading
    query = select(i.c.id, i.c.kind, cast(i.c.data, Text).label("data")).join(r, r.c.id == i.c.reading)
    return query.where(r.c.current, i.c.id.in_(bindparam("ids", expanding=True)))


def some_articles(engine: Engine, identifiers: Iterable[str]) -> dict[str, ArticleRow]:
    """The articles in force with these ids, by id, with their texts."""
    a, r = schema.article, schema.reading
    found: dict[str, ArticleRow] = {}
    with asking(engine) as connection:
        for ids in _portions(identifiers):
            query = select(a, r).join(r, r.c.article == a.c.id).where(r.c.current, a.c.id.in_(ids))
            rows = [article_row(row) for row in connection.execute(query).mappings()]
            found.update((row.article.id, row) for row in with_sightings(connection, rows))
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


def some_actors(engine: Engine, name_or_code: str, limit: int, until: dt.date | None = None) -> list[tuple[str, LocalActor]]:
    """An actor as at most `limit` articles have it, newest reading first, each with the article's id.

    With `until` only articles count of which it is known that they came out by then.
    """
    return actors_named(engine, (name_or_code,), limit, until)


def actors_named(engine: Engine, names: Sequence[str], limit: int, until: dt.date | None = None) -> list[tuple[str, LocalActor]]:
    """The actors of these codes or names as at most `limit` articles have them, newest reading first, with the article's id."""
    t, r = schema.local_actor, schema.reading
    # Each name and code is looked up alone, in the order of its index: to sort all that have it costs a tenth of a second.
    data = cast(t.c.data, Text).label("data")
    query = select(t.c.reading, t.c.place, r.c.article, data).join(r, r.c.id == t.c.reading).where(r.c.current)
    if until is not None:
        query = query.where(func.coalesce(r.c.published_earliest, r.c.published_latest) <= until)
    query = query.order_by(t.c.reading.desc(), t.c.place.desc()).limit(limit)
    found: dict[tuple[int, int], Any] = {}
    with asking(engine) as connection:
        for column in (t.c.code, t.c.name):
            for name in names:
                found.update({(row.reading, row.place): row for row in connection.execute(query.where(column == name))})
    newest = sorted(found, key=lambda place: (-place[0], place[1]))[:limit]
    return [(found[place].article, _ACTOR.decode(found[place].data)) for place in newest]


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
