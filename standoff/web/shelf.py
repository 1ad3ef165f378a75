"""The shelf: items with their sentences, kept once a page asked for them, since most pages quote what the last ones quoted."""

import threading
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Generic, TypeVar

from sqlalchemy import Engine

from standoff.core.records import AnyItem
from standoff.store import lookup
from standoff.store.lookup import Placed
from standoff.web.lines import Article

One = TypeVar("One")
MOST_KEPT = 20_000  # items: some 30 MB where sentences are of usual length
MOST_AT_ONCE = 1_000  # items that one page asks for: a part of a long CSV, which nobody asks for twice, is not kept
MOST_CHARS = 2_000  # of a sentence that is kept: a line of megabytes is asked for each time


class Kept(Generic[One]):
    """What was found by the ids of items, each for as long as its article is not read anew."""

    def __init__(self, article_of: Callable[[One], str]) -> None:
        self._article_of = article_of
        self._found: dict[str, tuple[int, One]] = {}
        self._lock = threading.Lock()

    def among(self, articles: Mapping[str, Article], wanted: Iterable[str]) -> dict[str, One]:
        """Those of the wanted that are kept and hold for these articles."""
        there = ((one, self._found.get(one)) for one in wanted)
        return {one: found[1] for one, found in there if found is not None and self._holds(articles, *found)}

    def keep(self, articles: Mapping[str, Article], found: Mapping[str, One]) -> None:
        """Keep these as of the readings that the articles have; where too many are kept, the older half is let go."""
        heads = {identifier: articles.get(self._article_of(one)) for identifier, one in found.items()}
        with self._lock:
            self._found.update({one: (head.reading, found[one]) for one, head in heads.items() if head is not None})
            if len(self._found) > MOST_KEPT:
                self._found = dict(islice(self._found.items(), MOST_KEPT // 2, None))

    def _holds(self, articles: Mapping[str, Article], reading: int, one: One) -> bool:
        head = articles.get(self._article_of(one))
        return head is not None and head.reading == reading


class Shelf:
    """Items of a record by their ids, with and without the sentences that they touch."""

    def __init__(self) -> None:
        self._places: Kept[Placed] = Kept(lambda one: one.article)
        self._items: Kept[AnyItem] = Kept(lambda one: one.article)

    def places(self, engine: Engine, articles: Mapping[str, Article], wanted: Iterable[str]) -> dict[str, Placed]:
        """The same as `lookup.places`, of which only what is not kept is asked for."""
        ids = list(dict.fromkeys(wanted))
        kept = self._places.among(articles, ids)
        fresh = lookup.places(engine, (one for one in ids if one not in kept))
        if len(fresh) <= MOST_AT_ONCE:
            self._places.keep(articles, {key: one for key, one in fresh.items() if len(one.sentence) <= MOST_CHARS})
        return kept | fresh

    def items(self, engine: Engine, articles: Mapping[str, Article], wanted: Iterable[str]) -> dict[str, AnyItem]:
        """The same as `lookup.some_data`, of which only what is not kept is asked for."""
        ids = list(dict.fromkeys(wanted))
        kept = self._items.among(articles, ids)
        fresh = lookup.some_data(engine, (one for one in ids if one not in kept))
        if len(fresh) <= MOST_AT_ONCE:
            self._items.keep(articles, {key: one for key, one in fresh.items() if one.end - one.start <= MOST_CHARS})
        return kept | fresh
