"""Series: figures that count one thing, each range by who claims it and when; never an average."""

from collections.abc import Iterable
from functools import partial

from sqlalchemy import Engine

from standoff.relating.conflicts_tables import Series
from standoff.report.shapes import Party, Shape
from standoff.report.words import parties_of, range_words, spread_words, window_words
from standoff.store.query import Filter, touches
from standoff.web.ask import Asked
from standoff.web.index import Index
from standoff.web.packs import Head
from standoff.web.pages.review import Cited, cited
from standoff.web.shown import Pages, Shown, Table, as_of_pack, days_not_known, paged, undated_rows

ASKED = ("party", "since", "until", "group", "page", "table")
SIZE = 12
MOST_POINTS = 40
LEAST_FOR_CHART = 3
MOST_TOLD = 4


class Point(Shape, frozen=True, kw_only=True):
    """One range by one claimer."""

    told: str
    low: int | float | None
    high: int | float | None
    claimed_by: tuple[Party, ...]
    speaker: str | None
    when: str
    origins: int
    articles: int
    cited: tuple[Cited, ...]


class SeriesEntry(Shape, frozen=True, kw_only=True):
    """One series with the span of all that is told; `apart` says what counts something else, and why; `more` are cut off."""

    id: str
    counted: str
    party: tuple[Party, ...]
    place: str | None
    spread: str
    origins: int
    articles: int
    points: tuple[Point, ...]
    more: int
    apart: tuple[str, ...]


class SeriesPage(Shape, frozen=True, kw_only=True):
    """The series of one page."""

    series: tuple[SeriesEntry, ...]
    pages: Pages


def view(asked: Asked, index: Index, engine: Engine) -> Shown:
    """One page of the series, or one alone."""
    known = index.state.tables.series
    places, pages = paged(asked, chosen(asked, index), SIZE)
    part = [known.read(place) for place in places]
    data = SeriesPage(series=tuple(_entry(index, one, asked.where) for one in part), pages=pages)
    rows = [
        (one.id, one.counted, one.place, point.low, point.high, point.modifier, point.unit, point.claimed_by, point.earliest,
         point.latest, point.origins, telling.quote, telling.article, telling.start, telling.end, telling.item)
        for one in part for point in one.points for telling in point.tellings
    ]  # fmt: skip
    heads = (
        *("series", "counted", "place", "low", "high", "modifier", "unit", "claimed_by", "earliest", "latest", "origins"),
        *("quote", "article", "start", "end", "item"),
    )
    return Shown(
        title="Series of figures", template="series.html.j2", data=data, pages=pages, filters=("party", "since", "until"),
        tables={"series": Table(title="Series", heads=heads, rows=rows)}, extra={"least": LEAST_FOR_CHART},
        not_shown=(
            *as_of_pack(known, index),
            *undated_rows(known, asked, partial(_in_group, asked), "series"),
            *days_not_known(_undated_points(part, asked.where), "figure", "in the series here"),
            "figures that nothing else in the record can be set beside: see Figures",
        ),
    )  # fmt: skip


def _in_group(asked: Asked, head: Head) -> bool:
    return asked.get("group") in ("", head.id) and asked.where.party in (None, *head.party)


def chosen(asked: Asked, index: Index) -> list[int]:
    """The places of the series that a request asks for, those of most origins first as the record has them."""
    return index.state.tables.series.choose(
        lambda head: _in_group(asked, head) and any(touches(*window, asked.where) for window in head.windows)
    )


def points_of(one: Series, where: Filter) -> list[object]:
    """The points of a series within days."""
    return [point for point in one.points if touches(point.earliest, point.latest, where)]


def _undated_points(part: Iterable[Series], where: Filter) -> int:
    """How many points of these series a filter by days leaves out because they have none."""
    every_day = (where.since, where.until) == (None, None)
    return 0 if every_day else sum(not (point.earliest or point.latest) for one in part for point in one.points)


def _entry(index: Index, one: Series, where: Filter) -> SeriesEntry:
    points = [point for point in one.points if touches(point.earliest, point.latest, where)]
    told = index.tally((telling.article, telling.start) for point in points for telling in point.tellings)
    return SeriesEntry(
        id=one.id,
        counted=one.counted,
        party=parties_of(one.party),
        place=one.place,
        spread=spread_words((point.low, point.high) for point in points),
        origins=told.origins,
        articles=told.articles,
        points=tuple(
            Point(
                told=f"{range_words(point.low, point.high, point.modifier)} {point.unit or ''}".strip(),
                low=point.low,
                high=point.high,
                claimed_by=parties_of(point.claimed_by),
                speaker=point.speaker,
                when=window_words(point.earliest, point.latest),
                origins=(of := index.tally((t.article, t.start) for t in point.tellings)).origins,
                articles=of.articles,
                cited=tuple(cited(index, telling) for telling in point.tellings[:MOST_TOLD]),
            )
            for point in points[-MOST_POINTS:]
        ),
        more=max(0, len(points) - MOST_POINTS),
        apart=tuple(kept.reason for kept in one.apart[:6]),
    )
