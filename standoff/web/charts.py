"""Charts as SVG, drawn here without network: date windows as bars, figures as ranges. Each has its table on the page."""

import datetime as dt
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from standoff.core.errors import NotFound
from standoff.relating.timeline import MODE_OF
from standoff.report.words import names_of, parties_of, party_of
from standoff.web.ask import Asked
from standoff.web.cells import stance_word
from standoff.web.index import Index, passes, touches
from standoff.web.lines import Line
from standoff.web.pages import figures, series
from standoff.web.pages.timeline import SIZE, chosen
from standoff.web.shown import paged

ASKED_TIMELINE = ("party", "act", "issue", "outlet", "kind", "month", "since", "until", "order", "page", "theme")
ASKED_ISSUE = ("party", "act", "since", "until", "theme")
ASKED_SERIES = (*series.ASKED, "theme")
ASKED_FIGURES = (*figures.ASKED, "theme")
MOST_LANES, MOST_BARS = 12, 400
WIDTH = 760
LONG = 400  # days of a chart from which months are named instead of days, years from four times as many
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"  # of one width here, where labels are measured, and in the browser
# Three colours and their dark twins that people with each kind of colour blindness tell apart (after Okabe and Ito), each
# with its own place or dash besides, so that no chart speaks by colour alone.
MODES = ("happened", "said", "planned")
STANCES = ("for", "open", "against")


@dataclass(frozen=True, kw_only=True)
class Theme:
    """The colours of a chart on light or on dark paper."""

    ink: str
    soft: str
    rule: str
    first: str
    second: str
    third: str
    stances: tuple[str, str, str]
    more: tuple[str, ...]


THEMES = {
    "light": Theme(
        ink="#1c1b19", soft="#5d5a54", rule="#d9d5ca", first="#0072b2", second="#b35a00", third="#5b3a8c",
        stances=("#17613a", "#1f4e9e", "#9c1f19"),
        more=("#0072b2", "#b35a00", "#00795a", "#5b3a8c", "#8a6d00", "#9c1f19", "#5d5a54"),
    ),
    "dark": Theme(
        ink="#e9e6df", soft="#aeaca5", rule="#383b42", first="#6db8ec", second="#eda24f", third="#cdb4f3",
        stances=("#86d6a6", "#a9c6ff", "#f4a69f"),
        more=("#6db8ec", "#eda24f", "#5fd0ab", "#cdb4f3", "#e3cf5a", "#f4a69f", "#aeaca5"),
    ),
}  # fmt: skip
# The drawing engine is one for the process and not made for several threads at once.
_DRAWING = threading.Lock()


def timeline_chart(asked: Asked, index: Index) -> str:
    """The entries of one page of the timeline: a lane a party, a window of days as a bar as long as it is."""
    part, _ = paged(asked, chosen(asked, index), SIZE)
    rows = [_bar(line, _mode(line), asked.where.party) for line in part]
    return _lanes([row for row in rows if row], MODES, asked.get("theme", "light"))


def issue_chart(asked: Asked, index: Index, issue: str) -> str:
    """The stances on an issue: a lane a party, a bar a statement, over its window of days."""
    lines = [
        line
        for (of, party), run in index.cells.items()
        if of == issue and asked.where.party in (None, party)
        for line in run
        if passes(line, asked.where, ("statement",))
    ]
    unique = list({line.id: line for line in lines}.values())[-MOST_BARS:]
    rows = [_bar(line, str(stance_word(line)), asked.where.party) for line in unique]
    return _lanes([row for row in rows if row], STANCES, asked.get("theme", "light"))


def figures_chart(asked: Asked, index: Index, engine: Any) -> str:
    """One group of figures over time: a rule from the lowest to the highest number told, an open end with an arrow."""
    data, _ = figures.page_of(asked, index, engine)
    if not data.groups:
        raise NotFound("this record has no such group of figures; see Figures")
    lines = data.groups[0].group.lines
    dated = [line for line in lines if line.earliest or line.latest]
    values: list[dict[str, Any]] = []
    claimers = _ranked(names_of(line.claimed_by) or line.source_words for line in dated)
    for line in dated:
        who = names_of(line.claimed_by) or line.source_words
        first = line.earliest or line.latest
        last = line.latest or line.earliest
        ends = [bound for bound in (line.low, line.high) if bound is not None]
        if first and last and ends:
            middle = first + (last - first) / 2
            values.append(
                {
                    "day": middle.isoformat(), "low": min(ends), "high": max(ends),
                    "who": who if who in claimers else "others",
                    "end": "at least" if line.high is None else "at most" if line.low is None else "range",
                }
            )  # fmt: skip
    return _ranges(values, (*claimers, "others"), asked.get("theme", "light"))


def series_chart(asked: Asked, index: Index) -> str:
    """One series over the days when its ranges were told."""
    found = series.chosen(asked, index)
    if not found or not asked.get("group"):
        raise NotFound("this record has no such series of figures; see Series")
    points = [
        (first, last, point)
        for point in index.state.tables.series.read(found[0]).points
        if touches(point.earliest, point.latest, asked.where)
        and (first := point.earliest or point.latest)
        and (last := point.latest or point.earliest)
    ]
    who = {id(point): names_of(parties_of(point.claimed_by), point.speaker or "the articles") for _, _, point in points}
    claimers = _ranked(who.values())
    values: list[dict[str, Any]] = []
    for first, last, point in points:
        ends = [bound for bound in (point.low, point.high) if bound is not None]
        if ends:
            name = who[id(point)]
            values.append(
                {
                    "day": (first + (last - first) / 2).isoformat(), "low": min(ends), "high": max(ends),
                    "who": name if name in claimers else "others",
                    "end": "at least" if point.high is None else "at most" if point.low is None else "range",
                }
            )  # fmt: skip
    return _ranges(values, (*claimers, "others"), asked.get("theme", "light"))


def _ranked(names: Iterable[str]) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return tuple(sorted(counts, key=lambda name: (-counts[name], name))[:6])


def _mode(line: Line) -> str:
    return "planned" if line.kind == "forecast" else MODE_OF.get(line.status, "said")


def _bar(line: Line, tone: str, party: str | None) -> dict[str, Any] | None:
    first, last = line.earliest or line.latest, line.latest or line.earliest
    if first is None or last is None:
        return None
    side = party if party in line.sides else line.sides[0] if line.sides else None
    lane = _short(party_of(side).name) if side else "not told"
    return {"lane": lane, "first": first.isoformat(), "last": (last + dt.timedelta(days=1)).isoformat(), "tone": tone}


def _short(name: str) -> str:
    return name if len(name) <= 24 else name[:23] + "…"


def _lanes(rows: list[dict[str, Any]], tones: tuple[str, ...], theme: str) -> str:
    import altair as alt

    colours = THEMES[theme]
    often = _ranked_lanes(rows)
    values = [row if row["lane"] in often else {**row, "lane": "others"} for row in rows]
    lanes = [*often, *(["others"] if any(row["lane"] == "others" for row in values) else [])]
    paint = colours.stances if tones == STANCES else (colours.first, colours.second, colours.third)
    scale = alt.Scale(domain=list(tones), range=list(paint))
    chart = (
        alt.Chart(_data(values or [{"lane": "nothing dated", "first": None, "last": None, "tone": tones[0]}]))
        .mark_bar(opacity=0.75, cornerRadius=1, minBandSize=5)
        .encode(
            x=alt.X("first:T", axis=_days(values)),
            x2=alt.X2("last:T"),
            y=alt.Y("lane:N", title=None, sort=lanes),
            yOffset=alt.YOffset("tone:N", sort=list(tones), scale=alt.Scale(domain=list(tones))),
            color=alt.Color("tone:N", scale=scale, legend=alt.Legend(title=None, orient="top", symbolType="square")),
        )
        .properties(width=WIDTH, height=alt.Step(11))
    )
    return _drawn(chart, colours)


def _ranked_lanes(rows: list[dict[str, Any]]) -> list[str]:
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["lane"]] = counts.get(row["lane"], 0) + 1
    return sorted(counts, key=lambda lane: (-counts[lane], lane))[:MOST_LANES]


def _ranges(values: list[dict[str, Any]], claimers: tuple[str, ...], theme: str) -> str:
    import altair as alt

    colours = THEMES[theme]
    present = [name for name in claimers if any(row["who"] == name for row in values)]
    base = alt.Chart(_data(values)).encode(
        x=alt.X("day:T", axis=_days(values)),
        color=alt.Color(
            "who:N",
            scale=alt.Scale(domain=present, range=list(colours.more[: len(present)])),
            legend=alt.Legend(title=None, orient="top", columns=3, labelLimit=230),
        ),
    )
    number = alt.Axis(title=None, format="~s")
    shapes = alt.Scale(domain=["range", "at least", "at most"], range=["circle", "triangle-up", "triangle-down"])
    ends = alt.Legend(title=None, orient="bottom", symbolFillColor=colours.soft)
    rules = base.mark_rule(strokeWidth=3).encode(y=alt.Y("low:Q", axis=number), y2=alt.Y2("high:Q"))
    points = base.mark_point(filled=True, size=70, opacity=1).encode(
        y=alt.Y("high:Q", axis=number), shape=alt.Shape("end:N", scale=shapes, legend=ends)
    )
    low = base.mark_point(filled=True, size=40, opacity=1).encode(y=alt.Y("low:Q", axis=number))
    return _drawn(alt.layer(rules, low, points).properties(width=WIDTH, height=230), colours)


def _days(values: list[dict[str, Any]]) -> Any:
    """An axis of days that is worded by how long it is."""
    import altair as alt

    days = sorted(str(row.get(name)) for row in values for name in ("first", "last", "day") if row.get(name))
    span = (dt.date.fromisoformat(days[-1]) - dt.date.fromisoformat(days[0])).days if days else 0
    form = "%Y" if span > LONG * 4 else "%b %Y" if span > LONG else "%-d %b %Y"
    ticks: Any = {"interval": "day", "step": max(1, span // 6)} if span <= LONG else 7
    return alt.Axis(title=None, format=form, tickCount=ticks, labelOverlap=True, labelFlush=False)


def _data(values: list[dict[str, Any]]) -> Any:
    import altair as alt

    return alt.Data(values=values)  # type: ignore[no-untyped-call]


def _drawn(chart: Any, colours: Theme) -> str:
    import vl_convert

    axis = {
        "labelColor": colours.ink, "titleColor": colours.soft, "gridColor": colours.rule, "domainColor": colours.rule,
        "tickColor": colours.rule, "labelFont": FONT, "labelFontSize": 13, "labelLimit": 190,
    }  # fmt: skip
    config = {
        "background": "transparent", "font": FONT, "view": {"stroke": None}, "axis": axis,
        "legend": {"labelColor": colours.ink, "labelFont": FONT, "labelFontSize": 13, "symbolStrokeWidth": 0},
    }  # fmt: skip
    specification = chart.to_dict()
    specification["config"] = config
    with _DRAWING:
        return str(vl_convert.vegalite_to_svg(specification, allowed_base_urls=[]))


@cache
def available() -> bool:
    """Whether charts can be drawn here."""
    from importlib.util import find_spec

    return find_spec("altair") is not None and find_spec("vl_convert") is not None
