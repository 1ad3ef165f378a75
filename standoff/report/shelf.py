"""The shelf beside the desk: words and texts that lie on no desk, looked up where a line shows them and kept from then on."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Engine

from standoff.core.dates import Published
from standoff.core.records import AnyItem
from standoff.store.judgements import Ruling
from standoff.store.lookup import some_articles, some_sentences
from standoff.store.query import ArticleRow, ItemRow
from standoff.store.told import some_words

Text = tuple[str, tuple[tuple[int, int], ...]]  # an article's text and the bounds of its sentences


class Shelf:
    """Items by their ids, as judged, and articles by theirs."""

    def __init__(self, engine: Engine, ruling: Ruling | None) -> None:
        self.engine = engine
        self.ruling = ruling
        self._items: dict[str, Any] = {}
        self._articles: dict[str, ArticleRow] = {}
        self._sentences: dict[str, tuple[tuple[int, int], ...]] = {}
        if ruling is not None:
            self._items = {row.item.id: self._judged(row.item) for row in ruling.rows if row.item.id in ruling.items.kept}

    def items(self, ids: Iterable[str]) -> dict[str, Any]:
        """The items with these ids; without those that are not in the record or were judged wrong."""
        wanted = list(ids)
        new = [one for one in wanted if one not in self._items]
        if new:
            found = some_words(self.engine, new)
            self._items.update((one, self._judged(found[one]) if one in found else None) for one in new)
        return {one: item for one in wanted if (item := self._items[one]) is not None}

    def articles(self, ids: Iterable[str]) -> list[ArticleRow]:
        """The articles with these ids, in their order, each with its text."""
        wanted = list(ids)
        new = [one for one in wanted if one not in self._articles]
        if new:
            self._articles.update(some_articles(self.engine, new))
            self._sentences.update(some_sentences(self.engine, new))
        return [self._articles[one] for one in wanted]

    def text(self, article: str) -> Text:
        """The text of an article by its id."""
        (row,) = self.articles((article,))
        return row.article.text, self._sentences.get(article, ())

    def _judged(self, item: AnyItem) -> AnyItem | None:
        if self.ruling is None:
            return item
        row = self.ruling.applied(ItemRow(item=item, article_name="", outlet=None, published=Published()))
        return None if row is None else row.item
