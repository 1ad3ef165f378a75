"""Stories in the record: each article's weighted words and their index; pairs are found by asking the index."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, and_, insert, select

from standoff.core.dates import When
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
from standoff.relating.stories_words import METHOD, Weights, key_of, terms_of
from standoff.store import schema
from standoff.store.database import asking, transaction
from standoff.store.quick import ask_among, ask_each, decoded, encoded, put_rows
from standoff.store.subject import Subject

AT_ONCE = 50  # articles completed in one transaction
MOST_PARTNERS = 400  # pairs looked through for the articles that several others are told like


class RecordShelf:
    """The index in the record's tables, within one transaction; articles go by their sheets' numbers."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def articles(self) -> int:
        """How many articles there are: numbers are given in order, so that nothing is counted."""
        ((number,),) = next(ask_each(self.connection, "SELECT COALESCE(MAX(id), 0) FROM story_sheet", [()]))
        return int(number)

    def holding(self, keys: Sequence[int]) -> Mapping[int, int]:
        """How many articles hold each of these words."""
        return dict(ask_among(self.connection, _HOLDING, keys))

    def met(self, keys: Sequence[int], days: Days | None) -> Iterable[tuple[int, int]]:
        """Word and article, for the words by which articles of these days, or without a date, are found."""
        asked = [(key, first, last, MOST_HOLDING) for key in keys for first, last in spans_of_days(days)]
        for (key, *_), rows in zip(asked, ask_each(self.connection, _NEWEST, asked), strict=True):
            yield from ((key, sheet) for (sheet,) in rows)

    def sheets(self, numbers: Sequence[int]) -> Mapping[int, Sheet]:
        """These articles."""
        rows = sorted(ask_among(self.connection, _SHEETS, numbers))
        return {number: Sheet(Weights.from_bytes(weights), decoded(data, Outline)) for number, weights, data in rows}

    def partners(self, numbers: Sequence[int]) -> Iterable[int]:
        """The articles that one of these is told alike with."""
        asked = [(number, TOLD_ALIKE, MOST_PARTNERS) for number in numbers]
        found = {pair for query in _ALIKE for rows in ask_each(self.connection, query, asked) for pair in rows}
        wanted = set(numbers)
        for a, b in sorted(found, key=lambda pair: (-pair[1], pair[0]))[:MOST_PARTNERS]:
            yield from (other for one, other in ((a, b), (b, a)) if one in wanted)


_HOLDING = "SELECT word, articles FROM story_count WHERE word IN"
_NEWEST = "SELECT sheet FROM story_word WHERE word = ? AND day BETWEEN ? AND ? ORDER BY day DESC, sheet DESC LIMIT ?"
_SHEETS = "SELECT id, weights, data FROM story_sheet WHERE id IN"
_ALIKE = (
    "SELECT a, b FROM story_pair WHERE a = ? AND score >= ? ORDER BY b DESC LIMIT ?",
    "SELECT a, b FROM story_pair WHERE b = ? AND score >= ? ORDER BY a LIMIT ?",
)
_WORD = "INSERT INTO story_word (word, day, sheet) VALUES (?, ?, ?)"
_PAIR = "INSERT INTO story_pair (a, b, score, form, data) VALUES (?, ?, ?, ?, ?)"
_COUNT = (
    "INSERT INTO story_count (word, articles) VALUES (?, 1) ON CONFLICT (word) DO UPDATE SET articles = story_count.articles + 1"
)


def put_story(subject: Subject) -> None:
    """Tell an article with a reading beside all that the record holds, once, within the transaction of its connection."""
    connection, article = subject.connection, subject.article
    if next(ask_each(connection, "SELECT id FROM story_sheet WHERE article = ? AND method = ?", [(article, METHOD)])):
        return
    terms, outline = terms_of(subject.body), _outline(subject)
    number = RecordShelf(connection).articles() + 1
    found = match(RecordShelf(connection), number, terms, outline)
    connection.execute(
        insert(schema.story_sheet).values(
            id=number, article=article, method=METHOD, weights=found.weights.to_bytes(), data=msgspec.to_builtins(outline),
            made=dt.datetime.now(dt.UTC).replace(microsecond=0),
        )
    )  # fmt: skip
    day = day_of(outline.days)
    put_rows(connection, _WORD, [(key, day, number) for key in sorted(found.keys)])
    if found.counts:
        put_rows(connection, _COUNT, [(key,) for key in sorted({key_of(word) for word in terms})])
    put_rows(connection, _PAIR, [_pair_row(pair) for pair in found.pairs])


def complete_stories(engine: Engine) -> int:
    """Do the same for articles that were kept without it, by an older Standoff; how many there were."""
    done = 0
    while waiting := _waiting(engine):
        with transaction(engine) as connection:
            for article in waiting:
                put_story(Subject(connection, article))
        done += len(waiting)
    return done


def _waiting(engine: Engine) -> list[str]:
    r, s = schema.reading, schema.story_sheet
    query = select(r.c.article).outerjoin(s, and_(s.c.article == r.c.article, s.c.method == METHOD))
    with asking(engine) as connection:
        return list(connection.execute(query.where(r.c.current, s.c.id.is_(None)).order_by(r.c.id).limit(AT_ONCE)).scalars())


def _outline(subject: Subject) -> Outline:
    """What an article's current reading gives to tell stories by besides its words: the days, actors and dates."""
    reading = subject.outline
    return Outline(
        days=Days.of(reading.published.earliest, reading.published.latest),
        title="" if reading.title is None else reading.title.text,
        actors=tuple(dict.fromkeys(actor.code or actor.name for actor in subject.actors)),
        dates=tuple(_days_named(reading.times)),
    )


def _days_named(times: Iterable[When]) -> list[str]:
    """The single days that a text speaks of, once each, in order."""
    return sorted({one.earliest.isoformat() for one in times if one.earliest is not None and one.earliest == one.latest})


def _pair_row(pair: Likeness) -> tuple[Any, ...]:
    return pair.a, pair.b, pair.score, pair.form, encoded(pair.evidence)
