"""Origins in the record: fingerprints and their index are kept with the reading; pairs are found by asking the index."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, and_, insert, select

from standoff.relating.copies import KEPT_APART, METHOD, Pair
from standoff.relating.copies_index import Match, Sheet, match
from standoff.relating.copies_passages import (
    LEAST_MET,
    LEAST_WORDS,
    MOST_COMPARED,
    Shared,
    edges_of,
    lines_of,
    lines_with,
    shared_lines,
)
from standoff.relating.copies_print import Print, with_runs
from standoff.store import schema
from standoff.store.database import asking, transaction
from standoff.store.quick import Row, ask_among, ask_each, put_rows, remembered
from standoff.store.subject import Subject

AT_ONCE = 50  # articles completed in one transaction
WHOLE = 0.8  # either text holds so much of the other: copies


class RecordShelf:
    """The index in the record's tables, within one transaction; texts go by their fingerprints' numbers."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._prints: dict[int, Print] = {}

    def holders(self, hashes: Sequence[int]) -> Mapping[int, Sequence[int]]:
        """Who holds each of these 5-grams."""
        found: dict[int, list[int]] = {}
        for gram, number in ask_among(self.connection, "SELECT hash, fingerprint FROM gram WHERE hash IN", hashes):
            found.setdefault(gram, []).append(number)
        return found

    def sizes(self, numbers: Sequence[int]) -> Mapping[int, int]:
        """How many 5-grams were picked of each of these texts."""
        return remembered(self.connection, "size", numbers, lambda some: dict(ask_among(self.connection, _SIZES, some)))

    def prints(self, numbers: Sequence[int]) -> Mapping[int, Print]:
        """The prints of these texts, in their order."""
        wanted = [number for number in numbers if number not in self._prints]
        self._prints |= {number: Print.from_bytes(words) for number, words in ask_among(self.connection, _WORDS, wanted)}
        return {number: self._prints[number] for number in numbers if number in self._prints}

    def sheet(self, number: int) -> Sheet:
        """One text, without what its current reading finds to be noise."""
        ((article,),) = next(ask_each(self.connection, "SELECT article FROM fingerprint WHERE id = ?", [(number,)]))
        return sheet_of(Subject(self.connection, article))

    def partners(self, numbers: Sequence[int]) -> Iterable[int]:
        """The texts that one of these was joined with."""
        for end in ("a", "b"):
            query = f"SELECT a, b, verdict FROM overlap WHERE {end} IN"  # noqa: S608 - a or b
            for a, b, verdict in ask_among(self.connection, query, numbers):
                if verdict not in KEPT_APART:
                    yield from (a, b)


_SIZES = "SELECT id, size FROM fingerprint WHERE id IN"
_WORDS = "SELECT id, words FROM fingerprint WHERE id IN"


def put_origin(subject: Subject) -> None:
    """Tell an article with a reading beside all that the record holds, once, within the transaction of its connection."""
    connection, article, table = subject.connection, subject.article, schema.fingerprint
    if next(ask_each(connection, "SELECT id FROM fingerprint WHERE article = ? AND method = ?", [(article, METHOD)])):
        return
    sheet = sheet_of(subject)
    row = {"size": len(sheet.print.fingerprint), "words": sheet.print.to_bytes(), "made": _now()}
    key = connection.execute(insert(table).values(article=article, method=METHOD, **row)).inserted_primary_key
    assert key is not None  # noqa: S101 - an insert of one row always has a key; this tells the type checker
    number = int(key[0])
    shelf = RecordShelf(connection)
    found = match(shelf, number, sheet)
    put_rows(connection, "INSERT INTO gram (hash, fingerprint) VALUES (?, ?)", [(one, number) for one in sorted(found.hashes)])
    if found.pairs:
        connection.execute(insert(schema.overlap), [pair_row(pair) for pair in found.pairs])
    lines = _shared_lines(subject, shelf, found)
    put_rows(connection, "INSERT INTO shared_line (a, b, data) VALUES (?, ?, ?)", [
        (known, number, msgspec.json.encode(lines[known]).decode()) for known in sorted(lines)
    ])  # fmt: skip


def _shared_lines(subject: Subject, shelf: RecordShelf, found: Match) -> dict[int, tuple[Shared, ...]]:
    """The sentences in common with texts that were met, by their fingerprints' numbers; copies have no need to be told so.

    Most texts that were met have a few common phrases and nothing that a sentence here begins or ends with: they are passed over.
    """
    whole = {pair.a for pair in found.pairs if pair.overlap.least >= WHOLE}
    often = [one for one, count in found.met.items() if count >= LEAST_MET and one not in whole]
    often = sorted(often, key=lambda one: (-found.met[one], one))[:MOST_COMPARED]
    if not often:
        return {}
    mine = lines_of(_sentences(subject.connection, subject.article))
    held = with_runs(shelf.prints(often), edges_of(mine), LEAST_WORDS)
    articles: dict[int, str] = dict(ask_among(subject.connection, "SELECT id, article FROM fingerprint WHERE id IN", held))
    shared = {
        known: shared_lines(lines_with(held[known], _sentences(subject.connection, article)), mine)
        for known, article in articles.items()
    }
    return {known: lines for known, lines in shared.items() if lines}


def _sentences(connection: Connection, article: str) -> list[Row]:
    query = 'SELECT start, "end", text FROM passage WHERE article = ? ORDER BY start'
    return next(ask_each(connection, query, [(article,)]))


def complete(engine: Engine) -> int:
    """Do the same for articles that were kept without it, by an older Standoff; how many there were."""
    done = 0
    while waiting := _waiting(engine):
        with transaction(engine) as connection:
            for article in waiting:
                put_origin(Subject(connection, article))
        done += len(waiting)
    return done


def _waiting(engine: Engine) -> list[str]:
    r, f = schema.reading, schema.fingerprint
    query = select(r.c.article).outerjoin(f, and_(f.c.article == r.c.article, f.c.method == METHOD))
    with asking(engine) as connection:
        return list(connection.execute(query.where(r.c.current, f.c.id.is_(None)).order_by(r.c.id).limit(AT_ONCE)).scalars())


def sheet_of(subject: Subject) -> Sheet:
    """The text of an article as its current reading has it: without noise, with the agencies that it credits."""
    return Sheet(subject.body, frozenset(subject.outline.carried_by))


def pair_row(pair: Pair) -> dict[str, Any]:
    """The pair as a row of the table `overlap`."""
    over, place = pair.overlap, pair.place
    data = {
        "shared": over.shared, "share_a": over.share_a, "share_b": over.share_b, "run": place.run, "at_a": place.a,
        "at_b": place.b, "opens_a": place.opens_a, "opens_b": place.opens_b, "quotations": pair.quotations,
    }  # fmt: skip
    return {"a": pair.a, "b": pair.b, "verdict": pair.verdict, "data": data}


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)
