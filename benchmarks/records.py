"""Large records of synthetic articles, fully related, made in some minutes: rows are stored directly, many in one transaction.

    python -m benchmarks.records big.db --articles 27000

Nothing is read by a language model, so what is measured on such a record is the record and its pages. Three articles in four
belong to a story of two to sixty, whose articles share words, three acts, a meeting and a count that some tell otherwise; every
tenth is a copy of an earlier one (sentences left out, words altered). All statements are filed under the dossier's issues;
what relating would find within stories is written by benchmarks.related, copies are told as origins by the step of a read.
"""

import argparse
import datetime as dt
import random
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import accumulate, chain, islice
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, text

from benchmarks import related
from standoff.codebook.dossier import Issue
from standoff.core.dates import Published, When
from standoff.core.ids import content_id, text_id
from standoff.core.records import Article, Attribution, Figure, Forecast, LocalActor, Meeting, Reading, Statement, items_of
from standoff.core.spans import Span
from standoff.relating.placing import place_by_dossier
from standoff.store import origins, schema
from standoff.store.database import open_engine, transaction
from standoff.store.positions import METHOD as FILED
from standoff.store.query import PARTY_CHARS
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
COUNTED = (
    "sailors",
    "trawlers",
    "crates",
    "nets",
    "barrels",
    "pilots",
    "buoys",
    "ferries",
    "skippers",
    "tonnes",
    "cranes",
    "hulls",
)
GUILDS = tuple(f"Guild{number}" for number in range(1, 61))
PARTIES = (*STATES, *GUILDS)
OFTEN = tuple(accumulate(1 / place for place in range(1, len(PARTIES) + 1)))  # a few act in most of what is told
PERSONS, SURNAMES = 40, 300  # who speak for one party; the names that they share
MISSPELT = 0.1  # of the names of persons have a letter too many
STORIES = (14, 9, 6, 5, 4, 3, 2, 2)  # articles of the stories among so many in turn, the rest stand alone
AMONG, LONG = 60, 20  # every so many-th of these is one story
SHARED, TOLD = 3, 0.7  # acts that the articles of one story tell, each one of them so often
ROOTS = 24  # words that a story has of its own


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """One sentence of a synthetic article, without its full stop; `day`, `low` and `counted` where its story fixes them."""

    kind: str
    words: str
    day: dt.date | None = None
    low: int | None = None
    counted: str | None = None


@dataclass(frozen=True, kw_only=True)
class Story:
    """What the articles of one story share: its first day, words of its own, and sentences without their fillers."""

    day: dt.date
    roots: tuple[str, ...]
    acts: tuple[str, ...]
    meeting: str
    figure: str
    low: int
    counted: str


def story_of(number: int) -> int | None:
    """The story of an article, by the number of the story's first article; None where it stands alone."""
    if is_copy(number):
        return story_of(copied_from(number))
    block, place = divmod(number, AMONG)
    if block % LONG == LONG // 2:
        return block * AMONG
    first = 0
    for size in STORIES:
        if place < first + size:
            return block * AMONG + first
        first += size
    return None


def made(number: int) -> tuple[Article, Reading]:
    """The article of that number and its reading; the same in every run."""
    chance = random.Random(number)
    sentences, day = _plan(number)
    if is_copy(number):
        copied, first = _plan(copied_from(number))
        sentences, day = [*_altered(copied, chance), sentences[-1]], first + dt.timedelta(days=chance.randrange(2))
    return _article(number, sentences, day, random.Random(f"{number} placed"))


def is_copy(number: int) -> bool:
    """Whether the article of that number is a copy."""
    return number % COPIED == COPIED - 1


def copied_from(number: int) -> int:
    """The number of the article that a copy is copied from."""
    return number - 1 - random.Random(f"{number} of").randrange(COPIED - 1)


def _plan(number: int) -> tuple[list[Sentence], dt.date]:
    """The sentences of an article that is no copy, and the day on which it came out."""
    chance = random.Random(f"{number} planned")
    first = None if is_copy(number) else story_of(number)
    story = _story(first) if first is not None else None
    sentences = list(_sentences(chance, number, story))
    if story is None:
        return sentences, FIRST + dt.timedelta(days=chance.randrange(DAYS))
    return sentences, story.day + dt.timedelta(days=min(chance.randrange(5), 3))


@lru_cache(maxsize=64)
def _story(number: int) -> Story:
    chance = random.Random(f"story {number}")
    one, other = _two(chance)
    return Story(
        day=FIRST + dt.timedelta(days=chance.randrange(DAYS)), roots=tuple(_word(chance) for _ in range(ROOTS)),
        acts=tuple(_head(chance, *_two(chance)) for _ in range(SHARED)), meeting=_head(chance, one, other),
        figure=_head(chance, one, other), low=chance.randrange(100, 9000), counted=chance.choice(COUNTED),
    )  # fmt: skip


def _sentences(chance: random.Random, number: int, story: Story | None) -> Iterator[Sentence]:
    kinds = ("statement",) * STATEMENTS + ("figure",) * FIGURES + ("meeting", "forecast") + ("filler",) * FILLER
    for place, kind in enumerate(kinds):
        told = _told(chance, story, kind, place) if story is not None and chance.random() < TOLD else None
        one = told or Sentence(kind=kind, words=_head(chance, *_two(chance)))
        own = story is not None and (told is not None or kind == "filler")
        filler = chance.sample(story.roots, WORDS) if own and story is not None else [_word(chance) for _ in range(WORDS)]
        yield replace(one, words=f"{one.words} as {' '.join(filler)} number {number}-{place}")


def _told(chance: random.Random, story: Story, kind: str, place: int) -> Sentence | None:
    """What an article tells of its story at a place, every fourth count otherwise than the others."""
    if kind == "statement" and place < SHARED:
        return Sentence(kind=kind, words=story.acts[place], day=story.day)
    if kind == "meeting":
        return Sentence(kind=kind, words=story.meeting, day=story.day + dt.timedelta(days=7))
    if kind == "figure" and place == STATEMENTS:
        low = story.low * chance.choice((10, 10, 10, 15)) // 10
        return Sentence(kind=kind, words=story.figure, low=low, counted=story.counted)
    return None


def _head(chance: random.Random, one: str, other: str) -> str:
    return f"{one} {chance.choice(ACTS)} {other} over {chance.choice(TOPICS)}"


def _two(chance: random.Random) -> tuple[str, str]:
    """Two parties, the first of all parties most often."""
    one, other = (chance.choices(PARTIES, cum_weights=OFTEN)[0] for _ in range(2))
    return one, other if other != one else PARTIES[PARTIES.index(one) - 1]


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.randrange(2, 5)))


def _altered(sentences: list[Sentence], chance: random.Random) -> list[Sentence]:
    """The sentences as a copy has them, but for its last: one in twelve left out, one in twelve in other words."""
    kept = [one for one in sentences if chance.random() > 1 / 12]
    return [replace(one, words=one.words.replace(" as ", " while ")) if chance.random() < 1 / 12 else one for one in kept]


def _article(number: int, sentences: list[Sentence], day: dt.date, chance: random.Random) -> tuple[Article, Reading]:
    spans: list[tuple[Sentence, Span]] = []
    at = 0
    for one in sentences:
        spans.append((one, Span(at, at + len(one.words), one.words)))
        at += len(one.words) + 2
    whole = " ".join(span.text + "." for _, span in spans)
    article = Article(id=text_id(whole), name=f"a{number}.txt", text=whole, outlet=chance.choice(OUTLETS))
    return article, _reading(article, spans, day, chance)


def _reading(article: Article, spans: list[tuple[Sentence, Span]], day: dt.date, chance: random.Random) -> Reading:
    found: dict[str, list[Any]] = {"statement": [], "figure": [], "meeting": [], "forecast": [], "said": []}
    for one, span in spans:
        if one.kind != "filler":
            _code(found, article, one, span, day, chance)
    return Reading(
        article=article.id, reader="synthetic", language="en", published=Published(earliest=day, latest=day, basis="stated"),
        sentences=tuple((span.start, span.end + 1) for _, span in spans), statements=tuple(found["statement"]),
        attributions=tuple(found["said"]), figures=tuple(found["figure"]), meetings=tuple(found["meeting"]),
        forecasts=tuple(found["forecast"]), actors=tuple(_actors(found, spans[0][1], chance)),
    )  # fmt: skip


def _actors(found: dict[str, list[Any]], span: Span, chance: random.Random) -> Iterator[LocalActor]:
    """The parties and persons of an article; a name is misspelt now and then."""
    parties = dict.fromkeys(party for one in found["statement"] for party in (*one.party, *one.addressee))
    for party in parties:
        code = party if party in STATES else None
        yield LocalActor(name=party, type="state" if code else "organisation", code=code, mentions=(span,))
    for said in {one.speaker: one for one in found["said"]}.values():
        name = said.speaker + (said.speaker[-1] if chance.random() < MISSPELT else "")
        yield LocalActor(name=name, type="person", speaks_for=said.party, mentions=(span,))


@cache
def person(party: str, number: int) -> str:
    """The name of one of those who speak for a party; last names are shared over parties."""
    chance = random.Random(f"{party} {number}")
    last = random.Random(f"last {chance.randrange(SURNAMES)}")
    return f"{_word(chance).capitalize()} {_word(last).capitalize()}"


def _code(
    found: dict[str, list[Any]], article: Article, sentence: Sentence, span: Span, day: dt.date, chance: random.Random
) -> None:
    base: dict[str, Any] = {"article": article.id, "start": span.start, "end": span.end, "text": span.text}
    one, act, other = span.text.split()[:3]
    kind, said = sentence.kind, person(one, chance.randrange(PERSONS))
    key, source = (content_id(name, article.id, span.start, span.end) for name in (kind, "attribution"))
    when = sentence.day or day + dt.timedelta(days=chance.randrange(1, 30) if kind == "meeting" else -chance.randrange(4))
    date = When(earliest=when, latest=when, precision="day", basis="inferred")
    if kind in ("statement", "figure"):
        found["said"].append(Attribution(id=source, content=(span,), speaker=said, party=(one,), source=span, **base))
    if kind == "statement":
        found[kind].append(
            Statement(id=key, act=act, party=(one,), addressee=(other,), speaker=said, date=date, content=span,
                      attribution=source, certainty=chance.random() ** 0.1, **base)
        )  # fmt: skip
    elif kind == "figure":
        low = sentence.low or chance.randrange(100, 9000)
        unit = sentence.counted or chance.choice(COUNTED)
        found[kind].append(Figure(id=key, low=low, high=low, unit=unit, party=(one,), attribution=source, **base))
    elif kind == "meeting":
        found[kind].append(Meeting(id=key, participants=(one, other), status="planned", date=date, **base))
    else:
        found[kind].append(Forecast(id=key, holder=(one,), **base))


def build(path: Path, articles: int) -> None:
    """Make the record anew; rows go in by the thousand, then all are told as origins."""
    engine = open_engine(path)
    put_dossier(engine, {"name": "Synthetic", "parties": ["NOR", "SWE"], "issues": [msgspec.to_builtins(one) for one in ISSUES]})
    begun, relating = time.monotonic(), related.Relating()
    ids: list[str] = []
    for portion in _portions(range(articles)):
        pairs = [made(number) for number in portion]
        with transaction(engine) as connection:
            _insert(connection, len(ids), pairs, relating)
        ids += [article.id for article, _ in pairs]
        if len(ids) % (AT_ONCE * 10) == 0:
            print(f"  {len(ids)} articles kept after {time.monotonic() - begun:.0f} s", file=sys.stderr)
    with transaction(engine) as connection:
        connection.execute(text("INSERT INTO passage_text(rowid, text) SELECT id, text FROM passage"))
    done = origins.complete(engine)
    print(f"  {done} told as origins after {time.monotonic() - begun:.0f} s", file=sys.stderr)
    engine.dispose()


def _portions(numbers: Iterable[int]) -> Iterator[list[int]]:
    source = iter(numbers)
    while some := list(islice(source, AT_ONCE)):
        yield some


def _insert(connection: Connection, first: int, pairs: list[tuple[Article, Reading]], relating: related.Relating) -> None:
    """The rows that `standoff.store.write.put` makes of these pairs, a table at a time."""
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    rows: dict[str, list[dict[str, Any]]] = {table: [] for table in TABLES}
    for number, (article, reading) in enumerate(pairs, first + 1):
        found = (_rows(number, article, reading, now), relating.rows(number, story_of(number - 1), article, reading, now))
        for table, some in chain(*found):
            rows[table] += some
    for table in TABLES:
        if rows[table]:
            connection.execute(insert(schema.metadata.tables[table]), rows[table])


TABLES = ("article", "sighting", "reading", "item", "party", "local_actor", "passage", "placing", "about", *related.TABLES)


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
    yield "placing", [{"article": article.id, "reading": number, "dossier": 1, "method": FILED}]
    yield (
        "about",
        [
            {"dossier": 1, "key": place.key, "reading": number, "item": place.item, "tied": place.tied, "near": place.near}
            for place in place_by_dossier(reading.statements, ISSUES)
        ],
    )


def main() -> None:
    """Make a record."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("record", type=Path)
    parser.add_argument("--articles", type=int, default=27_000)
    given = parser.parse_args()
    if given.record.exists():
        parser.error(f"{given.record} exists; name another file")
    build(given.record, given.articles)


if __name__ == "__main__":
    main()
