"""Origins in the record: fingerprints and their index are kept with the reading; pairs are found by asking the index."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Engine, Select, and_, insert, or_, select

from standoff.relating.copies import METHOD, Pair, without
from standoff.relating.copies_index import Sheet, match
from standoff.relating.copies_print import Print
from standoff.store import schema
from standoff.store.database import asking, transaction

ASKED = 400  # values in one question: SQLite takes 999 in its older builds
AT_ONCE = 50  # articles completed in one transaction

One = TypeVar("One")


class RecordShelf:
    """The index in the record's tables, within one transaction; texts go by their fingerprints' numbers."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def holders(self, hashes: Sequence[int]) -> Mapping[int, Sequence[int]]:
        """Who holds each of these 5-grams."""
        table = schema.gram
        found: dict[int, list[int]] = {}
        for some in _batches(hashes):
            for row in self.connection.execute(select(table).where(table.c.hash.in_(some))):
                found.setdefault(row.hash, []).append(row.fingerprint)
        return found

    def sizes(self, numbers: Sequence[int]) -> Mapping[int, int]:
        """How many 5-grams were picked of each of these texts."""
        table = schema.fingerprint
        return dict(self._of(select(table.c.id, table.c.size), numbers))

    def prints(self, numbers: Sequence[int]) -> Mapping[int, Print]:
        """The prints of these texts, in their order."""
        table = schema.fingerprint
        kept = dict(self._of(select(table.c.id, table.c.words), numbers))
        return {number: Print.from_bytes(kept[number]) for number in numbers if number in kept}

    def sheet(self, number: int) -> Sheet:
        """One text, without what its current reading finds to be noise."""
        f = schema.fingerprint
        return _sheet(self.connection, f.c.id == number)

    def partners(self, numbers: Sequence[int]) -> Iterable[int]:
        """The texts that one of these was joined with."""
        table = schema.overlap
        for some in _batches(numbers):
            query = select(table.c.a, table.c.b).where(
                or_(table.c.a.in_(some), table.c.b.in_(some)), table.c.verdict != "template"
            )
            for row in self.connection.execute(query):
                yield from row

    def _of(self, query: Select[Any], numbers: Sequence[int]) -> Iterator[tuple[int, Any]]:
        for some in _batches(numbers):
            for row in self.connection.execute(query.where(schema.fingerprint.c.id.in_(some))):
                yield row[0], row[1]


def put_origin(connection: Connection, article: str) -> None:
    """Tell an article with a reading beside all that the record holds, once, within the transaction of `connection`."""
    table = schema.fingerprint
    if connection.execute(select(table.c.id).where(table.c.article == article, table.c.method == METHOD)).first() is not None:
        return
    sheet = _sheet(connection, schema.article.c.id == article)
    row = {"size": len(sheet.print.fingerprint), "words": sheet.print.to_bytes(), "made": _now()}
    key = connection.execute(insert(table).values(article=article, method=METHOD, **row)).inserted_primary_key
    assert key is not None  # noqa: S101 - an insert of one row always has a key; this tells the type checker
    number = int(key[0])
    found = match(RecordShelf(connection), number, sheet)
    if found.hashes:
        connection.execute(insert(schema.gram), [{"hash": one, "fingerprint": number} for one in found.hashes])
    if found.pairs:
        connection.execute(insert(schema.overlap), [pair_row(pair) for pair in found.pairs])


def complete(engine: Engine) -> int:
    """Do the same for articles that were kept without it, by an older Standoff; how many there were."""
    done = 0
    while waiting := _waiting(engine):
        with transaction(engine) as connection:
            for article in waiting:
                put_origin(connection, article)
        done += len(waiting)
    return done


def _waiting(engine: Engine) -> list[str]:
    r, f = schema.reading, schema.fingerprint
    query = select(r.c.article).outerjoin(f, and_(f.c.article == r.c.article, f.c.method == METHOD))
    with asking(engine) as connection:
        return list(connection.execute(query.where(r.c.current, f.c.id.is_(None)).order_by(r.c.id).limit(AT_ONCE)).scalars())


def _sheet(connection: Connection, which: ColumnElement[bool]) -> Sheet:
    """The text of an article as its current reading has it: without noise, with the agencies that it credits."""
    r, a, f, i = schema.reading, schema.article, schema.fingerprint, schema.item
    query = select(r.c.id, r.c.data, a.c.text).join(a, a.c.id == r.c.article).outerjoin(f, f.c.article == a.c.id)
    row = connection.execute(query.where(r.c.current, which).limit(1)).one()
    # asked by reading alone: asked by kind too, SQLite goes through all noise of the record
    items = connection.execute(select(i.c.kind, i.c.start, i.c.end).where(i.c.reading == row.id).order_by(i.c.start))
    bounds = [(start, end) for kind, start, end in items if kind == "noise"]
    return Sheet(without(row.text, bounds), frozenset(row.data["carried_by"]))


def pair_row(pair: Pair) -> dict[str, Any]:
    """The pair as a row of the table `overlap`."""
    over, place = pair.overlap, pair.place
    data = {
        "shared": over.shared, "share_a": over.share_a, "share_b": over.share_b, "run": place.run, "at_a": place.a,
        "at_b": place.b, "opens_a": place.opens_a, "opens_b": place.opens_b, "quotations": pair.quotations,
    }  # fmt: skip
    return {"a": pair.a, "b": pair.b, "verdict": pair.verdict, "data": data}


def _batches(values: Iterable[One]) -> Iterator[list[One]]:
    source = iter(values)
    while some := list(islice(source, ASKED)):
        yield some


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)
