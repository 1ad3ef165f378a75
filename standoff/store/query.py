"""Asking the record: typed rows out of current readings, by filter."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, Generic, TypeVar

import msgspec
from sqlalchemy import Connection, Engine, Select, and_, func, or_, select, text

from standoff.core.dates import Published
from standoff.core.errors import NotFound
from standoff.core.records import (
    AnyItem,
    Article,
    Attribution,
    Figure,
    Forecast,
    LocalActor,
    Meeting,
    Noise,
    Reading,
    Statement,
)
from standoff.core.spans import Span
from standoff.store import schema

Kind = TypeVar("Kind", bound=AnyItem)
KINDS: dict[str, type[AnyItem]] = {
    "noise": Noise,
    "attribution": Attribution,
    "statement": Statement,
    "figure": Figure,
    "meeting": Meeting,
    "forecast": Forecast,
}


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """What a view shows: only items of this party, act, issue, article, and days from `since` to `until` (inclusive)."""

    party: str | None = None
    act: str | None = None
    issue: str | None = None
    article: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None


EVERYTHING = Filter()


class ArticleRow(msgspec.Struct, frozen=True, kw_only=True):
    """One article of the record with the outline of its current reading."""

    article: Article
    language: str
    reader: str
    title: Span | None
    published: Published
    carried_by: tuple[str, ...]
    flags: tuple[str, ...]


class ItemRow(msgspec.Struct, Generic[Kind], frozen=True, kw_only=True):
    """One item with the article it stands in."""

    item: Kind
    article_name: str
    outlet: str | None
    published: Published


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence that a search found, with its place in its article."""

    article: str
    article_name: str
    start: int
    end: int
    text: str


def articles(engine: Engine, where: Filter = EVERYTHING) -> tuple[ArticleRow, ...]:
    """The articles with a reading, by publication date, then by name; without their text's items."""
    a, r = schema.article, schema.reading
    query = select(a, r).join(r, r.c.article == a.c.id).where(r.c.current)
    if where.article is not None:
        query = query.where(or_(a.c.name == where.article, a.c.id.startswith(where.article, autoescape=True)))
    if where.since is not None:
        query = query.where(r.c.published_latest >= where.since)
    if where.until is not None:
        query = query.where(r.c.published_earliest <= where.until)
    query = query.order_by(r.c.published_earliest, a.c.name)
    with engine.connect() as connection:
        return tuple(_article_row(row) for row in connection.execute(query).mappings())


def article(engine: Engine, name_or_id: str) -> ArticleRow:
    """The article of that name, or whose id starts so; raises NotFound."""
    found = articles(engine, Filter(article=name_or_id))
    if not found:
        raise NotFound(f"no article {name_or_id!r} in the record; list them with: standoff articles")
    return found[0]


def items(engine: Engine, kind: type[Kind], where: Filter = EVERYTHING) -> tuple[ItemRow[Kind], ...]:
    """The items of `kind` in current readings that pass the filter, by date, article and place."""
    tag = str(kind.__struct_config__.tag)
    with engine.connect() as connection:
        rows = connection.execute(_items_query(tag, where)).mappings()
        return tuple(_item_row(row, kind) for row in rows)


def item(engine: Engine, identifier: str) -> ItemRow[Any]:
    """The item with that id, or whose id starts so where only one does; raises NotFound."""
    i, r = schema.item, schema.reading
    query = _item_columns().where(r.c.current, i.c.id.startswith(identifier, autoescape=True)).order_by(i.c.id).limit(2)
    with engine.connect() as connection:
        rows = list(connection.execute(query).mappings())
    if not rows:
        raise NotFound(f"nothing has the id {identifier!r} in the record; ids stand in the first column of every list")
    if len(rows) > 1 and rows[0]["id"] != identifier:
        raise NotFound(f"several ids start with {identifier!r} ({rows[0]['id']}, {rows[1]['id']}...); give more of it")
    return _item_row(rows[0], KINDS[rows[0]["kind"]])


def local_actors(engine: Engine) -> Iterator[tuple[str, LocalActor]]:
    """Every actor of every current reading with its article's id."""
    t, r = schema.local_actor, schema.reading
    query = select(r.c.article, t.c.data).join(r, r.c.id == t.c.reading).where(r.c.current).order_by(r.c.id, t.c.place)
    with engine.connect() as connection:
        for row in connection.execute(query):
            yield row.article, msgspec.convert(row.data, LocalActor)


def search(engine: Engine, words: str, *, limit: int = 50) -> tuple[Passage, ...]:
    """The sentences that hold all of `words` (in any form and order), best first; `"..."` keeps words together."""
    if not words.strip():
        return ()
    with engine.connect() as connection:
        rows = connection.execute(*_search_query(connection, words, limit)).mappings()
        return tuple(
            Passage(article=row["article"], article_name=row["name"], start=row["start"], end=row["end"], text=row["text"])
            for row in rows
        )


def sentences(engine: Engine, article_id: str) -> tuple[tuple[int, int], ...]:
    """The bounds of an article's sentences (code points), in order; noise has none."""
    table = schema.passage
    query = select(table.c.start, table.c.end).where(table.c.article == article_id).order_by(table.c.start, table.c.id)
    with engine.connect() as connection:
        return tuple((row.start, row.end) for row in connection.execute(query))


def failures(engine: Engine) -> tuple[tuple[str, str], ...]:
    """Each item that could not be taken in, with its reason."""
    table = schema.failure
    with engine.connect() as connection:
        return tuple((row.name, row.reason) for row in connection.execute(select(table).order_by(table.c.id)))


def newest_dossier(engine: Engine) -> dict[str, Any] | None:
    """The dossier in force, as it was given, or None."""
    table = schema.dossier
    with engine.connect() as connection:
        found = connection.execute(select(table.c.data).order_by(table.c.id.desc()).limit(1)).scalar()
    return found if found is None else dict(found)


def count(engine: Engine) -> dict[str, int]:
    """How many articles the record holds, and how many items of each kind in current readings."""
    i, r = schema.item, schema.reading
    query = select(i.c.kind, func.count()).join(r, r.c.id == i.c.reading).where(r.c.current).group_by(i.c.kind)
    with engine.connect() as connection:
        total = connection.execute(select(func.count()).select_from(schema.article)).scalar() or 0
        return {"article": total, **dict(connection.execute(query).tuples().all())}


def _item_columns() -> Select[Any]:
    i, r, a = schema.item, schema.reading, schema.article
    columns = (
        i.c.id,
        i.c.kind,
        i.c.data,
        a.c.name,
        a.c.outlet,
        r.c.published_earliest,
        r.c.published_latest,
        r.c.data.label("outline"),
    )
    return select(*columns).join(r, r.c.id == i.c.reading).join(a, a.c.id == i.c.article)


def _items_query(kind: str, where: Filter) -> Select[Any]:
    i, r, a, p = schema.item, schema.reading, schema.article, schema.party
    query = _item_columns().where(r.c.current, i.c.kind == kind)
    if where.act is not None:
        query = query.where(i.c.act == where.act)
    if where.article is not None:
        query = query.where(or_(a.c.name == where.article, a.c.id.startswith(where.article, autoescape=True)))
    if where.since is not None:
        query = query.where(or_(i.c.latest >= where.since, and_(i.c.latest.is_(None), i.c.earliest >= where.since)))
    if where.until is not None:
        query = query.where(or_(i.c.earliest <= where.until, and_(i.c.earliest.is_(None), i.c.latest <= where.until)))
    if where.party is not None:
        sides = select(p.c.item).where(
            p.c.reading == i.c.reading, p.c.item == i.c.id, p.c.actor == where.party, p.c.role != "addressee"
        )
        query = query.where(sides.exists())
    return query.order_by(i.c.earliest, a.c.name, i.c.start, i.c.id)


def _article_row(row: Any) -> ArticleRow:
    outline = msgspec.convert(row[schema.reading.c.data], Reading)
    kept = {
        **row[schema.article.c.data],
        **{field: row[schema.article.c[field]] for field in ("id", "name", "text", "outlet", "url")},
    }
    return ArticleRow(
        article=msgspec.convert(kept, Article),
        language=outline.language,
        reader=outline.reader,
        title=outline.title,
        published=outline.published,
        carried_by=outline.carried_by,
        flags=outline.flags,
    )


def _item_row(row: Any, kind: type[Kind]) -> ItemRow[Kind]:
    published = msgspec.convert(row["outline"]["published"], Published)
    return ItemRow(item=msgspec.convert(row["data"], kind), article_name=row["name"], outlet=row["outlet"], published=published)


def _search_query(connection: Connection, words: str, limit: int) -> tuple[Any, dict[str, Any]]:
    if connection.dialect.name == "sqlite":
        quoted = " ".join('"' + word.replace('"', "") + '"' for word in _search_terms(words))
        statement = text(
            'SELECT p.article, a.name, p.start, p."end", p.text FROM passage_text JOIN passage p ON p.id = passage_text.rowid '
            "JOIN article a ON a.id = p.article WHERE passage_text MATCH :words ORDER BY rank, p.id LIMIT :limit"
        )
        return statement, {"words": quoted, "limit": limit}
    statement = text(
        'SELECT p.article, a.name, p.start, p."end", p.text FROM passage p JOIN article a ON a.id = p.article, '
        "websearch_to_tsquery('english', :words) q WHERE to_tsvector('english', p.text) @@ q "
        "ORDER BY ts_rank(to_tsvector('english', p.text), q) DESC, p.id LIMIT :limit"
    )
    return statement, {"words": words, "limit": limit}


def _search_terms(words: str) -> list[str]:
    """The words and the phrases in double quotes of a search, with no other syntax, so that no input is an error."""
    pieces = words.split('"')
    terms: list[str] = []
    for place, piece in enumerate(pieces):
        terms += [piece] if place % 2 and piece.strip() else piece.split()
    return [term for term in terms if any(char.isalnum() for char in term)] or [words.replace('"', "")]
