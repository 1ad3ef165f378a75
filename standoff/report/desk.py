"""The desk a brief is written at: everything it needs of a record, asked for once."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from operator import itemgetter
from types import MappingProxyType
from typing import Any, TypedDict

import msgspec

from standoff.codebook.acts import acts
from standoff.core.dates import Published
from standoff.core.records import Attribution, Figure, Forecast, Meeting, Statement
from standoff.core.spans import Span, check
from standoff.relating.actors import folded
from standoff.relating.conflicts_tables import Telling
from standoff.relating.differences import find_changes
from standoff.relating.events_tables import Event
from standoff.relating.origins_tables import Change, Copy
from standoff.relating.placing import Placed
from standoff.relating.tables import Position
from standoff.relating.timeline import known_by
from standoff.report.basis import Evidence
from standoff.report.shapes import Line
from standoff.report.shelf import Shelf
from standoff.report.wholes import Paper
from standoff.report.words import flat, names_of, parties_of, when_words, window_words
from standoff.store.origins_views import OriginIndex
from standoff.store.positions_views import Book, gists, in_exchange
from standoff.store.query import EVERYTHING, ArticleRow, Filter, ItemRow
from standoff.store.told import Gist, Heard, Outline, Voice, heard, outlines
from standoff.store.views import Views
from standoff.store.write import dates_of

MOST_SOURCES = 100  # up to so many articles the list of sources is the whole record; beyond, only what is cited
TELLING_WORDS = 3
_UNKNOWN = Published()


class Snapshot(Views):
    """A record's views for the writing of one brief: statements, issues, positions and origins are found once."""

    @cached_property
    def _book(self) -> Book:
        return super().book()

    @cached_property
    def _origins(self) -> OriginIndex:
        return super().origin_index()

    @cached_property
    def _known_positions(self) -> dict[Filter, list[Position]]:
        return {}

    @cached_property
    def _told(self) -> dict[Filter, tuple[tuple[Gist, ...], frozenset[str]]]:
        return {}

    def gists(self, where: Filter) -> tuple[Gist, ...]:
        """All statements of the filter's days and article, as of the first time asked: every table rests on them."""
        return self._gists(where)[0]

    def _gists(self, where: Filter) -> tuple[tuple[Gist, ...], frozenset[str]]:
        wide = msgspec.structs.replace(where, party=None, act=None, issue=None)
        if wide not in self._told:
            self._told[wide] = gists(self.engine, self._book, wide, self.ruling())
        return self._told[wide]

    def _on_issues(self, where: Filter) -> list[Placed]:
        return [one.placed for one in self.gists(where) if one.placed.issues]

    def _in_exchange(self, where: Filter) -> tuple[list[Placed], list[Placed]]:
        return in_exchange(*self._gists(where))

    def book(self) -> Book:
        """Which issues there are, as of the first time asked."""
        return self._book

    def origin_index(self) -> OriginIndex:
        """Which articles share an origin, as of the first time asked."""
        return self._origins

    def _positions(self, where: Filter) -> list[Position]:
        if where not in self._known_positions:
            self._known_positions[where] = super()._positions(where)
        return self._known_positions[where]


class Spoken:
    """Who speaks for each party: how often without a name, and by name (folded) in which articles, first where."""

    def __init__(self) -> None:
        self.anonymous: Counter[str] = Counter()
        self.first: dict[tuple[str, str], Heard] = {}
        self.articles: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._folded = cache(folded)

    def add(self, one: Heard) -> None:
        """Count one attribution."""
        name = self._folded(one.voice.speaker or "")
        for code in dict.fromkeys(one.voice.party):
            self.anonymous[code] += one.voice.anonymous
            self.articles[code, name].add(one.article_name)
            first = self.first.setdefault((code, name), one)
            if one.order < first.order:
                self.first[code, name] = one


class Cites(TypedDict):
    """What a line rests on, as its fields."""

    evidence: tuple[Evidence, ...]
    more_places: int


class Desk:
    """The rows of a record that pass a filter, with the look-ups that the sections share.

    Statements lie on it without their words, articles without their texts; both are looked up where they are shown.
    `event_of` leads from an item to the meeting that several articles may tell of; `most_places` are worked out of one line.
    """

    event_of: Mapping[str, Event] = MappingProxyType({})
    most_places: int | None = None
    # A desk without a shelf has all on it that it shows: its rows, their attributions, and a way of its own to their places.
    shelf: Shelf | None = None
    attributions: Mapping[str, ItemRow[Attribution]] = MappingProxyType({})

    def __init__(self, views: Views, where: Filter) -> None:
        self.views = views = Snapshot(views.engine)
        self.where = where
        anyone = msgspec.structs.replace(where, party=None, act=None)
        self.shelf = Shelf(views.engine, views.ruling())
        # First of all: to gather these takes most memory, and gives it back to what comes after.
        self.events = views.events(where)
        self.actors = views.actors()
        self.known = {one.name: one for one in outlines(views.engine)}
        self.published = {name: one.published for name, one in self.known.items()}
        self.all_told = _on_issue(views, anyone)
        self.told = tuple(one for one in self.all_told if _acts(one.placed, where))
        self.gists = {one.id: one for one in self.all_told}
        self.figures = views.figures(where)
        self.meetings = self._known(views.meetings(msgspec.structs.replace(where, until=None)))
        self.forecasts = views.forecasts(where)
        self.event_of = self._meetings_told(views)
        self.issues = views.issues(anyone)
        self.origins = views.origin_index()
        self.in_filter = {one.name for one in outlines(views.engine, where)} if where != EVERYTHING else set(self.known)
        self.total = len(self.known)
        self.articles = self._listed()
        self._number()
        self.voices, self.spoken = self._listened(views)
        self.compared: dict[tuple[str, str], tuple[Change, ...]] = {}

    def _meetings_told(self, views: Views) -> dict[str, Event]:
        """By the ids of the meetings on the desk the events that they tell of."""
        there = {row.item.id for row in self.meetings}
        return {
            item: event
            for event in views.meeting_events() for one in event.tellings for item in one.items if item in there
        }  # fmt: skip

    def _listened(self, views: Views) -> "tuple[dict[str, Voice | Attribution], Spoken]":
        """By attribution who speaks in those that figures stand in, and who speaks for whom."""
        wanted = {row.item.attribution for row in self.figures}
        voices: dict[str, Voice | Attribution] = {}
        spoken = Spoken()
        for one in heard(views.engine, Filter(article=self.where.article), views.ruling()):
            if one.id in wanted:
                voices[one.id] = one.voice
            if one.article_name in self.heads:
                spoken.add(one)
        return voices, spoken

    def _listed(self) -> tuple[Outline, ...]:
        rows: list[ItemRow[Any]] = [*self.figures, *self.meetings, *self.forecasts]
        named = {row.article_name for row in rows} | {one.article_name for one in self.all_told} | self.in_filter
        return tuple(one for name, one in self.known.items() if name in named)

    def _number(self) -> None:
        self.heads = {one.name: one for one in self.articles}
        self.numbers = {one.name: number for number, one in enumerate(self.articles, 1)}

    def _known(self, rows: Iterable[ItemRow[Meeting]]) -> tuple[ItemRow[Meeting], ...]:
        """The meetings that the filter's last day knows of: those announced by then too, whose own day comes later."""
        return tuple(row for row in rows if self.knows(row.item.status, dates_of(row.item, row.published), row.article_name))

    def knows(self, status: str, days: tuple[dt.date | None, dt.date | None], article: str) -> bool:
        """Whether what an article (by name) tells, on these days (null: open), is known as of the filter's last day."""
        published = self.published.get(article, _UNKNOWN)
        return known_by(self.where.until, status, days, (published.earliest, published.latest))

    @property
    def as_of(self) -> dt.date | None:
        """The newest day that the coverage surely reaches; None where no publication day is known."""
        return self.as_of_window[0] or self.as_of_window[1]

    @property
    def as_of_window(self) -> tuple[dt.date | None, dt.date | None]:
        """The window in which the newest article came out, not beyond the filter's last day."""
        first = max((one.published.earliest for one in self.articles if one.published.earliest), default=None)
        last = max((one.published.latest for one in self.articles if one.published.latest), default=None)
        until = self.where.until
        return (min(first, until) if first and until else first), (min(last, until) if last and until else last)

    def evidence(self, row: ItemRow[Any]) -> Evidence:
        """Where an item stands; raises OffsetError where the stored text does not hold its words."""
        return self.place(row.article_name, Span(row.item.start, row.item.end, row.item.text), row.item.id)

    def cites(self, rows: Sequence[ItemRow[Any]]) -> Cites:
        """Where several items stand that a line rests on, the first ones first; those beyond `most_places` are counted."""
        shown = rows[: self.most_places]
        return Cites(evidence=tuple(self.evidence(row) for row in shown), more_places=len(rows) - len(shown))

    def cites_of(self, gists: Sequence[Gist]) -> Cites:
        """The same of statements without their words, which are looked up."""
        shown = gists[: self.most_places]
        return Cites(evidence=tuple(self.evidence(row) for row in self.full(shown)), more_places=len(gists) - len(shown))

    def quoted(self, identifier: str, article: str) -> Evidence:
        """Where an item stands, by its id and its article's name, in any article of the record."""
        item = self._lookup.items((identifier,))[identifier]
        return self.place(article, Span(item.start, item.end, item.text), identifier)

    def full(self, gists: Sequence[Gist]) -> list[ItemRow[Statement]]:
        """These statements with their words, in the same order."""
        found = self._lookup.items(one.id for one in gists)
        return [
            ItemRow(
                item=found[one.id], article_name=one.article_name, outlet=self.known[one.article_name].outlet,
                published=self.published[one.article_name],
            )
            for one in gists
        ]  # fmt: skip

    def place(self, article: str, span: Span, identifier: str) -> Evidence:
        """Words of an article (by name) as evidence under an item's id; raises OffsetError where its text does not hold them."""
        text, sentences = self._text(article)
        check(text, span)
        start, end = sentences_around(sentences, span.start, span.end)
        return Evidence(
            id=identifier, article=article, source=self.numbers[article], start=span.start, end=span.end, quote=span.text,
            sentence=text[start:end], sentence_start=start, sentence_end=end,
        )  # fmt: skip

    def places_told(self, tellings: Iterable[Telling]) -> tuple[Evidence, ...]:
        """The places of an account or a figure that stand in articles on the desk."""
        return tuple(
            self.place(one.article, Span(one.start, one.end, one.quote), one.item)
            for one in tellings
            if one.article in self.heads
        )

    def paper(self, name: str, reason: str = "", since: dt.date | None = None) -> Paper:
        """An article by its name as one of several; its number is 0 where it is not on the desk."""
        head = self.heads.get(name)
        if head is None:
            return Paper(article=name, source=0, title=name, outlet="", published="", reason=reason)
        days = head.published.earliest, head.published.latest
        return Paper(
            article=name, source=self.numbers[name], title=name if head.title is None else flat(head.title),
            outlet=head.outlet or "", published=window_words(*days), reason=reason, new=is_since(days[0], since),
        )  # fmt: skip

    def changes_of(self, copy: Copy) -> tuple[Change, ...]:
        """What a copy changed of the text that it is told from, sentence by sentence; worked out once."""
        key = copy.of, copy.article
        if key not in self.compared:
            self.compared[key] = find_changes(*self._text(copy.of), *self._text(copy.article))
        return self.compared[key]

    def _text(self, name: str) -> tuple[str, tuple[tuple[int, int], ...]]:
        return self._lookup.text(self.known[name].id)

    @property
    def _lookup(self) -> Shelf:
        if self.shelf is None:
            raise LookupError("this desk has no shelf: it shows only what lies on it")
        return self.shelf

    def rows_of(self, ids: Iterable[str]) -> list[ArticleRow]:
        """Articles by their ids, each with its text."""
        return self._lookup.articles(ids)

    def sentences(self, name: str) -> tuple[tuple[int, int], ...]:
        """The bounds of the sentences of an article (by name), in code points."""
        return self._text(name)[1]

    def keep(self, names: Iterable[str]) -> None:
        """Leave only these articles (by name) on the desk, numbered anew in the same order."""
        wanted = set(names)
        self.articles = tuple(one for one in self.articles if one.name in wanted)
        self._number()

    def tally(self, names: Iterable[str]) -> str:
        """How many articles, by name, and how many origins they come down to, in words."""
        return str(self.origins.tally(names))

    def has(self, article: str) -> bool:
        """Whether an article (by name) is on the desk and out by the filter's last day."""
        return article in self.numbers and self.knows("", (None, None), article)

    def attribution(self, row: ItemRow[Statement] | ItemRow[Figure] | ItemRow[Meeting] | ItemRow[Forecast]) -> Attribution | None:
        """The attribution that an item stands in, or None where the article says it itself."""
        if row.item.attribution is None:
            return None
        if self.shelf is not None:
            return self.shelf.items((row.item.attribution,)).get(row.item.attribution)
        found = self.attributions.get(row.item.attribution)
        return None if found is None else found.item

    def voice(self, row: ItemRow[Figure]) -> Voice | Attribution | None:
        """Who speaks in the attribution that a figure stands in, or None where the article says it itself."""
        return self.voices.get(row.item.attribution or "") if self.shelf is not None else self.attribution(row)

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
        merged: dict[tuple[object, ...], list[ItemRow[Statement]]] = {}
        for row in rows:
            key = (row.item.act, row.item.party, row.item.addressee, flat(row.item.text).casefold())
            merged.setdefault(key, []).append(row)
        found = (msgspec.structs.replace(self.line(same[0]), **self.cites(same)) for same in merged.values())
        return tuple(sorted(found, key=_by_date))

    def lines_of(self, gists: Iterable[Gist], most: int, *, sure: bool = False) -> "tuple[tuple[Line, ...], int]":
        """The same of statements without their words: at most so many lines, and how many are left out.

        Shown are those that most articles tell, with `sure` of these those on which least doubts hang, by date as ever.
        """
        merged: dict[tuple[object, ...], list[Gist]] = {}
        for one in gists:
            merged.setdefault((one.act, one.placed.party, one.placed.addressee, one.said), []).append(one)
        every = sorted(merged.values(), key=self._first_told)
        ranked = sorted(range(len(every)), key=lambda place: (-len(every[place]), sure and every[place][0].doubts, place))
        lines = tuple(self._line_of(every[place]) for place in sorted(ranked[:most]))
        return lines, len(every) - len(lines)

    def _line_of(self, same: Sequence[Gist]) -> Line:
        (first,) = self.full(same[:1])
        return msgspec.structs.replace(self.line(first), **self.cites_of(same))

    def _first_told(self, same: Sequence[Gist]) -> tuple[dt.date, dt.date, int, int]:
        first = same[0]
        earliest, latest = first.days
        never = dt.date.max
        return earliest or latest or never, latest or never, self.numbers[first.article_name], first.placed.start


def _on_issue(views: Snapshot, where: Filter) -> tuple[Gist, ...]:
    """The statements of the filter's days and article, and on its issue where it names one."""
    every = views.gists(where)
    if where.issue is None:
        return every
    wanted = where.issue.casefold()
    keys = {key for key, name in views.book().index.names.items() if wanted in name.casefold()}
    return tuple(one for one in every if not keys.isdisjoint(one.placed.issues))


def _acts(one: Placed, where: Filter) -> bool:
    """Whether a statement is of the filter's act and party."""
    return where.act in (None, one.act) and (where.party is None or where.party in one.party)


def is_since(first: dt.date | None, since: dt.date | None) -> bool:
    """Whether what begins on a day (null: nobody knows) is surely not older than another one, where that is asked."""
    return since is not None and first is not None and first >= since


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


def sentences_around(sentences: tuple[tuple[int, int], ...], start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentences that hold start:end; its own bounds where it stands in none (a headline, say)."""
    first = bisect_right(sentences, start, key=itemgetter(1))
    last = bisect_left(sentences, end, lo=first, key=itemgetter(0))
    return (min(start, sentences[first][0]), max(end, sentences[last - 1][1])) if first < last else (start, end)


def _words(span: Span | None) -> str | None:
    return None if span is None else flat(span.text)


def _by_date(line: Line) -> tuple[dt.date, dt.date, int, int]:
    never = dt.date.max
    place = line.evidence[0]
    return line.earliest or line.latest or never, line.latest or never, place.source, place.start
