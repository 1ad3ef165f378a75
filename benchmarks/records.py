"""Large records of synthetic articles, made in a minute or two: readings are stored directly, many in one transaction.

    python -m benchmarks.records big.db --articles 27000

Nothing is read by a language model, so what is measured on such a record is the record and its pages. Every tenth article
is a copy of an earlier one (sentences left out, words altered); those and what they were copied from are told as origins. All
statements are filed under the dossier's issues. All that a read relates is done for --related articles only, for it costs
some tenth of a second an article.
"""

import argparse
import datetime as dt
import random
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, text

from standoff.codebook.dossier import Issue
from standoff.core.dates import Published, When
from standoff.core.ids import content_id, text_id
from standoff.core.records import Article, Attribution, Figure, Forecast, LocalActor, Meeting, Reading, Statement, items_of
from standoff.core.spans import Span
from standoff.relating.placing import place_by_dossier
from standoff.store import schema
from standoff.store.database import open_engine, transaction
from standoff.store.origins import put_origin
from standoff.store.query import PARTY_CHARS
from standoff.store.steps import relate
from standoff.store.write import dates_of, put_dossier

STATES = ("NOR", "SWE", "DNK", "FIN", "ISL", "EST", "LVA", "LTU", "POL", "DEU", "NLD", "BEL", "FRA", "GBR", "IRL", "ESP")
TOPICS = (
    *("herring", "cod", "ports", "pipelines", "islands", "fog signals", "tolls", "trawlers"),
    *("ice roads", "lighthouses", "wrecks", "cables"),
)
ACTS = ("demand", "reject", "offer_talks", "accuse", "threaten", "deny", "accept", "support", "warn", "defer", "reaffirm")
ISSUES = tuple(Issue(id=topic.replace(" ", "-"), name=topic, words=(topic,)) for topic in TOPICS)
OUTLETS = tuple(f"Outlet {number}" for number in range(120))
SYLLABLES = (
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "je",
    "ki",
    "lo",
    "mu",
    "na",
    "pe",
    "ri",
    "so",
    "tu",
    "va",
    "we",
    "xi",
    "yo",
    "zu",
)
FIRST = dt.date(2028, 1, 1)
DAYS = 500
STATEMENTS, FIGURES, FILLER, WORDS = 12, 3, 20, 6
COPIED = 10  # one article in so many is a copy
AT_ONCE = 250  # articles in one transaction


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """One sentence of a synthetic article, without its full stop."""

    kind: str
    words: str


def made(number: int) -> tuple[Article, Reading]:
    """The article of that number and its reading; the same in every run."""
    chance = random.Random(number)
    sentences = list(_sentences(chance, number))
    day = FIRST + dt.timedelta(days=chance.randrange(DAYS))
    if is_copy(number):
        first = random.Random(copied_from(number))
        sentences = [*_altered(list(_sentences(first, copied_from(number))), chance), sentences[-1]]
        day = FIRST + dt.timedelta(days=first.randrange(DAYS) + chance.randrange(2))
    return _article(number, sentences, day, random.Random(f"{number} placed"))


def is_copy(number: int) -> bool:
    """Whether the article of that number is a copy."""
    return number % COPIED == COPIED - 1


def copied_from(number: int) -> int:
    """The number of the article that a copy is copied from."""
    return number - 1 - random.Random(f"{number} of").randrange(COPIED - 1)


def _sentences(chance: random.Random, number: int) -> Iterator[Sentence]:
    kinds = ("statement",) * STATEMENTS + ("figure",) * FIGURES + ("meeting", "forecast") + ("filler",) * FILLER
    for place, kind in enumerate(kinds):
        one, other = chance.sample(STATES, 2)
        filler = " ".join("".join(chance.choices(SYLLABLES, k=chance.randrange(2, 5))) for _ in range(WORDS))
        yield Sentence(
            kind=kind,
            words=f"{one} {chance.choice(ACTS)} {other} over {chance.choice(TOPICS)} as {filler} number {number}-{place}",
        )


def _altered(sentences: list[Sentence], chance: random.Random) -> list[Sentence]:
    """The sentences as a copy has them, but for its last: one in twelve left out, one in twelve in other words."""
    kept = [one for one in sentences if chance.random() > 1 / 12]
    return [
        Sentence(kind=one.kind, words=one.words.replace(" as ", " while ")) if chance.random() < 1 / 12 else one for one in kept
    ]


def _article(number: int, sentences: list[Sentence], day: dt.date, chance: random.Random) -> tuple[Article, Reading]:
    spans: list[tuple[str, Span]] = []
    at = 0
    for one in sentences:
        spans.append((one.kind, Span(at, at + len(one.words), one.words)))
        at += len(one.words) + 2
    whole = " ".join(span.text + "." for _, span in spans)
    article = Article(id=text_id(whole), name=f"a{number}.txt", text=whole, outlet=chance.choice(OUTLETS))
    return article, _reading(article, spans, day, chance)


def _reading(article: Article, spans: list[tuple[str, Span]], day: dt.date, chance: random.Random) -> Reading:
    found: dict[str, list[Any]] = {"statement": [], "figure": [], "meeting": [], "forecast": [], "said": []}
    for kind, span in spans:
        if kind != "filler":
            _code(found, article, kind, span, day, chance)
    return Reading(
        article=article.id, reader="synthetic", language="en", published=Published(earliest=day, latest=day, basis="stated"),
        sentences=tuple((span.start, span.end + 1) for _, span in spans), statements=tuple(found["statement"]),
        attributions=tuple(found["said"]), figures=tuple(found["figure"]), meetings=tuple(found["meeting"]),
        forecasts=tuple(found["forecast"]),
        actors=tuple(LocalActor(name=code, type="state", code=code, mentions=(spans[0][1],)) for code in STATES[:4]),
    )  # fmt: skip


def _code(found: dict[str, list[Any]], article: Article, kind: str, span: Span, day: dt.date, chance: random.Random) -> None:
    base: dict[str, Any] = {"article": article.id, "start": span.start, "end": span.end, "text": span.text}
    one, act, other = span.text.split()[:3]
    said = f"Person {chance.randrange(40)} of {one}"
    key, source = (content_id(name, article.id, span.start, span.end) for name in (kind, "attribution"))
    when = day + dt.timedelta(days=chance.randrange(1, 30) if kind == "meeting" else -chance.randrange(4))
    date = When(earliest=when, latest=when, precision="day", basis="inferred")
    if kind in ("statement", "figure"):
        found["said"].append(Attribution(id=source, content=(span,), speaker=said, party=(one,), source=span, **base))
    if kind == "statement":
        found[kind].append(
            Statement(id=key, act=act, party=(one,), addressee=(other,), speaker=said, date=date, content=span,
                      attribution=source, certainty=chance.random(), **base)
        )  # fmt: skip
    elif kind == "figure":
        low = chance.randrange(100, 9000)
        found[kind].append(Figure(id=key, low=low, high=low + 40, unit="sailors", party=(one,), attribution=source, **base))
    elif kind == "meeting":
        found[kind].append(Meeting(id=key, participants=(one, other), status="planned", date=date, **base))
    else:
        found[kind].append(Forecast(id=key, holder=(one,), **base))


def build(path: Path, articles: int, *, related: int = 0) -> None:
    """Make the record anew; rows go in by the thousand, then what has copies is told as origins, and `related` by all steps."""
    engine = open_engine(path)
    put_dossier(engine, {"name": "Synthetic", "parties": ["NOR", "SWE"], "issues": [msgspec.to_builtins(one) for one in ISSUES]})
    begun = time.monotonic()
    ids: list[str] = []
    for portion in _portions(range(articles)):
        pairs = [made(number) for number in portion]
        with transaction(engine) as connection:
            _insert(connection, len(ids), pairs)
        ids += [article.id for article, _ in pairs]
    with transaction(engine) as connection:
        connection.execute(text("INSERT INTO passage_text(rowid, text) SELECT id, text FROM passage"))
    print(f"  {articles} articles kept in {time.monotonic() - begun:.0f} s", file=sys.stderr)
    copied = sorted({n for number in range(articles) if is_copy(number) for n in (number, copied_from(number))})
    for portion in _portions(copied):
        with transaction(engine) as connection:
            for number in portion:
                put_origin(connection, ids[number])
    for portion in _portions(range(max(0, articles - related), articles)):
        with transaction(engine) as connection:
            for number in portion:
                relate(connection, ids[number])
    print(f"  {len(copied)} told as origins, {related} by all steps, after {time.monotonic() - begun:.0f} s", file=sys.stderr)
    engine.dispose()


def _portions(numbers: Iterable[int]) -> Iterator[list[int]]:
    source = iter(numbers)
    while some := list(islice(source, AT_ONCE)):
        yield some


def _insert(connection: Connection, first: int, pairs: list[tuple[Article, Reading]]) -> None:
    """The rows that `standoff.store.write.put` makes of these pairs, a table at a time."""
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    rows: dict[str, list[dict[str, Any]]] = {table: [] for table in TABLES}
    for number, (article, reading) in enumerate(pairs, first + 1):
        for table, found in _rows(number, article, reading, now):
            rows[table] += found
    for table in TABLES:
        connection.execute(insert(schema.metadata.tables[table]), rows[table])


TABLES = ("article", "sighting", "reading", "item", "party", "local_actor", "passage", "placing", "about")


def _rows(number: int, article: Article, reading: Reading, now: dt.datetime) -> Iterable[tuple[str, list[dict[str, Any]]]]:
    own = ("id", "name", "text", "outlet", "url")
    data = msgspec.to_builtins(article)
    yield (
        "article",
        [{**{name: data[name] for name in own}, "data": {n: v for n, v in data.items() if n not in own}, "added": now}],
    )
    yield "sighting", [{"article": article.id, "name": article.name, "url": None, "seen": now}]
    outline = msgspec.structs.replace(
        reading, noise=(), attributions=(), statements=(), figures=(), meetings=(), forecasts=(), actors=(), sentences=()
    )
    yield "reading", [
        {"id": number, "article": article.id, "reader": reading.reader, "current": True, "language": reading.language,
         "published_earliest": reading.published.earliest, "published_latest": reading.published.latest,
         "data": msgspec.to_builtins(outline), "made": now}
    ]  # fmt: skip
    for one in items_of(reading):
        earliest, latest = dates_of(one, reading.published)
        yield "item", [
            {"reading": number, "id": one.id, "kind": one.__struct_config__.tag, "article": article.id, "start": one.start,
             "end": one.end, "act": getattr(one, "act", None), "earliest": earliest, "latest": latest,
             "data": msgspec.to_builtins(one)}
        ]  # fmt: skip
        for role in ("party", "addressee", "participants", "holder"):
            actors = dict.fromkeys(actor[:PARTY_CHARS] for actor in getattr(one, role, ()))
            yield "party", [{"reading": number, "item": one.id, "role": role, "actor": actor} for actor in actors]
    yield (
        "local_actor",
        [
            {"reading": number, "place": place, "name": one.name, "code": one.code, "data": msgspec.to_builtins(one)}
            for place, one in enumerate(reading.actors)
        ],
    )
    yield "passage", [{"article": article.id, "start": a, "end": b, "text": article.text[a:b]} for a, b in reading.sentences]
    yield "placing", [{"article": article.id, "reading": number, "dossier": 1}]
    yield (
        "about",
        [
            {"dossier": 1, "key": place.key, "reading": number, "item": place.item, "tied": place.tied}
            for place in place_by_dossier(reading.statements, ISSUES)
        ],
    )


def main() -> None:
    """Make a record."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("record", type=Path)
    parser.add_argument("--articles", type=int, default=27_000)
    parser.add_argument("--related", type=int, default=200, help="so many of the newest are related by all steps of a read")
    given = parser.parse_args()
    if given.record.exists():
        parser.error(f"{given.record} exists; name another file")
    build(given.record, given.articles, related=given.related)


if __name__ == "__main__":
    main()
