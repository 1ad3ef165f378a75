"""The record as people ask for it: typed rows for each view, computed from current readings."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import Engine

from standoff.codebook.dossier import Dossier
from standoff.core.records import Attribution, Figure, Forecast, Meeting, Noise, Statement
from standoff.relating.actors import Gathered, gather_in_order
from standoff.relating.conflicts_tables import Conflict, Series
from standoff.relating.events_tables import Event
from standoff.relating.exchanges import find_demands, find_unanswered
from standoff.relating.issues import IssueIndex
from standoff.relating.judgements_tables import Standing
from standoff.relating.origins_tables import Origin
from standoff.relating.placing import Placed
from standoff.relating.positions import changes_between, find_positions
from standoff.relating.proposals import Unnamed, propose, with_known_names, with_unsure
from standoff.relating.proposals_tables import Proposal
from standoff.relating.stories_tables import Story
from standoff.relating.tables import Actor, Demand, Entry, IssueRow, Position, Shift
from standoff.relating.timeline import entries
from standoff.store import query
from standoff.store.conflicts_views import conflicts as find_conflicts
from standoff.store.conflicts_views import disputed, passes
from standoff.store.conflicts_views import series as find_series
from standoff.store.events_views import Asked, event_by_id, find_events
from standoff.store.events_views import Book as EventBook
from standoff.store.judgements import Ruling, has_judgements, one_text
from standoff.store.known import known
from standoff.store.origins_views import OriginIndex, origin_index, with_changes
from standoff.store.positions import found_issues
from standoff.store.positions_views import (
    Book,
    book_of,
    count_undated,
    filed_again,
    issues_by_statement,
    placed_in_exchange,
    placed_on_issues,
    quoted,
)
from standoff.store.query import EVERYTHING, ArticleRow, Filter, ItemRow, Kind, Passage
from standoff.store.told import actors_in_order

if TYPE_CHECKING:
    from standoff.store.stories_views import StoryIndex

MOST_PARTIES = 8  # columns of a dossier made of what was found
FEW = 200  # articles whose statements' issues are looked up one by one; beyond, all are


class Views:
    """Every view of a record; each method asks the record anew, so a running read shows up.

    What people judged is applied; `raw` gives the views as they were read.
    """

    def __init__(self, engine: Engine, *, judged: bool = True) -> None:
        self.engine = engine
        self.judged = judged

    @property
    def raw(self) -> "Views":
        """The same views without anybody's judgements."""
        return Views(self.engine, judged=False)

    def ruling(self) -> Ruling | None:
        """The judgements applied to the record as it stands, or None where there are none, or none are asked for."""
        if not self.judged or not has_judgements(self.engine):
            return None
        return Ruling(self.engine)

    def judgements(self) -> tuple[Standing, ...]:
        """The log of judgements, oldest first, each with what became of it."""
        return Ruling(self.engine).standings()

    def known(self, where: Filter) -> Filter:
        """The filter with its party, issue and article as the record has them: `Iran` is IRN.

        Raises UsageError for a party or an issue that is not in the record, NotFound for an article; every view that takes a
        filter does so.
        """
        if where == EVERYTHING:
            return where
        ruling = self.ruling() if where.party is not None else None
        names = {name.casefold(): root for name, root in ruling.canonical.items()} if ruling is not None else {}
        party = names.get((where.party or "").strip().casefold(), where.party)  # whom people hold to be another goes by that one
        return known(self, msgspec.structs.replace(where, party=party))

    def articles(self, where: Filter = EVERYTHING) -> tuple[ArticleRow, ...]:
        """The articles, by publication date."""
        return query.articles(self.engine, self.known(where))

    def article(self, name_or_id: str) -> ArticleRow:
        """One article by its name or the start of its id; raises NotFound."""
        return query.article(self.engine, name_or_id)

    def statements(self, where: Filter = EVERYTHING) -> tuple[ItemRow[Statement], ...]:
        """The statements, with the names of the issues that the record files them under."""
        where, ruling = self.known(where), self.ruling()
        rows = self._items(Statement, where, ruling)
        if where.issue is None and not rows:
            return rows
        named = self._named(rows, ruling)
        if where.issue is None:
            return named
        wanted = where.issue.casefold()
        return tuple(row for row in named if any(wanted in issue.casefold() for issue in row.item.issue))

    def _named(self, rows: Sequence[ItemRow[Statement]], ruling: Ruling | None) -> tuple[ItemRow[Statement], ...]:
        """The same statements with their issues in words."""
        book, named_for = self.book(), {row.item.article for row in rows}
        issues = self._issue_ids(book, ruling, named_for if len(named_for) <= FEW else None)
        return tuple(_with_issues(row, issues, book) for row in rows)

    def _issue_ids(
        self, book: Book, ruling: Ruling | None, articles: Iterable[str] | None = None
    ) -> Mapping[str, tuple[str, ...]]:
        """By statement the ids of its issues as judged; of some articles (by id) only, where these are given."""
        found = issues_by_statement(self.engine, book, articles)
        again = filed_again(book, ruling)
        return {**found, **again} if again else found

    def attributions(self, where: Filter = EVERYTHING) -> tuple[ItemRow[Attribution], ...]:
        """Who said what, as attributed."""
        return self._items(Attribution, where)

    def figures(self, where: Filter = EVERYTHING) -> tuple[ItemRow[Figure], ...]:
        """The figures, as ranges."""
        return self._items(Figure, where)

    def meetings(self, where: Filter = EVERYTHING) -> tuple[ItemRow[Meeting], ...]:
        """The meetings, held and planned."""
        return self._items(Meeting, where)

    def events(self, where: Filter = EVERYTHING) -> tuple[Event, ...]:
        """The acts and meetings that several articles tell of, those of most origins first."""
        return self._events(Asked(where=where))

    def meeting_events(self, where: Filter = EVERYTHING) -> tuple[Event, ...]:
        """Every meeting once, whether one article tells of it or several, by date."""
        found = self._events(Asked(where=where, meetings=True))
        return tuple(sorted(found, key=lambda event: (event.earliest or dt.date.max, event.latest or dt.date.max, event.id)))

    def event(self, identifier: str) -> Event:
        """The event with that id, or that tells of the item with that id; raises NotFound."""
        found = self.events_of((identifier,))
        return found[0] if found else event_by_id((*self.events(), *self.meeting_events()), identifier)

    def events_of(self, items: Sequence[str]) -> tuple[Event, ...]:
        """The events that these statements and meetings (by id) tell of; asks only for what hangs together with them."""
        several = self._events(Asked(items=tuple(items)))
        told = {item for event in several for telling in event.tellings for item in telling.items}
        rest = tuple(item for item in items if item not in told)
        return several + (self._events(Asked(items=rest, meetings=True)) if rest else ())

    def _events(self, asked: Asked) -> tuple[Event, ...]:
        asked = dataclasses.replace(asked, where=self.known(asked.where))
        ruling, index = self.ruling(), self.origin_index()

        book = self.book()
        found: list[Mapping[str, tuple[str, ...]]] = []

        def issues(rows: Sequence[ItemRow[Statement]]) -> dict[str, tuple[str, ...]]:
            articles = {row.item.article for row in rows}
            if not found and len(articles) > FEW:
                found.append(self._issue_ids(book, ruling))  # of so many all are looked up, once
            known = found[0] if found else self._issue_ids(book, ruling, articles)
            return {row.item.id: tuple(book.index.names[key] for key in known.get(row.item.id, ())) for row in rows}

        return find_events(self.engine, EventBook(ruling, issues, lambda articles: index.tally(articles).origins), asked)

    def forecasts(self, where: Filter = EVERYTHING) -> tuple[ItemRow[Forecast], ...]:
        """The forecasts with their holders."""
        return self._items(Forecast, where)

    def noise(self, where: Filter = EVERYTHING) -> tuple[ItemRow[Noise], ...]:
        """What was found not to be the article."""
        return self._items(Noise, where)

    def item(self, identifier: str) -> ItemRow[Any]:
        """The item with that id; raises NotFound."""
        ruling = self.ruling()
        if ruling is None:
            return query.item(self.engine, identifier)
        return ruling.find(identifier)

    def search(self, words: str, *, limit: int = 50) -> tuple[Passage, ...]:
        """The sentences that hold all the words."""
        return query.search(self.engine, words, limit=limit)

    def parties(self) -> tuple[tuple[str, int], ...]:
        """Who acts in the record's items, with how many; the most frequent first."""
        ruling = self.ruling()
        found = query.parties(self.engine)
        return found if ruling is None else ruling.parties(found)

    def sentences(self, article_id: str) -> tuple[tuple[int, int], ...]:
        """The bounds of an article's sentences, in code points."""
        return query.sentences(self.engine, article_id)

    def failures(self) -> tuple[tuple[str, str], ...]:
        """What could not be taken in, and why."""
        return query.failures(self.engine)

    def counts(self) -> dict[str, int]:
        """How many articles and items of each kind."""
        ruling = self.ruling()
        found = query.count(self.engine)
        return found if ruling is None else ruling.counts(found)

    def dossier(self) -> Dossier | None:
        """The dossier in force, or None."""
        found = query.newest_dossier(self.engine)
        return None if found is None else msgspec.convert(found, Dossier)

    def actors(self, where: Filter = EVERYTHING, *, origins: bool = False) -> tuple[Actor, ...]:
        """The actors over all articles, most mentioned first; with `origins` those of their articles are counted too."""
        where, ruling = self.known(where), self.ruling()
        gathered = self._gathered(ruling)
        found = gathered.actors
        if origins:
            tally = self.origin_index().tally
            found = tuple(msgspec.structs.replace(one, origins=tally(gathered.articles[one.id]).origins) for one in found)
        if ruling is not None:
            judged = ruling.actors
            found = with_known_names(judged.proposed(found), judged.groups(), judged.names)
        if where.party is None:
            return found
        return tuple(actor for actor in found if where.party in (actor.id, *actor.speaks_for))

    def proposals(self, where: Filter = EVERYTHING) -> tuple[Proposal, ...]:
        """Actors that may be one, the likeliest first, without those that people have judged.

        The filter's article is that of a place where one of the two is named.
        """
        ruling = self.ruling()
        unnamed = (
            Unnamed(attribution=row.item, article=row.article_name, earliest=row.published.earliest)
            for row in self._items(Attribution, EVERYTHING, ruling)
            if row.item.speaker is None and row.item.source is not None
        )
        gathered = self._gathered(ruling)
        found = propose(gathered, unnamed)
        if ruling is not None:
            judged = ruling.actors
            found = with_unsure(found, gathered, judged.unsure_roots())
            found = tuple(one for one in found if judged.find(one.a) != judged.find(one.b) and not judged.is_apart(one.a, one.b))
        if where.article is None:
            return found
        name = self.article(where.article).article.name
        return tuple(one for one in found if any(place.article == name for place in (*one.a_places, *one.b_places)))

    def _gathered(self, ruling: Ruling | None) -> Gathered:
        """The actors over all articles, with where each is named."""
        return gather_in_order(actors_in_order(self.engine), None if ruling is None else ruling.actors)

    def origins(self, where: Filter = EVERYTHING, *, changes: bool = True) -> tuple[Origin, ...]:
        """The origins of more than one article, most articles first, with what each copy changed unless `changes` is off.

        The filter's article and days choose; the days are those of publication.
        """
        found = self.origin_index().origins
        if where != EVERYTHING:
            chosen = {row.article.name for row in self.articles(where)}
            found = tuple(origin for origin in found if not chosen.isdisjoint(origin.articles))
        return tuple(with_changes(self.engine, origin) for origin in found) if changes else found

    def origin_of(self, name_or_id: str) -> Origin | None:
        """The origin that an article shares with others, with what each copy changed; None where it stands alone.

        Raises NotFound.
        """
        origin = self.origin_index().by_article.get(self.article(name_or_id).article.name)
        return None if origin is None else with_changes(self.engine, origin)

    def origin_index(self) -> OriginIndex:
        """Which articles share an origin; its `tally` turns any set of articles into "N origins (M articles)"."""
        return origin_index(self.engine, one_text(self.engine) if self.judged and has_judgements(self.engine) else ())

    def stories(self, where: Filter = EVERYTHING) -> tuple[Story, ...]:
        """The stories of more than one article, those of most origins first.

        The filter's article and days choose; the days are those of publication.
        """
        found = self.story_index().stories
        if where == EVERYTHING:
            return found
        chosen = {row.article.name for row in self.articles(where)}
        return tuple(story for story in found if not chosen.isdisjoint(story.articles))

    def story_of(self, name_or_id: str) -> Story | None:
        """The story that an article shares with others; None where it stands alone; raises NotFound."""
        return self.story_index().of(self.article(name_or_id).article.name)

    def story_index(self) -> "StoryIndex":
        """Which articles tell of one thing, as judged."""
        from standoff.store.stories_views import story_index  # loads numpy, which every other view does without

        ruling = self.ruling()
        return story_index(self.engine, self.origin_index().key, () if ruling is None else ruling.one_story())

    def book(self) -> Book:
        """The issues in force, and under which number statements are filed under them."""
        return book_of(self.engine)

    def conflicts(self, where: Filter = EVERYTHING) -> tuple[Conflict, ...]:
        """The sets of accounts that cannot all hold, or of which a later one takes over, each join with its reason."""
        where, ruling = self.known(where), self.ruling()
        found = find_conflicts(self.engine, self.origin_index(), ruling, where.until)
        kept = [one for one in found if ruling is None or not ruling.is_settled(_told_in(one))]
        return tuple(one for one in kept if passes(one, where))

    def series(self, where: Filter = EVERYTHING) -> tuple[Series, ...]:
        """The figures that count one thing, as ranges by claimer and date; never an average."""
        where = self.known(where)
        found = find_series(self.engine, self.origin_index(), self.ruling(), where.until)
        return tuple(one for one in found if passes(one, where))

    def issue_index(self) -> IssueIndex:
        """Which issues there are and how statements are told to be about them."""
        return self.book().index

    def issues(self, where: Filter = EVERYTHING) -> tuple[IssueRow, ...]:
        """The issues with the statements about them."""
        return self.issue_index().rows(self._placed(where), self.origin_index().key)

    def positions(self, where: Filter = EVERYTHING) -> tuple[Position, ...]:
        """Each party's stance on each issue with its changes, as of `where.until`; those asked who are silent too."""
        found: tuple[Position, ...] = quoted(self.engine, self._positions(where), self.ruling())
        return found

    def changes(self, where: Filter = EVERYTHING) -> tuple[Shift, ...]:
        """The positions that were taken or given up from `where.since` to `where.until`, oldest first."""
        before = msgspec.structs.replace(where, since=None)
        found: tuple[Shift, ...] = quoted(
            self.engine, changes_between(self._positions(before), where.since, where.until), self.ruling()
        )
        return found

    def demands(self, where: Filter = EVERYTHING) -> tuple[Demand, ...]:
        """What each side demands beside what those asked answer, by issue; the filter's party demands or is asked.

        Of issues found in the articles a demand stands under the one that it is most about, unless the filter names an issue.
        """
        where, book, origins = self.known(where), self.book(), self.origin_index()
        on_issues, rest = self._in_exchange(where)
        once = book.index.found and where.issue is None
        rows = find_demands([*on_issues, *rest], book.index.names, once=once, origin_at=_origin_at(origins))
        kept = [row for row in rows if where.party is None or where.party in (*row.party, *row.asked)]
        found: tuple[Demand, ...] = quoted(self.engine, kept, self.ruling())
        return found

    def as_dossier(self, name: str | None = None, *, found: bool = False) -> Dossier:
        """The dossier in force, or (with `found`, or where there is none) the issues found as a dossier to edit."""
        given = self.dossier()
        if given is not None and not found:
            return given if name is None else msgspec.structs.replace(given, name=name)
        parties = [party for party, _ in self.parties()[:MOST_PARTIES]]
        called = name or (given.name if given is not None else ", ".join(parties[:2]) or "Issues found")
        return Dossier(name=called, parties=tuple(parties), issues=found_issues(self.engine))

    def timeline(self, where: Filter = EVERYTHING) -> tuple[Entry, ...]:
        """Statements, meetings and forecasts by date."""
        return entries(self.statements(where), self.meetings(where), self.forecasts(where))

    def undated(self, where: Filter) -> int:
        """How many statements that take a stance, demand or reply the filter's days leave out since nobody told their day."""
        if where.since is None and where.until is None:
            return 0
        return count_undated(self.engine, self.book(), where, self.ruling())

    def _positions(self, where: Filter) -> list[Position]:
        where, index, origin_at = self.known(where), self.issue_index(), _origin_at(self.origin_index())
        placed = self._placed(msgspec.structs.replace(where, party=None))
        demands = find_unanswered(one for one in placed if one.issues)
        denied = disputed(self.engine, self.ruling())
        rows = find_positions(placed, index.names, demands=demands, disputed=denied, origin_at=origin_at)
        return [row for row in rows if where.party in (None, row.party)]

    def _placed(self, where: Filter) -> list[Placed]:
        """The statements on issues that pass the filter."""
        where = self.known(where)
        found = self._on_issues(where)
        if where.act is None and where.party is None:
            return found
        return [one for one in found if where.act in (None, one.act) and (where.party is None or where.party in one.party)]

    def _on_issues(self, where: Filter) -> list[Placed]:
        """The statements on issues that pass the filter's days and article."""
        return placed_on_issues(self.engine, self.book(), where, self.ruling())

    def _in_exchange(self, where: Filter) -> tuple[list[Placed], list[Placed]]:
        """The same, and of the rest those that demand or reply."""
        return placed_in_exchange(self.engine, self.book(), where, self.ruling())

    def _items(self, kind: type[Kind], where: Filter = EVERYTHING, ruling: Ruling | None = None) -> tuple[ItemRow[Kind], ...]:
        """The items of a kind, as judged."""
        where, ruling = self.known(where), ruling or self.ruling()
        return ruling.of_kind(kind, where) if ruling else query.items(self.engine, kind, where)


def _origin_at(origins: OriginIndex) -> Callable[[Placed], str]:
    """The origin of a statement."""
    return lambda one: origins.key_at(one.article, one.start)


def _told_in(conflict: Conflict) -> list[set[str]]:
    """The items in which each side of a conflict is told."""
    return [{telling.item for telling in side.tellings} for side in conflict.sides]


def _with_issues(row: ItemRow[Statement], issues: Mapping[str, tuple[str, ...]], book: Book) -> ItemRow[Statement]:
    names = tuple(book.index.names[key] for key in issues.get(row.item.id, ()))
    return msgspec.structs.replace(row, item=msgspec.structs.replace(row.item, issue=names))
