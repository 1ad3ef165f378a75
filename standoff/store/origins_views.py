"""Origins as people ask for them: who copied whom with what was changed, and counts of origins instead of articles."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Engine, func, select

from standoff.core.dates import Published
from standoff.relating.copies import KEPT_APART, METHOD, Overlap, Pair, Place
from standoff.relating.copies_passages import Passages, Shared
from standoff.relating.differences import find_changes
from standoff.relating.origins import Said, Told, find_origins
from standoff.relating.origins_tables import Copy, Origin
from standoff.store import query, schema
from standoff.store.database import asking
from standoff.store.quick import batches

Where = str | tuple[str, int]  # an article by its name, or a place (code point) in it


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """How many articles, and how many origins they come down to: copies of one text count once."""

    origins: int
    articles: int

    def __str__(self) -> str:
        """In words: "2 origins (3 articles)"; where no article is a copy, the articles alone."""
        articles = f"{self.articles:,} article{'' if self.articles == 1 else 's'}"
        if self.origins == self.articles:
            return articles
        return f"{self.origins:,} origin{'' if self.origins == 1 else 's'} ({articles})"


@dataclass(frozen=True)
class OriginIndex:
    """Which articles share an origin, as the record stood when it was asked."""

    origins: tuple[Origin, ...]
    by_article: Mapping[str, Origin]
    passages: Passages | None = None

    def key(self, article: str) -> str:
        """What tells the origin of an article (by name): the origin's id, or the name of an article that stands alone."""
        origin = self.by_article.get(article)
        return article if origin is None else origin.id

    def key_at(self, article: str, place: int) -> str:
        """The same of what an article tells at a place (code points): a sentence taken over is told where it was taken from."""
        return self.key(article if self.passages is None else self.passages.source(article, place))

    def tally(self, articles: Iterable[Where]) -> Tally:
        """The count of any set of articles (by name), or of places in them, each named once or more."""
        told, shared = set(articles), self.by_article
        places = [one for one in told if not isinstance(one, str)]
        names = {one for one in told if isinstance(one, str)} if places else told
        copied = names & shared.keys()  # by sets, for most counts are of thousands of articles and few of these are copies
        keys = {*(shared[name].id for name in copied if isinstance(name, str)), *(self.key_at(*one) for one in places)}
        if not places:
            return Tally(origins=len(names) - len(copied) + len(keys), articles=len(names))
        every = names | {article for article, _ in places}
        return Tally(origins=min(len((names - copied) | keys), len(every)), articles=len(every))


def origin_index(engine: Engine, said: Iterable[tuple[str, str, bool]] = ()) -> OriginIndex:
    """The origins of more than one article, without what was changed.

    `said` is what people judged: two articles' ids, and whether they are copies of one text.
    """
    said = tuple(said)
    passages = _passages(engine)
    kept = kept_pairs(engine, {one for a, b, _ in said for one in (a, b)})
    return index_of(_found(engine, kept, said, passages.round_ups()), passages)


def index_of(origins: Iterable[Origin], passages: Passages | None = None) -> OriginIndex:
    """The origins with what leads to them, and the sentences that articles of several origins have in common."""
    found = tuple(origins)
    return OriginIndex(found, {article: origin for origin in found for article in origin.articles}, passages)


def _passages(engine: Engine) -> Passages:
    """Each two articles, by name, with the sentences that both have."""
    line, article = schema.shared_line, schema.article
    ends = [(schema.fingerprint.alias(), article.alias()) for _ in "ab"]
    query = select(ends[0][1].c.name, ends[1][1].c.name, line.c.data).select_from(line)
    for (f, a), end in zip(ends, (line.c.a, line.c.b), strict=True):
        query = query.join(f, f.c.id == end).join(a, a.c.id == f.c.article).where(f.c.method == METHOD)
    with asking(engine) as connection:
        rows = connection.execute(query.order_by(line.c.a, line.c.b))
        return Passages.of((a, b, msgspec.convert(data, list[Shared])) for a, b, data in rows)


def index_around(engine: Engine, old: OriginIndex, changed: Iterable[str], said: Iterable[tuple[str, str, bool]]) -> OriginIndex:
    """The index after people judged the changed articles (ids) otherwise: only what hangs together with these is told anew.

    `said` is all that people judged. Chains of pairs and of judgements are followed to their ends: stars are made within them.
    """
    said = tuple(said)
    kept, near = _pairs_around(engine, set(changed), said)
    ids = {article for article, _ in kept.texts.values()}
    passages = _passages(engine)
    found = _found(engine, kept, [two for two in said if ids.issuperset(two[:2])], passages.round_ups())
    found = tuple(one for one in found if not near.isdisjoint(one.articles))
    same = [one for one in old.origins if near.isdisjoint(one.articles)]
    origins = sorted((*same, *found), key=lambda one: (-len(one.articles), one.earliest or dt.date.max, one.first))
    return index_of(origins, passages)


def _found(
    engine: Engine, kept: "Kept", said: Sequence[tuple[str, str, bool]], round_ups: Collection[str] = ()
) -> tuple[Origin, ...]:
    numbers = {article: number for number, (article, _) in kept.texts.items()}
    two = [(frozenset((numbers[a], numbers[b])), same) for a, b, same in said if a in numbers and b in numbers]
    judged = Said(same=frozenset(ends for ends, same in two if same), apart=frozenset(ends for ends, same in two if not same))
    told = _told(engine, kept)
    holding = frozenset(number for number, one in told.items() if one.name in round_ups)
    return find_origins(told, (*kept.pairs, *_judged_pairs(engine, kept, judged.same)), judged, holding)


def with_changes(engine: Engine, origin: Origin) -> Origin:
    """The same origin with the sentence-level differences of each copy."""
    texts = {name: _text(engine, name) for name in origin.articles}
    copies = tuple(_with_changes(copy, texts) for copy in origin.copies)
    return msgspec.structs.replace(origin, copies=copies)


_Text = tuple[str, tuple[tuple[int, int], ...]]


def _with_changes(copy: Copy, texts: Mapping[str, _Text]) -> Copy:
    return msgspec.structs.replace(copy, changes=find_changes(*texts[copy.of], *texts[copy.article]))


def _text(engine: Engine, name: str) -> _Text:
    table = schema.article
    with asking(engine) as connection:
        row = connection.execute(select(table.c.id, table.c.text).where(table.c.name == name)).one()
    return row.text, query.sentences(engine, row.id)


class Kept(NamedTuple):
    """The pairs of a record, and the texts that stand in one: by number, the article's id and its length in words."""

    pairs: tuple[Pair, ...]
    texts: Mapping[int, tuple[str, int]]


def kept_pairs(engine: Engine, named: Iterable[str] = ()) -> Kept:
    """All pairs of the record, told by the method in force; the articles (by id) that are named are among the texts too."""
    f, o = schema.fingerprint, schema.overlap
    ends = select(o.c.a).union(select(o.c.b)).subquery()
    every = select(f.c.id, f.c.article, func.length(f.c.words)).where(f.c.method == METHOD)
    with asking(engine) as connection:
        found = [*connection.execute(every.join(ends, ends.c[0] == f.c.id))]
        for some in batches(sorted(named)):
            found += connection.execute(every.where(f.c.article.in_(some)))
        texts = {number: (article, octets // 4) for number, article, octets in found}
        rows = connection.execute(select(o).order_by(o.c.a, o.c.b))
        return Kept(tuple(_pair(row) for row in rows if row.a in texts and row.b in texts), texts)


class _Reached(NamedTuple):
    """The texts that chains lead to, by number, and every pair that one of them stands in, by its ends."""

    numbers: set[int]
    rows: dict[tuple[int, int], Any]


def _reach(connection: Connection, first: set[int], one_text: Mapping[int, set[int]]) -> _Reached:
    """Follow joined pairs, and what people hold to be one text, from the first texts to all ends."""
    found, coming = _Reached(set(), {}), first
    while coming:
        found.numbers.update(coming)
        fresh = list(_overlaps(connection, coming))
        found.rows.update(((row.a, row.b), row) for row in fresh)
        joined = {end for row in fresh if row.verdict not in KEPT_APART for end in (row.a, row.b)}
        coming = joined.union(*(one_text.get(one, ()) for one in coming)) - found.numbers
    return found


def _pairs_around(engine: Engine, changed: set[str], said: Sequence[tuple[str, str, bool]]) -> tuple["Kept", frozenset[str]]:
    """The pairs of all articles that chains lead to from the changed ones (ids), and the names of these articles."""
    with asking(engine) as connection:
        numbers = _numbers(connection, {*changed, *(one for a, b, _ in said for one in (a, b))})
        judged = [((numbers[a], numbers[b]), same) for a, b, same in said if a in numbers and b in numbers]
        one_text: dict[int, set[int]] = defaultdict(set)
        for two in (two for two, same in judged if same):
            for one in two:
                one_text[one].update(two)
        reached = _reach(connection, {numbers[one] for one in changed if one in numbers}, one_text)
        beside = {one for two, _ in judged if not reached.numbers.isdisjoint(two) for one in two}
        texts, names = _texts(connection, {*reached.numbers, *beside, *(end for two in reached.rows for end in two)})
    pairs = tuple(_pair(reached.rows[two]) for two in sorted(reached.rows) if texts.keys() >= set(two))
    return Kept(pairs, texts), frozenset(names[one] for one in reached.numbers if one in names)


def _numbers(connection: Connection, articles: Iterable[str]) -> dict[str, int]:
    """The number of each article's fingerprint, by its id."""
    f, found = schema.fingerprint, {}
    for some in batches(sorted(articles)):
        query = select(f.c.article, f.c.id).where(f.c.method == METHOD, f.c.article.in_(some))
        found.update({row.article: row.id for row in connection.execute(query)})
    return found


def _texts(connection: Connection, numbers: Iterable[int]) -> tuple[dict[int, tuple[str, int]], dict[int, str]]:
    """By number the article's id with its length in words, and its name."""
    f, a = schema.fingerprint, schema.article
    told = select(f.c.id, f.c.article, func.length(f.c.words), a.c.name).join(a, a.c.id == f.c.article)
    texts, names = {}, {}
    for some in batches(sorted(numbers)):
        for number, article, octets, name in connection.execute(told.where(f.c.method == METHOD, f.c.id.in_(some))):
            texts[number], names[number] = (article, octets // 4), name
    return texts, names


def _overlaps(connection: Connection, numbers: Iterable[int]) -> Iterator[Any]:
    """The pairs of which one of these texts is an end."""
    o = schema.overlap
    for some in batches(sorted(numbers)):
        for end in (o.c.a, o.c.b):
            yield from connection.execute(select(o).where(end.in_(some)))


def _judged_pairs(engine: Engine, kept: Kept, same: Iterable[frozenset[int]]) -> Iterable[Pair]:
    """The pairs that people hold to be one text and the index did not find, with what they share all the same."""
    there = {frozenset((pair.a, pair.b)) for pair in kept.pairs}
    missing = [tuple(sorted(two)) for two in same if two not in there]
    if not missing:
        return
    from standoff.relating.copies_print import compare, locate  # loads numpy, which is not needed where nobody judged
    from standoff.relating.copies_wording import shared_quotations
    from standoff.store.origins import RecordShelf

    with asking(engine) as connection:
        shelf = RecordShelf(connection)
        for a, b in missing:
            prints = shelf.prints((a, b))
            quotations = shared_quotations(shelf.sheet(a).text, shelf.sheet(b).text)
            place = locate(prints[a], prints[b])
            yield Pair(a, b, "boilerplate", compare(prints[a], prints[b]), place, len(quotations))


def _pair(row: Any) -> Pair:
    data = row.data
    return Pair(
        row.a, row.b, row.verdict,
        Overlap(data["shared"], data["share_a"], data["share_b"]),
        Place(data["run"], tuple(data["at_a"]), tuple(data["at_b"]), opens_a=data["opens_a"], opens_b=data["opens_b"]),
        data["quotations"],
    )  # fmt: skip


def _told(engine: Engine, kept: Kept) -> dict[int, Told]:
    """What is known of the articles that stand in pairs."""
    numbers = {article: (number, words) for number, (article, words) in kept.texts.items()}
    found = {}
    for row in _outlines(engine, list(numbers)):
        number, words = numbers[row.id]
        published = msgspec.convert(row.data["published"], Published)
        found[number] = Told(
            id=row.id, name=row.name, words=words, earliest=published.earliest, latest=published.latest, outlet=row.outlet,
            credits=frozenset(row.data["carried_by"]),
        )  # fmt: skip
    return found


def _outlines(engine: Engine, articles: list[str]) -> Iterable[Any]:
    a, r = schema.article, schema.reading
    outline = select(a.c.id, a.c.name, a.c.outlet, r.c.data).join(r, r.c.article == a.c.id).where(r.c.current)
    with asking(engine) as connection:
        for some in batches(articles):
            yield from connection.execute(outline.where(a.c.id.in_(some)))
