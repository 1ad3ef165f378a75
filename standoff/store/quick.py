"""Questions that one article asks hundreds of times, put to the driver itself: building each anew costs ten times the answer.

Queries are plain SQL that SQLite and PostgreSQL both take, with "?" for each value; no value is ever written into one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import islice
from typing import Any, Literal, TypeVar

import msgspec
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

ASKED = 400  # values in one question: SQLite takes 999 in its older builds
# Lists of values are filled up to a multiple of this with their last one, so that few different questions are asked and
# the driver knows each already.
STEP = 50
# Rows that are remembered from one article to the next, of each kind: less than a hundred megabytes. They lie all over the
# record, so that each would keep a whole page of it at hand.
MOST_REMEMBERED = 100_000
_REMEMBERED = "standoff_remembered"
_ROOMY = "standoff_roomy"

One = TypeVar("One")
Row = tuple[Any, ...]


def give_room(connection: Connection) -> None:
    """Let a connection that relates articles keep 512 MB of the record at hand: what one article asks for lies all over it.

    Taken up as it is used; with the 64 MB of others, relating an article to 9,000 known ones took a sixth more time.
    """
    if connection.dialect.name == "sqlite" and not connection.info.get(_ROOMY):
        connection.exec_driver_sql("PRAGMA cache_size=-524288")
        connection.info[_ROOMY] = True


def batches(values: Iterable[One]) -> Iterator[list[One]]:
    """The values in lists that one question takes."""
    source = iter(values)
    while some := list(islice(source, ASKED)):
        yield some


def ask_each(connection: Connection, query: str, values: Iterable[Sequence[Any]]) -> Iterator[list[Row]]:
    """The rows that the query gives for each of these values, in their order."""
    query = _in_dialect(connection, query)
    with _cursor(connection, query) as cursor:
        for some in values:
            yield cursor.execute(query, some).fetchall()


def ask_among(connection: Connection, query: str, values: Iterable[Any]) -> Iterator[Row]:
    """The rows of a query that ends in "IN" for all these values, some hundreds at a time."""
    for some in batches(values):
        some += some[-1:] * (-len(some) % STEP)
        asked = _in_dialect(connection, f"{query} ({', '.join('?' * len(some))})")
        with _cursor(connection, asked) as cursor:
            yield from cursor.execute(asked, some).fetchall()


def remembered(
    connection: Connection, what: str, numbers: Sequence[int], ask: Callable[[Sequence[int]], Mapping[int, One]]
) -> dict[int, One]:
    """The rows of these numbers; `ask` is asked for those that the connection was not asked for of late.

    Only for rows that are written once and never altered; what a rolled-back transaction wrote is forgotten with it.
    """
    kept: dict[int, One] = connection.info.setdefault(_REMEMBERED, {}).setdefault(what, {})
    kept.update(ask([number for number in numbers if number not in kept]))
    found = {number: kept[number] for number in numbers if number in kept}
    for oldest in list(islice(kept, max(0, len(kept) - MOST_REMEMBERED))):
        del kept[oldest]
    return found


def forget(connection: Connection) -> None:
    """Forget what is remembered: a number that was given and taken back is given again."""
    if not connection.invalidated:  # else it went with the lost connection
        connection.info.pop(_REMEMBERED, None)


def put_rows(connection: Connection, query: str, rows: Sequence[Sequence[Any]]) -> None:
    """Run a query that writes, once for each row of values."""
    if rows:
        query = _in_dialect(connection, query)
        with _cursor(connection, query) as cursor:
            cursor.executemany(query, rows)


def next_number(connection: Connection, table: str) -> int:
    """The number that the next row of a table gets: nobody else writes while a transaction that writes lasts."""
    ((number,),) = next(ask_each(connection, f"SELECT COALESCE(MAX(id), 0) + 1 FROM {table}", [()]))  # noqa: S608 - a name of ours
    return int(number)


def decoded(kept: Any, shape: type[One]) -> One:
    """What is kept as JSON, which SQLite gives as text and PostgreSQL as plain data."""
    if not isinstance(kept, str | bytes):
        return msgspec.convert(kept, shape)
    given: Any = shape
    found: One = _decoder(given).decode(kept)
    return found


@cache
def _decoder(shape: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(shape)


def encoded(struct: Any, order: Literal["deterministic"] | None = None) -> str:
    """As it is kept in a column of JSON; what holds sets is given its `order`, so that the same thing is the same row."""
    return msgspec.json.encode(struct, order=order).decode()


def _in_dialect(connection: Connection, query: str) -> str:
    return query.replace("?", "%s") if connection.dialect.name == "postgresql" else query


@contextmanager
def _cursor(connection: Connection, query: str) -> Iterator[Any]:
    """The driver's cursor; its errors are raised as SQLAlchemy's."""
    cursor = connection.connection.cursor()
    try:
        yield cursor
    except connection.dialect.loaded_dbapi.DatabaseError as error:
        raise DatabaseError(query, None, error) from error
    finally:
        cursor.close()
