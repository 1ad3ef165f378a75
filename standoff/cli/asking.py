"""What a view shows under filters that its own items do not carry.

Only statements have an act and issues. Other items pass `--act` and `--issue` where they stand with such a statement: in
the same attribution, or over the same words. Articles pass any filter that one of their statements passes.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from standoff.core.records import Statement
from standoff.relating.conflicts_tables import Telling
from standoff.relating.origins_tables import Origin
from standoff.relating.stories_tables import Story
from standoff.relating.tables import Actor, Entry, IssueRow
from standoff.store.query import EVERYTHING, ArticleRow, Filter, ItemRow
from standoff.store.sightings import Sighting
from standoff.store.views import Views

ItemView = Callable[[Filter], Sequence[ItemRow[Any]]]


def items(record: Views, view: ItemView, where: Filter) -> Sequence[ItemRow[Any]]:
    """The items of a view that pass the filter; those with no act or issue of their own as told above."""
    if where.act is None and where.issue is None:
        return view(where)
    statements = record.statements(msgspec.structs.replace(where, party=None))
    found = view(msgspec.structs.replace(where, act=None, issue=None))
    with_statement = Neighbours(statements)
    return [row for row in found if with_statement(row)]


def articles(record: Views, where: Filter) -> Sequence[ArticleRow]:
    """The articles that came out in the days and hold a statement of the party, act and issue asked for."""
    found = record.articles(where)
    if where.party is None and where.act is None and where.issue is None:
        return found
    holding = {row.article_name for row in record.statements(msgspec.structs.replace(where, since=None, until=None))}
    return [row for row in found if row.article.name in holding]


def actors(record: Views, where: Filter) -> Sequence[Actor]:
    """The actors; under a filter, those who act, speak, are spoken to or meet in what passes it."""
    found = record.actors(msgspec.structs.replace(where, act=None, issue=None), origins=True)
    if msgspec.structs.replace(where, party=None) == EVERYTHING:
        return found
    narrow = msgspec.structs.replace(where, party=None)
    views: Iterable[ItemView] = (record.attributions, record.meetings, record.forecasts)
    rows = [*record.statements(narrow), *(row for view in views for row in items(record, view, narrow))]
    there = {name for row in rows for name in _people_of(row.item)}
    return [actor for actor in found if there & {actor.id, actor.name, *actor.names}]


def issues(record: Views, where: Filter) -> Sequence[IssueRow]:
    """The issues that pass the filter."""
    return [row for row in record.issues(where) if _about(where.issue, row.name)]


@dataclass(frozen=True, kw_only=True)
class Copied:
    """An origin, and how else the very texts of its articles were given, by the article's name."""

    origin: Origin
    also: Mapping[str, tuple[Sighting, ...]]


def origins(record: Views, where: Filter) -> Sequence[Copied]:
    """The origins with an article that passes the filter."""
    found: Sequence[Origin] = record.origins()
    if where != EVERYTHING:
        passing = {row.article.name for row in articles(record, where)}
        found = [origin for origin in found if not passing.isdisjoint(origin.articles)]
    also = {row.article.name: row.also for row in record.articles() if row.also} if found else {}
    return [Copied(origin=origin, also={name: also[name] for name in origin.articles if name in also}) for origin in found]


def stories(record: Views, where: Filter) -> Sequence[Story]:
    """The stories with an article that passes the filter."""
    found = record.stories()
    if where == EVERYTHING:
        return found
    passing = {row.article.name for row in articles(record, where)}
    return [story for story in found if not passing.isdisjoint(story.articles)]


def timeline(record: Views, where: Filter) -> Sequence[Entry]:
    """The timeline; under an act or an issue, its statements and what stands with them."""
    found = record.timeline(msgspec.structs.replace(where, act=None, issue=None))
    if where.act is None and where.issue is None:
        return found
    views: Iterable[ItemView] = (record.meetings, record.forecasts)
    rows = [*record.statements(where), *(row for view in views for row in items(record, view, where))]
    passing = {row.item.id for row in rows}
    return [entry for entry in found if entry.id in passing]


class Neighbours:
    """Whether an item stands with one of some statements."""

    def __init__(self, statements: Iterable[ItemRow[Statement]]) -> None:
        self.attributions: set[str] = set()
        self.places: dict[str, list[tuple[int, int]]] = {}
        for row in statements:
            if row.item.attribution is not None:
                self.attributions.add(row.item.attribution)
            self.places.setdefault(row.item.article, []).append((row.item.start, row.item.end))

    def at_place(self, telling: Telling, ids: Mapping[str, str]) -> bool:
        """Whether a place (its article by name, `ids` by that name) stands with one of the statements."""
        places = self.places.get(ids.get(telling.article, ""), ())
        return telling.item in self.attributions or any(start < telling.end and telling.start < end for start, end in places)

    def __call__(self, row: ItemRow[Any]) -> bool:
        item = row.item
        if item.id in self.attributions or getattr(item, "attribution", None) in self.attributions:
            return True
        return any(start < item.end and item.start < end for start, end in self.places.get(item.article, ()))


def _people_of(item: Any) -> Iterable[str]:
    for field in ("party", "addressee", "participants", "persons", "holder"):
        yield from getattr(item, field, ())
    speaker = getattr(item, "speaker", None)
    if speaker:
        yield speaker


def _about(wanted: str | None, name: str) -> bool:
    return wanted is None or wanted.casefold() in name.casefold()
