"""Putting articles and readings into the record: each article with its reading is one transaction."""

import datetime as dt
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, insert, select, update

from standoff.core.dates import Published, When
from standoff.core.errors import UndecodableInput
from standoff.core.records import AnyItem, Article, Figure, Forecast, Meeting, Reading, Statement, items_of
from standoff.store import schema
from standoff.store.database import asking, transaction
from standoff.store.query import PARTY_CHARS
from standoff.store.quick import Row, ask_each, encoded, next_number, put_rows
from standoff.store.sightings import Key, is_sighted, kept_data, put_sighting

MOST_SETTLED = 200_000  # about 50 MB


def is_read(connection: Connection, article_id: str, reader: str) -> bool:
    """Whether this very text was already read by this very reader."""
    return _any(connection, "SELECT id FROM reading WHERE article = ? AND reader = ?", article_id, reader)


def put(engine: Engine, article: Article, reading: Reading) -> None:
    """Keep an article and its reading: one transaction; what the record already holds is not written twice.

    Raises UndecodableInput where the text holds what a database cannot keep.
    """
    from standoff.store.steps import relate  # its steps load numpy, which whoever only asks does without

    _check_characters(article)
    with transaction(engine) as connection:
        put_article(connection, article)
        if is_read(connection, article.id, reading.reader):
            _make_current(connection, article.id, reading.reader)
        else:
            _put_reading(connection, article, reading)
        relate(connection, article.id)


def put_article(connection: Connection, article: Article) -> None:
    """Keep an article once, and each name, outlet, address and date under which it was given."""
    if not _any(connection, "SELECT id FROM article WHERE id = ?", article.id):
        name = _free_name(connection, article)
        row = {"id": article.id, "name": name, "text": article.text, "outlet": article.outlet, "url": article.url}
        connection.execute(insert(schema.article).values(**row, data=kept_data(article), added=_now()))
    put_sighting(connection, article, _now())


def revive(engine: Engine, article: Article, reader: str) -> bool:
    """Whether this reader has read this text before: then its reading is in force again, and the sighting is kept."""
    with asking(engine) as connection:
        if not is_read(connection, article.id, reader):
            return False
        if _is_settled(connection, article, reader):
            return True
    from standoff.store.steps import relate

    with transaction(engine) as connection:
        put_article(connection, article)
        _make_current(connection, article.id, reader)
        relate(connection, article.id)
        return True


def settled(engine: Engine, reader: str) -> set[Key]:
    """The sightings, by `key_of`, of articles that this reader has read and for which nothing is to be written again.

    Empty where the record holds more than MOST_SETTLED, so that memory stays bounded; then each article is asked for.
    """
    r, seen = schema.reading, schema.sighting
    query = select(seen.c.article, seen.c.name, seen.c.mark).join(r, r.c.article == seen.c.article)
    query = query.where(r.c.reader == reader, r.c.current)
    with asking(engine) as connection:
        found = {(row.article, row.name, row.mark) for row in connection.execute(query.limit(MOST_SETTLED + 1))}
    return found if len(found) <= MOST_SETTLED else set()


def put_failure(engine: Engine, name: str, reason: str) -> None:
    """Keep that an item could not be taken in, and why, once."""
    table = schema.failure
    with transaction(engine) as connection:
        if connection.execute(select(table.c.id).where(table.c.name == name, table.c.reason == reason)).first() is None:
            connection.execute(insert(table).values(name=name, reason=reason, seen=_now()))


def put_dossier(engine: Engine, dossier: dict[str, Any]) -> None:
    """Keep a dossier; the newest one is in force, and all statements are filed under its issues; the earlier ones stay."""
    from standoff.store.positions import complete

    table = schema.dossier
    with transaction(engine) as connection:
        newest = connection.execute(select(table.c.data).order_by(table.c.id.desc()).limit(1)).scalar()
        if newest != dossier:
            connection.execute(insert(table).values(data=dossier, added=_now()))
    complete(engine)


def _any(connection: Connection, query: str, *values: str) -> bool:
    """Whether the query gives a row."""
    return bool(next(ask_each(connection, query, [values])))


def _check_characters(article: Article) -> None:
    """Refuse NUL and lone surrogates: PostgreSQL keeps neither, UTF-8 has no form for the second."""
    try:
        whole = b"\0" not in (article.name + article.text).encode()
    except UnicodeEncodeError:
        whole = False
    if not whole:
        raise UndecodableInput("holds a NUL or half a character (a lone surrogate); save it as UTF-8 text")


def _is_settled(connection: Connection, article: Article, reader: str) -> bool:
    """Whether this reader's reading is in force and this sighting of the article is known, so that nothing is to be written."""
    r = schema.reading
    query = select(r.c.id).where(r.c.article == article.id, r.c.reader == reader, r.c.current)
    return connection.execute(query).first() is not None and is_sighted(connection, article)


def _free_name(connection: Connection, article: Article) -> str:
    """The article's name, made unlike every other's by its text's first digits where another text has it already."""
    stem, dot, suffix = article.name.rpartition(".")
    if not stem or "/" in suffix:
        stem, dot, suffix = article.name, "", ""
    name = article.name
    for digits in (8, 16, len(article.id)):
        if not _any(connection, "SELECT id FROM article WHERE name = ?", name):
            break
        name = f"{stem}~{article.id[:digits]}{dot}{suffix}"
    return name


def _make_current(connection: Connection, article_id: str, reader: str) -> None:
    """Put an earlier reader's reading back in force, as when an older version of the program is used again."""
    table = schema.reading
    connection.execute(update(table).where(table.c.article == article_id).values(current=table.c.reader == reader))


def _put_reading(connection: Connection, article: Article, reading: Reading) -> None:
    connection.execute(update(schema.reading).where(schema.reading.c.article == article.id).values(current=False))
    outline = msgspec.structs.replace(
        reading, noise=(), attributions=(), statements=(), figures=(), meetings=(), forecasts=(), actors=(), sentences=()
    )
    row = {
        "article": article.id,
        "reader": reading.reader,
        "current": True,
        "language": reading.language,
        "published_earliest": reading.published.earliest,
        "published_latest": reading.published.latest,
        "data": msgspec.to_builtins(outline),
        "made": _now(),
    }
    key = connection.execute(insert(schema.reading).values(**row)).inserted_primary_key
    assert key is not None  # noqa: S101 - an insert of one row always has a key; this tells the type checker
    number: int = key[0]
    _put_items(connection, number, reading)
    _put_actors(connection, number, reading)
    _put_passages(connection, article, reading)


_ITEM = """INSERT INTO item (reading, id, kind, article, start, "end", act, earliest, latest, data)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""


def _put_items(connection: Connection, number: int, reading: Reading) -> None:
    found = items_of(reading)
    put_rows(connection, _ITEM, [_item_row(number, one, reading.published) for one in found])
    parties = [
        (number, one.id, role, actor)
        for one in found
        for role in ("party", "addressee", "participants", "holder")
        for actor in dict.fromkeys(actor[:PARTY_CHARS] for actor in getattr(one, role, ()))
    ]
    put_rows(connection, "INSERT INTO party (reading, item, role, actor) VALUES (?, ?, ?, ?)", parties)


def _item_row(number: int, item: AnyItem, published: Published) -> Row:
    days = (None if day is None else day.isoformat() for day in dates_of(item, published))
    kind, act = item.__struct_config__.tag, getattr(item, "act", None)
    return number, item.id, kind, item.article, item.start, item.end, act, *days, encoded(item)


def dates_of(item: AnyItem, published: Published) -> tuple[dt.date | None, dt.date | None]:
    """The days that views file an item under: its own date where it has one, else the publication window."""
    when: When | None = None
    if isinstance(item, Statement | Meeting):
        when = item.date
    elif isinstance(item, Figure):
        when = item.as_of
    elif isinstance(item, Forecast):
        when = None  # a forecast is filed under the day it was made, not under the days it speaks of
    if when is not None and (when.earliest or when.latest):
        return when.earliest, when.latest
    return published.earliest, published.latest


def _put_actors(connection: Connection, number: int, reading: Reading) -> None:
    rows = [(number, place, actor.name, actor.code, encoded(actor)) for place, actor in enumerate(reading.actors)]
    put_rows(connection, "INSERT INTO local_actor (reading, place, name, code, data) VALUES (?, ?, ?, ?, ?)", rows)


def _put_passages(connection: Connection, article: Article, reading: Reading) -> None:
    """Index the article's sentences for full-text search, once an article, whichever reader cut them first."""
    if not reading.sentences or _any(connection, "SELECT id FROM passage WHERE article = ? LIMIT 1", article.id):
        return
    before = next_number(connection, "passage") - 1
    rows = [(article.id, start, end, article.text[start:end]) for start, end in reading.sentences]
    put_rows(connection, 'INSERT INTO passage (article, start, "end", text) VALUES (?, ?, ?, ?)', rows)
    if connection.dialect.name == "sqlite":
        put_rows(connection, "INSERT INTO passage_text(rowid, text) SELECT id, text FROM passage WHERE id > ?", [(before,)])


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)
