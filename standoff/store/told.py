"""All that is told in a record in few words: one pass over it, reading by reading, with a whole item in memory never.

A statement as `standoff.store.query` gives it takes two to three kilobytes, what tables and briefs compare of it three
hundred bytes; its words are looked up where they are shown.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Engine, Text, and_, cast, or_, select

from standoff.core.dates import Published
from standoff.core.records import AnyItem, Attribution, LocalActor, Noise, Statement
from standoff.relating.actors import fullest_first
from standoff.relating.placing import Placed
from standoff.store import schema
from standoff.store.database import asking
from standoff.store.judgements import Ruling
from standoff.store.query import EVERYTHING, KINDS, Filter, _in_days, is_article, touches
from standoff.store.quick import batches, decoded
from standoff.store.write import dates_of

AT_ONCE = 2000  # rows that the driver hands over together

Issues = Mapping[str, tuple[str, ...]]  # by statement the ids of its issues


class Words(msgspec.Struct, gc=False):
    """The fields of a statement that are compared; the rest of its JSON is passed over."""

    text: str = ""
    party: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    attribution: str | None = None
    reply_to: str | None = None
    certainty: float = 1.0
    status: str = "stated"
    doubts: tuple[str, ...] = ()


class Voice(msgspec.Struct, gc=False):
    """The fields of an attribution that tell who speaks."""

    party: tuple[str, ...] = ()
    speaker: str | None = None
    anonymous: bool = False


class Told(NamedTuple):
    """A statement on its way through: what relating needs of it, where its words end, its words as read or as judged.

    `touched` where a judgement altered it.
    """

    placed: Placed
    end: int
    words: Words | Statement
    touched: bool = False


class Gist(NamedTuple):
    """A statement without its words: what relating needs of it, where its words end, its status and how many doubts it has.

    `said` is the same number for the same words, whatever their case and white space.
    """

    placed: Placed
    end: int
    status: str
    doubts: int
    said: int

    @property
    def id(self) -> str:
        """The statement's id."""
        return self.placed.id

    @property
    def act(self) -> str:
        """Its act."""
        return self.placed.act

    @property
    def article_name(self) -> str:
        """The name of the article that it stands in."""
        return self.placed.article

    @property
    def days(self) -> tuple[dt.date | None, dt.date | None]:
        """The days that it is filed under (null: open)."""
        return self.placed.earliest, self.placed.latest


class Outline(msgspec.Struct, frozen=True, gc=False):
    """An article without its text: its names, its title's words, when it came out."""

    id: str
    name: str
    outlet: str | None
    title: str | None
    published: Published


class Heard(NamedTuple):
    """Who speaks in an attribution: its id, its article's name and its place there, as read or as judged."""

    id: str
    article_name: str
    start: int
    end: int
    earliest: dt.date | None
    voice: Voice | Attribution

    @property
    def order(self) -> tuple[dt.date, str, int, str]:
        """The order of a list of attributions."""
        return self.earliest or dt.date.max, self.article_name, self.start, self.id


class _Words(msgspec.Struct, gc=False):
    text: str = ""


class _Headed(msgspec.Struct, gc=False):
    title: _Words | None = None


class _Outlined(msgspec.Struct, gc=False):
    published: Published
    title: _Words | None = None


_WORDS = msgspec.json.Decoder(Words)
_VOICE = msgspec.json.Decoder(Voice)
_HEADED = msgspec.json.Decoder(_Headed)
_OUTLINED = msgspec.json.Decoder(_Outlined)


def statements(
    engine: Engine, issues: Issues, where: Filter = EVERYTHING, ruling: Ruling | None = None, again: Issues | None = None
) -> Iterator[Told]:
    """The statements in force that pass the filter's days and article, as judged, in no order.

    `again` gives the issues of those in articles in which people judged a statement; they are told as people have them.
    """
    again = again or {}
    canonical = ruling.canonical if ruling is not None else {}
    judged = {*again, *ruling.items.changed} if ruling is not None else set()
    shared = _Shared()
    for rows in _readings(engine, where):
        voices = {row.id: row.data for row in rows if row.kind == "attribution"}
        for row in rows:
            if row.kind == "statement" and row.id not in judged:
                words = _WORDS.decode(row.data)
                placed = _placed(row, words, issues.get(row.id, ()), _tellers(voices, words, ruling))
                after = shared.placed(_renamed(placed, canonical))
                touched = (after.party, after.addressee) != (words.party, words.addressee)
                yield Told(after, row.end, words, touched or _loses(words, ruling))
    if ruling is not None:
        for one in _corrected(engine, ruling, again, where):
            yield one._replace(placed=_renamed(one.placed, canonical))


def gist_of(one: Told) -> Gist:
    """The same without its words."""
    doubts = len(one.words.doubts) + (one.touched and isinstance(one.words, Words))
    return Gist(one.placed, one.end, one.words.status, doubts, said(one.words.text))


def said(text: str) -> int:
    """A number for words, the same whatever their case and white space; told apart by 61 bits within one process."""
    return hash(" ".join(text.split()).casefold())


def heard(engine: Engine, where: Filter = EVERYTHING, ruling: Ruling | None = None) -> Iterator[Heard]:
    """Who speaks in the attributions in force that pass the filter's days and article, as judged, in no order."""
    if ruling is not None:
        for one in ruling.of_kind(Attribution, where):
            yield Heard(one.item.id, one.article_name, one.item.start, one.item.end, one.published.earliest, one.item)
        return
    i, r, a = schema.item, schema.reading, schema.article
    data = cast(i.c.data, Text).label("data")
    query = select(i.c.id, a.c.name, i.c.start, i.c.end, i.c.earliest, data)
    query = query.join(r, r.c.id == i.c.reading).join(a, a.c.id == i.c.article)
    query = query.where(r.c.current, i.c.kind == "attribution", *_in_days(i.c.earliest, i.c.latest, where))
    query = query if where.article is None else query.where(is_article(where.article))
    with asking(engine) as connection:
        for row in connection.execution_options(yield_per=AT_ONCE).execute(query):
            yield Heard(row.id, row.name, row.start, row.end, row.earliest, _VOICE.decode(row.data))


def outlines(engine: Engine, where: Filter = EVERYTHING) -> tuple[Outline, ...]:
    """The articles as `query.articles` has them, without their texts, in its order."""
    a, r = schema.article, schema.reading
    query = select(a.c.id, a.c.name, a.c.outlet, cast(a.c.data, Text).label("data"), cast(r.c.data, Text).label("outline"))
    query = query.join(r, r.c.article == a.c.id).where(r.c.current)
    query = query.where(*_in_days(r.c.published_earliest, r.c.published_latest, where))
    query = query if where.article is None else query.where(is_article(where.article))
    with asking(engine) as connection:
        rows = connection.execution_options(yield_per=AT_ONCE).execute(query)
        return tuple(sorted((_outline(row) for row in rows), key=lambda one: (one.published.earliest or dt.date.max, one.name)))


def _outline(row: Any) -> Outline:
    reading, article = _OUTLINED.decode(row.outline), _HEADED.decode(row.data)
    title = reading.title or article.title
    return Outline(row.id, row.name, row.outlet, title.text if title else None, reading.published)


def _readings(engine: Engine, where: Filter) -> Iterator[list[Any]]:
    """The statements that pass and the attributions, reading by reading."""
    i, r, a = schema.item, schema.reading, schema.article
    data = cast(i.c.data, Text).label("data")
    columns = (i.c.reading, i.c.id, i.c.kind, i.c.start, i.c.end, i.c.act, i.c.earliest, i.c.latest, a.c.name, data)
    query = select(*columns).join(r, r.c.id == i.c.reading).join(a, a.c.id == r.c.article).where(r.c.current)
    days = list(_in_days(i.c.earliest, i.c.latest, where))
    if days:
        query = query.where(or_(i.c.kind == "attribution", and_(*days)))
    if where.article is not None:
        query = query.where(is_article(where.article))
    with asking(engine) as connection:
        rows = connection.execution_options(yield_per=AT_ONCE).execute(query.order_by(i.c.reading))
        for _, some in groupby(rows, key=lambda row: row.reading):
            # Asked for by kind too, SQLite would sort all statements there are to tell them reading by reading.
            yield [row for row in some if row.kind in ("statement", "attribution")]


class _Shared:
    """One copy of each name and list of parties, however many statements have it."""

    def __init__(self) -> None:
        self.kept: dict[Any, Any] = {}

    def placed(self, one: Placed) -> Placed:
        """The statement with what it has in common with others."""
        once = self.kept.setdefault
        return one._replace(
            act=once(one.act, one.act), party=once(one.party, one.party), addressee=once(one.addressee, one.addressee),
            article=once(one.article, one.article), earliest=once(one.earliest, one.earliest),
            latest=once(one.latest, one.latest), issues=once(one.issues, one.issues), told_by=once(one.told_by, one.told_by),
        )  # fmt: skip


def _placed(row: Any, words: Words, issues: tuple[str, ...], told_by: tuple[str, ...]) -> Placed:
    return Placed(
        row.id, row.act, words.party, words.addressee, row.name, row.start, row.earliest, row.latest, issues, words.certainty,
        told_by, words.reply_to,
    )  # fmt: skip


def _tellers(voices: Mapping[str, str], words: Words, ruling: Ruling | None) -> tuple[str, ...]:
    """Who says so, where none of them is the party itself."""
    source = words.attribution or ""
    if source not in voices:
        return ()
    changed = ruling.items.changed if ruling is not None else {}
    if source in changed:
        return tellers(getattr(changed[source], "party", ()), words.party)
    return tellers(_VOICE.decode(voices[source]).party, words.party)


def tellers(speaking: tuple[str, ...], party: tuple[str, ...]) -> tuple[str, ...]:
    """Who says so of those speaking, where none of them is the party itself."""
    return () if set(speaking) & set(party) else speaking


def _loses(words: Words, ruling: Ruling | None) -> bool:
    """Whether what it stands in or answers was judged wrong."""
    changed = ruling.items.changed if ruling is not None else {}
    return any(one is not None and changed.get(one, one) is None for one in (words.attribution, words.reply_to))


def _corrected(engine: Engine, ruling: Ruling, again: Issues, where: Filter) -> Iterator[Told]:
    """The statements that were filed again, with those that people corrected, where they still pass."""
    rows = [one for row in ruling.rows if row.item.id in again and (one := ruling.applied(row)) is not None]
    found = [
        row for row in rows if isinstance(row.item, Statement) and where.article in (None, row.article_name, row.item.article)
    ]
    speaking = _speaking(engine, [row.item.attribution for row in found if row.item.attribution], ruling)
    for row in found:
        item = row.item
        earliest, latest = dates_of(item, row.published)
        if touches(earliest, latest, where):
            told_by = tellers(speaking.get(item.attribution or "", ()), item.party)
            placed = Placed(
                item.id, item.act, item.party, item.addressee, row.article_name, item.start, earliest, latest,
                again[item.id], item.certainty, told_by, item.reply_to,
            )  # fmt: skip
            yield Told(placed, item.end, item, touched=True)


def _speaking(engine: Engine, attributions: Iterable[str], ruling: Ruling) -> dict[str, tuple[str, ...]]:
    """By attribution the parties that speak in it, as judged."""
    found = {
        identifier: ruling.items.changed.get(identifier, item) for identifier, item in some_words(engine, attributions).items()
    }
    return {identifier: getattr(item, "party", ()) for identifier, item in found.items()}


def _renamed(one: Placed, canonical: Mapping[str, str]) -> Placed:
    """The statement with the names under which all that is judged the same goes."""
    if not canonical:
        return one

    def names(parties: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(canonical.get(party, party) for party in parties))

    return one._replace(party=names(one.party), addressee=names(one.addressee), told_by=names(one.told_by))


def day_order(one: Placed) -> tuple[dt.date, str, int, str]:
    """The order of a list of statements: by first day, article and place."""
    return one.earliest or dt.date.max, one.article, one.start, one.id


def some_words(engine: Engine, ids: Iterable[str]) -> dict[str, AnyItem]:
    """The items with these ids, by id; where a newer reading took one over meanwhile, as the older one had it."""
    i, r = schema.item, schema.reading
    found: dict[str, AnyItem] = {}
    with asking(engine) as connection:
        for some in batches(dict.fromkeys(ids)):
            query = select(i.c.kind, cast(i.c.data, Text).label("data")).join(r, r.c.id == i.c.reading).where(i.c.id.in_(some))
            for row in connection.execute(query.order_by(r.c.current, i.c.reading)):
                item = decoded(row.data, KINDS[row.kind])
                found[item.id] = item
    return found


def noise_of(engine: Engine, articles: Iterable[str], ruling: Ruling | None = None) -> dict[str, tuple[Noise, ...]]:
    """The noise of these articles, by the article's id, as judged, in the order of the text."""
    wanted = dict.fromkeys(articles)
    every = _noise(engine, wanted) if ruling is None else (row.item for row in ruling.of_kind(Noise))
    found: dict[str, list[Noise]] = {}
    for item in every:
        if item.article in wanted:
            found.setdefault(item.article, []).append(item)
    return {article: tuple(sorted(items, key=lambda item: (item.start, item.end))) for article, items in found.items()}


def _noise(engine: Engine, articles: Iterable[str]) -> Iterator[Noise]:
    i, r = schema.item, schema.reading
    query = select(i.c.kind, cast(i.c.data, Text).label("data")).join(r, r.c.id == i.c.reading).where(r.c.current)
    with asking(engine) as connection:
        for some in batches(articles):
            # Asked for by kind too, SQLite would go through all noise there is.
            for row in connection.execute(query.where(i.c.article.in_(some)).order_by(i.c.start, i.c.id)):
                if row.kind == "noise":
                    yield decoded(row.data, Noise)


def actors_in_order(engine: Engine) -> Iterator[tuple[str, Published, LocalActor]]:
    """Every actor of every reading in force with its article's name and dates, full names first.

    Until its turn each waits as it is kept: the millions of a large record are not in memory as objects at any time.
    """
    articles = {one.id: one for one in outlines(engine)}
    t, r = schema.local_actor, schema.reading
    query = select(r.c.article, t.c.name, cast(t.c.data, Text).label("data")).join(r, r.c.id == t.c.reading)
    query = query.where(r.c.current).order_by(r.c.id, t.c.place)
    waiting: list[tuple[tuple[bool, bool, int, str, str], int, Outline, str]] = []
    with asking(engine) as connection:
        for number, row in enumerate(connection.execution_options(yield_per=AT_ONCE).execute(query)):
            if row.article in articles:
                one = articles[row.article]
                waiting.append((fullest_first(one.name, row.name), number, one, row.data))
    waiting.sort(reverse=True)  # no two have the same number, so that no more is compared
    while waiting:
        _, _, one, data = waiting.pop()
        yield one.name, one.published, decoded(data, LocalActor)
