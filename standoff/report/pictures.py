"""The charts of a brief: its timeline, its positions over time and its figures, each beside the table that holds the same."""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from standoff.report import charts
from standoff.report.charts import MODES, STANCES, THEMES, Bar, Look, Range
from standoff.report.inline import inline
from standoff.report.phrases import group_head, series_head
from standoff.report.shapes import Brief, FigureGroup
from standoff.report.words import day_words, names_of

LEAST_DRAWN = 3  # what is dated; fewer are seen at one look in the table
MOST_CUT, LEAST_GAIN = 15, 3  # per cent of bars from long before that are cut off, where the rest gets so many times the room
MOST_GROUPS = 8  # groups of figures that are drawn, those with most figures first
NEEDED = "charts: they are drawn where the extra standoff[web] is installed; their tables are all here"


class Picture(NamedTuple):
    """A chart for wide windows and paper, and one for telephones; `note` says what of its table is not drawn."""

    wide: Markup
    narrow: Markup
    note: str = ""


def pictures_of(brief: Brief) -> dict[str, Picture]:
    """The charts by the ids of the parts of the page that they stand in; none where they cannot be drawn here."""
    return dict(_every(brief)) if charts.available() else {}


def _every(brief: Brief) -> Iterator[tuple[str, Picture]]:
    bars = [Bar(code, (one.earliest, one.latest), one.mode) for one in brief.timeline.moments for code in _codes(one.party)]
    if _is_enough(bar.days for bar in bars):
        yield "timeline", _lanes(bars, MODES, "Timeline: a lane a party, a bar an entry over its window of days")
    for place, lanes in enumerate(brief.lanes):
        bars = [Bar(one.party.code, (one.earliest, one.latest), one.stance) for one in lanes.stands]
        if _is_enough(bar.days for bar in bars):
            yield f"lanes-{place}", _lanes(bars, STANCES, f"Positions on {lanes.name}: a lane a party, a bar a window of days")
    for place, group in enumerate(brief.figures[:MOST_GROUPS]):
        yield from _ranges(f"figures-{place}", _told(group), group_head(group))
    for place, series in enumerate(brief.series):
        told = [Range((one.earliest, one.latest), one.low, one.high, one.claimed_by) for one in series.points]
        yield from _ranges(f"series-{place}", told, series_head(series))


def _codes(parties: Iterable[object]) -> list[str | None]:
    return [getattr(party, "code", None) for party in parties] or [None]


def _told(group: FigureGroup) -> list[Range]:
    return [
        Range((line.earliest, line.latest), line.low, line.high, names_of(line.claimed_by) or line.source_words)
        for line in group.lines
    ]


def _is_enough(days: Iterable[tuple[object, object]]) -> bool:
    return sum(any(two) for two in days) >= LEAST_DRAWN


def _lanes(bars: list[Bar], tones: tuple[str, ...], label: str) -> Picture:
    start = _first_day(bars)
    near = [bar for bar in map(partial(_from, start), bars) if bar is not None] if start else bars
    looks = (Look(colours=THEMES["light"], narrow=narrow) for narrow in (False, True))
    wide, narrow = (inline(charts.lanes(near, tones, look), f"{label}; the table below holds the same.") for look in looks)
    return Picture(wide, narrow, f"What lies before {day_words(start)} is cut off here." if start else "")


def _first_day(bars: Iterable[Bar]) -> dt.date | None:
    """The day from which on a chart is drawn where a few bars from long before would leave the rest no room; None for all."""
    firsts = sorted(first for bar in bars if (first := bar.days[0] or bar.days[1]))
    lasts = [last for bar in bars if (last := bar.days[1] or bar.days[0])]
    start = firsts[len(firsts) * MOST_CUT // 100] if firsts else dt.date.max
    return start if firsts and (max(lasts) - start) * LEAST_GAIN <= max(lasts) - firsts[0] else None


def _from(start: dt.date, bar: Bar) -> Bar | None:
    """What lies on or after a day of a bar, if anything does."""
    first, last = bar.days
    if not any(bar.days) or (last is not None and last < start):
        return None
    return bar._replace(days=(max(first or start, start), last))


def _ranges(name: str, told: list[Range], what: str) -> Iterator[tuple[str, Picture]]:
    known = [one for one in told if any(one.days) and (one.low, one.high) != (None, None)]
    if len(known) < LEAST_DRAWN:
        return
    drawn = (charts.ranges(known, Look(colours=THEMES["light"], narrow=narrow)) for narrow in (False, True))
    label = f"Ranges over time by claimer: {what}; the table below holds the same."
    yield name, Picture(*(inline(svg, label) for svg in drawn))
