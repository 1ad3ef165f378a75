"""Series of figures: ranges that count one thing, by date and claimer, never an average."""

import datetime as dt

from standoff.relating.conflicts_tables import Series, SeriesPoint
from standoff.report.desk import Desk, is_since
from standoff.report.wholes import Point, SeriesLine
from standoff.report.words import counted, flat, names_of, parties_of, range_words, spread_words, window_words
from standoff.store.query import touches

MOST_SERIES = 16
MOST_POINTS = 20  # ranges of one series: what a chart tells apart, and a table shows without scrolling
MOST_APART = 3  # reasons why figures count something else
THE_ARTICLES = "the articles themselves"


def make_series(desk: Desk, since: dt.date | None = None) -> tuple[tuple[SeriesLine, ...], tuple[str, ...]]:
    """The series that pass the desk's filter, those of most origins first as the record has them, and what is left out."""
    every = [(one, points) for one in desk.views.series(desk.where) if (points := _points(desk, one))]
    found, left = tuple(_line(desk, one, points, since) for one, points in every[:MOST_SERIES]), len(every) - MOST_SERIES
    older = sum(one.more for one in found)
    notes = [f"{counted(left, 'further series', 'further series')}: standoff figures --series"] if left > 0 else []
    notes += [f"{counted(older, 'older range')} of the series here: standoff figures --series"] if older else []
    return found, tuple(notes)


def _points(desk: Desk, one: Series) -> list[SeriesPoint]:
    """What was told in the filter's days by articles on the desk."""
    return [
        point for point in one.points
        if touches(point.earliest, point.latest, desk.where) and any(telling.article in desk.heads for telling in point.tellings)
    ]  # fmt: skip


def _line(desk: Desk, one: Series, points: list[SeriesPoint], since: dt.date | None) -> SeriesLine:
    told = desk.origins.tally((telling.article, telling.start) for point in points for telling in point.tellings)
    return SeriesLine(
        id=one.id, counted=flat(one.counted), party=parties_of(one.party), place=one.place and flat(one.place),
        spread=spread_words((point.low, point.high) for point in points),
        points=tuple(_point(desk, point, since) for point in points[-MOST_POINTS:]),
        articles=told.articles, origins=told.origins, more=max(0, len(points) - MOST_POINTS),
        apart=tuple(kept.reason for kept in one.apart[:MOST_APART]),
    )  # fmt: skip


def _point(desk: Desk, one: SeriesPoint, since: dt.date | None) -> Point:
    told = desk.origins.tally((telling.article, telling.start) for telling in one.tellings)
    who = names_of(parties_of(one.claimed_by))
    return Point(
        told=f"{range_words(one.low, one.high, one.modifier)} {one.unit or ''}".strip(), low=one.low, high=one.high,
        claimed_by=f"{one.speaker} ({who})" if one.speaker and who and one.speaker != who else one.speaker or who or THE_ARTICLES,
        when=window_words(one.earliest, one.latest), earliest=one.earliest, latest=one.latest,
        articles=told.articles, origins=told.origins, evidence=desk.places_told(one.tellings), new=is_since(one.earliest, since),
    )  # fmt: skip
