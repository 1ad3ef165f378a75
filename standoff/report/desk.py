"""The desk a brief is written at: everything it needs of a record, asked for once."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any

import msgspec

from standoff.codebook.acts import acts
from standoff.core.dates import Published
from standoff.core.records import Attribution, Figure, Forecast, Meeting, Noise, Statement
from standoff.core.spans import Span, check
from standoff.relating.events_tables import Event
from standoff.relating.timeline import known_by
from standoff.report.shapes import Evidence, Line
from standoff.report.words import flat, names_of, parties_of, when_words, window_words
from standoff.store.origins_views import OriginIndex
from standoff.store.positions_views import Book
from standoff.store.query import ArticleRow, Filter, ItemRow
from standoff.store.views import Views
from standoff.store.write import dates_of

MOST_SOURCES = 100  # up to so many articles the list of sources is the whole record; beyond, only what is cited
TELLING_WORDS = 3


class Snapshot(Views):
    """A record's views for the writing of one brief: which issues there are is found once."""

    @cached_property
    def _book(self) -> Book:
        return super().book()

    @cached_property
    def _origins(self) -> OriginIndex:
        return super().origin_index()

    def book(self) -> Book:
        """Which issues there are, as of the first time asked."""
        return self._book

    def origin_index(self) -> OriginIndex:
        """Which articles share an origin, as of the first time asked."""
        return self._origins


class Desk:
    """The rows of a record that pass a filter, with the look-ups that the sections share.

    `event_of` leads from an item to the meeting that several articles may tell of.
    """

    event_of: Mapping[str, Event] = MappingProxyType({})

    def __init__(self, views: Views, where: Filter) -> None:
        self.views = views = Snapshot(views.engine)
        self.where = where
        anyone = msgspec.structs.replace(where, party=None, act=None)
        every = views.articles()
        self.published = {row.article.name: row.published for row in every}
        self.statements = views.statements(where)
        self.all_statements = self.statements if anyone == where else views.statements(anyone)
        self.figures = views.figures(where)
        self.meetings = self._known(views.meetings(msgspec.structs.replace(where, until=None)))
        self.forecasts = views.forecasts(where)
        self.event_of = {item: event for event in views.meeting_events() for one in event.tellings for item in one.items}
        self.attributions = {row.item.id: row for row in views.attributions(Filter(article=where.article))}
        self.issues = views.issues(anyone)
        self.issues_of = _issues_by_statement((issue.id, issue.statements) for issue in self.issues)
        self.rows = {row.item.id: row for row in self.all_statements}
        self.origins = views.origin_index()
        self.in_filter = {row.article.name for row in views.articles(where)}
        self.total = len(every)
        self.articles = self._listed(every)
        self.texts = {row.article.name: row for row in self.articles}
        self.numbers = {row.article.name: number for number, row in enumerate(self.articles, 1)}
        self.sentences = cache(lambda article_id: views.sentences(article_id))

    def _listed(self, every: tuple[ArticleRow, ...]) -> tuple[ArticleRow, ...]:
        rows: list[ItemRow[Any]] = [*self.all_statements, *self.figures, *self.meetings, *self.forecasts]
        named = {row.article_name for row in rows}
        if len(self.in_filter) <= MOST_SOURCES:
            named |= self.in_filter
        return tuple(row for row in every if row.article.name in named)

    def _known(self, rows: Iterable[ItemRow[Meeting]]) -> tuple[ItemRow[Meeting], ...]:
        """The meetings that the filter's last day knows of: those announced by then too, whose own day comes later."""
        return tuple(row for row in rows if self.knows(row.item.status, dates_of(row.item, row.published), row.article_name))

    def knows(self, status: str, days: tuple[dt.date | None, dt.date | None], article: str) -> bool:
        """Whether what an article (by name) tells, on these days (null: open), is known as of the filter's last day."""
        published = self.published.get(article, Published())
        return known_by(self.where.until, status, days, (published.earliest, published.latest))

    @property
    def as_of(self) -> dt.date | None:
        """The newest day that the coverage surely reaches; None where no publication day is known."""
        return self.as_of_window[0] or self.as_of_window[1]

    @property
    def as_of_window(self) -> tuple[dt.date | None, dt.date | None]:
        """The window in which the newest article came out, not beyond the filter's last day."""
        first = max((row.published.earliest for row in self.articles if row.published.earliest), default=None)
        last = max((row.published.latest for row in self.articles if row.published.latest), default=None)
        until = self.where.until
        return (min(first, until) if first and until else first), (min(last, until) if last and until else last)

    def evidence(self, row: ItemRow[Any]) -> Evidence:
        """Where an item stands; raises OffsetError where the stored text does not hold its words."""
        item, article = row.item, self.texts[row.article_name].article
        check(article.text, Span(item.start, item.end, item.text))
        start, end = sentences_around(self.sentences(article.id), item.start, item.end)
        return Evidence(
            id=item.id, article=article.name, source=self.numbers[article.name], start=item.start, end=item.end,
            quote=item.text, sentence=article.text[start:end], sentence_start=start, sentence_end=end,
        )  # fmt: skip

    def attribution(self, row: ItemRow[Statement] | ItemRow[Figure] | ItemRow[Meeting] | ItemRow[Forecast]) -> Attribution | None:
        """The attribution that an item stands in, or None where the article says it itself."""
        found = None if row.item.attribution is None else self.attributions.get(row.item.attribution)
        return None if found is None else found.item

    def line(self, row: ItemRow[Statement]) -> Line:
        """A statement as a line of the brief."""
        item, said = row.item, self.attribution(row)
        earliest, latest = dates_of(item, row.published)
        return Line(
            act=item.act, label=acts()[item.act].label, party=parties_of(item.party), speaker=item.speaker,
            whom=parties_of(item.addressee), when=window_words(earliest, latest), earliest=earliest, latest=latest,
            status=item.status, condition=_words(item.condition), means=_words(item.means),
            deadline=when_words(item.deadline) or None, according_to=source_words(said, item.party),
            ascribed=said is not None and bool(said.party) and not set(said.party) & set(item.party),
            doubts=item.doubts, evidence=(self.evidence(row),),
        )  # fmt: skip

    def lines(self, rows: Iterable[ItemRow[Statement]]) -> tuple[Line, ...]:
        """Statements as lines by date, the same words of several articles as one line."""
        merged: dict[tuple[object, ...], Line] = {}
        for row in rows:
            line = self.line(row)
            key = (line.act, line.party, line.whom, flat(row.item.text).casefold())
            same = merged.get(key)
            merged[key] = line if same is None else msgspec.structs.replace(same, evidence=same.evidence + line.evidence)
        return tuple(sorted(merged.values(), key=_by_date))


def source_words(said: Attribution | None, known: Iterable[str] = ()) -> str | None:
    """Who is the source of an attribution: the person or what the article calls the source, and for whom, unless `known`."""
    if said is None:
        return None
    party = names_of(parties_of(said.party))
    called = flat(said.source.text).split(",")[0] if said.source is not None else ""
    telling = called if len(called.split()) >= TELLING_WORDS else ""  # "it", "the official" tell a reader of a line nothing
    who = said.speaker or telling or ("an unnamed source" if said.anonymous else party or called or "a source that is not told")
    facts = [party] if party and party.casefold() != who.casefold() and not set(said.party) <= set(known) else []
    facts += ["unnamed"] if said.anonymous and who == telling else []
    return who + (f" ({', '.join(facts)})" if facts else "") + (f", via {said.via}" if said.via else "")


def noise_by_article(rows: Iterable[ItemRow[Noise]]) -> dict[str, tuple[Noise, ...]]:
    """The noise of each article, by its name, in the order of the text."""
    found: dict[str, list[Noise]] = {}
    for row in rows:
        found.setdefault(row.article_name, []).append(row.item)
    return {name: tuple(sorted(items, key=lambda item: (item.start, item.end))) for name, items in found.items()}


def _issues_by_statement(pairs: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for issue, statements in pairs:
        for statement in statements:
            found[statement] = (*found.get(statement, ()), issue)
    return found


def sentences_around(sentences: tuple[tuple[int, int], ...], start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentences that hold start:end; its own bounds where it stands in none (a headline, say)."""
    touched = [(first, last) for first, last in sentences if first < end and start < last]
    return min([start, *(first for first, _ in touched)]), max([end, *(last for _, last in touched)])


def _words(span: Span | None) -> str | None:
    return None if span is None else flat(span.text)


def _by_date(line: Line) -> tuple[dt.date, dt.date, int, int]:
    never = dt.date.max
    place = line.evidence[0]
    return line.earliest or line.latest or never, line.latest or never, place.source, place.start
