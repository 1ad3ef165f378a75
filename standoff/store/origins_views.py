"""Origins as people ask for them: who copied whom with what was changed, and counts of origins instead of articles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Engine, func, select

from standoff.core.dates import Published
from standoff.relating.copies import METHOD, Overlap, Pair, Place
from standoff.relating.differences import find_changes
from standoff.relating.origins import Said, Told, find_origins
from standoff.relating.origins_tables import Copy, Origin
from standoff.store import query, schema
from standoff.store.database import asking
from standoff.store.quick import batches


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

    def key(self, article: str) -> str:
        """What tells the origin of an article (by name): the origin's id, or the name of an article that stands alone."""
        origin = self.by_article.get(article)
        return article if origin is None else origin.id

    def tally(self, articles: Iterable[str]) -> Tally:
        """The count of any set of articles (by name), each named once or more."""
        names, shared = set(articles), self.by_article
        copied = names & shared.keys()
        return Tally(origins=len(names) - len(copied) + len({shared[name].id for name in copied}), articles=len(names))


def origin_index(engine: Engine, said: Iterable[tuple[str, str, bool]] = ()) -> OriginIndex:
    """The origins of more than one article, without what was changed.

    `said` is what people judged: two articles' ids, and whether they are copies of one text.
    """
    said = tuple(said)
    kept = kept_pairs(engine, {one for a, b, _ in said for one in (a, b)})
    numbers = {article: number for number, (article, _) in kept.texts.items()}
    two = [(frozenset((numbers[a], numbers[b])), same) for a, b, same in said if a in numbers and b in numbers]
    judged = Said(same=frozenset(ends for ends, same in two if same), apart=frozenset(ends for ends, same in two if not same))
    told = _told(engine, kept)
    found = find_origins(told, (*kept.pairs, *_judged_pairs(engine, kept, judged.same)), judged)
    return OriginIndex(found, {article: origin for origin in found for article in origin.articles})


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
