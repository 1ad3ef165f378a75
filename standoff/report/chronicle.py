"""What goes over time: the timeline, and each issue's positions in lanes."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from standoff.codebook.acts import acts
from standoff.relating.positions import stance_of, state_of_day
from standoff.relating.tables import Entry, Position
from standoff.relating.timeline import MODE_OF, entries
from standoff.report.desk import Desk, is_since
from standoff.report.shapes import IssueLine, Matrix
from standoff.report.wholes import Lanes, Moment, Stand, Timeline
from standoff.report.words import STATES, counted, parties_of, party_of, window_words
from standoff.store.query import ItemRow
from standoff.store.told import Gist, said

MOST_MOMENTS = 100  # entries of the timeline; what a reader goes through, and a chart holds without its bars running together
MOST_ISSUES = 8  # issues with lanes of their own
MOST_STANDS = 40  # windows of days of one issue


class _Entry(NamedTuple):
    """One entry of the timeline on its way to being shown: `key` is the same for the same words of several articles."""

    order: tuple[dt.date, dt.date, str, str]
    dated: bool
    key: tuple[object, ...]
    of: Gist | Entry


def make_timeline(desk: Desk, since: dt.date | None = None) -> tuple[Timeline, tuple[str, ...]]:
    """The newest entries, what has no day last, the same words of several articles as one; and what is left out."""
    rows: tuple[ItemRow[Any], ...] = (*desk.meetings, *desk.forecasts)
    listed = {row.item.id: row for row in rows}
    found = sorted(_entries(desk), key=lambda one: one.order)
    dated = [one for one in found if one.dated]
    merged: dict[tuple[object, ...], list[Gist | Entry]] = {}
    used = 0
    for one in (*reversed(dated), *found[len(dated) :]):
        if one.key not in merged and len(merged) == MOST_MOMENTS:
            break
        merged.setdefault(one.key, []).append(one.of)
        used += 1
    left = len(found) - used
    notes = (
        (f"{counted(left, 'further entry', 'further entries')} of the timeline, older ones: standoff timeline",) if left else ()
    )
    return Timeline(moments=tuple(_moment(desk, same, listed, since) for same in merged.values()), more=left), notes


def _entries(desk: Desk) -> Iterator[_Entry]:
    """What stands in the timeline: a statement that codes a meeting is left to the meeting's own entry."""
    never = dt.date.max
    for gist in desk.told:
        one, (earliest, latest) = gist.placed, gist.days
        if one.act != "meet":
            key = (one.act, one.party, one.addressee, earliest, latest, gist.said)
            yield _Entry((earliest or never, latest or never, one.article, one.id), bool(earliest or latest), key, gist)
    for entry in entries((), desk.meetings, desk.forecasts):
        key = (entry.what, entry.party, entry.addressee, entry.earliest, entry.latest, said(entry.quote))
        order = (entry.earliest or never, entry.latest or never, entry.article, entry.id)
        yield _Entry(order, bool(entry.earliest or entry.latest), key, entry)


def _moment(desk: Desk, same: list[Gist | Entry], listed: Mapping[str, ItemRow[Any]], since: dt.date | None) -> Moment:
    one = same[0]
    gists = [other for other in reversed(same) if isinstance(other, Gist)]
    told = desk.published[_article(same[-1])].earliest
    cites = desk.cites_of(gists) if gists else desk.cites([listed[other.id] for other in reversed(same)])
    if isinstance(one, Gist):
        mode, party, whom, days = MODE_OF.get(one.status, "said"), one.placed.party, one.placed.addressee, one.days
    else:
        mode, party, whom, days = one.mode, one.party, one.addressee, (one.earliest, one.latest)
    what = one.act if isinstance(one, Gist) else one.what
    return Moment(
        kind="statement" if isinstance(one, Gist) else one.kind, mode=mode, when=window_words(*days), earliest=days[0],
        latest=days[1], what=acts()[what].label if what in acts() else what, party=parties_of(party), whom=parties_of(whom),
        **cites, new=is_since(told if mode == "planned" else days[0], since),
    )  # fmt: skip


def _article(one: Gist | Entry) -> str:
    return one.article_name if isinstance(one, Gist) else one.article


def make_lanes(desk: Desk, matrix: Matrix, since: dt.date | None = None) -> tuple[tuple[Lanes, ...], tuple[str, ...]]:
    """The first issues of the table with their positions over time, and what is left out."""
    by_issue: dict[str, list[Position]] = {}
    for position in desk.views.positions(desk.where):
        by_issue.setdefault(position.issue, []).append(position)
    found = tuple(_lanes(desk, row, by_issue.get(row.id, ()), since) for row in matrix.rows[:MOST_ISSUES])
    left = len(matrix.rows) - len(found)
    older = sum(one.more for one in found)
    notes = [f"positions over time on {counted(left, 'further issue')}: standoff positions --issue NAME"] if left else []
    notes += [f"{counted(older, 'older day')} of positions over time: standoff positions"] if older else []
    return tuple(one for one in found if one.stands), tuple(notes)


class _Run(NamedTuple):
    """A party's own statements of one window of days (null: open) on an issue."""

    party: str
    days: tuple[dt.date | None, dt.date | None]
    told: tuple[Gist, ...]


def _lanes(desk: Desk, row: IssueLine, positions: Iterable[Position], since: dt.date | None) -> Lanes:
    runs = sorted((run for position in positions for run in _runs(desk, position)), key=_by_day, reverse=True)
    stands = tuple(_stand(desk, run, since) for run in runs[:MOST_STANDS])
    return Lanes(issue=row.id, name=row.name, stands=stands, more=len(runs) - len(stands))


def _runs(desk: Desk, position: Position) -> Iterator[_Run]:
    told = [desk.gists[one] for one in position.statements if one in desk.gists]
    for days, same in groupby(told, key=lambda one: one.days):
        yield _Run(position.party, days, tuple(same))


def _by_day(run: _Run) -> tuple[dt.date, dt.date, str]:
    first, last = run.days
    return first or last or dt.date.min, last or dt.date.max, run.party


def _stand(desk: Desk, run: _Run, since: dt.date | None) -> Stand:
    """What the statements of a window of days show together, as positions are told; those that show it come first."""
    state = state_of_day([one.act for one in run.told], [one.article_name for one in run.told])
    told = sorted(run.told, key=lambda one: acts()[one.act].position != state)
    return Stand(
        party=party_of(run.party), state=STATES[state], stance=stance_of(state, run.told[-1].act),
        when=window_words(*run.days), earliest=run.days[0], latest=run.days[1],
        new=is_since(run.days[0], since), **desk.cites_of(told),
    )  # fmt: skip
