"""The index: all lines of one state of the record, filed by what pages filter by. Never changed once made."""

import bisect
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from standoff.codebook.acts import acts
from standoff.codebook.dossier import Dossier, Issue
from standoff.store.lookup import Mark
from standoff.store.query import Filter
from standoff.web.lines import Article, Line

Cells = dict[tuple[str, str], list[Line]]


@dataclass(frozen=True, kw_only=True)
class Index:
    """One state of the record; `lines` are in the order of their days, `made` is when it was taken (UTC)."""

    mark: Mark
    made: dt.datetime
    lines: Sequence[Line]
    articles: dict[str, Article]
    issues: tuple[Issue, ...]
    dossier: Dossier | None
    failures: int
    read_for_issues: int
    names: dict[str, str] = field(default_factory=dict)

    @cached_property
    def kinds(self) -> dict[str, list[Line]]:
        """The lines of each kind."""
        return _filed(self.lines, lambda line: (line.kind,))

    @cached_property
    def by_party(self) -> dict[str, list[Line]]:
        """The lines that each party acts in."""
        return _filed(self.lines, lambda line: line.sides)

    @cached_property
    def by_act(self) -> dict[str, list[Line]]:
        """The statements of each act."""
        return _filed(self.kinds.get("statement", ()), lambda line: (line.act,))

    @cached_property
    def by_issue(self) -> dict[str, list[Line]]:
        """The statements about each issue."""
        return _filed(self.kinds.get("statement", ()), lambda line: line.issues)

    @cached_property
    def by_article(self) -> dict[str, list[Line]]:
        """The lines of each article, by its id."""
        return _filed(self.lines, lambda line: (line.article.id,))

    @cached_property
    def by_outlet(self) -> dict[str, list[Line]]:
        """The lines of each outlet."""
        return _filed(self.lines, lambda line: (line.article.outlet or "",))

    @cached_property
    def by_speaker(self) -> dict[str, list[Line]]:
        """The statements and forecasts of each person."""
        return _filed(self.lines, lambda line: (line.speaker,) if line.speaker else ())

    @cached_property
    def cells(self) -> Cells:
        """The statements that take a stance, by issue and party, in the order of their last days."""
        found: Cells = defaultdict(list)
        for line in self.kinds.get("statement", ()):
            if acts()[line.act].stance is not None:
                for issue in line.issues:
                    for party in line.sides:
                        found[issue, party].append(line)
        for run in found.values():
            run.sort(key=_when)
        return dict(found)

    @cached_property
    def article_list(self) -> list[Article]:
        """The articles, newest first; those without a day last."""
        return sorted(self.articles.values(), key=lambda one: (_newest(one), one.name), reverse=True)

    @cached_property
    def parties(self) -> list[tuple[str, int]]:
        """Who acts in statements, with how many, most frequent first."""
        counts = Counter(party for line in self.kinds.get("statement", ()) for party in line.sides)
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))

    @cached_property
    def outlets(self) -> list[tuple[str, int]]:
        """The outlets with their numbers of articles, most first."""
        counts = Counter(one.outlet for one in self.articles.values() if one.outlet)
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))

    @cached_property
    def issue_list(self) -> list[tuple[Issue, int, int]]:
        """The issues that have statements, with how many articles and statements; as the dossier has them, else most first."""
        rows = [
            (issue, len({line.article.id for line in found}), len(found))
            for issue in self.issues
            if (found := self.by_issue.get(issue.id))
        ]
        return rows if self.dossier else sorted(rows, key=lambda row: (-row[1], -row[2], row[0].name))

    def choose(self, where: Filter, kinds: Sequence[str] = ("statement",), outlet: str | None = None) -> list[Line]:
        """The lines of these kinds that pass the filter, in the order of their days; `where.issue` is an issue's id."""
        least = min(self._filed_under(where, kinds, outlet), key=len)
        later: list[Line] = []
        if where.until is not None:  # lines stand by their first day: what begins later is cut off, but for open beginnings
            cut = bisect.bisect_right(least, where.until, key=first_day)
            later = [line for line in self.open_start if first_day(line) > where.until and passes(line, where, kinds, outlet)]
            least = least[:cut]
        if len(kinds) == 1 and (where, outlet) == (Filter(until=where.until), None):
            return [*least, *later]
        return [*(line for line in least if passes(line, where, kinds, outlet)), *later]

    @cached_property
    def open_start(self) -> list[Line]:
        """The lines of which only the last possible day is known."""
        return [line for line in self.lines if line.earliest is None and line.latest is not None]

    @cached_property
    def entries(self) -> list[Line]:
        """The lines that stand in the timeline: statements that only code a meeting are left to the meeting's own."""
        return [line for line in self.lines if line.kind != "figure" and line.act != "meet"]

    @cached_property
    def entry_months(self) -> dict[str, int]:
        """How many lines of the timeline stand in each month."""
        return Counter(line.month for line in self.entries)

    def _filed_under(self, where: Filter, kinds: Sequence[str], outlet: str | None) -> Iterator[Sequence[Line]]:
        yield self.kinds.get(kinds[0], []) if len(kinds) == 1 else self.lines
        if where.party is not None:
            yield self.by_party.get(where.party, [])
        if where.act is not None:
            yield self.by_act.get(where.act, [])
        if where.issue is not None:
            yield self.by_issue.get(where.issue, [])
        if where.article is not None:
            yield self.by_article.get(where.article, [])
        if outlet is not None:
            yield self.by_outlet.get(outlet, [])

    def as_of(self, until: dt.date | None = None) -> tuple[dt.date | None, dt.date | None]:
        """The window in which the newest article came out, not beyond `until`."""
        first, last = self._newest_window
        return (min(first, until) if first and until else first), (min(last, until) if last and until else last)

    @cached_property
    def _newest_window(self) -> tuple[dt.date | None, dt.date | None]:
        first = max((one.earliest for one in self.articles.values() if one.earliest), default=None)
        return first, max((one.latest for one in self.articles.values() if one.latest), default=None)

    def warm(self) -> "Index":
        """The same index with everything filed, so that no page waits for it."""
        for name in ("kinds", "by_party", "by_act", "by_issue", "by_article", "by_outlet", "by_speaker", "cells"):
            getattr(self, name)
        for name in (
            "article_list",
            "parties",
            "outlets",
            "issue_list",
            "_newest_window",
            "open_start",
            "entries",
            "entry_months",
        ):
            getattr(self, name)
        return self


def passes(line: Line, where: Filter, kinds: Sequence[str], outlet: str | None = None) -> bool:
    """Whether a line passes a filter: its days touch the filter's, and it is of the party, act, issue, article and outlet."""
    return (
        line.kind in kinds
        and (where.party is None or where.party in line.sides)
        and (where.act is None or where.act == line.act)
        and (where.issue is None or where.issue in line.issues)
        and (where.article is None or where.article == line.article.id)
        and (outlet is None or outlet == (line.article.outlet or ""))
        and touches(line.earliest, line.latest, where)
    )


def touches(earliest: dt.date | None, latest: dt.date | None, where: Filter) -> bool:
    """Whether a window of days (null = open) touches the days of the filter; what has no days at all never does."""
    if where.since is None and where.until is None:
        return True
    if earliest is None and latest is None:
        return False
    late_enough = where.since is None or latest is None or latest >= where.since
    return late_enough and (where.until is None or earliest is None or earliest <= where.until)


def first_day(line: Line) -> dt.date:
    """The first day that a line stands under; undated ones stand after all others."""
    return line.earliest or line.latest or dt.date.max


def _filed(lines: Iterable[Line], keys: Callable[[Line], Iterable[str]]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        for key in keys(line):
            found[key].append(line)
    return dict(found)


def _when(line: Line) -> tuple[dt.date, dt.date, str, int]:
    never = dt.date.min
    return line.latest or line.earliest or never, line.earliest or never, line.article.name, line.start


def _newest(one: Article) -> dt.date:
    return one.earliest or one.latest or dt.date.min
