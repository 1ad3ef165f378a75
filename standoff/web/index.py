"""The index: all lines of one state of the record, filed by what pages filter by. Never changed once made."""

import bisect
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any

import msgspec

from standoff.codebook.dossier import Dossier, Issue
from standoff.relating.origins_tables import Origin
from standoff.store.conflicts_views import is_settled
from standoff.store.judgements import Ruling
from standoff.store.lookup import Mark
from standoff.store.origins_views import OriginIndex, Tally, Where
from standoff.store.query import Filter, touches
from standoff.web.filed import File, Filed
from standoff.web.filing import altered, altered_list
from standoff.web.lines import Article, Days, Line
from standoff.web.passing import (
    BEYOND,
    FILES,
    LAST_DAY,
    Cell,
    Turn,
    as_made,
    by_day,
    by_doubt,
    by_entry,
    first_day,
    is_doubtful,
    is_entry,
    is_open,
    month_of,
    narrowed,
    own_cells,
    passes,
    spoken_cells,
    turn_of,
    voices,
)
from standoff.web.runs import NEVER, Run, takes_over, tally_of
from standoff.web.shelf import Shelf
from standoff.web.tables import Tables

Cells = Mapping[Cell, Sequence[Line]]


@dataclass(frozen=True, kw_only=True)
class State:
    """What an index is of: how far the record has come, when it was taken (UTC), its issues, origins and judgements."""

    mark: Mark
    made: dt.datetime
    issues: tuple[Issue, ...]
    dossier: Dossier | None
    failures: int = 0
    tables: Tables = field(default_factory=Tables)
    ruling: Ruling | None = None

    @property
    def origins(self) -> OriginIndex:
        """Which articles are copies of one text."""
        return self.tables.origins

    @cached_property
    def decided(self) -> frozenset[str]:
        """The items of which people said that they are right, wrong, or that it cannot be told."""
        found = self.ruling
        if found is None:
            return frozenset()
        unsure = {one.subjects[0].id for one in found.valid if one.kind == "coding"}
        return frozenset(unsure | set(found.items.changed))


@dataclass(frozen=True, kw_only=True)
class Index(Filed):
    """One state of the record.

    `lines` are in the order of their days; `raw` holds as they were read those that are renamed; `positions`, `runs` and
    `issue_runs` are kept once a page asked for them, for as long as nothing is added to what they rest on, and what `meetings`
    come down to for as long as this index is; `settled` are meetings with a day by which all that is told of them is known;
    the `shelf` holds what pages quoted.
    """

    state: State
    articles: Mapping[str, Article] = field(default_factory=dict)
    by_age: Sequence[Article] = ()
    lines: Sequence[Line] = ()
    entries: Sequence[Line] = ()
    open_start: Sequence[Line] = ()
    doubtful: Sequence[Line] = ()
    files: Mapping[str, File] = field(default_factory=dict)
    cells: Cells = field(default_factory=dict)
    spoken: Cells = field(default_factory=dict)
    issue_articles: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    statements_by: Mapping[str, int] = field(default_factory=dict)
    speakers: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    raw: Mapping[str, Line] = field(default_factory=dict)
    positions: dict[Cell, Any] = field(default_factory=dict)
    runs: dict[Cell, Run] = field(default_factory=dict)
    issue_runs: dict[str, Run] = field(default_factory=dict)
    meetings: dict[Any, Any] = field(default_factory=dict)
    settled: dict[int, tuple[dt.date, Any]] = field(default_factory=dict)
    shelf: Shelf = field(default_factory=Shelf)

    @property
    def mark(self) -> Mark:
        """How far the record had come."""
        return self.state.mark

    @property
    def made(self) -> dt.datetime:
        """When the record was looked at (UTC)."""
        return self.state.made

    @property
    def version(self) -> tuple[object, ...]:
        """What tells this state from every other: answers made from it hold for it alone."""
        return self.mark, self.made, self.state.tables.version

    @property
    def dossier(self) -> Dossier | None:
        """The dossier in force."""
        return self.state.dossier

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The issues in force, those without statements too."""
        return self.state.issues

    @property
    def failures(self) -> int:
        """How many items of input could not be taken in."""
        return self.state.failures

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of each issue, by its id."""
        return {issue.id: issue.name for issue in self.issues}

    @cached_property
    def told_in_all(self) -> Tally:
        """How many articles the record holds, and how many origins they come down to."""
        return self.tally(self.by_name)

    def origin_of(self, identifier: str) -> Origin | None:
        """The origin with that id."""
        return self._origins.get(identifier)

    @cached_property
    def _origins(self) -> dict[str, Origin]:
        return {one.id: one for one in self.state.origins.origins}

    def told_by(self, until: dt.date | None) -> Tally:
        """How many articles came out up to a day, and how many origins they come down to; those without a day never do."""
        if until is None:
            return self.told_in_all
        cut = max(bisect.bisect_right(self.by_age, until, key=age_of), self.undated_articles)
        return Tally(origins=bisect.bisect_left(self._new_origins, cut), articles=cut - self.undated_articles)

    def articles_by(self, until: dt.date | None) -> Sequence[Article]:
        """The articles that came out up to a day, oldest first; all of them where no day is asked for."""
        if until is None:
            return self.by_age
        return self.by_age[self.undated_articles : bisect.bisect_right(self.by_age, until, key=age_of)]

    @cached_property
    def undated_articles(self) -> int:
        """How many articles have no day."""
        return bisect.bisect_right(self.by_age, NEVER, key=age_of)

    @cached_property
    def _new_origins(self) -> list[int]:
        """The places among the articles by their days at which the first one of each origin stands."""
        seen: dict[str, int] = {}
        for place in range(self.undated_articles, len(self.by_age)):
            seen.setdefault(self.state.origins.key(self.by_age[place].name), place)
        return list(seen.values())

    def issue_run(self, issue: str) -> Run:
        """The statements about an issue, to be cut at any day."""
        found = self.issue_runs.get(issue)
        if found is None:
            lines = sorted(self.by_issue.get(issue, ()), key=as_made)
            found = self.issue_runs[issue] = Run(lines, self.state.origins)
        return found

    @cached_property
    def article_list(self) -> list[Article]:
        """The articles, newest first; those without a day last."""
        return list(reversed(self.by_age))

    @cached_property
    def by_name(self) -> dict[str, Article]:
        """The articles by their names."""
        return {one.name: one for one in self.articles.values()}

    @cached_property
    def parties(self) -> list[tuple[str, int]]:
        """Who acts in statements, with how many, most frequent first."""
        return sorted(self.statements_by.items(), key=lambda pair: (-pair[1], pair[0]))

    @cached_property
    def outlets(self) -> list[tuple[str, int]]:
        """The outlets with their numbers of articles, most first."""
        counts = Counter(one.outlet for one in self.articles.values() if one.outlet)
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))

    @cached_property
    def issue_list(self) -> list[tuple[Issue, Tally, int]]:
        """The issues that have statements, with their articles and statements; as the dossier has them, else most first."""
        rows = [
            (issue, self._told_of(issue.id), len(self.by_issue[issue.id]))
            for issue in self.issues
            if issue.id in self.issue_articles
        ]
        return rows if self.dossier else sorted(rows, key=lambda row: (-row[1].articles, -row[2], row[0].name))

    def _told_of(self, issue: str) -> Tally:
        """How many articles tell of an issue, and how many origins; what an article took over tells of it at its source."""
        names = self.issue_articles[issue].keys()
        shared = names & takes_over(self.state.origins)
        taking = (line for name in shared for line in self.by_article[self.by_name[name].id] if issue in line.issues)
        return self.tally(chain(names - shared, ((line.article.name, line.start) for line in taking)) if shared else names)

    @cached_property
    def clashes(self) -> dict[Cell, list[tuple[str, Line]]]:
        """By position the conflicts that its statements stand in, each with the statement."""
        found: dict[Cell, list[tuple[str, Line]]] = {}
        for head in self.state.tables.conflicts.heads:
            told = {item for side in head.items for item in side} if head.verdict == "conflict" else set()
            for name in head.articles if told else ():
                article = self.by_name.get(name)
                for line in self.by_article.get(article.id, ()) if article else ():
                    for cell in own_cells(line) if line.id in told else ():
                        found.setdefault(cell, []).append((head.id, line))
        return found

    @cached_property
    def denied(self) -> dict[Cell, list[tuple[Line, Days]]]:
        """By position the statements that tell what the party itself denies, each with the days on which that came out."""
        found: dict[Cell, list[tuple[Line, Days]]] = {}
        for one in self.state.tables.denials:
            if not is_settled(one, self.state.ruling):
                for line in self.by_article.get(one.article, ()):
                    for cell in own_cells(line) if line.id == one.told else ():
                        found.setdefault(cell, []).append((line, (one.earliest, one.latest)))
        return found

    def denied_by(self, cell: Cell, until: dt.date | None) -> frozenset[str]:
        """The statements (ids) of a position that tell what the party was known to deny as of a day."""
        where = Filter(until=until)
        return frozenset(line.id for line, days in self.denied.get(cell, ()) if touches(*days, where))

    @cached_property
    def open_codings(self) -> list[Line]:
        """The doubtful codings that nobody has decided on, the least certain first."""
        return [line for line in self.doubtful if line.id not in self.state.decided]

    def tally(self, articles: Iterable[Where]) -> Tally:
        """How many articles (by name) there are, and how many origins they come down to."""
        return self.state.origins.tally(articles)

    def told(self, lines: Iterable[Line]) -> Tally:
        """How many articles tell these lines, and how many origins they come down to."""
        return tally_of(self.state.origins, lines)

    def run(self, cell: Cell) -> Run:
        """The statements that a position rests on."""
        found = self.runs.get(cell)
        if found is None:
            found = self.runs[cell] = Run(self.cells.get(cell, ()), self.state.origins)
        return found

    def choose(
        self, where: Filter, kinds: Sequence[str] = ("statement",), outlet: str | None = None, turn: Turn | None = None
    ) -> list[Line]:
        """The lines of these kinds that pass the filter, in the order of their days; `where.issue` is an issue's id.

        As of a day, what was announced by then for a later day is among them. With `turn` only statements that take it.
        """
        least, settled = self._least(where, kinds, outlet, turn)
        until, lines = where.until, least
        if until is not None:  # lines stand by their first day: what begins later is cut off, but for open beginnings
            lines = least[: bisect.bisect_right(least, until, key=first_day)]
        if "kind" not in settled:
            lines = [line for line in lines if line.kind in kinds]
        lines = narrowed(lines, where, outlet, settled)
        found = lines if isinstance(lines, list) and lines is not least else list(lines)  # copied once: many are long
        if until is not None:
            late = sorted(self.later(where, until, kinds, outlet), key=by_day)
            found += late if turn is None else [line for line in late if turn_of(line.act) == turn]
        return found

    def back(self, where: Filter, turn: Turn | None = None) -> Iterator[Line]:
        """The statements that pass the filter, the newest first and those without a day last: for who needs only some of them.

        With `turn` only those that take it, but for what was announced for a later day.
        """
        least, settled = self._least(where, ("statement",), None, turn)
        if where.until is not None:
            yield from sorted(self.later(where, where.until, ("statement",), None), key=by_day, reverse=True)
        dated = bisect.bisect_right(least, where.until or LAST_DAY, key=first_day)
        found = (least[place] for place in range(dated - 1, -1, -1))
        if msgspec.structs.replace(where, until=None, issue=None if "issue" in settled else where.issue) == Filter():
            yield from found  # what began by a day is known by it: nothing else is asked
        else:
            yield from (line for line in found if passes(line, where, ("statement",)))
        if where.until is None:
            yield from (line for line in least[dated:] if passes(line, where, ("statement",)))

    def _least(
        self, where: Filter, kinds: Sequence[str], outlet: str | None, turn: Turn | None = None
    ) -> tuple[Sequence[Line], tuple[str, ...]]:
        """The shortest file that holds all that is asked for, with what need not be looked at any more in its lines."""
        if turn is not None:
            return self.by_turn.get((turn, where.issue or ""), ()), ("kind", "issue")
        return min(self._filed_under(where, kinds, outlet), key=lambda one: len(one[0]))

    def later(self, where: Filter, until: dt.date, kinds: Sequence[str], outlet: str | None = None) -> Iterator[Line]:
        """The lines that stand under a later day and are known by `until` all the same."""
        yield from (line for line in self.open_start if first_day(line) > until and passes(line, where, kinds, outlet))
        for line in self.announced_by(until, kinds):
            if line.earliest is not None and line.earliest > until and passes(line, where, kinds, outlet):
                yield line

    def announced_by(self, day: dt.date, kinds: Sequence[str]) -> Iterator[Line]:
        """What an article of up to a day announced, or called off, for days of which the last is not before the day's month."""
        for key in ((kind, month) for kind in kinds for month in (month_of(day), BEYOND)):
            for line in self.announced.get(key, ()):
                first = line.article.earliest or line.article.latest
                if first is not None and first <= day:
                    yield line

    def of_person(self, name: str, where: Filter) -> list[Line]:
        """What a person says, and the meetings that name it, that pass the filter, in the order of their days."""
        kinds = ("statement", "forecast", "meeting")
        lines = {line.id: line for line in (*self.by_speaker.get(name, ()), *self.by_person.get(name, ()))}
        return sorted((line for line in lines.values() if passes(line, where, kinds)), key=by_day)

    def undated(self, where: Filter, kinds: Sequence[str] = ("statement",), outlet: str | None = None) -> int:
        """How many lines a filter by days leaves out because they have none; 0 where it asks for all days."""
        if where.since is None and where.until is None:
            return 0
        least, settled = self._least(where, kinds, outlet)
        tail: Sequence[Line] = least[bisect.bisect_left(least, dt.date.max, key=first_day) :]  # they stand last in every file
        if "kind" not in settled:
            tail = [line for line in tail if line.kind in kinds]
        return len(narrowed(tail, msgspec.structs.replace(where, since=None, until=None), outlet, settled))

    def _filed_under(
        self, where: Filter, kinds: Sequence[str], outlet: str | None
    ) -> Iterator[tuple[Sequence[Line], tuple[str, ...]]]:
        """The files that hold all that is asked for, each with what need not be looked at any more in its lines."""
        only = kinds[0] if len(kinds) == 1 else None
        said = ("kind",) if only == "statement" else ()
        yield (self.kinds.get(only, ()), ("kind",)) if only else (self.lines, ())
        if where.party is not None and only:
            yield self.by_part.get((where.party, only), ()), ("kind", "party")
        elif where.party is not None:
            yield self.by_party.get(where.party, ()), ("party",)
        if where.act is not None:
            yield self.by_act.get(where.act, ()), (*said, "act")
        if where.issue is not None:
            yield self.by_issue.get(where.issue, ()), (*said, "issue")
        if where.article is not None:
            yield self.by_article.get(where.article, ()), ("article",)
        if outlet is not None:
            yield self.by_outlet.get(outlet, ()), ("outlet",)

    def as_of(self, until: dt.date | None = None) -> tuple[dt.date | None, dt.date | None]:
        """The window in which the newest article came out, not beyond `until`."""
        first, last = self._newest_window
        return (min(first, until) if first and until else first), (min(last, until) if last and until else last)

    @cached_property
    def _newest_window(self) -> tuple[dt.date | None, dt.date | None]:
        first = max((one.earliest for one in self.articles.values() if one.earliest), default=None)
        return first, max((one.latest for one in self.articles.values() if one.latest), default=None)

    def warm(self) -> "Index":
        """The same index with its lists and counts made, so that no page waits for them."""
        for name in (*OF_ARTICLES, "_new_origins", "names", "parties", "issue_list", "told_in_all", "clashes"):
            getattr(self, name)
        return self


def alter(
    old: Index,
    state: State,
    articles: Mapping[str, Article],
    gone: Sequence[Line],
    fresh: Sequence[Line],
    raw: Mapping[str, Line] | None = None,
) -> Index:
    """The index in a new state: without the lines that are gone, with fresh ones; what did not change is shared."""
    left, came = _countable(gone), _countable(fresh)
    cells = altered(old.cells, own_cells, as_made, gone, fresh)
    # Pages may add to what is kept while this goes on: it is copied first.
    positions, runs = (old.positions.copy(), old.runs.copy()) if old.state.origins is state.origins else ({}, {})
    parties = [Counter(side for line in lines if line.kind == "statement" for side in line.sides) for lines in (gone, fresh)]
    found = Index(
        statements_by=_counted(old.statements_by, *parties),
        speakers=_counted_by(old.speakers, _speaking(gone), _speaking(fresh)),
        positions={key: found for key, found in positions.items() if cells.get(key) is old.cells.get(key)},
        runs={key: found for key, found in runs.items() if cells.get(key) is old.cells.get(key)},
        shelf=old.shelf, state=state, articles=articles, raw=old.raw if raw is None else raw,
        by_age=_by_age(old, articles), lines=altered_list(old.lines, by_day, gone, fresh),
        entries=altered_list(old.entries, by_entry, filter(is_entry, gone), filter(is_entry, fresh)),
        doubtful=altered_list(old.doubtful, by_doubt, filter(is_doubtful, gone), filter(is_doubtful, fresh)),
        open_start=altered_list(old.open_start, by_day, filter(is_open, gone), filter(is_open, fresh)),
        files={name: altered(old.files.get(name, {}), keys, by_day, gone, fresh) for name, keys in FILES.items()},
        cells=cells, spoken=altered(old.spoken, spoken_cells, as_made, gone, fresh),
        issue_articles=_counted_by(old.issue_articles, left, came),
    )  # fmt: skip
    if old.state.tables.conflicts is state.tables.conflicts and not gone and "clashes" in vars(old):
        vars(found)["clashes"] = old.clashes  # what came in is in no conflict that is known
    if old.state.tables.meetings is state.tables.meetings and not gone:
        found.settled.update(old.settled.copy())
    if old.state.origins is state.origins:
        vars(found)["issue_runs"].update(_kept(old, found))
    if articles is old.articles:
        vars(found).update({name: vars(old)[name] for name in OF_ARTICLES if name in vars(old)})
    return found.warm()


def _kept(old: Index, now: Index) -> dict[str, Run]:
    """The runs of the issues about which nothing is said that was not said before."""
    return {issue: run for issue, run in old.issue_runs.copy().items() if now.by_issue.get(issue) is old.by_issue.get(issue)}


def _by_age(old: Index, articles: Mapping[str, Article]) -> Sequence[Article]:
    """The articles in the order of their days, those without one first."""
    if articles is old.articles:
        return old.by_age
    gone = [one for identifier, one in old.articles.items() if articles.get(identifier) is not one]
    fresh = [one for identifier, one in articles.items() if old.articles.get(identifier) is not one]
    return altered_list(old.by_age, _age, gone, fresh)


def age_of(article: Article) -> dt.date:
    """The first day on which an article may have come out; those without one stand before all others."""
    return article.earliest or article.latest or NEVER


def _age(article: Article) -> tuple[dt.date, str]:
    return age_of(article), article.name


OF_ARTICLES = ("article_list", "by_name", "outlets", "undated_articles", "_newest_window")  # what only new articles change


def _countable(lines: Iterable[Line]) -> dict[str, Counter[str]]:
    """The statements by issue and article."""
    issues: dict[str, Counter[str]] = {}
    for line in lines:
        for issue in line.issues:
            issues.setdefault(issue, Counter())[line.article.name] += 1
    return issues


def _counted(old: Mapping[str, int], gone: Mapping[str, int], fresh: Mapping[str, int]) -> dict[str, int]:
    found = dict(old)
    for key, number in fresh.items():
        found[key] = found.get(key, 0) + number
    for key, number in gone.items():
        found[key] = found.get(key, 0) - number
        if not found[key]:
            del found[key]
    return found


def _counted_by(
    old: Mapping[str, Mapping[str, int]], gone: Mapping[str, Counter[str]], fresh: Mapping[str, Counter[str]]
) -> dict[str, Mapping[str, int]]:
    found = dict(old)
    for key in {*gone, *fresh}:
        counts = _counted(found.get(key, {}), gone.get(key, {}), fresh.get(key, {}))
        if counts:
            found[key] = counts
        else:
            found.pop(key, None)
    return found


def _speaking(lines: Iterable[Line]) -> dict[str, Counter[str]]:
    """By party how often each person speaks for it."""
    found: dict[str, Counter[str]] = {}
    for line in lines:
        for party, person in voices(line):
            found.setdefault(party, Counter())[person] += 1
    return found
