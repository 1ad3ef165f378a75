"""Situation: who stands where on what, what changed, who asks what and what they answer, what is next, what does not fit."""

import datetime as dt
from itertools import islice

from sqlalchemy import Engine

from standoff.report.gatherings import make_meetings
from standoff.report.phrases import cell_word, meeting_head
from standoff.report.shapes import Cell, IssueLine, Matrix, MeetingLine, Party, Shape
from standoff.report.words import counted, parties_of, party_of
from standoff.web.ask import Asked, link
from standoff.web.cells import Held, cell_of, columns, held, since_when
from standoff.web.desk import PageDesk
from standoff.web.exchanged import Exchanged, demands_of, exchanged, not_exchanged, quoted_in, tables_of
from standoff.web.gathered import MOST_TOLD, ahead, further_mentions, told_whole
from standoff.web.index import Index
from standoff.web.packs import Head
from standoff.web.pages.conflicts import ConflictEntry, as_shown, each_conflict, entry_of
from standoff.web.pages.review import places_of
from standoff.web.shown import Shown, Table, at, left_out, without_days

ASKED = ("until", "changed", "table")
TEMPLATE = "situation.html.j2"
MOST_COLUMNS = 7  # with a word, two dates and a quotation each: what fits a wide screen
MOST_ISSUES = 30
MOST_GROUPS = 8
MOST_AHEAD, MOST_ACCOUNTS, MOST_CHANGES = 10, 5, 12
CHANGED_DAYS = 7


class Change(Shape, frozen=True, kw_only=True):
    """A position that is new, or other than before, since the day asked for."""

    issue: str
    issue_name: str
    party: Party
    new: bool
    cell: Cell


class Situation(Shape, frozen=True, kw_only=True):
    """The page's data; `changed_since` is the day from which changes are told."""

    matrix: Matrix
    changed_since: dt.date | None
    changes: tuple[Change, ...]
    demands: tuple[Exchanged, ...]
    ahead: tuple[MeetingLine, ...]
    conflicts: tuple[ConflictEntry, ...]


def view(asked: Asked, index: Index, engine: Engine) -> Shown:
    """The page as of `until`."""
    until = asked.where.until
    parties = columns(index, index.dossier.parties if index.dossier else (), until)
    shown, issues = parties[:MOST_COLUMNS], [issue for issue, _, _ in index.issue_list][:MOST_ISSUES]
    grid = {(issue.id, party): found for issue in issues for party in shown if (found := held(index, issue.id, party, until))}
    since = asked.day("changed") or _week_before(index, until)
    newer = _changed(index, since, until)
    changed = [one for key in newer[:MOST_CHANGES] if (one := grid.get(key) or held(index, *key, until))]
    coming = ahead(index, until)
    lines = [line for one in coming[:MOST_AHEAD] for line in one.mentions[:MOST_TOLD]]
    quoted = [line for found in (*grid.values(), *changed) for line in found.shown]
    demands = demands_of(index, asked.where, MOST_GROUPS + 1)
    more, demands = len(demands) > MOST_GROUPS, demands[:MOST_GROUPS]
    desk = PageDesk(engine, index, asked.where, lines, quoted, quoted_in(demands))
    known = index.state.tables.conflicts
    sets = (as_shown(index, known.read(place), asked.where) for place in each_conflict(index, asked.where, is_conflict))
    differing = list(islice((one for one in sets if one is not None and one.verdict == "conflict"), MOST_ACCOUNTS))
    told_at = places_of(index, engine, differing)
    data = Situation(
        matrix=_matrix(desk, index, shown, grid), changed_since=since,
        changes=tuple(change for found in changed if (change := _change(desk, found, since))),
        demands=exchanged(desk, demands),
        ahead=told_whole(index, make_meetings(desk).ahead, coming),
        conflicts=tuple(entry_of(index, one, told_at) for one in differing),
    )  # fmt: skip
    return Shown(
        title="Situation",
        template=TEMPLATE,
        data=data,
        tables=_tables(data),
        filters=("until", "changed"),
        not_shown=(
            *without_days(index, asked, ("statement", "meeting"), "item"),
            *_not_shown(index, parties, data, len(newer)),
            *not_exchanged(index, asked.where, MOST_GROUPS if more else None),
            *left_out(len(coming), MOST_AHEAD, "later meeting", "ahead: see Meetings"),
            *further_mentions(coming[:MOST_AHEAD]),
        ),
        extra={
            "clashes": {key: len(clashes) for key, one in grid.items() if (clashes := one.conflicts(index))},
            "more": link("/conflicts", until=until),
        },
    )


def is_conflict(head: Head) -> bool:
    """Whether accounts cannot both hold, and not only one takes over another."""
    return head.verdict == "conflict"


def _week_before(index: Index, until: dt.date | None) -> dt.date | None:
    first, last = index.as_of(until)
    newest_day = first or last
    return newest_day - dt.timedelta(days=CHANGED_DAYS) if newest_day else None


def _matrix(desk: PageDesk, index: Index, parties: list[str], grid: dict[tuple[str, str], Held]) -> Matrix:
    rows = []
    for issue, told, _ in index.issue_list[:MOST_ISSUES]:
        cells = tuple(cell_of(desk, grid[issue.id, party]) if (issue.id, party) in grid else None for party in parties)
        if any(cells):
            rows.append(IssueLine(id=issue.id, name=issue.name, articles=told.articles, origins=told.origins, cells=cells))
    return Matrix(parties=parties_of(parties), rows=tuple(rows), found=index.dossier is None)


def _changed(index: Index, since: dt.date | None, until: dt.date | None) -> list[tuple[str, str]]:
    """The positions, by issue and party, whose present state surely began on or after `since`, the newest first."""
    if since is None:
        return []
    found = []
    for issue, party in index.cells:
        run = index.run((issue, party))
        first = since_when(run, until, since) if run.is_newer(since, until) else None
        if first is not None and first.earliest:
            found.append((first.earliest, issue, party))
    return [(issue, party) for _, issue, party in sorted(found, reverse=True)]


def _change(desk: PageDesk, found: Held, since: dt.date | None) -> Change | None:
    cell = cell_of(desk, found)
    if cell is None:
        return None
    name = desk.index.names.get(found.issue, found.issue)
    return Change(issue=found.issue, issue_name=name, party=party_of(found.party), new=found.before is None, cell=cell)


def _not_shown(index: Index, parties: list[str], data: Situation, changes: int) -> tuple[str, ...]:
    further = ", ".join(party_of(code).name for code in parties[MOST_COLUMNS : MOST_COLUMNS + 12])
    notes = [f"positions of {counted(len(parties) - MOST_COLUMNS, 'more party', 'more parties')}: {further}"] if further else []
    without = len(index.issues) - len(data.matrix.rows)
    notes += [f"{counted(without, 'issue')} on which no party here takes a stance"] if without else []
    notes += left_out(changes, len(data.changes), "more change", "since that day: ask for a later one")
    return tuple(notes)


def _tables(data: Situation) -> dict[str, Table]:
    parties = data.matrix.parties
    positions = [
        (row.name, party.name, cell_word(cell), cell.stance, cell.since, cell.last, cell.before, cell.statements, cell.articles,
         cell.disputed, cell.evidence[0].quote, *at(cell.evidence[0]))
        for row in data.matrix.rows for party, cell in zip(parties, row.cells, strict=True) if cell
    ]  # fmt: skip
    changes = [
        (one.issue_name, one.party.name, cell_word(one.cell), one.cell.since, one.cell.before, one.cell.disputed,
         one.cell.evidence[0].quote, *at(one.cell.evidence[0])) for one in data.changes
    ]  # fmt: skip
    ahead = [
        (one.when, meeting_head(one), one.place, one.status, one.evidence[0].quote, *at(one.evidence[0])) for one in data.ahead
    ]
    sides = [
        (one.of, one.about, one.reason, tuple(party.name for party in side.claimed_by), side.says, side.updated,
         cited.quote, cited.article)
        for one in data.conflicts for side in one.sides for cited in side.cited
    ]  # fmt: skip
    place = ("quote", "article", "start", "end", "id")
    heads = ("issue", "party", "position", "stance", "since", "last", "before", "statements", "articles", "disputed", *place)
    return {
        "positions": Table(title="Positions", heads=heads, rows=positions),
        "changes": Table(
            title="Changes", heads=("issue", "party", "position", "since", "before", "disputed", *place), rows=changes
        ),
        **tables_of(data.demands),
        "meetings": Table(title="Meetings ahead", heads=("date", "meeting", "place", "status", *place), rows=ahead),
        "accounts": Table(
            title="Accounts that differ",
            heads=("of", "about", "reason", "holder", "says", "updated", "quote", "article"),
            rows=sides,
        ),
    }
