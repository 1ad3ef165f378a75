"""Figures side by side, grouped by what is counted, of whom and where; and forecasts."""

import datetime as dt
from collections import Counter

from standoff.codebook.counted import kind_of
from standoff.codebook.world import world
from standoff.core.records import Figure, Forecast
from standoff.report.desk import Desk, source_words
from standoff.report.shapes import FigureGroup, FigureLine, ForecastLine
from standoff.report.words import UNDATED, flat, names_of, parties_of, range_words, spread_words, when_words, window_words
from standoff.store.query import ItemRow
from standoff.store.write import dates_of

Row = ItemRow[Figure]
Key = tuple[str, tuple[str, ...], tuple[str, ...]]
ITSELF = "the article itself"


def make_figures(desk: Desk, most: int | None = None, most_lines: int | None = None) -> tuple[FigureGroup, ...]:
    """The figures by group, those with most rows first (only so many groups, if given); in a group by date.

    Of `most_lines` in a group the newest are shown and the others counted.
    """
    groups = group_figures(desk.figures)
    largest = sorted(groups.items(), key=lambda group: -len(group[1]))[:most]
    found = [_group(desk, key, rows, most_lines) for key, rows in largest]
    return tuple(
        sorted(found, key=lambda group: (-len(group.lines) - group.more, group.counted, names_of(group.party), group.place))
    )


def group_figures(rows: tuple[Row, ...]) -> dict[Key, list[Row]]:
    """Figures of one kind of thing, one party and one place together.

    A place is known by the actors it names ("around Ukraine's borders", "close to Ukraine"), else by its words. A
    figure that names no place joins the one place at which this is counted, if there is only one.
    """
    groups: dict[Key, list[Row]] = {}
    placeless: list[tuple[str, Row]] = []
    for row in rows:
        kind = counted_kind(row.item)
        where = place_key(row.item.place) if row.item.place else ()
        if where:
            groups.setdefault((kind, row.item.party, where), []).append(row)
        else:
            placeless.append((kind, row))
    placed = list(groups)
    for kind, row in placeless:
        homes = [key for key in placed if key[:2] == (kind, row.item.party)]
        key = homes[0] if len(homes) == 1 else (kind, row.item.party, ())
        groups.setdefault(key, []).append(row)
    return groups


def counted_kind(figure: Figure) -> str:
    """The kind of thing counted: of the codebook's kinds, else the unit's own words."""
    words = figure.unit or figure.counted or ""
    return kind_of(words) or (kind_of(figure.counted) if figure.counted else None) or flat(words).casefold() or "not told what"


def place_key(place: str) -> tuple[str, ...]:
    """What a place is known by: the codes of the actors it names, else its proper names; empty for "the region"."""
    codes = {match.claims[0].code for match in world().find(place)}
    return tuple(sorted(codes or {word.strip(".,;") for word in place.split() if word[:1].isupper()}))


def _group(desk: Desk, key: Key, rows: list[Row], most: int | None) -> FigureGroup:
    every = _told(desk, rows)
    more = 0 if most is None else max(0, len(every) - most)
    places = Counter(flat(row.item.place) for row in rows if row.item.place)
    return FigureGroup(
        counted=key[0],
        party=parties_of(key[1]),
        place=places.most_common(1)[0][0] if places else "",
        spread=spread_words((same[0].item.low, same[0].item.high) for same in every),
        lines=tuple(_line(desk, same) for same in every[more:]),
        more=more,
    )


def _told(desk: Desk, rows: list[Row]) -> list[list[Row]]:
    """The rows by date; one range claimed by one source in the same unit is one line with several places."""
    merged: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        item, said = row.item, desk.voice(row)
        source = (said.party, said.speaker, said.anonymous) if said else row.article_name
        key = (item.low, item.high, item.modifier, item.unit, item.place, source, flat(item.text).casefold())
        merged.setdefault(key, []).append(row)
    return sorted(merged.values(), key=lambda same: _by_date(desk, same[0]))


def _by_date(desk: Desk, row: Row) -> tuple[dt.date, int]:
    earliest, latest = dates_of(row.item, row.published)
    return earliest or latest or dt.date.max, desk.numbers[row.article_name]


def _line(desk: Desk, rows: list[Row]) -> FigureLine:
    item, said = rows[0].item, desk.attribution(rows[0])
    earliest, latest = dates_of(item, rows[0].published)
    return FigureLine(
        told=range_words(item.low, item.high, item.modifier),
        low=item.low, high=item.high, modifier=item.modifier, unit=item.unit or item.counted, place=item.place,
        as_of=when_words(item.as_of) or (f"told {window_words(earliest, latest)}" if earliest or latest else UNDATED),
        earliest=earliest, latest=latest,
        claimed_by=parties_of(said.party) if said else (), source_words=source_words(said) or ITSELF,
        **desk.cites(rows),
    )  # fmt: skip


def make_forecasts(desk: Desk) -> tuple[ForecastLine, ...]:
    """The forecasts in the order in which they were made; the same words of several articles are one line."""
    return most_forecasts(desk, None)[0]


def most_forecasts(desk: Desk, most: int | None) -> tuple[tuple[ForecastLine, ...], int]:
    """The same, at most so many, of many those that most articles tell; and how many more there are."""
    merged: dict[tuple[object, ...], list[ItemRow[Forecast]]] = {}
    for row in desk.forecasts:
        merged.setdefault((row.item.holder, flat(row.item.text).casefold()), []).append(row)
    every = list(merged.values())
    kept = sorted(sorted(range(len(every)), key=lambda place: (-len(every[place]), place))[:most])
    return tuple(_forecast(desk, every[place]) for place in kept), len(every) - len(kept)


def _forecast(desk: Desk, rows: list[ItemRow[Forecast]]) -> ForecastLine:
    row = rows[0]
    return ForecastLine(
        holder=parties_of(row.item.holder),
        speaker=row.item.speaker,
        window=when_words(row.item.window) or "no window told",
        confidence=row.item.confidence,
        said=window_words(*dates_of(row.item, row.published)),
        **desk.cites(rows),
    )
