"""The desk of one page: the report's own way of wording lines, over only the rows that the page shows."""

import bisect
import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import Engine

from standoff.core.spans import Span, check
from standoff.relating.tables import IssueRow
from standoff.report.desk import Desk, _around, _Snapshot
from standoff.report.shapes import Evidence
from standoff.store import lookup
from standoff.store.query import Filter, ItemRow
from standoff.web.ask import link
from standoff.web.index import Index, first_day
from standoff.web.lines import Line

ID_DIGITS = 16  # of an article's id in an address: two articles of one record do not share them


class Place(Evidence, frozen=True, kw_only=True):
    """Evidence with the address at which the article opens at its words, and whose article it is."""

    href: str
    outlet: str


class PageDesk(Desk):
    """A desk whose rows are some lines of an index: `lines` are shown, `context` is what they are compared with."""

    def __init__(self, engine: Engine, index: Index, where: Filter, lines: Iterable[Line], context: Iterable[Line] = ()) -> None:
        shown, around = _once(lines), _once(context)
        self.views = _Snapshot(engine)
        self.where = where
        self.index = index
        rows = lookup.some_items(engine, (line.id for line in (*shown, *around)))
        self.items = rows
        self.statements = _rows(rows, shown, "statement")
        self.all_statements = _rows(rows, _once((*shown, *around)), "statement")
        self.figures = _rows(rows, shown, "figure")
        self.meetings = _rows(rows, shown, "meeting")
        self.forecasts = _rows(rows, shown, "forecast")
        said = {row.item.attribution for row in rows.values() if getattr(row.item, "attribution", None)}
        self.attributions = lookup.some_items(engine, said)
        self.issues = issue_rows(index)
        self.issues_of = {line.id: line.issues for line in (*shown, *around) if line.issues}
        self.rows = {row.item.id: row for row in self.all_statements}
        ids = list(dict.fromkeys(row.item.article for row in rows.values()))
        self.texts = {row.article.name: row for row in lookup.some_articles(engine, ids).values()}
        self.articles = tuple(self.texts.values())
        self.in_filter = set(self.texts)
        self.total = len(index.articles)
        self.numbers = {name: number for number, name in enumerate(self.texts, 1)}
        bounds = lookup.some_sentences(engine, ids)
        self.sentences = cache(lambda article_id: bounds.get(article_id, ()))

    @property
    def as_of_window(self) -> tuple[dt.date | None, dt.date | None]:
        """The window in which the newest article of the whole record came out, not beyond the filter's last day."""
        return self.index.as_of(self.where.until)

    def evidence(self, row: ItemRow[Any]) -> Place:
        """Where an item stands, with its address; raises OffsetError where the stored text does not hold its words."""
        item, article = row.item, self.texts[row.article_name].article
        check(article.text, Span(item.start, item.end, item.text))
        start, end = _around(self.sentences(article.id), item.start, item.end)
        return Place(
            id=item.id, article=article.name, source=self.numbers[article.name], start=item.start, end=item.end,
            quote=item.text, sentence=article.text[start:end], sentence_start=start, sentence_end=end,
            href=place_link(article.id, item.id), outlet=row.outlet or article.name,
        )  # fmt: skip


def place_link(article_id: str, item_id: str) -> str:
    """The address of an item in its article."""
    return link(f"/articles/{article_id[:ID_DIGITS]}", item=item_id) + f"#{item_id}"


def issue_rows(index: Index) -> tuple[IssueRow, ...]:
    """The issues as relating has them, without the ids of their statements."""
    return tuple(
        IssueRow(id=issue.id, name=issue.name, found=index.dossier is None, statements=(), parties=(), articles=articles)
        for issue, articles, _ in index.issue_list
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
