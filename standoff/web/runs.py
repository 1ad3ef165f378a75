"""Runs: the statements that a position rests on, cut at any day and counted without going through all of them each time."""

import bisect
import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain

from standoff.store.origins_views import OriginIndex, Tally
from standoff.web.lines import Line

NEVER = dt.date.min


class Run:
    """The statements of a party on an issue, in the order of their days, those without a day first; never changed once made."""

    def __init__(self, lines: Sequence[Line], origins: OriginIndex) -> None:
        self.lines = lines
        self.origins = origins
        self._known: tuple[dt.date, tuple[int, list[Line]]] | None = None

    @cached_property
    def _dated(self) -> int:
        """Where the statements that have a day begin."""
        undated = bool(self.lines) and _first_day(self.lines[0]) == NEVER
        return bisect.bisect_right(self.lines, NEVER, key=_first_day) if undated else 0

    @cached_property
    def _open(self) -> list[Line]:
        """Those of which only the last possible day is known: they may be of any day before it."""
        return [line for line in self.lines if line.earliest is None and line.latest is not None]

    @cached_property
    def _firsts(self) -> tuple[list[int], list[int]]:
        """The places, from the first statement with a day on, at which an article, and at which an origin, is met first."""
        articles: dict[str, int] = {}
        origins: dict[str, int] = {}
        by_place = takes_over(self.origins)
        for place in range(self._dated, len(self.lines)):
            line = self.lines[place]
            name = line.article.name
            if name not in articles or (by_place and name in by_place):
                origins.setdefault(self.origins.key_at(name, line.start), place)
            articles.setdefault(name, place)
        return list(articles.values()), list(origins.values())

    def _cut(self, until: dt.date) -> tuple[int, list[Line]]:
        """Where the statements that begin by a day end, and those further on that may begin by it; the last one is kept."""
        known = self._known
        if known is None or known[0] != until:
            sure = max(bisect.bisect_right(self.lines, until, key=_first_day), self._dated)
            self._known = known = until, (sure, [line for line in self._open if _first_day(line) > until])
        return known[1]

    @cached_property
    def _begins(self) -> dt.date:
        """The first day up to which any statement's days touch; that of no run where none has a day."""
        if self._open:
            return NEVER
        return _first_day(self.lines[self._dated]) if self._dated < len(self.lines) else dt.date.max

    def begins(self, until: dt.date) -> bool:
        """Whether any statement's days touch those up to `until`."""
        return self._begins <= until

    def until(self, day: dt.date) -> list[Line]:
        """The statements whose days touch those up to a day; those without a day never do."""
        sure, later = self._cut(day)
        return [*self.lines[self._dated : sure], *later]

    def back(self, until: dt.date | None) -> Iterator[Line]:
        """The statements whose days touch those up to a day, the last one first; without a day all of them."""
        if until is None:
            return iter(reversed(self.lines))
        sure, later = self._cut(until)
        return chain(reversed(later), map(self.lines.__getitem__, range(sure - 1, self._dated - 1, -1)))

    def is_newer(self, since: dt.date, until: dt.date | None) -> bool:
        """Whether the last statement up to a day can have been made on or after `since`."""
        sure, later = (len(self.lines), []) if until is None else self._cut(until)
        if later or sure <= self._dated:
            return bool(later)
        last = self.lines[sure - 1]
        return last.earliest is None or last.earliest >= since

    def count(self, day: dt.date) -> int:
        """How many statements have days that touch those up to a day."""
        sure, later = self._cut(day)
        return sure - self._dated + len(later)

    def told(self, until: dt.date) -> Tally:
        """How many articles, and how many origins, tell the statements up to a day."""
        sure, later = self._cut(until)
        if later:
            return tally_of(self.origins, self.until(until))
        articles, origins = (bisect.bisect_left(firsts, sure) for firsts in self._firsts)
        return Tally(origins=min(origins, articles), articles=articles)


def takes_over(origins: OriginIndex) -> Collection[str]:
    """The articles, by name, that have sentences in common with others: what they tell may have its origin elsewhere."""
    return origins.passages.held if origins.passages is not None else ()


def tally_of(origins: OriginIndex, lines: Iterable[Line]) -> Tally:
    """How many articles tell these lines, and how many origins they come down to; the place counts only where it matters."""
    shared = takes_over(origins)
    if not shared:
        return origins.tally({line.article.name for line in lines})
    return origins.tally({(name, line.start) if (name := line.article.name) in shared else name for line in lines})


def _first_day(line: Line) -> dt.date:
    return line.earliest or line.latest or NEVER
