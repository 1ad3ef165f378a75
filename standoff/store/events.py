"""Events in the record: mentions and their index are kept with the reading; pairs are found by asking the index."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, and_, insert, select

from standoff.relating.events_index import index_keys, match
from standoff.relating.events_match import Seen
from standoff.relating.events_mentions import Glimpse, Mention, Page, Placed
from standoff.relating.events_readings import mentions_of, page_of, placed_in
from standoff.store import schema
from standoff.store.database import asking, transaction
from standoff.store.quick import ask_among, ask_each, decoded, encoded, next_number, put_rows, remembered
from standoff.store.subject import Subject

# Mentions made by another method are not mixed in: the next read makes them anew.
METHOD = "events-7"
AT_ONCE = 50  # articles completed in one transaction


class RecordShelf:
    """The index in the record's tables, within one transaction; mentions go by their rows' numbers."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def holders(self, keys: Sequence[int], ends: int) -> Mapping[int, Sequence[int]]:
        """Who stands under each of these keys: the first and the last `ends` of them."""
        last = self._ends(_LAST, keys, ends)
        first = self._ends(_FIRST, [key for key, some in last.items() if len(some) == ends], ends)
        return {key: list(dict.fromkeys((*first.get(key, ()), *some))) for key, some in last.items()}

    def _ends(self, query: str, keys: Sequence[int], ends: int) -> dict[int, list[int]]:
        found = zip(keys, ask_each(self.connection, query, [(key, ends) for key in keys]), strict=True)
        return {key: [number for (number,) in rows] for key, rows in found if rows}

    def glimpses(self, numbers: Sequence[int]) -> Mapping[int, Seen]:
        """What rules most of these mentions out."""
        return remembered(self.connection, "glimpse", numbers, self._glimpses)

    def _glimpses(self, numbers: Sequence[int]) -> Mapping[int, Seen]:
        rows = ask_among(self.connection, "SELECT id, data FROM mention WHERE id IN", numbers)
        return {number: decoded(data, Glimpse) for number, data in rows}

    def placed(self, numbers: Sequence[int]) -> Mapping[int, Placed]:
        """These mentions."""
        return placed_by(self.connection, numbers)


def placed_by(connection: Connection, numbers: Sequence[int]) -> dict[int, Placed]:
    """Mentions with their articles, by number."""
    rows = list(ask_among(connection, "SELECT id, page, data FROM mention WHERE id IN", numbers))
    kept = ask_among(connection, "SELECT id, data FROM event_page WHERE id IN", sorted({page for _, page, _ in rows}))
    pages = {page: decoded(data, Page) for page, data in kept}
    return {number: Placed(decoded(data, Mention), pages[page]) for number, page, data in rows}


_LAST = "SELECT mention FROM mention_key WHERE key = ? ORDER BY mention DESC LIMIT ?"
_FIRST = "SELECT mention FROM mention_key WHERE key = ? ORDER BY mention LIMIT ?"
_MENTION = "INSERT INTO mention (id, page, item, family, data) VALUES (?, ?, ?, ?, ?)"


def put_events(subject: Subject) -> None:
    """Tell the mentions of an article's reading in force beside all that the record holds, once a reading."""
    connection, reading = subject.connection, subject.reading
    made = "SELECT id FROM event_page WHERE reading = ? AND method = ?"
    if reading is None or next(ask_each(connection, made, [(reading, METHOD)])):
        return
    mentions = mentions_of(subject.statements, subject.meetings, subject.figures, subject.sentences)
    page = page_of(subject.article, subject.body, mentions, subject.outline.published)
    row = {"reading": reading, "method": METHOD, "data": _plain(page), "made": _now()}
    number = _insert(connection, schema.event_page, row)
    new = dict(enumerate(placed_in(page, mentions), next_number(connection, "mention")))
    put_rows(connection, _MENTION, [_row(number, place, one.mention) for place, one in new.items()])
    pairs = match(RecordShelf(connection), new)
    keys = [(key, place) for place, some in index_keys(new).items() for key in some]
    put_rows(connection, "INSERT INTO mention_key (key, mention) VALUES (?, ?)", sorted(keys))
    put_rows(connection, "INSERT INTO mention_pair (a, b, score) VALUES (?, ?, ?)", pairs)


def complete(engine: Engine) -> int:
    """Do the same for readings that were kept without it, by an older Standoff; how many there were."""
    done = 0
    while waiting := _waiting(engine):
        with transaction(engine) as connection:
            for article in waiting:
                put_events(Subject(connection, article))
        done += len(waiting)
    return done


def _waiting(engine: Engine) -> list[str]:
    r, p = schema.reading, schema.event_page
    query = select(r.c.article).outerjoin(p, and_(p.c.reading == r.c.id, p.c.method == METHOD))
    with asking(engine) as connection:
        return list(connection.execute(query.where(r.c.current, p.c.id.is_(None)).order_by(r.c.id).limit(AT_ONCE)).scalars())


def _row(page: int, number: int, mention: Mention) -> tuple[Any, ...]:
    return number, page, mention.id, mention.family, encoded(mention, "deterministic")


def _plain(struct: msgspec.Struct) -> Any:
    """As plain data, sets in order, so that the same mention is the same row."""
    return msgspec.to_builtins(struct, order="deterministic")


def _insert(connection: Connection, table: Any, row: dict[str, Any]) -> int:
    key = connection.execute(insert(table).values(**row)).inserted_primary_key
    assert key is not None  # noqa: S101 - an insert of one row always has a key; this tells the type checker
    return int(key[0])


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)
