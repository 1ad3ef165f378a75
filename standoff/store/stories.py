"""Stories in the record: each article's weighted words and their index; pairs are found by asking the index."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Engine, and_, func, insert, or_, select, text, union_all

from standoff.core.dates import Published, When
from standoff.relating.copies import without
from standoff.relating.stories_index import (
    MOST_HOLDING,
    TOLD_ALIKE,
    Days,
    Likeness,
    Outline,
    Sheet,
    day_of,
    match,
    spans_of_days,
)
from standoff.relating.stories_words import METHOD, Term, Weights, key_of, terms_of
from standoff.store import schema
from standoff.store.database import asking, transaction

ASKED = 400  # values in one question: SQLite takes 999 in its older builds
AT_ONCE = 50  # articles completed in one transaction
MOST_PARTNERS = 400  # pairs looked through for the articles that several others are told like

One = TypeVar("One")


class RecordShelf:
    """The index in the record's tables, within one transaction; articles go by their sheets' numbers."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def articles(self) -> int:
        """How many articles there are: numbers are given in order, so that nothing is counted."""
        return self.connection.execute(select(func.max(schema.story_sheet.c.id))).scalar() or 0

    def holding(self, keys: Sequence[int]) -> Mapping[int, int]:
        """How many articles hold each of these words."""
        table = schema.story_count
        found: dict[int, int] = {}
        for some in _batches(keys):
            rows = self.connection.execute(select(table.c.word, table.c.articles).where(table.c.word.in_(some)))
            found.update((word, articles) for word, articles in rows)
        return found

    def met(self, keys: Sequence[int], days: Days | None) -> Iterable[tuple[int, int]]:
        """Word and article, for the words by which articles of these days, or without a date, are found."""
        table = schema.story_word
        newest = [
            select(
                select(table.c.word, table.c.sheet)
                .where(table.c.word == key, table.c.day.between(first, last))
                .order_by(table.c.day.desc(), table.c.sheet.desc())
                .limit(MOST_HOLDING)
                .subquery()
            )
            for key in keys
            for first, last in spans_of_days(days)
        ]
        if newest:
            yield from ((row.word, row.sheet) for row in self.connection.execute(union_all(*newest)))

    def sheets(self, numbers: Sequence[int]) -> Mapping[int, Sheet]:
        """These articles."""
        table = schema.story_sheet
        query = select(table.c.id, table.c.weights, table.c.data).where(table.c.id.in_(numbers)).order_by(table.c.id)
        rows = self.connection.execute(query) if numbers else ()
        return {row.id: Sheet(Weights.from_bytes(row.weights), msgspec.convert(row.data, Outline)) for row in rows}

    def partners(self, numbers: Sequence[int]) -> Iterable[int]:
        """The articles that one of these is told alike with."""
        table = schema.story_pair
        query = (
            select(table.c.a, table.c.b)
            .where(or_(table.c.a.in_(numbers), table.c.b.in_(numbers)), table.c.score >= TOLD_ALIKE)
            .order_by(table.c.b.desc(), table.c.a)
            .limit(MOST_PARTNERS)
        )
        wanted = set(numbers)
        for a, b in self.connection.execute(query):
            yield from (other for one, other in ((a, b), (b, a)) if one in wanted)


def put_story(connection: Connection, article: str) -> None:
    """Tell an article with a reading beside all that the record holds, once, within the transaction of `connection`."""
    table = schema.story_sheet
    if connection.execute(select(table.c.id).where(table.c.article == article, table.c.method == METHOD)).first() is not None:
        return
    terms, outline = _told(connection, article)
    number = RecordShelf(connection).articles() + 1
    found = match(RecordShelf(connection), number, terms, outline)
    connection.execute(
        insert(table).values(
            id=number, article=article, method=METHOD, weights=found.weights.to_bytes(), data=msgspec.to_builtins(outline),
            made=dt.datetime.now(dt.UTC).replace(microsecond=0),
        )
    )  # fmt: skip
    if found.keys:
        day = day_of(outline.days)
        connection.execute(insert(schema.story_word), [{"word": key, "day": day, "sheet": number} for key in found.keys])
    if found.counts and terms:
        counting = text(
            "INSERT INTO story_count (word, articles) VALUES (:word, 1) "
            "ON CONFLICT (word) DO UPDATE SET articles = story_count.articles + 1"
        )
        connection.execute(counting, [{"word": key} for key in sorted({key_of(word) for word in terms})])
    if found.pairs:
        connection.execute(insert(schema.story_pair), [_pair_row(pair) for pair in found.pairs])


def complete_stories(engine: Engine) -> int:
    """Do the same for articles that were kept without it, by an older Standoff; how many there were."""
    done = 0
    while waiting := _waiting(engine):
        with transaction(engine) as connection:
            for article in waiting:
                put_story(connection, article)
        done += len(waiting)
    return done


def _waiting(engine: Engine) -> list[str]:
    r, s = schema.reading, schema.story_sheet
    query = select(r.c.article).outerjoin(s, and_(s.c.article == r.c.article, s.c.method == METHOD))
    with asking(engine) as connection:
        return list(connection.execute(query.where(r.c.current, s.c.id.is_(None)).order_by(r.c.id).limit(AT_ONCE)).scalars())


def _told(connection: Connection, article: str) -> tuple[dict[str, Term], Outline]:
    """What an article's current reading gives to tell stories by: the words without noise, the days, actors and dates."""
    r, a, i, t = schema.reading, schema.article, schema.item, schema.local_actor
    query = select(r.c.id, r.c.data, a.c.text).join(a, a.c.id == r.c.article).where(r.c.current, a.c.id == article)
    row = connection.execute(query.limit(1)).one()
    # asked by reading alone: asked by kind too, SQLite goes through all noise of the record
    items = connection.execute(select(i.c.kind, i.c.start, i.c.end).where(i.c.reading == row.id).order_by(i.c.start))
    bounds = [(start, end) for kind, start, end in items if kind == "noise"]
    actors = connection.execute(select(t.c.name, t.c.code).where(t.c.reading == row.id).order_by(t.c.place))
    published = msgspec.convert(row.data["published"], Published)
    title = row.data.get("title")
    outline = Outline(
        days=Days.of(published.earliest, published.latest),
        title="" if title is None else title["text"],
        actors=tuple(dict.fromkeys(actor.code or actor.name for actor in actors)),
        dates=tuple(_days_named(row.data.get("times", ()))),
    )
    return terms_of(without(row.text, bounds)), outline


def _days_named(times: Iterable[Any]) -> list[str]:
    """The single days that a text speaks of, once each, in order."""
    whens = (msgspec.convert(one, When) for one in times)
    days = {when.earliest.isoformat() for when in whens if when.earliest is not None and when.earliest == when.latest}
    return sorted(days)


def _pair_row(pair: Likeness) -> dict[str, Any]:
    data = msgspec.to_builtins(pair.evidence)
    return {"a": pair.a, "b": pair.b, "score": pair.score, "form": pair.form, "data": data}


def _batches(values: Iterable[One]) -> Iterator[list[One]]:
    source = iter(values)
    while some := list(islice(source, ASKED)):
        yield some
