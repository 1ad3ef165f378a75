"""Charts as SVG, drawn here without network: date windows as bars, figures as ranges. Each needs its table beside it."""

import datetime as dt
import threading
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from standoff.report.words import flat, party_of

MOST_LANES = 12
LEAST_WIDTH = 3  # pixels of a bar: a day among years is seen all the same
WIDTH, NARROW = 760, 235  # pixels between the ends of the days; the narrow one is for telephones
OTHERS = "others"  # those who do or claim too little to be named
LONGEST_LANE, LONGEST_WHO = 24, 60  # characters of a label
_UNDRAWN = frozenset({"Cf", "Cc", "Cs", "Cn", "Co"})  # categories of characters: what turns or hides text, and what no font has
LONG = 400  # days of a chart from which months are named instead of days, years from four times as many
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"  # of one width here, where labels are measured, and in the browser
OPACITY = 0.85
# The colours of each set are told apart with each kind of colour blindness too: two of a set differ by 20 or more (CIE 1976)
# under the simulations of Machado, Oliveira and Fernandes (2009) at full severity, as bars stand on their paper; each has a
# contrast of 3 or more with it.
MODES = ("happened", "said", "planned")
STANCES = ("for", "open", "against", "mixed")


class Bar(NamedTuple):
    """One bar: whose lane, over which days (null: open), in which tone."""

    party: str | None
    days: tuple[dt.date | None, dt.date | None]
    tone: str


class Range(NamedTuple):
    """One range of numbers (null: open) over its days (null: open), and who claims it."""

    days: tuple[dt.date | None, dt.date | None]
    low: int | float | None
    high: int | float | None
    who: str


@dataclass(frozen=True, kw_only=True)
class Theme:
    """The colours of a chart on light or on dark paper."""

    ink: str
    soft: str
    rule: str
    first: str
    second: str
    third: str
    stances: tuple[str, str, str, str]
    more: tuple[str, ...]


THEMES = {
    "light": Theme(
        ink="#1c1b19", soft="#5d5a54", rule="#d9d5ca", first="#2b84d6", second="#b35a00", third="#43216b",
        stances=("#2e9e5b", "#2547a8", "#7a0f0f", "#968a03"),
        more=("#2d4a70", "#0d9b79", "#df2fc4", "#7d4a18", "#a02af5", "#86860b", "#2e1016"),
    ),
    "dark": Theme(
        ink="#e9e6df", soft="#aeaca5", rule="#383b42", first="#9fd2f5", second="#e0812b", third="#9a6fe0",
        stances=("#8fe3b0", "#6f95f5", "#d9503f", "#ffe103"),
        more=("#6f8ae4", "#f2b275", "#5fe0f4", "#c24a30", "#9b3df0", "#f7f4d0", "#b0568f"),
    ),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a chart is drawn: its colours, and how wide."""

    colours: Theme
    narrow: bool = False

    @property
    def width(self) -> int:
        """Pixels between the ends of the days."""
        return NARROW if self.narrow else WIDTH


# The drawing engine is one for the process and not made for several threads at once.
_DRAWING = threading.Lock()


def _ranked(names: Iterable[str]) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return tuple(sorted(counts, key=lambda name: (-counts[name], name))[:6])


def _drawable(bars: Iterable[Bar]) -> list[dict[str, Any]]:
    """The bars that have a day as rows of a chart; a window that is open at one end reaches to the end of the chart."""
    dated = [bar for bar in bars if any(bar.days)]
    known = [day for bar in dated for day in bar.days if day]
    return [
        {
            "lane": _short(party_of(bar.party).name) if bar.party else "not told",
            "first": (bar.days[0] or min(known)).isoformat(), "tone": bar.tone,
            "last": ((bar.days[1] or max(known)) + dt.timedelta(days=1)).isoformat(),
        }
        for bar in dated
    ]  # fmt: skip


def _short(name: str, most: int = LONGEST_LANE) -> str:
    """A label on one line, without what a drawing cannot hold or what would turn the direction of its reading."""
    plain = flat("".join(character for character in flat(name) if unicodedata.category(character) not in _UNDRAWN))
    return plain if len(plain) <= most else plain[: most - 1] + "…"


def lanes(bars: Iterable[Bar], tones: tuple[str, ...], look: Look) -> str:
    """Bars in lanes, a lane a party, those with most bars first; `tones` are MODES or STANCES."""
    import altair as alt

    colours, rows = look.colours, _drawable(bars)
    often = _ranked_lanes(rows)
    rows = _wide_enough(rows, look)
    values = [row if row["lane"] in often else {**row, "lane": OTHERS} for row in rows]
    order = [*often, *([OTHERS] if any(row["lane"] == OTHERS for row in values) else [])]
    paint = colours.stances if tones == STANCES else (colours.first, colours.second, colours.third)
    scale = alt.Scale(domain=list(tones), range=list(paint))
    chart = (
        alt.Chart(_data(values or [{"lane": "nothing dated", "first": None, "last": None, "tone": tones[0]}]))
        .mark_bar(opacity=OPACITY, cornerRadius=1, minBandSize=5)
        .encode(
            x=alt.X("first:T", axis=_days(values, look), scale=_utc()),
            x2=alt.X2("last:T"),
            y=alt.Y("lane:N", title=None, sort=order),
            yOffset=alt.YOffset("tone:N", sort=list(tones), scale=alt.Scale(domain=list(tones))),
            color=alt.Color("tone:N", scale=scale, legend=alt.Legend(title=None, orient="top", symbolType="square")),
        )
        .properties(width=look.width, height=alt.Step(11))
    )
    return drawn(chart, look)


def _wide_enough(rows: list[dict[str, Any]], look: Look) -> list[dict[str, Any]]:
    """The bars of a lane, none so short that it cannot be seen."""
    span = _span(rows)
    least = dt.timedelta(days=-(-span * LEAST_WIDTH // look.width))
    return [{**row, "last": max(row["last"], (dt.date.fromisoformat(row["first"]) + least).isoformat())} for row in rows]


def _ranked_lanes(rows: list[dict[str, Any]]) -> list[str]:
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["lane"]] = counts.get(row["lane"], 0) + 1
    return sorted(counts, key=lambda lane: (-counts[lane], lane))[:MOST_LANES]


def ranges(told: Iterable[Range], look: Look) -> str:
    """Ranges of numbers over their days: a rule on a day, an area over a window, with an arrow where an end is open."""
    import altair as alt

    colours, number, values = look.colours, alt.Axis(title=None, format=",~f"), placed(told)
    present = [name for name in dict.fromkeys((*_ranked(row["who"] for row in values), OTHERS)) if name in _who(values)]
    base = alt.Chart(_data(values)).encode(
        color=alt.Color(
            "who:N",
            scale=alt.Scale(domain=present, range=list(colours.more[: len(present)])),
            legend=alt.Legend(title=None, orient="top", columns=1 if look.narrow else 3, labelLimit=230, symbolOpacity=1),
        ),
    )
    x, x2, low, high = (
        alt.X("first:T", axis=_days(values, look), scale=_utc()),
        alt.X2("last:T"),
        alt.Y("low:Q", axis=number),
        alt.Y2("high:Q"),
    )
    shapes = alt.Scale(domain=["range", "at least", "at most"], range=["circle", "triangle-up", "triangle-down"])
    ends = alt.Shape("end:N", scale=shapes, legend=alt.Legend(title=None, orient="bottom", symbolFillColor=colours.soft))
    days, windows = alt.datum.last == alt.datum.first, alt.datum.last != alt.datum.first
    marks = base.mark_point(filled=True, size=70, opacity=1)
    layers = (
        base.transform_filter(windows).mark_rect(opacity=0.22).encode(x=x, x2=x2, y=low, y2=high),
        base.transform_filter(windows).mark_rule(strokeWidth=3).encode(x=x, x2=x2, y=low),
        base.transform_filter(windows).mark_rule(strokeWidth=3).encode(x=x, x2=x2, y=alt.Y("high:Q", axis=number)),
        base.transform_filter(days).mark_rule(strokeWidth=3).encode(x=x, y=low, y2=high),
        base.transform_filter(days).mark_point(filled=True, size=40, opacity=1).encode(x=x, y=low),
        # The mark of an open end stands at the window's first day, upon its bar.
        marks.transform_filter((alt.datum.end != "range") | days).encode(x=x, y=alt.Y("high:Q", axis=number), shape=ends),
    )
    return drawn(alt.layer(*layers).properties(width=look.width, height=230), look)


def placed(ranges: Iterable[Range]) -> list[dict[str, Any]]:
    """The ranges that have a day and a number as rows of a chart, the commonest claimers by name; a day has one end."""
    told = [one for one in ranges if any(one.days) and (one.low, one.high) != (None, None)]
    known = [day for one in told for day in one.days if day]
    claimers = _ranked(one.who for one in told)
    return [
        {
            "first": (one.days[0] or min(known)).isoformat(), "last": (one.days[1] or max(known)).isoformat(),
            "low": min(bound for bound in (one.low, one.high) if bound is not None),
            "high": max(bound for bound in (one.low, one.high) if bound is not None),
            "who": _short(one.who, LONGEST_WHO) if one.who in claimers else OTHERS,
            "end": "at least" if one.high is None else "at most" if one.low is None else "range",
        }
        for one in told
    ]  # fmt: skip


def _who(values: Iterable[dict[str, Any]]) -> set[str]:
    return {row["who"] for row in values}


def _days(values: list[dict[str, Any]], look: Look) -> Any:
    """An axis of days that is worded by how long it is."""
    import altair as alt

    span, most = _span(values), 2 if look.narrow else 6
    form = "%Y" if span > LONG * 4 else "%b %Y" if span > LONG else "%-d %b %Y"
    kept: dict[str, Any] = {"title": None, "format": form, "labelOverlap": True, "labelFlush": False}
    if span > LONG or not _known_days(values):
        return alt.Axis(tickCount=most + 1, **kept)
    # Ticks as far from each other as equal steps are: the axis's own steps of days begin anew with each month.
    first, step = _known_days(values)[0], max(1, -(-span // most))
    ticks = [first + dt.timedelta(days=past) for past in range(0, span + 1, step)]
    return alt.Axis(values=[alt.DateTime(year=day.year, month=day.month, date=day.day, utc=True) for day in ticks], **kept)


def _known_days(values: Iterable[dict[str, Any]]) -> list[dt.date]:
    return sorted(dt.date.fromisoformat(row[name]) for row in values for name in ("first", "last") if row.get(name))


def _span(values: Iterable[dict[str, Any]]) -> int:
    """The days between the first and the last one."""
    days = _known_days(values)
    return (days[-1] - days[0]).days if days else 0


def _utc() -> Any:
    """A scale of days that are the same wherever the chart is drawn."""
    import altair as alt

    return alt.Scale(type="utc")


def _data(values: list[dict[str, Any]]) -> Any:
    import altair as alt

    return alt.Data(values=values)  # type: ignore[no-untyped-call]


def drawn(chart: Any, look: Look) -> str:
    """The chart as an SVG document in these colours."""
    import vl_convert

    colours = look.colours
    axis = {
        "labelColor": colours.ink, "titleColor": colours.soft, "gridColor": colours.rule, "domainColor": colours.rule,
        "tickColor": colours.rule, "labelFont": FONT, "labelFontSize": 13, "labelLimit": 95 if look.narrow else 190,
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
