"""Events in the record: mentions and their index are kept with the reading; pairs are found by asking the index."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, and_, insert, select

from standoff.core.dates import Published
from standoff.core.records import Figure, Meeting, Statement
from standoff.relating.copies import without
from standoff.relating.events_index import index_keys, match
from standoff.relating.events_mentions import Mention, Page, Placed
from standoff.relating.events_readings import mentions_of, page_of, placed_in
from standoff.store import schema
from standoff.store.database import asking, transaction

# Mentions made by another method are not mixed in: the next read makes them anew.
METHOD = "events-2"
ASKED = 400  # values in one question: SQLite takes 999 in its older builds
AT_ONCE = 50  # articles completed in one transaction


class RecordShelf:
    """The index in the record's tables, within one transaction; mentions go by their rows' numbers."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def holders(self, keys: Sequence[int], ends: int) -> Mapping[int, Sequence[int]]:
        """Who stands under each of these keys: the first and the last `ends` of them."""
        return {key: found for key in keys if (found := self._ends(key, ends))}

    def _ends(self, key: int, ends: int) -> list[int]:
        table = schema.mention_key
        query = select(table.c.mention).where(table.c.key == key)
        last = list(self.connection.execute(query.order_by(table.c.mention.desc()).limit(ends)).scalars())
        if len(last) < ends:
            return last
        first = self.connection.execute(query.order_by(table.c.mention).limit(ends)).scalars()
        return list(dict.fromkeys((*first, *last)))

    def placed(self, numbers: Sequence[int]) -> Mapping[int, Placed]:
        """These mentions."""
        return placed_by(self.connection, numbers)


def placed_by(connection: Connection, numbers: Sequence[int]) -> dict[int, Placed]:
    """Mentions with their articles, by number."""
    m, p = schema.mention, schema.event_page
    columns = select(m.c.id, m.c.data, p.c.id.label("page"), p.c.data.label("article"))
    found: dict[int, Placed] = {}
    pages: dict[int, Page] = {}
    for first in range(0, len(numbers), ASKED):
        some = numbers[first : first + ASKED]
        for row in connection.execute(columns.join(p, p.c.id == m.c.page).where(m.c.id.in_(some))):
            page = pages.setdefault(row.page, msgspec.convert(row.article, Page))
            found[row.id] = Placed(msgspec.convert(row.data, Mention), page)
    return found


def put_events(connection: Connection, article: str) -> None:
    """Tell the mentions of an article's reading in force beside all that the record holds, once a reading."""
    r, p = schema.reading, schema.event_page
    made = and_(p.c.reading == r.c.id, p.c.method == METHOD)
    query = select(r.c.id, r.c.data, p.c.id.label("page")).outerjoin(p, made).where(r.c.article == article, r.c.current)
    row = connection.execute(query).first()
    if row is None or row.page is not None:
        return
    page, mentions = _told(connection, article, row.id, msgspec.convert(row.data["published"], Published))
    number = _insert(connection, p, {"reading": row.id, "method": METHOD, "data": _plain(page), "made": _now()})
    new = {_insert(connection, schema.mention, _row(number, one.mention)): one for one in placed_in(page, mentions)}
    pairs = match(RecordShelf(connection), new)
    keys = [{"key": key, "mention": place} for place, some in index_keys(new).items() for key in some]
    if keys:
        connection.execute(insert(schema.mention_key), keys)
    if pairs:
        connection.execute(insert(schema.mention_pair), [pair._asdict() for pair in pairs])


def complete(engine: Engine) -> int:
    """Do the same for readings that were kept without it, by an older Standoff; how many there were."""
    done = 0
    while waiting := _waiting(engine):
        with transaction(engine) as connection:
            for article in waiting:
                put_events(connection, article)
        done += len(waiting)
    return done


def _waiting(engine: Engine) -> list[str]:
    r, p = schema.reading, schema.event_page
    query = select(r.c.article).outerjoin(p, and_(p.c.reading == r.c.id, p.c.method == METHOD))
    with asking(engine) as connection:
        return list(connection.execute(query.where(r.c.current, p.c.id.is_(None)).order_by(r.c.id).limit(AT_ONCE)).scalars())


def _told(connection: Connection, article: str, reading: int, published: Published) -> tuple[Page, tuple[Mention, ...]]:
    """The article with its mentions, from what its reading found."""
    a, i, s = schema.article, schema.item, schema.passage
    text = connection.execute(select(a.c.text).where(a.c.id == article)).scalar_one()
    query = select(i.c.kind, i.c.start, i.c.end, i.c.data).where(i.c.reading == reading).order_by(i.c.start, i.c.id)
    found: dict[str, list[Any]] = {"statement": [], "meeting": [], "figure": [], "noise": []}
    for row in connection.execute(query.where(i.c.kind.in_(list(found)))):
        found[row.kind].append((row.start, row.end) if row.kind == "noise" else msgspec.convert(row.data, _KINDS[row.kind]))
    bounds = connection.execute(select(s.c.start, s.c.end).where(s.c.article == article).order_by(s.c.start))
    sentences = [(row.start, row.end) for row in bounds]
    mentions = mentions_of(found["statement"], found["meeting"], found["figure"], sentences)
    return page_of(article, without(text, found["noise"]), mentions, published), mentions


_KINDS: dict[str, Any] = {"statement": Statement, "meeting": Meeting, "figure": Figure}


def _row(page: int, mention: Mention) -> dict[str, Any]:
    return {"page": page, "item": mention.id, "family": mention.family, "data": _plain(mention)}


def _plain(struct: msgspec.Struct) -> Any:
    """As plain data, sets in order, so that the same mention is the same row."""
    return msgspec.to_builtins(struct, order="deterministic")


def _insert(connection: Connection, table: Any, row: dict[str, Any]) -> int:
    key = connection.execute(insert(table).values(**row)).inserted_primary_key
    assert key is not None  # noqa: S101 - an insert of one row always has a key; this tells the type checker
    return int(key[0])


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)
