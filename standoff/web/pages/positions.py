"""Positions: each party's stance on each issue as of a day, and what changed between two days."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import Engine

from standoff.codebook.acts import acts
from standoff.relating.positions import stance_of
from standoff.relating.tables import Stance, State
from standoff.report.shapes import Cell, Party, Shape
from standoff.report.words import SYMBOLS, party_of, window_words
from standoff.store.query import Filter, touches
from standoff.web.ask import Asked
from standoff.web.cells import cell_of, held, state_on
from standoff.web.desk import PageDesk, Place
from standoff.web.index import Index
from standoff.web.lines import Line
from standoff.web.shown import PLACE_HEADS, Pages, Shown, Table, at, paged, without_days

ASKED = ("party", "issue", "between", "until", "page", "table")
SIZE, CHANGES = 40, 60


class HeldLine(Shape, frozen=True, kw_only=True):
    """A party's position on an issue, in which state it is, and the conflicts that its statements stand in."""

    issue: str
    issue_name: str
    party: Party
    state: State
    cell: Cell
    conflicts: int


class Step(Shape, frozen=True, kw_only=True):
    """A change: the state that a party took, and the one before it; `sure` where its days lie wholly within those asked for.

    `disputed` is true where the state rests on an act that the party itself denies.
    """

    issue: str
    issue_name: str
    party: Party
    before: State | None
    state: State
    stance: Stance
    symbol: str
    label: str
    when: str
    sure: bool
    evidence: tuple[Place, ...]
    disputed: bool = False


class PositionsPage(Shape, frozen=True, kw_only=True):
    """The positions of one page, or, between two days, the changes, newest first."""

    between: dt.date | None
    positions: tuple[HeldLine, ...]
    changes: tuple[Step, ...]
    pages: Pages


def view(asked: Asked, index: Index, engine: Engine) -> Shown:
    """The positions as of a day; with `between`, what changed from that day on."""
    since = asked.day("between")
    rows: list[tuple[object, ...]]
    if since is None:
        data = _held(asked, index, engine)
        rows = [
            (one.issue_name, one.party.name, one.state, one.cell.stance, one.cell.since, one.cell.last, one.cell.statements,
             one.cell.origins, one.cell.articles, one.conflicts, one.cell.disputed, one.cell.evidence[0].quote,
             *at(one.cell.evidence[0]))
            for one in data.positions
        ]  # fmt: skip
        heads: tuple[str, ...] = (
            *("issue", "party", "state", "stance", "since", "last", "statements", "origins", "articles", "conflicts"),
            *("disputed", "quote", *PLACE_HEADS),
        )
    else:
        data = _changed(asked, index, engine, since)
        rows = [
            (
                one.issue_name,
                one.party.name,
                one.before,
                one.state,
                one.when,
                one.sure,
                one.disputed,
                one.evidence[0].quote,
                *at(one.evidence[0]),
            )
            for one in data.changes
        ]
        heads = ("issue", "party", "before", "state", "when", "sure", "disputed", "quote", *PLACE_HEADS)
    name = "positions" if since is None else "changes"
    return Shown(
        title="Positions" if since is None else "What changed", template="positions.html.j2", data=data, pages=data.pages,
        filters=("party", "issue", "between", "until"), tables={name: Table(title=name.capitalize(), heads=heads, rows=rows)},
        not_shown=(
            *without_days(index, asked, ("statement",), "statement"),
            "parties of which no own statement on an issue was found: what rivals say of them makes no position; see Actors",
        ),
    )  # fmt: skip


def _cells(asked: Asked, index: Index) -> list[tuple[str, str]]:
    place = {issue.id: number for number, (issue, _, _) in enumerate(index.issue_list)}
    wanted = [
        key
        for key in index.cells
        if key[0] in place and asked.where.issue in (None, key[0]) and asked.where.party in (None, key[1])
    ]
    return sorted(wanted, key=lambda key: (place[key[0]], -len(index.cells[key]), key[1]))


def _held(asked: Asked, index: Index, engine: Engine) -> PositionsPage:
    until = asked.where.until
    keys = [key for key in _cells(asked, index) if until is None or index.run(key).begins(until)]
    part, pages = paged(asked, keys, SIZE)
    found = [one for issue, party in part if (one := held(index, issue, party, until))]
    desk = PageDesk(engine, index, asked.where, (), [line for one in found for line in one.shown])
    rows = tuple(
        HeldLine(
            issue=one.issue, issue_name=index.names[one.issue], party=party_of(one.party), state=one.state, cell=cell,
            conflicts=len(one.conflicts(index)),
        )
        for one in found if (cell := cell_of(desk, one))
    )  # fmt: skip
    return PositionsPage(between=None, positions=rows, changes=(), pages=pages)


class Found(NamedTuple):
    """A change of one position: the state before it and the new one, the statement that set it, and what is known of it."""

    key: tuple[str, str]
    before: State | None
    state: State
    line: Line
    sure: bool
    disputed: bool


def _changed(asked: Asked, index: Index, engine: Engine, since: dt.date) -> PositionsPage:
    every = [one for key in _cells(asked, index) for one in _steps(index, key, since, asked.where.until)]
    every.sort(key=lambda one: (one.line.earliest or one.line.latest or since, one.key), reverse=True)
    part, pages = paged(asked, every, CHANGES)
    desk = PageDesk(engine, index, asked.where, (), [one.line for one in part])
    return PositionsPage(between=since, positions=(), changes=tuple(_rows(desk, index, part)), pages=pages)


def _steps(index: Index, key: tuple[str, str], since: dt.date, until: dt.date | None) -> Iterator[Found]:
    """The changes of one position whose days touch those from `since` to `until`, newest first."""
    run = index.cells[key] if until is None else index.run(key).until(until)
    where, denied = Filter(since=since, until=until), index.denied_by(key, until)
    now: tuple[State, Line] | None = None
    disputed = False
    for _, same in groupby(reversed(run), key=lambda line: (line.earliest, line.latest)):
        day = list(same)[::-1]
        state = state_on(day)
        if now is not None and now[0] != state and touches(now[1].earliest, now[1].latest, where):
            yield Found(key, state, *now, _within(now[1], where), disputed)
        if day[0].latest is not None and day[0].latest < since:
            return
        disputed = (disputed and now is not None and now[0] == state) or any(line.id in denied for line in day)
        now = (state, day[0])
    if now is not None and touches(now[1].earliest, now[1].latest, where):
        yield Found(key, None, *now, _within(now[1], where), disputed)


def _within(line: Line, where: Filter) -> bool:
    late = line.earliest is not None and where.since is not None and line.earliest >= where.since
    return late and (where.until is None or (line.latest is not None and line.latest <= where.until))


def _rows(desk: PageDesk, index: Index, part: Iterable[Found]) -> Iterator[Step]:
    for (issue, party), before, state, line, sure, disputed in part:
        row = desk.items.get(line.id)
        if row is not None:
            stance = stance_of(state, line.act)
            yield Step(
                issue=issue, issue_name=index.names[issue], party=party_of(party), before=before, state=state, stance=stance,
                symbol=SYMBOLS[stance], label=acts()[line.act].label, when=window_words(line.earliest, line.latest), sure=sure,
                evidence=(desk.evidence(row),), disputed=disputed,
            )  # fmt: skip
