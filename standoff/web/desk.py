"""The desk of one page: the report's own way of wording lines, over only the rows that the page shows."""

import bisect
import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

from sqlalchemy import Engine

from standoff.core.dates import Published
from standoff.core.spans import Span, check
from standoff.relating.events_tables import Event
from standoff.relating.tables import IssueRow
from standoff.relating.timeline import known_by
from standoff.report.desk import Desk, Snapshot
from standoff.report.shapes import Evidence
from standoff.store import lookup
from standoff.store.query import Filter, ItemRow
from standoff.web.ask import link
from standoff.web.index import Index
from standoff.web.kept import kept_places
from standoff.web.lines import Article, Line
from standoff.web.passing import first_day

_PLAIN = re.compile(r"[\w-]+", re.ASCII)  # as ids are: nothing to quote
ID_DIGITS = 16  # of an article's id in an address: two articles of one record do not share them


class Place(Evidence, frozen=True, kw_only=True):
    """Evidence with the address at which the article opens at its words, and whose article it is."""

    href: str
    outlet: str


class PageDesk(Desk):
    """A desk whose rows are some lines of an index, as judged: `lines` are shown, `context` is what they are
    compared with, `quoted` further items by their ids.
    """

    def __init__(
        self,
        engine: Engine,
        index: Index,
        where: Filter,
        lines: Iterable[Line],
        context: Iterable[Line] = (),
        quoted: Iterable[str] = (),
    ) -> None:
        shown, around = _once(lines), _once(context)
        self.views = Snapshot(engine)
        self.where = where
        self.index = index
        wanted = [*(line.id for line in (*shown, *around)), *quoted]
        self.places = places_in(engine, index, wanted)
        rows = {identifier: _row(index, place) for identifier, place in self.places.items() if place.article in index.articles}
        self.items = _applied(index, rows)
        self.statements = _rows(self.items, shown, "statement")
        self.all_statements = _rows(self.items, _once((*shown, *around)), "statement")
        self.figures = _rows(self.items, shown, "figure")
        self.meetings = _rows(self.items, shown, "meeting")
        self.forecasts = _rows(self.items, shown, "forecast")
        self._engine = engine
        self.event_of = events_in(index, (row.item.id for row in self.meetings))
        self.issues = issue_rows(index)
        self.issues_of = {line.id: line.issues for line in (*shown, *around) if line.issues}
        self.rows = {row.item.id: row for row in self.all_statements}
        self.origins = index.state.origins
        named = dict.fromkeys(row.article_name for row in self.items.values())
        self.numbers = {name: number for number, name in enumerate(named, 1)}

    @property
    def as_of_window(self) -> tuple[dt.date | None, dt.date | None]:
        """The window in which the newest article of the whole record came out, not beyond the filter's last day."""
        return self.index.as_of(self.where.until)

    def knows(self, status: str, days: tuple[dt.date | None, dt.date | None], article: str) -> bool:
        """Whether what an article (by name) tells, on these days (null: open), is known as of the filter's last day."""
        return knows(self.index, self.where.until, status, days, article)

    @cached_property
    def attributions(self) -> dict[str, ItemRow[Any]]:  # type: ignore[override]
        """The attributions that the rows stand in; many pages need none of them."""
        named = {row.item.attribution: row for row in self.items.values() if getattr(row.item, "attribution", None)}
        found = self.index.shelf.items(self._engine, self.index.articles, named)
        return _applied(
            self.index,
            {
                one.id: ItemRow(item=one, article_name=row.article_name, outlet=row.outlet, published=row.published)
                for one in found.values()
                for row in (named[one.id],)
            },
        )

    def evidence(self, row: ItemRow[Any]) -> Place:
        """Where an item stands, with its address; raises OffsetError where the stored text does not hold its words."""
        item, place = row.item, self.places[row.item.id]
        check(place.sentence, Span(item.start - place.first, item.end - place.first, item.text))
        return Place(
            id=item.id, article=row.article_name, source=self.numbers[row.article_name], start=item.start, end=item.end,
            quote=item.text, sentence=place.sentence, sentence_start=place.first, sentence_end=place.last,
            href=place_link(place.article, item.id), outlet=row.outlet or row.article_name,
        )  # fmt: skip


def places_in(engine: Engine, index: Index, wanted: Collection[str]) -> dict[str, lookup.Placed]:
    """Where the wanted items stand, each with the sentences that it touches; what people keep of older readings too."""
    found = index.shelf.places(engine, index.articles, wanted)
    return {**found, **kept_places(engine, index.state.ruling, wanted)}


def knows(index: Index, until: dt.date | None, status: str, days: tuple[dt.date | None, dt.date | None], article: str) -> bool:
    """Whether what an article (by name) tells, on these days (null: open), is known as of a day."""
    found = index.by_name.get(article)
    return known_by(until, status, days, (found.earliest, found.latest) if found else (None, None))


def events_in(index: Index, items: Iterable[str]) -> dict[str, Event]:
    """By the ids of meetings the events that they tell of, as far as these are known."""
    known = index.state.tables.meetings
    places = {item: known.of_item[item] for item in items if item in known.of_item}
    events = {place: known.read(place) for place in set(places.values())}
    return {item: events[place] for item, place in places.items()}


def _row(index: Index, place: lookup.Placed) -> ItemRow[Any]:
    article: Article = index.articles[place.article]
    published = Published(earliest=article.earliest, latest=article.latest, basis=article.basis)
    return ItemRow(item=place.item, article_name=article.name, outlet=article.outlet, published=published)


def _applied(index: Index, rows: dict[str, ItemRow[Any]]) -> dict[str, ItemRow[Any]]:
    """The rows as people judged them, without those that they dropped."""
    ruling = index.state.ruling
    if ruling is None:
        return rows
    found = {identifier: ruling.applied(row) for identifier, row in rows.items()}
    return {identifier: row for identifier, row in found.items() if row is not None}


def place_link(article_id: str, item_id: str) -> str:
    """The address of an item in its article."""
    if _PLAIN.fullmatch(item_id):
        return f"/articles/{article_id[:ID_DIGITS]}?item={item_id}#{item_id}"
    return link(f"/articles/{article_id[:ID_DIGITS]}", item=item_id) + f"#{item_id}"


def issue_rows(index: Index) -> tuple[IssueRow, ...]:
    """The issues as relating has them, without the ids of their statements."""
    return tuple(
        IssueRow(
            id=issue.id,
            name=issue.name,
            found=index.dossier is None,
            statements=(),
            parties=(),
            articles=told.articles,
            origins=told.origins,
        )
        for issue, told, _ in index.issue_list
    )


def _once(lines: Iterable[Line]) -> list[Line]:
    return list({line.id: line for line in lines}.values())


def _rows(rows: dict[str, ItemRow[Any]], lines: Iterable[Line], kind: str) -> tuple[ItemRow[Any], ...]:
    """The rows of one kind, in the order of the lines; a line whose reading was superseded meanwhile is left out."""
    return tuple(rows[line.id] for line in lines if line.kind == kind and line.id in rows)


def newest(lines: Sequence[Line], most: int, wanted: Callable[[Line], bool] = lambda line: True) -> list[Line]:
    """The last `most` wanted of lines in the order of their days, those without a day only where others do not suffice."""
    undated = bisect.bisect_left(lines, dt.date.max, key=first_day)
    found = list(islice(filter(wanted, (lines[place] for place in range(undated - 1, -1, -1))), most))[::-1]
    return [*found, *islice(filter(wanted, lines[undated:]), most - len(found))]
