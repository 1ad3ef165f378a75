"""Kept codings: what people judged right or corrected and no reading in force has any more, as pages need it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Engine

from standoff.core.records import AnyItem, Attribution, Noise
from standoff.store import lookup
from standoff.store.judgements import Ruling
from standoff.store.lookup import Placed
from standoff.store.query import ItemRow
from standoff.store.write import dates_of
from standoff.web.lines import Article, Line, line_of

Parties = Mapping[str, tuple[str, ...]]


def kept_rows(ruling: Ruling | None, article: str | None = None) -> list[ItemRow[Any]]:
    """The codings that people keep, as they were read; those of one article where its id is given."""
    if ruling is None or not ruling.items.kept:
        return []
    return [row for row in ruling.rows if row.item.id in ruling.items.kept and article in (None, row.item.article)]


def kept_lines(ruling: Ruling, articles: Mapping[str, Article], said: Parties, issues: Parties) -> Iterator[Line]:
    """Their lines as judged, by the parties of attributions and the issues of statements; those dropped since are none."""
    for row in kept_rows(ruling):
        item: AnyItem | None = ruling.items.changed.get(row.item.id, row.item)
        head = articles.get(row.item.article)
        if item is not None and head is not None and not isinstance(item, Attribution | Noise):
            teller = said.get(item.attribution or "", ())
            yield line_of(head, item, dates_of(item, row.published), teller, issues.get(item.id, ()))


def kept_places(engine: Engine, ruling: Ruling | None, wanted: Iterable[str]) -> dict[str, Placed]:
    """Where those of the wanted ids stand, each with the sentences that it touches, as `lookup.places` has what is read."""
    ids = set(wanted)
    rows = [row for row in kept_rows(ruling) if row.item.id in ids]
    names = {row.item.article for row in rows}
    texts, bounds = lookup.some_articles(engine, names), lookup.some_sentences(engine, names)
    found = {}
    for row in rows:
        item = row.item
        if item.article in texts:
            near = [one for one in bounds.get(item.article, ()) if one[0] < item.end and one[1] > item.start]
            first, last = min([item.start, *(one[0] for one in near)]), max([item.end, *(one[1] for one in near)])
            text = texts[item.article].article.text[first:last]
            found[item.id] = Placed(item=item, article=item.article, first=first, last=last, sentence=text)
    return found
