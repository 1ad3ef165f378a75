"""Forecasts: who expects what by when, and whether the window has passed as of the record's newest day."""

from sqlalchemy import Engine

from standoff.report.numbers import make_forecasts
from standoff.report.phrases import holder_words
from standoff.report.shapes import ForecastLine, Shape
from standoff.web.ask import Asked
from standoff.web.desk import PageDesk
from standoff.web.index import Index
from standoff.web.shown import PLACE_HEADS, Pages, Shown, Table, at, newest_first, paged, without_days

ASKED = ("party", "outlet", "since", "until", "page", "table")
SIZE = 60


class JudgedForecast(Shape, frozen=True, kw_only=True):
    """A forecast and whether its window lies wholly before the record's newest day; null where no window is told."""

    forecast: ForecastLine
    passed: bool | None


class ForecastsPage(Shape, frozen=True, kw_only=True):
    """The forecasts of one page, newest first."""

    forecasts: tuple[JudgedForecast, ...]
    pages: Pages


def view(asked: Asked, index: Index, engine: Engine) -> Shown:
    """One page of the forecasts."""
    lines = index.choose(asked.where, ("forecast",), asked.outlet)
    part, pages = paged(asked, newest_first(lines), SIZE)
    desk = PageDesk(engine, index, asked.where, part)
    found = tuple(JudgedForecast(forecast=one, passed=_passed(desk, one)) for one in make_forecasts(desk))
    rows = [
        (holder_words(one.forecast), one.forecast.window, one.passed, one.forecast.confidence, one.forecast.said, place.quote,
         *at(place)) for one in found for place in one.forecast.evidence
    ]  # fmt: skip
    heads = ("holder", "window", "window_passed", "confidence", "said", "quote", *PLACE_HEADS)
    return Shown(
        title="Forecasts", template="forecasts.html.j2", data=ForecastsPage(forecasts=found, pages=pages), pages=pages,
        tables={"forecasts": Table(title="Forecasts", heads=heads, rows=rows)},
        filters=("party", "outlet", "since", "until"), extra={"holder": holder_words},
        not_shown=(
            *without_days(index, asked, ("forecast",), "forecast"),
            "whether a forecast came true: only whether its window has passed as of the newest article",
        ),
    )  # fmt: skip


def _passed(desk: PageDesk, line: ForecastLine) -> bool | None:
    window = desk.items[line.evidence[0].id].item.window
    as_of = desk.as_of
    if window is None or window.latest is None or as_of is None:
        return None
    return bool(window.latest < as_of)
