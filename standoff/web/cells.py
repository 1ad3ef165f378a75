"""Positions out of an index: what each party's last statement on an issue says, as of a day."""

import bisect
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from standoff.codebook.acts import acts
from standoff.relating.tables import Stance
from standoff.report.shapes import Cell
from standoff.report.words import SYMBOLS, window_words
from standoff.store.query import Filter
from standoff.web.desk import PageDesk
from standoff.web.index import Index, touches
from standoff.web.lines import Line

MOST_PLACES = 4  # pieces of evidence in a cell: the best quotation and the newest; the rest is counted and linked


@dataclass(frozen=True, kw_only=True)
class Held:
    """A position as the index tells it: the statements it rests on, newest last, and where its present run began."""

    issue: str
    party: str
    run: Sequence[Line]
    since: Line
    best: Line
    stance: Stance
    before: str | None

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
    run = _until(index.cells.get((issue, party), []), until)
    if not run:
        return None
    last, now = run[-1], stance_of(run[-1])
    since, before = last, None
    for line in reversed(run):
        if stance_of(line) != now:
            before = stance_of(line)
            break
        since = line
    best = max((line for line in run if line.act == last.act), key=lambda line: line.certainty)
    return Held(issue=issue, party=party, run=run, since=since, best=best, stance=_of_last_day(run), before=before)


def cell_of(desk: PageDesk, found: Held) -> Cell | None:
    """The cell that shows a position; None where its statements were superseded meanwhile."""
    rows = [desk.items[line.id] for line in found.shown if line.id in desk.items]
    if not rows:
        return None
    return Cell(
        stance=found.stance, symbol=SYMBOLS[found.stance], label=acts()[found.last.act].label,
        since=window_words(found.since.earliest, found.since.latest),
        last=window_words(found.last.earliest, found.last.latest),
        before=found.before, statements=len(found.run), articles=len({line.article.id for line in found.run}),
        evidence=tuple(desk.evidence(row) for row in rows),
    )  # fmt: skip


def columns(index: Index, parties: Iterable[str], until: dt.date | None) -> list[str]:
    """The parties that hold a position as of `until`: the dossier's first, then those with most positions."""
    often: dict[str, int] = {}
    where = Filter(until=until)
    for (_, party), run in index.cells.items():
        if until is None or any(touches(line.earliest, line.latest, where) for line in run):
            often[party] = often.get(party, 0) + 1
    first = [party for party in parties if party in often]
    return first + [party for party in sorted(often, key=lambda one: (-often[one], one)) if party not in first]


def _until(run: list[Line], until: dt.date | None) -> list[Line]:
    """The statements of a cell whose days touch those up to `until`; a cell stands by last days, undated ones first."""
    if until is None:
        return run
    undated, sure = (bisect.bisect_right(run, day, key=_last_day) for day in (dt.date.min, until))
    where = Filter(until=until)
    return run[undated:sure] + [line for line in run[sure:] if touches(line.earliest, line.latest, where)]


def _last_day(line: Line) -> dt.date:
    return line.latest or line.earliest or dt.date.min


def stance_of(line: Line) -> str | None:
    """The stance that a statement's act takes."""
    return acts()[line.act].stance


def _of_last_day(run: Sequence[Line]) -> Stance:
    last = run[-1]
    same_day = {stance_of(line) for line in run if (line.earliest, line.latest) == (last.earliest, last.latest)}
    if len(same_day) > 1:
        return "mixed"
    now = stance_of(last)
    return "for" if now == "for" else "against" if now == "against" else "open"
