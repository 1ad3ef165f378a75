"""Positions out of an index: what each party's last own statements on an issue say, as of a day."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from standoff.codebook.acts import acts
from standoff.relating.placing import told_best
from standoff.relating.positions import stance_of, state_of_day
from standoff.relating.tables import Stance, State
from standoff.report.shapes import Cell
from standoff.report.words import SYMBOLS, window_words
from standoff.store.origins_views import Tally
from standoff.store.query import Filter, touches
from standoff.web.desk import PageDesk
from standoff.web.index import Index
from standoff.web.lines import Line
from standoff.web.runs import Run, tally_of

MOST_PLACES = 2  # pieces of evidence in a cell: the best quotation and the newest; the rest is counted and linked


@dataclass(frozen=True, kw_only=True)
class Held:
    """A position as the index tells it: the statements it rests on, newest last, and where its present state began.

    The last so many `steps` of them show its present state.
    """

    issue: str
    party: str
    run: Sequence[Line]
    since: Line
    act: str
    best: Line
    stance: Stance
    state: State
    before: Stance | None
    whole: Run
    steps: int
    until: dt.date | None = None

    @cached_property
    def told(self) -> Tally:
        """How many articles, and origins, it rests on."""
        if self.until is not None:
            return self.whole.told(self.until)
        return tally_of(self.whole.origins, self.run)

    def conflicts(self, index: Index) -> tuple[str, ...]:
        """The conflicts that its statements stand in, as an index has them."""
        where = Filter(until=self.until)
        found = index.clashes.get((self.issue, self.party), ())
        return tuple(dict.fromkeys(one for one, line in found if touches(line.earliest, line.latest, where)))

    def is_disputed(self, index: Index) -> bool:
        """Whether it rests on an act that the party itself is known to deny."""
        denied = index.denied_by((self.issue, self.party), self.until)
        return bool(denied) and any(line.id in denied for line in self.run[-self.steps :])

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
    key = (issue, party)
    if until is not None:
        return _held(key, index.run(key), until)
    if key not in index.positions:
        index.positions[key] = _held(key, index.run(key), None)
    found: Held | None = index.positions[key]
    return found


def held_by(issue: str, holder: str, run: Run) -> Held | None:
    """A position that rests on these statements, whoever holds it: a person's own ones, say; None where there are none."""
    return _held((issue, holder), run, None)


def since_when(run: Run, until: dt.date | None, first: dt.date | None = None) -> Line | None:
    """The first statement of a position's present state as of a day; None where it took none. Makes no list of all of them.

    With `first` it is enough to know whether the state surely began on or after that day: None where it did not.
    """
    since: Line | None = None
    now: State | None = None
    for day in _days_back(run.back(until)):
        state = state_on(day)
        if now not in (None, state):
            break
        if first is not None and not (day[0].earliest and day[0].earliest >= first):
            return None
        now, since = state, day[0]
    return since


def _held(key: tuple[str, str], whole: Run, until: dt.date | None) -> Held | None:
    run = whole.lines if until is None else whole.until(until)
    if not run:
        return None
    now: State | None = None
    before: Stance | None = None
    present: list[Line] = []
    for day in _days_back(reversed(run)):
        state = state_on(day)
        if now is not None and state != now:
            before = stance_of(state, day[-1].act)
            break
        now, present = state, [*day, *present]
    assert now is not None  # noqa: S101 - a run has a day; this tells the type checker
    showing = [line for line in present if acts()[line.act].position == now] or present
    return Held(
        issue=key[0], party=key[1], run=run, since=present[0],
        act=showing[-1].act, best=max(showing, key=lambda line: told_best(line, key[0])),
        stance=stance_of(now, showing[-1].act), state=now, before=before, whole=whole, until=until,
        steps=len(present),
    )  # fmt: skip


def state_on(day: Sequence[Line]) -> State:
    """The state that the statements of one window of days show together."""
    if len(day) == 1:
        return acts()[day[0].act].position or "mixed"  # what is below comes to the same, and most days have one
    return state_of_day([line.act for line in day], [line.article.name for line in day])


def _days_back(back: Iterable[Line]) -> Iterator[list[Line]]:
    """The statements of each window of days, which come the last one first."""
    for _, day in groupby(back, key=lambda line: (line.earliest, line.latest)):
        yield list(day)[::-1]


def cell_of(desk: PageDesk, found: Held) -> Cell | None:
    """The cell that shows a position; None where its statements were superseded meanwhile."""
    rows = [desk.items[line.id] for line in found.shown if line.id in desk.items]
    if not rows:
        return None
    return Cell(
        stance=found.stance, symbol=SYMBOLS[found.stance], label=acts()[found.act].label,
        since=window_words(found.since.earliest, found.since.latest),
        last=window_words(found.last.earliest, found.last.latest), before=found.before, statements=len(found.run),
        articles=found.told.articles, origins=found.told.origins, disputed=found.is_disputed(desk.index),
        evidence=tuple(desk.evidence(row) for row in rows),
    )  # fmt: skip


def columns(index: Index, parties: Iterable[str], until: dt.date | None) -> list[str]:
    """The parties that hold a position as of `until`: the dossier's first, then those with most positions."""
    often: dict[str, int] = {}
    for key in index.cells:
        party = key[1]
        if until is None or index.run(key).begins(until):
            often[party] = often.get(party, 0) + 1
    first = [party for party in parties if party in often]
    return first + [party for party in sorted(often, key=lambda one: (-often[one], one)) if party not in first]
