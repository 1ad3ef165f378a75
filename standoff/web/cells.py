"""Positions out of an index: what each party's last own statements on an issue say, as of a day."""

import bisect
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from standoff.codebook.acts import acts
from standoff.relating.positions import stance_of, state_of_day
from standoff.relating.tables import Stance, State
from standoff.report.shapes import Cell
from standoff.report.words import SYMBOLS, window_words
from standoff.store.origins_views import OriginIndex, Tally
from standoff.store.query import Filter
from standoff.web.desk import PageDesk
from standoff.web.index import NEVER, Index, touches
from standoff.web.lines import Line

MOST_PLACES = 3  # pieces of evidence in a cell: the best quotation and the newest; the rest is counted and linked


@dataclass(frozen=True, kw_only=True)
class Held:
    """A position as the index tells it: the statements it rests on, newest last, and where its present state began."""

    issue: str
    party: str
    run: Sequence[Line]
    since: Line
    best: Line
    stance: Stance
    state: State
    before: Stance | None
    origins: OriginIndex
    until: dt.date | None = None

    @cached_property
    def told(self) -> Tally:
        """How many articles, and origins, it rests on."""
        return self.origins.tally(line.article.name for line in self.run)

    def conflicts(self, index: Index) -> tuple[str, ...]:
        """The conflicts that its statements stand in, as an index has them."""
        where = Filter(until=self.until)
        found = index.clashes.get((self.issue, self.party), ())
        return tuple(dict.fromkeys(one for one, line in found if touches(line.earliest, line.latest, where)))

    @property
    def last(self) -> Line:
        """The statement that set it."""
        return self.run[-1]

    @property
    def shown(self) -> list[Line]:
        """The statements that a cell quotes, the best first."""
        return list(dict.fromkeys((self.best, *reversed(self.run[-MOST_PLACES:]))))[:MOST_PLACES]


def held(index: Index, issue: str, party: str, until: dt.date | None = None) -> Held | None:
    """A party's position on an issue as of `until`, by the rules of `relating.positions`; None where it took none."""
    if until is not None:
        return _held(index, issue, party, until_day(index.cells.get((issue, party), ()), until), until)
    key = (issue, party)
    if key not in index.positions:
        index.positions[key] = _held(index, issue, party, index.cells.get(key, ()))
    found: Held | None = index.positions[key]
    return found


def _held(index: Index, issue: str, party: str, run: Sequence[Line], until: dt.date | None = None) -> Held | None:
    if not run:
        return None
    now: State | None = None
    before: Stance | None = None
    present: list[Line] = []
    for day in _days_back(run):
        state = state_on(day)
        if now is not None and state != now:
            before = stance_of(state, day[-1].act)
            break
        now, present = state, [*day, *present]
    assert now is not None  # noqa: S101 - a run has a day; this tells the type checker
    showing = [line for line in present if acts()[line.act].position == now] or present
    return Held(
        issue=issue, party=party, run=run, since=present[0], best=max(showing, key=lambda line: line.certainty),
        stance=stance_of(now, run[-1].act), state=now, before=before, origins=index.state.origins, until=until,
    )  # fmt: skip


def state_on(day: Sequence[Line]) -> State:
    """The state that the statements of one window of days show together."""
    return state_of_day([line.act for line in day], [line.article.name for line in day])


def _days_back(run: Sequence[Line]) -> Iterator[list[Line]]:
    """The statements of each window of days, the last one first."""
    for _, day in groupby(reversed(run), key=lambda line: (line.earliest, line.latest)):
        yield list(day)[::-1]


def cell_of(desk: PageDesk, found: Held) -> Cell | None:
    """The cell that shows a position; None where its statements were superseded meanwhile."""
    rows = [desk.items[line.id] for line in found.shown if line.id in desk.items]
    if not rows:
        return None
    return Cell(
        stance=found.stance, symbol=SYMBOLS[found.stance], label=acts()[found.last.act].label,
        since=window_words(found.since.earliest, found.since.latest),
        last=window_words(found.last.earliest, found.last.latest), before=found.before, statements=len(found.run),
        articles=found.told.articles, origins=found.told.origins, evidence=tuple(desk.evidence(row) for row in rows),
    )  # fmt: skip


def columns(index: Index, parties: Iterable[str], until: dt.date | None) -> list[str]:
    """The parties that hold a position as of `until`: the dossier's first, then those with most positions."""
    often: dict[str, int] = {}
    for (_, party), run in index.cells.items():
        if until is None or _begins(run, until):
            often[party] = often.get(party, 0) + 1
    first = [party for party in parties if party in often]
    return first + [party for party in sorted(often, key=lambda one: (-often[one], one)) if party not in first]


def _begins(run: Sequence[Line], until: dt.date) -> bool:
    """Whether any statement's days touch those up to `until`."""
    dated = run[_undated(run) :]
    return bool(dated) and (_first_day(dated[0]) <= until or any(line.earliest is None for line in dated))


def until_day(run: Sequence[Line], until: dt.date) -> Sequence[Line]:
    """The statements of a cell whose days touch those up to `until`; undated ones, which stand first, never do."""
    sure = bisect.bisect_right(run, until, key=_first_day)
    later = [line for line in run[sure:] if line.earliest is None and line.latest is not None]
    found = run[_undated(run) : sure]
    return [*found, *later] if later else found


def _undated(run: Sequence[Line]) -> int:
    """How many statements without a day stand first."""
    return 0 if not run or _first_day(run[0]) != NEVER else bisect.bisect_right(run, NEVER, key=_first_day)


def _first_day(line: Line) -> dt.date:
    return line.earliest or line.latest or NEVER


def stance_word(line: Line) -> str | None:
    """The stance that a statement's act takes."""
    return acts()[line.act].stance
