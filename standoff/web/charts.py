"""Which entries, positions and figures a chart shows; how they are drawn is the report's. Each has its table on the page."""

import datetime as dt
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from standoff.core.errors import NotFound
from standoff.relating.positions import stance_of
from standoff.relating.timeline import MODE_OF
from standoff.report.charts import MODES, STANCES, THEMES, Bar, Look, Range, available, lanes, ranges
from standoff.report.words import names_of, parties_of
from standoff.store.query import touches
from standoff.web.ask import Asked
from standoff.web.cells import state_on
from standoff.web.index import Index
from standoff.web.lines import Line
from standoff.web.pages import figures, series
from standoff.web.pages.timeline import SIZE, chosen
from standoff.web.shown import paged

__all__ = ["THEMES", "available", "figures_chart", "issue_chart", "series_chart", "timeline_chart"]

ASKED_TIMELINE = ("party", "act", "issue", "outlet", "kind", "month", "since", "until", "order", "page", "theme", "size")
ASKED_ISSUE = ("party", "act", "since", "until", "theme", "size")
ASKED_SERIES = (*series.ASKED, "theme", "size")
ASKED_FIGURES = (*figures.ASKED, "theme", "size")
MOST_BARS = 400


def _look(asked: Asked) -> Look:
    return Look(colours=THEMES[asked.get("theme", "light")], narrow=asked.get("size") == "narrow")


def timeline_chart(asked: Asked, index: Index) -> str:
    """The entries of one page of the timeline: a lane a party, a window of days as a bar as long as it is."""
    part, _ = paged(asked, chosen(asked, index), SIZE)
    party = asked.where.party
    bars = [
        Bar(side, line.days, _mode(line))
        for line in part
        for side in ((party,) if party in line.sides else line.sides or (None,))
    ]  # fmt: skip
    return lanes(bars, MODES, _look(asked))


def issue_chart(asked: Asked, index: Index, issue: str) -> str:
    """One issue in swim lanes: a bar a statement, coloured by the stance that its day shows, as the cells have it."""
    parties = [party for of, party in index.cells if of == issue and asked.where.party in (None, party)]
    bars = [bar for party in parties for bar in _stances(asked, index, (issue, party))]
    newest = sorted(bars, key=lambda bar: bar.days[0] or bar.days[1] or dt.date.min)[-MOST_BARS:]
    return lanes(newest, STANCES, _look(asked))


def _stances(asked: Asked, index: Index, cell: tuple[str, str]) -> Iterator[Bar]:
    """The statements of one position, each with the stance that all of its day show together."""
    where, run = asked.where, index.run(cell)
    lines = run.lines if where.until is None else run.until(where.until)
    for days, same in groupby(lines, key=lambda line: (line.earliest, line.latest)):
        day = list(same)
        state = state_on(day)
        for line in day if touches(*days, where) else ():
            if where.act in (None, line.act):
                yield Bar(cell[1], days, stance_of(state, line.act))


def figures_chart(asked: Asked, index: Index, engine: Any) -> str:
    """One group of figures over time: a rule from the lowest to the highest number told, an open end with an arrow."""
    data, _ = figures.page_of(asked, index, engine)
    if not data.groups:
        raise NotFound("this record has no such group of figures; see Figures")
    lines = data.groups[0].group.lines
    told = [
        Range((line.earliest, line.latest), line.low, line.high, names_of(line.claimed_by) or line.source_words) for line in lines
    ]
    return ranges(told, _look(asked))


def series_chart(asked: Asked, index: Index) -> str:
    """One series over the days when its ranges were told."""
    found = series.chosen(asked, index)
    if not found or not asked.get("group"):
        raise NotFound("this record has no such series of figures; see Series")
    points = [
        point for point in index.state.tables.series.read(found[0]).points if touches(point.earliest, point.latest, asked.where)
    ]
    told = [
        Range((one.earliest, one.latest), one.low, one.high, names_of(parties_of(one.claimed_by), one.speaker or "the articles"))
        for one in points
    ]
    return ranges(told, _look(asked))


def _mode(line: Line) -> str:
    if line.kind == "forecast":
        return "planned" if line.window else "said"
    return MODE_OF.get(line.status, "said")
