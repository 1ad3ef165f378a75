"""`standoff conflicts` and `standoff figures`: what the accounts disagree on, and figures as lists or as series."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import click

from standoff.cli.asking import Neighbours
from standoff.cli.options import Asked, filter_options, format_option, opened, record_option
from standoff.cli.tables import Head, Sheet, print_sheet, say_of
from standoff.cli.views import VIEWS, command_of
from standoff.cli.words import amount, counted, days, listed, one_line, short_id, short_name
from standoff.exchange.conflict_convert import conflict_record, series_record
from standoff.exchange.conflict_records import ConflictRecord, SeriesRecord
from standoff.relating.conflicts_shown import Tally, Where, reasons_of, updated_sides, without_updated
from standoff.relating.conflicts_tables import Conflict, ConflictKind, ConflictSide, Series, SeriesPoint
from standoff.relating.conflicts_words import counted_words
from standoff.store.query import Filter
from standoff.store.views import Views

KINDS: tuple[ConflictKind, ...] = ("figure", "actor", "time", "denial", "forecast", "quotation", "wording", "demand")


class SideRow(NamedTuple):
    """One side of a conflict, or one point of a series, on a line of its own; `place` is its own in the list, from 0."""

    whole: Any
    part: Any
    place: int = 0


CONFLICT_HEADS = (
    Head(name="id", cell=lambda row: row.whole.id, short=short_id, fixed=True),
    Head(name="side", cell=lambda row: str(row.place + 1), right=True, fixed=True),
    Head(name="verdict", cell=lambda row: _verdict(row)),
    Head(name="about", cell=lambda row: one_line(row.whole.about)),
    Head(name="said by", cell=lambda row: _claimer(row.part)),
    Head(name="told", cell=lambda row: days(row.part.earliest, row.part.latest), fixed=True),
    Head(name="origins", cell=lambda row: f"{row.part.origins:,}", right=True, least=80),
    Head(name="articles", cell=lambda row: f"{row.part.articles:,}", right=True, least=100),
    Head(name="article", cell=lambda row: row.part.tellings[0].article, short=short_name, fixed=True, least=150),
    Head(name="says", cell=lambda row: _says(row.part), words=True),
    Head(name="why", cell=lambda row: _why(row), words=True),
)
SERIES_HEADS = (
    Head(name="id", cell=lambda row: row.whole.id, short=short_id, fixed=True),
    Head(name="counted", cell=lambda row: one_line(counted_words(row.whole.counted, row.whole.group))),
    Head(name="party", cell=lambda row: listed(row.whole.party)),
    Head(name="spread", cell=lambda row: _spread(row.whole), right=True, least=100),
    Head(name="told", cell=lambda row: days(row.part.earliest, row.part.latest), fixed=True),
    Head(name="range", cell=lambda row: amount(row.part.low, row.part.high), right=True),
    Head(name="said by", cell=lambda row: _claimer(row.part)),
    Head(name="origins", cell=lambda row: f"{row.part.origins:,}", right=True, least=80),
    Head(name="articles", cell=lambda row: f"{row.part.articles:,}", right=True, least=100),
    Head(name="article", cell=lambda row: row.part.tellings[0].article, short=short_name, fixed=True, least=130),
    Head(name="words", cell=lambda row: one_line(row.part.tellings[0].quote), words=True),
)


def _claimer(part: ConflictSide | SeriesPoint) -> str:
    """Who says so: the person for the party, or the article."""
    who = one_line(part.speaker or "")
    parties = listed(part.claimed_by)
    return f"{who} ({parties})" if who and parties and who != parties else who or parties or "the article"


def _says(side: ConflictSide) -> str:
    """What a side says, and the words that say it where these are not the same."""
    says, quote = one_line(side.says), one_line(side.tellings[0].quote)
    return says if quote in says else f"{says}: “{quote}”"


def _verdict(row: SideRow) -> str:
    """What a side is in its set: one that a later account took over stands there as updated."""
    return "updated" if row.place in updated_sides(row.whole) else str(row.whole.verdict)


def _why(row: SideRow) -> str:
    """Why a side stands against others, and against which, by their numbers."""
    found = reasons_of(row.whole, row.place)
    return "; ".join(f"against {', '.join(str(place + 1) for place in places)}: {one_line(why)}" for why, places in found)


def _spread(series: Series) -> str:
    if series.open_above and series.lowest is not None:
        return f"{series.lowest:,} or more"
    if series.open_below and series.highest is not None:
        return f"up to {series.highest:,}"
    return amount(series.lowest, series.highest)


def _chosen(views: Views, where: Filter, rows: Sequence[Conflict] | Sequence[Series]) -> list[Any]:
    """Those with a place that stands with a statement of the act and the issue asked for."""
    if where.act is None and where.issue is None:
        return list(rows)
    near = Neighbours(views.statements(where))
    ids = {row.article.name: row.article.id for row in views.articles()}
    return [one for one in rows if any(near.at_place(telling, ids) for side in _parts(one) for telling in side.tellings)]


def _parts(one: Conflict | Series) -> Sequence[ConflictSide | SeriesPoint]:
    return one.sides if isinstance(one, Conflict) else one.points


@click.command(epilog="\b\nExample:\n  standoff conflicts --of figure --party RUS\n  standoff conflicts --format json")
@click.option("--of", type=click.Choice(KINDS), help="Only accounts that differ in this.")
@click.option("--updates/--no-updates", default=True, show_default=True, help="Also what a later account only took over.")
@click.option("--raw", is_flag=True, help="As it was read, without anybody's judgements.")
@filter_options
@format_option
@record_option
def conflicts(record: str, format_: str, of: str | None, updates: bool, raw: bool, **filters: str | None) -> None:
    """What the accounts disagree on: figures, days, denials, forecasts, quotations, demands that cannot all hold, and why.

    One line a side; the same conflict has the same id. Copies of one text count as one origin.
    """
    with opened(record) as opened_views:
        views = opened_views.raw if raw else opened_views
        where = Asked(**filters).where(views)
        found: list[Conflict] = _chosen(views, where, views.conflicts(where))
        kept = [one for one in found if of in (None, one.of)]
        if not updates:
            current = [without_updated(one, _tally(views)) for one in kept]
            kept = [one for one in current if one is not None and one.verdict == "conflict"]
        rows = [SideRow(one, side, place) for one in kept for place, side in enumerate(one.sides)]
        sheet = Sheet(
            heads=CONFLICT_HEADS, rows=rows, shape=ConflictRecord, records=lambda: [conflict_record(one) for one in kept]
        )
        print_sheet(sheet, format_)
        say_of(sheet, format_, counted(len(kept), "conflict"))


def _tally(views: Views) -> Tally:
    def tally(names: Iterable[Where]) -> tuple[int, int]:
        told = views.origin_index().tally(names)
        return told.origins, told.articles

    return tally


def _with_series(plain: click.Command) -> click.Command:
    """The command of the figures with `--series`."""

    def figures(series: bool, **options: Any) -> None:
        if series:
            _print_series(**options)
        elif plain.callback is not None:
            plain.callback(**options)

    switch = click.Option(["--series"], is_flag=True, help="Grouped: figures that count one thing, by claimer and date.")
    epilog = "\b\nExample:\n  standoff figures --party RUS\n  standoff figures --series"
    return click.Command("figures", params=[*plain.params, switch], callback=figures, help=plain.help, epilog=epilog)


def _print_series(record: str, format_: str, raw: bool, **filters: str | None) -> None:
    with opened(record) as opened_views:
        views = opened_views.raw if raw else opened_views
        where = Asked(**filters).where(views)
        kept: list[Series] = _chosen(views, where, views.series(where))
        rows = [SideRow(one, point) for one in kept for point in one.points]
        sheet = Sheet(heads=SERIES_HEADS, rows=rows, shape=SeriesRecord, records=lambda: [series_record(one) for one in kept])
        print_sheet(sheet, format_)
        say_of(sheet, format_, counted(len(kept), "series", "series"))


COMMANDS: dict[str, click.Command] = {"conflicts": conflicts, "figures": _with_series(command_of("figures", VIEWS["figures"]))}
