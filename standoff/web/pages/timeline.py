"""Timeline: statements, meetings and forecasts under their own days, as a list and as a chart."""

import bisect
import datetime as dt
from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Engine

from standoff.codebook.acts import acts
from standoff.relating.tables import Entry
from standoff.relating.timeline import entries
from standoff.report.shapes import Party, Shape
from standoff.report.words import parties_of, window_words
from standoff.store.query import Filter, touches
from standoff.web.ask import KINDS, Asked
from standoff.web.desk import PageDesk, Place
from standoff.web.filing import merged
from standoff.web.index import Index
from standoff.web.lines import Line
from standoff.web.passing import by_entry
from standoff.web.shown import Pages, Shown, Table, at, paged, without_days

ASKED = ("party", "act", "issue", "outlet", "kind", "month", "since", "until", "order", "page", "table")
SIZE = 60
NO_MONTH = dt.date(9999, 12, 1)  # from here on there is no next month; entries without a day stand under the last day there is


class Moment(Shape, frozen=True, kw_only=True):
    """One entry: its days in words, what it is, and where it stands."""

    entry: Entry
    when: str
    what: str
    party: tuple[Party, ...]
    whom: tuple[Party, ...]
    month: str
    evidence: tuple[Place, ...]


class TimelinePage(Shape, frozen=True, kw_only=True):
    """The entries of one page; `months` counts the entries of the whole filter by month."""

    entries: tuple[Moment, ...]
    months: dict[str, int]
    pages: Pages


def chosen(asked: Asked, index: Index) -> Sequence[Line]:
    """The lines of a timeline in its order: newest first, those without a day last."""
    return _arranged(asked, _in_month(asked, index))


def _in_month(asked: Asked, index: Index) -> Sequence[Line]:
    """The entries that pass the filters, by their days."""
    lines, month = _entries(asked, index), asked.get("month")
    return lines if not month else next((some for name, some in _by_month(lines) if name == month), ())


def _by_month(lines: Sequence[Line]) -> Iterator[tuple[str, Sequence[Line]]]:
    """Entries, which come by their days, month by month; those without a day last."""
    at = 0
    while at < len(lines):
        first = lines[at].entry_key[0]
        # A month is 31 days at most: no day of the next one comes before its own first.
        after = (first.replace(day=1) + dt.timedelta(days=32)).replace(day=1) if first < NO_MONTH else None
        end = bisect.bisect_left(lines, after, lo=at, key=_day) if after else len(lines)
        yield lines[at].entry_month, lines[at:end]
        at = end


def _day(line: Line) -> dt.date:
    return line.entry_key[0]


def _arranged(asked: Asked, lines: Sequence[Line]) -> Sequence[Line]:
    if asked.get("order") == "oldest":
        return lines
    undated = bisect.bisect_left(lines, dt.date.max, key=_day)
    return [*lines[:undated][::-1], *lines[undated:]]


def _entries(asked: Asked, index: Index) -> Sequence[Line]:
    """The entries that pass the filters but for the month, by their days."""
    kinds = (asked.get("kind"),) if asked.get("kind") else KINDS
    if (asked.where, asked.outlet, len(kinds)) == (Filter(), None, len(KINDS)):
        return index.entries
    own = [kind for kind in kinds if kind != "forecast"]
    lines = [line for line in index.choose(asked.where, own, asked.outlet) if line.act != "meet"] if own else []
    return merged(lines, _forecasts(asked, index), by_entry) if "forecast" in kinds else lines


def _forecasts(asked: Asked, index: Index) -> list[Line]:
    """The forecasts made up to the last day asked for, of which the days that they speak of touch the first one."""
    made = msgspec.structs.replace(asked.where, since=None, until=asked.day("until"))
    after = Filter(since=asked.where.since)
    return [line for line in index.choose(made, ("forecast",), asked.outlet) if touches(*line.days, after)]


def view(asked: Asked, index: Index, engine: Engine) -> Shown:
    """One page of the timeline."""
    lines = _in_month(asked, index)
    part, pages = paged(asked, _arranged(asked, lines), SIZE)
    months = {month: len(some) for month, some in _by_month(lines)}
    desk = PageDesk(engine, index, asked.where, part)
    moments = moments_of(desk, part)
    data = TimelinePage(entries=moments, months=dict(sorted(months.items())), pages=pages)
    heads = (
        "date",
        "earliest",
        "latest",
        "precision",
        "mode",
        "kind",
        "what",
        "party",
        "addressee",
        "quote",
        "article",
        "start",
        "end",
        "id",
    )
    rows = [
        (one.when, one.entry.earliest, one.entry.latest, one.entry.precision, one.entry.mode, one.entry.kind, one.what,
         tuple(party.code for party in one.party), tuple(party.code for party in one.whom), one.evidence[0].quote,
         *at(one.evidence[0]))
        for one in moments
    ]  # fmt: skip
    return Shown(
        title="Timeline", template="timeline.html.j2", data=data, pages=pages,
        tables={"timeline": Table(title="Timeline", heads=heads, rows=rows)},
        filters=("party", "act", "issue", "outlet", "kind", "since", "until", "order"),
        not_shown=(
            *_undated(asked, index),
            "statements that only code a meeting: the meeting’s own entry stands for them",
        ),
    )  # fmt: skip


def _undated(asked: Asked, index: Index) -> tuple[str, ...]:
    kinds = (asked.get("kind"),) if asked.get("kind") else KINDS
    return () if asked.get("month") == "undated" else without_days(index, asked, kinds, "item")


def moments_of(desk: PageDesk, lines: Sequence[Line]) -> tuple[Moment, ...]:
    """The entries of a desk's rows in the order of `lines`."""
    found = {entry.id: entry for entry in entries(desk.statements, desk.meetings, desk.forecasts)}
    ordered = [found[line.id] for line in lines if line.id in found]
    return tuple(
        Moment(
            entry=entry, when=window_words(entry.earliest, entry.latest), what=_what(entry), party=parties_of(entry.party),
            whom=parties_of(entry.addressee), month=f"{day:%Y-%m}" if (day := entry.earliest or entry.latest) else "undated",
            evidence=(desk.evidence(desk.items[entry.id]),),
        )
        for entry in ordered
    )  # fmt: skip


def _what(entry: Entry) -> str:
    return acts()[entry.what].label if entry.what in acts() else entry.what
