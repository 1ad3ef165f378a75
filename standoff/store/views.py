"""The record as people ask for it: typed rows for each view, computed from current readings."""

from typing import Any

import msgspec
from sqlalchemy import Engine

from standoff.codebook.dossier import Dossier
from standoff.core.records import Attribution, Figure, Forecast, Meeting, Noise, Statement
from standoff.relating.actors import merge_actors
from standoff.relating.issues import IssueIndex, index_issues
from standoff.relating.judgements_tables import Standing
from standoff.relating.origins_tables import Origin
from standoff.relating.positions import Placed, find_positions
from standoff.relating.tables import Actor, Entry, IssueRow, Position
from standoff.relating.timeline import entries
from standoff.store import query
from standoff.store.judgements import Ruling, has_judgements
from standoff.store.origins_views import OriginIndex, origin_index, with_changes
from standoff.store.query import EVERYTHING, ArticleRow, Filter, ItemRow, Kind, Passage
from standoff.store.write import dates_of


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

    def articles(self, where: Filter = EVERYTHING) -> tuple[ArticleRow, ...]:
        """The articles, by publication date."""
        return query.articles(self.engine, where)

    def article(self, name_or_id: str) -> ArticleRow:
        """One article by its name or the start of its id; raises NotFound."""
        return query.article(self.engine, name_or_id)

    def statements(self, where: Filter = EVERYTHING) -> tuple[ItemRow[Statement], ...]:
        """The statements, with issue names as the dossier (or the demands) give them."""
        ruling = self.ruling()
        rows = self._items(Statement, where, ruling)
        if where.issue is None and not rows:
            return rows
        index = self.issue_index()
        named = tuple(_with_issues(row, index, ruling) for row in rows)
        if where.issue is None:
            return named
        wanted = where.issue.casefold()
        return tuple(row for row in named if any(wanted in issue.casefold() for issue in row.item.issue))

    def attributions(self, where: Filter = EVERYTHING) -> tuple[ItemRow[Attribution], ...]:
        """Who said what, as attributed."""
        return self._items(Attribution, where)

    def figures(self, where: Filter = EVERYTHING) -> tuple[ItemRow[Figure], ...]:
        """The figures, as ranges."""
        return self._items(Figure, where)

    def meetings(self, where: Filter = EVERYTHING) -> tuple[ItemRow[Meeting], ...]:
        """The meetings, held and planned."""
        return self._items(Meeting, where)

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

    def actors(self, where: Filter = EVERYTHING) -> tuple[Actor, ...]:
        """The actors over all articles, most mentioned first."""
        named = {row.article.id: row for row in query.articles(self.engine)}
        there = (
            (named[article].article.name, named[article].published, actor)
            for article, actor in query.local_actors(self.engine)
            if article in named
        )
        ruling = self.ruling()
        found = merge_actors(there) if ruling is None else ruling.actors.proposed(merge_actors(there, ruling.actors))
        if where.party is None:
            return found
        return tuple(actor for actor in found if where.party in (actor.id, *actor.speaks_for))

    def origins(self, where: Filter = EVERYTHING, *, changes: bool = True) -> tuple[Origin, ...]:
        """The origins of more than one article, most articles first, with what each copy changed unless `changes` is off.

        The filter's article and days choose; the days are those of publication.
        """
        found = self.origin_index().origins
        if where != EVERYTHING:
            chosen = {row.article.name for row in query.articles(self.engine, where)}
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
        return origin_index(self.engine)

    def issue_index(self) -> "IssueIndex":
        """Which issues there are and how statements are told to be about them."""
        return index_issues(self.dossier(), (row.item for row in self._items(Statement)))

    def issues(self, where: Filter = EVERYTHING) -> tuple[IssueRow, ...]:
        """The issues with the statements about them."""
        return self.issue_index().rows(self._placed(where), self.origin_index().key)

    def positions(self, where: Filter = EVERYTHING) -> tuple[Position, ...]:
        """Each party's stance on each issue, as of `where.until`."""
        index = self.issue_index()
        return find_positions(self._placed(where), index.names, self.origin_index().key)

    def timeline(self, where: Filter = EVERYTHING) -> tuple[Entry, ...]:
        """Statements, meetings and forecasts by date."""
        return entries(self.statements(where), self.meetings(where), self.forecasts(where))

    def _placed(self, where: Filter) -> list[Placed]:
        index, ruling = self.issue_index(), self.ruling()
        placed = []
        for row in self._items(Statement, where, ruling):
            earliest, latest = dates_of(row.item, row.published)
            placed.append(Placed(row.item, row.article_name, earliest, latest, _issues_of(row.item, index, ruling)))
        return placed

    def _items(self, kind: type[Kind], where: Filter = EVERYTHING, ruling: Ruling | None = None) -> tuple[ItemRow[Kind], ...]:
        """The items of a kind, as judged."""
        ruling = ruling or self.ruling()
        return ruling.of_kind(kind, where) if ruling else query.items(self.engine, kind, where)


def _issues_of(statement: Statement, index: IssueIndex, ruling: Ruling | None) -> tuple[str, ...]:
    """The ids of a statement's issues: those that people gave it, else those that its words point to."""
    given = ruling.items.corrections.get(statement.id, {}).get("issue") if ruling else None
    if given is None:
        return index.of(statement)
    wanted = {name.casefold() for name in given}
    return tuple(key for key, name in index.names.items() if not wanted.isdisjoint((key.casefold(), name.casefold())))


def _with_issues(row: ItemRow[Statement], index: IssueIndex, ruling: Ruling | None) -> ItemRow[Statement]:
    names = tuple(index.names[issue] for issue in _issues_of(row.item, index, ruling))
    return msgspec.structs.replace(row, item=msgspec.structs.replace(row.item, issue=names or row.item.issue))
