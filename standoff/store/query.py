"""Asking the record: typed rows out of current readings, by filter."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, Generic, TypeVar

import msgspec
from sqlalchemy import Column, ColumnElement, Connection, Engine, Select, and_, func, or_, select, text

from standoff.codebook.acts import acts
from standoff.core.dates import Published, When
from standoff.core.errors import NotFound, UsageError
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
from standoff.store.database import asking
from standoff.store.sightings import Sighting, seen_besides

Kind = TypeVar("Kind", bound=AnyItem)
MOST_RANKED = 5_000  # sentences that hold the words, the newest: to weigh the hundred thousand of a common word takes a second
LEAST_DIGITS = 6  # of an article's id that stand for it: shorter ones could be somebody's file name
PARTY_CHARS = 200  # the width of the column that items are found by; the item itself keeps the whole name
KINDS: dict[str, type[AnyItem]] = {
    "noise": Noise,
    "attribution": Attribution,
    "statement": Statement,
    "figure": Figure,
    "meeting": Meeting,
    "forecast": Forecast,
}


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """What a view shows: only items of this party, act, issue, article, and days from `since` to `until` (inclusive).

    Raises UsageError for an act that is none of the codebook, for days that are no dates, and where `since` comes after `until`.
    """

    party: str | None = None
    act: str | None = None
    issue: str | None = None
    article: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None

    def __post_init__(self) -> None:
        for name in ("party", "act", "issue", "article"):
            if not isinstance(getattr(self, name), str | None):
                raise UsageError(f"{name} is {type(getattr(self, name)).__name__}; give it as a str")
        for name in ("since", "until"):
            day = getattr(self, name)
            if day is not None and (not isinstance(day, dt.date) or isinstance(day, dt.datetime)):
                raise UsageError(f"{name} {str(day)!r} is no datetime.date; give a day as datetime.date(2022, 1, 26)")
        if self.since and self.until and self.since > self.until:
            raise UsageError(f"the first day ({self.since}) comes after the last one ({self.until}); swap them")
        if self.act is not None and self.act not in acts():
            raise UsageError(f"{self.act!r} is no act of the codebook; the acts are: {', '.join(acts())}")


EVERYTHING = Filter()


class ArticleRow(msgspec.Struct, frozen=True, kw_only=True):
    """One article of the record with the outline of its current reading; `also` is how else its text was given."""

    article: Article
    language: str
    reader: str
    title: Span | None
    published: Published
    carried_by: tuple[str, ...]
    flags: tuple[str, ...]
    times: tuple[When, ...] = ()
    also: tuple[Sighting, ...] = ()


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
        query = query.where(is_article(where.article))
    query = query.where(*_in_days(r.c.published_earliest, r.c.published_latest, where))
    query = query.order_by(r.c.published_earliest.nulls_last(), a.c.name)
    with asking(engine) as connection:
        return with_sightings(connection, [article_row(row) for row in connection.execute(query).mappings()])


def with_sightings(connection: Connection, rows: Sequence[ArticleRow]) -> tuple[ArticleRow, ...]:
    """The same articles, each with how else its text was given."""
    besides = seen_besides(connection, (row.article for row in rows))
    return tuple(msgspec.structs.replace(row, also=besides[row.article.id]) if row.article.id in besides else row for row in rows)


def article(engine: Engine, name_or_id: str) -> ArticleRow:
    """The article of that name (or given under it), or whose id starts so where only one does; raises NotFound."""
    found = articles(engine, Filter(article=name_or_id))
    if not found:
        raise NotFound(f"no article {name_or_id!r} in the record; list them with: standoff articles")
    if len(found) == 1:
        return found[0]
    named = [row for row in found if row.article.name == name_or_id]
    if not named:
        names = ", ".join(row.article.name for row in found[:3])
        raise NotFound(f"{name_or_id!r} may mean several articles ({names}); give its name or more of its id")
    return named[0]


def items(engine: Engine, kind: type[Kind], where: Filter = EVERYTHING) -> tuple[ItemRow[Kind], ...]:
    """The items of `kind` in current readings that pass the filter, by date, article and place."""
    tag = str(kind.__struct_config__.tag)
    with asking(engine) as connection:
        rows = connection.execute(_items_query(tag, where)).mappings()
        return tuple(item_row(row, kind) for row in rows)


def item(engine: Engine, identifier: str) -> ItemRow[Any]:
    """The item with that id, or whose id starts so where only one does; raises NotFound."""
    i, r = schema.item, schema.reading
    query = item_columns().where(r.c.current, i.c.id.startswith(identifier, autoescape=True)).order_by(i.c.id).limit(2)
    with asking(engine) as connection:
        rows = list(connection.execute(query).mappings())
    if not rows:
        raise NotFound(f"nothing has the id {identifier!r} in the record; ids stand in the first column of every list")
    if len(rows) > 1 and rows[0]["id"] != identifier:
        raise NotFound(f"several ids start with {identifier!r} ({rows[0]['id']}, {rows[1]['id']}...); give more of it")
    return item_row(rows[0], KINDS[rows[0]["kind"]])


def touches(earliest: dt.date | None, latest: dt.date | None, where: Filter) -> bool:
    """Whether a window of days (null: open) touches the days of the filter; what has no days at all never does."""
    if where.since is None and where.until is None:
        return True
    if earliest is None and latest is None:
        return False
    late = where.since is None or latest is None or latest >= where.since
    return late and (where.until is None or earliest is None or earliest <= where.until)


def local_actors(engine: Engine, named: Sequence[str] | None = None) -> Iterator[tuple[str, LocalActor]]:
    """Every actor of every current reading with its article's id; only those with such a code or name, where given."""
    t, r = schema.local_actor, schema.reading
    query = select(r.c.article, t.c.data).join(r, r.c.id == t.c.reading).where(r.c.current).order_by(r.c.id, t.c.place)
    if named is not None:
        query = query.where(t.c.code.in_(named) | t.c.name.in_(named))
    with asking(engine) as connection:
        for row in connection.execute(query):
            yield row.article, msgspec.convert(row.data, LocalActor)


def search(engine: Engine, words: str, *, limit: int = 50) -> tuple[Passage, ...]:
    """The sentences that hold all of `words` (in any form and order), best first; `"..."` keeps words together.

    In SQLite the best of the newest MOST_RANKED that hold them.
    """
    words = words.encode("utf-8", "replace").decode().replace("\0", " ")
    if not any(char.isalnum() for char in words):
        return ()
    with asking(engine) as connection:
        rows = connection.execute(*_search_query(connection, words, limit)).mappings()
        return tuple(
            Passage(article=row["article"], article_name=row["name"], start=row["start"], end=row["end"], text=row["text"])
            for row in rows
        )


def parties(engine: Engine) -> tuple[tuple[str, int], ...]:
    """Who acts in the items of current readings, by code or name, with how many items; the most frequent first."""
    p, r = schema.party, schema.reading
    number = func.count().label("number")
    query = select(p.c.actor, number).join(r, r.c.id == p.c.reading).where(r.c.current, p.c.role != "addressee")
    with asking(engine) as connection:
        rows = connection.execute(query.group_by(p.c.actor).order_by(number.desc(), p.c.actor))
        return tuple((row.actor, row.number) for row in rows)


def sentences(engine: Engine, article_id: str) -> tuple[tuple[int, int], ...]:
    """The bounds of an article's sentences (code points), in order; noise has none."""
    table = schema.passage
    query = select(table.c.start, table.c.end).where(table.c.article == article_id).order_by(table.c.start, table.c.id)
    with asking(engine) as connection:
        return tuple((row.start, row.end) for row in connection.execute(query))


def failures(engine: Engine) -> tuple[tuple[str, str], ...]:
    """Each item that could not be taken in, with its reason."""
    table = schema.failure
    with asking(engine) as connection:
        return tuple((row.name, row.reason) for row in connection.execute(select(table).order_by(table.c.id)))


def newest_dossier(engine: Engine) -> dict[str, Any] | None:
    """The dossier in force, as it was given, or None."""
    table = schema.dossier
    with asking(engine) as connection:
        found = connection.execute(select(table.c.data).order_by(table.c.id.desc()).limit(1)).scalar()
    return found if found is None else dict(found)


def count(engine: Engine) -> dict[str, int]:
    """How many articles the record holds, and how many items of each kind in current readings."""
    i, r = schema.item, schema.reading
    query = select(i.c.kind, func.count()).join(r, r.c.id == i.c.reading).where(r.c.current).group_by(i.c.kind)
    with asking(engine) as connection:
        total = connection.execute(select(func.count()).select_from(schema.article)).scalar() or 0
        return {"article": total, **{row[0]: row[1] for row in connection.execute(query)}}


def item_columns() -> Select[Any]:
    """What an item's row is made of by `item_row`; a question adds its conditions."""
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
    query = item_columns().where(r.c.current, i.c.kind == kind)
    if where.act is not None:
        query = query.where(i.c.act == where.act)
    if where.article is not None:
        query = query.where(is_article(where.article))
    query = query.where(*_in_days(i.c.earliest, i.c.latest, where))
    if where.party is not None:
        sides = select(p.c.item).where(
            p.c.reading == i.c.reading, p.c.item == i.c.id, p.c.actor == where.party[:PARTY_CHARS], p.c.role != "addressee"
        )
        query = query.where(sides.exists())
    return query.order_by(i.c.earliest.nulls_last(), a.c.name, i.c.start, i.c.id)


def is_article(name_or_id: str) -> ColumnElement[bool]:
    """Whether an article has that name, was given under it, or has an id that starts so (LEAST_DIGITS or more).

    An article's own name means that article alone: others may have come in under it too, when it was taken.
    """
    a, seen, owner = schema.article, schema.sighting, schema.article.alias("owner")
    taken = select(owner.c.id).where(owner.c.name == name_or_id).exists()
    given = select(seen.c.article).where(seen.c.article == a.c.id, seen.c.name == name_or_id).exists()
    meant = or_(a.c.name == name_or_id, and_(given, ~taken))
    if len(name_or_id) < LEAST_DIGITS:
        return meant
    return or_(meant, and_(a.c.id.startswith(name_or_id, autoescape=True), ~taken))


def _in_days(earliest: Column[Any], latest: Column[Any], where: Filter) -> Iterator[ColumnElement[bool]]:
    """That a window of days (null = open) touches the days of the filter; what has no days at all never does."""
    if where.since is not None:
        yield or_(latest >= where.since, and_(latest.is_(None), earliest.is_not(None)))
    if where.until is not None:
        yield or_(earliest <= where.until, and_(earliest.is_(None), latest.is_not(None)))


def article_row(row: Any) -> ArticleRow:
    """The article of a row that holds all columns of an article and of its reading."""
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
        times=outline.times,
    )


def item_row(row: Any, kind: type[Kind]) -> ItemRow[Kind]:
    """The item of a row that holds `item_columns`."""
    published = msgspec.convert(row["outline"]["published"], Published)
    return ItemRow(item=msgspec.convert(row["data"], kind), article_name=row["name"], outlet=row["outlet"], published=published)


def _search_query(connection: Connection, words: str, limit: int) -> tuple[Any, dict[str, Any]]:
    if connection.dialect.name == "sqlite":
        quoted = " ".join('"' + word.replace('"', "") + '"' for word in _search_terms(words))
        statement = text(
            'SELECT p.article, a.name, p.start, p."end", p.text FROM (SELECT rowid AS id, rank AS place FROM passage_text '
            "WHERE passage_text MATCH :words ORDER BY rowid DESC LIMIT :most) AS found JOIN passage p ON p.id = found.id "
            "JOIN article a ON a.id = p.article ORDER BY found.place, p.id LIMIT :limit"
        )
        return statement, {"words": quoted, "limit": limit, "most": MOST_RANKED}
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
    return [term for term in terms if any(char.isalnum() for char in term)]
